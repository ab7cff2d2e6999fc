//! `cargo xtask test`: what CI runs, in the order in which it fails soonest.

use std::time::Instant;

use anyhow::{Result, bail};

use crate::{Arguments, shell, tidy};

/// What the browser tests need, and the Debian package each comes in.
const PROGRAMS: [(&str, &str); 2] = [("chromium", "chromium"), ("chromedriver", "chromium-driver")];

type Step = fn() -> Result<()>;

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let filter = arguments.next();
    arguments.finish()?;
    install_what_is_missing()?;
    if let Some(filter) = filter {
        return shell::run(&["cargo", "test", "--workspace", "--", &filter]);
    }
    let steps: [(&str, Step); 4] = [
        ("style ratchet", tidy::check),
        ("formatting", || shell::run(&["cargo", "fmt", "--all", "--check"])),
        ("clippy", || {
            let line = "cargo clippy --workspace --all-targets -- -D warnings";
            shell::run(&line.split(' ').collect::<Vec<_>>())
        }),
        ("tests", || shell::run(&["cargo", "test", "--workspace"])),
    ];
    let mut done = Vec::new();
    for (name, step) in steps {
        println!("\n== {name}");
        let start = Instant::now();
        let result = step();
        let took = start.elapsed().as_secs();
        if let Err(error) = result {
            println!("\n== {}FAILED: {name} ({took} s)", summary(&done));
            return Err(error);
        }
        done.push(format!("{name} {took} s"));
    }
    println!("\n== all passed: {}", done.join(", "));
    Ok(())
}

/// Private pages that were saved as files open with `rage`, and a test does it.
fn install_rage() -> Result<()> {
    let tools = shell::target()?.join("tools");
    let own = tools.join("bin/rage").display().to_string();
    if shell::succeeds(&["rage", "--version"]) || shell::succeeds(&[&own, "--version"]) {
        return Ok(());
    }
    let tools = tools.display().to_string();
    println!("The tests need `rage`; installing it to {tools}.");
    shell::run(&["cargo", "install", "rage", "--locked", "--root", &tools])
}

fn summary(done: &[String]) -> String {
    if done.is_empty() { String::new() } else { format!("passed: {}; ", done.join(", ")) }
}

/// Looks for what the tests need beyond Rust and a C compiler. As root it installs what lacks,
/// otherwise it names the line to run and stops.
fn install_what_is_missing() -> Result<()> {
    for component in ["fmt", "clippy"] {
        if !shell::succeeds(&["cargo", component, "--version"]) {
            println!("`cargo {component}` is missing; adding it to the Rust toolchain.");
            let name = if component == "fmt" { "rustfmt" } else { "clippy" };
            shell::run(&["rustup", "component", "add", name])?;
        }
    }
    install_rage()?;
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| !shell::succeeds(&[program, "--version"]))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    if !shell::is_root() {
        bail!(
            "the browser tests need {packages}. Run this, then try again:\n\n    \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}\n"
        );
    }
    println!("The browser tests need {packages}; installing from Debian.");
    shell::run(&["apt-get", "update", "-qq"])?;
    let install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"];
    shell::run(&[&install[..], &missing[..]].concat())
}
