//! A draft for one parent alone, from their own cards: the other is estimated, so it has a range,
//! and nothing is proved about them. Nobody else ever sees it (R6).

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::Seen;
use household::division::{Drafted, SoloDraft, to_draft};

use super::one_moment;
use crate::app::{App, NoTurn, Shared};
use crate::rooms::card::{CardFace, Person, other_name};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/draft.html")]
struct Draft<'a> {
    page: Page<'a>,
    me: Person,
    other: String,
    is_alone: bool,
    drafted: Option<View<'a>>,
}

/// Of a hundred, by the reader's own numbers.
#[derive(Debug)]
struct View<'a> {
    today: u32,
    /// The least and the most over the estimates.
    range: [u32; 2],
    draft: String,
    mine: Vec<Card<'a>>,
    theirs: Vec<Card<'a>>,
    /// How many hang on how heavy they are to the other.
    open: usize,
    let_go: Vec<CardFace<'a>>,
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
pub async fn draft(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    let others = me.see(|seen| seen.shared.people.others_than(me.member).count())?;
    if others > 1 {
        return Ok(Redirect::to("/share/division").into_response());
    }
    answer(&app, &me, "/share/division/draft").await
}

/// The draft, at this address.
pub(super) async fn answer(app: &Shared, me: &Me, here: &str) -> Result<Response, Failure> {
    // Whatever the reason, there is nothing to draft yet.
    let to_draft = me.see(|seen| to_draft(&seen).ok())?;
    let drafted = match to_draft {
        Some(to_draft) => match app.reckoning.take_for(me.member, move || to_draft.drafted()).await
        {
            Err(NoTurn::TooMany) => return one_moment::show(app, me, here),
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
    let drafted = drafted.map(|draft| view(me, seen, draft));
    let is_alone = seen.shared.people.is_alone();
    Draft {
        me: Person::of(seen, me.words, me.member),
        other: other_name(seen, me.words),
        is_alone,
        drafted,
        page: Page::mine(app, me, seen, Place::Share).back_to("/share"),
    }
    .show()
}

fn view<'a>(me: &Me, seen: &Seen<'a>, draft: &SoloDraft) -> View<'a> {
    let heaviest = draft.cards.iter().map(|card| card.weight).max().unwrap_or(1).max(1);
    let card = |drafted: &&Drafted| {
        Some(Card {
            face: CardFace::find(seen, me.words, drafted.card)?,
            bar: (drafted.weight * 100 / heaviest).max(1),
            is_moved: drafted.is_moved,
            is_firm: drafted.is_firm,
            is_not_possible: drafted.is_not_possible_for_me,
        })
    };
    let mine = |is_mine: bool| {
        let cards = draft.cards.iter().filter(move |drafted| drafted.is_mine == is_mine);
        cards.collect::<Vec<_>>().iter().filter_map(card).collect()
    };
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
        mine: mine(true),
        theirs: mine(false),
        open: draft.cards.iter().filter(|drafted| !drafted.is_firm).count(),
        let_go: draft
            .let_go
            .iter()
            .filter_map(|card| CardFace::find(seen, me.words, *card))
            .collect(),
    }
}
