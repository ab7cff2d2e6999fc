//! From opened sorts to the engine's input: which cards are divided, how heavy each is to whom.
//!
//! Only what was sealed and opened counts ([`crate::sort::Sort::given`]): a private mark made since
//! moves nothing that another sees.

use std::collections::BTreeMap;

use fairdivision::Instance;
use serde_json::json;

use crate::id::{CardId, MemberId};
use crate::load::Dealt;
use crate::people::CARERS_MAX;
use crate::sort::{Answer, Cannot, Heaviness};
use crate::state::Household;

/// Why there is nothing to divide yet. Told to a reader from what all of them know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDivision {
    /// One parent so far: their own draft is another thing.
    Alone,
    /// The pictures have not been opened.
    PicturesFirst,
    /// More than six carry, and the engine divides between six.
    MoreThanSix,
    /// No opened card is left on the table to divide.
    NothingToDivide,
}

/// One card as the engine gets it.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub card: CardId,
    pub minutes: u32,
    pub mental_load: u8,
    /// By carer, in the carers' order.
    pub burdens: Vec<u32>,
    pub cannot: Vec<bool>,
    pub likes: Vec<bool>,
    pub locked: Option<usize>,
    pub current: Option<usize>,
}

/// What inputs are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    /// What was opened, and all that was set in the open since.
    AsSet,
    /// What was opened and what all agreed on: nothing that one alone can set and take back.
    AsOpened,
}

impl Household {
    /// Who carries: the parents by id, then the trusted adults whom all of them said yes to.
    pub(super) fn carers(&self) -> Result<Vec<MemberId>, NoDivision> {
        let people = &self.shared.people;
        if people.is_alone() {
            return Err(NoDivision::Alone);
        }
        let trusted = people.carrying().map(|(id, _)| id);
        let carers: Vec<_> = people.parent_ids().chain(trusted).collect();
        if carers.len() > CARERS_MAX { Err(NoDivision::MoreThanSix) } else { Ok(carers) }
    }

    /// The cards to divide, in the deck's order.
    pub(super) fn inputs(&self, carers: &[MemberId]) -> Result<Vec<Input>, NoDivision> {
        self.shared.pictures.as_ref().ok_or(NoDivision::PicturesFirst)?;
        let divided = |dealt: &&Dealt| self.shared.is_divided(dealt.card.id);
        let inputs: Vec<_> = self
            .shared
            .deck
            .cards()
            .filter(divided)
            .map(|dealt| self.input(dealt, carers, Basis::AsSet))
            .collect();
        if inputs.is_empty() { Err(NoDivision::NothingToDivide) } else { Ok(inputs) }
    }

    /// All cards that were opened to be divided, left out and taken off the table since or not.
    pub(super) fn inputs_as_opened(&self, carers: &[MemberId]) -> Vec<Input> {
        let Some(pictures) = &self.shared.pictures else { return Vec::new() };
        let is_opened = |card| pictures.card(card).is_some() && !pictures.is_done_elsewhere(card);
        let dealt = self.shared.deck.all().iter().filter(|dealt| is_opened(dealt.card.id));
        dealt.map(|dealt| self.input(dealt, carers, Basis::AsOpened)).collect()
    }

    fn input(&self, dealt: &Dealt, carers: &[MemberId], basis: Basis) -> Input {
        let card = dealt.card.id;
        let is_set = basis == Basis::AsSet;
        let people = &self.shared.people;
        // Nobody asks a trusted adult to rate: to them a card weighs what one of its size does.
        let given: Vec<Option<&Answer>> =
            carers.iter().map(|carer| self.own(*carer).sort.given(card)).collect();
        let parents = people.parents().count();
        let minutes = pooled(dealt, &given[..parents]);
        let place = |member: Option<MemberId>| carers.iter().position(|c| Some(*c) == member);
        let locked = place(self.shared.division.locked(card)).filter(|_| is_set);
        let said =
            |carer: &MemberId| is_set && people.trusted(*carer).is_some_and(|t| t.cannot(card));
        let cannot = carers.iter().zip(&given);
        let cannot: Vec<bool> =
            cannot.map(|(carer, answer)| is_impossible(*answer) || said(carer)).collect();
        // What someone outside does today, and is kept with one who carries, is theirs today.
        let pictures = self.shared.pictures.as_ref();
        let today = match basis {
            Basis::AsSet => self.current_owner(card, &carers[..parents]),
            Basis::AsOpened => pictures.and_then(|pictures| pictures.does_today(card)),
        };
        let elsewhere = locked.filter(|_| pictures.is_some_and(|p| p.is_done_elsewhere(card)));
        // A lock was set openly; and a card that nobody can do is for all to talk about. Neither
        // may show whose "not possible" it was.
        let free = locked.is_some() || cannot.iter().all(|cannot| *cannot);
        Input {
            card,
            minutes,
            mental_load: dealt.card.mental_load(),
            burdens: given
                .iter()
                .map(|answer| burden(minutes, heaviness(*answer), dealt.card.mental_load()))
                .collect(),
            likes: given.iter().map(|answer| answer.is_some_and(|given| given.like)).collect(),
            cannot: cannot.into_iter().map(|cannot| cannot && !free).collect(),
            locked,
            current: place(today).or(elsewhere),
        }
    }

    /// Whose it is today: by what they agreed, or else whom all say does it.
    fn current_owner(&self, card: CardId, parents: &[MemberId]) -> Option<MemberId> {
        let holding = self.shared.agreements.holding(card, *parents.first()?);
        let agreed = holding
            .filter(|holding| parents.iter().all(|parent| holding.parents().contains(parent)));
        match agreed {
            Some(holding) => holding.last_owner(),
            None => self.shared.pictures.as_ref()?.does_today(card),
        }
    }
}

/// One who carries, as the engine gets them.
#[derive(Debug, Clone)]
pub(super) struct Carer {
    pub id: String,
    pub weight: u32,
}

/// What the engine divides.
pub(super) fn instance(carers: &[Carer], inputs: &[Input]) -> Instance {
    let id = |place: usize| carers[place].id.as_str();
    let chosen = |said: &[bool]| -> Vec<&str> {
        (0..said.len()).filter(|place| said[*place]).map(id).collect()
    };
    let rows: Vec<_> = inputs
        .iter()
        .map(|input| {
            let burdens = input.burdens.iter().enumerate();
            let burdens: BTreeMap<_, _> = burdens.map(|(place, each)| (id(place), each)).collect();
            json!({
                "id": input.card.to_string(),
                "minutes": input.minutes,
                "burden": burdens,
                "cannot": chosen(&input.cannot),
                "likes": chosen(&input.likes),
                "locked": input.locked.map(id),
                "current": input.current.map(id),
            })
        })
        .collect();
    let carers: Vec<_> =
        carers.iter().map(|carer| json!({ "id": carer.id, "weight": carer.weight })).collect();
    let text = json!({ "carers": carers, "responsibilities": rows }).to_string();
    Instance::from_json(text.as_bytes())
        .expect("at most 6 carers and 300 cards, burdens and shares within the engine's limits")
}

pub(super) fn is_impossible(answer: Option<&Answer>) -> bool {
    answer.is_some_and(|answer| answer.cannot == Some(Cannot::NotPossible))
}

/// The pooled minutes of what was given, the ready card's where somebody left them alone.
fn pooled(dealt: &Dealt, given: &[Option<&Answer>]) -> u32 {
    let usual = dealt.card.usual_minutes();
    let estimates: Vec<u32> = given
        .iter()
        .map(|answer| u32::from(answer.and_then(|answer| answer.minutes).unwrap_or(usual)))
        .collect();
    fairdivision::pooled_minutes(&estimates).unwrap_or(u32::from(usual))
}

/// How heavy a card is to one parent; what is not possible weighs as a neutral card of its size.
pub(super) fn heaviness(answer: Option<&Answer>) -> Heaviness {
    let rated = answer.filter(|answer| answer.cannot != Some(Cannot::NotPossible));
    rated.and_then(|answer| answer.heaviness).unwrap_or(Heaviness::Middling)
}

pub(super) fn burden(minutes: u32, heaviness: Heaviness, mental_load: u8) -> u32 {
    let heaviness = match heaviness {
        Heaviness::Feather => fairdivision::Heaviness::MuchLighter,
        Heaviness::Light => fairdivision::Heaviness::Lighter,
        Heaviness::Middling => fairdivision::Heaviness::Usual,
        Heaviness::Heavy => fairdivision::Heaviness::Heavier,
        Heaviness::Draining => fairdivision::Heaviness::MuchHeavier,
    };
    fairdivision::burden(minutes, heaviness, u32::from(mental_load))
}
