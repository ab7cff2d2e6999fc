//! Everything against trying every division there is, in code that shares nothing with the engine.

use std::collections::{BTreeMap, BTreeSet};

use fairdivision::{Instance, OwnEyes, Plan, Ratio, Status, assess, pareto};

use crate::families::{divided, instance, small};

const FAMILIES: u64 = 6_000;

/// One division and what it comes to, the larger ratio first.
#[derive(Clone, Debug)]
struct Tried {
    owners: Vec<usize>,
    ratios: [Ratio; 2],
    burdens: [u64; 2],
    changes: usize,
    minutes: u64,
    unmet: usize,
}

fn every_legal_division(instance: &Instance) -> Vec<Tried> {
    let count = instance.responsibilities().len();
    let all = (0..1_usize << count)
        .map(|bits| (0..count).map(|index| bits >> index & 1).collect::<Vec<usize>>());
    all.filter(|owners| {
        instance.responsibilities().iter().zip(owners).all(|(each, &owner)| {
            each.locked.map_or(!each.cannot.contains(owner), |locked| locked == owner)
        })
    })
    .map(|owners| tried(instance, owners))
    .collect()
}

fn tried(instance: &Instance, owners: Vec<usize>) -> Tried {
    let carers = instance.carers();
    let mut it = Tried {
        owners,
        ratios: [Ratio::ZERO; 2],
        burdens: [0; 2],
        changes: 0,
        minutes: 0,
        unmet: 0,
    };
    for (each, &owner) in instance.responsibilities().iter().zip(&it.owners) {
        it.burdens[owner] += u64::from(each.burdens[owner]);
        let forced_away = each.current.is_some_and(|current| {
            each.cannot.contains(current) || each.locked.is_some_and(|locked| locked != current)
        });
        if each.current.is_some_and(|current| current != owner) && !forced_away {
            it.changes += 1;
            it.minutes += u64::from(each.minutes);
        }
        let free = each.locked.is_none() && each.cannot.is_empty();
        it.unmet += usize::from(free && !each.likes.is_empty() && !each.likes.contains(owner));
    }
    let sum = u64::from(carers[0].weight + carers[1].weight);
    for (carer, who) in carers.iter().enumerate() {
        let total: u64 =
            instance.responsibilities().iter().map(|each| u64::from(each.burdens[carer])).sum();
        if total > 0 {
            let weight = u64::from(who.weight);
            it.ratios[carer] = Ratio::new(it.burdens[carer] * sum, total * weight);
        }
    }
    it.ratios.sort_by(|left, right| right.cmp(left));
    it
}

fn key(it: &Tried) -> ([Ratio; 2], usize, u64, usize) {
    (it.ratios, it.changes, it.minutes, it.unmet)
}

fn same(plan: &Plan, instance: &Instance) -> Tried {
    let owners = instance.responsibilities().iter().map(|each| {
        instance.carer_named(&plan.owners[&each.id]).expect("plans name carers of the input")
    });
    let it = tried(instance, owners.collect());
    assert_eq!((plan.changes, plan.minutes_moved), (it.changes, it.minutes));
    it
}

#[test]
fn the_best_plan_is_the_best_of_all_in_every_rank_of_the_objective() {
    for input in small(FAMILIES) {
        let instance = instance(&input);
        let division = divided(&input);
        let all = every_legal_division(&instance);
        let best = all.iter().map(key).min().expect("some division is legal");
        assert_eq!(key(&same(&division.plans.best, &instance)), best, "{input}");
        assert_eq!(division.status, Status::Exact);
    }
}

#[test]
fn every_step_of_the_change_frontier_is_the_least_there_is() {
    for input in small(FAMILIES) {
        let all = every_legal_division(&instance(&input));
        let division = divided(&input);
        assert_eq!(division.change_frontier.len(), 13);
        for step in &division.change_frontier {
            let within = all.iter().filter(|it| it.changes <= step.changes);
            let least = within.map(|it| it.ratios[0]).min().expect("staying is always legal");
            assert_eq!((step.max_ratio, step.proved), (least, true), "{input}");
        }
    }
}

#[test]
fn the_smaller_plans_are_the_fewest_changes_and_then_the_fairest() {
    for input in small(FAMILIES) {
        let instance = instance(&input);
        let all = every_legal_division(&instance);
        let plans = divided(&input).plans;
        let best = all.iter().map(|it| it.ratios[0]).min().expect("some division is legal");
        let least = |meets: &dyn Fn(&Tried) -> bool| {
            let meeting = all.iter().filter(|it| meets(it));
            meeting.map(|it| (it.changes, it.ratios, it.minutes, it.unmet)).min()
        };
        let ranked = |plan: &Plan| {
            let it = same(plan, &instance);
            assert!(plan.proved);
            (it.changes, it.ratios, it.minutes, it.unmet)
        };
        let near = least(&|it| it.ratios[0].above(best) <= Ratio::new(1, 50));
        assert_eq!(Some(ranked(&plans.near_best)), near, "{input}");
        let fair = least(&|it| it.ratios[0] <= Ratio::ONE);
        assert_eq!(plans.fewest_to_fair.as_ref().map(ranked), fair, "{input}");
    }
}

#[test]
fn the_pareto_frontier_is_every_undominated_pair_of_loads() {
    for input in small(FAMILIES) {
        let instance = instance(&input);
        let all = every_legal_division(&instance);
        let mut known: BTreeMap<[u64; 2], usize> = BTreeMap::new();
        for it in &all {
            let better = |other: &&Tried| {
                other.burdens != it.burdens
                    && other.burdens[0] <= it.burdens[0]
                    && other.burdens[1] <= it.burdens[1]
            };
            if all.iter().find(better).is_none() {
                let fewest = known.entry(it.burdens).or_insert(it.changes);
                *fewest = (*fewest).min(it.changes);
            }
        }
        let frontier = pareto(&instance).expect("small ratings");
        let found: BTreeMap<[u64; 2], usize> = frontier
            .points()
            .map(|point| (point.loads.map(|load| load.burden), point.changes))
            .collect();
        assert_eq!(found, known, "{input}");
        for index in 0..frontier.len() {
            let it = tried(&instance, frontier.owners(index));
            let point = frontier.point(index);
            assert_eq!(it.burdens, point.loads.map(|load| load.burden));
            assert_eq!(it.changes, point.changes);
        }
        let best = frontier.owners(frontier.best());
        assert_eq!(best, same(&divided(&input).plans.best, &instance).owners, "{input}");
    }
}

#[test]
fn own_eyes_see_what_trying_every_removal_and_split_sees() {
    for input in small(1_500) {
        let instance = instance(&input);
        for it in every_legal_division(&instance).into_iter().step_by(7) {
            let seen = assess(&instance, &it.owners).expect("as many owners as responsibilities");
            for carer in 0..2 {
                let eyes = &seen.own_eyes[&instance.carers()[carer].id];
                check_eyes(&instance, &it.owners, carer, eyes);
            }
        }
    }
}

fn check_eyes(instance: &Instance, owners: &[usize], carer: usize, eyes: &OwnEyes) {
    let rows = instance.responsibilities();
    let weight = |of: usize| u64::from(instance.carers()[of].weight);
    let rating = |index: usize| u64::from(rows[index].burdens[carer]);
    let pile = |of: usize| -> u64 {
        (0..rows.len()).filter(|&index| owners[index] == of).map(rating).sum()
    };
    let (own, other) = (pile(carer), pile(1 - carer));
    let content = |left: u64| left * weight(1 - carer) <= other * weight(carer);
    let mine: Vec<usize> = (0..rows.len()).filter(|&index| owners[index] == carer).collect();
    let after: Vec<u64> = mine.iter().map(|&index| own - rating(index)).collect();
    assert_eq!(eyes.envy_free, content(own));
    assert_eq!(eyes.efx, after.iter().all(|&left| content(left)));
    assert_eq!(eyes.ef1, after.is_empty() || after.iter().any(|&left| content(left)));
    let sum = weight(0) + weight(1);
    let share = |left: u64| left * sum <= (own + other) * weight(carer);
    assert_eq!(eyes.prop1, after.is_empty() || after.iter().any(|&left| share(left)));
    let evenest = (0..1_usize << rows.len()).map(|bits| {
        let one: u64 = (0..rows.len()).filter(|index| bits >> index & 1 == 1).map(rating).sum();
        one.max(own + other - one)
    });
    let evenest = evenest.min().expect("the empty split is one");
    assert_eq!(eyes.mms, (weight(0) == weight(1)).then_some(own <= evenest));
    assert_eq!(eyes.witness.is_none(), eyes.envy_free);
    if let Some(witness) = &eyes.witness {
        let ending: BTreeSet<(u64, &str)> = mine
            .iter()
            .filter(|&&index| content(own - rating(index)))
            .map(|&index| (rating(index), rows[index].id.as_str()))
            .collect();
        assert_eq!(witness.carer, instance.carers()[1 - carer].id);
        assert_eq!(witness.responsibility.as_deref(), ending.first().map(|&(_, id)| id));
    }
}
