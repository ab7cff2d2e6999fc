//! What was measured, as a table: each figure of ours beside the yardstick's.

use std::{collections::HashMap, time::Duration};

use super::load::Figures;

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
            "\n{:<31} {:<9} {:>9} {:>9} {:>9} {:>9} {:>7}  {:>10} {:>9}",
            "", "", "per s", "CPU µs", "p50 ms", "p99 ms", "others", "CPU ratio", "per s"
        );
        for load in &self.loads {
            let of = |subject| {
                self.figures.get(&(subject, load.clone())).map(|rounds| Figures::median(rounds))
            };
            let (yardstick, ours) = (of("yardstick"), of("evenkeel"));
            if let Some(figures) = yardstick {
                println!("{}", line(load, "yardstick", figures));
            }
            if let (Some(figures), Some(other)) = (ours, yardstick) {
                let cpu = figures.cpu_micros / other.cpu_micros;
                let rate = figures.per_second / other.per_second;
                println!("{}  {cpu:>9.2}× {rate:>8.2}×", line("", "evenkeel", figures));
            }
        }
        println!("(others: the share of this machine that other programs used meanwhile)\n");
        for subject in ["yardstick", "evenkeel"] {
            let memory = |when| {
                let mut amounts = self.memory.get(&(subject, when)).cloned().unwrap_or_default();
                amounts.sort_by(f64::total_cmp);
                amounts.get(amounts.len() / 2).copied().unwrap_or(f64::NAN)
            };
            let start = self.starts.get(subject).map_or(f64::NAN, Duration::as_secs_f64) * 1e3;
            println!(
                "{subject:<10} memory {:.1} MB idle, {:.1} MB after load; \
                 {start:.0} ms from start to first page",
                memory("idle"),
                memory("after load"),
            );
        }
    }
}

fn line(load: &str, subject: &str, figures: Figures) -> String {
    format!(
        "{load:<31} {subject:<9} {:>9.0} {:>9.0} {:>9.2} {:>9.2} {:>6.0}%",
        figures.per_second,
        figures.cpu_micros,
        figures.p50_millis,
        figures.p99_millis,
        figures.others * 100.0,
    )
}
