//! Writing the ordinary tables' rows, inside the writer's transaction.

use household::{HouseholdId, MemberId};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Params, ffi, params};

use super::{Sqlite, failed, read, ways_in};
use crate::error::{Error, WriteError};
use crate::id::{DeviceId, InvitationId};
use crate::row::{Credential, Device, Door, Guess, Invitation, Person, Row, Session};
use crate::sealed::{self, SealedRow, credential_number, look_up_door};
use crate::server_key::ServerKey;

/// No wait is longer: a growing wait is never a lock.
const WAIT_MICROS_MAX: i64 = 24 * 60 * 60 * 1_000_000;
/// So long after a guess might have been made again, those before are forgotten. It is longer than
/// any wait: whoever sits it out gains no guess by it.
const FADE_MICROS: i64 = WAIT_MICROS_MAX;

/// What changed so long before a session begins is no news to it.
const OLD_NEWS_MICROS: i64 = 30 * 24 * 60 * 60 * 1_000_000;

impl Sqlite {
    pub(crate) async fn write(&self, rows: Vec<Row>) -> Result<(), WriteError> {
        let rows = sealed::rows(&self.0.server, rows)?;
        let server = self.0.server.clone();
        self.writer()?
            .run(move |connection| {
                receipts(connection, &server, &rows)?;
                self::rows(connection, &rows)
            })
            .await
    }

    pub(crate) async fn guess(
        &self,
        door: &Door,
        now: Timestamp,
        wait: fn(u32) -> SignedDuration,
    ) -> Result<Guess, Error> {
        let door = look_up_door(&self.0.server, door);
        self.writer()?.run(move |connection| count_guess(connection, &door, now, wait)).await
    }
}

/// Keeps the receipts first: whoever comes second with a key learns so before anything else.
pub(super) fn receipts(
    connection: &Connection,
    server: &ServerKey,
    rows: &[SealedRow],
) -> Result<(), WriteError> {
    for row in rows {
        let Row::Receipt(receipt) = &row.row else { continue };
        let kept = run(
            connection,
            "INSERT INTO receipt (member, key, answer, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (member, key) DO NOTHING",
            params![receipt.member.as_bytes(), receipt.key, row.text, receipt.at.as_microsecond()],
        )
        .map_err(failed)?;
        if kept == 0 {
            let known = read::receipt(connection, server, receipt.member, &receipt.key)?;
            return Err(known.map_or(
                WriteError::Storage(Error::DamagedRow { what: "receipt" }),
                WriteError::AlreadyDone,
            ));
        }
    }
    Ok(())
}

/// Writes all rows but the receipts, in order.
pub(super) fn rows(connection: &Connection, rows: &[SealedRow]) -> Result<(), WriteError> {
    rows.iter().try_for_each(|row| write_row(connection, row))
}

fn write_row(connection: &Connection, sealed: &SealedRow) -> Result<(), WriteError> {
    match &sealed.row {
        Row::Receipt(_) => Ok(()),
        Row::Person(person) => insert_person(connection, person, sealed),
        Row::SignInName { member, .. } => set_name(connection, *member, sealed),
        Row::Credential(credential) => set_credential(connection, credential, sealed),
        Row::RemoveCredential { member, kind } => done(run(
            connection,
            "DELETE FROM credential WHERE member = ?1 AND kind = ?2",
            params![member.as_bytes(), credential_number(*kind)],
        )),
        Row::WayInChanged { member, change } => ways_in::changed(connection, *member, change),
        Row::ForgetWayInChange { member, way } => ways_in::forget(connection, *member, *way),
        Row::PutWayInNewsAway { member, session, up_to, unproved_before } => {
            ways_in::put_away(connection, *member, session, *up_to, *unproved_before)
        }
        Row::Session(session) => insert_session(connection, session, sealed),
        Row::RenewSession { member, token_hash, expires } => done(run(
            connection,
            "UPDATE session SET expires = ?3 WHERE token_hash = ?2 AND member = ?1",
            params![member.as_bytes(), token_hash, expires.as_microsecond()],
        )),
        Row::EndSession { member, token_hash } => done(run(
            connection,
            "DELETE FROM session WHERE token_hash = ?2 AND member = ?1",
            params![member.as_bytes(), token_hash],
        )),
        Row::EndSessionsOf { member, except } => done(run(
            connection,
            "DELETE FROM session WHERE member = ?1 AND token_hash IS NOT ?2",
            params![member.as_bytes(), except],
        )),
        Row::Invitation(invitation) => insert_invitation(connection, invitation, sealed),
        Row::UseInvitation { id, by, at } => open_invitation(run(
            connection,
            "UPDATE invitation SET used_by = ?2
             WHERE id = ?1 AND used_by IS NULL AND revoked = 0 AND expires > ?3",
            params![id.as_bytes(), by.as_bytes(), at.as_microsecond()],
        )),
        Row::RevokeInvitation { id, household } => open_invitation(run(
            connection,
            "UPDATE invitation SET revoked = 1
             WHERE id = ?1 AND household = ?2 AND used_by IS NULL AND revoked = 0",
            params![id.as_bytes(), household.as_bytes()],
        )),
        Row::Device(device) => insert_device(connection, device),
        Row::RemoveDevice { id, household } => remove_device(connection, *id, *household),
        Row::DeviceMember { device, member } => done(run(
            connection,
            "INSERT INTO device_member (device, member) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![device.as_bytes(), member.as_bytes()],
        )),
        Row::RemoveDeviceMember { device, member } => {
            remove_device_member(connection, *device, *member)
        }
        Row::TakeBackGuess { since, .. } => take_back_guess(connection, *since, sealed),
    }
}

fn insert_person(
    connection: &Connection,
    person: &Person,
    sealed: &SealedRow,
) -> Result<(), WriteError> {
    named(run(
        connection,
        "INSERT INTO person (member, household, name, name_lookup, created, invitation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            person.member.as_bytes(),
            person.household.as_bytes(),
            sealed.text,
            sealed.lookup,
            person.created.as_microsecond(),
            person.invitation.as_ref().map(InvitationId::as_bytes)
        ],
    ))
}

fn set_name(
    connection: &Connection,
    member: MemberId,
    sealed: &SealedRow,
) -> Result<(), WriteError> {
    named(run(
        connection,
        "UPDATE person SET name = ?2, name_lookup = ?3 WHERE member = ?1",
        params![member.as_bytes(), sealed.text, sealed.lookup],
    ))
}

fn set_credential(
    connection: &Connection,
    credential: &Credential,
    sealed: &SealedRow,
) -> Result<(), WriteError> {
    done(run(
        connection,
        "INSERT INTO credential (member, kind, hash, lookup) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (member, kind) DO UPDATE SET hash = excluded.hash, lookup = excluded.lookup",
        params![
            credential.member.as_bytes(),
            credential_number(credential.kind),
            sealed.text,
            sealed.lookup
        ],
    ))
}

fn insert_session(
    connection: &Connection,
    session: &Session,
    sealed: &SealedRow,
) -> Result<(), WriteError> {
    done(run(
        connection,
        "INSERT INTO session (token_hash, member, household, device, created, expires, label, told)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                 max(coalesce((SELECT told FROM person WHERE member = ?2), 0),
                     coalesce((SELECT max(nth) FROM way_in_change
                         WHERE member = ?2 AND at < ?8), 0)))",
        params![
            session.token_hash,
            session.member.as_bytes(),
            session.household.as_bytes(),
            session.device.as_ref().map(DeviceId::as_bytes),
            session.created.as_microsecond(),
            session.expires.as_microsecond(),
            sealed.text,
            session.created.as_microsecond().saturating_sub(OLD_NEWS_MICROS)
        ],
    ))
}

fn insert_invitation(
    connection: &Connection,
    invitation: &Invitation,
    sealed: &SealedRow,
) -> Result<(), WriteError> {
    done(run(
        connection,
        "INSERT INTO invitation (id, token_hash, household, by_member, called, created, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            invitation.id.as_bytes(),
            invitation.token_hash,
            invitation.household.as_bytes(),
            invitation.by.as_bytes(),
            sealed.text,
            invitation.created.as_microsecond(),
            invitation.expires.as_microsecond()
        ],
    ))
}

fn insert_device(connection: &Connection, device: &Device) -> Result<(), WriteError> {
    done(run(
        connection,
        "INSERT INTO device (id, token_hash, household, created) VALUES (?1, ?2, ?3, ?4)",
        params![
            device.id.as_bytes(),
            device.token_hash,
            device.household.as_bytes(),
            device.created.as_microsecond()
        ],
    ))
}

fn remove_device(
    connection: &Connection,
    id: DeviceId,
    household: HouseholdId,
) -> Result<(), WriteError> {
    for sql in [
        "DELETE FROM session
         WHERE device = (SELECT id FROM device WHERE id = ?1 AND household = ?2)",
        "DELETE FROM device_member
         WHERE device = (SELECT id FROM device WHERE id = ?1 AND household = ?2)",
        "DELETE FROM device WHERE id = ?1 AND household = ?2",
    ] {
        done(run(connection, sql, params![id.as_bytes(), household.as_bytes()]))?;
    }
    Ok(())
}

fn remove_device_member(
    connection: &Connection,
    device: DeviceId,
    member: MemberId,
) -> Result<(), WriteError> {
    for sql in [
        "DELETE FROM session WHERE device = ?1 AND member = ?2",
        "DELETE FROM device_member WHERE device = ?1 AND member = ?2",
    ] {
        done(run(connection, sql, params![device.as_bytes(), member.as_bytes()]))?;
    }
    Ok(())
}

/// As if the guess had not been made. Where others were made meanwhile, they stay counted.
fn take_back_guess(
    connection: &Connection,
    since: Option<Timestamp>,
    sealed: &SealedRow,
) -> Result<(), WriteError> {
    let since = since.map(Timestamp::as_microsecond);
    done(run(
        connection,
        "UPDATE guess SET failures = failures - 1, next = min(next, coalesce(?2, next))
         WHERE door = ?1",
        params![sealed.lookup, since],
    ))?;
    done(run(
        connection,
        "DELETE FROM guess WHERE door = ?1 AND failures <= 0",
        params![sealed.lookup],
    ))
}

/// Counts a guess, or says from when one may be made.
fn count_guess(
    connection: &Connection,
    door: &[u8; 32],
    now: Timestamp,
    wait: fn(u32) -> SignedDuration,
) -> Result<Guess, Error> {
    let micros = |wait: SignedDuration| {
        i64::try_from(wait.as_micros()).unwrap_or(i64::MAX).clamp(0, WAIT_MICROS_MAX)
    };
    let now = now.as_microsecond();
    let known = connection
        .prepare_cached("SELECT failures, next FROM guess WHERE door = ?1")
        .and_then(|mut statement| {
            statement
                .query_row([door], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?)))
                .optional()
        })
        .map_err(failed)?;
    let known = known.filter(|(_, next)| now.saturating_sub(*next) <= FADE_MICROS);
    let failures = match known {
        // A wait longer than these failures ask for was set under a clock that ran ahead.
        Some((failures, next)) if now < next && next - now <= micros(wait(failures)) => {
            return Ok(Guess::NotBefore(read::timestamp(next)?));
        }
        Some((failures, _)) => failures.saturating_add(1),
        None => 1,
    };
    run(
        connection,
        "INSERT INTO guess (door, failures, next) VALUES (?1, ?2, ?3)
         ON CONFLICT (door) DO UPDATE SET failures = excluded.failures, next = excluded.next",
        params![door, failures, now.saturating_add(micros(wait(failures)))],
    )
    .map_err(failed)?;
    let since = known.map(|(_, next)| read::timestamp(next)).transpose()?;
    Ok(Guess::Allowed { since })
}

pub(super) fn run(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute(params)
}

pub(super) fn done(ran: rusqlite::Result<usize>) -> Result<(), WriteError> {
    ran.map(drop).map_err(|error| failed(error).into())
}

/// For statements whose only unique column beside their key is the sign-in name.
fn named(ran: rusqlite::Result<usize>) -> Result<(), WriteError> {
    match ran {
        Err(rusqlite::Error::SqliteFailure(error, _))
            if error.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            Err(WriteError::NameTaken)
        }
        ran => done(ran),
    }
}

fn open_invitation(ran: rusqlite::Result<usize>) -> Result<(), WriteError> {
    match ran {
        Ok(0) => Err(WriteError::InvitationGone),
        ran => done(ran),
    }
}
