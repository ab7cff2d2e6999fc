//! Copies of the data file made while it is in use, and whether its structures are sound.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Sqlite, failed, open};
use crate::error::Error;
use crate::server_key::sync_folder_of;

impl Sqlite {
    pub(crate) async fn backup_to(&self, path: &Path) -> Result<(), Error> {
        let _alone = self.0.alone.lock().await;
        let (data_file, path) = (self.0.data_file.clone(), path.to_owned());
        tokio::task::spawn_blocking(move || copy(&data_file, &path))
            .await
            .map_err(|error| Error::Engine(error.to_string()))?
    }

    pub(crate) fn check(&self) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            let mut problems = problems(connection)?;
            let mut statement = connection.prepare("PRAGMA foreign_key_check").map_err(failed)?;
            let orphans = statement
                .query_map([], |row| {
                    Ok(format!(
                        "a row of {} refers to nothing in {}",
                        row.get::<_, String>(0)?,
                        row.get::<_, String>(2)?
                    ))
                })
                .and_then(Iterator::collect::<Result<Vec<_>, _>>)
                .map_err(failed)?;
            problems.extend(orphans);
            Ok(problems)
        })
    }
}

fn problems(connection: &Connection) -> Result<Vec<String>, Error> {
    let found: Vec<String> = connection
        .prepare("PRAGMA integrity_check(20)")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .map_err(failed)?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

/// Copies under a name of its own, checks, and only then gives the copy its name.
fn copy(data_file: &Path, path: &Path) -> Result<(), Error> {
    let io = |error: std::io::Error| Error::Engine(format!("backup: {error}"));
    if path.exists() {
        return Err(Error::Engine("backup: there is a file of that name already".to_owned()));
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    if part.exists() {
        fs::remove_file(&part).map_err(io)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&part).map_err(io)?;
    let copied = copy_into(data_file, &part);
    if copied.is_err() {
        // The error below matters more than a left-over, which the next backup removes.
        let _left_over = fs::remove_file(&part);
    }
    copied?;
    File::open(&part).and_then(|file| file.sync_all()).map_err(io)?;
    fs::rename(&part, path).map_err(io)?;
    sync_folder_of(path).map_err(io)
}

fn copy_into(data_file: &Path, part: &Path) -> Result<(), Error> {
    let source = open::reader(data_file).map_err(failed)?;
    let mut target = Connection::open(part).map_err(failed)?;
    {
        let backup = Backup::new(&source, &mut target).map_err(failed)?;
        // In one step: a backup in many begins again at each write in between, perhaps for ever.
        // Writers go on meanwhile, as they write to the log.
        let step = backup.step(-1).map_err(failed)?;
        if !matches!(step, StepResult::Done) {
            return Err(Error::Engine("backup: the data file stayed busy".to_owned()));
        }
    }
    // A copy is one file, without a log beside it.
    target.pragma_update(None, "journal_mode", "DELETE").map_err(failed)?;
    match problems(&target)?.first() {
        None => Ok(()),
        Some(problem) => Err(Error::Engine(format!("backup: the copy is not sound: {problem}"))),
    }
}
