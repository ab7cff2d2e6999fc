//! The script of the private pages, run by Node as a browser runs it: merging, several devices, and
//! a server that lies.

use std::path::Path;
use std::process::Command;

fn holds(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vault");
    // `cargo xtask test` puts `rage` there, unless it is installed.
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("tools/bin/rage");
    let rage = if own.exists() { own } else { "rage".into() };
    let mut node = Command::new("node");
    let run = node.arg("--test").arg(folder.join(file)).env("RAGE", rage).output();
    let run = run.expect("Node runs (any from version 20 on)");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
    assert!(said.contains("# fail 0") && !said.contains("# pass 0"), "{said}");
}

#[test]
fn copies_written_apart_come_together() {
    holds("merge.test.mjs");
}

#[test]
fn devices_come_and_go_and_nothing_is_lost() {
    holds("keep.test.mjs");
}

#[test]
fn a_server_that_lies_is_not_believed() {
    holds("malicious.test.mjs");
}

#[test]
fn what_is_saved_opens_with_rage() {
    holds("export.test.mjs");
}

#[test]
fn what_is_lent_opens_with_its_link_alone() {
    holds("lent.test.mjs");
}

#[test]
fn nothing_is_lost_and_no_old_way_stays_open() {
    holds("keep_safe.test.mjs");
}
