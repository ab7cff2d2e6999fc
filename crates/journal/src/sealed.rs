//! From what callers hand in to what an engine keeps, before it reaches the one writer: encryption
//! and hashing happen in the callers' tasks.

use std::sync::Arc;

use household::state::Snapshot;
use household::{DataKey, HouseholdId, MemberId};

use crate::append::{
    Append, EVENT_BYTES_MAX, EVENTS_PER_APPEND_MAX, Head, ROWS_PER_WRITE_MAX, SNAPSHOT_BYTES_MAX,
};
use crate::error::Error;
use crate::keyring::{Held, Keys};
use crate::row::{
    ANSWER_BYTES_MAX, Credential, CredentialKind, Door, Invitation, Row, SignInName, TEXT_BYTES_MAX,
};
use crate::seal::{Key, Padding, Place, chain, snapshot_binding};
use crate::server_key::ServerKey;

/// An event as stored.
#[derive(Debug)]
pub(crate) struct SealedEvent {
    pub(crate) seq: u64,
    pub(crate) holder: DataKey,
    pub(crate) hash: [u8; 32],
    pub(crate) bytes: Vec<u8>,
}

/// A snapshot as stored, in parts that each need their own key.
#[derive(Debug)]
pub(crate) struct SealedSnapshot {
    pub(crate) seq: u64,
    pub(crate) hash: [u8; 32],
    pub(crate) shared: Vec<u8>,
    /// In the order of the members' ids.
    pub(crate) own: Vec<(MemberId, Vec<u8>)>,
}

/// A row with its text encrypted and its name hashed, where it has one.
#[derive(Debug)]
pub(crate) struct SealedRow {
    pub(crate) row: Row,
    pub(crate) text: Option<Vec<u8>>,
    pub(crate) lookup: Option<[u8; 32]>,
}

#[derive(Debug)]
pub(crate) struct SealedAppend {
    pub(crate) household: HouseholdId,
    pub(crate) expected: Head,
    pub(crate) next: Head,
    /// The household's wrapped key, when this creates it.
    pub(crate) household_key: Option<Vec<u8>>,
    /// Wrapped keys of members who had none.
    pub(crate) member_keys: Vec<(MemberId, Vec<u8>)>,
    pub(crate) events: Vec<SealedEvent>,
    pub(crate) rows: Vec<SealedRow>,
    pub(crate) snapshot: Option<SealedSnapshot>,
}

/// Seals an append under `keys`, which gain a key for each member who had none.
pub(crate) fn append(
    server: &ServerKey,
    keys: &mut Arc<Keys>,
    append: Append,
) -> Result<SealedAppend, Error> {
    let Append { household, expected, events, rows, snapshot } = append;
    assert!(!events.is_empty(), "an append without events is a write");
    if events.len() > EVENTS_PER_APPEND_MAX {
        return Err(Error::TooLarge("the number of events at once"));
    }
    let mut member_keys = Vec::new();
    let mut sealed = Vec::with_capacity(events.len());
    let mut next = expected;
    for recorded in &events {
        let holder = recorded.data_key();
        give_key(server, keys, household, holder, &mut member_keys)?;
        let Held::Key(key) = keys.held(holder) else { return Err(erased(holder)) };
        let bytes = recorded.encode();
        if bytes.len() > EVENT_BYTES_MAX {
            return Err(Error::TooLarge("an event"));
        }
        next.seq += 1;
        let place = Place::event(household, next.seq, holder);
        let bytes = key.seal(&place, &bytes, padding_of(holder));
        next.hash = chain(&next.hash, household, next.seq, holder, &bytes);
        sealed.push(SealedEvent { seq: next.seq, holder, hash: next.hash, bytes });
    }
    if let Some(snapshot) = &snapshot {
        // An own part may belong to somebody whose events so far are all shared.
        for member in snapshot.own.keys() {
            give_key(server, keys, household, DataKey::Member(*member), &mut member_keys)?;
        }
    }
    Ok(SealedAppend {
        household,
        expected,
        next,
        household_key: (expected == Head::START)
            .then(|| server.wrap(&keys.household, household, DataKey::Household)),
        member_keys,
        events: sealed,
        rows: self::rows(server, rows)?,
        snapshot: snapshot.map(|parts| seal_snapshot(keys, household, next, &parts)).transpose()?,
    })
}

/// Seals rows that are written on their own.
pub(crate) fn rows(server: &ServerKey, rows: Vec<Row>) -> Result<Vec<SealedRow>, Error> {
    if rows.len() > ROWS_PER_WRITE_MAX {
        return Err(Error::TooLarge("the number of rows at once"));
    }
    rows.into_iter().map(|row| seal_row(server, row)).collect()
}

fn give_key(
    server: &ServerKey,
    keys: &mut Arc<Keys>,
    household: HouseholdId,
    holder: DataKey,
    added: &mut Vec<(MemberId, Vec<u8>)>,
) -> Result<(), Error> {
    match (keys.held(holder), holder) {
        (Held::Key(_), _) => Ok(()),
        (Held::Unknown, DataKey::Member(member)) => {
            let key = Key::random();
            added.push((member, server.wrap(&key, household, holder)));
            Arc::make_mut(keys).members.insert(member, Some(key));
            Ok(())
        }
        (Held::Erased | Held::Unknown, _) => Err(erased(holder)),
    }
}

fn erased(holder: DataKey) -> Error {
    match holder {
        DataKey::Member(member) => Error::Erased(member),
        DataKey::Household => Error::Engine("a household without its key".to_owned()),
    }
}

pub(crate) const fn padding_of(holder: DataKey) -> Padding {
    match holder {
        DataKey::Household => Padding::Shared,
        DataKey::Member(_) => Padding::Own,
    }
}

fn seal_snapshot(
    keys: &Keys,
    household: HouseholdId,
    head: Head,
    parts: &Snapshot,
) -> Result<SealedSnapshot, Error> {
    if parts.own.values().chain([&parts.shared]).any(|part| part.len() > SNAPSHOT_BYTES_MAX) {
        return Err(Error::TooLarge("a part of a snapshot"));
    }
    let mut own = Vec::with_capacity(parts.own.len());
    for (member, bytes) in &parts.own {
        let holder = DataKey::Member(*member);
        let Held::Key(key) = keys.held(holder) else { return Err(erased(holder)) };
        let place = Place::snapshot(household, head.seq, holder, &head.hash);
        own.push((*member, key.seal(&place, bytes, Padding::OwnSnapshot)));
    }
    let binding =
        snapshot_binding(&head.hash, own.iter().map(|(member, part)| (*member, part.as_slice())));
    let place = Place::snapshot(household, head.seq, DataKey::Household, &binding);
    let shared = keys.household.seal(&place, &parts.shared, Padding::Shared);
    Ok(SealedSnapshot { seq: head.seq, hash: head.hash, shared, own })
}

fn seal_row(server: &ServerKey, row: Row) -> Result<SealedRow, Error> {
    let (text, lookup) = match &row {
        Row::Receipt(receipt) => {
            within(&receipt.answer, ANSWER_BYTES_MAX, "an answer")?;
            let mut text = receipt.body.to_vec();
            text.extend_from_slice(&receipt.answer);
            let id = receipt_id(receipt.member, &receipt.key);
            (Some(server.seal_text("receipt", &id, &text)), None)
        }
        Row::Person(person) => seal_name(server, person.member, person.sign_in_name.as_ref()),
        Row::SignInName { member, name } => seal_name(server, *member, name.as_ref()),
        Row::Credential(credential) => {
            let Credential { member, kind, hash } = credential;
            within(hash.as_bytes(), TEXT_BYTES_MAX, "a credential")?;
            let lookup = match kind {
                CredentialKind::Recovery => Some(server.look_up_recovery(hash)),
                CredentialKind::Password | CredentialKind::Pin => None,
            };
            let id = credential_id(*member, *kind);
            (Some(server.seal_text("credential", &id, hash.as_bytes())), lookup)
        }
        Row::Session(session) => {
            let label = session.label.as_bytes();
            within(label, TEXT_BYTES_MAX, "a label")?;
            (Some(server.seal_text("session", &session.token_hash, label)), None)
        }
        Row::Invitation(Invitation { id, called: Some(called), .. }) => {
            within(called.as_bytes(), TEXT_BYTES_MAX, "a name")?;
            (Some(server.seal_text("invitation", id.as_bytes(), called.as_bytes())), None)
        }
        Row::TakeBackGuess { door, .. } => (None, Some(look_up_door(server, door))),
        Row::Invitation(Invitation { called: None, .. })
        | Row::RemoveCredential { .. }
        | Row::WayInChanged { .. }
        | Row::ForgetWayInChange { .. }
        | Row::PutWayInNewsAway { .. }
        | Row::RenewSession { .. }
        | Row::EndSession { .. }
        | Row::EndSessionsOf { .. }
        | Row::UseInvitation { .. }
        | Row::RevokeInvitation { .. }
        | Row::Device(_)
        | Row::RemoveDevice { .. }
        | Row::DeviceMember { .. }
        | Row::RemoveDeviceMember { .. } => (None, None),
    };
    Ok(SealedRow { row, text, lookup })
}

fn within(text: &[u8], bytes_max: usize, what: &'static str) -> Result<(), Error> {
    if text.len() > bytes_max { Err(Error::TooLarge(what)) } else { Ok(()) }
}

fn seal_name(
    server: &ServerKey,
    member: MemberId,
    name: Option<&SignInName>,
) -> (Option<Vec<u8>>, Option<[u8; 32]>) {
    let text =
        |name: &SignInName| server.seal_text("person", member.as_bytes(), name.as_str().as_bytes());
    (name.map(text), name.map(|name| server.look_up_name(name)))
}

/// The place of a receipt's text.
pub(crate) fn receipt_id(member: MemberId, key: &[u8; 16]) -> [u8; 32] {
    let mut id = [0; 32];
    id[..16].copy_from_slice(member.as_bytes());
    id[16..].copy_from_slice(key);
    id
}

/// The place of a credential's hash: one kind's cannot stand in for another's.
pub(crate) fn credential_id(member: MemberId, kind: CredentialKind) -> [u8; 17] {
    let mut id = [credential_number(kind); 17];
    id[1..].copy_from_slice(member.as_bytes());
    id
}

pub(crate) const fn credential_number(kind: CredentialKind) -> u8 {
    match kind {
        CredentialKind::Password => 1,
        CredentialKind::Pin => 2,
        CredentialKind::Recovery => 3,
    }
}

pub(crate) fn look_up_door(server: &ServerKey, door: &Door) -> [u8; 32] {
    match door {
        Door::Pin { device, member } => {
            server.look_up("pin", &[*device.as_bytes(), *member.as_bytes()].concat())
        }
        Door::Name { name, from } => {
            let name = name.folded();
            server.look_up("guesses at a name", &[from, name.as_bytes()].concat())
        }
        Door::Proof { session } => server.look_up("guesses in a session", session),
    }
}
