//! The script of the private pages, run by Node as a browser runs it: merging, several devices, and
//! a server that lies.

use std::path::Path;
use std::process::Command;

fn holds(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vault");
    let run = Command::new("node").arg("--test").arg(folder.join(file)).output();
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
