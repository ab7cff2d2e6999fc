//! Divides each file given, and says what came of it and how long it took: one JSON object a line.
//!
//! `cargo run --release -p fairdivision --example measure -- FILE…`
//!
//! One thread. Times are medians, on the processor where that can be told (Linux, from 20 ms on),
//! so that other work on the machine counts as little as can be. `micros` is that of `divide` with
//! its defaults (every plan, the reasons, the certificate), `pareto_micros` that of the best
//! division with its whole Pareto frontier (two carers only). `peak_kb` is the largest memory of
//! this process by then: give one file for that of one. `verified` is what the verifier says of
//! the answer with its whole proof, `verify_micros` its time.

#![expect(clippy::print_stdout, reason = "a measurement prints what it measured")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use fairdivision::{Division, Instance, Options, Ratio, WholeProof, divide, pareto, verify};
use serde_json::{Value, json};

/// A division is repeated for about this long, and at most so often.
const PATIENCE: Duration = Duration::from_millis(500);
const RUNS_MAX: usize = 101;
/// The system counts a thread's time in ticks of some milliseconds.
const TICKS: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    for file in std::env::args().skip(1) {
        match measured(&file) {
            Ok(line) => println!("{line}"),
            Err(why) => {
                println!("{}", json!({"file": file, "error": why}));
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn measured(file: &str) -> Result<Value, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let instance = Instance::from_json(&bytes).map_err(|error| error.to_string())?;
    let (division, micros) = timed(|| divide(&instance, &Options::default()));
    let division = division.map_err(|error| error.to_string())?;
    let peak_kb = peak_kb();
    let pareto_micros = (instance.carers().len() == 2).then(|| timed(|| pareto(&instance)).1);
    let whole = Options { whole_proof: WholeProof::Shown, ..Options::default() };
    let whole = divide(&instance, &whole).map_err(|error| error.to_string())?;
    let answer = serde_json::to_vec(&whole).map_err(|error| error.to_string())?;
    let (verified, verify_micros) = timed(|| verify::verify(&instance, &answer));
    let verified = match verified {
        Ok(verified) => json!({"levels": verified.levels, "nodes": verified.nodes}),
        Err(why) => json!(why.to_string()),
    };
    Ok(json!({
        "file": file, "status": division.status, "gap": division.gap,
        "leximin": leximin(&division), "proved": division.plans.best.proved,
        "owners": division.plans.best.owners, "changes": division.plans.best.changes,
        "micros": micros, "pareto_micros": pareto_micros, "peak_kb": peak_kb,
        "answer_bytes": answer.len(), "verified": verified, "verify_micros": verify_micros,
    }))
}

/// What it gives, and its median time in microseconds.
fn timed<T>(work: impl Fn() -> T) -> (T, u64) {
    let start = Instant::now();
    let mut times = Vec::new();
    loop {
        let (begun, on_processor) = (Instant::now(), on_processor());
        let given = work();
        let taken = begun.elapsed();
        let own =
            self::on_processor().zip(on_processor).map(|(now, then)| now.saturating_sub(then));
        let taken = own.filter(|_| taken >= TICKS).unwrap_or(taken);
        times.push(u64::try_from(taken.as_micros()).unwrap_or(u64::MAX));
        if start.elapsed() > PATIENCE || times.len() == RUNS_MAX {
            times.sort_unstable();
            return (given, times[times.len() / 2]);
        }
    }
}

/// The time this thread has had on a processor, where the system tells.
fn on_processor() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn leximin(division: &Division) -> Vec<Ratio> {
    let mut ratios: Vec<Ratio> = division.loads.values().map(|load| load.ratio).collect();
    ratios.sort_by(|left, right| right.cmp(left));
    ratios
}

/// The largest resident memory of this process so far, where the system tells (Linux).
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
