//! `evenkeel divide`.

use serde_json::Value;

use super::{assert_refused, folder, path, run, run_with_input, text};

const FAMILY: &str = r#"{
    "carers": [{"id": "ana"}, {"id": "sam"}],
    "responsibilities": [
        {"id": "school-run", "minutes": 150, "burden": {"ana": 300, "sam": 150}, "current": "ana"},
        {"id": "cooking", "minutes": 420, "burden": {"ana": 500, "sam": 700}, "current": "ana"}
    ]}"#;

#[test]
fn a_family_is_divided_for_people_and_for_programs() {
    let folder = folder();
    let file = folder.path().join("family.json");
    std::fs::write(&file, FAMILY).expect("written");
    let for_people = run(&["divide", path(&file)]);
    assert!(for_people.status.success());
    let shown = text(&for_people.stdout);
    assert!(shown.contains("school-run") && shown.contains("ana"), "{shown}");

    let for_programs = run(&["divide", path(&file), "--format", "json"]);
    let answer: Value = serde_json::from_slice(&for_programs.stdout).expect("one JSON object");
    assert_eq!(answer["status"], "exact");
    assert_eq!(answer["plans"]["best"]["owners"]["school-run"], "sam");
    assert_eq!(answer["sensitive"], Value::Null);
    assert_eq!(for_programs.stderr, b"");

    let from_input = run_with_input(&["divide", "-", "--format", "json"], FAMILY.as_bytes());
    assert_eq!(from_input.stdout, for_programs.stdout);
}

#[test]
fn toml_and_every_option_are_taken() {
    let folder = folder();
    let file = folder.path().join("family.toml");
    let family = "[[carers]]\nid = \"ana\"\n[[carers]]\nid = \"sam\"\n\
                  [[responsibilities]]\nid = \"cooking\"\nburden = { ana = 5, sam = 7 }\n";
    std::fs::write(&file, family).expect("written");
    let options = ["--format=json", "--changes-max=0", "--nodes=1000", "--sensitive"];
    let output = run(&[["divide", path(&file)].as_slice(), &options].concat());
    let answer: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!(answer["change_frontier"].as_array().map(Vec::len), Some(1));
    assert!(answer["sensitive"].is_array(), "{answer}");
}

#[test]
fn what_cannot_be_divided_is_told_as_one_object_on_standard_error() {
    let two = |responsibilities: &str| {
        format!(
            r#"{{"carers":[{{"id":"a"}},{{"id":"b"}}],"responsibilities":[{responsibilities}]}}"#
        )
    };
    let seven: Vec<String> = (0..7).map(|n| format!(r#"{{"id":"{n}"}}"#)).collect();
    let cases = [
        ("syntax", String::new()),
        ("syntax", "{".to_owned()),
        ("syntax", "[]".to_owned()),
        ("syntax", "null".to_owned()),
        ("syntax", r#"{"carers":[],"responsibilities":[]}"#.to_owned()),
        ("syntax", r#"{"carers":[{"id":"a"}]}"#.to_owned()),
        ("syntax", r#"{"carers":[{"id":"a"}],"responsibilities":[],"more":1}"#.to_owned()),
        ("syntax", two(r#"{"id":1,"burden":{"a":1,"b":1}}"#)),
        ("nobody_can", two(r#"{"id":"x","burden":{"a":1,"b":1},"cannot":["a","b"]}"#)),
        (
            "locked_but_cannot",
            two(r#"{"id":"x","burden":{"a":1,"b":1},"cannot":["a"],"locked":"a"}"#),
        ),
        ("unknown_carer", two(r#"{"id":"x","burden":{"a":1,"b":1},"locked":"c"}"#)),
        ("unknown_carer", two(r#"{"id":"x","burden":{"a":1,"b":1},"current":"c"}"#)),
        ("unknown_carer", two(r#"{"id":"x","burden":{"a":1,"b":1,"c":1}}"#)),
        (
            "duplicate_id",
            two(r#"{"id":"x","burden":{"a":1,"b":1}},{"id":"x","burden":{"a":1,"b":1}}"#),
        ),
        ("duplicate_id", r#"{"carers":[{"id":"a"},{"id":"a"}],"responsibilities":[]}"#.to_owned()),
        ("bad_burden", two(r#"{"id":"x"}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":{"a":1}}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":{"a":0,"b":1}}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":{"a":-1,"b":1}}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":{"a":1.5,"b":1}}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":{"a":"1","b":1}}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":{"a":100001,"b":1}}"#)),
        ("bad_burden", two(r#"{"id":"x","burden":7}"#)),
        ("bad_weight", r#"{"carers":[{"id":"a","weight":0}],"responsibilities":[]}"#.to_owned()),
        (
            "bad_weight",
            r#"{"carers":[{"id":"a","weight":10001}],"responsibilities":[]}"#.to_owned(),
        ),
        ("too_large", format!(r#"{{"carers":[{}],"responsibilities":[]}}"#, seven.join(","))),
        ("too_large", " ".repeat((4 << 20) + 1)),
    ];
    for (error, input) in cases {
        for format in ["text", "json"] {
            let output = run_with_input(&["divide", "-", "--format", format], input.as_bytes());
            let shown: String = input.chars().take(120).collect();
            assert_eq!(output.status.code(), Some(2), "{shown}");
            assert_eq!(output.stdout, b"", "{shown}");
            let told: Value = serde_json::from_slice(&output.stderr).expect("one JSON object");
            assert_eq!(told["error"], error, "{shown}: {told}");
            assert!(told["ids"].is_array(), "{told}");
            assert!(told["message"].as_str().is_some_and(|it| !it.is_empty()), "{told}");
            assert_eq!(told.as_object().map(serde_json::Map::len), Some(3), "{told}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_the_same_way() {
    let folder = folder();
    let not_utf8 = folder.path().join("family.toml");
    std::fs::write(&not_utf8, [0xff, 0xfe]).expect("written");
    for file in [folder.path().join("nothing.json"), folder.path().to_owned(), not_utf8] {
        let output = run(&["divide", path(&file)]);
        assert_refused(&output, 2, r#""error":"syntax""#);
    }
}

#[test]
fn wrong_arguments_are_told_before_anything_is_read() {
    for (arguments, says) in [
        (["divide"].as_slice(), "<FILE>"),
        (&["divide", "-", "--format", "yaml"], "yaml"),
        (&["divide", "-", "--changes-max", "few"], "--changes-max"),
        (&["divide", "-", "--nodes", "many"], "many"),
        (&["divide", "-", "-"], "unexpected argument"),
        (&["divide", "-", "--sensitive=maybe"], "--sensitive"),
    ] {
        assert_refused(&run(arguments), 2, says);
    }
}
