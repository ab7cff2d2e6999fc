//! Times for two carers, on the known instances and on finer ratings: least and median.
//!
//! `cargo bench -p fairdivision`. `pareto` is the best division with its whole Pareto frontier;
//! `divide` is all plans with the change frontier (k = 0..=12); `sensitive` is `divide` with every
//! rating varied (its least only). On a machine that does other work, the least is the time.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use fairdivision::{Instance, Options, Sensitive, divide, pareto};
use serde_json::{Value, json};

/// Each measurement runs for about this long.
const PATIENCE: Duration = Duration::from_millis(400);
const RUNS_MAX: usize = 1_001;

fn main() {
    let heads = ["pareto", "(median)", "divide", "(median)", "sensitive"];
    let heads: String = heads.map(|head| format!("{head:>14}")).concat();
    println!("{:<26}{heads}", "instance");
    for (name, instance) in known().into_iter().chain(fine()) {
        let pareto = measured(|| pareto(&instance).map(|frontier| frontier.len()));
        let options = Options::default();
        let all = measured(|| divide(&instance, &options));
        let options = Options { sensitive: Sensitive::Find, ..options };
        let sensitive = measured(|| divide(&instance, &options));
        let times = [pareto.0, pareto.1, all.0, all.1, sensitive.0];
        let times: String = times.map(|time| format!("{:>14}", shown(time))).concat();
        println!("{name:<26}{times}");
    }
}

fn known() -> Vec<(String, Instance)> {
    let text = include_str!("../tests/instances/instances.json");
    let rows: Vec<Value> = serde_json::from_str(text).expect("the file is JSON");
    let pairs =
        rows.iter().filter(|row| row["input"]["carers"].as_array().map(Vec::len) == Some(2));
    pairs
        .map(|row| {
            let bytes = serde_json::to_vec(&row["input"]).expect("a value serializes");
            let name = row["id"].as_str().expect("rows have ids").to_owned();
            (name, Instance::from_json(&bytes).expect("every instance is valid"))
        })
        .collect()
}

/// 300 responsibilities with totals near 100,000, 1,000,000 and 15,000,000.
fn fine() -> Vec<(String, Instance)> {
    let same = Kind::Same;
    [
        ("fine_m300_100k", 667, Kind::Own),
        ("fine_m300_1M", 6_667, Kind::Own),
        ("fine_m300_15M", 100_000, Kind::Own),
        ("same_m300_100k", 667, same),
        ("same_m300_15M", 100_000, same),
    ]
    .map(|(name, most, kind)| (name.to_owned(), random(300, most, kind)))
    .into()
}

/// Whether the two rate apart or alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Own,
    Same,
}

fn random(count: usize, most: u64, kind: Kind) -> Instance {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: u64| {
        // xorshift64*, Vigna 2016: the same instance on every run.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below
    };
    let rows: Vec<Value> = (0..count)
        .map(|index| {
            let first = 1 + next(most);
            let second = if kind == Kind::Same { first } else { 1 + next(most) };
            json!({"id": format!("r{index:03}"), "minutes": 5 * next(60),
                   "burden": {"a": first, "b": second},
                   "current": if next(3) == 0 { "b" } else { "a" }})
        })
        .collect();
    let input = json!({"carers": [{"id": "a"}, {"id": "b"}], "responsibilities": rows});
    let bytes = serde_json::to_vec(&input).expect("a value serializes");
    Instance::from_json(&bytes).expect("within the limits")
}

/// The least and the median time.
fn measured<T>(mut work: impl FnMut() -> T) -> (Duration, Duration) {
    let mut times = Vec::new();
    let begun = Instant::now();
    while times.is_empty() || (begun.elapsed() < PATIENCE && times.len() < RUNS_MAX) {
        let started = Instant::now();
        black_box(work());
        times.push(started.elapsed());
    }
    times.sort_unstable();
    (times[0], times[times.len() / 2])
}

fn shown(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{}.{:03} ms", micros / 1_000, micros % 1_000)
}
