//! Private pages that are lent to somebody outside: kept as they came, until a time.

use household::MemberId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::apply::run;
use super::{Sqlite, failed};
use crate::error::Error;
use crate::row::{LENT_BYTES_MAX, LENT_MAX, Lending, Lent};

impl Sqlite {
    pub(crate) fn lent(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, Error> {
        self.one(
            "SELECT file FROM lent WHERE token_hash = ?1 AND expires > ?2",
            params![token_hash, now.as_microsecond()],
            |row| row.get(0),
        )
    }

    pub(crate) async fn lend(&self, lent: Lent, now: Timestamp) -> Result<Lending, Error> {
        if lent.file.len() > LENT_BYTES_MAX {
            return Err(Error::TooLarge("lent pages"));
        }
        self.writer()?.run(move |c| lend(c, &lent, now.as_microsecond())).await
    }

    pub(crate) async fn take_back(&self, by: MemberId, token_hash: [u8; 32]) -> Result<(), Error> {
        self.writer()?
            .run(move |connection| {
                let sql = "DELETE FROM lent WHERE token_hash = ?1 AND member = ?2";
                run(connection, sql, params![token_hash, by.as_bytes()]).map_err(failed)?;
                Ok(())
            })
            .await
    }
}

fn lend(connection: &Connection, lent: &Lent, now: i64) -> Result<Lending, Error> {
    let id = lent.by.as_bytes();
    let is_here = connection
        .prepare_cached("SELECT 1 FROM person WHERE member = ?1")
        .and_then(|mut statement| statement.exists([id]))
        .map_err(failed)?;
    if !is_here {
        return Err(Error::Erased(lent.by));
    }
    run(connection, "DELETE FROM lent WHERE member = ?1 AND expires <= ?2", params![id, now])
        .map_err(failed)?;
    let count: Option<usize> = connection
        .prepare_cached("SELECT count(*) FROM lent WHERE member = ?1")
        .and_then(|mut statement| statement.query_row([id], |row| row.get(0)).optional())
        .map_err(failed)?;
    if count.unwrap_or(0) >= LENT_MAX {
        return Ok(Lending::TooMany);
    }
    // A token that is there already is somebody's link: nothing is put in its place.
    let kept = run(
        connection,
        "INSERT INTO lent (token_hash, member, expires, file) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (token_hash) DO NOTHING",
        params![lent.token_hash, id, lent.expires.as_microsecond(), lent.file],
    )
    .map_err(failed)?;
    Ok(if kept == 1 { Lending::Kept } else { Lending::Taken })
}
