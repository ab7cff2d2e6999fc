//! A server under a rig: starting the real program, and reading what the kernel knows of it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};

/// Clock ticks a second in `/proc`, the same on every Linux that Rust runs on.
const TICKS: f64 = 100.0;

/// A running server. It is killed, as by `kill -9`, when it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
    /// From starting the program to its first line, which it says once it listens.
    pub(crate) started_in: Duration,
}

/// Where a server keeps its data and its key, and what it is told besides.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) program: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) key: PathBuf,
    /// Environment for the server alone.
    pub(crate) env: Vec<(&'static str, &'static str)>,
    pub(crate) slow_sync: Option<SlowSync>,
}

/// A library that makes each sync longer, loaded into the server.
#[derive(Debug, Clone)]
pub(crate) struct SlowSync {
    pub(crate) library: PathBuf,
    pub(crate) micros: u32,
}

impl Place {
    /// Runs the hidden command `rig` on this place, while no server does, and gives its output.
    pub(crate) fn rig(&self, arguments: &[&str]) -> Result<String> {
        let output = self
            .command("rig")
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot run {}", self.program.display()))?;
        let error = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`rig {}`: {}", arguments.join(" "), error.trim());
        Ok(String::from_utf8(output.stdout)?)
    }

    pub(crate) fn serve(&self) -> Result<Server> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let start = Instant::now();
        let mut command = self.command("serve");
        if let Some(sync) = &self.slow_sync {
            command.env("LD_PRELOAD", &sync.library);
            command.env("SLOW_SYNC_MICROS", sync.micros.to_string());
        }
        let mut process = command
            .args(["--listen", &address.to_string()])
            .env("EVENKEEL_CRASH_RIG", "1")
            .envs(self.env.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        let stdout = process.stdout.take().context("stdout is piped")?;
        let mut server = Server { process, address, started_in: Duration::ZERO };
        let mut line = String::new();
        let mut lines = BufReader::new(stdout);
        ensure!(lines.read_line(&mut line)? > 0, "the server ended before it listened");
        server.started_in = start.elapsed();
        // What it says later must find a reader, or it would end by a broken pipe.
        std::thread::spawn(move || lines.lines().count());
        Ok(server)
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(name).arg("--data").arg(&self.data).arg("--key").arg(&self.key);
        command
    }
}

impl Server {
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// Stops every thread of it where it is, and waits until they stand still.
    pub(crate) fn stop(&self) -> Result<()> {
        let id = self.id().to_string();
        crate::shell::run_quietly(&["kill", "-STOP", &id])?;
        let deadline = Instant::now() + Duration::from_secs(10);
        while !self.stands_still()? {
            ensure!(Instant::now() < deadline, "the server does not stop");
            std::thread::yield_now();
        }
        Ok(())
    }

    /// Whether each thread is stopped, or in the kernel on its way there: waiting for the disk, it
    /// can answer nobody before it stops.
    fn stands_still(&self) -> Result<bool> {
        for task in fs::read_dir(format!("/proc/{}/task", self.id()))? {
            let stat = fs::read_to_string(task?.path().join("stat")).unwrap_or_default();
            let state = stat.rsplit(')').next().and_then(|rest| rest.trim().chars().next());
            if !matches!(state, Some('T' | 'D' | 't')) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Seconds of CPU it has used, in its code and in the kernel.
    pub(crate) fn cpu_seconds(&self) -> Result<f64> {
        cpu_seconds(Path::new(&format!("/proc/{}/stat", self.id())))
    }

    /// Megabytes of memory it holds now.
    pub(crate) fn memory_megabytes(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|rest| rest.split_whitespace().next()).context("VmRSS")?;
        Ok(kilobytes.parse::<f64>()? / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Seconds of CPU this program itself has used.
pub(crate) fn own_cpu_seconds() -> Result<f64> {
    cpu_seconds(Path::new("/proc/self/stat"))
}

fn cpu_seconds(stat: &Path) -> Result<f64> {
    let stat = fs::read_to_string(stat)?;
    // The name, in brackets, may hold anything; fields 14 and 15 are counted from behind it.
    let (_, rest) = stat.rsplit_once(')').context("a process has a name")?;
    let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS)
}

/// Seconds of CPU the whole machine has used, summed over its cores.
pub(crate) fn machine_cpu_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/stat")?;
    let first = stat.lines().next().context("/proc/stat has lines")?;
    let fields = first.split_whitespace().skip(1).map(str::parse::<f64>);
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    let idle = fields.get(3).unwrap_or(&0.0) + fields.get(4).unwrap_or(&0.0);
    // Guests' time (the last two fields) is counted in the first two already.
    Ok((fields.iter().take(8).sum::<f64>() - idle) / TICKS)
}
