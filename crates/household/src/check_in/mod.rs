//! The check-in: a weekly time that all chose, how full each one's week was, and what came of it.
//!
//! How full a week was is sealed until every parent has said theirs and pressed *open* (R5). That
//! somebody put a check-in away is theirs alone: skipped and held look the same to the others.

mod event;
mod rhythm;
mod week;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use event::CheckInEvent;
pub use rhythm::{Day, Rhythm};
pub use week::{OwnWeek, Week};

use crate::id::MemberId;

/// Fullest a week can be; 0 is empty.
pub const FULL_MAX: u8 = 10;
/// Weeks that are kept: two years.
const WEEKS_MAX: usize = 104;
/// Days before a check-in on which it is told.
const TOLD_DAYS_BEFORE: i32 = 1;

/// What every parent may see of their check-ins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    rhythm: Option<Rhythm>,
    offer: Option<Offer>,
    weeks: BTreeMap<Date, Week>,
}

/// A weekly time that one parent offered, and who has said yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub rhythm: Rhythm,
    pub by: MemberId,
    pub confirmed: BTreeSet<MemberId>,
}

/// What is one member's alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCheckIn {
    weeks: BTreeMap<Date, OwnWeek>,
    put_away: Option<Date>,
}

impl CheckIn {
    /// The time that holds.
    pub const fn rhythm(&self) -> Option<Rhythm> {
        self.rhythm
    }

    pub const fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref()
    }

    /// The day of the check-in that `today` belongs to, which is also its name: the next one once
    /// it is told, until then the last one. Without a rhythm, the week's Monday.
    pub fn day_of(&self, today: Date) -> Date {
        match self.rhythm {
            Some(rhythm) => {
                let next = rhythm.next(today);
                if is_told(next, today) { next } else { next.saturating_sub(7.days()) }
            }
            None => Day::Monday.last(today),
        }
    }

    /// The check-in that is today or tomorrow.
    pub fn told(&self, today: Date) -> Option<(Date, Rhythm)> {
        let rhythm = self.rhythm?;
        let next = rhythm.next(today);
        is_told(next, today).then_some((next, rhythm))
    }

    /// What became of one, if anything was opened or kept.
    pub fn week(&self, day: Date) -> Option<&Week> {
        self.weeks.get(&day)
    }

    /// All that were kept, the latest first.
    pub fn weeks(&self) -> impl Iterator<Item = (Date, &Week)> {
        self.weeks.iter().rev().map(|(day, week)| (*day, week))
    }

    pub(crate) fn apply(&mut self, by: MemberId, event: &CheckInEvent, here: &BTreeSet<MemberId>) {
        match event {
            CheckInEvent::Offered { rhythm } => {
                let confirmed = BTreeSet::from([by]);
                self.offer = Some(Offer { rhythm: *rhythm, by, confirmed });
                self.settle(here);
            }
            CheckInEvent::Confirmed => {
                if let Some(offer) = &mut self.offer {
                    offer.confirmed.insert(by);
                }
                self.settle(here);
            }
            CheckInEvent::Stopped => {
                self.offer = None;
                self.rhythm = None;
            }
            CheckInEvent::OfferWithdrawn => self.offer = None,
            CheckInEvent::FullnessOpened { day, views } => self.at(*day).open(views),
            CheckInEvent::LineKept { day, text } => {
                self.at(*day).keep_line(by, text.as_ref(), here);
            }
            CheckInEvent::FullnessSaid { .. }
            | CheckInEvent::FullnessTakenBack { .. }
            | CheckInEvent::NoteKept { .. }
            | CheckInEvent::PutAway { .. } => unreachable!("applied to its author’s own part"),
        }
    }

    /// What a former member said goes with them.
    pub(crate) fn leave(&mut self, member: MemberId) {
        self.offer = None;
        for week in self.weeks.values_mut() {
            week.forget(member);
        }
        self.weeks.retain(|_, week| !week.is_empty());
    }

    /// Whoever joins chooses a time with the others anew; what was before stays with those who were
    /// there.
    pub(crate) fn start_clean(&mut self) {
        self.rhythm = None;
        self.offer = None;
    }

    fn settle(&mut self, here: &BTreeSet<MemberId>) {
        if let Some(offer) = self.offer.take_if(|offer| offer.confirmed.is_superset(here)) {
            self.rhythm = Some(offer.rhythm);
        }
    }

    fn at(&mut self, day: Date) -> &mut Week {
        keep_latest(&mut self.weeks, day)
    }
}

impl OwnCheckIn {
    /// What I said of it.
    pub fn week(&self, day: Date) -> Option<&OwnWeek> {
        self.weeks.get(&day)
    }

    /// All that I said something of, the latest first.
    pub fn weeks(&self) -> impl Iterator<Item = (Date, &OwnWeek)> {
        self.weeks.iter().rev().map(|(day, week)| (*day, week))
    }

    /// Whether I had it, or left it out: *Today* does not tell it any more.
    pub fn is_put_away(&self, day: Date) -> bool {
        self.put_away == Some(day)
    }

    pub(crate) fn apply(&mut self, event: &CheckInEvent) {
        match event {
            CheckInEvent::FullnessSaid { day, full, to_open } => {
                keep_latest(&mut self.weeks, *day).say(*full, *to_open);
            }
            CheckInEvent::FullnessTakenBack { day } => {
                keep_latest(&mut self.weeks, *day).take_back();
            }
            CheckInEvent::NoteKept { day, text } => {
                keep_latest(&mut self.weeks, *day).note.clone_from(text);
            }
            CheckInEvent::PutAway { day } => self.put_away = Some(*day),
            CheckInEvent::Offered { .. }
            | CheckInEvent::Confirmed
            | CheckInEvent::OfferWithdrawn
            | CheckInEvent::Stopped
            | CheckInEvent::FullnessOpened { .. }
            | CheckInEvent::LineKept { .. } => unreachable!("applied to the shared part"),
        }
    }

    /// Who is here changed: what was to open was meant for those who were here then.
    pub(crate) fn wait(&mut self) {
        self.weeks.values_mut().for_each(OwnWeek::wait);
    }

    pub(crate) fn opened(&mut self, day: Date) {
        if let Some(week) = self.weeks.get_mut(&day) {
            week.wait();
        }
    }
}

fn is_told(next: Date, today: Date) -> bool {
    next <= today.saturating_add(TOLD_DAYS_BEFORE.days())
}

fn keep_latest<T: Default>(weeks: &mut BTreeMap<Date, T>, day: Date) -> &mut T {
    if !weeks.contains_key(&day) && weeks.len() >= WEEKS_MAX {
        weeks.pop_first();
    }
    weeks.entry(day).or_default()
}
