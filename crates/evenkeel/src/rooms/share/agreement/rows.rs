//! The form's fields: one line for each card, with its owner and what done means. What they begin
//! with comes from what holds, from what waits, from a division, or from the reader's own plan.

use household::agreement::{Outcome, Proposed, Term};
use household::division::{DivisionView, SetAside};
use household::load::Dealt;
use household::plan::Choice;
use household::{CardId, MemberId, Seen};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::rooms::card::CardFace;
use crate::rooms::share::division::left_out::HOW;
use crate::rooms::share::plan::is_carried;
use crate::web::form::Form;
use crate::web::me::Me;

/// Days until they look again, unless they say otherwise.
const REVIEW_DAYS: i32 = 28;

/// Where the form's first values come from.
#[derive(Debug)]
pub(super) enum From<'v> {
    /// What holds now, with every other card on the table.
    Now,
    /// The same for one card.
    Card(CardId),
    /// The version that waits.
    Offer,
    Division(&'v DivisionView),
}

/// A line of the form.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub face: CardFace<'a>,
    pub owner_field: String,
    pub standard_field: String,
    /// It is part of what holds: a new version says something of it too.
    pub is_held: bool,
}

/// What a card's line begins with; no outcome where it is not part of it yet.
struct Begin<'a> {
    card: CardId,
    outcome: Option<Outcome>,
    standard: Option<&'a str>,
}

pub(super) fn owner_field(card: CardId) -> String {
    format!("owner-{card}")
}

pub(super) fn standard_field(card: CardId) -> String {
    format!("standard-{card}")
}

/// The cards a form has lines for, in its order.
pub(super) fn cards(form: &Form) -> Vec<CardId> {
    let names = form.fields().iter().filter_map(|(name, _)| name.strip_prefix("owner-"));
    names.filter_map(|card| card.parse().ok()).collect()
}

/// The word a form sends for what becomes of a card.
pub(super) fn outcome_word(outcome: Outcome) -> String {
    match outcome {
        Outcome::Owner(owner) => owner.to_string(),
        Outcome::Open => "open".to_owned(),
        Outcome::LetGo(how) => {
            HOW.iter().find(|(_, each)| *each == how).map_or("", |(word, _)| word).to_owned()
        }
    }
}

/// Reads it back.
pub(super) fn outcome(word: &str) -> Option<Outcome> {
    if word == "open" {
        return Some(Outcome::Open);
    }
    match HOW.iter().find(|(name, _)| *name == word) {
        Some((_, how)) => Some(Outcome::LetGo(*how)),
        None => word.parse::<MemberId>().ok().map(Outcome::Owner),
    }
}

/// The form as it is first shown.
pub(super) fn begin(me: &Me, seen: &Seen<'_>, from: &From<'_>) -> Form {
    let agreements = &seen.shared.agreements;
    let offer = agreements.offer().map(|offer| &offer.proposed);
    // What is to begin later is changed from its own first day on.
    let begun = agreements.in_force(me.member).map_or(me.today, |made| made.proposed.start);
    let begun = begun.max(me.today);
    let (start, lines) = match from {
        From::Now => (begun, now(me, seen)),
        From::Card(card) => {
            let dealt = seen.shared.deck.on_table(*card).into_iter();
            (begun, dealt.map(|dealt| held(me, seen, dealt)).collect())
        }
        From::Offer => (
            offer.map_or(me.today, |offer| offer.start.max(me.today)),
            offer.map(|offer| offered(seen, offer)).unwrap_or_default(),
        ),
        From::Division(view) => (me.today, divided(me, seen, view)),
    };
    let review = match (from, offer) {
        (From::Offer, Some(offer)) if offer.review > start => offer.review,
        (From::Offer | From::Now | From::Card(_) | From::Division(_), _) => weeks_after(start),
    };
    let mut fields =
        vec![("start".to_owned(), start.to_string()), ("review".to_owned(), review.to_string())];
    for Begin { card, outcome, standard } in lines {
        let ready = CardFace::find(seen, me.words, card).and_then(|face| face.done);
        let standard = standard.or(ready).unwrap_or_default();
        fields.push((owner_field(card), outcome.map(outcome_word).unwrap_or_default()));
        fields.push((standard_field(card), standard.to_owned()));
    }
    Form::new(fields)
}

/// The lines to show for a form, whatever has become of its cards meanwhile.
pub(super) fn rows<'a>(me: &Me, seen: &Seen<'a>, form: &Form) -> Vec<Row<'a>> {
    let holding = |card| seen.shared.agreements.holding(card, me.member);
    let lines = cards(form).into_iter().filter_map(|card| {
        let dealt = seen.shared.deck.on_table(card)?;
        Some(Row {
            face: CardFace::of(seen, me.words, dealt),
            owner_field: owner_field(card),
            standard_field: standard_field(card),
            is_held: holding(card).is_some_and(|holding| is_everyones(seen, holding.parents())),
        })
    });
    lines.collect()
}

fn weeks_after(day: Date) -> Date {
    day.saturating_add(REVIEW_DAYS.days())
}

/// Everything on the table; what is settled comes first.
fn now<'a>(me: &Me, seen: &Seen<'a>) -> Vec<Begin<'a>> {
    let lines = seen.shared.deck.cards().map(|dealt| held(me, seen, dealt));
    let (mut settled, others): (Vec<_>, Vec<_>) = lines.partition(|line| line.outcome.is_some());
    settled.extend(others);
    settled
}

fn held<'a>(me: &Me, seen: &Seen<'a>, dealt: &Dealt) -> Begin<'a> {
    let card = dealt.card.id;
    let holding = seen.shared.agreements.holding(card, me.member);
    // What one settled alone before the other came is not part of what both settle now.
    let holding = holding.filter(|holding| is_everyones(seen, holding.parents()));
    let Some(holding) = holding else {
        let outcome = seen.shared.people.is_alone().then(|| planned(me, seen, card)).flatten();
        return Begin { card, outcome, standard: None };
    };
    let outcome = match (holding.let_go_from(me.today), holding.owner_from(me.today)) {
        (Some(how), _) => Outcome::LetGo(how),
        (None, Some(owner)) => Outcome::Owner(owner),
        (None, None) => Outcome::Open,
    };
    let standard = holding.standard_from(me.today).map(household::Note::as_str);
    Begin { card, outcome: Some(outcome), standard }
}

/// What the plan of one alone says of a card; without a word there, what they carry they keep.
fn planned(me: &Me, seen: &Seen<'_>, card: CardId) -> Option<Outcome> {
    Some(match seen.own.plan.of(card) {
        Some(Choice::Keep | Choice::Simplify) => Outcome::Owner(me.member),
        Some(Choice::PutDown) => Outcome::LetGo(SetAside::Drop),
        Some(Choice::AskSomeone) => Outcome::LetGo(SetAside::PassOn),
        Some(Choice::PayFor) => Outcome::LetGo(SetAside::PayFor),
        None => {
            let answer = seen.own.sort.answer(card).filter(|answer| !answer.skipped);
            answer.filter(|answer| is_carried(answer)).map(|_| Outcome::Owner(me.member))?
        }
    })
}

fn offered<'a>(seen: &Seen<'_>, offer: &'a Proposed) -> Vec<Begin<'a>> {
    let cards = seen.shared.deck.cards().map(|dealt| dealt.card.id);
    let lines = cards.filter_map(|card| {
        let Term { outcome, standard } = offer.terms.get(&card)?;
        let standard = standard.as_ref().map(household::Note::as_str);
        Some(Begin { card, outcome: Some(*outcome), standard })
    });
    lines.collect()
}

/// The division's owners, in its order, then what is left out of it.
fn divided<'a>(me: &Me, seen: &Seen<'a>, view: &DivisionView) -> Vec<Begin<'a>> {
    let standard = |card| {
        let holding = seen.shared.agreements.holding(card, me.member);
        holding.and_then(|holding| holding.standard_from(me.today)).map(household::Note::as_str)
    };
    let placed = view.piles.iter().flat_map(|pile| {
        let outcome = Outcome::Owner(pile.member);
        pile.cards.iter().map(move |placed| (placed.card, outcome))
    });
    let aside = seen.shared.deck.cards().filter_map(|dealt| {
        let how = seen.shared.division.set_aside(dealt.card.id)?;
        Some((dealt.card.id, Outcome::LetGo(how)))
    });
    let lines = placed.chain(aside);
    lines
        .map(|(card, outcome)| Begin { card, outcome: Some(outcome), standard: standard(card) })
        .collect()
}

fn is_everyones(seen: &Seen<'_>, parents: &std::collections::BTreeSet<MemberId>) -> bool {
    seen.shared.people.parent_ids().all(|id| parents.contains(&id))
}
