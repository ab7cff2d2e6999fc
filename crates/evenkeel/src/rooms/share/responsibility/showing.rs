//! Showing a card once to whoever does not know how yet: walked through, written down, and a day
//! from which the questions stop.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::agreement::to_be_shown_by;
use household::{CardId, Command, MemberId, Note, Refusal, Seen};
use jiff::ToSpan;

use crate::app::{ActError, App, Shared};
use crate::content::{Content, Section};
use crate::rooms::card::{CardFace, Person};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// How long questions stay welcome unless another day is chosen.
const QUESTION_DAYS: i32 = 7;

#[derive(Debug, Template)]
#[template(path = "rooms/share/responsibility/showing.html")]
struct Showing<'a> {
    page: Page<'a>,
    form: &'a Form,
    face: CardFace<'a>,
    askers: Vec<Person>,
    steps: &'static [Section],
}

/// `GET /share/cards/{card}/showing`
pub async fn walk_through(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let living = seen.shared.living.get(&card);
        let way = living.and_then(|living| living.playbooks.get(&me.member));
        let until = me.today.saturating_add(QUESTION_DAYS.days()).to_string();
        let form =
            Form::filled([("way", way.map(Note::as_str).unwrap_or_default()), ("until", &until)]);
        show(&app, &me, &seen, card, &form)
    })?
}

/// `POST /share/cards/{card}/showing`
pub async fn shown(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    // Whom the page named: who asks later was not there.
    let of: Result<BTreeSet<MemberId>, _> = ask.form.values("of").map(str::parse).collect();
    let of = of.map_err(|_| Failure::NotFound)?;
    let way = ask.form.note_if_any("way");
    let until = ask.form.date("until");
    if let Some(until) = until.filter(|_| ask.form.is_fine()) {
        let command = Command::Show { card, of, until, way };
        match app.act(&me, &ask, &command, &super::here(card)).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(Refusal::DateOutOfRange)) => {
                ask.form.wrong("until", "owned-showing-range");
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, card, &ask.form))
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    card: CardId,
    form: &Form,
) -> Result<Response, Failure> {
    let face = CardFace::find(seen, me.words, card).ok_or(Failure::NotFound)?;
    let askers = to_be_shown_by(seen, card, me.today);
    let askers: Vec<_> = askers.map(|asker| Person::of(seen, me.words, asker)).collect();
    if askers.is_empty() {
        return Err(Refusal::NotAsked.into());
    }
    let back = format!("/share/cards/{card}");
    Showing {
        form,
        face,
        askers,
        steps: &Content::for_language(me.words.language()).ownership().showing,
        page: Page::mine(app, me, seen, Place::Share).back_to(&back),
    }
    .show()
}
