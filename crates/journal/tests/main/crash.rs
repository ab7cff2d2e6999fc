//! A program that is killed at any moment loses nothing it acknowledged and keeps nothing by half.
//!
//! The test runs itself a second time as a child that writes and says what was acknowledged; the
//! kill comes after a varying number of these lines, in the middle of the next writes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use household::Event;
use journal::{Append, EVENTS_PER_SNAPSHOT, Head, Row};

use crate::world::{at, begun, household, line, member, open, receipt};

const CYCLES: usize = 10;
const WRITERS: u8 = 6;
const DATA_FILE: &str = "EVENKEEL_TEST_DATA_FILE";

#[test]
fn a_killed_program_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let data_file = folder.path().join("evenkeel.db");
    let mut acknowledged = [0_u64; WRITERS as usize];
    for cycle in 0..CYCLES {
        // Some before anything was written, some right after the start, some much later.
        let lines_before_the_kill = cycle * cycle * 7 % 331;
        for (writer, count) in killed_after(lines_before_the_kill, &data_file) {
            let known = &mut acknowledged[usize::from(writer)];
            assert_eq!(count, *known + 1, "the child went on from what was kept");
            *known = count;
        }
        everything_is_there(&data_file, &mut acknowledged);
    }
    assert!(acknowledged.iter().sum::<u64>() > 0);
}

/// The acknowledged writes of a child that was killed when it had said that many.
fn killed_after(lines: usize, data_file: &Path) -> Vec<(u8, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::the_child_that_is_killed", "--nocapture"])
        .env(DATA_FILE, data_file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut acknowledged = Vec::new();
    let mut killed = false;
    loop {
        if acknowledged.len() >= lines && !killed {
            child.kill().unwrap();
            killed = true;
        }
        // After the kill, what it had still said is read to the end.
        let mut line = String::new();
        if said.read_line(&mut line).unwrap() == 0 {
            break;
        }
        // A line cut off by the kill was not said; the test harness says things of its own.
        let mut words = line.strip_suffix('\n').unwrap_or_default().rsplit(' ');
        let (count, writer, what) = (words.next(), words.next(), words.next());
        if what.is_some_and(|what| what.ends_with("acknowledged")) {
            acknowledged.push((writer.unwrap().parse().unwrap(), count.unwrap().parse().unwrap()));
        }
    }
    child.wait().unwrap();
    assert!(killed, "the child ended by itself after {} writes", acknowledged.len());
    acknowledged
}

/// What was kept is at least what was acknowledged, at most one more, and whole.
fn everything_is_there(data_file: &Path, acknowledged: &mut [u64]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let journal = open(data_file);
        assert_eq!(journal.check().await.unwrap(), Vec::<String>::new());
        for (writer, known) in (0_u8..).zip(acknowledged) {
            let Some(loaded) = journal.load(household(writer)).await.unwrap() else {
                assert_eq!(*known, 0);
                continue;
            };
            let kept = loaded.household.draft_of(member(writer)).1;
            assert!((*known..=*known + 1).contains(&kept), "{kept} kept of {known}");
            let verified = journal.verify(household(writer)).await.unwrap().unwrap();
            assert_eq!(verified.events, 1 + kept);
            // Each event's row came with it, and the row of none that is not there.
            for (round, there) in [(kept, kept > 0), (kept + 1, false)] {
                let key = key_of(round);
                assert_eq!(journal.receipt(member(writer), &key).await.unwrap().is_some(), there);
            }
            *known = kept;
        }
    });
}

fn key_of(round: u64) -> [u8; 16] {
    u128::from(round).to_be_bytes()
}

/// Does nothing unless it is told a data file.
#[test]
#[expect(clippy::disallowed_methods, reason = "how a child is told that it is one")]
fn the_child_that_is_killed() {
    let Some(data_file) = std::env::var_os(DATA_FILE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        let journal = open(Path::new(&data_file));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| tokio::spawn(write_for_ever(journal.clone(), writer)))
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
}

async fn write_for_ever(journal: journal::Journal, writer: u8) {
    let household = household(writer);
    let by = member(writer);
    let (mut state, mut head, mut since) = match journal.load(household).await.unwrap() {
        Some(loaded) => (loaded.household, loaded.head, loaded.events_since_snapshot),
        None => (household::Household::default(), Head::START, 0),
    };
    loop {
        let mut events = Vec::new();
        let round = state.draft_of(by).1 + 1;
        if head == Head::START {
            events.push(begun(by));
        }
        let name = line(&format!("round {round}"));
        events.push(household::Recorded { at: at(0), by, event: Event::OtherCalled { name } });
        for event in &events {
            state.apply(event);
        }
        since += u32::try_from(events.len()).unwrap();
        // Snapshots far more often than in life, so that kills meet them.
        let snapshot = (since >= EVENTS_PER_SNAPSHOT / 16).then(|| state.to_snapshot());
        since = if snapshot.is_some() { 0 } else { since };
        let mut answer = receipt(by, 0, 0, "done");
        answer.key = key_of(round);
        let rows = vec![Row::Receipt(answer)];
        let append = Append { household, expected: head, events, rows, snapshot };
        head = journal.append(append).await.unwrap();
        let mut said = std::io::stdout().lock();
        writeln!(said, "acknowledged {writer} {round}").unwrap();
        said.flush().unwrap();
    }
}
