//! The family form: names, children, and which cards are on the table.

use std::collections::BTreeSet;

use super::arrive::known_zone;
use super::{Asked, Command, Decision};
use crate::agreement::Outcome;
use crate::event::Event;
use crate::id::{CardId, ChildId, MemberId};
use crate::load::catalogue::{Scope, catalogue};
use crate::load::{CARDS_MAX, Card, MINUTES_MAX, Origin};
use crate::people::{AgeBand, Arrangement, Born, CHILDREN_MAX, Child, Deciders, Lives};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::text::Line;

/// A row of the catalogue, for one child or for the home.
type RowOfChild = (String, Option<ChildId>);

/// A child as the family form tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildDetails {
    pub nickname: Line,
    pub born: Born,
    pub band: Option<AgeBand>,
    pub deciders: Deciders,
    pub lives: Lives,
    pub arrangement: Arrangement,
}

impl Household {
    pub(super) fn decide_family(&self, asked: &mut Asked<'_>, command: &Command) -> Decision {
        match command {
            Command::ChooseName { name } => Ok(vec![Event::MemberNamed { name: name.clone() }]),
            Command::ChooseLook { look } => Ok(vec![Event::LookChosen { look: *look }]),
            Command::SetZone { zone } => {
                known_zone(zone)?;
                let again = self.shared.people.zone() == zone.as_str();
                Ok(if again { Vec::new() } else { vec![Event::ZoneSet { zone: zone.clone() }] })
            }
            Command::SetPreferences { preferences } => {
                if let Some(zone) = &preferences.zone {
                    known_zone(zone)?;
                }
                Ok(vec![Event::PreferencesSet { preferences: preferences.clone() }])
            }
            Command::Leave => {
                Ok(vec![Event::MemberLeft { from: self.today_of(asked.who, asked.now) }])
            }
            Command::CallOther { name } => Ok(vec![Event::OtherCalled { name: name.clone() }]),
            Command::AddChild { child } => self.add_child(asked, child),
            Command::ChangeChild { id, child } => self.change_child(asked, *id, child),
            Command::RemoveChild { id } => self.remove_child(asked, *id),
            Command::ChooseRows { shown, rows } => self.choose_rows(asked, shown, rows),
            Command::AddOwnCard { name, minutes, child } => {
                self.add_own_card(asked, name, *minutes, *child)
            }
            Command::RenameCard { card, name } => {
                self.card_on_table(*card)?;
                self.nobody_else_owns(asked, *card)?;
                Ok(vec![Event::CardRenamed { card: *card, name: name.clone() }])
            }
            Command::RemoveCard { card } => {
                let safety = self.card_on_table(*card)?.card.is_safety();
                self.nobody_else_owns(asked, *card)?;
                if safety && self.owners(asked, *card).next().is_some() {
                    return Err(Refusal::WhoHasItInstead);
                }
                Ok(vec![Event::CardRemoved { card: *card }])
            }
            Command::RestoreCard { card } => match self.shared.deck.get(*card) {
                None => Err(Refusal::UnknownCard),
                Some(dealt) if dealt.removed => {
                    if let Some(child) = dealt.card.child {
                        self.known_child(child)?;
                    }
                    if self.shared.deck.cards().count() >= CARDS_MAX {
                        return Err(Refusal::TooManyCards);
                    }
                    Ok(vec![Event::CardRestored { card: *card }])
                }
                Some(_) => Ok(Vec::new()),
            },
            _ => unreachable!("decide_as_member sends only the family's commands here"),
        }
    }

    fn add_child(&self, asked: &mut Asked<'_>, child: &ChildDetails) -> Decision {
        if self.shared.people.children().len() >= CHILDREN_MAX {
            return Err(Refusal::TooManyChildren);
        }
        self.deciders_are_known(child)?;
        let child = child.clone().with_id(asked.ids.child());
        Ok(vec![Event::ChildAdded { child }])
    }

    fn change_child(&self, asked: &Asked<'_>, id: ChildId, details: &ChildDetails) -> Decision {
        let before = self.child_of(asked.who, id)?;
        self.deciders_are_known(details)?;
        let now = &details.deciders.members;
        let mut others = before.deciders.members.iter().filter(|parent| **parent != asked.who);
        if !others.all(|parent| now.contains(parent)) {
            return Err(Refusal::DecidesToo);
        }
        let child = details.clone().with_id(id);
        Ok(if child == *before { Vec::new() } else { vec![Event::ChildChanged { child }] })
    }

    /// A child that `who` may change: one they decide for, or one for whom nobody here does. Else
    /// anybody could make themselves a reader of a child's page, or take it from another parent.
    fn child_of(&self, who: MemberId, id: ChildId) -> Result<&Child, Refusal> {
        let child = self.shared.people.child(id).ok_or(Refusal::UnknownChild)?;
        let may = child.deciders.members.is_empty() || child.is_decided_by(who);
        may.then_some(child).ok_or(Refusal::DoesNotDecide)
    }

    /// A removed child's cards leave the table with them, and so does all that was written and
    /// agreed about the child: where another parent decides as well, not over their head.
    fn remove_child(&self, asked: &Asked<'_>, id: ChildId) -> Decision {
        let child = self.child_of(asked.who, id)?;
        if child.deciders.members.len() > 1 {
            return Err(Refusal::DecidesToo);
        }
        let mut events = Vec::new();
        for dealt in self.shared.deck.cards().filter(|dealt| dealt.card.child == Some(id)) {
            self.nobody_else_owns(asked, dealt.card.id)?;
            events.push(Event::CardRemoved { card: dealt.card.id });
        }
        events.push(Event::ChildRemoved { child: id });
        Ok(events)
    }

    /// Another's card leaves the table, or is called something else, by a new agreement only; else
    /// one parent alone could take from the other what is theirs, or change what was agreed (R4).
    fn nobody_else_owns(&self, asked: &Asked<'_>, card: CardId) -> Result<(), Refusal> {
        let free = self.owners(asked, card).all(|owner| owner == asked.who);
        free.then_some(()).ok_or(Refusal::NotTheOwner)
    }

    /// Whose a card is, becomes, or is to become by the version that waits: as far as the asker is
    /// part of it, so that the answer tells of nothing else.
    fn owners(&self, asked: &Asked<'_>, card: CardId) -> impl Iterator<Item = MemberId> + '_ {
        let today = self.today_of(asked.who, asked.now);
        let agreements = &self.shared.agreements;
        let offered = agreements.offer().and_then(|offer| offer.proposed.terms.get(&card));
        let offered = offered.and_then(|term| match term.outcome {
            Outcome::Owner(owner) => Some(owner),
            Outcome::Open | Outcome::LetGo(_) => None,
        });
        let holding = agreements.holding(card, asked.who).into_iter();
        holding.flat_map(move |holding| holding.owners_from(today)).chain(offered)
    }

    fn deciders_are_known(&self, child: &ChildDetails) -> Result<(), Refusal> {
        let deciders = &child.deciders;
        if deciders.members.is_empty() && !deciders.somebody_else {
            return Err(Refusal::NobodyDecides);
        }
        let known = |member| self.shared.people.member(member).is_some();
        deciders
            .members
            .iter()
            .all(|member| known(*member))
            .then_some(())
            .ok_or(Refusal::UnknownMember)
    }

    fn known_child(&self, id: ChildId) -> Result<(), Refusal> {
        self.shared.people.child(id).map(|_| ()).ok_or(Refusal::UnknownChild)
    }

    fn choose_rows(
        &self,
        asked: &mut Asked<'_>,
        shown: &[RowOfChild],
        rows: &[RowOfChild],
    ) -> Decision {
        if rows.len() > CARDS_MAX || shown.len() > 2 * CARDS_MAX {
            return Err(Refusal::TooManyCards);
        }
        let (shown, chosen): (BTreeSet<_>, BTreeSet<_>) =
            (shown.iter().collect(), rows.iter().collect());
        let mut added = Vec::new();
        let mut events = Vec::new();
        for (row, child) in chosen.difference(&shown) {
            self.row_fits_child(row, *child)?;
            match self.shared.deck.of_row(row, *child) {
                Some(dealt) if dealt.removed => {
                    events.push(Event::CardRestored { card: dealt.card.id });
                }
                Some(_) => {}
                None => added.push((row.clone(), *child)),
            }
        }
        // In the order of the list, which is the deck's.
        added.sort_by_key(|added| rows.iter().position(|row| row == added));
        let restored = events.len();
        for (row, child) in shown.difference(&chosen) {
            if let Some(dealt) = self.shared.deck.of_row(row, *child)
                && !dealt.removed
                && self.owners(asked, dealt.card.id).next().is_none()
            {
                events.push(Event::CardRemoved { card: dealt.card.id });
            }
        }
        let removed = events.len() - restored;
        if self.shared.deck.cards().count() + restored + added.len() > CARDS_MAX + removed
            || self.shared.deck.all().len() + added.len() > 2 * CARDS_MAX
        {
            return Err(Refusal::TooManyCards);
        }
        if !added.is_empty() {
            let cards = added.into_iter().map(|(row, child)| Card {
                id: asked.ids.card(),
                origin: Origin::Catalogue(row),
                child,
            });
            events.push(Event::CardsAdded { cards: cards.collect() });
        }
        Ok(events)
    }

    fn row_fits_child(&self, row: &str, child: Option<ChildId>) -> Result<(), Refusal> {
        let row = catalogue().row(row).ok_or(Refusal::UnknownRow)?;
        match child {
            Some(child) => {
                self.known_child(child)?;
                (row.scope == Scope::Child).then_some(()).ok_or(Refusal::UnknownRow)
            }
            None => Ok(()),
        }
    }

    fn add_own_card(
        &self,
        asked: &mut Asked<'_>,
        name: &Line,
        minutes: u16,
        child: Option<ChildId>,
    ) -> Decision {
        self.room_for_cards(1)?;
        if let Some(child) = child {
            self.known_child(child)?;
        }
        if minutes > MINUTES_MAX {
            return Err(Refusal::MinutesTooMany);
        }
        let card = Card {
            id: asked.ids.card(),
            origin: Origin::Own { name: name.clone(), minutes },
            child,
        };
        Ok(vec![Event::CardsAdded { cards: vec![card] }])
    }

    fn room_for_cards(&self, more: usize) -> Result<(), Refusal> {
        let deck = &self.shared.deck;
        let fits = deck.cards().count() + more <= CARDS_MAX && deck.all().len() < 2 * CARDS_MAX;
        fits.then_some(()).ok_or(Refusal::TooManyCards)
    }

    pub(super) fn card_on_table(&self, card: CardId) -> Result<&crate::load::Dealt, Refusal> {
        self.shared.deck.on_table(card).ok_or(Refusal::UnknownCard)
    }
}

impl ChildDetails {
    fn with_id(self, id: ChildId) -> Child {
        Child {
            id,
            nickname: self.nickname,
            born: self.born,
            band: self.band,
            deciders: self.deciders,
            lives: self.lives,
            arrangement: self.arrangement,
        }
    }
}
