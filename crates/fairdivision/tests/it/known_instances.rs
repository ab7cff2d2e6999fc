//! The instances with known optima, found by independent methods.

use fairdivision::{Division, Instance, Options, Ratio, Status, divide};
use serde_json::Value;

fn rows() -> Vec<Value> {
    serde_json::from_str(include_str!("../instances/instances.json")).expect("the file is JSON")
}

fn instance(row: &Value) -> Instance {
    let bytes = serde_json::to_vec(&row["input"]).expect("a value serializes");
    Instance::from_json(&bytes).expect("every instance is valid")
}

/// `"713/500"` or `"1"`.
fn fraction(value: &Value) -> Ratio {
    let text = value.as_str().expect("fractions are strings");
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    Ratio::new(top.parse().expect("a number"), bottom.parse().expect("a number"))
}

/// Those with at most so many carers and responsibilities.
pub fn all_up_to(carers: usize, count: usize) -> impl Iterator<Item = (String, Instance)> {
    let all = rows()
        .into_iter()
        .map(|row| (row["id"].as_str().expect("rows have ids").to_owned(), instance(&row)));
    all.filter(move |(_, instance)| {
        instance.carers().len() <= carers && instance.responsibilities().len() <= count
    })
}

fn two_carers() -> impl Iterator<Item = (String, Value, Division)> {
    let rows = rows().into_iter();
    let pairs = rows.filter(|row| row["input"]["carers"].as_array().is_some_and(|c| c.len() == 2));
    pairs.map(|row| {
        let division = divide(&instance(&row), &Options::default()).expect("two carers");
        (row["id"].as_str().expect("rows have ids").to_owned(), row, division)
    })
}

#[test]
fn the_leximin_vector_is_the_known_one() {
    let mut seen = 0;
    for (id, row, division) in two_carers() {
        let mut ratios: Vec<Ratio> = division.loads.values().map(|load| load.ratio).collect();
        ratios.sort_by(|left, right| right.cmp(left));
        let known: Vec<Ratio> =
            row["leximin"].as_array().expect("known for two").iter().map(fraction).collect();
        assert_eq!(ratios, known, "{id}");
        assert_eq!((division.status, division.gap), (Status::Exact, Ratio::ZERO), "{id}");
        seen += 1;
    }
    assert_eq!(seen, 12);
}

#[test]
fn changes_forced_or_not_are_the_known_fewest() {
    for (id, row, division) in two_carers() {
        let best = &division.plans.best;
        assert_eq!(Value::from(best.forced), row["forced"], "{id}");
        if !row["changes"].is_null() {
            assert_eq!(Value::from(best.changes), row["changes"], "{id}");
        }
    }
}

#[test]
fn the_change_frontier_is_the_known_one() {
    for (id, row, division) in two_carers() {
        let known = row["change_frontier"].as_array().expect("known for two");
        assert!(!known.is_empty(), "{id}");
        for (step, known) in division.change_frontier.iter().zip(known) {
            assert_eq!(step.max_ratio, fraction(known), "{id} at {}", step.changes);
            assert!(step.proved, "{id} at {}", step.changes);
        }
    }
}

#[test]
fn every_plan_is_proved_and_meets_its_threshold() {
    for (id, _, division) in two_carers() {
        let plans = &division.plans;
        let highest = |plan: &fairdivision::Plan| {
            plan.loads.values().map(|load| load.ratio).max().expect("two carers")
        };
        let best = highest(&plans.best);
        assert!(plans.near_best.proved, "{id}");
        assert!(highest(&plans.near_best).above(best) <= Ratio::new(1, 50), "{id}");
        let fair = plans.fewest_to_fair.as_ref().expect("all of these can be fair");
        assert!(fair.proved && highest(fair) <= Ratio::ONE, "{id}");
        let with_fewer = |plan: &fairdivision::Plan| {
            let fewer = plan.changes.checked_sub(1)?;
            division.change_frontier.get(fewer).map(|step| step.max_ratio)
        };
        let missed = |ratio: Ratio| ratio.above(best) > Ratio::new(1, 50);
        assert!(with_fewer(&plans.near_best).is_none_or(missed), "{id}");
        assert!(with_fewer(fair).is_none_or(|ratio| ratio > Ratio::ONE), "{id}");
    }
}

/// At most one hundredth of a percentage point of everything.
fn is_close(division: &Division, carers: usize) -> bool {
    let points = Ratio::new(carers as u64, 10_000);
    division.gap <= points
}

/// These take most of a test run's time; the benchmark solves them.
const LONG: [&str; 4] =
    ["uniform_n6_m150_s0", "rated_n6_m150_s0_limits", "rated_n6_m150_s0", "rated_n6_m60_s0"];

#[test]
fn three_to_six_carers_are_proved_or_within_a_hundredth_of_a_point() {
    let mut proved = 0;
    for row in rows() {
        let instance = instance(&row);
        let carers = instance.carers().len();
        let id = row["id"].as_str().expect("rows have ids");
        if carers < 3 || LONG.contains(&id) {
            continue;
        }
        let division = divide(&instance, &Options::default()).expect("up to six carers");
        let mut ratios: Vec<Ratio> = division.loads.values().map(|load| load.ratio).collect();
        ratios.sort_by(|left, right| right.cmp(left));
        assert_eq!(Value::from(division.plans.best.forced), row["forced"], "{id}");
        assert!(is_close(&division, carers), "{id}: {}", division.gap);
        if let Some(known) = row["leximin"].as_array() {
            let known: Vec<Ratio> = known.iter().map(fraction).collect();
            assert_eq!(ratios, known, "{id}");
        }
        proved += usize::from(division.status == Status::Exact);
    }
    assert_eq!(proved, 32);
}
