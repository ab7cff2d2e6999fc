//! What was measured, as a table: each figure of ours beside the yardstick's.

use std::{collections::HashMap, time::Duration};

use super::load::Figures;

pub(super) const YARDSTICK: &str = "yardstick";
pub(super) const OURS: &str = "evenkeel";

/// A subject and a load.
type Measured = (&'static str, &'static str);

#[derive(Debug, Default)]
pub(super) struct Table {
    /// In the order in which they were measured first.
    loads: Vec<String>,
    figures: HashMap<(&'static str, String), Vec<Figures>>,
    memory: HashMap<(&'static str, &'static str), Vec<f64>>,
    starts: HashMap<&'static str, Duration>,
}

impl Table {
    pub(super) fn add(&mut self, subject: &'static str, load: &str, figures: Figures) {
        if !self.loads.iter().any(|known| known == load) {
            self.loads.push(load.to_owned());
        }
        self.figures.entry((subject, load.to_owned())).or_default().push(figures);
    }

    pub(super) fn add_memory(&mut self, subject: &'static str, when: &'static str, amount: f64) {
        self.memory.entry((subject, when)).or_default().push(amount);
    }

    pub(super) fn add_start(&mut self, subject: &'static str, time: Duration) {
        self.starts.insert(subject, time);
    }

    pub(super) fn print(&self) {
        println!(
            "\n{:<33} {:<9} {:>8} {:>8} {:>8} {:>8} {:>7}  {:>9} {:>8}",
            "", "", "per s", "CPU µs", "p50 ms", "p99 ms", "others", "CPU ratio", "per s"
        );
        for load in &self.loads {
            let (yardstick, ours) = (self.figures(YARDSTICK, load), self.figures(OURS, load));
            if let Some(figures) = yardstick {
                println!("{}", line(load, YARDSTICK, figures));
            }
            if let (Some(figures), Some(other)) = (ours, yardstick) {
                let cpu = figures.cpu_micros / other.cpu_micros;
                let rate = figures.per_second / other.per_second;
                println!("{}  {cpu:>8.2}× {rate:>7.2}×", line("", OURS, figures));
            }
        }
        println!("(others: the share of this machine that other programs used meanwhile)\n");
        for subject in [YARDSTICK, OURS] {
            println!(
                "{subject:<10} memory {:.1} MB idle, {:.1} MB after load; \
                 {:.0} ms from start to first page",
                self.memory(subject, "idle"),
                self.memory(subject, "after load"),
                self.start_millis(subject),
            );
        }
    }

    /// Prints what was aimed at, and whether it was reached.
    pub(super) fn print_aims(&self) {
        let (page, write) = ("Today, 16 clients", "done, 16 clients");
        let alone = "one transaction each, 16 clients";
        let ratio = |above: Measured, below: Measured, figure: fn(Figures) -> f64| {
            let of = |(subject, load)| self.figures(subject, load).map_or(f64::NAN, figure);
            of(above) / of(below)
        };
        let cpu = ratio((OURS, page), (YARDSTICK, page), |figures| figures.cpu_micros);
        let writes = ratio((OURS, write), (YARDSTICK, write), |figures| figures.per_second);
        let grouped = ratio((OURS, write), (YARDSTICK, alone), |figures| figures.per_second);
        let own = ratio((OURS, write), (OURS, alone), |figures| figures.per_second);
        let possible = ratio((YARDSTICK, write), (YARDSTICK, alone), |it| it.per_second);
        let memory = self.memory(OURS, "after load");
        let start = self.start_millis(OURS);
        println!();
        for (aim, value, is_met) in [
            ("Today costs at most 1× the yardstick's CPU", cpu, cpu <= 1.0),
            ("durable writes at least 0.5× the yardstick's", writes, writes >= 0.5),
            (
                "durable writes at least 5× the yardstick's, one transaction each",
                grouped,
                grouped >= 5.0,
            ),
            ("durable writes at least 5× our own, one transaction each", own, own >= 5.0),
            ("under 40 MB after load", memory, memory < 40.0),
            ("a cold start under 100 ms", start, start < 100.0),
        ] {
            println!("{:<7} {aim}: {value:.2}", if is_met { "met" } else { "MISSED" });
        }
        println!("(the yardstick itself gains {possible:.2}× by sharing commits on this disk)");
    }

    fn figures(&self, subject: &'static str, load: &str) -> Option<Figures> {
        self.figures.get(&(subject, load.to_owned())).map(|rounds| Figures::median(rounds))
    }

    fn memory(&self, subject: &'static str, when: &'static str) -> f64 {
        let mut amounts = self.memory.get(&(subject, when)).cloned().unwrap_or_default();
        amounts.sort_by(f64::total_cmp);
        amounts.get(amounts.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn start_millis(&self, subject: &'static str) -> f64 {
        self.starts.get(subject).map_or(f64::NAN, Duration::as_secs_f64) * 1e3
    }
}

fn line(load: &str, subject: &str, figures: Figures) -> String {
    format!(
        "{load:<33} {subject:<9} {:>8.0} {:>8.0} {:>8.2} {:>8.2} {:>6.0}%",
        figures.per_second,
        figures.cpu_micros,
        figures.p50_millis,
        figures.p99_millis,
        figures.others * 100.0,
    )
}
