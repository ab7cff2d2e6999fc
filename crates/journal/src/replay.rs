//! From what an engine keeps back to a household: decryption, the chain of hashes, and the fold.

use std::collections::BTreeMap;

use household::event::EncodingProblem;
use household::state::Snapshot;
use household::{DataKey, Household, HouseholdId, Recorded};

use crate::append::Head;
use crate::error::{Damage, Error};
use crate::keyring::{Held, Keys};
use crate::seal::{Place, chain, snapshot_binding};
use crate::sealed::{SealedEvent, SealedSnapshot};

/// A household on its way from some point of its journal to the head.
#[derive(Debug)]
pub(crate) struct Replay<'a> {
    keys: &'a Keys,
    id: HouseholdId,
    seq: u64,
    hash: [u8; 32],
    household: Household,
    pub(crate) events: u64,
    pub(crate) erased: u64,
    /// The events themselves, where they were asked for.
    history: Option<Vec<Recorded>>,
}

impl<'a> Replay<'a> {
    pub(crate) fn from_the_start(keys: &'a Keys, id: HouseholdId) -> Self {
        Self {
            keys,
            id,
            seq: 0,
            hash: Head::START.hash,
            household: Household::default(),
            events: 0,
            erased: 0,
            history: None,
        }
    }

    /// Keeps what it reads, for [`Replay::history`].
    pub(crate) fn keeping_history(mut self) -> Self {
        self.history = Some(Vec::new());
        self
    }

    pub(crate) fn history(&mut self) -> Vec<Recorded> {
        self.history.take().unwrap_or_default()
    }

    /// A snapshot is only a shortcut: where it does not read, there is none.
    pub(crate) fn from_snapshot(
        keys: &'a Keys,
        id: HouseholdId,
        snapshot: &SealedSnapshot,
    ) -> Option<Self> {
        let household = open_snapshot(keys, id, snapshot)?;
        let SealedSnapshot { seq, hash, .. } = *snapshot;
        Some(Self { keys, id, seq, hash, household, events: 0, erased: 0, history: None })
    }

    pub(crate) const fn seq(&self) -> u64 {
        self.seq
    }

    /// Takes the next event: it must be the next by number and by hash.
    pub(crate) fn take(&mut self, event: &SealedEvent) -> Result<(), Error> {
        let SealedEvent { seq, holder, ref hash, ref bytes } = *event;
        if seq != self.seq + 1 {
            return Err(self.damaged(self.seq, Damage::Missing));
        }
        if chain(&self.hash, self.id, seq, holder, bytes) != *hash {
            return Err(self.damaged(seq, Damage::Chain));
        }
        (self.seq, self.hash) = (seq, *hash);
        self.events += 1;
        match self.keys.held(holder) {
            Held::Key(key) => {
                let text = key
                    .open(&Place::event(self.id, seq, holder), bytes)
                    .map_err(|_| self.damaged(seq, Damage::Sealed))?;
                let recorded = Recorded::decode(&text)
                    .map_err(|problem| self.damaged(seq, Damage::Encoding(kind_of(&problem))))?;
                self.household.apply(&recorded);
                if let Some(history) = &mut self.history {
                    history.push(recorded);
                }
            }
            Held::Erased => self.erased += 1,
            Held::Unknown => return Err(self.damaged(seq, Damage::Key)),
        }
        Ok(())
    }

    /// The household, if its events lead exactly to the head that is kept beside them.
    pub(crate) fn finish(self, head: Head) -> Result<Household, Error> {
        if self.seq < head.seq {
            return Err(self.damaged(self.seq, Damage::Missing));
        }
        if (self.seq, self.hash) != (head.seq, head.hash) {
            return Err(self.damaged(self.seq, Damage::Chain));
        }
        Ok(self.household)
    }

    fn damaged(&self, seq: u64, what: Damage) -> Error {
        Error::Damaged { household: self.id, seq, what }
    }
}

/// What may be said of an encoding that does not read: never its text, which serde quotes.
fn kind_of(problem: &EncodingProblem) -> String {
    match problem {
        EncodingProblem::Malformed(_) => "malformed".to_owned(),
        EncodingProblem::Version(_) => problem.to_string(),
    }
}

fn open_snapshot(keys: &Keys, id: HouseholdId, sealed: &SealedSnapshot) -> Option<Household> {
    let binding = snapshot_binding(
        &sealed.hash,
        sealed.own.iter().map(|(member, part)| (*member, part.as_slice())),
    );
    let place = Place::snapshot(id, sealed.seq, DataKey::Household, &binding);
    let shared = keys.household.open(&place, &sealed.shared).ok()?;
    let mut own = BTreeMap::new();
    for (member, part) in &sealed.own {
        let holder = DataKey::Member(*member);
        let Held::Key(key) = keys.held(holder) else { return None };
        let place = Place::snapshot(id, sealed.seq, holder, &sealed.hash);
        own.insert(*member, key.open(&place, part).ok()?);
    }
    Household::from_snapshot(&Snapshot { shared, own }).ok()
}
