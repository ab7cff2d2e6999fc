//! Appending, loading and verifying a household's events.

use std::sync::Arc;

use household::{DataKey, Household, HouseholdId, MemberId, Recorded};
use rusqlite::{Connection, OptionalExtension, Row as Record, params};

use super::{Sqlite, apply, failed};
use crate::append::{Append, Head, Loaded, Verified};
use crate::error::{AppendError, Damage, Error};
use crate::keyring::{Held, Keys, WrappedKeys};
use crate::replay::Replay;
use crate::sealed::{self, SealedAppend, SealedEvent, SealedSnapshot};
use crate::server_key::ServerKey;

/// Whose snapshots are good: the events' meaning is fixed, what they add up to is the program's.
/// Raise the number whenever the state's shape changes, or what an event does to it.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " state 15");

/// A household's row and keys, read in one transaction with whatever follows.
struct Found {
    place: i64,
    head: Head,
    keys: WrappedKeys,
}

impl Sqlite {
    pub(crate) async fn append(&self, append: Append) -> Result<Head, AppendError> {
        let household = append.household;
        let before = self.keys_for(&append)?;
        let mut keys = Arc::clone(&before);
        let sealed = sealed::append(&self.0.server, &mut keys, append)?;
        let creates = sealed.household_key.is_some();
        let server = self.0.server.clone();
        let head =
            self.writer()?.run(move |connection| insert(connection, &server, &sealed)).await?;
        if creates || !Arc::ptr_eq(&before, &keys) {
            self.0.keys.put(household, &keys);
        }
        Ok(head)
    }

    /// The keys as they were at the expected head, with every known holder's.
    fn keys_for(&self, append: &Append) -> Result<Arc<Keys>, AppendError> {
        let Append { household, expected, .. } = *append;
        if expected == Head::START {
            return Ok(Arc::new(Keys::new()));
        }
        let knows_all = |keys: &Keys| {
            let mut holders = append.events.iter().map(Recorded::data_key);
            holders.all(|holder| matches!(keys.held(holder), Held::Key(_)))
                && append.snapshot.is_none()
        };
        if let Some(keys) = self.0.keys.get(household, expected.erasures)
            && knows_all(&keys)
        {
            return Ok(keys);
        }
        let found = self.read(|connection| find(connection, household))?;
        let found = found.ok_or(AppendError::Conflict)?;
        if found.head.erasures != expected.erasures {
            return Err(AppendError::Conflict);
        }
        let keys = Arc::new(Keys::unwrap(&self.0.server, household, &found.keys)?);
        self.0.keys.put(household, &keys);
        Ok(keys)
    }

    pub(crate) fn load(&self, household: HouseholdId) -> Result<Option<Loaded>, Error> {
        let loaded = self.read(|connection| {
            let transaction = connection.unchecked_transaction().map_err(failed)?;
            let Some(found) = find(&transaction, household)? else { return Ok(None) };
            let keys = Arc::new(Keys::unwrap(&self.0.server, household, &found.keys)?);
            let loaded = match shortcut(&transaction, household, &found, &keys) {
                Ok(Some(loaded)) => loaded,
                // Without a snapshot, or with one that is no good, the events tell.
                Ok(None) | Err(Error::Damaged { .. }) => {
                    let mut replay = Replay::from_the_start(&keys, household);
                    replay_from(&transaction, found.place, &mut replay)?;
                    (replay.finish(found.head)?, found.head.seq)
                }
                Err(error) => return Err(error),
            };
            Ok(Some((loaded, found.head, keys)))
        })?;
        Ok(loaded.map(|((state, since), head, keys)| {
            self.0.keys.put(household, &keys);
            let events_since_snapshot = u32::try_from(since).unwrap_or(u32::MAX);
            Loaded { household: state, head, events_since_snapshot }
        }))
    }

    pub(crate) fn verify(&self, household: HouseholdId) -> Result<Option<Verified>, Error> {
        self.read(|connection| {
            let transaction = connection.unchecked_transaction().map_err(failed)?;
            let Some(found) = find(&transaction, household)? else { return Ok(None) };
            let keys = Keys::unwrap(&self.0.server, household, &found.keys)?;
            let mut replay = Replay::from_the_start(&keys, household);
            replay_from(&transaction, found.place, &mut replay)?;
            let (events, erased) = (replay.events, replay.erased);
            let replayed = replay.finish(found.head)?;
            let snapshot = snapshot_at(&transaction, found.place)?;
            if let Some(snapshot) = &snapshot {
                let shortened = shortcut(&transaction, household, &found, &keys);
                if !shortened.is_ok_and(|short| short.is_some_and(|(state, _)| state == replayed)) {
                    let (seq, what) = (snapshot.seq, Damage::Snapshot);
                    return Err(Error::Damaged { household, seq, what });
                }
            }
            Ok(Some(Verified { events, erased, snapshot: snapshot.is_some() }))
        })
    }

    pub(crate) fn history(&self, household: HouseholdId) -> Result<Vec<Recorded>, Error> {
        self.read(|connection| {
            let transaction = connection.unchecked_transaction().map_err(failed)?;
            let Some(found) = find(&transaction, household)? else { return Ok(Vec::new()) };
            let keys = Keys::unwrap(&self.0.server, household, &found.keys)?;
            let mut replay = Replay::from_the_start(&keys, household).keeping_history();
            replay_from(&transaction, found.place, &mut replay)?;
            let history = replay.history();
            replay.finish(found.head)?;
            Ok(history)
        })
    }

    pub(crate) fn households(&self, after: Option<HouseholdId>) -> Result<Vec<HouseholdId>, Error> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT id FROM household WHERE id > ?1 ORDER BY id LIMIT 1000")
                .map_err(failed)?;
            let after = after.as_ref().map_or(&[][..], |id| id.as_bytes());
            statement
                .query_map([after], |row| row.get(0).map(HouseholdId::from_bytes))
                .and_then(Iterator::collect)
                .map_err(failed)
        })
    }
}

/// The state by snapshot and the events after it, and how many these are.
fn shortcut(
    connection: &Connection,
    household: HouseholdId,
    found: &Found,
    keys: &Keys,
) -> Result<Option<(Household, u64)>, Error> {
    let Some(snapshot) = snapshot_at(connection, found.place)? else { return Ok(None) };
    let Some(mut replay) = Replay::from_snapshot(keys, household, &snapshot) else {
        return Ok(None);
    };
    replay_from(connection, found.place, &mut replay)?;
    let since = replay.events;
    Ok(Some((replay.finish(found.head)?, since)))
}

fn find(connection: &Connection, household: HouseholdId) -> Result<Option<Found>, Error> {
    let found = connection
        .prepare_cached("SELECT place, seq, hash, erasures, data_key FROM household WHERE id = ?1")
        .and_then(|mut statement| {
            statement
                .query_row([household.as_bytes()], |row| {
                    let erasures = row.get(3)?;
                    let head = Head { seq: row.get(1)?, hash: row.get(2)?, erasures };
                    let keys =
                        WrappedKeys { erasures, household: row.get(4)?, members: Vec::new() };
                    Ok(Found { place: row.get(0)?, head, keys })
                })
                .optional()
        })
        .map_err(failed)?;
    let Some(mut found) = found else { return Ok(None) };
    found.keys.members = connection
        .prepare_cached("SELECT member, data_key FROM member_key WHERE place = ?1")
        .and_then(|mut statement| {
            statement
                .query_map([found.place], |row| {
                    Ok((MemberId::from_bytes(row.get(0)?), row.get(1)?))
                })?
                .collect()
        })
        .map_err(failed)?;
    Ok(Some(found))
}

fn snapshot_at(connection: &Connection, place: i64) -> Result<Option<SealedSnapshot>, Error> {
    let mut statement = connection
        .prepare_cached(
            "SELECT holder, seq, hash, bytes FROM snapshot
             WHERE place = ?1 AND program = ?2 ORDER BY holder",
        )
        .map_err(failed)?;
    let mut parts = statement.query(params![place, PROGRAM]).map_err(failed)?;
    let mut snapshot: Option<SealedSnapshot> = None;
    while let Some(part) = parts.next().map_err(failed)? {
        let holder = part.get_ref(0).map_err(failed)?.as_blob().unwrap_or_default();
        match (&mut snapshot, <[u8; 16]>::try_from(holder)) {
            // The empty holder sorts first: the shared part.
            (None, Err(_)) => snapshot = Some(shared_part(part).map_err(failed)?),
            (Some(snapshot), Ok(member)) => {
                snapshot.own.push((MemberId::from_bytes(member), part.get(3).map_err(failed)?));
            }
            (None, Ok(_)) | (Some(_), Err(_)) => return Ok(None),
        }
    }
    Ok(snapshot)
}

fn shared_part(part: &Record<'_>) -> rusqlite::Result<SealedSnapshot> {
    Ok(SealedSnapshot {
        seq: part.get(1)?,
        hash: part.get(2)?,
        shared: part.get(3)?,
        own: Vec::new(),
    })
}

fn replay_from(connection: &Connection, place: i64, replay: &mut Replay<'_>) -> Result<(), Error> {
    let mut statement = connection
        .prepare_cached(
            "SELECT seq, holder, hash, bytes FROM event WHERE place = ?1 AND seq > ?2 ORDER BY seq",
        )
        .map_err(failed)?;
    let mut events = statement.query(params![place, replay.seq()]).map_err(failed)?;
    while let Some(event) = events.next().map_err(failed)? {
        replay.take(&stored_event(event).map_err(failed)?)?;
    }
    Ok(())
}

fn stored_event(row: &Record<'_>) -> rusqlite::Result<SealedEvent> {
    let holder = match row.get(1)? {
        Some(member) => DataKey::Member(MemberId::from_bytes(member)),
        None => DataKey::Household,
    };
    Ok(SealedEvent { seq: row.get(0)?, holder, hash: row.get(2)?, bytes: row.get(3)? })
}

/// The writer's part of an append.
fn insert(
    connection: &Connection,
    server: &ServerKey,
    append: &SealedAppend,
) -> Result<Head, AppendError> {
    apply::receipts(connection, server, &append.rows)?;
    let place = match &append.household_key {
        Some(key) => create(connection, append, key),
        None => advance(connection, append),
    };
    let place = place.map_err(failed)?.ok_or(AppendError::Conflict)?;
    insert_events(connection, place, append).map_err(failed)?;
    apply::rows(connection, &append.rows)?;
    if let Some(snapshot) = &append.snapshot {
        insert_snapshot(connection, place, snapshot).map_err(failed)?;
    }
    Ok(append.next)
}

fn create(
    connection: &Connection,
    append: &SealedAppend,
    key: &[u8],
) -> rusqlite::Result<Option<i64>> {
    let SealedAppend { household, next, .. } = append;
    connection
        .prepare_cached(
            "INSERT INTO household (id, seq, hash, data_key) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO NOTHING RETURNING place",
        )?
        .query_row(params![household.as_bytes(), next.seq, next.hash, key], |row| row.get(0))
        .optional()
}

/// Moves the head on, if it is where it was expected.
fn advance(connection: &Connection, append: &SealedAppend) -> rusqlite::Result<Option<i64>> {
    let SealedAppend { household, expected, next, .. } = append;
    connection
        .prepare_cached(
            "UPDATE household SET seq = ?1, hash = ?2
             WHERE id = ?3 AND seq = ?4 AND hash = ?5 AND erasures = ?6 RETURNING place",
        )?
        .query_row(
            params![
                next.seq,
                next.hash,
                household.as_bytes(),
                expected.seq,
                expected.hash,
                expected.erasures
            ],
            |row| row.get(0),
        )
        .optional()
}

fn insert_events(
    connection: &Connection,
    place: i64,
    append: &SealedAppend,
) -> rusqlite::Result<()> {
    for (member, key) in &append.member_keys {
        connection
            .prepare_cached("INSERT INTO member_key (place, member, data_key) VALUES (?1, ?2, ?3)")?
            .execute(params![place, member.as_bytes(), key])?;
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO event (place, seq, holder, hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for event in &append.events {
        let holder = match &event.holder {
            DataKey::Household => None,
            DataKey::Member(member) => Some(member.as_bytes()),
        };
        statement.execute(params![place, event.seq, holder, event.hash, event.bytes])?;
    }
    Ok(())
}

fn insert_snapshot(
    connection: &Connection,
    place: i64,
    snapshot: &SealedSnapshot,
) -> rusqlite::Result<()> {
    let SealedSnapshot { seq, hash, shared, own } = snapshot;
    connection.prepare_cached("DELETE FROM snapshot WHERE place = ?1")?.execute([place])?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO snapshot (place, holder, seq, hash, program, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![place, &[][..], seq, hash, PROGRAM, shared])?;
    for (member, part) in own {
        statement.execute(params![place, member.as_bytes(), seq, hash, PROGRAM, part])?;
    }
    Ok(())
}
