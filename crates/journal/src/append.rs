//! What goes into a journal in one step, and what comes back.

use std::fmt;

use household::state::Snapshot;
use household::{Household, HouseholdId, MemberId, Recorded};
use jiff::Timestamp;

use crate::row::Row;

/// Most events in one append.
pub const EVENTS_PER_APPEND_MAX: usize = 512;
/// Most bytes of one encoded event, and of one part of a snapshot.
pub const EVENT_BYTES_MAX: usize = 1 << 20;
/// Most bytes of one part of a snapshot.
pub const SNAPSHOT_BYTES_MAX: usize = 16 << 20;
/// Most rows written in one step.
pub const ROWS_PER_WRITE_MAX: usize = 256;
/// How many events after the last snapshot a caller should hand in a new one.
pub const EVENTS_PER_SNAPSHOT: u32 = 256;

/// Where a household's journal stands: how many events, the hash that chains them, and how many
/// members were erased (so that a state that still holds an erased member's own things is stale).
///
/// Only to be handed back to [`crate::Journal::append`]; it never leaves the server, so it cannot
/// be read, printed or sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub(crate) seq: u64,
    pub(crate) hash: [u8; 32],
    pub(crate) erasures: u32,
}

impl Head {
    /// The head of a household that does not exist yet: appending to it creates the household.
    pub const START: Self = Self { seq: 0, hash: [0; 32], erasures: 0 };
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head").finish_non_exhaustive()
    }
}

/// Events and rows that are kept together or not at all.
#[derive(Debug, Clone)]
pub struct Append {
    pub household: HouseholdId,
    /// The head that `events` were decided on.
    pub expected: Head,
    /// At least one, at most [`EVENTS_PER_APPEND_MAX`].
    pub events: Vec<Recorded>,
    /// Written in this order, after the events.
    pub rows: Vec<Row>,
    /// The state after `events`, when [`Loaded::events_since_snapshot`] has reached
    /// [`EVENTS_PER_SNAPSHOT`].
    pub snapshot: Option<Snapshot>,
}

/// A household as it stands.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub household: Household,
    pub head: Head,
    pub events_since_snapshot: u32,
}

/// What a member's request was answered, kept so that its repetition is answered the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub member: MemberId,
    /// The idempotency key that came with the request.
    pub key: [u8; 16],
    /// A hash of the request: the same key with another body is refused by the caller.
    pub body: [u8; 32],
    pub answer: Vec<u8>,
    pub at: Timestamp,
}

/// What [`crate::Journal::verify`] found in a sound journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    pub events: u64,
    /// How many of them belong to erased members and cannot be read any more.
    pub erased: u64,
    /// Whether a snapshot was there to be compared.
    pub snapshot: bool,
}
