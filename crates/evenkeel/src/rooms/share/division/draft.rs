//! A draft for one parent alone, from their own cards: the other is estimated, so it has a range,
//! and nothing is proved about them. Nobody else ever sees it (R6). Where trusted adults carry, it
//! can be looked at without the other: some carry with a nanny and nobody else.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use household::Seen;
use household::division::{Among, Drafted, SoloDraft, Whose, to_draft};

use super::looking::Pairs;
use super::one_moment::{self, Waits, waits};
use crate::app::{App, NoTurn, Shared};
use crate::rooms::card::{CardFace, Person, other_name};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

const HERE: &str = "/share/division/draft";

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/draft.html")]
struct Draft<'a> {
    page: Page<'a>,
    other: String,
    is_alone: bool,
    /// The trusted adults who carry.
    names: String,
    drafted: Option<View<'a>>,
}

/// Of a hundred, by the reader's own numbers.
#[derive(Debug)]
struct View<'a> {
    today: u32,
    /// The least and the most over the estimates.
    range: [u32; 2],
    draft: String,
    piles: Vec<Pile<'a>>,
    has_other: bool,
    /// How many hang on how heavy they are to the other.
    open: usize,
    let_go: Vec<CardFace<'a>>,
}

#[derive(Debug)]
struct Pile<'a> {
    /// `None`: the other parent's, who has no look here before they come.
    person: Option<Person>,
    cards: Vec<Card<'a>>,
}

#[derive(Debug)]
struct Card<'a> {
    face: CardFace<'a>,
    bar: u32,
    is_moved: bool,
    is_firm: bool,
    is_not_possible: bool,
}

/// `GET /share/division/draft`: also for a parent whose other has come and has not sorted.
pub async fn draft(
    State(app): State<App>,
    me: Me,
    Query(query): Query<Pairs>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let others = me.see(|seen| seen.shared.people.others_than(me.member).count())?;
    if others > 1 {
        return Ok(Redirect::to("/share/division").into_response());
    }
    answer(&app, &me, HERE, &query, waits(&query, &headers)).await
}

/// The draft, at this address.
pub(super) async fn answer(
    app: &Shared,
    me: &Me,
    here: &str,
    query: &Pairs,
    waits: Waits,
) -> Result<Response, Failure> {
    let without = query.iter().any(|(name, value)| name == "without" && value == "other");
    let (among, end, now) = if without {
        (Among::WithoutOther, "?without=other", "?without=other&now=1")
    } else {
        (Among::WithOther, "", "?now=1")
    };
    // Whatever the reason, there is nothing to draft yet.
    let to_draft = me.see(|seen| to_draft(&seen, among).ok())?;
    let drafted = match to_draft {
        Some(to_draft) if waits == Waits::No && to_draft.takes_long() => {
            return one_moment::wait(app, me, &format!("{here}{now}"));
        }
        Some(to_draft) => match app.reckoning.take_for(me.member, move || to_draft.drafted()).await
        {
            Err(NoTurn::TooMany) => return one_moment::show(app, me, &format!("{here}{end}")),
            drafted => Some(drafted?),
        },
        None => None,
    };
    me.see(|seen| show(app, me, &seen, drafted.as_ref()))?
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    drafted: Option<&SoloDraft>,
) -> Result<Response, Failure> {
    let trusted = seen.shared.people.carrying().map(|(_, trusted)| trusted.name.as_str());
    Draft {
        other: other_name(seen, me.words),
        is_alone: seen.shared.people.is_alone(),
        names: trusted.collect::<Vec<_>>().join(", "),
        drafted: drafted.map(|draft| view(me, seen, draft)),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share"),
    }
    .show()
}

fn view<'a>(me: &Me, seen: &Seen<'a>, draft: &SoloDraft) -> View<'a> {
    // Thousandths of half of it all are twentieths of a hundredth.
    let [least, most] = draft.range.map(|share| (share + 10) / 20);
    View {
        today: (draft.today + 10) / 20,
        range: [least, most],
        draft: if least == most {
            most.to_string()
        } else {
            let values = [("least", least.to_string().into()), ("most", most.to_string().into())];
            me.words.say("draft-range", &values)
        },
        piles: draft.piles.iter().map(|whose| pile(me, seen, draft, *whose)).collect(),
        has_other: draft.piles.contains(&Whose::Others),
        open: draft.cards.iter().filter(|drafted| !drafted.is_firm).count(),
        let_go: draft
            .let_go
            .iter()
            .filter_map(|card| CardFace::find(seen, me.words, *card))
            .collect(),
    }
}

fn pile<'a>(me: &Me, seen: &Seen<'a>, draft: &SoloDraft, whose: Whose) -> Pile<'a> {
    let heaviest = draft.cards.iter().map(|card| card.weight).max().unwrap_or(1).max(1);
    let card = |drafted: &Drafted| {
        Some(Card {
            face: CardFace::find(seen, me.words, drafted.card)?,
            bar: (drafted.weight * 100 / heaviest).max(1),
            is_moved: drafted.is_moved,
            is_firm: drafted.is_firm,
            is_not_possible: drafted.is_not_possible_for_me,
        })
    };
    let person = match whose {
        Whose::Mine => Some(me.member),
        Whose::Others => None,
        Whose::Trusted(id) => Some(id),
    };
    Pile {
        person: person.map(|id| Person::of(seen, me.words, id)),
        cards: draft.cards.iter().filter(|card| card.whose == whose).filter_map(card).collect(),
    }
}
