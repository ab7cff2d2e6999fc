//! Every error of the contract, case by case.

use fairdivision::limits::INPUT_BYTES_MAX;
use fairdivision::{ErrorKind, Instance};
use serde_json::{Value, json};

const AB: &str = r#"[{"id":"a"},{"id":"b"}]"#;

fn refused(bytes: &[u8]) -> (ErrorKind, Vec<String>) {
    let error = Instance::from_json(bytes)
        .expect_err(&format!("accepted: {}", String::from_utf8_lossy(bytes)));
    assert!(!error.message.is_empty() && error.message.len() < 1_300);
    let said = serde_json::to_value(&error).expect("errors serialize");
    let keys: Vec<&String> = said.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["error", "ids", "message"]);
    (error.error, error.ids)
}

/// One responsibility `x` with these fields besides its id.
fn with(fields: &str) -> String {
    format!(r#"{{"carers":{AB},"responsibilities":[{{"id":"x",{fields}}}]}}"#)
}

fn check(kind: ErrorKind, ids: &[&str], cases: &[String]) {
    for case in cases {
        let (found, named) = refused(case.as_bytes());
        assert_eq!(found, kind, "{case}");
        assert_eq!(named, ids, "{case}");
    }
}

#[test]
fn a_bad_burden_is_named() {
    let long = "9".repeat(400);
    let nested = format!("{}1{}", "[".repeat(50), "]".repeat(50));
    let burdens = [
        "{}",
        r#"{"a":1}"#,
        r#"{"b":1}"#,
        r#"{"a":0,"b":1}"#,
        r#"{"a":-1,"b":1}"#,
        r#"{"a":1.5,"b":1}"#,
        r#"{"a":1.0,"b":1}"#,
        r#"{"a":1e3,"b":1}"#,
        r#"{"a":100001,"b":1}"#,
        r#"{"a":4294967297,"b":1}"#,
        r#"{"a":18446744073709551617,"b":1}"#,
        r#"{"a":"1","b":1}"#,
        r#"{"a":null,"b":1}"#,
        r#"{"a":true,"b":1}"#,
        r#"{"a":[1],"b":1}"#,
        r#"{"a":{"b":1},"b":1}"#,
        "null",
        "3",
        "-3",
        "1.5",
        "true",
        r#""a""#,
        "[1,2]",
        &nested,
        r#"{"a":-9223372036854775808,"b":1}"#,
    ];
    let cases: Vec<String> =
        burdens.iter().map(|burden| with(&format!(r#""burden":{burden}"#))).collect();
    check(ErrorKind::BadBurden, &["x"], &cases);
    check(ErrorKind::BadBurden, &["x"], &[with(r#""minutes":5"#)]);
    // A number no machine can hold is unreadable rather than too heavy.
    let (kind, _) = refused(with(&format!(r#""burden":{{"a":{long},"b":1}}"#)).as_bytes());
    assert!(matches!(kind, ErrorKind::BadBurden | ErrorKind::Syntax));
}

#[test]
fn all_bad_burdens_are_named_at_once() {
    let input = format!(
        r#"{{"carers":{AB},"responsibilities":[
            {{"id":"z","burden":{{"a":0,"b":1}}}},{{"id":"fine","burden":{{"a":1,"b":1}}}},
            {{"id":"y","burden":{{"a":1}}}}]}}"#
    );
    check(ErrorKind::BadBurden, &["z", "y"], &[input]);
}

#[test]
fn a_bad_weight_is_named() {
    for weight in ["0", "-1", "10001", "1.5", "1.0", "null", r#""1""#, "[]", "{}", "false"] {
        let input = format!(
            r#"{{"carers":[{{"id":"a","weight":{weight}}},{{"id":"b"}}],"responsibilities":[]}}"#
        );
        check(ErrorKind::BadWeight, &["a"], &[input]);
    }
}

#[test]
fn an_unknown_carer_is_named_wherever_it_stands() {
    let burden = r#""burden":{"a":1,"b":1}"#;
    let cases = [
        with(r#""burden":{"a":1,"b":1,"q":1}"#),
        with(r#""burden":{"q":1}"#),
        with(&format!(r#"{burden},"cannot":["q"]"#)),
        with(&format!(r#"{burden},"cannot":["a","q","q"]"#)),
        with(&format!(r#"{burden},"locked":"q""#)),
        with(&format!(r#"{burden},"current":"q""#)),
        with(&format!(r#"{burden},"likes":["q"]"#)),
    ];
    check(ErrorKind::UnknownCarer, &["q"], &cases);
}

#[test]
fn a_repeated_id_is_named() {
    let one = r#"{"id":"x","burden":{"a":1,"b":1}}"#;
    check(
        ErrorKind::DuplicateId,
        &["x"],
        &[format!(r#"{{"carers":{AB},"responsibilities":[{one},{one},{one}]}}"#)],
    );
    check(
        ErrorKind::DuplicateId,
        &["a"],
        &[
            r#"{"carers":[{"id":"a"},{"id":"a"}],"responsibilities":[]}"#.to_owned(),
            with(r#""burden":{"a":1,"b":1,"a":2}"#),
        ],
    );
}

#[test]
fn a_carer_and_a_responsibility_may_share_an_id() {
    let input = r#"{"carers":[{"id":"x"}],"responsibilities":[{"id":"x","burden":{"x":1}}]}"#;
    assert!(Instance::from_json(input.as_bytes()).is_ok());
}

#[test]
fn what_nobody_can_do_is_all_listed() {
    let row = |id: &str, cannot: &str| {
        format!(r#"{{"id":"{id}","burden":{{"a":1,"b":1}},"cannot":{cannot}}}"#)
    };
    let rows = [row("x", r#"["a","b"]"#), row("fine", r#"["a"]"#), row("y", r#"["b","a","a"]"#)];
    let input = format!(r#"{{"carers":{AB},"responsibilities":[{}]}}"#, rows.join(","));
    check(ErrorKind::NobodyCan, &["x", "y"], &[input]);
}

#[test]
fn a_lock_that_clashes_names_both() {
    let burden = r#""burden":{"a":1,"b":1}"#;
    check(
        ErrorKind::LockedButCannot,
        &["x", "b"],
        &[with(&format!(r#"{burden},"cannot":["b"],"locked":"b""#))],
    );
}

#[test]
fn more_than_the_limits_is_too_large() {
    let carers: Vec<Value> = (0..7).map(|index| json!({"id": format!("c{index}")})).collect();
    let rows = |count: usize| -> Vec<Value> {
        (0..count).map(|index| json!({"id": format!("r{index}"), "burden": {"a": 1}})).collect()
    };
    let one = json!([{"id": "a"}]);
    let long = "x".repeat(257);
    let cases = [
        json!({"carers": carers, "responsibilities": []}),
        json!({"carers": one, "responsibilities": rows(301)}),
        json!({"carers": [{"id": long}], "responsibilities": []}),
        json!({"carers": one, "responsibilities": [{"id": long, "burden": {"a": 1}}]}),
    ];
    check(ErrorKind::TooLarge, &[], &cases.map(|case| case.to_string()));
    check(
        ErrorKind::TooLarge,
        &["x"],
        &[
            with(r#""burden":{"a":1,"b":1},"minutes":100001"#),
            with(r#""burden":{"a":1,"b":1},"minutes":18446744073709551615"#),
        ],
    );
    assert_eq!(refused(&vec![b' '; INPUT_BYTES_MAX + 1]).0, ErrorKind::TooLarge);
    let most = json!({"carers": one, "responsibilities": rows(300)}).to_string();
    assert!(Instance::from_json(most.as_bytes()).is_ok());
}

#[test]
fn what_is_not_the_contract_is_syntax() {
    let fine = r#""burden":{"a":1,"b":1}"#;
    let deep = "[".repeat(100_000);
    let cases = [
        "",
        " ",
        "null",
        "[]",
        "3",
        r#""text""#,
        "{",
        "{}",
        "}",
        "[[[[",
        &deep,
        r#"{"carers":[]}"#,
        r#"{"carers":[],"responsibilities":[]}"#,
        r#"{"carers":[{"id":"a"}]}"#,
        r#"{"responsibilities":[]}"#,
        r#"{"carers":[{"id":"a"}],"responsibilities":[]} x"#,
        r#"{"carers":[{"id":"a"}],"responsibilities":[],"more":1}"#,
        r#"{"carers":[{"id":"a"}],"carers":[{"id":"a"}],"responsibilities":[]}"#,
        r#"{"carers":[{"id":"a","name":"A"}],"responsibilities":[]}"#,
        r#"{"carers":[{"id":""}],"responsibilities":[]}"#,
        r#"{"carers":[{"id":3}],"responsibilities":[]}"#,
        r#"{"carers":[{"weight":1}],"responsibilities":[]}"#,
        r#"{"carers":{"a":1},"responsibilities":[]}"#,
        r#"{"carers":["a"],"responsibilities":[]}"#,
        r#"{"carers":[{"id":"a"}],"responsibilities":{}}"#,
        r#"{"carers":[{"id":"a"}],"responsibilities":null}"#,
    ]
    .map(str::to_owned);
    check(ErrorKind::Syntax, &[], &cases);
    let fields = [
        r#""colour":"red""#,
        r#""cannot":"a""#,
        r#""cannot":null"#,
        r#""cannot":[1]"#,
        r#""locked":1"#,
        r#""locked":["a"]"#,
        r#""current":{}"#,
        r#""likes":"a""#,
        r#""id":"y""#,
    ];
    let cases: Vec<String> = fields.iter().map(|field| with(&format!("{fine},{field}"))).collect();
    check(ErrorKind::Syntax, &[], &cases);
    let minutes = ["-1", "1.5", "null", r#""5""#];
    let cases: Vec<String> =
        minutes.iter().map(|minutes| with(&format!(r#"{fine},"minutes":{minutes}"#))).collect();
    check(ErrorKind::Syntax, &["x"], &cases);
}

#[test]
fn bytes_that_are_no_text_are_syntax() {
    for bytes in
        [&b"\xff\xfe"[..], b"\x00", b"{\"carers\":[{\"id\":\"\xc3\x28\"}]}", b"\xef\xbb\xbf{}"]
    {
        assert_eq!(refused(bytes).0, ErrorKind::Syntax);
        let toml = Instance::from_toml(bytes).expect_err("no text either");
        assert_eq!(toml.error, ErrorKind::Syntax);
    }
}

#[test]
fn toml_says_the_same_as_json() {
    let toml = br#"
        [[carers]]
        id = "a"
        [[carers]]
        id = "b"
        weight = 2
        [[responsibilities]]
        id = "school-run"
        minutes = 150
        burden = { a = 300, b = 150 }
        cannot = ["a"]
        current = "b"
    "#;
    let json = br#"{"carers":[{"id":"a"},{"id":"b","weight":2}],
        "responsibilities":[{"id":"school-run","minutes":150,"burden":{"a":300,"b":150},
                             "cannot":["a"],"locked":null,"current":"b"}]}"#;
    assert_eq!(Instance::from_toml(toml), Instance::from_json(json));
    let head = "[[carers]]\nid = \"a\"\n[[responsibilities]]\nid = \"x\"\n";
    let cases = [
        ("burden = { a = 0 }", ErrorKind::BadBurden),
        ("burden = { a = 1.5 }", ErrorKind::BadBurden),
        ("burden = { a = 2020-01-01 }", ErrorKind::BadBurden),
        ("burden = { a = inf }", ErrorKind::BadBurden),
        ("burden = 3", ErrorKind::BadBurden),
        ("", ErrorKind::BadBurden),
        ("burden = { q = 1 }", ErrorKind::UnknownCarer),
        ("burden = { a = 1 }\ncolour = 1", ErrorKind::Syntax),
        ("burden = { a = 1, a = 1 }", ErrorKind::Syntax),
        ("burden = ", ErrorKind::Syntax),
    ];
    for (field, kind) in cases {
        let error = Instance::from_toml(format!("{head}{field}\n").as_bytes()).expect_err(field);
        assert_eq!(error.error, kind, "{field}");
    }
    let deep = format!("x = {}", "[".repeat(100_000));
    assert_eq!(Instance::from_toml(deep.as_bytes()).expect_err("deep").error, ErrorKind::Syntax);
}

/// The same table for three to six carers, where the last one is the one at fault.
#[test]
fn every_carer_of_up_to_six_is_checked() {
    for carers in 3..=6 {
        let last = format!("c{}", carers - 1);
        let ids: Vec<String> = (0..carers).map(|index| format!("c{index}")).collect();
        let family = || {
            let people: Vec<Value> = ids.iter().map(|id| json!({"id": id})).collect();
            let burden: Value = ids.iter().map(|id| (id.clone(), json!(3))).collect();
            json!({"carers": people, "responsibilities": [{"id": "x", "burden": burden}]})
        };
        assert!(Instance::from_json(family().to_string().as_bytes()).is_ok());
        let cases = [
            ("/responsibilities/0/burden", &*last, json!(0), ErrorKind::BadBurden, "x"),
            ("/responsibilities/0/burden", &*last, json!(100_001), ErrorKind::BadBurden, "x"),
            ("/responsibilities/0/burden", "c9", json!(1), ErrorKind::UnknownCarer, "c9"),
            ("/responsibilities/0", "locked", json!("c9"), ErrorKind::UnknownCarer, "c9"),
            ("/responsibilities/0", "current", json!("c9"), ErrorKind::UnknownCarer, "c9"),
            ("/responsibilities/0", "cannot", json!(["c9"]), ErrorKind::UnknownCarer, "c9"),
            ("/responsibilities/0", "cannot", json!(ids), ErrorKind::NobodyCan, "x"),
            ("/carers/2", "weight", json!(0), ErrorKind::BadWeight, "c2"),
            ("/carers/2", "id", json!("c0"), ErrorKind::DuplicateId, "c0"),
        ];
        for (place, field, value, kind, named) in cases {
            let mut input = family();
            input.pointer_mut(place).expect("a place of it")[field] = value;
            let (found, ids) = refused(input.to_string().as_bytes());
            assert_eq!((found, ids), (kind, vec![named.to_owned()]), "{input}");
        }
        let mut input = family();
        input["responsibilities"][0]["burden"].as_object_mut().expect("burdens").remove(&last);
        assert_eq!(refused(input.to_string().as_bytes()).0, ErrorKind::BadBurden);
        let mut input = family();
        input["responsibilities"][0]["cannot"] = json!([last]);
        input["responsibilities"][0]["locked"] = json!(last);
        assert_eq!(refused(input.to_string().as_bytes()).0, ErrorKind::LockedButCannot);
    }
}
