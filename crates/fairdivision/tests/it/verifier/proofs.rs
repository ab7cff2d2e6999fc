//! What is true is accepted.

use fairdivision::verify::{Rejection, verify};
use fairdivision::{Instance, Options, divide};
use serde_json::{Value, json};

use super::naive::{self, Leaves, certificate};
use crate::families::{self, Chance};

pub fn bytes(value: &Value) -> Vec<u8> {
    serde_json::to_vec(value).expect("values serialize")
}

#[test]
fn a_certificate_of_any_small_family_is_accepted() {
    for seed in 0..600 {
        let mut chance = Chance::new(seed);
        // Six have 1,237 ways to hand out the larger ratios: those are few.
        let carers = if seed % 50 == 0 { 5 + chance.below(2) } else { 1 + chance.below(4) };
        let count = chance.below(if carers > 3 { 4 } else { 6 });
        let input = naive::family(carers, count, &mut chance);
        let instance = families::instance(&input);
        let owners = naive::best(&instance);
        let leaves = if chance.one_in(3) { Leaves::None } else { Leaves::Early };
        let certificate = certificate(&instance, &owners, leaves);
        let verified = verify(&instance, &bytes(&certificate))
            .unwrap_or_else(|why| panic!("{seed}: {why}\n{input}\n{certificate}"));
        assert!(verified.is_leximin(), "{seed}");
        assert_eq!(certificate["nodes"], verified.nodes, "{seed}");
        assert!(verified.to_string().starts_with("It holds."));
    }
}

#[test]
fn a_bound_or_a_place_too_many_is_not_believed() {
    for seed in 0..200 {
        let mut chance = Chance::new(seed);
        let instance = families::instance(&naive::family(3, 4, &mut chance));
        let proof = certificate(&instance, &naive::best(&instance), Leaves::Early);
        let mut higher = proof.clone();
        higher["bound"] = json!([proof["bound"][0].as_u64().expect("a number") + 1, 1]);
        assert!(matches!(verify(&instance, &bytes(&higher)), Err(Rejection::Field { .. })));
        // What is proved place by place says so, and no more.
        let refuted = proof["refutations"].as_array().expect("a list").len();
        for without in 0..refuted {
            let mut fewer = proof.clone();
            let left_out = fewer["refutations"].as_array_mut().expect("a list").remove(without);
            let nodes = proof["nodes"].as_u64().expect("a number");
            fewer["nodes"] = (nodes - naive::nodes(&left_out["tree"])).into();
            let refusal = verify(&instance, &bytes(&fewer)).expect_err("one is missing");
            assert!(matches!(refusal, Rejection::NotRefuted { .. }), "{refusal}");
        }
    }
}

/// The answers of the solver, with certificates by trying everything.
pub fn answers(how_many: u64) -> impl Iterator<Item = (Instance, Value)> {
    families::small(how_many).map(|input| {
        let instance = families::instance(&input);
        let division = divide(&instance, &Options::default()).expect("two carers");
        let mut answer = serde_json::to_value(&division).expect("divisions serialize");
        let owner = |id: &str| instance.carer_named(id).expect("an owner of the family");
        let things = instance.responsibilities().iter();
        let owners: Vec<usize> =
            things.map(|each| owner(&division.plans.best.owners[&each.id])).collect();
        let mut certificate = certificate(&instance, &owners, Leaves::Early);
        certificate["prices"] = answer["prices"].clone();
        answer["certificate"] = certificate;
        (instance, answer)
    })
}

#[test]
fn a_whole_answer_is_accepted() {
    for (instance, answer) in answers(400) {
        let verified =
            verify(&instance, &bytes(&answer)).unwrap_or_else(|why| panic!("{why}\n{answer}"));
        assert!(verified.whole_answer && verified.is_leximin());
    }
}

#[test]
fn an_answer_without_a_certificate_is_told_so() {
    let (instance, mut answer) = answers(1).next().expect("one");
    answer["certificate"] = Value::Null;
    assert_eq!(verify(&instance, &bytes(&answer)), Err(Rejection::NoCertificate));
}

/// Two carers to whom everything is one: an even number of things, so a largest ratio of 1.
fn ones(count: usize) -> Instance {
    let things: Vec<Value> = (0..count)
        .map(|index| json!({"id": format!("r{index}"), "burden": {"a": 1, "b": 1}}))
        .collect();
    families::instance(&json!({"carers": [{"id": "a"}, {"id": "b"}], "responsibilities": things}))
}

/// A branch on every responsibility, one in the other.
fn deep_tree(count: usize) -> String {
    let open = |index: usize| format!(r#"{{"on":"r{index}","to":["#);
    let tree: String = (0..count).map(open).collect();
    tree + "[1,1]" + &",[1,1]]}".repeat(count)
}

fn with_tree(instance: &Instance, caps: (usize, usize), nodes: usize, tree: &str) -> Vec<u8> {
    let count = instance.responsibilities().len();
    let owners: Vec<usize> = (0..count).map(|index| index % 2).collect();
    let mut proof = naive_head(instance, &owners);
    proof["nodes"] = nodes.into();
    let text = proof.to_string();
    let refutations =
        format!(r#""refutations":[{{"caps":{{"a":{},"b":{}}},"tree":{tree}}}]"#, caps.0, caps.1);
    text.replace(r#""refutations":[]"#, &refutations).into_bytes()
}

fn naive_head(instance: &Instance, owners: &[usize]) -> Value {
    let seen = fairdivision::assess(instance, owners).expect("owners fit");
    let owned: serde_json::Map<String, Value> = instance
        .responsibilities()
        .iter()
        .zip(owners)
        .map(|(each, &owner)| (each.id.clone(), instance.carers()[owner].id.clone().into()))
        .collect();
    json!({"version": 1, "owners": owned, "ratios": {"a": [1, 1], "b": [1, 1]},
        "own_eyes": seen.own_eyes, "prices": {"a": 1, "b": 1}, "bound": [1, 1], "levels": 2,
        "refutations": [], "nodes": 0, "digest": null})
}

#[test]
fn a_tree_as_deep_as_there_are_responsibilities_is_read() {
    let instance = ones(300);
    // The level below 1 is inside the one at which one of the two is at 1: one vector does.
    let deep = with_tree(&instance, (150, 149), 601, &deep_tree(300));
    let verified = verify(&instance, &deep).expect("every leaf refutes");
    assert_eq!((verified.nodes, verified.levels), (601, 2));
    let deeper = with_tree(&instance, (150, 149), 603, &deep_tree(301));
    assert!(matches!(verify(&instance, &deeper), Err(Rejection::Refutation { .. })));
}

/// A family with a proof of so many nodes that it has a digest.
pub fn long_proof() -> (Instance, Value) {
    let mut chance = Chance::new(3);
    loop {
        let instance = families::instance(&naive::family(3, 8, &mut chance));
        let proof = certificate(&instance, &naive::best(&instance), Leaves::None);
        if proof["nodes"].as_u64().expect("a number") > 2_000 {
            return (instance, proof);
        }
    }
}

#[test]
fn a_proof_over_the_limit_needs_its_digest_and_to_be_there() {
    let (instance, proof) = long_proof();
    assert!(verify(&instance, &bytes(&proof)).is_ok());
    let pretty = serde_json::to_vec_pretty(&proof).expect("values serialize");
    assert!(verify(&instance, &pretty).is_ok(), "white space is not part of the digest");
    for digest in [Value::Null, json!(""), json!("0".repeat(32)), json!(1)] {
        let mut changed = proof.clone();
        changed["digest"] = digest;
        assert!(verify(&instance, &bytes(&changed)).is_err());
    }
    let mut left_out = proof.clone();
    left_out["refutations"] = json!([]);
    let nodes = proof["nodes"].as_u64().expect("a number");
    let refusal = verify(&instance, &bytes(&left_out)).expect_err("nothing to check");
    assert_eq!(refusal, Rejection::ProofLeftOut { nodes });
    assert!(refusal.to_string().contains("--whole-proof"));
}
