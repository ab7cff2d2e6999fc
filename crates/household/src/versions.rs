//! Words that hold once everyone they concern has said yes to exactly them.
//!
//! Whoever puts words forward says yes with it, unless all sleep on it. Other words are another
//! version, with yeses of its own; what held before stays to be read by those who said yes to it,
//! so that nobody can rewrite what was agreed. With nobody else to ask, one's own yes is
//! everyone's: *mine*.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AgreementId, MemberId};
use crate::refusal::Refusal;

/// Versions that are kept, the latest ones.
const VERSIONS_MAX: usize = 20;

/// Some words, with who has said yes to them and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version<T> {
    pub id: AgreementId,
    pub by: MemberId,
    /// When it was put forward; once it holds, from when.
    pub at: Timestamp,
    pub words: T,
    pub yes: BTreeMap<MemberId, Timestamp>,
}

/// The version that waits, and all that held. What it answers depends on who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions<T> {
    offer: Option<Version<T>>,
    made: Vec<Version<T>>,
}

/// What it comes to when somebody puts words forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Putting {
    /// Other words than those that wait, or than those that hold for all.
    New,
    /// The very words that wait for this one's yes: saying them is that yes.
    Yes(AgreementId),
    /// This one said them before, and nothing is to be done.
    Again,
}

/// What a yes brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Yes {
    /// Somebody else is still to say theirs.
    Noted,
    /// The last of all: it holds.
    Holds,
}

impl<T> Version<T> {
    /// Whether everyone of these has said yes.
    pub fn is_of_all(&self, mut everyone: impl Iterator<Item = MemberId>) -> bool {
        everyone.all(|one| self.yes.contains_key(&one))
    }

    /// Whether its words wait for this one's yes.
    pub fn waits_for(&self, me: MemberId) -> bool {
        !self.yes.contains_key(&me)
    }
}

impl<T> Default for Versions<T> {
    fn default() -> Self {
        Self { offer: None, made: Vec::new() }
    }
}

impl<T: PartialEq> Versions<T> {
    /// The version that waits for a yes.
    pub const fn offer(&self) -> Option<&Version<T>> {
        self.offer.as_ref()
    }

    /// What `me` said yes to, the latest first.
    pub fn history(&self, me: MemberId) -> impl Iterator<Item = &Version<T>> {
        self.made.iter().rev().filter(move |version| version.yes.contains_key(&me))
    }

    /// The latest words that `me` said yes to and that came to hold.
    pub fn holds(&self, me: MemberId) -> Option<&Version<T>> {
        self.history(me).next()
    }

    /// Whether any words ever came to hold.
    pub(crate) const fn is_made(&self) -> bool {
        !self.made.is_empty()
    }

    /// Whether nothing waits and nothing ever came to hold.
    pub(crate) const fn is_empty(&self) -> bool {
        self.offer.is_none() && self.made.is_empty()
    }

    /// Whether there is anything for `me` in it.
    pub(crate) fn is_seen_by(&self, me: MemberId) -> bool {
        self.offer.is_some() || self.holds(me).is_some()
    }

    /// What it comes to when `who` puts these words forward to `everyone`. The very words that wait
    /// already keep the yeses they have, whoever says them again.
    pub(crate) fn putting(&self, who: MemberId, words: &T, everyone: &[MemberId]) -> Putting {
        match &self.offer {
            Some(offer) if offer.words != *words => Putting::New,
            Some(offer) if offer.waits_for(who) => Putting::Yes(offer.id),
            Some(_) => Putting::Again,
            None => {
                let held = self.holds(who).filter(|held| held.words == *words);
                let again = held.is_some_and(|it| it.is_of_all(everyone.iter().copied()));
                if again { Putting::Again } else { Putting::New }
            }
        }
    }

    /// What `who`'s yes to exactly `id` would bring about, where all of `everyone` are asked.
    pub(crate) fn say_yes(
        &self,
        who: MemberId,
        id: AgreementId,
        everyone: &[MemberId],
    ) -> Result<Yes, Refusal> {
        let offer = self.offered(id).ok_or(Refusal::NoSuchAgreement)?;
        if !offer.waits_for(who) {
            return Err(Refusal::AlreadyConfirmed);
        }
        let last = everyone.iter().all(|one| *one == who || !offer.waits_for(*one));
        Ok(if last { Yes::Holds } else { Yes::Noted })
    }

    pub(crate) fn offered(&self, id: AgreementId) -> Option<&Version<T>> {
        self.offer.as_ref().filter(|offer| offer.id == id)
    }

    pub(crate) fn put_forward(&mut self, id: AgreementId, by: MemberId, at: Timestamp, words: T) {
        self.offer = Some(Version { id, by, at, words, yes: BTreeMap::new() });
    }

    pub(crate) fn confirm(&mut self, id: AgreementId, by: MemberId, at: Timestamp) {
        if let Some(offer) = self.offer.as_mut().filter(|offer| offer.id == id) {
            offer.yes.insert(by, at);
        }
    }

    pub(crate) fn withdraw(&mut self, id: AgreementId) {
        self.offer.take_if(|offer| offer.id == id);
    }

    pub(crate) fn make(&mut self, id: AgreementId, at: Timestamp) {
        if let Some(offer) = self.offer.take_if(|offer| offer.id == id) {
            if self.made.len() == VERSIONS_MAX {
                self.made.remove(0);
            }
            self.made.push(Version { at, ..offer });
        }
    }

    /// What held before is not kept.
    pub(crate) fn forget_made(&mut self) {
        self.made.clear();
    }

    /// Who is asked has changed: what waited was meant for those of before.
    pub(crate) fn drop_offer(&mut self) {
        self.offer = None;
    }

    /// Everyone who ever said yes to what is kept.
    pub(crate) fn is_anyones(&self, here: &BTreeSet<MemberId>) -> bool {
        self.offer.is_some()
            || self.made.iter().any(|it| it.yes.keys().any(|one| here.contains(one)))
    }
}
