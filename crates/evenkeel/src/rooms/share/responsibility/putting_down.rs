//! Putting a card down, from a day on. It needs nobody's yes (R4); one that keeps a child safe asks
//! first who has it instead.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::{CardId, Command, Refusal, Seen};

use crate::app::{ActError, App, Shared};
use crate::content::{Content, SafetyQuestion};
use crate::rooms::card::CardFace;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/responsibility/putting_down.html")]
struct PuttingDown<'a> {
    page: Page<'a>,
    form: &'a Form,
    face: CardFace<'a>,
    /// Asked where a child's safety hangs on it.
    safety: Option<&'static SafetyQuestion>,
    is_alone: bool,
}

/// `GET /share/cards/{card}/putting-down`
pub async fn ask(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
) -> Result<Response, Failure> {
    let form = Form::filled([("from", &me.today.to_string())]);
    me.see(|seen| show(&app, &me, &seen, card, &form))?
}

/// `POST /share/cards/{card}/putting-down`
pub async fn day(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let from = ask.form.date("from");
    let instead = ask.form.note_if_any("instead");
    if let Some(from) = from.filter(|_| ask.form.is_fine()) {
        let command = Command::PutDownCard { card, from, instead };
        match app.act(&me, &ask, &command, &format!("/share/cards/{card}?ok=saved")).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal @ Refusal::DateOutOfRange)) => {
                ask.form.wrong("from", refusal.key());
            }
            Err(ActError::Refused(refusal @ Refusal::WhoHasItInstead)) => {
                ask.form.wrong("instead", refusal.key());
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
    let owner = seen.shared.agreements.owner_on(card, me.member, me.today);
    let face = CardFace::find(seen, me.words, card).ok_or(Failure::NotFound)?;
    // For a trusted adult, who has no account here, any parent may.
    let is_trusted = |owner| seen.shared.people.trusted(owner).is_some();
    if owner != Some(me.member) && !owner.is_some_and(is_trusted) {
        return Err(Refusal::NotTheOwner.into());
    }
    let content = Content::for_language(me.words.language());
    let back = format!("/share/cards/{card}");
    PuttingDown {
        form,
        safety: face.is_safety.then(|| &content.let_go().safety),
        face,
        is_alone: seen.shared.people.is_alone(),
        page: Page::mine(app, me, seen, Place::Share).back_to(&back),
    }
    .show()
}
