//! Asking for a talk, and the answer. A no is fine, and shows to nobody.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Along, KeepOffer, Kept, Topic, Written, is_over};
use crate::event::{Event, Recorded};
use crate::id::{MemberId, TalkId};
use crate::people::unreachable_event;
use crate::talk::TalkEvent;

/// Days after the last word about it, and after its time if it was agreed, that an ask goes by
/// itself.
pub const ASKED_DAYS: i64 = 21;
/// Talks of which two keep something together, and of which one does alone. Their oldest goes when
/// one more comes: what two keep takes nothing from others.
pub const KEPT_MAX: usize = 100;
/// Talks that one said *not now* to: each other parent has one ask at a time on the table.
const ASIDE_MAX: usize = 64;

/// A talk that somebody asked somebody for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedTalk {
    /// Who asked. They listen first.
    pub by: MemberId,
    /// Who was asked. They speak first.
    pub of: MemberId,
    pub topic: Topic,
    /// When, on the family's clock; `None` is *whenever it suits us both*.
    pub at: Option<DateTime>,
    /// Who put that time forward.
    pub at_by: MemberId,
    /// Whether the other one has said yes to it.
    pub is_agreed: bool,
    /// When something was last said about it.
    since: Timestamp,
}

/// The talks that are asked for, and what was kept of those that were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    asked: BTreeMap<TalkId, AskedTalk>,
    kept: Vec<Kept>,
    /// At most one from each to each other.
    offers: Vec<KeepOffer>,
}

/// What one member alone knows of their talks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTalks {
    /// Asked for, and not now.
    set_aside: Vec<TalkId>,
    along: Vec<Along>,
    written: Vec<Written>,
}

impl AskedTalk {
    /// Whether `who` is one of the two.
    pub fn is_of(&self, who: MemberId) -> bool {
        who == self.by || who == self.of
    }

    /// The other of the two.
    pub fn other_than(&self, who: MemberId) -> MemberId {
        if who == self.by { self.of } else { self.by }
    }

    /// Whether `who` is the one to say something to it.
    pub fn waits_for(&self, who: MemberId) -> bool {
        self.is_of(who) && !self.is_agreed && self.at_by != who
    }

    fn is_over(&self, now: Timestamp) -> bool {
        // The family's clock is within a day of this one, which three weeks do not mind.
        let held = self.at.filter(|_| self.is_agreed);
        let held = held.and_then(|at| at.to_zoned(TimeZone::UTC).ok());
        let last = held.map_or(self.since, |at| at.timestamp().max(self.since));
        is_over(last, now)
    }
}

impl Asks {
    /// What `me` asked for or was asked for, and is still on the table.
    pub fn asked(
        &self,
        me: MemberId,
        now: Timestamp,
    ) -> impl Iterator<Item = (TalkId, &AskedTalk)> {
        let open = self.asked.iter().map(|(id, talk)| (*id, talk));
        open.filter(move |(_, talk)| talk.is_of(me) && !talk.is_over(now))
    }

    /// One of them.
    pub fn find(&self, id: TalkId, me: MemberId, now: Timestamp) -> Option<&AskedTalk> {
        self.asked.get(&id).filter(|talk| talk.is_of(me) && !talk.is_over(now))
    }

    /// One of all, whoever it is between, and over or not.
    pub(crate) fn any(&self, id: TalkId) -> Option<&AskedTalk> {
        self.asked.get(&id)
    }

    /// What `me` and another kept of their talks, the latest first.
    pub fn kept(&self, me: MemberId) -> impl Iterator<Item = &Kept> {
        self.kept.iter().rev().filter(move |kept| kept.between.contains(&me))
    }

    /// What `me` and another kept of one talk.
    pub fn kept_of(&self, talk: TalkId, me: MemberId) -> Option<&Kept> {
        self.kept(me).find(|kept| kept.talk == talk)
    }

    /// What `me` offered to keep together, or was offered, and is still on the table.
    pub fn offers(&self, me: MemberId, now: Timestamp) -> impl Iterator<Item = &KeepOffer> {
        let open = self.offers.iter().filter(move |offer| !offer.is_over(now));
        open.filter(move |offer| offer.by == me || offer.of == me)
    }

    /// The two between whom one offers to keep something of a talk.
    pub(crate) fn offered_between(&self, talk: TalkId) -> Option<BTreeSet<MemberId>> {
        let offer = self.offers.iter().find(|offer| offer.talk == talk);
        offer.map(|offer| [offer.by, offer.of].into())
    }

    /// Whether something of this talk was kept or is offered between others than these two.
    pub(crate) fn is_of_others(&self, talk: TalkId, one: MemberId, other: MemberId) -> bool {
        let two = BTreeSet::from([one, other]);
        let kept =
            self.kept.iter().filter(|kept| kept.talk == talk).any(|kept| kept.between != two);
        kept || self.offered_between(talk).is_some_and(|between| between != two)
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &TalkEvent) {
        let (by, at) = (recorded.by, recorded.at);
        match event {
            TalkEvent::Asked { talk, of, topic, at: when } => {
                self.asked.retain(|_, talk| !talk.is_over(at));
                let (topic, of, at_by) = (topic.clone(), *of, by);
                let (is_agreed, since) = (false, at);
                let asked = AskedTalk { by, of, topic, at: *when, at_by, is_agreed, since };
                self.asked.insert(*talk, asked);
            }
            TalkEvent::Agreed { talk } => {
                if let Some(talk) = self.asked.get_mut(talk) {
                    talk.is_agreed = true;
                    talk.since = at;
                }
            }
            TalkEvent::TimeProposed { talk, at: when } => {
                if let Some(talk) = self.asked.get_mut(talk) {
                    (talk.at, talk.at_by) = (*when, by);
                    (talk.is_agreed, talk.since) = (false, at);
                }
            }
            TalkEvent::Closed { talk } => {
                self.asked.remove(talk);
            }
            TalkEvent::Kept { talk, with, topic, texts } => {
                self.kept.retain(|kept| kept.talk != *talk);
                let (between, topic) = (BTreeSet::from([by, *with]), topic.clone());
                self.make_room(&between);
                let texts = texts.clone();
                let written_by = self.offers.iter().find(|offer| offer.talk == *talk);
                let written_by = written_by.map(|offer| offer.by);
                self.offers.retain(|offer| offer.talk != *talk);
                self.kept.push(Kept { talk: *talk, between, topic, at, texts, written_by });
            }
            TalkEvent::KeptRemoved { talk } => {
                self.kept.retain(|kept| kept.talk != *talk);
                self.offers.retain(|offer| offer.talk != *talk);
            }
            TalkEvent::KeepOffered { talk, with, topic, texts } => {
                let is_replaced = |offer: &KeepOffer| offer.by == by && offer.of == *with;
                self.offers.retain(|offer| !is_replaced(offer) && !offer.is_over(at));
                let (talk, of, since) = (*talk, *with, at);
                let (topic, texts) = (topic.clone(), texts.clone());
                self.offers.push(KeepOffer { talk, by, of, topic, texts, since });
            }
            other => unreachable_event(&Event::Talk(other.clone())),
        }
    }

    fn make_room(&mut self, between: &BTreeSet<MemberId>) {
        let theirs = self.kept.iter().filter(|kept| kept.between == *between).count();
        if theirs >= KEPT_MAX
            && let Some(oldest) = self.kept.iter().position(|kept| kept.between == *between)
        {
            self.kept.remove(oldest);
        }
    }

    /// Nothing waits for somebody who has left. What two kept stays with the one who is here.
    pub(crate) fn forget(&mut self, member: MemberId) {
        self.asked.retain(|_, talk| !talk.is_of(member));
        self.offers.retain(|offer| offer.by != member && offer.of != member);
    }
}

impl OwnTalks {
    /// Whether I said *not now* to it.
    pub fn is_set_aside(&self, talk: TalkId) -> bool {
        self.set_aside.contains(&talk)
    }

    /// What I took along for myself, the latest first.
    pub fn along(&self) -> impl Iterator<Item = &Along> {
        self.along.iter().rev()
    }

    /// What I wrote down of talks over my device, the latest first.
    pub fn written(&self) -> impl Iterator<Item = &Written> {
        self.written.iter().rev()
    }

    /// Whatever else one does about a talk takes it up again.
    pub(crate) fn take_up(&mut self, event: &TalkEvent) {
        if let TalkEvent::Agreed { talk }
        | TalkEvent::TimeProposed { talk, .. }
        | TalkEvent::Kept { talk, .. } = event
        {
            self.set_aside.retain(|aside| aside != talk);
        }
    }

    pub(crate) fn apply(&mut self, event: &TalkEvent) {
        match event {
            TalkEvent::SetAside { talk } => {
                if self.set_aside.len() == ASIDE_MAX {
                    self.set_aside.remove(0);
                }
                self.set_aside.push(*talk);
            }
            TalkEvent::TakenAlong { talk, topic, on, text } => {
                self.along.retain(|along| along.talk != *talk);
                if self.along.len() == KEPT_MAX {
                    self.along.remove(0);
                }
                let (topic, text) = (topic.clone(), text.clone());
                self.along.push(Along { talk: *talk, topic, on: *on, text });
            }
            TalkEvent::WrittenDown { talk, with, topic, on, texts } => {
                self.written.retain(|written| written.talk != *talk);
                if self.written.len() == KEPT_MAX {
                    self.written.remove(0);
                }
                let (topic, texts) = (topic.clone(), texts.clone());
                self.written.push(Written { talk: *talk, with: *with, topic, on: *on, texts });
            }
            TalkEvent::AlongDropped { talk } => {
                self.along.retain(|along| along.talk != *talk);
                self.written.retain(|written| written.talk != *talk);
            }
            other => unreachable_event(&Event::Talk(other.clone())),
        }
    }
}
