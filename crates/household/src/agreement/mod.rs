//! What the parents agreed: whose each card is, what done means, from when, and when they look
//! again.
//!
//! A version is in force when every parent has confirmed that very version (R4). Nobody is held by
//! it: an owner may put a card down from a date, and any parent may end it.

mod holding;
mod living;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use holding::{Holding, Span};
pub use living::{Living, Shown, to_be_shown_by};

use crate::division::SetAside;
use crate::event::{Event, Recorded};
use crate::id::{AgreementId, CardId, MemberId};
use crate::people::unreachable_event;
use crate::text::Note;

/// Versions that are kept: two years of a new one each week.
pub const AGREEMENTS_MAX: usize = 100;
/// Most bytes of what done means, over all cards of one version: as much as a small book, and one
/// event of a household's journal.
pub const STANDARDS_BYTES_MAX: usize = 256 << 10;

/// A version put forward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub id: AgreementId,
    pub terms: BTreeMap<CardId, Term>,
    pub start: Date,
    pub review: Date,
}

/// What is said of one card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub outcome: Outcome,
    /// What "done" means, where it is not the ready card's own words.
    pub standard: Option<Note>,
}

/// What becomes of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Owner(MemberId),
    /// Nobody's for now: to be taken, never late.
    Open,
    /// Dropped, passed on or paid for.
    LetGo(SetAside),
}

/// A version with who has confirmed it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub proposed: Proposed,
    pub by: MemberId,
    pub at: Timestamp,
    pub confirmed: BTreeSet<MemberId>,
}

/// A version that every parent of its time confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub proposed: Proposed,
    /// Who agreed. Others do not see it: one who joins later starts clean.
    pub parents: BTreeSet<MemberId>,
    pub made: Timestamp,
    pub ended: Option<Timestamp>,
}

/// All that was put forward and agreed, and whose each card is. What it answers depends on who
/// asks: one who joined later is not shown what was agreed without them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreements {
    offer: Option<Offer>,
    made: Vec<Agreement>,
    holdings: BTreeMap<CardId, Holding>,
}

impl Agreements {
    /// The version that waits for confirmations.
    pub const fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref()
    }

    /// The newest agreement that `me` is part of and nobody has ended.
    pub fn in_force(&self, me: MemberId) -> Option<&Agreement> {
        self.history(me).find(|agreement| agreement.ended.is_none())
    }

    /// All versions that `me` is part of, newest first.
    pub fn history(&self, me: MemberId) -> impl Iterator<Item = &Agreement> {
        self.made.iter().rev().filter(move |agreement| agreement.parents.contains(&me))
    }

    /// Whose a card is, as far as `me` is part of what was agreed.
    pub fn holding(&self, card: CardId, me: MemberId) -> Option<&Holding> {
        self.holdings.get(&card).filter(|holding| holding.parents().contains(&me))
    }

    /// Every card `me` is part of having agreed, by id, removed ones too.
    pub fn holdings(&self, me: MemberId) -> impl Iterator<Item = (CardId, &Holding)> {
        self.holdings
            .iter()
            .filter(move |(_, holding)| holding.parents().contains(&me))
            .map(|(card, holding)| (*card, holding))
    }

    /// Whose `card` is on `day`, as far as `me` may know; `None` also where it is open.
    pub fn owner_on(&self, card: CardId, me: MemberId, day: Date) -> Option<MemberId> {
        self.holding(card, me).and_then(|holding| holding.owner_on(day))
    }

    /// Whether any card was ever agreed to be theirs, and still is or will be.
    pub(crate) fn is_owner(&self, member: MemberId) -> bool {
        self.holdings.values().any(|holding| holding.names(member))
    }

    /// The cards that are theirs on a day or will be after it, whoever agreed on that.
    pub(crate) fn owned_from(&self, member: MemberId, day: Date) -> impl Iterator<Item = CardId> {
        let owned = self.holdings.iter().filter(move |(_, it)| it.is_owned_from(member, day));
        owned.map(|(card, _)| *card)
    }

    /// Whoever joins finds nothing decided about them: a version put forward before is gone.
    pub(crate) fn start_clean(&mut self) {
        self.offer = None;
    }

    /// What a member who leaves owned becomes open; nothing that waited for them waits any more.
    pub(crate) fn leave(&mut self, member: MemberId, from: Date) {
        self.offer = None;
        for holding in self.holdings.values_mut() {
            holding.leave(member, from);
        }
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        let by = recorded.by;
        match &recorded.event {
            Event::AgreementProposed { agreement } => {
                self.offer = Some(Offer {
                    proposed: agreement.clone(),
                    by,
                    at: recorded.at,
                    confirmed: BTreeSet::new(),
                });
            }
            Event::AgreementConfirmed { agreement } => {
                if let Some(offer) = self.offer.as_mut().filter(|o| o.proposed.id == *agreement) {
                    offer.confirmed.insert(by);
                }
            }
            Event::AgreementWithdrawn { agreement } => {
                self.offer.take_if(|offer| offer.proposed.id == *agreement);
            }
            Event::AgreementMade { agreement } => {
                if let Some(offer) = self.offer.take_if(|offer| offer.proposed.id == *agreement) {
                    self.make(offer, recorded.at);
                }
            }
            Event::AgreementEnded { agreement, from, stays } => {
                self.end(*agreement, *from, stays, recorded.at);
            }
            Event::CardPutDown { card, from, instead } => {
                self.ask_again(|terms| terms.contains_key(card));
                if let Some(holding) = self.holdings.get_mut(card) {
                    holding.put_down(*from, instead.as_ref());
                }
            }
            Event::CardTakenUp { card, from } => {
                self.ask_again(|terms| terms.contains_key(card));
                if let Some(holding) = self.holdings.get_mut(card) {
                    holding.take_up(*from, by);
                }
            }
            other => unreachable_event(other),
        }
    }

    fn make(&mut self, offer: Offer, made: Timestamp) {
        for earlier in &mut self.made {
            earlier.ended.get_or_insert(made);
        }
        for (card, term) in &offer.proposed.terms {
            let holding = self.holdings.entry(*card).or_default();
            holding.agree(&offer.confirmed, term, offer.proposed.start);
        }
        if self.made.len() == AGREEMENTS_MAX {
            self.made.remove(0);
        }
        self.made.push(Agreement {
            proposed: offer.proposed,
            parents: offer.confirmed,
            made,
            ended: None,
        });
    }

    fn end(&mut self, id: AgreementId, from: Date, stays: &BTreeSet<CardId>, at: Timestamp) {
        let Some(agreement) = self.made.iter_mut().find(|made| made.proposed.id == id) else {
            return;
        };
        agreement.ended = Some(at);
        self.ask_again(|_| true);
        let Some(agreement) = self.made.iter().find(|made| made.proposed.id == id) else {
            return;
        };
        for card in agreement.proposed.terms.keys().filter(|card| !stays.contains(card)) {
            if let Some(holding) = self.holdings.get_mut(card) {
                holding.release(from);
            }
        }
    }

    /// What a waiting version was written upon has changed: who had said yes is asked again, so
    /// that nobody is given back what they put down by a yes from before.
    fn ask_again(&mut self, touched: impl Fn(&BTreeMap<CardId, Term>) -> bool) {
        if let Some(offer) = self.offer.as_mut().filter(|offer| touched(&offer.proposed.terms)) {
            offer.confirmed.clear();
        }
    }
}
