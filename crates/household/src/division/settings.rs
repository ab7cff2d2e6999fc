//! What parents set for the division, in the open: locks, cards left out, unequal shares.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::{CardId, MemberId};
use crate::people::unreachable_event;

/// Largest share number that can be offered.
pub const WEIGHT_MAX: u32 = 100;

/// How a card is let go: it stays out of the split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetAside {
    Drop,
    PassOn,
    PayFor,
}

impl SetAside {
    pub const ALL: [Self; 3] = [Self::Drop, Self::PassOn, Self::PayFor];
}

/// Shares that one parent offered, and who has said yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharesOffer {
    pub weights: BTreeMap<MemberId, u32>,
    pub by: MemberId,
    pub confirmed: BTreeSet<MemberId>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    locks: BTreeMap<CardId, MemberId>,
    aside: BTreeMap<CardId, SetAside>,
    /// `None`: equal shares.
    weights: Option<BTreeMap<MemberId, u32>>,
    offer: Option<SharesOffer>,
}

impl Settings {
    pub fn locked(&self, card: CardId) -> Option<MemberId> {
        self.locks.get(&card).copied()
    }

    pub fn set_aside(&self, card: CardId) -> Option<SetAside> {
        self.aside.get(&card).copied()
    }

    pub fn aside(&self) -> impl Iterator<Item = (CardId, SetAside)> {
        self.aside.iter().map(|(card, how)| (*card, *how))
    }

    /// 1 each unless all openly agreed on others.
    pub fn weight(&self, member: MemberId) -> u32 {
        self.weights.as_ref().and_then(|weights| weights.get(&member).copied()).unwrap_or(1)
    }

    pub const fn weights(&self) -> Option<&BTreeMap<MemberId, u32>> {
        self.weights.as_ref()
    }

    pub const fn shares_offer(&self) -> Option<&SharesOffer> {
        self.offer.as_ref()
    }

    /// A trusted adult carries nothing here any more.
    pub(crate) fn forget(&mut self, adult: MemberId) {
        self.locks.retain(|_, owner| *owner != adult);
    }

    pub(crate) fn apply(&mut self, by: MemberId, event: &Event, parents: usize) {
        match event {
            Event::CardLocked { card, owner } => {
                self.locks.insert(*card, *owner);
            }
            Event::CardUnlocked { card } => {
                self.locks.remove(card);
            }
            Event::CardSetAside { card, how } => {
                self.aside.insert(*card, *how);
            }
            Event::CardBroughtBack { card } => {
                self.aside.remove(card);
            }
            Event::SharesOffered { weights } => {
                let confirmed = BTreeSet::from([by]);
                self.offer = Some(SharesOffer { weights: weights.clone(), by, confirmed });
                self.settle_shares(parents);
            }
            Event::SharesConfirmed => {
                if let Some(offer) = &mut self.offer {
                    offer.confirmed.insert(by);
                }
                self.settle_shares(parents);
            }
            Event::SharesMadeEqual => {
                self.weights = None;
                self.offer = None;
            }
            other => unreachable_event(other),
        }
    }

    fn settle_shares(&mut self, parents: usize) {
        if let Some(offer) = self.offer.take_if(|offer| offer.confirmed.len() >= parents) {
            self.weights = Some(offer.weights);
        }
    }
}
