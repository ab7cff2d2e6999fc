//! The two pictures beside each other: where they meet, where they differ, and which question fits.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{CardId, MemberId};
use crate::sort::{Carrier, OpenedCard, View};

/// All that was opened, the newest word on each card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    cards: BTreeMap<CardId, BTreeMap<MemberId, View>>,
    /// The household's whole week on the cards of the last opening, in whole hours.
    pub hours_a_week: u32,
    pub opened: Option<Timestamp>,
}

/// One card as all parents see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture<'a> {
    pub card: CardId,
    pub views: &'a BTreeMap<MemberId, View>,
    /// `None`: everyone said the same.
    pub difference: Option<Difference>,
}

/// How views of a card part; each has a question in the texts, never a verdict. In the order they
/// are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// More than one says "me".
    BothClaim,
    /// Nobody says "me": each names another.
    BothSayOther,
    /// One says somebody carries it, one says nobody does.
    OneSaysNobody,
    /// One says someone outside the parents carries it.
    OneSaysElsewhere,
    /// One says "together", one names one person.
    TogetherOrOne,
    /// One says "me", and another names somebody else. Two parents alone cannot come to it.
    NamesDiffer,
    /// They meet on who does it and part on who thinks of it.
    OnlyNoticing,
    /// They meet on who thinks of it and part on who does it.
    OnlyDoing,
}

impl Pictures {
    /// Every card that was ever opened, by id, removed ones too.
    pub fn cards(&self) -> impl Iterator<Item = Picture<'_>> {
        self.cards.iter().map(|(card, views)| Picture {
            card: *card,
            views,
            difference: difference(views),
        })
    }

    /// What each parent said of `card`; `None` where it was not opened.
    pub fn card(&self, card: CardId) -> Option<&BTreeMap<MemberId, View>> {
        self.cards.get(&card)
    }

    /// Whether no card was opened: nobody told the same one.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Whom everybody says does it today; `None` where they differ or name no single parent.
    pub fn does_today(&self, card: CardId) -> Option<MemberId> {
        let mut said = self.cards.get(&card)?.values().map(|view| &view.does);
        let first = said.next()?;
        match first {
            Carrier::One(member) => said.all(|other| other == first).then_some(*member),
            Carrier::Together | Carrier::SomeoneElse | Carrier::Nobody => None,
        }
    }

    /// Everybody says someone outside does it: nothing to divide.
    pub fn is_done_elsewhere(&self, card: CardId) -> bool {
        self.cards
            .get(&card)
            .is_some_and(|views| views.values().all(|view| view.does == Carrier::SomeoneElse))
    }

    pub(crate) fn add(&mut self, at: Timestamp, cards: &[OpenedCard], hours_a_week: u32) {
        self.cards.extend(cards.iter().map(|opened| (opened.card, opened.views.clone())));
        self.hours_a_week = hours_a_week;
        self.opened = Some(at);
    }
}

fn difference(views: &BTreeMap<MemberId, View>) -> Option<Difference> {
    let notices: Vec<_> = views.iter().map(|(by, view)| (*by, &view.notices)).collect();
    let does: Vec<_> = views.iter().map(|(by, view)| (*by, &view.does)).collect();
    match (part(&notices), part(&does)) {
        (None, None) => None,
        (Some(_), None) => Some(Difference::OnlyNoticing),
        (None, Some(_)) => Some(Difference::OnlyDoing),
        (Some(noticing), Some(doing)) => Some(noticing.min(doing)),
    }
}

/// How what each said of one part (noticing, or doing) differs; `None` where all said the same.
fn part(said: &[(MemberId, &Carrier)]) -> Option<Difference> {
    let (_, first) = said.first()?;
    if said.iter().all(|(_, carrier)| carrier == first) {
        return None;
    }
    let any = |wanted: &Carrier| said.iter().any(|(_, carrier)| *carrier == wanted);
    let claims = said.iter().filter(|(by, carrier)| **carrier == Carrier::One(*by)).count();
    Some(if any(&Carrier::Nobody) {
        Difference::OneSaysNobody
    } else if any(&Carrier::SomeoneElse) {
        Difference::OneSaysElsewhere
    } else if any(&Carrier::Together) {
        Difference::TogetherOrOne
    } else {
        match claims {
            0 => Difference::BothSayOther,
            1 => Difference::NamesDiffer,
            2.. => Difference::BothClaim,
        }
    })
}
