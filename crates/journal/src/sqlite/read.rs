//! Reading the ordinary tables.

use household::{HouseholdId, MemberId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row as Record, params};

use super::{Sqlite, failed, ways_in};
use crate::append::Receipt;
use crate::error::Error;
use crate::id::{DeviceId, InvitationId};
use crate::row::{
    CredentialKind, Device, Invitation, InvitationState, Person, Session, SignInName, SignedIn,
    WayIn,
};
use crate::sealed::{credential_id, credential_number, receipt_id};
use crate::server_key::ServerKey;

const MICROS: i64 = 1_000_000;

macro_rules! person {
    ($which:literal) => {
        concat!("SELECT member, household, name, created, invitation FROM person ", $which)
    };
}

macro_rules! invitation {
    ($which:literal) => {
        concat!(
            "SELECT id, token_hash, household, by_member, called, created, expires, revoked, \
             used_by FROM invitation ",
            $which
        )
    };
}

impl Sqlite {
    pub(crate) fn session(
        &self,
        token_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<SignedIn>, Error> {
        // One look for all of it: a second one costs more than what it reads.
        let found = self.one(
            "SELECT member, household, device, expires,
                 EXISTS (SELECT 1 FROM credential
                     WHERE credential.member = session.member AND kind IN (?3, ?4)),
                 EXISTS (SELECT 1 FROM way_in_change AS change
                     WHERE change.member = session.member AND (way = ?5 OR (nth > told
                         AND (change.session <> token_hash OR proved = 0))))
             FROM session WHERE token_hash = ?1 AND expires > ?2",
            params![
                token_hash,
                now.as_microsecond(),
                credential_number(CredentialKind::Password),
                credential_number(CredentialKind::Recovery),
                ways_in::number(WayIn::Request)
            ],
            |row| {
                let device = row.get::<_, Option<[u8; 16]>>(2)?.map(DeviceId::from_bytes);
                let signed_in = SignedIn {
                    member: member(row, 0)?,
                    household: household(row, 1)?,
                    device,
                    expires: Timestamp::UNIX_EPOCH,
                    has_way_back: row.get(4)?,
                    has_news: row.get(5)?,
                };
                Ok((signed_in, row.get(3)?))
            },
        )?;
        let Some((signed_in, expires)) = found else { return Ok(None) };
        Ok(Some(SignedIn { expires: timestamp(expires)?, ..signed_in }))
    }

    pub(crate) fn sessions_of(&self, of: MemberId, now: Timestamp) -> Result<Vec<Session>, Error> {
        let found = self.all(
            "SELECT token_hash, household, device, created, expires, label FROM session
             WHERE member = ?1 AND expires > ?2 ORDER BY created DESC, token_hash LIMIT 1000",
            params![of.as_bytes(), now.as_microsecond()],
            |row| {
                let times = (row.get::<_, i64>(3)?, row.get::<_, i64>(4)?);
                let device = row.get::<_, Option<[u8; 16]>>(2)?.map(DeviceId::from_bytes);
                let label: Vec<u8> = row.get(5)?;
                Ok((row.get::<_, [u8; 32]>(0)?, household(row, 1)?, device, times, label))
            },
        )?;
        found
            .into_iter()
            .map(|(token_hash, household, device, (created, expires), label)| {
                let label = text(&self.0.server, "session", &token_hash, &label)?;
                let (created, expires) = (timestamp(created)?, timestamp(expires)?);
                Ok(Session { token_hash, member: of, household, device, created, expires, label })
            })
            .collect()
    }

    pub(crate) fn person(&self, who: MemberId) -> Result<Option<Person>, Error> {
        let sql = person!("WHERE member = ?1");
        self.one(sql, [who.as_bytes()], stored_person)?.map(|found| self.opened(found)).transpose()
    }

    pub(crate) fn person_by_name(&self, name: &SignInName) -> Result<Option<Person>, Error> {
        let sql = person!("WHERE name_lookup = ?1");
        let lookup = self.0.server.look_up_name(name);
        self.one(sql, [lookup], stored_person)?.map(|found| self.opened(found)).transpose()
    }

    pub(crate) fn person_by_recovery(&self, hash: &str) -> Result<Option<Person>, Error> {
        let sql = person!("WHERE member = (SELECT member FROM credential WHERE lookup = ?1)");
        let lookup = self.0.server.look_up_recovery(hash);
        self.one(sql, [lookup], stored_person)?.map(|found| self.opened(found)).transpose()
    }

    pub(crate) fn people_of(&self, of: HouseholdId) -> Result<Vec<Person>, Error> {
        // Whoever keeps an answer to themselves has not used their invitation, and is nobody here.
        let sql = person!(
            "WHERE household = ?1 AND (invitation IS NULL OR member =
                 (SELECT used_by FROM invitation WHERE invitation.id = person.invitation))
             ORDER BY created, member LIMIT 1000"
        );
        let found = self.all(sql, [of.as_bytes()], stored_person)?;
        found.into_iter().map(|found| self.opened(found)).collect()
    }

    pub(crate) fn never_joined(
        &self,
        before: Timestamp,
    ) -> Result<Vec<(HouseholdId, MemberId)>, Error> {
        self.all(
            "SELECT person.household, member FROM person
             JOIN invitation ON invitation.id = person.invitation
             WHERE used_by IS NOT member AND expires < ?1 ORDER BY member LIMIT 1000",
            [before.as_microsecond()],
            |row| Ok((household(row, 0)?, member(row, 1)?)),
        )
    }

    pub(crate) fn credential(
        &self,
        of: MemberId,
        kind: CredentialKind,
    ) -> Result<Option<String>, Error> {
        let sealed = self.one(
            "SELECT hash FROM credential WHERE member = ?1 AND kind = ?2",
            params![of.as_bytes(), credential_number(kind)],
            |row| row.get::<_, Vec<u8>>(0),
        )?;
        sealed
            .map(|sealed| text(&self.0.server, "credential", &credential_id(of, kind), &sealed))
            .transpose()
    }

    pub(crate) fn invitation_by_token(
        &self,
        token_hash: &[u8; 32],
    ) -> Result<Option<Invitation>, Error> {
        let sql = invitation!("WHERE token_hash = ?1");
        let found = self.one(sql, [token_hash], stored_invitation)?;
        found.map(|found| self.opened_invitation(found)).transpose()
    }

    pub(crate) fn invitations_of(&self, of: HouseholdId) -> Result<Vec<Invitation>, Error> {
        let sql = invitation!("WHERE household = ?1 ORDER BY created DESC, id LIMIT 1000");
        let found = self.all(sql, [of.as_bytes()], stored_invitation)?;
        found.into_iter().map(|found| self.opened_invitation(found)).collect()
    }

    pub(crate) fn device(&self, token_hash: &[u8; 32]) -> Result<Option<Device>, Error> {
        let found = self.one(
            "SELECT id, household, created FROM device WHERE token_hash = ?1",
            [token_hash],
            |row| Ok((row.get(0).map(DeviceId::from_bytes)?, household(row, 1)?, row.get(2)?)),
        )?;
        let Some((id, household, created)) = found else { return Ok(None) };
        Ok(Some(Device { id, token_hash: *token_hash, household, created: timestamp(created)? }))
    }

    pub(crate) fn devices_of(&self, of: MemberId) -> Result<Vec<Device>, Error> {
        let found = self.all(
            "SELECT id, token_hash, household, created FROM device
             JOIN device_member ON device = id
             WHERE member = ?1 ORDER BY created DESC, id LIMIT 1000",
            [of.as_bytes()],
            |row| {
                let id = row.get(0).map(DeviceId::from_bytes)?;
                Ok((id, row.get(1)?, household(row, 2)?, row.get(3)?))
            },
        )?;
        let whole = |(id, token_hash, household, created)| {
            Ok(Device { id, token_hash, household, created: timestamp(created)? })
        };
        found.into_iter().map(whole).collect()
    }

    pub(crate) fn device_members(&self, of: DeviceId) -> Result<Vec<MemberId>, Error> {
        self.all(
            "SELECT member FROM device_member WHERE device = ?1 ORDER BY member LIMIT 1000",
            [of.as_bytes()],
            |row| member(row, 0),
        )
    }

    pub(crate) fn receipt(&self, of: MemberId, key: &[u8; 16]) -> Result<Option<Receipt>, Error> {
        self.read(|connection| receipt(connection, &self.0.server, of, key))
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnOnce(&Record<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.query_row(params, row).optional())
                .map_err(failed)
        })
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: impl FnMut(&Record<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.query_map(params, row)?.collect())
                .map_err(failed)
        })
    }

    fn opened(&self, stored: StoredPerson) -> Result<Person, Error> {
        let StoredPerson { member, household, name, created, invitation } = stored;
        let sign_in_name = name
            .map(|name| text(&self.0.server, "person", member.as_bytes(), &name))
            .transpose()?
            .map(|name| SignInName::parse(&name).map_err(|_| damaged("person")))
            .transpose()?;
        let created = timestamp(created)?;
        Ok(Person { member, household, sign_in_name, created, invitation })
    }

    fn opened_invitation(&self, stored: StoredInvitation) -> Result<Invitation, Error> {
        let (mut invitation, called, created, expires) = stored;
        let open = |sealed| text(&self.0.server, "invitation", invitation.id.as_bytes(), sealed);
        let called = called.as_deref().map(open).transpose()?;
        (invitation.created, invitation.expires) = (timestamp(created)?, timestamp(expires)?);
        Ok(Invitation { called, ..invitation })
    }
}

/// A person whose name is still sealed.
struct StoredPerson {
    member: MemberId,
    household: HouseholdId,
    name: Option<Vec<u8>>,
    created: i64,
    invitation: Option<InvitationId>,
}

/// An invitation, and what of it is still sealed or a number.
type StoredInvitation = (Invitation, Option<Vec<u8>>, i64, i64);

pub(super) fn receipt(
    connection: &Connection,
    server: &ServerKey,
    of: MemberId,
    key: &[u8; 16],
) -> Result<Option<Receipt>, Error> {
    let found = connection
        .prepare_cached("SELECT answer, at FROM receipt WHERE member = ?1 AND key = ?2")
        .and_then(|mut statement| {
            statement
                .query_row(params![of.as_bytes(), key], |row| {
                    Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?))
                })
                .optional()
        })
        .map_err(failed)?;
    let Some((sealed, at)) = found else { return Ok(None) };
    let text = server
        .open_text("receipt", &receipt_id(of, key), &sealed)
        .ok_or_else(|| damaged("receipt"))?;
    let (body, answer) = text.split_first_chunk::<32>().ok_or_else(|| damaged("receipt"))?;
    let at = timestamp(at)?;
    Ok(Some(Receipt { member: of, key: *key, body: *body, answer: answer.to_vec(), at }))
}

pub(super) fn timestamp(micros: i64) -> Result<Timestamp, Error> {
    // Not `from_microsecond`, which refuses what `as_microsecond` makes of the last second.
    let nanos = i32::try_from(micros % MICROS * 1_000).map_err(|_| damaged("time"))?;
    Timestamp::new(micros / MICROS, nanos).map_err(|_| damaged("time"))
}

pub(super) fn text(
    server: &ServerKey,
    table: &'static str,
    id: &[u8],
    sealed: &[u8],
) -> Result<String, Error> {
    let text = server.open_text(table, id, sealed).ok_or_else(|| damaged(table))?;
    String::from_utf8(text).map_err(|_| damaged(table))
}

fn stored_person(row: &Record<'_>) -> rusqlite::Result<StoredPerson> {
    Ok(StoredPerson {
        member: member(row, 0)?,
        household: household(row, 1)?,
        name: row.get(2)?,
        created: row.get(3)?,
        invitation: row.get::<_, Option<[u8; 16]>>(4)?.map(InvitationId::from_bytes),
    })
}

fn stored_invitation(row: &Record<'_>) -> rusqlite::Result<StoredInvitation> {
    let state = match (row.get::<_, bool>(7)?, row.get::<_, Option<[u8; 16]>>(8)?) {
        (_, Some(member)) => InvitationState::UsedBy(MemberId::from_bytes(member)),
        (true, None) => InvitationState::Revoked,
        (false, None) => InvitationState::Open,
    };
    let invitation = Invitation {
        id: InvitationId::from_bytes(row.get(0)?),
        token_hash: row.get(1)?,
        household: household(row, 2)?,
        by: member(row, 3)?,
        called: None,
        created: Timestamp::UNIX_EPOCH,
        expires: Timestamp::UNIX_EPOCH,
        state,
    };
    Ok((invitation, row.get(4)?, row.get(5)?, row.get(6)?))
}

fn member(row: &Record<'_>, column: usize) -> rusqlite::Result<MemberId> {
    row.get(column).map(MemberId::from_bytes)
}

fn household(row: &Record<'_>, column: usize) -> rusqlite::Result<HouseholdId> {
    row.get(column).map(HouseholdId::from_bytes)
}

const fn damaged(what: &'static str) -> Error {
    Error::DamagedRow { what }
}
