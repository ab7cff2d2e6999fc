//! A card in daily life: its owner's way, the next time, and who has it today.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{Event, Recorded};
use crate::id::{CardId, MemberId};
use crate::people::unreachable_event;
use crate::seen::Seen;
use crate::text::Note;

/// What is said about a card day by day. All members see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Living {
    /// How each owner did or does it. Only an owner writes, and only their own (R3); an earlier
    /// owner's stays to start from.
    pub playbooks: BTreeMap<MemberId, Note>,
    /// The day its owner set for the next time.
    pub next: Option<Date>,
    /// "I have this today": said by somebody about themselves.
    pub have_today: Option<(Date, MemberId)>,
    /// "I can't today": said by the owner.
    pub cannot_today: Option<Date>,
    /// Who asked to be shown it once.
    pub to_be_shown: BTreeSet<MemberId>,
    /// Who was shown it.
    pub shown: BTreeMap<MemberId, Shown>,
}

/// That a card was walked through once with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub by: MemberId,
    /// The day from which the questions stop.
    pub until: Date,
}

/// Who asks this reader to be shown `card` once: they own it, or nobody does.
pub fn to_be_shown_by(
    seen: &Seen<'_>,
    card: CardId,
    today: Date,
) -> impl Iterator<Item = MemberId> {
    let owner = seen.shared.agreements.owner_on(card, seen.me, today);
    let may = owner.is_none_or(|owner| owner == seen.me);
    let asks = seen.shared.living.get(&card).map(|living| &living.to_be_shown);
    let me = seen.me;
    asks.into_iter().flatten().copied().filter(move |asker| may && *asker != me)
}

impl Living {
    /// Who said "I have this today" on that day.
    pub fn taken_on(&self, day: Date) -> Option<MemberId> {
        self.have_today.filter(|(on, _)| *on == day).map(|(_, by)| by)
    }

    /// Whether its owner said "I can't today" on that day.
    pub fn is_given_up_on(&self, day: Date) -> bool {
        self.cannot_today == Some(day)
    }

    /// How those do or did it who showed it to `member`.
    pub fn shown_to(&self, member: MemberId) -> Option<(Shown, Option<&Note>)> {
        self.shown.get(&member).map(|shown| (*shown, self.playbooks.get(&shown.by)))
    }

    /// Nobody waits to show a former member anything, or counts on them today.
    pub(crate) fn leave(&mut self, member: MemberId) {
        self.to_be_shown.remove(&member);
        self.shown.retain(|to, shown| *to != member && shown.by != member);
        self.have_today.take_if(|(_, by)| *by == member);
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::PlaybookWritten { text: Some(text), .. } => {
                self.playbooks.insert(recorded.by, text.clone());
            }
            Event::PlaybookWritten { text: None, .. } => {
                self.playbooks.remove(&recorded.by);
            }
            Event::NextSet { on, .. } => self.next = Some(*on),
            Event::HaveThisToday { on, .. } => self.have_today = Some((*on, recorded.by)),
            Event::CannotToday { on, .. } => self.cannot_today = Some(*on),
            Event::ShownOnceAsked { .. } => {
                self.to_be_shown.insert(recorded.by);
            }
            Event::ShownOnceClosed { of, .. } => {
                self.to_be_shown.remove(of);
            }
            Event::ShownOnce { of, until, .. } => {
                self.to_be_shown.remove(of);
                self.shown.insert(*of, Shown { by: recorded.by, until: *until });
            }
            other => unreachable_event(other),
        }
    }
}
