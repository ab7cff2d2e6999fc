//! What sharing a commit gains, by how long the disk takes to sync.
//!
//! A commit costs one sync however many writes are in it, so what a server gains by sharing it is
//! a figure of the disk as much as of the server. Both servers are measured here on the disk as it
//! is and with each sync made longer by a known time.

use std::{fs, path::Path};

use anyhow::Result;

use super::{
    CROWD, Subject,
    load::{Load, Work},
    table::{OURS, YARDSTICK},
};
use crate::{crash::SINGLE, server::SlowSync, shell};

const SOURCE: &str = include_str!("slowsync.c");
/// By how much each sync is made longer, in microseconds; 0 is the disk as it is.
const LONGER_BY: [u32; 4] = [0, 500, 2_000, 8_000];

/// Prints the table, and gives no aim: which row is whose, their disk decides.
pub(super) fn print(subjects: &[Subject], load: Load, folder: &Path) -> Result<()> {
    let library = folder.join("slowsync.so");
    let source = folder.join("slowsync.c");
    fs::write(&source, SOURCE)?;
    let (to, from) = (library.display().to_string(), source.display().to_string());
    shell::run_quietly(&["cc", "-O1", "-shared", "-fPIC", "-o", &to, &from])?;
    println!("\nWhat sharing a commit gains, {CROWD} clients, writes per s:");
    println!("{:<18} {:<9} {:>9} {:>9} {:>7}", "each sync", "", "alone", "shared", "gain");
    for micros in LONGER_BY {
        for subject in subjects {
            let [alone, shared] =
                rates(subject, load, &SlowSync { library: library.clone(), micros })?;
            let longer = f64::from(micros) / 1000.0;
            let name = subject.name;
            println!(
                "{longer:>6} ms longer   {name:<9} {alone:>9.0} {shared:>9.0} {:>6.2}×",
                shared / alone
            );
        }
    }
    Ok(())
}

/// Writes a second, each in a commit of its own, and sharing commits.
fn rates(subject: &Subject, load: Load, sync: &SlowSync) -> Result<[f64; 2]> {
    let mut place = subject.place.clone();
    place.slow_sync = Some(sync.clone());
    let shared = Load { work: Work::Write, ..load };
    let together = shared.run(&place.serve()?, &subject.households)?.per_second;
    // The yardstick has a page of its own for it; ours is told so when it starts.
    let work = if subject.name == YARDSTICK { Work::WriteAlone } else { Work::Write };
    if subject.name == OURS {
        place.env.push(SINGLE);
    }
    let alone = Load { work, ..load }.run(&place.serve()?, &subject.households)?.per_second;
    Ok([alone, together])
}
