//! The project's chores, as `cargo xtask COMMAND`. Each command is one module.
//!
//! What they need beyond Rust is looked for first and named; nothing is fetched silently. The
//! crate has few dependencies, since everyone builds it before their first test.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks there")]

mod arguments;
mod bench;
mod check;
mod crash;
mod http;
mod random;
mod server;
mod shell;
mod talk;
mod tidy;
mod vendor;

use std::process::ExitCode;

use anyhow::{Result, bail};

use arguments::Arguments;

const HELP: &str = "\
The project's chores.

Usage: cargo xtask COMMAND [OPTIONS]

  test [FILTER]     Everything CI runs: what is missing is installed (Debian, root) or named; then
                    formatting, clippy, the tests, the style ratchet. With FILTER, only the tests
                    whose name contains it.
  tidy              The style ratchet alone: sizes, forbidden words, templates, SQL's place.
  crash             Kills and power cuts against the real server, under eight writers.
      --kills N         how often to kill it (default 20)
      --power-cuts N    how often to cut its power (default 5; needs root and loop devices)
      --seed S          draw the same moments again (default 1)
      --control         cut the power of a server told not to sync; it must lose something
      --program FILE    try this server, which speaks the rigs' contract as the yardstick does
  bench             Evenkeel beside a hand-written yardstick, in the same run.
      --rounds N        measure each N times and take the median (default 3)
      --seconds N       load for so long each time (default 3)
      --program FILE    measure this server in Evenkeel's place
  talk              Pairs of devices that follow a talk live: from a press to the other's page.
      --pairs N         so many pairs at once (default 200)
      --seconds N       press for so long (default 20)
      --every N         seconds between two presses of a pair (default 1)
      --program FILE    measure this server
  vendor            Fetch the packages in vendor/ again from the npm registry, and check them.
      --check           only check the files that are there
";

fn main() -> ExitCode {
    match run(Arguments::new(std::env::args().skip(1))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Arguments) -> Result<()> {
    if arguments.flag("--help") || arguments.flag("-h") {
        print!("{HELP}");
        return Ok(());
    }
    match arguments.next().as_deref() {
        Some("test") => check::run(arguments),
        Some("tidy") => tidy::run(arguments),
        Some("crash") => crash::run(arguments),
        Some("bench") => bench::run(arguments),
        Some("talk") => talk::run(arguments),
        Some("vendor") => vendor::run(arguments),
        Some("help") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no command {other:?}; see `cargo xtask --help`"),
    }
}
