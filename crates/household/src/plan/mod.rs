//! My plan: what one parent alone thinks of letting go. Private to its author; one mark on each
//! card.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::CardId;

/// What I would do with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    Keep,
    PutDown,
    Simplify,
    AskSomeone,
    PayFor,
}

impl Choice {
    /// In the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Keep, Self::PutDown, Self::Simplify, Self::AskSomeone, Self::PayFor];
}

/// One member's plan. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    marks: BTreeMap<CardId, Choice>,
}

impl Plan {
    /// What I would do with `card`.
    pub fn of(&self, card: CardId) -> Option<Choice> {
        self.marks.get(&card).copied()
    }

    /// Every marked card, by id, removed ones too.
    pub fn marks(&self) -> impl Iterator<Item = (CardId, Choice)> {
        self.marks.iter().map(|(card, choice)| (*card, *choice))
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    pub(crate) fn mark(&mut self, card: CardId, choice: Choice) {
        self.marks.insert(card, choice);
    }
}
