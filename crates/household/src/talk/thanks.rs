//! Thanks: what somebody saw, what it did for them, and, with it and never alone, what would help
//! even more.
//!
//! A thank you lies in its author's drawer until it is sent; nobody else can know that there is
//! one. Sent, it stays: to take it back only while it was not read would tell whether it was (R9).
//! Who gets it answers, or just holds it, which nobody is told.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Class, Event, Recorded};
use crate::id::{MemberId, ThanksId};
use crate::people::unreachable_event;
use crate::text::Note;

/// Thanks that one member can keep unsent.
pub const DRAWER_MAX: usize = 50;
/// Thanks of one sender that stay on the shelf; then the oldest go.
pub const SENT_MAX: usize = 1_000;
/// Marks of holding that are kept: all thanks that one of six parents can have been sent, and all
/// answers to their own.
const HELD_MAX: usize = 6 * SENT_MAX;

/// What is said. There is no "even more" without thanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thanks {
    pub text: Note,
    /// What would help even more.
    pub even_more: Option<Note>,
}

/// Thanks in the drawer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    pub id: ThanksId,
    /// Whom it is for, where its author has said so.
    pub to: Option<MemberId>,
    pub thanks: Thanks,
}

/// One member's drawer, and what they hold. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawer {
    /// In the order they were last written.
    unsent: Vec<Unsent>,
    held: BTreeSet<ThanksId>,
}

/// Thanks that were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub id: ThanksId,
    pub from: MemberId,
    pub to: MemberId,
    pub at: Timestamp,
    pub thanks: Thanks,
    pub answer: Option<Note>,
}

/// All thanks that were sent, in that order. What it answers depends on who asks: thanks are
/// between two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    given: Vec<Given>,
}

/// A past fact of the room, written beside the kind `thanks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ThanksEvent {
    /// Into the drawer, or written anew there.
    Drafted {
        id: ThanksId,
        to: Option<MemberId>,
        thanks: Thanks,
    },
    /// Out of the drawer: taken back, or sent.
    Dropped {
        id: ThanksId,
    },
    Sent {
        id: ThanksId,
        to: MemberId,
        thanks: Thanks,
    },
    Answered {
        id: ThanksId,
        text: Note,
    },
    /// Put on the shelf without a word.
    Held {
        id: ThanksId,
    },
}

impl ThanksEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::Drafted { .. } | Self::Dropped { .. } | Self::Held { .. } => Class::Own,
            Self::Sent { .. } | Self::Answered { .. } => Class::Shared,
        }
    }
}

impl Drawer {
    /// What I have not sent, the latest first.
    pub fn unsent(&self) -> impl Iterator<Item = &Unsent> {
        self.unsent.iter().rev()
    }

    /// One of them.
    pub fn get(&self, id: ThanksId) -> Option<&Unsent> {
        self.unsent.iter().find(|unsent| unsent.id == id)
    }

    /// Whether it was put on the shelf without a word: the thanks, or the answer to them.
    pub fn is_held(&self, id: ThanksId) -> bool {
        self.held.contains(&id)
    }

    pub(crate) fn is_full(&self) -> bool {
        self.unsent.len() >= DRAWER_MAX
    }

    pub(crate) fn apply(&mut self, event: &ThanksEvent) {
        match event {
            ThanksEvent::Drafted { id, to, thanks } => {
                self.unsent.retain(|unsent| unsent.id != *id);
                self.unsent.push(Unsent { id: *id, to: *to, thanks: thanks.clone() });
            }
            ThanksEvent::Dropped { id } => self.unsent.retain(|unsent| unsent.id != *id),
            ThanksEvent::Held { id } => {
                // More than can be new at a time; one that is forgotten is shown as new once more.
                if self.held.len() == HELD_MAX {
                    self.held.pop_first();
                }
                self.held.insert(*id);
            }
            ThanksEvent::Sent { .. } | ThanksEvent::Answered { .. } => {
                unreachable_event(&Event::Thanks(event.clone()));
            }
        }
    }
}

impl Given {
    /// Whether there is something in it that `me` has neither answered nor put away: thanks to
    /// them, or an answer to theirs.
    pub fn is_new_to(&self, me: MemberId, drawer: &Drawer) -> bool {
        let is_theirs = if self.to == me { self.answer.is_none() } else { self.answer.is_some() };
        is_theirs && !drawer.is_held(self.id)
    }

    fn is_between(&self, me: MemberId) -> bool {
        self.from == me || self.to == me
    }
}

impl Shelf {
    /// What `me` sent or was sent, the latest first.
    pub fn of(&self, me: MemberId) -> impl Iterator<Item = &Given> {
        self.given.iter().rev().filter(move |given| given.is_between(me))
    }

    /// One of them.
    pub fn get(&self, id: ThanksId, me: MemberId) -> Option<&Given> {
        self.of(me).find(|given| given.id == id)
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &ThanksEvent) {
        match event {
            ThanksEvent::Sent { id, to, thanks } => {
                let from = recorded.by;
                let mut same = self.given.iter().enumerate().filter(|(_, it)| it.from == from);
                if same.clone().count() == SENT_MAX
                    && let Some((oldest, _)) = same.next()
                {
                    self.given.remove(oldest);
                }
                let (id, to, at, thanks) = (*id, *to, recorded.at, thanks.clone());
                self.given.push(Given { id, from, to, at, thanks, answer: None });
            }
            ThanksEvent::Answered { id, text } => {
                if let Some(given) = self.given.iter_mut().find(|given| given.id == *id) {
                    given.answer = Some(text.clone());
                }
            }
            ThanksEvent::Drafted { .. }
            | ThanksEvent::Dropped { .. }
            | ThanksEvent::Held { .. } => unreachable_event(&recorded.event),
        }
    }
}
