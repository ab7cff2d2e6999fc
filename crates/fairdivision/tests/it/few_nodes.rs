//! Where the nodes end early, every plan still keeps what its name says.

use fairdivision::verify::{Rejection, verify};
use fairdivision::{Division, Instance, Options, Plan, Ratio, divide};
use serde_json::{Value, json};

use crate::families::{Chance, instance};

const NAMES: [&str; 6] = ["ana", "ben", "cem", "dot", "eva", "fin"];
const FAMILIES: u64 = 1_000;

/// Three to six carers with so much that few nodes are not enough.
fn family(chance: &mut Chance) -> Value {
    let size = 3 + usize::try_from(chance.below(4)).expect("small");
    let count = 6 + chance.below(30);
    let most = [4, 60, 1_000, 100_000][usize::try_from(chance.below(4)).expect("small")];
    let heaviest = [1, 1, 5][usize::try_from(chance.below(3)).expect("small")];
    let (alike, limits) = (chance.one_in(6), chance.one_in(3));
    let someone =
        |chance: &mut Chance| NAMES[usize::try_from(chance.below(size as u64)).expect("small")];
    let mut rows = Vec::new();
    for index in 0..count {
        let common = 1 + chance.below(most);
        let burden: serde_json::Map<String, Value> = NAMES[..size]
            .iter()
            .map(|name| {
                let own = if alike { common } else { 1 + chance.below(most) };
                ((*name).to_owned(), json!(own))
            })
            .collect();
        let mut row = json!({"id": format!("r{index}"), "burden": burden,
            "minutes": 5 * chance.below(4), "current": someone(chance)});
        if limits && chance.one_in(4) {
            row["cannot"] = json!([someone(chance)]);
        } else if limits && chance.one_in(6) {
            row["locked"] = json!(someone(chance));
        }
        rows.push(row);
    }
    let carers: Vec<Value> = NAMES[..size]
        .iter()
        .map(|name| json!({"id": name, "weight": 1 + chance.below(heaviest)}))
        .collect();
    json!({"carers": carers, "responsibilities": rows})
}

fn highest(plan: &Plan) -> Ratio {
    plan.loads.values().map(|load| load.ratio).max().expect("several carers")
}

fn check_plans(division: &Division, told: &str) {
    let plans = &division.plans;
    let best = highest(&plans.best);
    assert!(highest(&plans.near_best).above(best) <= Ratio::new(1, 50), "{told}");
    assert!(plans.near_best.changes <= plans.best.changes, "{told}");
    match &plans.fewest_to_fair {
        Some(fair) => assert!(highest(fair) <= Ratio::ONE, "{told}"),
        None => assert!(best > Ratio::ONE, "{told}"),
    }
}

fn check_answer(instance: &Instance, division: &Division, told: &str) {
    let answer = serde_json::to_vec(division).expect("divisions serialize");
    match verify(instance, &answer) {
        Ok(_) | Err(Rejection::ProofLeftOut { .. }) => {}
        Err(Rejection::NoCertificate) => assert!(division.certificate.is_none(), "{told}"),
        Err(why) => panic!("{why}: {told}"),
    }
}

#[test]
fn plans_keep_what_they_promise_however_few_the_nodes() {
    for seed in 0..FAMILIES {
        let mut chance = Chance::new(seed + 41);
        let input = family(&mut chance);
        let instance = instance(&input);
        // A node between several counts as sixteen.
        let scale = [1, 16, 40][usize::try_from(chance.below(3)).expect("small")];
        let options = Options { nodes: scale * (1 + chance.below(500)), ..Options::default() };
        let division = divide(&instance, &options).expect("up to six carers");
        let told = format!("{seed} with {} nodes: {input}", options.nodes);
        check_plans(&division, &told);
        check_answer(&instance, &division, &told);
    }
}

/// With 1,000 nodes: settling the ties came upon a division that was fairer still,
/// and the plans had been measured by the one before.
#[test]
fn a_fairer_division_found_while_settling_is_what_the_plans_are_measured_by() {
    let text = include_bytes!("../instances/settled_late.json");
    let instance = Instance::from_json(text).expect("the file is valid");
    for nodes in (1..40).map(|step| step * 250) {
        let division = divide(&instance, &Options { nodes, ..Options::default() }).expect("four");
        let told = format!("settled late, {nodes} nodes");
        check_plans(&division, &told);
        check_answer(&instance, &division, &told);
    }
}
