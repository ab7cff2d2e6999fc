//! The load: which cards this family has on the table.

pub mod catalogue;
pub mod fitting;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::{CardId, ChildId};
use crate::people::unreachable_event;
use crate::text::Line;

/// Most cards on the table: as many as the division can divide. With the removed ones, twice that.
pub const CARDS_MAX: usize = 300;
/// Most minutes a week that a card can take: all of a waking week.
pub const MINUTES_MAX: u16 = 6_000;
/// Minutes a week that a family's own card starts with.
pub const MINUTES_OF_OWN_CARD: u16 = 30;

/// One responsibility of this family: a whole piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: CardId,
    pub origin: Origin,
    /// The child it is for, where it counts once per child.
    pub child: Option<ChildId>,
}

/// Where a card comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A row of the catalogue, by its id.
    Catalogue(String),
    /// Written by the family.
    Own { name: Line, minutes: u16 },
}

/// A card as it lies on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealt {
    pub card: Card,
    /// The family's own name for it.
    pub renamed: Option<Line>,
    /// Taken off the table; kept so that what was said about it still has a name.
    pub removed: bool,
}

/// All cards, in the order they were put on the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deck {
    cards: Vec<Dealt>,
}

impl Deck {
    /// The cards on the table.
    pub fn cards(&self) -> impl Iterator<Item = &Dealt> {
        self.cards.iter().filter(|dealt| !dealt.removed)
    }

    /// Removed ones too.
    pub fn all(&self) -> &[Dealt] {
        &self.cards
    }

    /// A card by its id, removed or not.
    pub fn get(&self, id: CardId) -> Option<&Dealt> {
        self.cards.iter().find(|dealt| dealt.card.id == id)
    }

    /// A card by its id, if it lies on the table.
    pub fn on_table(&self, id: CardId) -> Option<&Dealt> {
        self.get(id).filter(|dealt| !dealt.removed)
    }

    /// The card of a catalogue row (for a child), removed or not.
    pub fn of_row(&self, row: &str, child: Option<ChildId>) -> Option<&Dealt> {
        self.cards.iter().find(|dealt| {
            dealt.card.child == child
                && matches!(&dealt.card.origin, Origin::Catalogue(id) if id == row)
        })
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::CardsAdded { cards } => self.cards.extend(cards.iter().map(|card| Dealt {
                card: card.clone(),
                renamed: None,
                removed: false,
            })),
            Event::CardRenamed { card, name } => {
                if let Some(dealt) = self.get_mut(*card) {
                    dealt.renamed = Some(name.clone());
                }
            }
            Event::CardRemoved { card } => self.set_removed(*card, true),
            Event::CardRestored { card } => self.set_removed(*card, false),
            other => unreachable_event(other),
        }
    }

    fn set_removed(&mut self, id: CardId, removed: bool) {
        if let Some(dealt) = self.get_mut(id) {
            dealt.removed = removed;
        }
    }

    fn get_mut(&mut self, id: CardId) -> Option<&mut Dealt> {
        self.cards.iter_mut().find(|dealt| dealt.card.id == id)
    }
}

impl Card {
    /// The catalogue's facts; `None` for a family's own card.
    pub fn row(&self) -> Option<&'static catalogue::Row> {
        match &self.origin {
            Origin::Catalogue(id) => catalogue::catalogue().row(id),
            Origin::Own { .. } => None,
        }
    }

    /// Minutes in a usual week, before anybody changed them.
    pub fn usual_minutes(&self) -> u16 {
        match &self.origin {
            Origin::Catalogue(_) => {
                self.row().map_or(MINUTES_OF_OWN_CARD, |row| row.minutes_per_week)
            }
            Origin::Own { minutes, .. } => *minutes,
        }
    }

    /// 0 to 3, the catalogue's; a family's own card counts as routine.
    pub fn mental_load(&self) -> u8 {
        self.row().map_or(1, |row| row.mental_load)
    }

    /// Whether a child's safety hangs on it: putting it down asks first who has it instead.
    pub fn is_safety(&self) -> bool {
        self.row().is_some_and(|row| row.safety)
    }
}
