//! The yardstick's data file: making one, opening it, reading it back.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use rusqlite::Connection;

const SCHEMA: &str = "
    CREATE TABLE person (id INTEGER PRIMARY KEY, household INTEGER NOT NULL, name TEXT NOT NULL)
        STRICT;
    CREATE TABLE session (token TEXT PRIMARY KEY, person INTEGER NOT NULL, ends INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
    CREATE TABLE task (
        id INTEGER PRIMARY KEY, household INTEGER NOT NULL, owner INTEGER NOT NULL,
        title TEXT NOT NULL, due INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX task_of_household ON task (household, id);
    CREATE TABLE note (
        id INTEGER PRIMARY KEY, household INTEGER NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (household, key)
    ) STRICT;
    CREATE TABLE history (id INTEGER PRIMARY KEY, note INTEGER NOT NULL, at INTEGER NOT NULL)
        STRICT;
";

const SESSION_SECONDS: i64 = 864_000;

#[derive(Debug, Clone)]
pub(super) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(super) const fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// A connection whose commits are on disk, unless a rig asked for less.
    pub(super) fn open(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open(self.folder.join("yardstick.db"))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", synchronous())?;
        connection.pragma_update(None, "mmap_size", 256 << 20)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(connection)
    }
}

#[expect(clippy::disallowed_methods, reason = "this program's only setting besides its flags")]
fn synchronous() -> &'static str {
    let is_in_a_rig = std::env::var("EVENKEEL_CRASH_RIG").is_ok_and(|value| value == "1");
    let asked = std::env::var("EVENKEEL_SYNCHRONOUS");
    if is_in_a_rig && asked.is_ok_and(|value| value == "normal") { "NORMAL" } else { "FULL" }
}

/// Makes a data file, and prints a line for each household.
pub(super) fn prepare(files: &Files, households: u32, cards: u32) -> Result<()> {
    let mut connection = files.open()?;
    connection.execute_batch(SCHEMA)?;
    let transaction = connection.transaction()?;
    for household in 0..households {
        let token = format!("{household:032}");
        for (half, name) in ["Ada & co.", "Ben"].into_iter().enumerate() {
            transaction.execute(
                "INSERT INTO person (household, name) VALUES (?1, ?2)",
                (household, format!("{name} {half}")),
            )?;
        }
        let person = transaction.last_insert_rowid();
        transaction.execute(
            "INSERT INTO session VALUES (?1, ?2, unixepoch() + ?3)",
            (&token, person, SESSION_SECONDS),
        )?;
        for card in 0..cards {
            transaction.execute(
                "INSERT INTO task (household, owner, title, due) VALUES (?1, ?2, ?3, unixepoch())",
                (household, person, format!("Household task number {card} with a longish title")),
            )?;
        }
        println!(
            r#"{{"cookie": "token={token}", "post": "/note", "form": "key={{key}}&note={{note}}"}}"#
        );
    }
    transaction.commit()?;
    Ok(())
}

/// Reads everything back, and prints each note.
pub(super) fn check(files: &Files) -> Result<()> {
    let connection = files.open()?;
    let found: String = connection.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    ensure!(found == "ok", "{found}");
    let mut notes = connection.prepare("SELECT household, text FROM note ORDER BY id")?;
    let mut rows = notes.query([])?;
    while let Some(row) = rows.next()? {
        println!("{}\t{}", row.get::<_, u32>(0)?, row.get::<_, String>(1)?);
    }
    Ok(())
}
