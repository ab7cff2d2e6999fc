//! How an event is written down for ever, and under whose key.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Class, Event};
use crate::id::MemberId;

/// Newest version of the envelope that this build writes.
pub const VERSION: u16 = 1;

/// An event with who did it and when: what a journal keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    pub at: Timestamp,
    pub by: MemberId,
    pub event: Event,
}

/// Whose data key an event's bytes are encrypted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKey {
    Household,
    Member(MemberId),
}

impl Recorded {
    /// Whose key its bytes are encrypted under. A name goes with its member, though all may read
    /// it.
    pub fn data_key(&self) -> DataKey {
        match (self.event.class(), &self.event) {
            (Class::Own, _) | (Class::Shared, Event::MemberNamed { .. }) => {
                DataKey::Member(self.by)
            }
            (Class::Shared, _) => DataKey::Household,
        }
    }

    /// The bytes to keep, before encryption and padding.
    pub fn encode(&self) -> Vec<u8> {
        let envelope = Envelope { v: VERSION, recorded: std::borrow::Cow::Borrowed(self) };
        serde_json::to_vec(&envelope).expect("events hold only strings, numbers, lists and maps")
    }

    /// Reads what any released version wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, EncodingProblem> {
        let problem = match serde_json::from_slice::<Envelope<'_>>(bytes) {
            Ok(envelope) if envelope.v == VERSION => return Ok(envelope.recorded.into_owned()),
            Ok(envelope) => EncodingProblem::Version(envelope.v),
            // A newer version may hold what this one cannot read; its number comes first.
            Err(malformed) => match serde_json::from_slice(bytes) {
                Ok(VersionOnly { v }) if v != VERSION => EncodingProblem::Version(v),
                Ok(_) | Err(_) => EncodingProblem::Malformed(malformed),
            },
        };
        Err(problem)
    }
}

/// Bytes that are not an event this build knows.
#[derive(Debug, thiserror::Error)]
pub enum EncodingProblem {
    #[error("not an event: {0}")]
    Malformed(serde_json::Error),
    #[error("written by a newer version (encoding {0})")]
    Version(u16),
}

#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    v: u16,
    #[serde(flatten)]
    recorded: std::borrow::Cow<'a, Recorded>,
}

#[derive(Deserialize)]
struct VersionOnly {
    v: u16,
}
