//! One time alone, and what became of it.
//!
//! It keeps to the clock it was proposed on, as it is read from a calendar: should the family's
//! zone be another one later, nobody is off at another moment, or for longer, than they said yes
//! to, and no sheet is open at another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Lines, Occurrence, Plan, Sheet, SheetLink};
use crate::id::{ChildId, LinkHash, MemberId};
use crate::people::{People, zone_named};

/// Days after its end that a time goes: until then a line can be kept of it.
const KEPT_DAYS: i32 = 60;

/// A time that was proposed, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoloTime {
    pub by: MemberId,
    pub plan: Plan,
    /// The name of the zone whose clock it is on.
    zone: String,
    yes: BTreeSet<MemberId>,
    /// The days of those that ended before their time.
    ended: BTreeSet<Date>,
    /// Who decided for each of the children when somebody last did.
    deciders: BTreeMap<ChildId, BTreeSet<MemberId>>,
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

impl SoloTime {
    pub(super) fn new(by: MemberId, plan: &Plan, people: &People) -> Self {
        let deciders = |id: &ChildId| {
            let child = people.child(*id);
            (*id, child.map(|child| child.deciders.members.clone()).unwrap_or_default())
        };
        Self {
            by,
            plan: plan.clone(),
            zone: people.zone().to_owned(),
            yes: BTreeSet::from([by]),
            ended: BTreeSet::new(),
            deciders: plan.children.iter().map(deciders).collect(),
            sheet: None,
            link: None,
            links: 0,
        }
    }

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

    /// The clock it is on.
    pub fn zone(&self) -> TimeZone {
        zone_named(&self.zone)
    }

    /// The name of its zone, where the family's is another one by now.
    pub fn other_zone(&self, people: &People) -> Option<&str> {
        Some(self.zone.as_str()).filter(|zone| *zone != people.zone())
    }

    /// The one that is now.
    pub fn at(&self, now: Timestamp) -> Option<Occurrence> {
        self.plan.when.at(now, &self.zone())
    }

    /// The one that is now, or else the next.
    pub fn coming(&self, now: Timestamp) -> Option<Occurrence> {
        self.plan.when.coming(now, &self.zone())
    }

    /// The last one that is over.
    pub fn last_over(&self, now: Timestamp) -> Option<Occurrence> {
        self.plan.when.last_over(now, &self.zone())
    }

    /// The one that is now or the next; else the last one.
    pub fn nearest(&self, now: Timestamp) -> Option<Occurrence> {
        self.coming(now).or_else(|| self.last_over(now))
    }

    /// One of its own, as the family's clock shows it: the same, unless the family has moved.
    pub fn for_family(&self, one: Occurrence, people: &People) -> Occurrence {
        if self.zone == people.zone() {
            return one;
        }
        let (begins, ends) = one.moments(&self.zone());
        let read = |moment: Timestamp| moment.to_zoned(people.time_zone()).datetime();
        Occurrence { from: read(begins), to: read(ends) }
    }

    /// The sheet, for one of those it is between. Who is in charge and does not decide for all of
    /// the children reads it in its dates, as anybody else whom the parents trust.
    pub fn sheet(&self, me: MemberId, people: &People, now: Timestamp) -> Option<&Sheet> {
        let sheet = self.sheet.as_ref()?;
        let is_open = sheet.by == me
            || decides_for_all(me, &self.plan.children, people)
            || (self.plan.in_charge.parent() == Some(me) && self.on_date(now).is_some());
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

    /// Whether `me` may share a sheet. What another shared is theirs to write again, as long as
    /// they are here and decide: else the children's parents write a new one in its place.
    pub fn may_write_sheet(&self, me: MemberId, people: &People) -> bool {
        let theirs = self.sheet.as_ref().filter(|sheet| sheet.by != me);
        theirs.is_none_or(|sheet| !self.may_plan(sheet.by, people) && self.may_plan(me, people))
    }

    /// Whether `member` is here, and could plan a time with all of its children.
    pub fn may_plan(&self, member: MemberId, people: &People) -> bool {
        let may = |child: &ChildId| may_plan_with(member, *child, people);
        people.member(member).is_some() && self.plan.children.iter().all(may)
    }

    /// How many links were made of it: the number of the next one.
    pub const fn links_made(&self) -> u32 {
        self.links
    }

    /// The link that works, in its dates. Whoever made it decides for the children, or nobody here
    /// does.
    pub const fn link(&self) -> Option<&SheetLink> {
        self.link.as_ref()
    }

    /// Whether the one of a day ended before its time.
    pub fn has_ended(&self, day: Date) -> bool {
        self.ended.contains(&day)
    }

    pub(super) fn say_yes(&mut self, by: MemberId) {
        self.yes.insert(by);
    }

    pub(super) fn end(&mut self, day: Date) {
        self.ended.insert(day);
    }

    /// A sheet without a line is none, and a link has nothing to show then.
    pub(super) fn share(&mut self, by: MemberId, lines: &Lines) {
        if lines.is_empty() {
            self.take_sheet_off();
        } else {
            self.sheet = Some(Sheet { by, lines: lines.clone() });
        }
    }

    pub(super) fn make_link(&mut self, by: MemberId, hash: LinkHash) {
        self.link = Some(SheetLink { by, hash, nth: self.links });
        self.links = self.links.saturating_add(1);
    }

    pub(super) fn revoke_link(&mut self) {
        self.link = None;
    }

    /// Somebody left whose time it is not.
    pub(super) fn leave(&mut self, member: MemberId) {
        self.yes.remove(&member);
        self.link.take_if(|link| link.by == member);
    }

    /// Who decides for a child may be somebody else now, or a child gone. False where there is
    /// nothing left of it, or nobody of those it was between: it was written for their eyes.
    pub(super) fn people_changed(&mut self, people: &People) -> bool {
        let children = self.plan.children.len();
        self.plan.children.retain(|child| people.child(*child).is_some());
        self.deciders.retain(|child, _| people.child(*child).is_some());
        if self.plan.children.len() < children {
            // It was written about a child who is gone, and for whom perhaps fewer decided.
            self.take_sheet_off();
        }
        let (mut others, mut by_decides) = (false, true);
        for (child, before) in &mut self.deciders {
            let Some(child) = people.child(*child) else { continue };
            let now = &child.deciders.members;
            if now.is_empty() {
                before.retain(|parent| people.member(*parent).is_some());
            } else if now != before {
                if now.is_disjoint(before) {
                    others = true;
                    by_decides &= now.contains(&self.by);
                }
                before.clone_from(now);
            }
        }
        if others && self.sheet.as_ref().is_some_and(|sheet| sheet.by != self.by) {
            self.take_sheet_off();
        }
        if self.link.as_ref().is_some_and(|link| !self.may_plan(link.by, people)) {
            self.link = None;
        }
        !self.plan.children.is_empty() && by_decides
    }

    /// Whether it is so long over that nothing is kept of it any more.
    pub(super) fn is_gone(&self, today: Date) -> bool {
        self.plan.when.last_day().saturating_add(KEPT_DAYS.days()) < today
    }

    pub(super) fn on_date(&self, now: Timestamp) -> Option<Occurrence> {
        let zone = self.zone();
        self.plan.when.occurrences().find(|one| {
            let (begins, ends) = one.days(&zone);
            (begins..ends).contains(&now)
        })
    }

    fn take_sheet_off(&mut self) {
        self.sheet = None;
        self.link = None;
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
    children.iter().all(|child| people.child(*child).is_some_and(|it| it.is_decided_by(me)))
}

/// Who decides for a child plans with them; any parent, where nobody here does.
pub(crate) fn may_plan_with(who: MemberId, child: ChildId, people: &People) -> bool {
    let child = people.child(child);
    child.is_some_and(|child| child.deciders.members.is_empty() || child.is_decided_by(who))
}
