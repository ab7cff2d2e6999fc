//! The property harness of the tests, for as long as one likes.
//!
//! `cargo run --profile soak -p fairdivision --example soak -- --seconds 600 [--seed N]`
//!
//! The profile `soak` is a release build that stops at the first overflow.

#![expect(clippy::print_stdout, reason = "it says how far it has come")]

use std::time::{Duration, Instant};

#[path = "../tests/it/soak.rs"]
mod soak;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, otherwise: u64| {
        let given = arguments.iter().position(|argument| argument == name);
        given.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(otherwise)
    };
    let (seconds, seed) = (number("--seconds", 10), number("--seed", 1));
    let (begun, mut told) = (Instant::now(), 0);
    let tally = soak::run(seed, |tally| {
        let minutes = begun.elapsed().as_secs() / 60;
        if minutes > told {
            told = minutes;
            println!("{minutes} min: {tally:?}");
        }
        begun.elapsed() < Duration::from_secs(seconds)
    });
    println!("{seconds} s from seed {seed}, no panic and no overflow: {tally:?}");
}
