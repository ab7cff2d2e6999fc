//! The opening: the moment the last of everyone's seals and opens arrives.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::id::{CardId, MemberId};
use crate::load::Dealt;
use crate::sealed::Told;
use crate::sort::{Answer, Who};
use crate::state::Household;

/// A card that every parent told, as all may see it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedCard {
    pub card: CardId,
    pub views: BTreeMap<MemberId, View>,
}

/// What one parent said of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub notices: Carrier,
    pub does: Carrier,
}

/// Who carries a part of a card, told so that it means the same to every reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    One(MemberId),
    Together,
    SomeoneElse,
    Nobody,
}

impl Household {
    /// What the last press of all opens.
    pub(crate) fn open_pictures(&self) -> Event {
        let cards: Vec<_> =
            self.shared.deck.cards().filter_map(|dealt| self.opened_card(dealt)).collect();
        let hours_a_week = self.hours_a_week(&cards);
        Event::PicturesOpened { cards, hours_a_week }
    }

    fn opened_card(&self, dealt: &Dealt) -> Option<OpenedCard> {
        let parents: BTreeSet<_> = self.shared.people.parent_ids().collect();
        let mut views = BTreeMap::new();
        for parent in &parents {
            let answer = self.own(*parent).sort.answer(dealt.card.id)?;
            views.insert(*parent, view(answer, *parent, &parents)?);
        }
        Some(OpenedCard { card: dealt.card.id, views })
    }

    /// Whole hours, so that one's own minutes and the total do not tell the other's.
    fn hours_a_week(&self, cards: &[OpenedCard]) -> u32 {
        let minutes: u32 = cards.iter().map(|opened| self.pooled_minutes(opened.card)).sum();
        (minutes + 30) / 60
    }

    /// The parents' estimates of a card's minutes a week, at the moment of opening and at no other:
    /// later marks are private again, and the division reckons with `Sort::given`.
    fn pooled_minutes(&self, card: CardId) -> u32 {
        let usual = self.shared.deck.get(card).map_or(0, |dealt| dealt.card.usual_minutes());
        let estimates: Vec<u32> = self
            .shared
            .people
            .parent_ids()
            .map(|parent| {
                let sort = &self.own(parent).sort;
                let answer = sort.answer(card).or(sort.given(card));
                u32::from(answer.and_then(|answer| answer.minutes).unwrap_or(usual))
            })
            .collect();
        fairdivision::pooled_minutes(&estimates).unwrap_or(u32::from(usual))
    }
}

fn view(answer: &Answer, author: MemberId, parents: &BTreeSet<MemberId>) -> Option<View> {
    if !answer.is_told() {
        return None;
    }
    Some(View {
        notices: carrier(answer.notices?, author, parents)?,
        does: carrier(answer.does?, author, parents)?,
    })
}

/// `None` where "the other" was said and there are several others: that card stays closed.
fn carrier(who: Who, author: MemberId, parents: &BTreeSet<MemberId>) -> Option<Carrier> {
    let mut others = parents.iter().copied().filter(|parent| *parent != author);
    Some(match who {
        Who::Me => Carrier::One(author),
        Who::Other => {
            let other = others.next()?;
            if others.next().is_some() {
                return None;
            }
            Carrier::One(other)
        }
        Who::Parent(member) => parents.contains(&member).then_some(Carrier::One(member))?,
        Who::Both => Carrier::Together,
        Who::SomeoneElse => Carrier::SomeoneElse,
        Who::Nobody => Carrier::Nobody,
    })
}
