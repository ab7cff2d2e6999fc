//! `cargo xtask crash`: nothing acknowledged is lost, and nothing retried is doubled.
//!
//! Each cycle starts the real server, lets eight signed-in writers write, ends it at a moment
//! drawn from the seed, and looks at what is there. A kill is `kill -9`: what the server had
//! handed to the kernel survives. A power cut takes that too: the file system is shut off its
//! device, and mounted again. The server is stopped (SIGSTOP) before the cut, as otherwise an
//! `fsync` that races with it may return "done", and the rig would report losses that no disk
//! would show.

mod client;
mod disk;
mod writers;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};

pub(crate) use client::{Fate, Household, IN_A_RIG, SINGLE, mark, prepare};
use disk::Disk;
use writers::Ledger;

use crate::{Arguments, random::Random, server::Place, shell};

/// As many writers as households: each is somebody else, somewhere else.
const WRITERS: usize = 8;
const CARDS: usize = 12;

/// After so many cycles a new data file is begun, so that a thousand cycles are not a test of one
/// household with a million events.
const CYCLES_PER_FILE: u32 = 20;

/// When the end comes, in milliseconds after the writers begin.
const END_AFTER_MS: (u64, u64) = (20, 250);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Kill,
    PowerCut,
}

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let kills: u32 = arguments.value("--kills", 20)?;
    let cuts: u32 = arguments.value("--power-cuts", 5)?;
    let seed: u64 = arguments.value("--seed", 1)?;
    let is_control = arguments.flag("--control");
    let program = arguments.value("--program", shell::target()?.join("release/evenkeel"))?;
    arguments.finish()?;
    ensure!(program.is_file(), "{} is missing: cargo build --release", program.display());
    let mut random = Random::new(seed);
    if is_control {
        return control(&program, cuts, &mut random);
    }
    println!("{WRITERS} writers, seed {seed}");
    let mut lost = play(&program, End::Kill, kills, &[IN_A_RIG], &mut random)?;
    match Disk::is_possible() {
        Ok(()) => lost += play(&program, End::PowerCut, cuts, &[IN_A_RIG], &mut random)?,
        Err(why) if cuts > 0 => println!("power cuts: SKIPPED, {why}"),
        Err(_) => {}
    }
    ensure!(lost == 0, "{lost} acknowledged writes were lost");
    Ok(())
}

/// A server that does not sync must be seen to lose; else the rig could not see a loss.
fn control(program: &Path, cuts: u32, random: &mut Random) -> Result<()> {
    if let Err(why) = Disk::is_possible() {
        println!("control: SKIPPED, {why}");
        return Ok(());
    }
    println!("control: {WRITERS} writers, and a server that does not sync");
    let lost = play(program, End::PowerCut, cuts, &[IN_A_RIG, client::CARELESS], random)?;
    ensure!(lost > 0, "a server that does not sync lost nothing: the rig is blind");
    println!("As it must, a server that does not sync lost what it had acknowledged.");
    Ok(())
}

/// Plays `cycles` ends of one kind, and gives how many acknowledged writes were lost.
fn play(
    program: &Path,
    end: End,
    cycles: u32,
    env: &[(&'static str, &'static str)],
    random: &mut Random,
) -> Result<u64> {
    let folder = fresh_folder()?;
    let disk = match end {
        End::Kill => None,
        End::PowerCut if cycles == 0 => None,
        End::PowerCut => Some(Disk::make(&folder)?),
    };
    let ground = disk.as_ref().map_or_else(|| folder.join("plain"), Disk::folder);
    let mut total = Totals::default();
    let mut left = cycles;
    for file in 0.. {
        if left == 0 {
            break;
        }
        let data = ground.join(format!("data-{file}"));
        let place = Place {
            program: program.to_owned(),
            key: folder.join(format!("server-{file}.key")),
            data: data.clone(),
            env: env.to_vec(),
            slow_sync: None,
        };
        let here = left.min(CYCLES_PER_FILE);
        play_one_file(&place, disk.as_ref(), here, random, &mut total)?;
        fs::remove_dir_all(&data)?;
        left -= here;
    }
    drop(disk);
    fs::remove_dir_all(&folder)?;
    total.print(end, cycles);
    Ok(total.lost)
}

fn play_one_file(
    place: &Place,
    disk: Option<&Disk>,
    cycles: u32,
    random: &mut Random,
    total: &mut Totals,
) -> Result<()> {
    fs::create_dir_all(&place.data)?;
    let households = prepare(place, WRITERS, CARDS)?;
    if let Some(disk) = disk {
        disk.settle()?;
    }
    let mut ledger = Ledger::new(households);
    for _ in 0..cycles {
        let mut server = place.serve().context("the server does not start again")?;
        total.starts.push(server.started_in);
        total.lost += ledger.settle(place, server.address)?;
        let end_after = Duration::from_millis(random.between(END_AFTER_MS.0, END_AFTER_MS.1));
        let writers = ledger.begin(server.address);
        wait(end_after);
        if let Some(disk) = disk {
            server.stop()?;
            disk.cut_power()?;
        }
        server.kill();
        total.acknowledged += ledger.end(writers)?;
        if let Some(disk) = disk {
            disk.restore_power()?;
        }
    }
    // What the last end left is looked at too.
    let server = place.serve().context("the server does not start again")?;
    total.lost += ledger.settle(place, server.address)?;
    total.retried += ledger.retried();
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the moment of the end is drawn, not waited for")]
fn wait(time: Duration) {
    std::thread::sleep(time);
}

/// A folder of this run's own, in Cargo's target directory: on a disk, which `/tmp` may not be.
fn fresh_folder() -> Result<PathBuf> {
    let folder = shell::target()?.join(format!("crash-{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("plain"))?;
    Ok(folder)
}

#[derive(Debug, Default)]
struct Totals {
    acknowledged: u64,
    retried: u64,
    lost: u64,
    starts: Vec<Duration>,
}

impl Totals {
    fn print(&mut self, end: End, cycles: u32) {
        if cycles == 0 {
            return;
        }
        self.starts.sort_unstable();
        let at = |part: usize| self.starts[(self.starts.len() - 1) * part / 100].as_millis();
        println!(
            "{}: {cycles}; acknowledged {}, lost {}; retried {}, doubled 0; every reopen clean, \
             in {} ms (median), {} ms (slowest)",
            if end == End::Kill { "kills" } else { "power cuts" },
            self.acknowledged,
            self.lost,
            self.retried,
            at(50),
            at(100),
        );
    }
}
