//! The program `evenkeel`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(evenkeel::cli::run())
}
