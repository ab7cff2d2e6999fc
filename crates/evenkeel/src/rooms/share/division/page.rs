//! The page of a division, for one reader.

use askama::Template;
use axum::response::Response;
use household::Seen;
use household::division::{
    At, DivisionView, Evenness, Mine, Pile, Placed, Plan, PlanLine, Reason, Wish,
};

use super::figure::{Block, blocks};
use super::looking;
use crate::app::Shared;
use crate::rooms::card::{CardFace, Person};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/division.html")]
#[expect(clippy::struct_excessive_bools, reason = "facts that the page says or leaves out")]
struct Division<'a> {
    page: Page<'a>,
    title: String,
    lead: String,
    piles: [PileView<'a>; 2],
    blocks: [Vec<Block>; 2],
    moves: Vec<Moved<'a>>,
    /// Cards that get an owner, which nobody had alone.
    newly: Vec<Newly<'a>>,
    ways: Vec<Way>,
    slide: Option<Slide>,
    proved: Vec<String>,
    /// What is looked at, as fields of a form, and as an address ends.
    looking: Vec<(&'static str, String)>,
    query: String,
    /// The same way without what was tried by hand.
    untried: String,
    is_edited: bool,
    left_out: usize,
    has_other_shares: bool,
    /// The reader has not said yes to shares that were offered.
    has_shares_to_read: bool,
    has_offer: bool,
}

/// One pile, with everything in the reader's own numbers.
#[derive(Debug)]
struct PileView<'a> {
    person: Person,
    /// Of a hundred.
    percent: u64,
    cards: Vec<Card<'a>>,
}

#[derive(Debug)]
struct Card<'a> {
    face: CardFace<'a>,
    /// Of the heaviest card, in hundredths.
    bar: u64,
    note: Option<&'a str>,
    is_locked: bool,
    /// Not possible for the reader, and with them all the same.
    is_to_leave_out: bool,
}

#[derive(Debug)]
struct Moved<'a> {
    face: CardFace<'a>,
    from: Person,
    to: Person,
    reason: Option<&'a str>,
}

#[derive(Debug)]
struct Newly<'a> {
    face: CardFace<'a>,
    to: Person,
}

/// A fair way to choose.
#[derive(Debug)]
struct Way {
    name: &'static str,
    title: &'static str,
    said: String,
    is_shown: bool,
}

/// The slider along the frontier.
#[derive(Debug)]
struct Slide {
    last: usize,
    at: usize,
    now: String,
    words: String,
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
    let people = [0, 1].map(|side| Person::of(seen, words, view.piles[side].member));
    // The address is written anew from what is shown, so that it never carries stale cards along.
    let tried = view.piles.iter().flat_map(|pile| &pile.cards);
    let tried = tried.filter(|placed| placed.reason == Reason::Tried).map(|placed| placed.card);
    let at = if wish.at == At::First { At::First } else { view.at };
    let shown = Wish { at, moved: tried.collect() };
    let heaviest = view.piles.iter().flat_map(|pile| &pile.cards).map(|placed| placed.weight).max();
    let newly = newly(me, seen, view, &people);
    let division = &seen.shared.division;
    let lead_even = match division.weights() {
        None => "division-lead-even",
        Some(_) => "division-lead-even-parts",
    };
    let (title, lead) = headline(words, view, &people[1], newly.len(), lead_even);
    let shares = division.shares_offer();
    Division {
        title,
        lead,
        blocks: blocks(&view.piles),
        moves: moves(me, seen, view, &people),
        newly,
        ways: ways(words, view, &people[1]),
        slide: slide(words, view, &people[1]),
        proved: proved(words, view, &people[1]),
        looking: looking::fields(&shown),
        query: looking::query(&shown),
        untried: looking::query(&Wish { at, ..Wish::default() }),
        is_edited: view.is_edited,
        left_out: division.aside().count(),
        has_other_shares: division.weights().is_some(),
        has_shares_to_read: shares.is_some_and(|offer| !offer.confirmed.contains(&me.member)),
        has_offer: seen.shared.agreements.offer().is_some(),
        piles: [0, 1]
            .map(|side| pile(me, seen, &view.piles[side], &people[side], view.total, heaviest)),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share").saying(ok),
    }
    .show()
}

/// What is said of the whole: even only where the engine says so of both (R11).
fn headline(
    words: &Words,
    view: &DivisionView,
    other: &Person,
    newly: usize,
    lead_even: &str,
) -> (String, String) {
    let say = |key, count: usize| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let cards = words.count("division-n-cards", count);
        words.say(key, &[("n", count.into()), ("cards", cards.into())])
    };
    let moves = view.moves.len();
    let mine = percent(view.piles[0].weight, view.total);
    let numbers = |key| {
        let values = [
            ("mine", mine.to_string().into()),
            ("theirs", (100 - mine).to_string().into()),
            ("name", other.name.as_str().into()),
        ];
        words.say(key, &values)
    };
    match view.evenness {
        Evenness::Even if moves == 0 && newly > 0 => {
            (say("division-title-owners", newly), numbers(lead_even))
        }
        Evenness::Even => (say("division-title-even", moves), numbers(lead_even)),
        Evenness::Close => (say("division-title-close", moves), numbers("division-lead-close")),
        Evenness::AsEvenAsCanBe => {
            (say("division-title-most", moves), numbers("division-lead-most"))
        }
        Evenness::ByMyNumbers if view.is_edited => {
            (words.text("division-title-try").to_owned(), numbers("division-lead-mine"))
        }
        Evenness::ByMyNumbers => {
            (say("division-title-moves", moves), numbers("division-lead-mine"))
        }
    }
}

fn pile<'a>(
    me: &Me,
    seen: &Seen<'a>,
    pile: &Pile,
    person: &Person,
    total: u64,
    heaviest: Option<u32>,
) -> PileView<'a> {
    let mine = pile.member == me.member;
    let card = |placed: &Placed| {
        let face = CardFace::find(seen, me.words, placed.card)?;
        Some(Card {
            face,
            bar: percent(placed.weight.into(), heaviest.unwrap_or(1).into()).max(1),
            note: note(placed.reason, mine).map(|key| me.words.text(key)),
            is_locked: placed.is_locked,
            is_to_leave_out: mine && placed.reason == Reason::NotPossibleForMe,
        })
    };
    PileView {
        person: person.clone(),
        percent: if mine {
            percent(pile.weight, total)
        } else {
            100 - percent(total - pile.weight, total)
        },
        cards: pile.cards.iter().filter_map(card).collect(),
    }
}

/// Why a card moves, in terms of the reader's own ratings. That the piles meet is said once, of
/// every card without a reason.
const fn reason(reason: Reason, mine: bool) -> Option<&'static str> {
    Some(match reason {
        Reason::Locked => "division-why-kept",
        Reason::NotPossibleForMe if mine => "division-why-not-possible-mine",
        Reason::NotPossibleForMe => "division-why-not-possible",
        Reason::LighterToMe => "division-why-lighter",
        Reason::HeavierToMe => "division-why-heavier",
        Reason::Stays | Reason::Balance => return None,
        Reason::Tried => "division-why-tried",
    })
}

/// The same beside a card in its pile, shorter: most cards have one.
const fn note(why: Reason, mine: bool) -> Option<&'static str> {
    match why {
        Reason::LighterToMe => Some("division-note-lighter"),
        Reason::HeavierToMe => Some("division-note-heavier"),
        Reason::Locked
        | Reason::NotPossibleForMe
        | Reason::Stays
        | Reason::Balance
        | Reason::Tried => reason(why, mine),
    }
}

fn moves<'a>(
    me: &Me,
    seen: &Seen<'a>,
    view: &DivisionView,
    people: &[Person; 2],
) -> Vec<Moved<'a>> {
    let moved = |(side, placed): (usize, &Placed)| {
        let why = reason(placed.reason, side == 0)
            .filter(|_| !(side == 0 && placed.reason == Reason::NotPossibleForMe));
        Some(Moved {
            face: CardFace::find(seen, me.words, placed.card)?,
            from: people[1 - side].clone(),
            to: people[side].clone(),
            reason: why.map(|key| me.words.text(key)),
        })
    };
    placed(view).filter(|(_, placed)| placed.is_moved).filter_map(moved).collect()
}

fn newly<'a>(
    me: &Me,
    seen: &Seen<'a>,
    view: &DivisionView,
    people: &[Person; 2],
) -> Vec<Newly<'a>> {
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

fn ways(words: &'static Words, view: &DivisionView, other: &Person) -> Vec<Way> {
    if view.plans.len() < 2 {
        return Vec::new();
    }
    let way = |line: &PlanLine| Way {
        name: looking::plan_name(line.plan),
        title: words.text(match line.plan {
            Plan::FewestToFair => "division-way-fewest",
            Plan::NearBest => "division-way-near",
            Plan::Best => "division-way-best",
        }),
        said: said(words, line.my_weight, view.total, line.moves, other),
        is_shown: line.is_shown,
    };
    view.plans.iter().map(way).collect()
}

fn slide(words: &Words, view: &DivisionView, other: &Person) -> Option<Slide> {
    let at = match view.at {
        At::Frontier(place) if !view.is_edited => place,
        At::Frontier(_) | At::First | At::Plan(_) => view.nearest?,
    };
    if view.frontier.len() < 2 {
        return None;
    }
    let places: Vec<_> = view
        .frontier
        .iter()
        .map(|place| said(words, place.my_weight, view.total, place.moves, other))
        .collect();
    // What is shown may lie between two places of the slider: a plan, or the reader's own try.
    let now = said(words, view.piles[0].weight, view.total, view.moves.len(), other);
    Some(Slide { last: places.len() - 1, at, now, words: places.join("|") })
}

/// "You 49, Sam 51 · three cards move". A name cannot end the step it stands in.
fn said(words: &Words, mine: u64, total: u64, moves: usize, other: &Person) -> String {
    let mine = percent(mine, total);
    let moves = words.count("division-n-move", i64::try_from(moves).unwrap_or(i64::MAX));
    let values = [
        ("mine", mine.to_string().into()),
        ("theirs", (100 - mine).to_string().into()),
        ("name", other.name.replace('|', " ").into()),
        ("moves", moves.into()),
    ];
    words.say("division-said", &values)
}

/// What is proved about the reader's own part, sentence by sentence, and what it cannot say.
fn proved(words: &Words, view: &DivisionView, other: &Person) -> Vec<String> {
    let Mine {
        share,
        is_within_share,
        is_envy_free,
        is_envy_free_but_one,
        is_as_good_as_cutting,
        is_most_even,
    } = view.mine;
    let part = match (is_within_share, share) {
        (true, 1_000) => "division-proved-exactly",
        (true, _) => "division-proved-within",
        (false, _) => "division-proved-above",
    };
    let envy = match (is_envy_free, is_envy_free_but_one) {
        (true, _) => "division-proved-no-envy",
        (false, true) => "division-proved-no-envy-but-one",
        (false, false) => "division-proved-envy",
    };
    let cutting = is_as_good_as_cutting.map(|as_good| {
        if as_good { "division-proved-cutting" } else { "division-proved-not-cutting" }
    });
    let most = is_most_even.then_some("division-proved-most-even");
    let keys = [Some(part), Some(envy), cutting, most];
    let values = [("name", other.name.as_str().into())];
    keys.into_iter().flatten().map(|key| words.say(key, &values)).collect()
}

/// Of a hundred, to the nearest.
const fn percent(part: u64, whole: u64) -> u64 {
    if whole == 0 { 0 } else { (part * 200 + whole) / (2 * whole) }
}
