//! `cargo xtask bench`: what a page and a durable write cost, beside a yardstick in the same run.
//!
//! Seconds mean little between machines, and not much on one that others use too; a ratio to a
//! hand-written server, measured in turn with ours, does. Everything is measured several times
//! and the median is shown.

mod load;
mod sync;
mod table;
mod weight;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

use crate::{
    Arguments,
    crash::{Household, IN_A_RIG, SINGLE, prepare},
    server::{Place, Server},
    shell,
};
use load::{Figures, Load, Work};
use table::{OURS, Table, YARDSTICK};

const HOUSEHOLDS: usize = 64;
const CARDS: usize = 60;
const CLIENTS: [usize; 3] = [1, 16, 64];
/// How many clients press on one household alone.
const CROWD: usize = 16;
const COLD_STARTS: usize = 9;

/// One server under measurement.
struct Subject {
    name: &'static str,
    place: Place,
    households: Vec<Household>,
}

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let rounds: usize = arguments.value("--rounds", 3)?;
    let seconds: f64 = arguments.value("--seconds", 3.0)?;
    let built = shell::target()?.join("release/evenkeel");
    let program = arguments.value("--program", built.clone())?;
    arguments.finish()?;
    ensure!(rounds > 0 && seconds > 0.0, "nothing would be measured");
    let time = Duration::from_secs_f64(seconds);
    build("xtask", "--example", "yardstick")?;
    if program == built {
        build("evenkeel", "--bin", "evenkeel")?;
    }
    let yardstick = shell::target()?.join("release/examples/yardstick");
    let folder = shell::target()?.join(format!("bench-{}", std::process::id()));
    let subjects = [subject(YARDSTICK, yardstick, &folder)?, subject(OURS, program, &folder)?];
    println!("\n{HOUSEHOLDS} households, {CARDS} cards each; {rounds} rounds of {seconds} s");
    let mut measured = Table::default();
    for round in 1..=rounds {
        println!("round {round} of {rounds} …");
        for subject in &subjects {
            measure(subject, time, &mut measured)?;
        }
    }
    for subject in &subjects {
        measured.add_start(subject.name, cold_start(subject)?);
    }
    measured.print();
    let server = subjects[1].place.serve()?;
    weight::print(server.address, &subjects[1].households[0].cookie)?;
    drop(server);
    let crowd = Load { work: Work::Write, clients: CROWD, households: CROWD, time };
    sync::print(&subjects, crowd, &folder)?;
    measured.print_aims();
    fs::remove_dir_all(&folder).context("cannot remove the bench's data")
}

fn build(package: &str, kind: &str, name: &str) -> Result<()> {
    shell::run(&["cargo", "build", "--release", "--package", package, kind, name])
}

fn subject(name: &'static str, program: PathBuf, folder: &Path) -> Result<Subject> {
    let place = Place {
        program,
        data: folder.join(name),
        key: folder.join(format!("{name}.key")),
        env: vec![IN_A_RIG],
        slow_sync: None,
    };
    fs::create_dir_all(&place.data)?;
    let households = prepare(&place, HOUSEHOLDS, CARDS).with_context(|| name.to_owned())?;
    Ok(Subject { name, place, households })
}

/// One round of everything on one server, started afresh.
fn measure(subject: &Subject, time: Duration, into: &mut Table) -> Result<()> {
    let server = subject.place.serve()?;
    // One visit, so that idle is a server that has served.
    visit(&server, &subject.households[0])?;
    into.add_memory(subject.name, "idle", server.memory_megabytes()?);
    for work in [Work::Page, Work::Write] {
        for clients in CLIENTS {
            let load = Load { work, clients, households: clients, time };
            let figures = load.run(&server, &subject.households)?;
            into.add(subject.name, &load.name(), figures);
        }
        let load = Load { work, clients: CROWD, households: 1, time };
        into.add(subject.name, &load.name(), load.run(&server, &subject.households)?);
    }
    let alone = Load { work: Work::WriteAlone, clients: CROWD, households: CROWD, time };
    if subject.name == YARDSTICK {
        into.add(subject.name, &alone.name(), alone.run(&server, &subject.households)?);
    }
    into.add_memory(subject.name, "after load", server.memory_megabytes()?);
    drop(server);
    if subject.name == OURS {
        let mut place = subject.place.clone();
        place.env.push(SINGLE);
        let load = Load { work: Work::Write, ..alone };
        into.add(subject.name, &alone.name(), load.run(&place.serve()?, &subject.households)?);
    }
    Ok(())
}

fn visit(server: &Server, household: &Household) -> Result<()> {
    let mut connection = crate::http::Connection::open(server.address)?;
    let answer = connection.get("/today", &format!("Cookie: {}\r\n", household.cookie))?;
    ensure!(answer.status == 200, "/today was answered {}", answer.status);
    Ok(())
}

/// From starting the program, its file in the kernel's cache, to its first page served.
fn cold_start(subject: &Subject) -> Result<Duration> {
    let mut times = Vec::with_capacity(COLD_STARTS);
    for _ in 0..COLD_STARTS {
        let start = Instant::now();
        let server = subject.place.serve()?;
        visit(&server, &subject.households[0])?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times[COLD_STARTS / 2])
}

impl Figures {
    /// The median of each figure by itself.
    fn median(rounds: &[Self]) -> Self {
        let median = |figure: fn(&Self) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(figure).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Self {
            per_second: median(|figures| figures.per_second),
            cpu_micros: median(|figures| figures.cpu_micros),
            p50_millis: median(|figures| figures.p50_millis),
            p99_millis: median(|figures| figures.p99_millis),
            others: median(|figures| figures.others),
        }
    }
}
