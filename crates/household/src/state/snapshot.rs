//! A state as bytes, to begin from without the whole journal.

use std::collections::BTreeMap;

use super::Household;
use crate::id::MemberId;

/// A state as it is kept between events, in parts that are encrypted under their own keys, so that
/// a member's part can be erased with their key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub shared: Vec<u8>,
    pub own: BTreeMap<MemberId, Vec<u8>>,
}

impl Household {
    /// The whole state, in parts by whose key they are for. Reads back to an equal state.
    pub fn to_snapshot(&self) -> Snapshot {
        const WHY: &str = "the state holds only strings, numbers, lists and maps with string keys";
        Snapshot {
            shared: serde_json::to_vec(&self.shared).expect(WHY),
            own: self
                .own
                .iter()
                .map(|(member, own)| (*member, serde_json::to_vec(own).expect(WHY)))
                .collect(),
        }
    }

    /// Reads a snapshot back. A snapshot is only a shortcut: on an error, replay from the start.
    pub fn from_snapshot(snapshot: &Snapshot) -> Result<Self, serde_json::Error> {
        let mut own = BTreeMap::new();
        for (member, bytes) in &snapshot.own {
            own.insert(*member, serde_json::from_slice(bytes)?);
        }
        Ok(Self { shared: serde_json::from_slice(&snapshot.shared)?, own })
    }
}
