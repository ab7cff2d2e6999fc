//! What is mine today: when a card is next due, what I did, and one gentle step of the method.

mod due;
mod step;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use due::{Due, due};
pub use step::{Step, step};

use crate::id::CardId;

/// Days of done marks that are kept per card; older ones say nothing that a page shows.
const DONE_KEPT_MAX: usize = 64;

/// What I did. Its author's alone: nobody's doing is counted by another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneLog {
    /// Per card the days, oldest first; a day stands as often as it was done.
    days: BTreeMap<CardId, Vec<Date>>,
}

impl DoneLog {
    /// How often I marked `card` done on `day`.
    pub fn times_on(&self, card: CardId, day: Date) -> usize {
        self.days.get(&card).map_or(0, |days| days.iter().filter(|done| **done == day).count())
    }

    /// The latest day I marked `card` done.
    pub fn last(&self, card: CardId) -> Option<Date> {
        self.days.get(&card).and_then(|days| days.iter().max()).copied()
    }

    pub(crate) fn mark(&mut self, card: CardId, on: Date) {
        let days = self.days.entry(card).or_default();
        if days.len() == DONE_KEPT_MAX {
            days.remove(0);
        }
        days.push(on);
    }

    pub(crate) fn take_back(&mut self, card: CardId, on: Date) {
        if let Some(days) = self.days.get_mut(&card)
            && let Some(at) = days.iter().rposition(|day| *day == on)
        {
            days.remove(at);
        }
    }
}

/// Steps that I do not want to see again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    skipped: BTreeSet<Step>,
    /// None at all.
    hidden: bool,
}

impl Steps {
    /// Whether I skipped it for good.
    pub fn is_skipped(&self, step: Step) -> bool {
        self.skipped.contains(&step)
    }

    /// Whether I want no next steps at all.
    pub const fn are_hidden(&self) -> bool {
        self.hidden
    }

    pub(crate) const fn hide(&mut self, hidden: bool) {
        self.hidden = hidden;
    }

    pub(crate) fn skip(&mut self, step: Step) {
        self.skipped.insert(step);
    }
}
