//! `cargo xtask talk`: how soon one device shows what was pressed on the other.
//!
//! Each pair is two people in a talk, each with a page that follows. One presses *Pause* and *Go
//! on* by turns; measured is the time from the press until the other's device was told, and until
//! it has fetched the part of the page that changed. A pair presses at its own moments, spread
//! evenly, so that the server is asked as steadily as by people.

use std::{
    fs,
    io::{ErrorKind, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::PathBuf,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, bail, ensure};

use crate::{
    Arguments,
    crash::{Household, IN_A_RIG, prepare},
    http::Connection,
    server::{Place, Server, machine_cpu_seconds, own_cpu_seconds},
    shell,
};

/// What the server answers to script: the part alone.
const BY_SCRIPT: &str = "HX-Request: true\r\n";
/// Longest that a device waits to be told.
const TOLD_WITHIN: Duration = Duration::from_secs(10);
const CARDS: usize = 12;

/// How it goes for every pair.
#[derive(Debug, Clone, Copy)]
struct Tempo {
    pairs: usize,
    time: Duration,
    every: Duration,
}

/// From a press to the other's being told, and to their having the part, in microseconds.
#[derive(Debug, Default)]
struct Times {
    told: Vec<u128>,
    shown: Vec<u128>,
}

/// An open stream of events.
struct Follower {
    stream: TcpStream,
    buffer: Vec<u8>,
    told: u64,
}

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let pairs: usize = arguments.value("--pairs", 200)?;
    let seconds: f64 = arguments.value("--seconds", 20.0)?;
    let every: f64 = arguments.value("--every", 1.0)?;
    let built = shell::target()?.join("release/evenkeel");
    let program: PathBuf = arguments.value("--program", built.clone())?;
    arguments.finish()?;
    ensure!(pairs > 0 && seconds > 0.0 && every > 0.0, "nothing would be measured");
    if program == built {
        shell::run(&["cargo", "build", "--release", "--package", "evenkeel", "--bin", "evenkeel"])?;
    }
    let folder = shell::target()?.join(format!("talk-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let (data, key) = (folder.join("data"), folder.join("key"));
    fs::create_dir_all(&data)?;
    let place = Place { program, data, key, env: vec![IN_A_RIG], slow_sync: None };
    let households = prepare(&place, pairs, CARDS)?;
    let tempo = Tempo {
        pairs,
        time: Duration::from_secs_f64(seconds),
        every: Duration::from_secs_f64(every),
    };
    measure(&place, &households, tempo)?;
    fs::remove_dir_all(&folder).context("cannot remove the rig's data")
}

fn measure(place: &Place, households: &[Household], tempo: Tempo) -> Result<()> {
    let server = place.serve()?;
    let idle = server.memory_megabytes()?;
    let (begin, open) = (Barrier::new(tempo.pairs + 1), Barrier::new(tempo.pairs + 1));
    let (times, following, shares) = thread::scope(|scope| {
        let pairs: Vec<_> = households
            .iter()
            .enumerate()
            .map(|(number, household)| {
                let (begin, open, address) = (&begin, &open, server.address);
                scope.spawn(move || pair(address, household, number, tempo, [open, begin]))
            })
            .collect();
        open.wait();
        let following = server.memory_megabytes()?;
        let before = (server.cpu_seconds()?, own_cpu_seconds()?, machine_cpu_seconds()?);
        let start = Instant::now();
        begin.wait();
        let mut times = Times::default();
        for pair in pairs {
            let of_pair = pair.join().map_err(|_| anyhow!("a pair panicked"))??;
            times.told.extend(of_pair.told);
            times.shown.extend(of_pair.shown);
        }
        let shares = shares(&server, before, start.elapsed())?;
        Ok::<_, anyhow::Error>((times, following, shares))
    })?;
    print(tempo, times, [idle, following, server.memory_megabytes()?], shares)
}

/// The server's, this program's and everyone else's share of the machine.
fn shares(server: &Server, before: (f64, f64, f64), took: Duration) -> Result<[f64; 3]> {
    let ours = server.cpu_seconds()? - before.0;
    let own = own_cpu_seconds()? - before.1;
    let all = machine_cpu_seconds()? - before.2;
    let cores = thread::available_parallelism()?.get();
    let whole = took.as_secs_f64() * f64::from(u32::try_from(cores)?);
    Ok([ours, own, (all - ours - own).max(0.0)].map(|share| share / whole))
}

/// One pair from both being ready to the last press.
fn pair(
    address: SocketAddr,
    household: &Household,
    number: usize,
    tempo: Tempo,
    [open, begin]: [&Barrier; 2],
) -> Result<Times> {
    let ready = prepare_pair(address, household);
    // Also where it failed: the others wait here.
    open.wait();
    begin.wait();
    let Ready { mut presser, mut reader, mut own, mut other } = ready?;
    let cookie = format!("Cookie: {}\r\n{BY_SCRIPT}", household.other);
    let mut times = Times::default();
    let offset = tempo.every * u32::try_from(number)? / u32::try_from(tempo.pairs)?;
    let start = Instant::now();
    let mut due = start + offset;
    for press in 0_u32.. {
        due += tempo.every;
        if due.duration_since(start) > tempo.time {
            break;
        }
        wait_until(due);
        let act = if press % 2 == 0 { "pause" } else { "on" };
        let form = format!("key=talk-{press}&do={act}");
        let pressed = Instant::now();
        let answer = presser.post_with(&household.talk, &household.cookie, BY_SCRIPT, &form)?;
        ensure!(answer.status == 200, "a press was answered {}", answer.status);
        let version = other.wait()?;
        times.told.push(pressed.elapsed().as_micros());
        let part = reader.get(&format!("{}?was=on", household.talk), &cookie)?;
        ensure!(part.status == 200, "the part was answered {}", part.status);
        times.shown.push(pressed.elapsed().as_micros());
        ensure!(part.text().contains(&format!("data-seen=\"{version}\"")), "an older part");
        own.wait()?;
    }
    Ok(times)
}

#[expect(clippy::disallowed_methods, reason = "people do not press as fast as they are answered")]
fn wait_until(due: Instant) {
    thread::sleep(due.saturating_duration_since(Instant::now()));
}

/// A pair in their talk: who presses and who reads, and what follows for each.
struct Ready {
    presser: Connection,
    reader: Connection,
    own: Follower,
    other: Follower,
}

/// Both say that they are there, and both devices follow.
fn prepare_pair(address: SocketAddr, household: &Household) -> Result<Ready> {
    let mut presser = Connection::open(address)?;
    let mut reader = Connection::open(address)?;
    for (connection, cookie) in [(&mut presser, &household.cookie), (&mut reader, &household.other)]
    {
        let answer = connection.post(&household.talk, cookie, "key=ready&do=ready")?;
        ensure!(answer.status == 303, "being ready was answered {}", answer.status);
    }
    let follow = |connection: &mut Connection, cookie: &str| {
        let page = connection.get(&household.talk, &format!("Cookie: {cookie}\r\n"))?.text();
        let seen = page.split_once("data-seen=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (seen, _) = seen.context("a page that follows")?;
        Follower::open(address, &household.talk, cookie, seen.parse()?)
    };
    let own = follow(&mut presser, &household.cookie)?;
    let other = follow(&mut reader, &household.other)?;
    Ok(Ready { presser, reader, own, other })
}

impl Follower {
    fn open(address: SocketAddr, talk: &str, cookie: &str, seen: u64) -> Result<Self> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TOLD_WITHIN))?;
        write!(
            stream,
            "GET {talk}/changes?seen={seen} HTTP/1.1\r\nHost: {address}\r\n\
             Accept: text/event-stream\r\nCookie: {cookie}\r\n\r\n"
        )?;
        let mut follower = Self { stream, buffer: Vec::new(), told: seen };
        while !follower.buffer.windows(4).any(|four| four == b"\r\n\r\n") {
            follower.read_more()?;
        }
        let head = String::from_utf8_lossy(&follower.buffer).into_owned();
        ensure!(head.starts_with("HTTP/1.1 200"), "following was answered {head}");
        Ok(follower)
    }

    /// The next version that is told; it is greater than any before.
    fn wait(&mut self) -> Result<u64> {
        loop {
            let text = String::from_utf8_lossy(&self.buffer);
            let ids = text.lines().filter_map(|line| line.strip_prefix("id:"));
            let latest = ids.filter_map(|id| id.trim().parse::<u64>().ok()).max();
            if let Some(latest) = latest.filter(|latest| *latest > self.told) {
                self.told = latest;
                self.buffer.clear();
                return Ok(latest);
            }
            self.read_more()?;
        }
    }

    fn read_more(&mut self) -> Result<()> {
        let mut chunk = [0; 4096];
        match self.stream.read(&mut chunk) {
            Ok(0) => bail!("a stream ended"),
            Ok(read) => {
                self.buffer.extend_from_slice(&chunk[..read]);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => bail!("nothing was told"),
            Err(error) => Err(error.into()),
        }
    }
}

fn print(tempo: Tempo, mut times: Times, memory: [f64; 3], shares: [f64; 3]) -> Result<()> {
    ensure!(!times.told.is_empty(), "nobody pressed");
    let (pairs, streams) = (tempo.pairs, tempo.pairs * 2);
    println!("{pairs} pairs, {streams} open streams, {} presses in all", times.told.len());
    for (what, micros) in [("told", &mut times.told), ("shown", &mut times.shown)] {
        micros.sort_unstable();
        let at = |part: usize| {
            Duration::from_micros(
                u64::try_from(micros[(micros.len() - 1) * part / 1000]).unwrap_or(u64::MAX),
            )
        };
        let [p50, p99, most] = [500, 990, 1000].map(|part| at(part).as_secs_f64() * 1e3);
        println!(
            "from a press until the other is {what}: p50 {p50:.1} ms, p99 {p99:.1} ms, \
             most {most:.1} ms"
        );
    }
    let [idle, following, after] = memory;
    println!(
        "memory: {idle:.0} MB idle, {following:.0} MB with all following, {after:.0} MB after"
    );
    let [server, own, others] = shares.map(|share| share * 100.0);
    println!("of the machine: server {server:.0} %, this rig {own:.0} %, others {others:.0} %");
    Ok(())
}
