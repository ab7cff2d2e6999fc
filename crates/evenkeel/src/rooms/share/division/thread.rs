//! Which cards hang on a thread, on demand: told from the reader's own ratings moved by a step.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use household::division::Thread;

use super::looking::Pairs;
use super::one_moment::{self, Waits, waits};
use crate::app::{App, NoTurn};
use crate::rooms::card::CardFace;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

const HERE: &str = "/share/division/thread";

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/thread.html")]
struct OnAThread<'a> {
    page: Page<'a>,
    thread: &'a Thread,
    faces: Vec<CardFace<'a>>,
}

/// `GET /share/division/thread`
pub async fn thread(
    State(app): State<App>,
    me: Me,
    Query(query): Query<Pairs>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let to_find = me.house.read().to_find_threads(me.member);
    let Ok(to_find) = to_find else {
        return Ok(Redirect::to("/share/division").into_response());
    };
    if waits(&query, &headers) == Waits::No && to_find.takes_long() {
        return one_moment::wait(&app, &me, &format!("{HERE}?now=1"));
    }
    let thread = match app.reckoning.take_for(me.member, move || to_find.found()).await {
        Err(NoTurn::TooMany) => return one_moment::show(&app, &me, HERE),
        thread => thread?,
    };
    me.see(|seen| {
        let cards: &[_] = match &thread {
            Thread::Cards(cards) => cards,
            Thread::TooFew | Thread::TooMany => &[],
        };
        let faces = cards.iter().filter_map(|card| CardFace::find(&seen, me.words, *card));
        OnAThread {
            faces: faces.collect(),
            thread: &thread,
            page: Page::mine(&app, &me, &seen, Place::Share).back_to("/share/division"),
        }
        .show()
    })?
}
