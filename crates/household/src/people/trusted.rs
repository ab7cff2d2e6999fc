//! A trusted adult: somebody who carries and does not decide, such as a grandparent or a nanny.
//! They have no account here; the parents say in the open who it is and how much, all of them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::{CardId, MemberId};
use crate::text::Line;

/// A part is counted in twentieths of what one parent carries.
pub const PART_WHOLE: u32 = 20;

/// A trusted adult, as all members see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trusted {
    pub name: Line,
    /// Twentieths of what one parent carries; `None` until every parent has said yes.
    part: Option<u32>,
    offer: Option<TrustedOffer>,
    /// What is not possible for them, as the parents set it in the open.
    cannot: BTreeSet<CardId>,
}

/// That somebody carries so much, put forward by one parent, and who has said yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustedOffer {
    pub name: Line,
    pub part: u32,
    pub by: MemberId,
    pub confirmed: BTreeSet<MemberId>,
}

impl Trusted {
    /// How much they carry, in twentieths of what one parent does; `None` where not all parents
    /// have said yes.
    pub const fn part(&self) -> Option<u32> {
        self.part
    }

    /// What waits for a yes.
    pub const fn offer(&self) -> Option<&TrustedOffer> {
        self.offer.as_ref()
    }

    /// Whether the parents said that a card is not possible for them.
    pub fn cannot(&self, card: CardId) -> bool {
        self.cannot.contains(&card)
    }

    pub(super) fn offered(name: &Line) -> Self {
        Self { name: name.clone(), part: None, offer: None, cannot: BTreeSet::new() }
    }

    pub(super) fn apply(&mut self, by: MemberId, event: &Event) {
        match event {
            Event::TrustedOffered { name, part, .. } => {
                let confirmed = BTreeSet::from([by]);
                let (name, part) = (name.clone(), *part);
                self.offer = Some(TrustedOffer { name, part, by, confirmed });
            }
            Event::TrustedConfirmed { .. } => {
                if let Some(offer) = &mut self.offer {
                    offer.confirmed.insert(by);
                }
            }
            Event::TrustedWithdrawn { .. } => self.offer = None,
            Event::TrustedCannotSet { card, cannot: true, .. } => {
                self.cannot.insert(*card);
            }
            Event::TrustedCannotSet { card, .. } => {
                self.cannot.remove(card);
            }
            other => super::unreachable_event(other),
        }
    }

    /// Carried or put forward by somebody; else there is nothing to keep.
    pub(super) const fn is_anything(&self) -> bool {
        self.part.is_some() || self.offer.is_some()
    }

    /// What every parent has said yes to holds.
    pub(super) fn settle(&mut self, parents: &BTreeSet<MemberId>) {
        if let Some(offer) = self.offer.take_if(|offer| parents.is_subset(&offer.confirmed)) {
            self.name = offer.name;
            self.part = Some(offer.part);
        }
    }

    /// Somebody joined: what was agreed before waits for their yes too.
    pub(super) fn ask_again(&mut self, parents: &BTreeSet<MemberId>) {
        if let Some((part, by)) = self.part.take().zip(parents.first()) {
            let (name, confirmed) = (self.name.clone(), parents.clone());
            self.offer = Some(TrustedOffer { name, part, by: *by, confirmed });
        }
    }
}
