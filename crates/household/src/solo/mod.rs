//! Time alone with the children: one is in charge, the other's app is silent (*hands-off*).
//!
//! A time is between those who decide for the children in it, whoever proposed it, and the parent
//! who will be in charge; no other member can read that there is one. Everything here is asked for
//! by a reader, because [`crate::Shared`] is lent to all. A time that only one of them is part of,
//! or that not all have said yes to, is its proposer's: it silences nobody.

mod event;
mod line;
mod own;
mod sheet;
mod time;
mod when;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use event::SoloEvent;
pub use line::Remembered;
use line::keep;
pub use own::OwnSolo;
pub use sheet::{Lines, Sheet, SheetField, SheetLink};
pub use time::{SoloTime, Standing};
pub(crate) use time::{circle, decides_for_all, may_plan_with};
pub use when::{AHEAD_DAYS_MAX, LENGTH_DAYS_MAX, Occurrence, Repeat, When};

use crate::children::Phone;
use crate::event::{Event, Recorded};
use crate::id::{ChildId, LinkHash, MemberId, SoloId};
use crate::people::{People, unreachable_event};
use crate::text::Line;

/// Times that one can be part of which are not over.
pub const TIMES_MAX: usize = 60;
/// Lines to remember that a household keeps. Then the oldest go.
const LINES_MAX: usize = 2_000;

/// Who has which children, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub in_charge: InCharge,
    pub children: BTreeSet<ChildId>,
    pub when: When,
    /// Whom to ring in an emergency, for whoever is with the children.
    pub contact: Option<Contact>,
    /// The number of whoever is with the children, for whoever is off: in an emergency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<Phone>,
}

/// Who is with the children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InCharge {
    Parent(MemberId),
    /// Somebody the family trusts, by name. They need no account.
    Other(Line),
}

/// Somebody to ring, with their number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: Line,
    pub number: Phone,
}

/// All times, and the lines that are kept of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solo {
    times: BTreeMap<SoloId, SoloTime>,
    lines: Vec<Remembered>,
}

/// A time in which the reader is off: nothing of the app reaches them, and nothing of theirs
/// whoever is in charge.
#[derive(Debug, Clone, Copy)]
pub struct Quiet<'a> {
    pub id: SoloId,
    pub time: &'a SoloTime,
    pub now: Occurrence,
    pub ends: Timestamp,
}

/// What a link shows to whoever holds it, in its dates.
#[derive(Debug, Clone, Copy)]
pub struct Linked<'a> {
    pub time: &'a SoloTime,
    pub sheet: &'a Sheet,
    pub now: Occurrence,
}

impl InCharge {
    pub const fn parent(&self) -> Option<MemberId> {
        match self {
            Self::Parent(parent) => Some(*parent),
            Self::Other(_) => None,
        }
    }

    /// The lines that a sheet has for them.
    pub const fn fields(&self) -> &'static [SheetField] {
        match self {
            Self::Parent(_) => SheetField::FOR_A_PARENT,
            Self::Other(_) => &SheetField::ALL,
        }
    }
}

impl Solo {
    /// The times that `me` is part of.
    pub fn of<'a>(
        &'a self,
        me: MemberId,
        people: &'a People,
    ) -> impl Iterator<Item = (SoloId, &'a SoloTime)> {
        let all = self.times.iter().map(|(id, time)| (*id, time));
        all.filter(move |(_, time)| time.circle(people).contains(&me))
    }

    /// Those that a child is not in.
    pub(crate) fn without(&self, child: ChildId) -> BTreeSet<SoloId> {
        let others = self.times.iter().filter(|(_, time)| !time.plan.children.contains(&child));
        others.map(|(id, _)| *id).collect()
    }

    /// One of all, whoever may know of it.
    pub(crate) fn any(&self, id: SoloId) -> Option<&SoloTime> {
        self.times.get(&id)
    }

    /// One of them.
    pub fn get(&self, id: SoloId, me: MemberId, people: &People) -> Option<&SoloTime> {
        self.times.get(&id).filter(|time| time.circle(people).contains(&me))
    }

    /// The lines that `me` may read, the latest first.
    pub fn lines<'a>(
        &'a self,
        me: MemberId,
        people: &'a People,
    ) -> impl Iterator<Item = &'a Remembered> {
        self.lines.iter().rev().filter(move |line| line.is_open_to(me, people))
    }

    /// What `me` wrote of the time that began on a day, also where that is gone.
    pub fn line_by(&self, me: MemberId, time: SoloId, day: Date) -> Option<&Remembered> {
        self.lines.iter().find(|line| line.is_same(time, me, day))
    }

    /// Whether `me` is off now: somebody else has the children, as all of them agreed to, and
    /// nobody has said that they are together again. The one that lasts longest.
    pub fn quiet(&self, me: MemberId, people: &People, now: Timestamp) -> Option<Quiet<'_>> {
        let all = self.times.iter().filter_map(|(id, time)| {
            let in_charge = time.plan.in_charge.parent()?;
            // What asks no clock first: this is asked of every page.
            let agreed = in_charge != me
                && time.circle(people).contains(&me)
                && time.standing(me, people) == Standing::Agreed;
            let of_now = agreed.then(|| time.at(now)).flatten()?;
            let ends = of_now.moments(&time.zone()).1;
            (!time.has_ended(of_now.day())).then_some(Quiet { id: *id, time, now: of_now, ends })
        });
        all.max_by_key(|quiet| quiet.ends)
    }

    /// What the link with this hash shows now: nothing before its dates, after them, and once it
    /// was revoked.
    pub fn linked(&self, hash: LinkHash, now: Timestamp) -> Option<Linked<'_>> {
        let of_hash = |time: &&SoloTime| time.link().is_some_and(|link| link.hash == hash);
        let time = self.times.values().find(of_hash)?;
        let sheet = time.shared_sheet()?;
        let now = time.on_date(now)?;
        Some(Linked { time, sheet, now })
    }

    /// Those of `me` that are not over: of others one may not know, nor of how many.
    pub(crate) fn count_open(&self, me: MemberId, people: &People, now: Timestamp) -> usize {
        self.of(me, people).filter(|(_, time)| time.coming(now).is_some()).count()
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &SoloEvent, people: &People) {
        let by = recorded.by;
        match event {
            SoloEvent::Proposed { id, plan, instead_of } => {
                let today = recorded.at.to_zoned(TimeZone::UTC).date();
                self.times.retain(|_, time| !time.is_gone(today));
                if let Some(before) = instead_of {
                    self.times.remove(before);
                }
                self.times.insert(*id, SoloTime::new(by, plan, people));
            }
            SoloEvent::Agreed { id } => self.change(*id, |time| time.say_yes(by)),
            SoloEvent::Withdrawn { id } => {
                self.times.remove(id);
            }
            SoloEvent::SheetShared { id, lines } => self.change(*id, |time| time.share(by, lines)),
            SoloEvent::LinkMade { id, hash } => self.change(*id, |time| time.make_link(by, *hash)),
            SoloEvent::LinkRevoked { id } => self.change(*id, SoloTime::revoke_link),
            SoloEvent::QuietEnded { id, day } => self.change(*id, |time| time.end(*day)),
            SoloEvent::Remembered { id, day, children, text } => {
                let line = Remembered::of(*id, by, *day, children, text.as_ref());
                let line = line.map(|line| line.open_to_deciders(people));
                let same = |kept: &Remembered| kept.is_same(*id, by, *day);
                keep(&mut self.lines, line, same, LINES_MAX);
            }
            SoloEvent::PutAway { .. }
            | SoloEvent::SheetDrafted { .. }
            | SoloEvent::KeptForMe { .. } => {
                unreachable_event(&Event::Solo(event.clone()));
            }
        }
    }

    /// Nothing waits for somebody who left, and nobody is off because of them. What they wrote to
    /// remember stays with the child, without their name.
    pub(crate) fn leave(&mut self, member: MemberId) {
        let is_theirs =
            |time: &SoloTime| time.by == member || time.plan.in_charge == InCharge::Parent(member);
        self.times.retain(|_, time| !is_theirs(time));
        self.times.values_mut().for_each(|time| time.leave(member));
    }

    /// Who decides for a child may be somebody else now, or a child gone: nobody comes to read what
    /// was written for others' eyes.
    pub(crate) fn people_changed(&mut self, people: &People) {
        self.times.retain(|_, time| time.people_changed(people));
        self.lines.retain_mut(|line| line.people_changed(people));
    }

    fn change(&mut self, id: SoloId, change: impl FnOnce(&mut SoloTime)) {
        if let Some(time) = self.times.get_mut(&id) {
            change(time);
        }
    }
}
