//! Whatever is handed to the verifier, it answers: quickly, and without a panic.

use std::sync::LazyLock;

use fairdivision::verify::{CERTIFICATE_BYTES_MAX, Rejection, verify};
use fairdivision::{Instance, assess};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::naive::{self, Leaves, certificate};
use super::proofs::bytes;
use crate::families::{self, Chance};
use crate::spoilt::{any_bytes, any_pieces, changed, config, spliced};

/// A family of three with a proof that has branches, leaves and places where nobody can.
static FAMILY: LazyLock<(Instance, Value)> = LazyLock::new(|| {
    let mut chance = Chance::new(5);
    loop {
        let instance = families::instance(&naive::family(3, 4, &mut chance));
        let proof = certificate(&instance, &naive::best(&instance), Leaves::Early);
        let text = proof.to_string();
        if text.contains(r#""on""#) && text.contains("null,[") {
            return (instance, proof);
        }
    }
});

fn answered(bytes: &[u8]) {
    let (instance, _) = &*FAMILY;
    if let Err(refusal) = verify(instance, bytes) {
        assert!(!refusal.to_string().is_empty());
    }
}

/// A value as deep as three and as wide as four, of everything JSON has.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..6_u64).prop_map(Value::from),
        "[a-c0-3]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop_oneof![Just("on"), Just("to"), Just("tree"), Just("caps"), Just("c0")];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key, inner), 0..4).prop_map(|entries| {
                entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }),
        ]
    })
}

/// Puts a value somewhere: at every step of the path a child, counted round.
fn put(whole: &mut Value, path: &[usize], value: Value) {
    let Some((&step, rest)) = path.split_first() else {
        *whole = value;
        return;
    };
    match whole {
        Value::Array(items) if !items.is_empty() => {
            let index = step % items.len();
            put(&mut items[index], rest, value);
        }
        Value::Object(map) if !map.is_empty() => {
            let index = step % map.len();
            put(map.values_mut().nth(index).expect("counted round"), rest, value);
        }
        _ => *whole = value,
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn any_bytes_are_answered(bytes in any_bytes()) {
        answered(&bytes);
    }

    #[test]
    fn any_pieces_are_answered(bytes in any_pieces()) {
        answered(&bytes);
    }

    #[test]
    fn a_proof_with_a_piece_put_in_or_taken_out_is_answered(
        bytes in spliced(bytes(&FAMILY.1)),
    ) {
        answered(&bytes);
    }

    #[test]
    fn a_proof_with_bytes_changed_is_answered(bytes in changed(bytes(&FAMILY.1))) {
        answered(&bytes);
    }

    #[test]
    fn a_proof_with_any_value_anywhere_is_answered(
        path in proptest::collection::vec(any::<usize>(), 0..9), value in any_json(),
    ) {
        let mut proof = FAMILY.1.clone();
        put(&mut proof, &path, value);
        answered(&bytes(&proof));
    }
}

fn with_tree(tree: &str) -> Vec<u8> {
    let mut proof = FAMILY.1.clone();
    proof["refutations"][0]["tree"] = json!("here");
    proof.to_string().replace(r#""here""#, tree).into_bytes()
}

#[test]
fn trees_made_to_exhaust_are_refused() {
    let deep = |piece: &str| with_tree(&piece.repeat(500_000));
    let branch = r#"{"on":"r0","to":["#;
    for bytes in [deep("["), deep("{"), deep(branch), deep("[["), deep("\""), deep("\\")] {
        assert!(verify(&FAMILY.0, &bytes).is_err());
    }
    let closed = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
    assert!(verify(&FAMILY.0, &with_tree(&closed)).is_err());
    assert!(verify(&FAMILY.0, "[".repeat(5_000_000).as_bytes()).is_err());
    assert!(verify(&FAMILY.0, "{\"a\":".repeat(500_000).as_bytes()).is_err());
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let large = vec![b' '; CERTIFICATE_BYTES_MAX + 1];
    assert_eq!(verify(&FAMILY.0, &large), Err(Rejection::TooLarge));
    assert!(Rejection::TooLarge.is_unreadable());
}

/// Trees with the largest prices and caps there are: nothing overflows.
#[test]
fn the_largest_numbers_do_not_overflow() {
    let things: Vec<Value> = (0..300)
        .map(|index| json!({"id": format!("r{index:03}"), "burden": {"a": 100_000, "b": 100_000}}))
        .collect();
    let carers = json!([{"id": "a", "weight": 10_000}, {"id": "b", "weight": 1}]);
    let instance = families::instance(&json!({"carers": carers, "responsibilities": things}));
    let owners = vec![1; 300];
    let seen = assess(&instance, &owners).expect("owners fit");
    let named: Vec<&str> =
        instance.responsibilities().iter().map(|each| each.id.as_str()).collect();
    let owned: serde_json::Map<String, Value> =
        named.iter().map(|&id| (id.to_owned(), "b".into())).collect();
    for bound in [json!([u64::MAX, 1]), json!([u64::MAX, u64::MAX - 1]), json!([1, u64::MAX])] {
        let most = u64::MAX;
        let proof = json!({
            "version": 1, "owners": owned, "ratios": {"a": [0, 1], "b": [10_001, 1]},
            "own_eyes": seen.own_eyes, "prices": {"a": most, "b": most}, "bound": bound,
            "levels": 0, "refutations": [{"caps": {"a": most, "b": most}, "tree": [most, most]}],
            "nodes": 1, "digest": null,
        });
        assert!(verify(&instance, &bytes(&proof)).is_err());
    }
}
