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
mod when;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

pub use event::SoloEvent;
pub use line::Remembered;
use line::keep;
pub use own::OwnSolo;
pub use sheet::{Lines, Sheet, SheetField, SheetLink};
pub use when::{AHEAD_DAYS_MAX, LENGTH_DAYS_MAX, Occurrence, Repeat, When};

use crate::event::{Event, Recorded};
use crate::id::{ChildId, LinkHash, MemberId, SoloId};
use crate::people::{People, unreachable_event};
use crate::text::Line;

/// Times that a household can have which are not over.
pub const TIMES_MAX: usize = 60;
/// Lines to remember that a household keeps. Then the oldest go.
const LINES_MAX: usize = 2_000;
/// Days after its end that a time goes: until then a line can be kept of it.
const KEPT_DAYS: i32 = 60;

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
    pub there: Option<Line>,
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
    pub number: Line,
}

/// A time that was proposed, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoloTime {
    pub by: MemberId,
    pub plan: Plan,
    yes: BTreeSet<MemberId>,
    /// The days of those that ended before their time.
    ended: BTreeSet<Date>,
    sheet: Option<Sheet>,
    link: Option<SheetLink>,
    /// How many links were made of it.
    links: u32,
}

/// Where a time stands, for one of those it is between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody else is part of it.
    Mine,
    /// I have said yes, not all have.
    Waits,
    /// It waits for my yes.
    Asked,
    Agreed,
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
            Self::Other(_) => SheetField::ALL,
        }
    }
}

impl SoloTime {
    /// Whom it is between: who decides for the children, who proposed it, who is in charge.
    pub fn circle(&self, people: &People) -> BTreeSet<MemberId> {
        let mut circle = circle(&self.plan, people);
        circle.insert(self.by);
        circle
    }

    pub fn standing(&self, me: MemberId, people: &People) -> Standing {
        let circle = self.circle(people);
        if circle.len() < 2 {
            Standing::Mine
        } else if circle.is_subset(&self.yes) {
            Standing::Agreed
        } else if self.yes.contains(&me) {
            Standing::Waits
        } else {
            Standing::Asked
        }
    }

    /// Who of them has not said yes.
    pub fn waits_for(&self, people: &People) -> BTreeSet<MemberId> {
        self.circle(people).difference(&self.yes).copied().collect()
    }

    /// The sheet, for one of those it is between. Who is in charge and does not decide for all of
    /// the children reads it in its dates, as anybody else whom the parents trust.
    pub fn sheet(&self, me: MemberId, people: &People, now: Timestamp) -> Option<&Sheet> {
        let sheet = self.sheet.as_ref()?;
        let is_open = sheet.by == me
            || decides_for_all(me, &self.plan.children, people)
            || (self.plan.in_charge.parent() == Some(me)
                && self.has_date(now, &people.time_zone()));
        is_open.then_some(sheet)
    }

    /// The sheet as it stands, for the rules.
    pub(crate) const fn shared_sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref()
    }

    /// Whether a sheet was shared, by anybody.
    pub const fn has_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Whether `me` may share a sheet: what another shared is theirs to write again, as long as
    /// they are here.
    pub fn may_write_sheet(&self, me: MemberId, people: &People) -> bool {
        let others = self.sheet.as_ref().filter(|sheet| sheet.by != me);
        others.is_none_or(|sheet| people.member(sheet.by).is_none())
    }

    /// How many links were made of it, so that the next one is another.
    pub const fn links_made(&self) -> u32 {
        self.links
    }

    /// The link that works, in its dates.
    pub const fn link(&self) -> Option<&SheetLink> {
        self.link.as_ref()
    }

    /// Whether the one of a day ended before its time.
    pub fn has_ended(&self, day: Date) -> bool {
        self.ended.contains(&day)
    }

    fn has_date(&self, now: Timestamp, zone: &TimeZone) -> bool {
        self.on_date(now, zone).is_some()
    }

    fn on_date(&self, now: Timestamp, zone: &TimeZone) -> Option<Occurrence> {
        self.plan.when.occurrences().find(|one| {
            let (begins, ends) = one.days(zone);
            (begins..ends).contains(&now)
        })
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
        let zone = people.time_zone();
        let all = self.times.iter().filter_map(|(id, time)| {
            let in_charge = time.plan.in_charge.parent()?;
            let agreed = in_charge != me
                && time.circle(people).contains(&me)
                && time.standing(me, people) == Standing::Agreed;
            let of_now = time.plan.when.at(now, &zone).filter(|_| agreed)?;
            let ends = of_now.moments(&zone).1;
            (!time.has_ended(of_now.day())).then_some(Quiet { id: *id, time, now: of_now, ends })
        });
        all.max_by_key(|quiet| quiet.ends)
    }

    /// What the link with this hash shows now: nothing before its dates, after them, and once it
    /// was revoked.
    pub fn linked(&self, hash: LinkHash, people: &People, now: Timestamp) -> Option<Linked<'_>> {
        let of_hash = |time: &&SoloTime| time.link.as_ref().is_some_and(|link| link.hash == hash);
        let time = self.times.values().find(of_hash)?;
        let sheet = time.sheet.as_ref()?;
        let now = time.on_date(now, &people.time_zone())?;
        Some(Linked { time, sheet, now })
    }

    /// Those that are not over.
    pub(crate) fn count_open(&self, today: Date) -> usize {
        self.times.values().filter(|time| time.plan.when.last_day() >= today).count()
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &SoloEvent) {
        let by = recorded.by;
        match event {
            SoloEvent::Proposed { id, plan, instead_of } => {
                let today = recorded.at.to_zoned(TimeZone::UTC).date();
                self.times.retain(|_, time| !is_gone(time, today));
                if let Some(before) = instead_of {
                    self.times.remove(before);
                }
                let (plan, yes) = (plan.clone(), BTreeSet::from([by]));
                let (ended, sheet, link, links) = (BTreeSet::new(), None, None, 0);
                let time = SoloTime { by, plan, yes, ended, sheet, link, links };
                self.times.insert(*id, time);
            }
            SoloEvent::Agreed { id } => self.change(*id, |time| {
                time.yes.insert(by);
            }),
            SoloEvent::Withdrawn { id } => {
                self.times.remove(id);
            }
            SoloEvent::SheetShared { id, lines } => {
                let sheet = Sheet { by, lines: lines.clone() };
                self.change(*id, |time| time.sheet = Some(sheet));
            }
            SoloEvent::LinkMade { id, hash } => {
                let link = SheetLink { by, hash: *hash };
                self.change(*id, |time| {
                    time.link = Some(link);
                    time.links = time.links.saturating_add(1);
                });
            }
            SoloEvent::LinkRevoked { id } => self.change(*id, |time| time.link = None),
            SoloEvent::QuietEnded { id, day } => self.change(*id, |time| {
                time.ended.insert(*day);
            }),
            SoloEvent::Remembered { id, day, children, text } => {
                let line = Remembered::of(*id, by, *day, children, text.as_ref());
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
        for time in self.times.values_mut() {
            time.yes.remove(&member);
            time.link.take_if(|link| link.by == member);
        }
    }

    /// A removed child is in none any more.
    pub(crate) fn forget_removed(&mut self, people: &People) {
        let is_here = |child: &ChildId| people.child(*child).is_some();
        self.times.retain(|_, time| {
            time.plan.children.retain(is_here);
            !time.plan.children.is_empty()
        });
        self.lines.retain_mut(|line| {
            line.children.retain(is_here);
            !line.children.is_empty()
        });
    }

    fn change(&mut self, id: SoloId, change: impl FnOnce(&mut SoloTime)) {
        if let Some(time) = self.times.get_mut(&id) {
            change(time);
        }
    }
}

/// Who is part of a plan, but for whoever proposes it.
pub(crate) fn circle(plan: &Plan, people: &People) -> BTreeSet<MemberId> {
    let children = plan.children.iter().filter_map(|child| people.child(*child));
    let deciders = children.flat_map(|child| child.deciders.members.iter().copied());
    let here = |parent: &MemberId| people.member(*parent).is_some();
    deciders.chain(plan.in_charge.parent()).filter(here).collect()
}

pub(crate) fn decides_for_all(me: MemberId, children: &BTreeSet<ChildId>, people: &People) -> bool {
    children
        .iter()
        .all(|child| people.child(*child).is_some_and(|it| it.deciders.members.contains(&me)))
}

fn is_gone(time: &SoloTime, today: Date) -> bool {
    time.plan.when.last_day().saturating_add(KEPT_DAYS.days()) < today
}
