//! Who writes, and the ledger of what was promised to them.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use anyhow::{Result, anyhow, ensure};

use super::client::{self, Fate, Household};
use crate::{http::Connection, server::Place};

/// What one household was promised.
#[derive(Debug)]
struct Account {
    household: Household,
    acknowledged: Vec<String>,
    /// Written, but the connection broke before the answer.
    unknown: Vec<String>,
    written: u64,
}

/// What every household was promised, over the life of one data file.
#[derive(Debug)]
pub(super) struct Ledger {
    accounts: Vec<Account>,
    retried: u64,
}

/// Writers at work.
#[derive(Debug)]
pub(super) struct Writers {
    end: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Result<Written>>>,
}

#[derive(Debug, Default)]
struct Written {
    acknowledged: Vec<String>,
    unknown: Option<String>,
}

impl Ledger {
    pub(super) fn new(households: Vec<Household>) -> Self {
        let account = |household| Account {
            household,
            acknowledged: Vec::new(),
            unknown: Vec::new(),
            written: 0,
        };
        Self { accounts: households.into_iter().map(account).collect(), retried: 0 }
    }

    pub(super) const fn retried(&self) -> u64 {
        self.retried
    }

    /// Looks for all that was promised, retries what is unknown and the last of what is known,
    /// and fails if anything is there twice or was never written. Gives how many were lost.
    pub(super) fn settle(&mut self, place: &Place, address: SocketAddr) -> Result<u64> {
        let mut lost = 0;
        let there = client::check(place, self.accounts.len())?;
        for (account, there) in self.accounts.iter_mut().zip(there) {
            let there: HashSet<String> = there.into_iter().collect();
            let before = account.acknowledged.len();
            account.acknowledged.retain(|note| there.contains(note));
            lost += (before - account.acknowledged.len()) as u64;
            self.retried += account.retry(address)?;
        }
        let there = client::check(place, self.accounts.len())?;
        for (account, there) in self.accounts.iter().zip(there) {
            account.expect_each_once(count(there))?;
        }
        Ok(lost)
    }

    /// Sets one writer to work for each household, until the server is gone.
    pub(super) fn begin(&self, address: SocketAddr) -> Writers {
        let end = Arc::new(AtomicBool::new(false));
        let threads = self.accounts.iter().enumerate().map(|(number, account)| {
            let (household, end) = (account.household.clone(), Arc::clone(&end));
            let first = account.written;
            std::thread::spawn(move || work(address, &household, number, first, &end))
        });
        Writers { threads: threads.collect(), end }
    }

    /// Takes down what the writers were promised; gives how much that was.
    pub(super) fn end(&mut self, writers: Writers) -> Result<u64> {
        writers.end.store(true, Ordering::Relaxed);
        let mut acknowledged = 0;
        for (account, thread) in self.accounts.iter_mut().zip(writers.threads) {
            let written = thread.join().map_err(|_| anyhow!("a writer panicked"))??;
            acknowledged += written.acknowledged.len() as u64;
            account.written += written.acknowledged.len() as u64;
            account.acknowledged.extend(written.acknowledged);
            account.written += u64::from(written.unknown.is_some());
            account.unknown.extend(written.unknown);
        }
        Ok(acknowledged)
    }
}

impl Account {
    fn retry(&mut self, address: SocketAddr) -> Result<u64> {
        let mut connection = Connection::open(address)?;
        let again: Vec<String> = self.unknown.drain(..).chain(self.acknowledged.pop()).collect();
        for note in &again {
            let fate = client::write(&mut connection, &self.household, note, note)?;
            ensure!(fate == Fate::Acknowledged, "a retry was not answered");
        }
        let retried = again.len() as u64;
        self.acknowledged.extend(again);
        Ok(retried)
    }

    fn expect_each_once(&self, mut there: HashMap<String, u32>) -> Result<()> {
        for note in &self.acknowledged {
            match there.remove(note) {
                Some(1) => {}
                Some(times) => return Err(anyhow!("{note} is there {times} times")),
                None => return Err(anyhow!("{note} was written again and is not there")),
            }
        }
        // What was unknown has been retried, so by now all that is there was promised.
        match there.keys().next() {
            Some(note) => Err(anyhow!("{note} is there, but nobody wrote it")),
            None => Ok(()),
        }
    }
}

/// Writes until there is no answer any more.
fn work(
    address: SocketAddr,
    household: &Household,
    number: usize,
    first: u64,
    end: &AtomicBool,
) -> Result<Written> {
    let mut written = Written::default();
    let Ok(mut connection) = Connection::open(address) else { return Ok(written) };
    for count in first.. {
        if end.load(Ordering::Relaxed) {
            break;
        }
        // The key is the note: whatever comes back can be traced to the promise.
        let note = format!("rig-writer-{number:02}-note-{count:08}");
        match client::write(&mut connection, household, &note, &note)? {
            Fate::Acknowledged => written.acknowledged.push(note),
            Fate::Unknown => {
                written.unknown = Some(note);
                break;
            }
        }
    }
    Ok(written)
}

fn count(notes: Vec<String>) -> HashMap<String, u32> {
    let mut counts = HashMap::with_capacity(notes.len());
    for note in notes {
        *counts.entry(note).or_insert(0) += 1;
    }
    counts
}
