//! One reader's view of the division: all piles by the reader's own ratings only.
//!
//! A certificate is told to the one whose eyes it speaks of; reasons are in terms of the reader's
//! own ratings; the other's ratings are in no number here.

use std::collections::BTreeMap;

use crate::id::{CardId, MemberId};

/// Three fair ways, the one with the fewest moves first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plan {
    /// As few moves as make it fair: nobody over their share by their own numbers.
    FewestToFair,
    /// As few moves as come close to the most even.
    NearBest,
    /// The most even there is.
    Best,
}

/// Which division a reader looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum At {
    /// The fair way with the fewest moves.
    #[default]
    First,
    Plan(Plan),
    /// A place on the frontier, from my smallest share up: [`DivisionView::frontier`]. Between two
    /// only.
    Frontier(usize),
}

/// What a reader asks to look at: a division, and cards tried in somebody else's pile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    pub at: At,
    pub moved: BTreeMap<CardId, MemberId>,
}

/// A division as one reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DivisionView {
    pub at: At,
    pub evenness: Evenness,
    /// The ways there are, fewest moves first; equal ones once.
    pub plans: Vec<PlanLine>,
    /// The reader's pile first, then the other parents', then the trusted adults'.
    pub piles: Vec<Pile>,
    /// Cards that change hands from today, in the order of the piles.
    pub moves: Vec<CardId>,
    pub mine: Mine,
    /// Places along the frontier, my lightest pile first: "what if I took a little less". Empty
    /// where the numbers are too fine to look along, or more than two carry.
    pub frontier: Vec<Place>,
    /// The place on the frontier whose weight for me is nearest to what is shown.
    pub nearest: Option<usize>,
    /// The whole weight of the lot in the reader's own numbers; shares are out of this.
    pub total: u64,
    /// Cards were tried elsewhere by hand: the division is not the engine's own.
    pub is_edited: bool,
    /// The search ended before its proof: how much more even another division might be at most, in
    /// hundredths of a part, rounded up. Told of the three ways only.
    pub unproved: Option<u32>,
}

/// How even the shown division is by the numbers all gave. Told of the three ways only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evenness {
    /// Nobody carries more than their agreed share, each by their own numbers.
    Even,
    /// Within a fiftieth of the most even there is.
    Close,
    /// The most even there is, though somebody carries more than their share: one card weighs too
    /// much, or locks leave no more room.
    AsEvenAsCanBe,
    /// The most even that was found before the search ended.
    AsEvenAsFound,
    /// Not one of the three ways: only the reader's own numbers say something about it.
    ByMyNumbers,
}

/// A place on the frontier, in the reader's own numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What my pile weighs, of [`DivisionView::total`].
    pub my_weight: u64,
    pub moves: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanLine {
    pub plan: Plan,
    pub moves: usize,
    /// What my pile weighs, of [`DivisionView::total`].
    pub my_weight: u64,
    pub is_shown: bool,
}

/// One carer's cards, weighed by the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pile {
    pub member: MemberId,
    pub cards: Vec<Placed>,
    /// In the reader's own numbers.
    pub weight: u64,
    /// Thousandths of this carer's agreed share, in the reader's eyes.
    pub share: u32,
    /// A trusted adult's: nobody asked them how heavy a card is to them.
    pub is_estimated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub card: CardId,
    /// In the reader's own numbers.
    pub weight: u32,
    pub is_locked: bool,
    /// It changes hands: whose it is today.
    pub from: Option<MemberId>,
    /// It gets an owner: today it is nobody's alone, or they see it differently.
    pub is_newly_owned: bool,
    pub reason: Reason,
}

/// Why a card lies where it lies, in terms of the reader's own ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was set there in the open.
    Locked,
    /// The reader said it is not possible for them.
    NotPossibleForMe,
    /// With the reader: it weighs less to them than other cards of its size.
    LighterToMe,
    /// With another: it weighs more to the reader than other cards of its size.
    HeavierToMe,
    /// It is where it is today.
    Stays,
    /// Placed so that the piles come out even.
    Balance,
    /// The reader tried it there by hand.
    Tried,
}

/// What is proved about the reader's own part, by their own numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "known properties, each true or not")]
pub struct Mine {
    /// My pile in thousandths of my agreed share; 1,000 is exactly my share.
    pub share: u32,
    /// At most my agreed share.
    pub is_within_share: bool,
    /// I would rather have nobody else's pile.
    pub is_envy_free: bool,
    /// I would rather have nobody else's pile, but for my own lightest card.
    pub is_envy_free_but_one: bool,
    /// My pile weighs no more than the heaviest pile of the evenest cut I could make myself. `None`
    /// with unequal shares, where it is not defined.
    pub is_as_good_as_cutting: Option<bool>,
    /// It is proved that no division of these cards is more even, by the numbers all gave.
    pub is_most_even: bool,
}

impl Placed {
    /// It changes hands from today.
    pub const fn is_moved(&self) -> bool {
        self.from.is_some()
    }
}
