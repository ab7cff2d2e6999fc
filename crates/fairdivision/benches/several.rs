//! Times for three to six carers, on the known instances: least and median of each.
//!
//! `cargo bench -p fairdivision --bench several`. `divide` is everything: the fairest division
//! with its proof, the fewest changes, all plans and the certificate. The word behind it says
//! whether every place is proved. On a machine that does other work, the least is the time.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fairdivision::{Instance, Options, Status, divide};
use serde_json::Value;

/// Each instance is divided for about this long, and at least once.
const PATIENCE: Duration = Duration::from_secs(1);
const RUNS_MAX: usize = 101;

fn main() {
    println!("{:<28}{:>12}{:>12}  {:<8}gap", "instance", "least", "median", "status");
    let text = include_str!("../tests/instances/instances.json");
    let rows: Vec<Value> = serde_json::from_str(text).expect("the file is JSON");
    for row in rows {
        let bytes = serde_json::to_vec(&row["input"]).expect("a value serializes");
        let instance = Instance::from_json(&bytes).expect("every instance is valid");
        if instance.carers().len() > 2 {
            measure(row["id"].as_str().expect("rows have ids"), &instance);
        }
    }
}

fn measure(name: &str, instance: &Instance) {
    let mut times = Vec::new();
    let begun = Instant::now();
    let first = divide(instance, &Options::default()).expect("up to six carers");
    times.push(begun.elapsed());
    while begun.elapsed() < PATIENCE && times.len() < RUNS_MAX {
        let started = Instant::now();
        black_box(divide(instance, &Options::default())).expect("up to six carers");
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let [least, median] = [times[0], times[times.len() / 2]].map(shown);
    let status = if first.status == Status::Exact { "exact" } else { "within" };
    println!("{name:<28}{least:>12}{median:>12}  {status:<8}{}", first.gap);
}

fn shown(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{}.{:03} ms", micros / 1_000, micros % 1_000)
}
