//! Where households are kept: encrypted, hash-chained, durable.
//!
//! A household is its events in order. [`Journal::append`] adds to them on the condition that the
//! journal still stands where the caller's decision was made, together with the [`Row`]s that
//! belong to it; [`Journal::load`] gives the household back. What is acknowledged is on disk.
//!
//! Kept true here:
//! - SQL is in this crate only, and in an engine's module only. What is encrypted under which key,
//!   how events chain and how they replay is the same for every engine (`tests/suite` checks one).
//! - An engine's files hold no text: payloads are under their household's or member's data key,
//!   data keys are wrapped by the [`ServerKey`], texts of the ordinary tables are sealed under it
//!   and names are found by a keyed hash.
//! - What belonged to an erased member alone cannot be read again, and the chain still verifies.
//! - Positions and hashes do not leave: a [`Head`] can only be handed back.

pub mod append;
pub mod error;
pub mod id;
pub mod row;
pub mod server_key;
pub mod sqlite;

mod keyring;
mod replay;
mod seal;
mod sealed;

use std::path::Path;

use household::{HouseholdId, MemberId, Recorded};
use jiff::{SignedDuration, Timestamp};

pub use append::{Append, EVENTS_PER_SNAPSHOT, Head, Loaded, Receipt, Verified};
pub use error::{AppendError, Error, OpenError, WriteError};
pub use id::{DeviceId, InvitationId};
pub use row::{
    Credential, CredentialKind, Device, Door, Guess, Invitation, InvitationState, LENT_BYTES_MAX,
    LENT_MAX, Lending, Lent, Person, Row, Session, SignInName, SignInNameProblem, SignedIn,
    VAULT_BYTES_MAX, Vault, VaultSaved, WayIn, WayInChange,
};
pub use server_key::ServerKey;
pub use sqlite::{Commits, Sqlite, SqliteOptions, Synchronous};

/// Storage for all households of one installation. Cloning shares it.
#[derive(Debug, Clone)]
pub enum Journal {
    Sqlite(Sqlite),
}

impl Journal {
    /// Opens or creates the data file for serving. Only one process can; it is refused at once
    /// where another has it, where the key is not its key, or where a newer program wrote it.
    pub fn open_sqlite(
        data_file: &Path,
        key: ServerKey,
        options: SqliteOptions,
    ) -> Result<Self, OpenError> {
        Sqlite::open(data_file, key, options).map(Self::Sqlite)
    }

    /// Opens an existing data file for looking only, beside whoever serves it.
    pub fn open_sqlite_read_only(data_file: &Path, key: ServerKey) -> Result<Self, OpenError> {
        Sqlite::open_read_only(data_file, key).map(Self::Sqlite)
    }
}

/// Every method of a journal is its engine's. All are `async` because an engine may answer over the
/// network; SQLite's reads take microseconds and answer in place.
macro_rules! by_engine {
    (@answer $asked:expr, read) => { $asked };
    (@answer $asked:expr, wait) => { $asked.await };
    ($(
        $(#[$doc:meta])*
        $how:ident $name:ident($($argument:ident: $type:ty),*) -> $answer:ty;
    )*) => {
        impl Journal {
            $(
                $(#[$doc])*
                pub async fn $name(&self, $($argument: $type),*) -> $answer {
                    match self {
                        Self::Sqlite(sqlite) => {
                            by_engine!(@answer sqlite.$name($($argument),*), $how)
                        }
                    }
                }
            )*
        }
    };
}

by_engine! {
    /// A household as it stands; `None` if there is none.
    read load(household: HouseholdId) -> Result<Option<Loaded>, Error>;

    /// Keeps events and rows, all or nothing. On `Ok` they are on disk.
    ///
    /// A receipt among the rows is looked at first: a repeated request is `AlreadyDone`, also when
    /// its first run has moved the head since. After `Conflict`, load and decide again.
    wait append(append: Append) -> Result<Head, AppendError>;

    /// Writes rows without events, all or nothing. On `Ok` they are on disk.
    wait write(rows: Vec<Row>) -> Result<(), WriteError>;

    /// What was answered to a member's request with this key, if it was made before.
    read receipt(member: MemberId, key: &[u8; 16]) -> Result<Option<Receipt>, Error>;

    /// Who a session's token belongs to; `None` if it was ended or has expired. On every request's
    /// path, and never cached: an ended session is refused from that moment on.
    read session(token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SignedIn>, Error>;

    /// A member's sessions that have not expired, newest first.
    read sessions_of(member: MemberId, now: Timestamp) -> Result<Vec<Session>, Error>;

    read person(member: MemberId) -> Result<Option<Person>, Error>;

    read person_by_name(name: &SignInName) -> Result<Option<Person>, Error>;

    /// A household's people who have joined, in the order of joining.
    read people_of(household: HouseholdId) -> Result<Vec<Person>, Error>;

    /// Who was invited, kept their answer, and had not joined when their invitation ended before
    /// this time: theirs is to be erased. At most 1,000; ask again after erasing them.
    read never_joined(before: Timestamp) -> Result<Vec<(HouseholdId, MemberId)>, Error>;

    /// Whose recovery code has this hash.
    read person_by_recovery(hash: &str) -> Result<Option<Person>, Error>;

    /// The hash of a member's secret.
    read credential(member: MemberId, kind: CredentialKind) -> Result<Option<String>, Error>;

    /// When each of a member's ways in last changed, in the order of the changes.
    read way_in_changes(member: MemberId) -> Result<Vec<WayInChange>, Error>;

    /// Those among them, each with its number, that another session made, or nothing proved and
    /// that were made before `unproved_before`, and that were not put away in this session.
    read way_in_news(
        member: MemberId,
        session: &[u8; 32],
        unproved_before: Timestamp
    ) -> Result<Vec<(u32, WayInChange)>, Error>;

    /// An invitation in whatever state: the caller judges state and time.
    read invitation_by_token(token_hash: &[u8; 32]) -> Result<Option<Invitation>, Error>;

    /// A household's invitations, newest first.
    read invitations_of(household: HouseholdId) -> Result<Vec<Invitation>, Error>;

    read device(token_hash: &[u8; 32]) -> Result<Option<Device>, Error>;

    /// The shared devices that a member can be chosen on, newest first.
    read devices_of(member: MemberId) -> Result<Vec<Device>, Error>;

    read device_members(device: DeviceId) -> Result<Vec<MemberId>, Error>;

    /// A member's private pages; `None` if they never had any.
    read vault(member: MemberId) -> Result<Option<Vault>, Error>;

    /// Puts private pages in the place of those at the expected version (0: there were none). With
    /// pages that are thrown away goes what was lent of them.
    wait save_vault(
        member: MemberId,
        expected: u32,
        files: Option<Vec<u8>>
    ) -> Result<VaultSaved, Error>;

    /// The private pages that a link opens; `None` if it was taken back, is over, or never was.
    read lent(token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Vec<u8>>, Error>;

    /// Lends private pages until a time. Those that are over make room for it.
    wait lend(lent: Lent, now: Timestamp) -> Result<Lending, Error>;

    /// Takes back what this member lent; quietly nothing if they lent nothing under this token.
    wait take_back(by: MemberId, token_hash: [u8; 32]) -> Result<(), Error>;

    /// Counts one guess at a door *before* it is checked, or says from when one may be made, in one
    /// step: guesses made at once cannot share a turn. `wait` gives how long to wait after so many
    /// failures; a clock that jumped back never makes anyone wait longer than that.
    wait guess(
        door: &Door,
        now: Timestamp,
        wait: fn(u32) -> SignedDuration
    ) -> Result<Guess, Error>;

    /// Some households in a fixed order, after the given one: for `doctor`.
    read households(after: Option<HouseholdId>) -> Result<Vec<HouseholdId>, Error>;

    /// Walks a household's chain from its first event, decrypts and replays everything, and
    /// compares with what [`Journal::load`] gives.
    read verify(household: HouseholdId) -> Result<Option<Verified>, Error>;

    /// All that happened in a household and can still be read, in order, after the same checks.
    /// Empty if there is no such household.
    read history(household: HouseholdId) -> Result<Vec<Recorded>, Error>;

    /// Whether the engine's own structures are sound; a sentence for each problem.
    read check() -> Result<Vec<String>, Error>;

    /// Erases what is a member's alone, for ever: their data key (and with it their own events and
    /// their name), the household's snapshot, their sign-in. Nothing of it stays in the data file
    /// or its log when this returns `Ok`. States loaded before are stale and conflict.
    wait erase_member(household: HouseholdId, member: MemberId) -> Result<(), Error>;

    /// Erases a household and everything of its members.
    wait erase_household(household: HouseholdId) -> Result<(), Error>;

    /// Forgets receipts made before `receipts_before`, and sessions, invitations, guesses and lent
    /// pages that ended before `ended_before`. Gives how many rows went; call again while it gives
    /// any. An invitation stays while somebody is left who came by it ([`Journal::never_joined`]).
    wait forget(receipts_before: Timestamp, ended_before: Timestamp) -> Result<usize, Error>;

    /// Writes a copy of everything but the server key, while running, and checks that it reads.
    /// Refuses to replace a file.
    wait backup_to(path: &Path) -> Result<(), Error>;

    /// Finishes what is under way and lets go of the data file.
    wait close() -> ();
}
