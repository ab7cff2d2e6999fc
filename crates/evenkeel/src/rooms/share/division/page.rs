//! The page of a division, for one reader.

use askama::Template;
use axum::response::Response;
use household::Seen;
use household::division::{At, DivisionView, Pile, Placed, Reason, Wish};

use super::figure::{Block, blocks, columns};
use super::looking;
use super::telling::{Slide, Telling, Way};
use crate::app::Shared;
use crate::rooms::card::{CardFace, Person};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/division.html")]
struct Division<'a> {
    page: Page<'a>,
    title: String,
    lead: String,
    /// The piles as the picture tells them, by name.
    parts: String,
    /// Of whom a pile is estimated, by name.
    estimated: Option<String>,
    piles: Vec<PileView<'a>>,
    /// How many parents there are, and who the others are.
    parents: usize,
    others: Vec<Person>,
    width: usize,
    blocks: Vec<Vec<Block>>,
    moves: Vec<Moved<'a>>,
    /// Cards that get an owner, which nobody had alone.
    newly: Vec<Newly<'a>>,
    ways: Vec<Way>,
    slide: Option<Slide>,
    proved: Vec<String>,
    limits: String,
    /// What is looked at, as fields of a form, and as an address ends.
    looking: Vec<(&'static str, String)>,
    query: String,
    /// The same way without what was tried by hand.
    untried: String,
    is_edited: bool,
    left_out: usize,
    trusted: Vec<Person>,
    /// Who else carries, put forward and not said yes to by the reader.
    trusted_to_read: Vec<String>,
    has_other_shares: bool,
    /// Who offered shares that the reader has not said yes to.
    shares_by: Option<Person>,
    has_offer: bool,
}

/// One pile, with everything in the reader's own numbers.
#[derive(Debug)]
struct PileView<'a> {
    person: Person,
    /// Of a hundred.
    percent: u64,
    cards: Vec<Card<'a>>,
    /// To whom a card of it can be tried.
    to: Vec<Person>,
    is_estimated: bool,
}

#[derive(Debug)]
struct Card<'a> {
    face: CardFace<'a>,
    /// Of the heaviest card, in hundredths.
    bar: u64,
    note: Option<String>,
    is_locked: bool,
    /// Not possible for the reader, and with them all the same.
    is_to_leave_out: bool,
}

#[derive(Debug)]
struct Moved<'a> {
    face: CardFace<'a>,
    from: Person,
    to: Person,
    reason: Option<String>,
}

#[derive(Debug)]
struct Newly<'a> {
    face: CardFace<'a>,
    to: Person,
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    view: &DivisionView,
    wish: &Wish,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let words = me.words;
    let people: Vec<_> =
        view.piles.iter().map(|pile| Person::of(seen, words, pile.member)).collect();
    let shown = shown(view, wish);
    let untried = Wish { at: shown.at, ..Wish::default() };
    let telling = Telling::of(me, seen, view, &people);
    let newly = newly(me, seen, view, &people);
    let (title, lead) = telling.headline(newly.len());
    let division = &seen.shared.division;
    let shares = division.shares_offer().filter(|offer| !offer.confirmed.contains(&me.member));
    Division {
        title,
        lead,
        parts: telling.parts(),
        estimated: telling.estimated(),
        piles: piles(me, seen, view, &people, &telling),
        parents: telling.parents,
        others: people[1..telling.parents].to_vec(),
        width: columns(people.len()).0,
        blocks: blocks(&view.piles),
        moves: moves(me, seen, view, &people, &telling),
        newly,
        ways: telling.ways(),
        slide: telling.slide(),
        proved: telling.proved(),
        limits: telling.limits(),
        looking: looking::fields(&shown),
        query: looking::query(&shown),
        untried: looking::query(&untried),
        is_edited: view.is_edited,
        left_out: division.aside().count(),
        trusted: people[telling.parents..].to_vec(),
        trusted_to_read: trusted_to_read(me, seen),
        has_other_shares: division.weights().is_some(),
        shares_by: shares.map(|offer| Person::of(seen, words, offer.by)),
        has_offer: seen.shared.agreements.offer().is_some(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share").saying(ok),
    }
    .show()
}

/// What is looked at, written anew from what is shown, so that an address never carries stale cards
/// along.
fn shown(view: &DivisionView, wish: &Wish) -> Wish {
    let at = if wish.at == At::First { At::First } else { view.at };
    let moved = view.piles.iter().flat_map(|pile| {
        let tried = pile.cards.iter().filter(|placed| placed.reason == Reason::Tried);
        tried.map(|placed| (placed.card, pile.member))
    });
    Wish { at, moved: moved.collect() }
}

fn trusted_to_read(me: &Me, seen: &Seen<'_>) -> Vec<String> {
    let waiting = seen.shared.people.all_trusted().filter_map(|(_, trusted)| trusted.offer());
    let waiting = waiting.filter(|offer| !offer.confirmed.contains(&me.member));
    waiting.map(|offer| offer.name.as_str().to_owned()).collect()
}

fn piles<'a>(
    me: &Me,
    seen: &Seen<'a>,
    view: &DivisionView,
    people: &[Person],
    telling: &Telling<'_>,
) -> Vec<PileView<'a>> {
    let heaviest = view.piles.iter().flat_map(|pile| &pile.cards).map(|placed| placed.weight).max();
    let piles = view.piles.iter().zip(people).zip(&telling.percents);
    piles
        .map(|((pile, person), percent)| PileView {
            person: person.clone(),
            percent: *percent,
            cards: cards(me, seen, pile, heaviest, telling),
            to: people.iter().filter(|other| other.id != person.id).cloned().collect(),
            is_estimated: pile.is_estimated,
        })
        .collect()
}

fn cards<'a>(
    me: &Me,
    seen: &Seen<'a>,
    pile: &Pile,
    heaviest: Option<u32>,
    telling: &Telling<'_>,
) -> Vec<Card<'a>> {
    let mine = pile.member == me.member;
    let heaviest = u64::from(heaviest.unwrap_or(1).max(1));
    let card = |placed: &Placed| {
        Some(Card {
            face: CardFace::find(seen, me.words, placed.card)?,
            bar: ((u64::from(placed.weight) * 200 + heaviest) / (2 * heaviest)).max(1),
            note: telling.note(placed.reason, mine),
            is_locked: placed.is_locked,
            is_to_leave_out: mine && placed.reason == Reason::NotPossibleForMe,
        })
    };
    pile.cards.iter().filter_map(card).collect()
}

fn moves<'a>(
    me: &Me,
    seen: &Seen<'a>,
    view: &DivisionView,
    people: &[Person],
    telling: &Telling<'_>,
) -> Vec<Moved<'a>> {
    let moved = |(side, placed): (usize, &Placed)| {
        let from = placed.from?;
        let is_told = side != 0 || placed.reason != Reason::NotPossibleForMe;
        Some(Moved {
            face: CardFace::find(seen, me.words, placed.card)?,
            from: people.iter().find(|person| person.id == from)?.clone(),
            to: people[side].clone(),
            reason: is_told.then(|| telling.reason(placed.reason, side == 0)).flatten(),
        })
    };
    placed(view).filter_map(moved).collect()
}

fn newly<'a>(me: &Me, seen: &Seen<'a>, view: &DivisionView, people: &[Person]) -> Vec<Newly<'a>> {
    let newly = |(side, placed): (usize, &Placed)| {
        let face = CardFace::find(seen, me.words, placed.card)?;
        Some(Newly { face, to: people[side].clone() })
    };
    placed(view).filter(|(_, placed)| placed.is_newly_owned).filter_map(newly).collect()
}

/// Every card with the side of its pile, the reader's first.
fn placed(view: &DivisionView) -> impl Iterator<Item = (usize, &Placed)> {
    let sides = view.piles.iter().enumerate();
    sides.flat_map(|(side, pile)| pile.cards.iter().map(move |card| (side, card)))
}
