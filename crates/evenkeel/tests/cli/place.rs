//! The data file and its key: what `serve`, `doctor` and `backup` say where something is wrong.

use std::path::Path;
use std::process::Output;

use super::{assert_refused, folder, path, run, text};

/// Makes a data file with one family in it.
fn make(data: &Path) {
    let arguments = ["--data", path(data), "--households", "1", "--cards", "3"];
    let output = run(&[["rig"].as_slice(), &arguments].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
}

fn on(command: &str, data: &Path) -> Output {
    let rest: &[&str] = match command {
        "serve" => &["--listen", "127.0.0.1:0"],
        _ => &[],
    };
    run(&[[command, "--data", path(data)].as_slice(), rest].concat())
}

#[test]
fn doctor_finds_a_sound_file_sound() {
    let data = folder();
    make(data.path());
    let output = on("doctor", data.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("1 family spaces") && said.contains("All is sound."), "{said}");
}

#[test]
fn a_missing_or_wrong_key_is_told_and_no_key_is_made() {
    for command in ["serve", "doctor"] {
        let data = folder();
        make(data.path());
        let key = data.path().join("server.key");
        let aside = data.path().join("aside");
        std::fs::rename(&key, &aside).expect("moved");
        assert_refused(&on(command, data.path()), 1, "put back the key file");
        assert!(!key.exists());
        for (written, says) in [
            ("f".repeat(64), "not the one"),
            ("f".repeat(63), "does not hold a server key"),
            ("g".repeat(64), "does not hold a server key"),
            (String::new(), "does not hold a server key"),
        ] {
            std::fs::write(&key, written).expect("written");
            assert_refused(&on(command, data.path()), 1, says);
        }
        std::fs::rename(&aside, &key).expect("moved");
        assert_eq!(on("doctor", data.path()).status.code(), Some(0));
    }
}

#[test]
fn what_is_no_data_file_is_told() {
    for command in ["serve", "doctor"] {
        let data = folder();
        make(data.path());
        let file = data.path().join("evenkeel.db");
        for written in [b"hello, I am a letter to grandmother".repeat(200), vec![0; 4096]] {
            std::fs::write(&file, &written).expect("written");
            assert_refused(&on(command, data.path()), 1, "is not an Evenkeel data file");
            assert_eq!(std::fs::read(&file).expect("still there"), written, "untouched");
        }
    }
}

#[test]
fn doctor_and_backup_make_nothing_where_nothing_is() {
    let home = folder();
    let data = home.path().join("data");
    assert_refused(&on("doctor", &data), 1, "there is no data file at");
    let copy = home.path().join("copy.db");
    let output = run(&["backup", path(&copy), "--data", path(&data)]);
    assert_refused(&output, 1, "there is no data file at");
    assert!(!data.exists() && !copy.exists());
}

#[test]
fn a_backup_is_sound_and_replaces_nothing() {
    let data = folder();
    make(data.path());
    let home = folder();
    let copy = home.path().join("evenkeel.db");
    let backup = |to: &Path| run(&["backup", path(to), "--data", path(data.path())]);
    let output = backup(&copy);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("server key"), "{}", text(&output.stdout));
    assert_refused(&backup(&copy), 2, "is there already");
    assert_refused(&backup(&home.path().join("no/where.db")), 2, "there is no folder");
    assert_refused(&run(&["backup"]), 2, "<FILE>");

    let restored = on("doctor", home.path());
    assert_refused(&restored, 1, "put back the key file");
    let key = data.path().join("server.key");
    let restored = run(&["doctor", "--data", path(home.path()), "--key", path(&key)]);
    assert!(text(&restored.stdout).contains("All is sound."), "{}", text(&restored.stderr));
}

#[test]
fn doctor_tells_damage() {
    let data = folder();
    make(data.path());
    let file = data.path().join("evenkeel.db");
    let sound = std::fs::read(&file).expect("its bytes");
    let mut found = 0;
    // A page is filled from its end.
    for end in (2 * 4096..=sound.len()).step_by(4096) {
        let mut bytes = sound.clone();
        bytes[end - 64..end].fill(0xa5);
        std::fs::write(&file, bytes).expect("written");
        let output = on("doctor", data.path());
        let said = text(&output.stderr);
        assert!(!said.contains("panicked"), "{said}");
        // Some pages are free, or empty tables, where nothing can be damaged.
        found += u32::from(output.status.code() == Some(1));
    }
    assert!(found > 4, "{found}");
}
