//! Private pages: encrypted by their writer's device, kept here as they came.

use household::MemberId;
use rusqlite::{Connection, OptionalExtension, params};

use super::apply::run;
use super::{Sqlite, failed};
use crate::error::Error;
use crate::row::{VAULT_BYTES_MAX, Vault, VaultSaved};

impl Sqlite {
    pub(crate) fn vault(&self, of: MemberId) -> Result<Option<Vault>, Error> {
        self.one("SELECT version, files FROM vault WHERE member = ?1", [of.as_bytes()], |row| {
            Ok(Vault { version: row.get::<_, u32>(0)?, files: row.get(1)? })
        })
    }

    pub(crate) async fn save_vault(
        &self,
        of: MemberId,
        expected: u32,
        files: Option<Vec<u8>>,
    ) -> Result<VaultSaved, Error> {
        if files.as_ref().is_some_and(|files| files.len() > VAULT_BYTES_MAX) {
            return Err(Error::TooLarge("private pages"));
        }
        self.writer()?.run(move |c| save(c, of, expected, files.as_deref())).await
    }
}

fn save(
    connection: &Connection,
    of: MemberId,
    expected: u32,
    files: Option<&[u8]>,
) -> Result<VaultSaved, Error> {
    let id = of.as_bytes();
    let is_here = connection
        .prepare_cached("SELECT 1 FROM person WHERE member = ?1")
        .and_then(|mut statement| statement.exists([id]))
        .map_err(failed)?;
    if !is_here {
        return Err(Error::Erased(of));
    }
    let version: Option<u32> = connection
        .prepare_cached("SELECT version FROM vault WHERE member = ?1")
        .and_then(|mut statement| statement.query_row([id], |row| row.get(0)).optional())
        .map_err(failed)?;
    if version.unwrap_or(0) != expected {
        return Ok(VaultSaved::Changed);
    }
    let version = expected.checked_add(1).ok_or(Error::TooLarge("the number of changes"))?;
    run(
        connection,
        "INSERT INTO vault (member, version, files) VALUES (?1, ?2, ?3)
         ON CONFLICT (member) DO UPDATE SET version = ?2, files = ?3",
        params![id, version, files],
    )
    .map_err(failed)?;
    if files.is_none() {
        run(connection, "DELETE FROM lent WHERE member = ?1", [id]).map_err(failed)?;
    }
    Ok(VaultSaved::At(version))
}
