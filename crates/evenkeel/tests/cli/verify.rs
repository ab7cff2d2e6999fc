//! `evenkeel verify`.

use serde_json::{Value, json};

use super::{assert_refused, folder, path, run, run_with_input, text};

const FAMILY: &str = r#"{"carers": [{"id": "ana"}, {"id": "sam"}],
    "responsibilities": [{"id": "cooking", "burden": {"ana": 60, "sam": 30}}]}"#;

/// Sam cooks: the only thing there is, and Ana rates it as all of hers too.
fn certificate() -> Value {
    let seen = |envy_free: bool, witness: Value| {
        json!({"envy_free": envy_free, "efx": true, "ef1": true, "prop1": true, "mms": true,
            "witness": witness})
    };
    let witness = json!({"carer": "ana", "responsibility": "cooking"});
    json!({"version": 1, "owners": {"cooking": "sam"}, "ratios": {"ana": [0, 1], "sam": [2, 1]},
        "own_eyes": {"ana": seen(true, Value::Null), "sam": seen(false, witness)},
        "prices": {"ana": 1, "sam": 2}, "bound": [2, 1], "levels": 2,
        "refutations": [{"caps": {"ana": 59, "sam": 29}, "tree": [1, 2]}],
        "nodes": 1, "digest": null})
}

#[test]
fn a_certificate_that_holds_is_told_what_it_proves() {
    let folder = folder();
    let (family, proof) = (folder.path().join("family.json"), folder.path().join("proof.json"));
    std::fs::write(&family, FAMILY).expect("written");
    std::fs::write(&proof, certificate().to_string()).expect("written");
    let output = run(&["verify", path(&family), path(&proof)]);
    let said = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{said}");
    for says in ["It holds.", "200.0 %", "no division is fairer", "Not proved by a certificate"] {
        assert!(said.contains(says), "expected {says:?} in: {said}");
    }
    let from_input = run_with_input(&["verify", "-", path(&proof)], FAMILY.as_bytes());
    assert_eq!(text(&from_input.stdout), said);
    let proof = certificate().to_string();
    let from_input = run_with_input(&["verify", path(&family), "-"], proof.as_bytes());
    assert_eq!(text(&from_input.stdout), said);
}

#[test]
fn a_certificate_that_does_not_hold_is_told_where() {
    let folder = folder();
    let family = folder.path().join("family.json");
    std::fs::write(&family, FAMILY).expect("written");
    for (place, other, says) in [
        ("/owners/cooking", json!("ana"), "ratios.ana is not what these owners come to"),
        ("/owners/cooking", json!("eve"), "owners.cooking names nobody of the family"),
        ("/own_eyes/sam/envy_free", json!(true), "own_eyes.sam.envy_free"),
        ("/bound", json!([3, 1]), "bound is above the largest ratio"),
        ("/bound", json!([4, 2]), "bound is not in lowest terms"),
        ("/refutations", json!([]), "nodes is not the number"),
        ("/refutations/0/tree", json!([1, 0]), "refutation 0 does not hold"),
        ("/refutations/0/caps/sam", json!(30), "have to be refuted"),
        ("/nodes", json!("1"), "nodes is no whole number"),
    ] {
        let mut changed = certificate();
        *changed.pointer_mut(place).expect("a place of it") = other;
        let arguments = ["verify", path(&family), "-"];
        let output = run_with_input(&arguments, changed.to_string().as_bytes());
        assert_refused(&output, 1, says);
    }
    let without = r#"{"certificate": null, "status": "within", "gap": [1, 2], "loads": {},
        "change_frontier": [], "plans": {}, "why": {}, "sensitive": null, "prices": {}}"#;
    let output = run_with_input(&["verify", path(&family), "-"], without.as_bytes());
    assert_refused(&output, 1, "this answer has no certificate");
}

#[test]
fn what_cannot_be_read_is_told_as_one_object() {
    let folder = folder();
    let (family, proof) = (folder.path().join("family.json"), folder.path().join("proof.json"));
    std::fs::write(&family, FAMILY).expect("written");
    std::fs::write(&proof, certificate().to_string()).expect("written");
    let nothing = folder.path().join("nothing.json");
    let cases = [
        ([path(&nothing), path(&proof)], "", "syntax"),
        ([path(&family), path(&nothing)], "", "syntax"),
        (["-", "-"], "", "syntax"),
        (["-", path(&proof)], "{}", "syntax"),
        (
            ["-", path(&proof)],
            r#"{"carers":[{"id":"a","weight":0}],"responsibilities":[]}"#,
            "bad_weight",
        ),
        ([path(&family), "-"], "", "syntax"),
        ([path(&family), "-"], "{", "syntax"),
        ([path(&family), "-"], "[[[[[[[[[[[[[[[[[[", "syntax"),
        ([path(&family), "-"], r#"{"a":1,"a":1}"#, "syntax"),
    ];
    for (files, input, error) in cases {
        let output = run_with_input(&["verify", files[0], files[1]], input.as_bytes());
        assert_refused(&output, 2, "");
        let told: Value = serde_json::from_slice(&output.stderr).expect("one JSON object");
        assert_eq!(told["error"], error, "{files:?} {input}: {told}");
        assert!(told["message"].as_str().is_some_and(|it| !it.is_empty()), "{told}");
        assert_eq!(told.as_object().map(serde_json::Map::len), Some(3), "{told}");
    }
    let not_utf8 = [0xff, 0xfe];
    let output = run_with_input(&["verify", path(&family), "-"], &not_utf8);
    assert_refused(&output, 2, r#""error":"syntax""#);
    let large = vec![b' '; fairdivision::verify::CERTIFICATE_BYTES_MAX + 1];
    let output = run_with_input(&["verify", path(&family), "-"], &large);
    assert_refused(&output, 2, r#""error":"too_large""#);
    assert_refused(&run(&["verify", path(&family)]), 2, "<CERTIFICATE>");
}

#[test]
fn what_divide_says_holds() {
    let folder = folder();
    let family = folder.path().join("family.json");
    let things: Vec<Value> = (0..8)
        .map(|index| {
            let burden = json!({"a": 7 + index % 5, "b": 5 + index % 3, "c": 6 + index % 4});
            json!({"id": format!("r{index}"), "burden": burden, "current": "a"})
        })
        .collect();
    let carers = json!([{"id": "a"}, {"id": "b", "weight": 2}, {"id": "c"}]);
    let input = json!({"carers": carers, "responsibilities": things});
    std::fs::write(&family, input.to_string()).expect("written");
    let divided = run(&["divide", path(&family), "--format", "json", "--whole-proof"]);
    let output = run_with_input(&["verify", path(&family), "-"], &divided.stdout);
    let said = text(&output.stdout);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{said}");
    assert!(said.contains("no division is fairer") && said.contains("add up"), "{said}");
    let mut changed: Value = serde_json::from_slice(&divided.stdout).expect("one JSON object");
    changed["gap"] = json!([1, 7]);
    let output = run_with_input(&["verify", path(&family), "-"], changed.to_string().as_bytes());
    assert_refused(&output, 1, "gap is not the largest ratio less the proved bound");
    changed["certificate"]["levels"] = json!(1);
    changed["gap"] = json!([0, 1]);
    let output = run_with_input(&["verify", path(&family), "-"], changed.to_string().as_bytes());
    assert_refused(&output, 1, "claims more than its certificate proves, which is 1 of 3");
}
