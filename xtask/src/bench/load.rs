//! Load on a server: so many clients, each on a connection of its own, each asking again as soon
//! as it was answered.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, bail, ensure};

use crate::{
    crash::{Fate, Household, mark},
    http::Connection,
    server::{Server, machine_cpu_seconds, own_cpu_seconds},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// The signed-in page.
    Page,
    /// A durable write.
    Write,
    /// The yardstick's write in a transaction of its own: what group commit is compared with.
    WriteAlone,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    pub(super) work: Work,
    pub(super) clients: usize,
    /// The clients are spread evenly over so many.
    pub(super) households: usize,
    pub(super) time: Duration,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    pub(super) per_second: f64,
    /// The server's CPU, in its code and in the kernel, for one request.
    pub(super) cpu_micros: f64,
    pub(super) p50_millis: f64,
    pub(super) p99_millis: f64,
    /// The share of the machine that neither the server nor this program used.
    pub(super) others: f64,
}

impl Load {
    pub(super) fn name(&self) -> String {
        let work = match self.work {
            Work::Page => "Today",
            Work::Write => "done",
            Work::WriteAlone => "one transaction each",
        };
        let clients = if self.clients == 1 { "client" } else { "clients" };
        let one = if self.households == 1 && self.clients > 1 { ", one household" } else { "" };
        format!("{work}, {} {clients}{one}", self.clients)
    }

    pub(super) fn run(&self, server: &Server, households: &[Household]) -> Result<Figures> {
        let (cpu, own) = (server.cpu_seconds()?, own_cpu_seconds()?);
        let (machine, start) = (machine_cpu_seconds()?, Instant::now());
        let mut micros = self.work_through(server, households)?;
        let took = start.elapsed().as_secs_f64();
        let cpu = server.cpu_seconds()? - cpu;
        let ours = cpu + own_cpu_seconds()? - own;
        let cores = thread::available_parallelism().context("cores")?.get();
        let others = (machine_cpu_seconds()? - machine - ours).max(0.0);
        ensure!(!micros.is_empty(), "{}: nothing was answered", self.name());
        micros.sort_unstable();
        let count = as_f64(micros.len());
        let at = |part: usize| f64::from(micros[(micros.len() - 1) * part / 100]) / 1000.0;
        Ok(Figures {
            per_second: count / took,
            cpu_micros: cpu / count * 1e6,
            p50_millis: at(50),
            p99_millis: at(99),
            others: others / took / as_f64(cores),
        })
    }

    /// How long each request took, in microseconds.
    fn work_through(&self, server: &Server, households: &[Household]) -> Result<Vec<u32>> {
        let until = Instant::now() + self.time;
        thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients)
                .map(|number| {
                    let household = &households[number % self.households];
                    scope.spawn(move || self.client(server, household, number, until))
                })
                .collect();
            let mut micros = Vec::new();
            for client in clients {
                micros.extend(client.join().map_err(|_| anyhow!("a client panicked"))??);
            }
            Ok(micros)
        })
    }

    fn client(
        &self,
        server: &Server,
        household: &Household,
        number: usize,
        until: Instant,
    ) -> Result<Vec<u32>> {
        let mut connection = Connection::open(server.address)?;
        let cookie = format!("Cookie: {}\r\n", household.cookie);
        let run = format!("{}-{number}-{:?}", server.id(), self.work).to_lowercase();
        let mut micros = Vec::new();
        let mut now = Instant::now();
        while now < until {
            match self.work {
                Work::Page => {
                    let answer = connection.get("/today", &cookie)?;
                    ensure!(answer.status == 200, "/today was answered {}", answer.status);
                }
                Work::Write => {
                    // Clients, rounds and sizes never share a key.
                    let note = format!("bench-{run}-{}-{}", self.clients, micros.len());
                    let note = format!("{note}-{}", self.households);
                    if mark(&mut connection, household, &note, micros.len())? != Fate::Acknowledged
                    {
                        bail!("a write was not acknowledged");
                    }
                }
                Work::WriteAlone => {
                    let answer = connection.post("/insert", &household.cookie, "")?;
                    ensure!(answer.status == 303, "/insert was answered {}", answer.status);
                }
            }
            let then = now;
            now = Instant::now();
            micros.push(u32::try_from((now - then).as_micros()).unwrap_or(u32::MAX));
        }
        Ok(micros)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of requests are far below 2^52")]
const fn as_f64(count: usize) -> f64 {
    count as f64
}
