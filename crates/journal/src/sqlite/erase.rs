//! Erasing: what goes is overwritten in the data file (`secure_delete`), and the log that may hold
//! older copies of its pages is emptied before anyone is told that it is done.

use household::{HouseholdId, MemberId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Sqlite, apply::run, failed};
use crate::error::Error;
use crate::id::DeviceId;
use crate::row::Door;
use crate::sealed::look_up_door;
use crate::server_key::ServerKey;

/// How often emptying the log is tried while readers are in it.
const TRUNCATIONS_MAX: usize = 20;

impl Sqlite {
    pub(crate) async fn erase_member(
        &self,
        household: HouseholdId,
        member: MemberId,
    ) -> Result<(), Error> {
        let server = self.0.server.clone();
        self.writer()?.run(move |c| erase_member(c, &server, household, member)).await?;
        self.0.keys.forget(household);
        self.empty_log().await
    }

    pub(crate) async fn erase_household(&self, household: HouseholdId) -> Result<(), Error> {
        let server = self.0.server.clone();
        self.writer()?.run(move |c| erase_household(c, &server, household)).await?;
        self.0.keys.forget(household);
        self.empty_log().await
    }

    pub(crate) async fn forget(
        &self,
        receipts_before: Timestamp,
        ended_before: Timestamp,
    ) -> Result<usize, Error> {
        let receipts = receipts_before.as_microsecond();
        let ended = ended_before.as_microsecond();
        self.writer()?.run(move |connection| forget(connection, receipts, ended)).await
    }

    async fn empty_log(&self) -> Result<(), Error> {
        let writer = self.writer()?;
        // Our own backup reads for seconds: let it end.
        let _alone = self.0.alone.lock().await;
        let mut emptied = writer.truncate_log().await;
        for _ in 1..TRUNCATIONS_MAX {
            if emptied.is_ok() {
                break;
            }
            emptied = writer.truncate_log().await;
        }
        emptied
    }
}

fn erase_member(
    connection: &Connection,
    server: &ServerKey,
    household: HouseholdId,
    member: MemberId,
) -> Result<(), Error> {
    let id = member.as_bytes();
    let place = connection
        .prepare_cached(
            "UPDATE household SET erasures = erasures + 1 WHERE id = ?1 RETURNING place",
        )
        .and_then(|mut statement| {
            statement.query_row([household.as_bytes()], |row| row.get::<_, i64>(0)).optional()
        })
        .map_err(failed)?;
    let Some(place) = place else { return Ok(()) };
    // The row stays, without its key: so that "erased" is not mistaken for "lost".
    run(
        connection,
        "INSERT INTO member_key (place, member, data_key) VALUES (?1, ?2, NULL)
         ON CONFLICT (place, member) DO UPDATE SET data_key = NULL",
        params![place, id],
    )
    .map_err(failed)?;
    // Its shared part holds their name; the events, from which the next is made, do not any more.
    run(connection, "DELETE FROM snapshot WHERE place = ?1", [place]).map_err(failed)?;
    let here = connection
        .prepare_cached("SELECT 1 FROM person WHERE member = ?1 AND household = ?2")
        .and_then(|mut statement| statement.exists(params![id, household.as_bytes()]))
        .map_err(failed)?;
    run(connection, "DELETE FROM receipt WHERE member = ?1", [id]).map_err(failed)?;
    run(
        connection,
        "UPDATE invitation SET revoked = 1
         WHERE household = ?1 AND by_member = ?2 AND used_by IS NULL",
        params![household.as_bytes(), id],
    )
    .map_err(failed)?;
    run(
        connection,
        "UPDATE invitation SET called = NULL
         WHERE household = ?1 AND (by_member = ?2 OR used_by = ?2)",
        params![household.as_bytes(), id],
    )
    .map_err(failed)?;
    if here { erase_person(connection, server, household, member) } else { Ok(()) }
}

/// Erases what somebody signs in by.
fn erase_person(
    connection: &Connection,
    server: &ServerKey,
    household: HouseholdId,
    member: MemberId,
) -> Result<(), Error> {
    for door in doors_of(connection, household, member)? {
        let door = look_up_door(server, &door);
        run(connection, "DELETE FROM guess WHERE door = ?1", [door]).map_err(failed)?;
    }
    for sql in [
        "DELETE FROM session WHERE member = ?1",
        "DELETE FROM credential WHERE member = ?1",
        "DELETE FROM way_in_change WHERE member = ?1",
        "DELETE FROM device_member WHERE member = ?1",
        "DELETE FROM vault WHERE member = ?1",
        "DELETE FROM lent WHERE member = ?1",
        "DELETE FROM person WHERE member = ?1",
    ] {
        run(connection, sql, [member.as_bytes()]).map_err(failed)?;
    }
    Ok(())
}

fn doors_of(
    connection: &Connection,
    household: HouseholdId,
    member: MemberId,
) -> Result<Vec<Door>, Error> {
    let devices: Vec<[u8; 16]> = connection
        .prepare_cached("SELECT id FROM device WHERE household = ?1")
        .and_then(|mut statement| {
            statement.query_map([household.as_bytes()], |row| row.get(0))?.collect()
        })
        .map_err(failed)?;
    let pin = |device| Door::Pin { device: DeviceId::from_bytes(device), member };
    Ok(devices.into_iter().map(pin).collect())
}

fn erase_household(
    connection: &Connection,
    server: &ServerKey,
    household: HouseholdId,
) -> Result<(), Error> {
    let id = household.as_bytes();
    let members: Vec<[u8; 16]> = connection
        .prepare_cached(
            "SELECT member FROM person WHERE household = ?1
             UNION
             SELECT member FROM member_key JOIN household USING (place) WHERE id = ?1",
        )
        .and_then(|mut statement| statement.query_map([id], |row| row.get(0))?.collect())
        .map_err(failed)?;
    for member in members {
        erase_member(connection, server, household, MemberId::from_bytes(member))?;
    }
    for sql in [
        "DELETE FROM device WHERE household = ?1",
        "DELETE FROM invitation WHERE household = ?1",
        "DELETE FROM event WHERE place = (SELECT place FROM household WHERE id = ?1)",
        "DELETE FROM snapshot WHERE place = (SELECT place FROM household WHERE id = ?1)",
        "DELETE FROM member_key WHERE place = (SELECT place FROM household WHERE id = ?1)",
        "DELETE FROM household WHERE id = ?1",
    ] {
        run(connection, sql, [id]).map_err(failed)?;
    }
    Ok(())
}

fn forget(connection: &Connection, receipts: i64, ended: i64) -> Result<usize, Error> {
    let mut gone = 0;
    for (sql, before) in [
        (
            "DELETE FROM receipt
             WHERE nth IN (SELECT nth FROM receipt WHERE at < ?1 ORDER BY nth LIMIT 1000)",
            receipts,
        ),
        (
            "DELETE FROM session WHERE token_hash IN
                 (SELECT token_hash FROM session WHERE expires < ?1 LIMIT 1000)",
            ended,
        ),
        (
            "DELETE FROM lent WHERE token_hash IN
                 (SELECT token_hash FROM lent WHERE expires < ?1 LIMIT 1000)",
            ended,
        ),
        (
            "DELETE FROM guess WHERE door IN (SELECT door FROM guess WHERE next < ?1 LIMIT 1000)",
            ended,
        ),
        (
            "DELETE FROM invitation WHERE id IN
                 (SELECT id FROM invitation WHERE expires < ?1 AND used_by IS NULL
                  AND id NOT IN (SELECT invitation FROM person WHERE invitation IS NOT NULL)
                  LIMIT 1000)",
            ended,
        ),
    ] {
        gone += run(connection, sql, [before]).map_err(failed)?;
    }
    Ok(gone)
}
