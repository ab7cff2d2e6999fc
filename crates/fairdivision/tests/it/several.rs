//! Three and four carers against trying every division there is, in code that shares nothing with
//! the engine.

use fairdivision::{Division, Instance, Plan, Ratio, Status};
use serde_json::{Value, json};

use crate::families::{Chance, divided, instance};

const FAMILIES: u64 = 5_000;
const NAMES: [&str; 4] = ["ana", "ben", "cem", "dot"];

/// One division and what it comes to.
#[derive(Clone, Debug)]
struct Tried {
    owners: Vec<usize>,
    /// The largest first.
    ratios: Vec<Ratio>,
    changes: usize,
    minutes: u64,
    unmet: usize,
}

type Rank<'a> = (&'a [Ratio], usize, u64, usize);

impl Tried {
    fn rank(&self) -> Rank<'_> {
        (&self.ratios, self.changes, self.minutes, self.unmet)
    }
}

/// A small family of three or four, of many kinds.
pub fn family(seed: u64) -> Value {
    let mut chance = Chance::new(seed + 77);
    let size = 3 + usize::from(chance.one_in(3));
    let most = [3, 6, 20, 1_000][usize::try_from(chance.below(4)).expect("small")];
    let count = chance.below(if size == 3 { 7 } else { 6 });
    let limits = chance.one_in(2);
    let alike = chance.one_in(5);
    let heaviest_weight = [1, 1, 4][usize::try_from(chance.below(3)).expect("small")];
    let someone =
        |chance: &mut Chance| NAMES[usize::try_from(chance.below(size as u64)).expect("small")];
    let rows: Vec<Value> = (0..count)
        .map(|index| {
            let common = 1 + chance.below(most);
            let burden: serde_json::Map<String, Value> = NAMES[..size]
                .iter()
                .map(|name| {
                    let own = if alike { common } else { 1 + chance.below(most) };
                    ((*name).to_owned(), json!(own))
                })
                .collect();
            let minutes = 5 * chance.below(4);
            let mut row = json!({"id": format!("r{index}"), "minutes": minutes, "burden": burden});
            if !chance.one_in(4) {
                row["current"] = json!(someone(&mut chance));
            }
            if chance.one_in(3) {
                row["likes"] = json!([someone(&mut chance)]);
            }
            if limits && chance.one_in(4) {
                row["cannot"] = json!([someone(&mut chance)]);
            } else if limits && chance.one_in(5) {
                row["locked"] = json!(someone(&mut chance));
            }
            row
        })
        .collect();
    let carers: Vec<Value> = NAMES[..size]
        .iter()
        .map(|name| json!({"id": name, "weight": 1 + chance.below(heaviest_weight)}))
        .collect();
    json!({"carers": carers, "responsibilities": rows})
}

fn every_legal_division(instance: &Instance) -> Vec<Tried> {
    let size = instance.carers().len();
    let mut all = vec![Vec::new()];
    for each in instance.responsibilities() {
        let may = |owner: &usize| match each.locked {
            Some(locked) => locked == *owner,
            None => !each.cannot.contains(*owner),
        };
        all = all
            .iter()
            .flat_map(|owners| {
                (0..size).filter(may).map(|owner| [owners.as_slice(), &[owner]].concat())
            })
            .collect();
    }
    all.into_iter().map(|owners| tried(instance, owners)).collect()
}

fn tried(instance: &Instance, owners: Vec<usize>) -> Tried {
    let mut loads = vec![0; instance.carers().len()];
    let (mut changes, mut minutes, mut unmet) = (0, 0, 0);
    for (each, &owner) in instance.responsibilities().iter().zip(&owners) {
        loads[owner] += u64::from(each.burdens[owner]);
        let stays = each.current.filter(|current| match each.locked {
            Some(locked) => locked == *current,
            None => !each.cannot.contains(*current),
        });
        if stays.is_some_and(|current| current != owner) {
            changes += 1;
            minutes += u64::from(each.minutes);
        }
        unmet += usize::from(!each.likes.is_empty() && !each.likes.contains(owner));
    }
    let sum: u64 = instance.carers().iter().map(|carer| u64::from(carer.weight)).sum();
    let mut ratios: Vec<Ratio> = loads
        .iter()
        .enumerate()
        .map(|(carer, &load)| {
            let total: u64 =
                instance.responsibilities().iter().map(|each| u64::from(each.burdens[carer])).sum();
            let weight = u64::from(instance.carers()[carer].weight);
            if load == 0 { Ratio::ZERO } else { Ratio::new(load * sum, total * weight) }
        })
        .collect();
    ratios.sort_by(|left, right| right.cmp(left));
    Tried { owners, ratios, changes, minutes, unmet }
}

fn owners(plan: &Plan, instance: &Instance) -> Vec<usize> {
    let rows = instance.responsibilities().iter();
    rows.map(|each| instance.carer_named(&plan.owners[&each.id]).expect("known")).collect()
}

/// How the neutral tie sees a division where carers come in this order.
fn tie(instance: &Instance, owners: &[usize], order: &[usize]) -> Vec<(bool, bool, usize)> {
    let place = |owner: usize| order.iter().position(|&carer| carer == owner).expect("all are in");
    let mut by_id: Vec<usize> = (0..owners.len()).collect();
    by_id.sort_by_key(|&index| &instance.responsibilities()[index].id);
    by_id
        .into_iter()
        .map(|index| {
            let (each, owner) = (&instance.responsibilities()[index], owners[index]);
            let can_stay = !each.is_forced_to_move();
            let strays = can_stay && each.current.is_some_and(|current| current != owner);
            (strays, !each.likes.contains(owner), place(owner))
        })
        .collect()
}

fn orders(size: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    for _ in 0..size {
        orders = orders
            .iter()
            .flat_map(|order: &Vec<usize>| {
                let rest = (0..size).filter(|carer| !order.contains(carer));
                rest.map(|carer| [order.as_slice(), &[carer]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    orders
}

fn check_best(input: &Value, instance: &Instance, division: &Division, all: &[Tried]) {
    let best = &division.plans.best;
    let known = all.iter().map(Tried::rank).min().expect("some division is legal");
    let found = tried(instance, owners(best, instance));
    assert_eq!(found.rank(), known, "{input}");
    assert_eq!((best.changes, best.minutes_moved), (found.changes, found.minutes));
    assert_eq!((division.status, division.gap), (Status::Exact, Ratio::ZERO), "{input}");
    assert!(best.proved, "{input}");
    let equals: Vec<&Tried> = all.iter().filter(|it| it.rank() == known).collect();
    let by_some_order = orders(instance.carers().len()).into_iter().any(|order| {
        let first = equals.iter().map(|it| tie(instance, &it.owners, &order)).min();
        first == Some(tie(instance, &found.owners, &order))
    });
    assert!(by_some_order, "{input}");
}

fn check_smaller_plans(input: &Value, instance: &Instance, division: &Division, all: &[Tried]) {
    let best = all.iter().map(|it| it.ratios[0]).min().expect("some division is legal");
    let check = |plan: &Plan, meets: &dyn Fn(&Tried) -> bool| {
        let meeting = all.iter().filter(|it| meets(it));
        let known = meeting.map(|it| (it.changes, &it.ratios, it.minutes, it.unmet)).min();
        let it = tried(instance, owners(plan, instance));
        assert!(plan.proved, "{input}");
        assert_eq!(Some((it.changes, &it.ratios, it.minutes, it.unmet)), known, "{input}");
    };
    let near = |it: &Tried| it.ratios[0].above(best) <= Ratio::new(1, 50);
    check(&division.plans.near_best, &near);
    let fair = |it: &Tried| it.ratios[0] <= Ratio::ONE;
    assert_eq!(division.plans.fewest_to_fair.is_some(), all.iter().any(fair), "{input}");
    if let Some(plan) = &division.plans.fewest_to_fair {
        check(plan, &fair);
    }
}

#[test]
fn every_plan_is_the_best_of_all_in_every_rank_of_the_objective() {
    for seed in 0..FAMILIES {
        let input = family(seed);
        let instance = instance(&input);
        let division = divided(&input);
        let all = every_legal_division(&instance);
        check_best(&input, &instance, &division, &all);
        check_smaller_plans(&input, &instance, &division, &all);
    }
}

fn ratios(division: &Division) -> Vec<Ratio> {
    crate::families::leximin(division)
}

#[test]
fn the_unit_of_one_carers_ratings_changes_nothing_for_several_either() {
    for (seed, factor) in (0..400).zip([2, 7, 100].into_iter().cycle()) {
        let before = family(seed);
        let mut scaled = before.clone();
        for row in scaled["responsibilities"].as_array_mut().expect("a list") {
            let rating = row["burden"]["ben"].as_u64().expect("a rating");
            row["burden"]["ben"] = json!(rating * factor);
        }
        let (one, other) = (divided(&before), divided(&scaled));
        assert_eq!(ratios(&one), ratios(&other), "{before}");
        assert_eq!(one.plans.best.owners, other.plans.best.owners, "{before}");
        assert_eq!(one.plans.near_best.owners, other.plans.near_best.owners, "{before}");
    }
}

#[test]
fn the_order_of_the_input_changes_no_plan_for_several() {
    for seed in 0..400 {
        let before = family(seed);
        let mut turned = before.clone();
        turned["carers"].as_array_mut().expect("a list").reverse();
        turned["responsibilities"].as_array_mut().expect("a list").reverse();
        let (one, other) = (divided(&before), divided(&turned));
        assert_eq!((one.plans, one.why, one.prices), (other.plans, other.why, other.prices));
    }
}

#[test]
fn names_decide_nothing_where_ratings_differ() {
    for seed in 0..400 {
        let before = family(seed);
        let instance = instance(&before);
        let rows = |carer: usize| {
            let all = instance.responsibilities().iter();
            all.map(|each| each.burdens[carer]).collect::<Vec<_>>()
        };
        let differ = (0..instance.carers().len()).all(|one| {
            (0..one).all(|other| {
                // Scaled rows are alike too: see the neutral order.
                let (one, other) = (rows(one), rows(other));
                one.iter().zip(&other).any(|(left, right)| {
                    u64::from(*left) * u64::from(other[0]) != u64::from(*right) * u64::from(one[0])
                })
            })
        });
        if !differ {
            continue;
        }
        let renamed = before.to_string().replace("ana", "zoe").replace("dot", "abe");
        let renamed: Value = serde_json::from_str(&renamed).expect("still JSON");
        let named_back = |owner: &String| owner.replace("zoe", "ana").replace("abe", "dot");
        let one = divided(&before).plans.best.owners;
        let other = divided(&renamed).plans.best.owners;
        assert!(one.values().eq(other.values().map(named_back).collect::<Vec<_>>().iter()));
    }
}

#[test]
fn one_more_lock_or_cannot_never_makes_it_fairer_for_several() {
    for seed in 0..400 {
        let before = family(seed);
        let count = before["responsibilities"].as_array().map_or(0, Vec::len);
        if count == 0 {
            continue;
        }
        let row = &before["responsibilities"][0];
        if row.get("cannot").is_some() || row.get("locked").is_some() {
            continue;
        }
        let best = ratios(&divided(&before));
        for (key, value) in [("locked", json!("cem")), ("cannot", json!(["ben"]))] {
            let mut changed = before.clone();
            changed["responsibilities"][0][key] = value;
            assert!(ratios(&divided(&changed)) >= best, "{changed}");
        }
    }
}
