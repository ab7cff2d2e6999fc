//! The end of a round: close my cards, take more, or say how heavy each is; and, once closed, open.
//!
//! What this page says depends on the reader's own sort and on what everyone can see. Between
//! pressing *open* and the opening it is the same whatever the others have done (R5).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::Seen;
use household::command::Command;

use super::deck::Hand;
use crate::app::App;
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/sort/end.html")]
struct End<'a> {
    page: Page<'a>,
    now: Now,
    /// Cards of the hand without an answer.
    open: usize,
    /// Whether there is anything new to close.
    has_news: bool,
    /// Cards on the table that were not dealt to the reader yet.
    more: usize,
    to_weigh: usize,
    talk: TalkFirst,
    pictures: bool,
    /// The one other parent's name; `None` where there are several.
    other: Option<String>,
    is_alone: bool,
}

/// Where the reader's own sort stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    NoCards,
    Open,
    Told,
    Closed,
    Pressed,
}

/// Whether somebody's answer is to be said back before anything opens (R1). All can see that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TalkFirst {
    Done,
    Mine,
    Others,
}

/// `GET /share/sort/end`.
pub async fn end(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let sort = &seen.own.sort;
        let hand = Hand::of(&seen);
        let people = Person::all(&seen, me.words);
        let open = hand.open_count();
        End {
            now: now(&seen, open, hand.cards.is_empty()),
            open,
            has_news: sort.has_news(),
            more: seen.shared.deck.cards().count() - hand.cards.len(),
            to_weigh: Hand::to_weigh(&seen).open_count(),
            talk: talk_first(&seen),
            pictures: seen.shared.pictures.is_some(),
            is_alone: people.len() == 1,
            other: if let [_, other] = people.as_slice() { Some(other.name.clone()) } else { None },
            page: Page::mine(&app, &me, &seen, Place::Share).back_to("/share").saying(said.ok()),
        }
        .show()
    })?
}

/// `POST /share/sort/seal`: closed, so that it can open with everyone's.
pub async fn seal(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::SealSort, "/share/sort/end?ok=sealed").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /share/sort/taken-back`: open again, for its author.
pub async fn take_back(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::TakeSealBack, "/share/sort/end?ok=undone").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /share/sort/open`. Where it leads says nothing of what the others did: the pictures' page
/// is also the one that says how they open.
pub async fn open(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let arrivals = ask.form.here().ok_or(Failure::NotFound)?;
    let to = app.act(&me, &ask, &Command::PressOpen { arrivals }, "/share/pictures").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /share/sort/more`: the next round's cards.
pub async fn more(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::DealMore, "/share/sort").await?;
    Ok(Redirect::to(&to).into_response())
}

fn now(seen: &Seen<'_>, open: usize, is_empty: bool) -> Now {
    let sort = &seen.own.sort;
    match (sort.is_sealed(), sort.is_open_pressed()) {
        (true, true) => Now::Pressed,
        (true, false) => Now::Closed,
        (false, _) if is_empty => Now::NoCards,
        (false, _) if open > 0 => Now::Open,
        (false, _) => Now::Told,
    }
}

fn talk_first(seen: &Seen<'_>) -> TalkFirst {
    let talk = &seen.shared.talk;
    let mine = talk.to_say_back(seen.me).is_some_and(|(_, answer)| answer.said_back.is_none());
    match (talk.all_said_back(), mine) {
        (true, _) => TalkFirst::Done,
        (false, true) => TalkFirst::Mine,
        (false, false) => TalkFirst::Others,
    }
}
