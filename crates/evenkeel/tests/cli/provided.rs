//! What an operator brings along: what is wrong with it is told with its line, and nothing begins.

use super::{assert_refused, folder, path, run, text};

#[test]
fn a_list_with_mistakes_is_told_line_by_line() {
    let home = folder();
    let list = home.path().join("practices.csv");
    std::fs::write(&list, "name,kinds\nRiverside,family\nHill,wizard\n,couple\n").expect("written");
    let data = home.path().join("data");
    for command in ["serve", "doctor"] {
        let arguments = [command, "--data", path(&data), "--directory", path(&list)];
        let output = run(&arguments);
        assert_refused(&output, 2, "practices.csv cannot be used:\n  line 3: kinds are couple");
        assert!(text(&output.stderr).contains("line 4: the name is missing"));
    }
    assert!(!data.exists(), "nothing was begun");
    let gone = home.path().join("gone.csv");
    assert_refused(
        &run(&["serve", "--data", path(&data), "--directory", path(&gone)]),
        2,
        "gone.csv: No such file",
    );
}

#[test]
fn lines_with_mistakes_are_told_by_name_and_checks_that_grow_old_are_asked_for() {
    let home = folder();
    let data = home.path().join("data");
    let made = run(&["rig", "--data", path(&data), "--households", "1", "--cards", "3"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let lines = home.path().join("lines.toml");
    let doctor = || run(&["doctor", "--data", path(&data), "--help-lines", path(&lines)]);
    for (written, says) in [
        ("[[line]]\nid = \"us-988\"\n", "line \"us-988\": checked_on is missing"),
        ("[[line]]\nid = 7\n", "lines.toml: TOML parse error at line 2"),
        ("[[line]]\nid = \"us-988\"\ncolour = \"red\"\n", "unknown field `colour`"),
    ] {
        std::fs::write(&lines, written).expect("written");
        assert_refused(&doctor(), 2, says);
    }
    std::fs::write(&lines, "[[line]]\nid = \"us-psi\"\nchecked_on = \"2020-01-01\"\n")
        .expect("written");
    let output = doctor();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("All is sound.") && said.contains("(us-psi): checked on 2020-01-01"));
}
