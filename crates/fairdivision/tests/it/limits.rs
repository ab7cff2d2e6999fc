//! The edges: one carer, nothing to do, a giant, ratings as fine as they come, few nodes.

use fairdivision::{Options, Ratio, Sensitive, Status, divide, pareto};
use serde_json::{Value, json};

use crate::families::{Chance, Kind, divided, input, instance, largest};

const FINE: Kind = Kind { count: 300, burden: 100_000, weight: 1, limits: false, alike: false };

#[test]
fn the_output_is_the_contracts_and_nothing_else() {
    let input = json!({
        "carers": [{"id": "a"}, {"id": "b"}],
        "responsibilities": [
            {"id": "school-run", "minutes": 150, "burden": {"a": 300, "b": 150},
             "cannot": ["a"], "locked": null, "current": "b"},
            {"id": "meals", "minutes": 90, "burden": {"a": 100, "b": 100}, "current": "b"},
            {"id": "nights", "minutes": 30, "burden": {"a": 100, "b": 250}, "current": "b"},
        ],
    });
    let load =
        |burden: u64, ratio: [u64; 2]| json!({"burden": burden, "total": 500, "ratio": ratio});
    let loads = json!({"a": load(200, [4, 5]), "b": load(150, [3, 5])});
    let content = json!({"envy_free": true, "efx": true, "ef1": true, "prop1": true, "mms": true,
                         "witness": null});
    let plan = |owners: Value, changes: usize, minutes: u64, loads: &Value| {
        json!({"owners": owners, "changes": changes, "forced": 0, "minutes_moved": minutes,
               "loads": loads, "own_eyes": {"a": content, "b": content}})
    };
    let best = json!({"school-run": "b", "meals": "a", "nights": "a"});
    let fair = json!({"school-run": "b", "meals": "b", "nights": "a"});
    let fair_loads = json!({"a": load(100, [2, 5]), "b": load(250, [1, 1])});
    let step = |changes: usize, ratio: [u64; 2]| json!({"changes": changes, "max_ratio": ratio});
    let known = json!({
        "status": "exact",
        "gap": [0, 1],
        "change_frontier": [step(0, [2, 1]), step(1, [1, 1]), step(2, [4, 5]), step(3, [4, 5])],
        "loads": loads,
        "plans": {
            "best": plan(best.clone(), 2, 120, &loads),
            "near_best": plan(best, 2, 120, &loads),
            "fewest_to_fair": plan(fair, 1, 30, &fair_loads),
        },
        "why": {"school-run": "only_able", "meals": "balance", "nights": "lighter"},
        "sensitive": null,
        "prices": {"a": 1, "b": 1},
        "certificate": {
            "version": 1,
            "owners": {"school-run": "b", "meals": "a", "nights": "a"},
            "ratios": {"a": [4, 5], "b": [3, 5]},
            "own_eyes": {"a": content, "b": content},
            "prices": {"a": 1, "b": 1},
            "bound": [4, 5],
            "levels": 2,
            "refutations": [],
            "nodes": 0,
            "digest": null,
        },
    });
    let options = Options { changes_max: 3, ..Options::default() };
    let division = divide(&instance(&input), &options).expect("two carers");
    let mut said = serde_json::to_value(&division).expect("divisions serialize");
    // The trees have tests of their own.
    said["certificate"]["refutations"] = json!([]);
    said["certificate"]["nodes"] = json!(0);
    assert_eq!(said, known);
}

#[test]
fn one_carer_has_everything_and_no_word_of_fairness() {
    let input = json!({
        "carers": [{"id": "a", "weight": 3}],
        "responsibilities": [{"id": "x", "burden": {"a": 4}, "current": "a"}],
    });
    let division = divided(&input);
    assert_eq!(division.plans.best.owners["x"], "a");
    assert_eq!(division.loads["a"].ratio, Ratio::ONE);
    assert!(division.plans.best.own_eyes.is_empty());
    assert!(division.change_frontier.is_empty());
    assert_eq!(division.plans.fewest_to_fair.as_ref(), Some(&division.plans.best));
    assert!(pareto(&instance(&input)).is_none());
}

#[test]
fn nothing_to_divide_is_even() {
    for carers in [json!([{"id": "a"}]), json!([{"id": "a"}, {"id": "b", "weight": 9}])] {
        let input = json!({"carers": carers, "responsibilities": []});
        let division = divided(&input);
        assert_eq!(division.status, Status::Exact);
        assert!(division.loads.values().all(|load| load.ratio == Ratio::ZERO));
        assert_eq!(division.floor, None);
        assert!(division.plans.fewest_to_fair.is_some());
        assert!(division.change_frontier.iter().all(|step| step.max_ratio == Ratio::ZERO));
    }
    let two = json!({"carers": [{"id": "a"}, {"id": "b"}], "responsibilities": []});
    assert_eq!(pareto(&instance(&two)).expect("two carers").len(), 1);
}

#[test]
fn a_giant_sets_the_floor() {
    let division = divided(&json!({
        "carers": [{"id": "a"}, {"id": "b"}],
        "responsibilities": [
            {"id": "giant", "burden": {"a": 80, "b": 90}},
            {"id": "small", "burden": {"a": 20, "b": 10}},
        ],
    }));
    let floor = division.floor.as_ref().expect("there is something");
    assert_eq!((floor.responsibility.as_str(), floor.ratio), ("giant", Ratio::new(8, 5)));
    assert_eq!(largest(&division), floor.ratio);
    assert_eq!(division.plans.fewest_to_fair, None);
}

#[test]
fn weights_at_both_ends_are_compared_exactly() {
    let division = divided(&json!({
        "carers": [{"id": "a", "weight": 10_000}, {"id": "b", "weight": 1}],
        "responsibilities": [
            {"id": "x", "burden": {"a": 100_000, "b": 100_000}},
            {"id": "y", "burden": {"a": 99_999, "b": 1}},
        ],
    }));
    assert_eq!(division.plans.best.owners["x"], "a");
    assert_eq!(division.plans.best.owners["y"], "b");
    assert_eq!(division.loads["b"].ratio, Ratio::new(10_001, 100_001));
}

#[test]
fn the_largest_numbers_taken_fit_the_engine() {
    for (seed, weights) in [(1, [10_000, 1]), (2, [1, 10_000]), (3, [9_999, 10_000])] {
        for fine in [FINE, Kind { limits: true, ..FINE }] {
            let mut input = input(fine, &mut Chance::new(seed));
            for (carer, weight) in weights.iter().enumerate() {
                input["carers"][carer]["weight"] = json!(weight);
            }
            for (index, burdens) in [[100_000, 99_991], [99_989, 100_000]].iter().enumerate() {
                input["responsibilities"][index]["burden"] =
                    json!({"a": burdens[0], "b": burdens[1]});
            }
            let division = divided(&input);
            assert!(largest(&division) > Ratio::ZERO && division.gap < Ratio::new(1, 1_000));
        }
    }
    let heaviest: Vec<Value> = (0..300)
        .map(|index| {
            json!({"id": format!("r{index}"), "minutes": 100_000, "current": "a",
                   "burden": {"a": 100_000 - index, "b": 100_000 - index % 7}})
        })
        .collect();
    let carers = json!([{"id": "a", "weight": 9_973}, {"id": "b", "weight": 9_967}]);
    let division = divided(&json!({"carers": carers, "responsibilities": heaviest}));
    assert!(division.gap < Ratio::new(1, 1_000));
}

#[test]
fn ratings_as_fine_as_they_come_are_still_solved_exactly() {
    let input = input(FINE, &mut Chance::new(3));
    assert!(pareto(&instance(&input)).is_none(), "a table would be too large");
    let division = divided(&input);
    assert_eq!((division.status, division.gap), (Status::Exact, Ratio::ZERO));
    assert!(division.plans.near_best.proved);
}

#[test]
fn too_few_nodes_give_an_honest_gap() {
    for alike in [false, true] {
        let input = input(Kind { alike, ..FINE }, &mut Chance::new(5));
        let exact = largest(&divided(&input));
        for nodes in [0, 1_000, 100_000] {
            let options = Options { nodes, ..Options::default() };
            let division = divide(&instance(&input), &options).expect("two carers");
            let found = largest(&division);
            assert!(found >= exact && found.above(exact) <= division.gap, "{nodes}");
            assert!(division.gap < Ratio::new(1, 20), "{nodes}: {}", division.gap);
            let proved = division.status == Status::Exact;
            assert_eq!(division.plans.best.proved, proved);
        }
    }
}

#[test]
fn too_few_nodes_leave_the_best_exact_where_the_table_fits() {
    let kind = Kind { count: 60, burden: 300, limits: true, ..FINE };
    let input = input(kind, &mut Chance::new(9));
    let exact = divided(&input);
    let options = Options { nodes: 0, ..Options::default() };
    let division = divide(&instance(&input), &options).expect("two carers");
    assert_eq!(division.status, Status::Exact);
    assert_eq!(division.plans.best, exact.plans.best);
    for (step, least) in division.change_frontier.iter().zip(&exact.change_frontier) {
        assert!(step.max_ratio >= least.max_ratio);
        assert!(!step.proved || step.max_ratio == least.max_ratio);
    }
    let said = serde_json::to_value(&division.plans).expect("plans serialize");
    assert_eq!(said["best"].get("proved"), None);
    assert_eq!(
        said["near_best"].get("proved"),
        (!division.plans.near_best.proved).then_some(&json!(false))
    );
}

#[test]
fn sensitive_names_what_one_step_would_move() {
    let family = json!({
        "carers": [{"id": "a"}, {"id": "b"}],
        "responsibilities": [
            {"id": "clear", "burden": {"a": 10, "b": 90}},
            {"id": "other", "burden": {"a": 90, "b": 10}},
            {"id": "close", "burden": {"a": 20, "b": 21}},
        ],
    });
    let options = Options { sensitive: Sensitive::Find, ..Options::default() };
    let division = divide(&instance(&family), &options).expect("two carers");
    assert_eq!(division.sensitive, Some(vec!["close".to_owned()]));
}
