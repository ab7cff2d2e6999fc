//! The sort: each parent alone says who notices and who does, sealed (R5).
//!
//! A sort is its author's own until every parent has sealed and pressed *open*. What opens then is
//! who notices and who does ([`OpenedCard`]); minutes, heaviness, likes and can'ts never do. They
//! are frozen as [`Sort::given`] for the division, which shows them to their author only.

mod opening;
mod pictures;

use serde::{Deserialize, Serialize};

pub use opening::{Carrier, OpenedCard, View};
pub use pictures::{Difference, Picture, Pictures};

use crate::event::Event;
use crate::id::{CardId, MemberId};
use crate::people::unreachable_event;
use crate::sealed::{Sheet, Told};

/// Cards dealt in the first round.
pub const FIRST_ROUND_CARDS: u16 = 12;
/// Cards added by each later round.
pub const LATER_ROUND_CARDS: u16 = 12;

/// One person's say on one card: a tap is a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Who notices that it is due and plans it.
    Notices(Who),
    /// Who does it.
    Does(Who),
    /// Minutes in a usual week, all of the household's.
    Minutes(u16),
    /// How heavy it is to me.
    Heaviness(Heaviness),
    /// I'd like this one.
    Like(bool),
    /// I can't.
    Cannot(Option<Cannot>),
    /// Mine to keep: not opened with the rest.
    Kept(bool),
    /// Does not fit us.
    Skipped(bool),
}

/// Who carries a part of a card, in its author's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    Me,
    /// The other parent, whether or not they are here yet.
    Other,
    /// One of several other parents.
    Parent(MemberId),
    Both,
    SomeoneElse,
    Nobody,
}

/// How heavy a card is to me: the five steps the division knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heaviness {
    Feather,
    Light,
    Middling,
    Heavy,
    Draining,
}

/// Two kinds of "I can't". Only the first keeps a card from someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cannot {
    NotPossible,
    DontKnowHow,
}

/// All of one person's marks on one card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub notices: Option<Who>,
    pub does: Option<Who>,
    pub minutes: Option<u16>,
    pub heaviness: Option<Heaviness>,
    pub like: bool,
    pub cannot: Option<Cannot>,
    pub kept: bool,
    pub skipped: bool,
}

/// One member's sort. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    sheet: Sheet<CardId, Answer>,
    dealt_more: u16,
}

impl Heaviness {
    /// Lightest first.
    pub const ALL: [Self; 5] =
        [Self::Feather, Self::Light, Self::Middling, Self::Heavy, Self::Draining];

    /// The division's step: 4 is neutral.
    pub const fn step(self) -> u32 {
        match self {
            Self::Feather => 2,
            Self::Light => 3,
            Self::Middling => 4,
            Self::Heavy => 6,
            Self::Draining => 8,
        }
    }
}

impl Told for Answer {
    /// Both taps are made and it is to be opened.
    fn is_told(&self) -> bool {
        self.notices.is_some() && self.does.is_some() && !self.kept && !self.skipped
    }
}

impl Answer {
    /// Nothing more is asked about it in this round.
    pub const fn is_settled(&self) -> bool {
        self.skipped || (self.notices.is_some() && self.does.is_some())
    }

    fn mark(&mut self, mark: Mark) {
        match mark {
            Mark::Notices(who) => self.notices = Some(who),
            Mark::Does(who) => self.does = Some(who),
            Mark::Minutes(minutes) => self.minutes = Some(minutes),
            Mark::Heaviness(heaviness) => self.heaviness = Some(heaviness),
            Mark::Like(like) => self.like = like,
            Mark::Cannot(cannot) => self.cannot = cannot,
            Mark::Kept(kept) => self.kept = kept,
            Mark::Skipped(skipped) => self.skipped = skipped,
        }
    }
}

impl Sort {
    /// My marks, and whether they are sealed.
    pub const fn sheet(&self) -> &Sheet<CardId, Answer> {
        &self.sheet
    }

    /// My marks on `card` so far, sealed or not.
    pub fn answer(&self, card: CardId) -> Option<&Answer> {
        self.sheet.answer(card)
    }

    /// Every card I marked, by id, removed ones too.
    pub fn answers(&self) -> impl Iterator<Item = (CardId, &Answer)> {
        self.sheet.answers()
    }

    /// How many of the deck's cards lie before this member.
    pub const fn dealt(&self) -> u16 {
        FIRST_ROUND_CARDS.saturating_add(self.dealt_more)
    }

    /// Whether it is sealed, so that nothing more can be marked.
    pub const fn is_sealed(&self) -> bool {
        self.sheet.is_sealed()
    }

    /// Whether I pressed *open*. Others may not have sealed yet; I am not told.
    pub const fn is_open_pressed(&self) -> bool {
        self.sheet.is_open_pressed()
    }

    /// What was sealed of a card when it last opened: what the division reckons with.
    pub fn given(&self, card: CardId) -> Option<&Answer> {
        self.sheet.given(card)
    }

    /// Whether something was told that no opening has shown yet.
    pub fn has_news(&self) -> bool {
        self.sheet.has_news()
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::CardMarked { card, marks } => {
                let answer = self.sheet.entry(*card);
                for mark in marks {
                    answer.mark(*mark);
                }
            }
            Event::MoreDealt { cards } => {
                self.dealt_more = self.dealt_more.saturating_add(*cards);
            }
            Event::SortSealed => self.sheet.seal(),
            Event::SealTakenBack => self.sheet.take_back(),
            Event::OpenPressed => self.sheet.press_open(),
            other => unreachable_event(other),
        }
    }

    /// The pictures opened.
    pub(crate) fn opened(&mut self, cards: &[OpenedCard]) {
        self.sheet.opened(cards.iter().map(|opened| opened.card));
    }

    pub(crate) const fn wait(&mut self) {
        self.sheet.wait();
    }

    pub(crate) fn start_clean(&mut self) {
        self.sheet.start_clean();
    }
}
