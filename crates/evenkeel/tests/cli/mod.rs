//! The program as somebody types it: what it is given wrongly is told in a sentence, with the right
//! exit code, and without a panic.

mod divide;
mod place;
mod provided;
mod serve;
mod tls;
mod verify;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program, with nothing of this machine's settings.
fn evenkeel(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command.env_clear().args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    evenkeel(arguments).output().expect("the program starts")
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = evenkeel(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // It may refuse before it has read everything.
    let _closed_early = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the program ends")
}

/// It ended with this code, and said this on standard error.
#[track_caller]
fn assert_refused(output: &Output, code: i32, says: &str) {
    let (said, out) = (text(&output.stderr), text(&output.stdout));
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(output.status.code(), Some(code), "{said}{out}");
    assert!(said.contains(says), "expected {says:?} in: {said}");
    assert_eq!(out, "", "nothing goes to standard output");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what it says is UTF-8")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}
