//! Opening a data file: whose it is, which version, by whom it is in use.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, TransactionBehavior};

use super::writer::Writer;
use super::{Inner, Sqlite, SqliteOptions, Synchronous};
use crate::error::OpenError;
use crate::keyring::KeyCache;
use crate::server_key::{ServerKey, sync_folder_of};

/// Append-only: a released migration is never changed. Version n is after the first n.
const MIGRATIONS: [&str; 5] = [
    include_str!("../../migrations/sqlite/0001.sql"),
    include_str!("../../migrations/sqlite/0002.sql"),
    include_str!("../../migrations/sqlite/0003.sql"),
    include_str!("../../migrations/sqlite/0004.sql"),
    include_str!("../../migrations/sqlite/0005.sql"),
];

/// "EVKL" in the file's header, so that no other program's file is taken for ours.
const APPLICATION_ID: i64 = 0x4556_4B4C;

const STATEMENTS_CACHED: usize = 64;

/// Pages in the log before they are moved into the data file. Under load most are there many times,
/// and only the last of each is moved.
const LOG_PAGES: i64 = 8192;

/// What the writer keeps of the data file in memory, and each reader, who reads a few rows at a
/// time; the kernel keeps the rest.
const WRITER_CACHE_KIB: i64 = 1024;
const READER_CACHE_KIB: i64 = 256;

impl Sqlite {
    pub(crate) fn open(
        data_file: &Path,
        server: ServerKey,
        options: SqliteOptions,
    ) -> Result<Self, OpenError> {
        let lock = lock(data_file)?;
        begins_like_a_data_file(data_file)?;
        create_private(data_file).map_err(|error| at(data_file, &error))?;
        let mut connection = connect(data_file).map_err(|error| sql(data_file, &error))?;
        let version = identify(&connection, data_file, &server)?;
        configure(&connection, options).map_err(|error| sql(data_file, &error))?;
        migrate(&mut connection, version, &server).map_err(|error| sql(data_file, &error))?;
        sync_folder_of(data_file).map_err(|error| at(data_file, &error))?;
        let writer = Writer::start(connection, lock, options.commits)
            .map_err(|error| at(data_file, &error))?;
        Ok(Self::over(data_file, server, Some(writer)))
    }

    pub(crate) fn open_read_only(data_file: &Path, server: ServerKey) -> Result<Self, OpenError> {
        if !data_file.exists() {
            return Err(OpenError::Absent(data_file.to_owned()));
        }
        begins_like_a_data_file(data_file)?;
        let connection = reader(data_file).map_err(|error| sql(data_file, &error))?;
        if identify(&connection, data_file, &server)? < MIGRATIONS.len() {
            return Err(OpenError::Older(data_file.to_owned()));
        }
        Ok(Self::over(data_file, server, None))
    }

    fn over(data_file: &Path, server: ServerKey, writer: Option<Writer>) -> Self {
        Self(Arc::new(Inner {
            data_file: data_file.to_owned(),
            server,
            keys: KeyCache::default(),
            readers: Mutex::new(Vec::new()),
            writer,
            alone: tokio::sync::Mutex::new(()),
        }))
    }
}

/// A connection for reading. It is opened able to write, as recovering a log after a crash needs
/// that, and then told not to.
pub(super) fn reader(data_file: &Path) -> rusqlite::Result<Connection> {
    let connection = connect(data_file)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    Ok(connection)
}

/// A path is a path, even one that begins with "file:"; a connection is in one thread at a time.
fn connect(data_file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(data_file, flags)
}

/// The kernel lets go of this when the process dies, however it dies.
fn lock(data_file: &Path) -> Result<File, OpenError> {
    let mut path = data_file.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(|error| at(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked(data_file.to_owned())),
        Err(TryLockError::Error(error)) => Err(at(&path, &error)),
    }
}

/// SQLite takes the stump of a file for a new one; we would begin anew over somebody's data.
fn begins_like_a_data_file(path: &Path) -> Result<(), OpenError> {
    let mut first = Vec::new();
    match File::open(path).and_then(|file| file.take(16).read_to_end(&mut first)) {
        Ok(_) if first.is_empty() || first == b"SQLite format 3\0" => Ok(()),
        Ok(_) => Err(OpenError::NotOurs(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(path, &error)),
    }
}

/// Makes the file if it is not there, readable by its owner only; its log takes after it.
fn create_private(data_file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(data_file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::metadata(data_file).map(drop)
        }
        Err(error) => Err(error),
    }
}

/// The version of a file of ours that `server` is the key of; 0 if it is still empty.
fn identify(
    connection: &Connection,
    data_file: &Path,
    server: &ServerKey,
) -> Result<usize, OpenError> {
    let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotOurs(data_file.to_owned()),
        _ => sql(data_file, &error),
    };
    let number = |name| connection.query_row(name, [], |row| row.get::<_, i64>(0));
    let found = number("PRAGMA user_version").map_err(failed)?;
    let known = i64::try_from(MIGRATIONS.len()).expect("migrations are few");
    if number("SELECT count(*) FROM sqlite_schema").map_err(failed)? == 0 && found == 0 {
        return Ok(0);
    }
    if number("PRAGMA application_id").map_err(failed)? != APPLICATION_ID {
        return Err(OpenError::NotOurs(data_file.to_owned()));
    }
    if found > known {
        return Err(OpenError::Newer { path: data_file.to_owned(), found, known });
    }
    let check = connection
        .query_row("SELECT value FROM about WHERE name = 'key check'", [], |row| {
            row.get::<_, [u8; 32]>(0)
        })
        .optional()
        .map_err(failed)?;
    if check.as_ref() != Some(server.check()) {
        return Err(OpenError::WrongKey(data_file.to_owned()));
    }
    usize::try_from(found).map_err(|_| OpenError::NotOurs(data_file.to_owned()))
}

fn configure(connection: &Connection, options: SqliteOptions) -> rusqlite::Result<()> {
    let synchronous = match options.synchronous {
        Synchronous::Full => "FULL",
        Synchronous::Normal => "NORMAL",
    };
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    // What a savepoint may undo stays in memory, not in a file of its own.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    Ok(())
}

fn migrate(connection: &mut Connection, from: usize, server: &ServerKey) -> rusqlite::Result<()> {
    if from == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in &MIGRATIONS[from..] {
        transaction.execute_batch(migration)?;
    }
    if from == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.execute(
            "INSERT INTO about (name, value) VALUES ('key check', ?1)",
            [server.check()],
        )?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len())?;
    transaction.commit()
}

fn at(path: &Path, error: &io::Error) -> OpenError {
    OpenError::Failed { path: path.to_owned(), what: error.to_string() }
}

fn sql(path: &Path, error: &rusqlite::Error) -> OpenError {
    OpenError::Failed { path: path.to_owned(), what: error.to_string() }
}
