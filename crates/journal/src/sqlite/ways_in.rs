//! When a member's ways in changed, and what of it was put away.

use household::MemberId;
use jiff::Timestamp;
use rusqlite::{Connection, Row as Record, params};

use super::apply::{done, run};
use super::{Sqlite, read};
use crate::error::{Error, WriteError};
use crate::row::{WayIn, WayInChange};

const WAYS: [WayIn; 6] =
    [WayIn::Name, WayIn::Password, WayIn::Pin, WayIn::Code, WayIn::Return, WayIn::Request];

/// A change that seems to come so long after those that are told was made under a clock that ran
/// ahead: it is told at once.
const AHEAD_MICROS: i64 = 48 * 60 * 60 * 1_000_000;

impl Sqlite {
    pub(crate) fn way_in_changes(&self, of: MemberId) -> Result<Vec<WayInChange>, Error> {
        let found = self.all(
            "SELECT nth, way, at, session, proved FROM way_in_change
             WHERE member = ?1 ORDER BY nth",
            [of.as_bytes()],
            stored,
        )?;
        found.into_iter().map(|stored| Ok(opened(stored)?.1)).collect()
    }

    pub(crate) fn way_in_news(
        &self,
        of: MemberId,
        session: &[u8; 32],
        unproved_before: Timestamp,
    ) -> Result<Vec<(u32, WayInChange)>, Error> {
        let found = self.all(
            "SELECT nth, way, at, session, proved FROM way_in_change
             WHERE member = ?1 AND (session <> ?2 OR (proved = 0 AND (at < ?3 OR at > ?4)))
             AND nth > coalesce((SELECT told FROM session WHERE token_hash = ?2), 0) ORDER BY nth",
            params![
                of.as_bytes(),
                session,
                unproved_before.as_microsecond(),
                unproved_before.as_microsecond().saturating_add(AHEAD_MICROS)
            ],
            stored,
        )?;
        found.into_iter().map(opened).collect()
    }
}

pub(super) fn changed(
    connection: &Connection,
    member: MemberId,
    change: &WayInChange,
) -> Result<(), WriteError> {
    let WayInChange { way, at, session, is_proved } = change;
    // One more than was ever told or is known, so that no change is taken for one put away. What
    // was itself set without proof, and not told yet, proves nothing.
    done(run(
        connection,
        "INSERT INTO way_in_change (member, way, at, session, proved, nth)
         VALUES (?1, ?2, ?3, ?4,
             ?5 AND NOT EXISTS (SELECT 1 FROM way_in_change AS earlier
                 WHERE earlier.member = ?1 AND earlier.session = ?4 AND earlier.proved = 0
                 AND earlier.nth > coalesce((SELECT told FROM session WHERE token_hash = ?4), 0)),
             1 + max(
             coalesce((SELECT max(nth) FROM way_in_change WHERE member = ?1), 0),
             coalesce((SELECT told FROM person WHERE member = ?1), 0)))
         ON CONFLICT (member, way) DO UPDATE SET at = excluded.at, session = excluded.session,
             proved = excluded.proved, nth = excluded.nth",
        params![member.as_bytes(), number(*way), at.as_microsecond(), session, is_proved],
    ))
}

pub(super) fn forget(
    connection: &Connection,
    member: MemberId,
    way: WayIn,
) -> Result<(), WriteError> {
    done(run(
        connection,
        "DELETE FROM way_in_change WHERE member = ?1 AND way = ?2",
        params![member.as_bytes(), number(way)],
    ))
}

pub(super) fn put_away(
    connection: &Connection,
    member: MemberId,
    session: &[u8; 32],
    up_to: u32,
    unproved_before: Timestamp,
) -> Result<(), WriteError> {
    // Never ahead of what is known, and never what this session is yet to be told of itself.
    let of_session = "UPDATE session SET told = max(told, min(?3,
             coalesce((SELECT max(nth) FROM way_in_change WHERE member = ?1), 0),
             coalesce((SELECT min(nth) - 1 FROM way_in_change WHERE member = ?1
                 AND way_in_change.session = ?2 AND proved = 0 AND at >= ?4
                 AND nth > session.told), ?3)))
         WHERE member = ?1 AND token_hash = ?2";
    let before = unproved_before.as_microsecond();
    done(run(connection, of_session, params![member.as_bytes(), session, up_to, before]))?;
    // Sessions that begin later are spared what was put away, but for what the one that puts it
    // away did itself, or did not live to see: it may be nobody's who should decide that.
    done(run(
        connection,
        "UPDATE person SET told = max(told, min(
             coalesce((SELECT told FROM session WHERE member = ?1 AND token_hash = ?2), 0),
             coalesce((SELECT min(nth) - 1 FROM way_in_change AS change
                 JOIN session ON session.token_hash = ?2
                 WHERE change.member = ?1 AND nth > person.told
                 AND (change.session = ?2 OR change.at <= session.created)),
                 (SELECT told FROM session WHERE member = ?1 AND token_hash = ?2), 0)))
         WHERE member = ?1",
        params![member.as_bytes(), session],
    ))
}

pub(super) const fn number(way: WayIn) -> u8 {
    match way {
        WayIn::Name => 1,
        WayIn::Password => 2,
        WayIn::Pin => 3,
        WayIn::Code => 4,
        WayIn::Return => 5,
        WayIn::Request => 6,
    }
}

/// A change as kept: its number, its way, when, in which session, whether it was proved.
type Stored = (u32, u8, i64, [u8; 32], bool);

fn stored(row: &Record<'_>) -> rusqlite::Result<Stored> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn opened((nth, way, at, session, is_proved): Stored) -> Result<(u32, WayInChange), Error> {
    let known = WAYS.into_iter().find(|known| number(*known) == way);
    let way = known.ok_or(Error::DamagedRow { what: "change of a way in" })?;
    Ok((nth, WayInChange { way, at: read::timestamp(at)?, session, is_proved }))
}
