//! What is promised of every division between two.

use fairdivision::{Options, Ratio, Why, assess, divide, lock_prices, pareto};
use serde_json::{Value, json};

use crate::families::{Chance, Kind, divided, input, instance, largest, leximin, small};

const FAMILIES: u64 = 1_500;
const EVEN: Kind = Kind { count: 12, burden: 30, weight: 1, limits: false, alike: false };

/// The order of the objective as far as fairness goes.
fn no_fairer(changed: &Value, before: &Value) {
    assert!(leximin(&divided(changed)) >= leximin(&divided(before)), "{changed}");
}

#[test]
fn equal_weights_without_limits_give_efx_ef1_and_maximin_shares() {
    for seed in 0..FAMILIES {
        let mut chance = Chance::new(seed);
        let kind = Kind { count: chance.below(40), alike: chance.one_in(4), ..EVEN };
        let division = divided(&input(kind, &mut chance));
        for eyes in division.plans.best.own_eyes.values() {
            assert!(eyes.efx && eyes.ef1 && eyes.prop1);
            assert_eq!(eyes.mms, Some(true));
        }
    }
}

#[test]
fn with_unequal_weights_the_fairest_can_miss_weighted_ef1() {
    let division = divided(&json!({
        "carers": [{"id": "a", "weight": 4}, {"id": "b", "weight": 1}],
        "responsibilities": [
            {"id": "x", "burden": {"a": 45, "b": 45}},
            {"id": "y", "burden": {"a": 45, "b": 45}},
            {"id": "z", "burden": {"a": 10, "b": 10}},
        ],
    }));
    assert_eq!(division.loads["a"].ratio, Ratio::new(9, 8));
    assert_eq!(division.plans.best.owners["z"], "b");
    let eyes = &division.plans.best.own_eyes["a"];
    assert!(!eyes.ef1);
    assert_eq!(eyes.mms, None);
}

#[test]
fn one_more_lock_or_cannot_never_makes_it_fairer() {
    for (seed, before) in small(FAMILIES).enumerate() {
        let mut chance = Chance::new(seed as u64 + 1_000_000);
        let count = before["responsibilities"].as_array().map_or(0, Vec::len);
        if count == 0 {
            continue;
        }
        let index = usize::try_from(chance.below(count as u64)).expect("small");
        let row = &before["responsibilities"][index];
        if row.get("cannot").is_some() || row.get("locked").is_some() {
            continue;
        }
        let mut locked = before.clone();
        locked["responsibilities"][index]["locked"] = json!(chance.someone());
        no_fairer(&locked, &before);
        let mut unable = before.clone();
        unable["responsibilities"][index]["cannot"] = json!([chance.someone()]);
        no_fairer(&unable, &before);
    }
}

#[test]
fn one_more_allowed_change_never_worsens_and_ends_at_the_best() {
    for input in small(FAMILIES) {
        let options = Options { changes_max: 40, ..Options::default() };
        let division = divide(&instance(&input), &options).expect("two carers");
        assert!(division.change_frontier.is_sorted_by(|one, next| one.max_ratio >= next.max_ratio));
        let end = division.change_frontier.last().expect("41 steps");
        assert_eq!(end.max_ratio, largest(&division));
    }
}

#[test]
fn the_unit_of_one_carers_ratings_changes_nothing() {
    for (before, factor) in small(FAMILIES).zip([2, 7, 100].into_iter().cycle()) {
        let mut scaled = before.clone();
        for row in scaled["responsibilities"].as_array_mut().expect("a list") {
            let rating = row["burden"]["b"].as_u64().expect("a rating");
            row["burden"]["b"] = json!(rating * factor);
        }
        let (one, other) = (divided(&before), divided(&scaled));
        assert_eq!(leximin(&one), leximin(&other));
        assert_eq!(one.change_frontier, other.change_frontier);
        assert_eq!(one.plans.best.owners, other.plans.best.owners);
        assert_eq!(one.plans.near_best.owners, other.plans.near_best.owners);
        assert_eq!(one.why, other.why);
    }
}

#[test]
fn the_order_of_the_input_changes_no_byte() {
    for (seed, before) in small(FAMILIES).enumerate() {
        let mut chance = Chance::new(seed as u64);
        let mut shuffled = before.clone();
        shuffled["carers"].as_array_mut().expect("a list").reverse();
        let rows = shuffled["responsibilities"].as_array_mut().expect("a list");
        for end in (1..rows.len()).rev() {
            rows.swap(end, usize::try_from(chance.below(end as u64 + 1)).expect("small"));
        }
        let text = |input| {
            let mut division = divided(input);
            // Proofs name carers by their place in the input.
            if let Some(certificate) = &mut division.certificate {
                certificate.refutations.clear();
                certificate.digest = None;
            }
            serde_json::to_string(&division).expect("divisions serialize")
        };
        assert_eq!(text(&before), text(&shuffled), "{before}");
    }
}

#[test]
fn two_methods_agree_on_larger_families_down_to_the_last_tie() {
    for seed in 0..150 {
        let mut chance = Chance::new(seed);
        let kind = Kind {
            count: 20 + chance.below(60),
            burden: [4, 50, 400][usize::try_from(chance.below(3)).expect("small")],
            weight: 1 + chance.below(3),
            limits: chance.one_in(2),
            alike: chance.one_in(3),
        };
        let input = input(kind, &mut chance);
        let instance = instance(&input);
        let frontier = pareto(&instance).expect("small ratings");
        let owners = frontier.owners(frontier.best());
        let division = divided(&input);
        for (each, owner) in instance.responsibilities().iter().zip(&owners) {
            assert_eq!(division.plans.best.owners[&each.id], instance.carers()[*owner].id);
        }
        let assessed = assess(&instance, &owners).expect("owners of the instance");
        assert_eq!(assessed.loads, division.loads);
        assert_eq!(assessed.own_eyes, division.plans.best.own_eyes);
        assert_eq!(assessed.changes, division.plans.best.changes);
        assert!(assessed.not_possible.is_empty() && assessed.against_lock.is_empty());
    }
}

#[test]
fn a_reason_says_what_is_so() {
    for input in small(FAMILIES) {
        let instance = instance(&input);
        let division = divided(&input);
        for each in instance.responsibilities() {
            let owner = instance.carer_named(&division.plans.best.owners[&each.id]).expect("known");
            let cost = |carer: usize| {
                let price = division.prices[&instance.carers()[carer].id];
                price * u64::from(each.burdens[carer])
            };
            match division.why[&each.id] {
                Why::Locked => assert_eq!(each.locked, Some(owner)),
                Why::OnlyAble => assert!(each.cannot.contains(1 - owner)),
                Why::Lighter => assert!(cost(owner) < cost(1 - owner)),
                Why::Balance => assert!(cost(owner) >= cost(1 - owner)),
            }
        }
    }
}

#[test]
fn few_things_are_placed_for_balance_alone() {
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let kind = Kind { count: 100, burden: 500, ..EVEN };
        let division = divided(&input(kind, &mut chance));
        let balance = division.why.values().filter(|&&why| why == Why::Balance).count();
        assert!(balance <= 12, "{balance} of 100");
    }
}

#[test]
fn a_lock_costs_what_opening_it_gives() {
    let family = json!({
        "carers": [{"id": "a"}, {"id": "b"}],
        "responsibilities": [
            {"id": "x", "burden": {"a": 5, "b": 5}, "locked": "a"},
            {"id": "y", "burden": {"a": 3, "b": 3}, "locked": "a"},
            {"id": "z", "burden": {"a": 2, "b": 2}, "locked": "b"},
        ],
    });
    let prices = lock_prices(&instance(&family), &Options::default()).expect("two carers");
    assert_eq!(prices["x"], Ratio::new(1, 5));
    assert_eq!(prices["y"], Ratio::new(3, 5));
    assert_eq!(prices["z"], Ratio::ZERO);
    let division = divided(&family);
    assert!(division.why.values().all(|&why| why == Why::Locked));
    assert_eq!(division.change_frontier[0].max_ratio, Ratio::new(8, 5));
}

#[test]
fn a_wish_decides_between_equal_divisions_and_nothing_else() {
    let mut family = json!({
        "carers": [{"id": "a"}, {"id": "b"}],
        "responsibilities": [
            {"id": "x", "burden": {"a": 5, "b": 5}},
            {"id": "y", "burden": {"a": 5, "b": 5}},
        ],
    });
    for (index, id) in [(0, "x"), (1, "y")] {
        for carer in ["a", "b"] {
            let mut wished = family.clone();
            wished["responsibilities"][index]["likes"] = json!([carer]);
            assert_eq!(divided(&wished).plans.best.owners[id], carer);
        }
    }
    family["responsibilities"][0]["burden"] = json!({"a": 9, "b": 5});
    family["responsibilities"][0]["likes"] = json!(["a"]);
    assert_eq!(divided(&family).plans.best.owners["x"], "b");
}
