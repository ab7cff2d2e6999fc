//! SQLite: one file, one writing thread that commits for all who wait, readers in place.

mod apply;
mod backup;
mod erase;
mod events;
mod lent;
mod open;
mod read;
mod vault;
mod ways_in;
mod writer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::error::Error;
use crate::keyring::KeyCache;
use crate::server_key::ServerKey;
use writer::Writer;

/// Reading connections kept open; more are made when more threads read at once.
const READERS_KEPT: usize = 8;

/// When a commit counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// When it is on disk.
    #[default]
    Full,
    /// When the operating system has it. A power cut loses acknowledged commits: only for the
    /// crash rig, to show that it would notice.
    Normal,
}

/// Which writes share a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Commits {
    /// All that wait.
    #[default]
    Grouped,
    /// None: only for the benchmark, to show what grouping is worth.
    Single,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SqliteOptions {
    pub synchronous: Synchronous,
    pub commits: Commits,
}

/// A journal in a SQLite file. Cloning shares it.
#[derive(Debug, Clone)]
pub struct Sqlite(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    data_file: PathBuf,
    server: ServerKey,
    keys: KeyCache,
    readers: Mutex<Vec<Connection>>,
    /// `None` when open for reading only.
    writer: Option<Writer>,
    /// Held by a backup and by an erasure, which must not leave a copy in a log that is being read.
    alone: tokio::sync::Mutex<()>,
}

impl Sqlite {
    fn writer(&self) -> Result<&Writer, Error> {
        self.0.writer.as_ref().ok_or(Error::ReadOnly)
    }

    /// Reads in place: each read is far shorter than handing it to another thread.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let lent = self.lock_readers().pop();
        let connection = match lent {
            Some(connection) => connection,
            None => open::reader(&self.0.data_file).map_err(failed)?,
        };
        let answer = read(&connection);
        let mut readers = self.lock_readers();
        if readers.len() < READERS_KEPT {
            readers.push(connection);
        }
        answer
    }

    fn lock_readers(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.0.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn close(&self) {
        self.lock_readers().clear();
        if let Some(writer) = &self.0.writer {
            writer.close().await;
        }
    }
}

/// What SQLite reports, in our words. Its messages name tables and columns, never values.
#[expect(clippy::needless_pass_by_value, reason = "so that it reads `map_err(failed)`")]
fn failed(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => Error::NoSpace,
        _ => Error::Engine(error.to_string()),
    }
}
