//! One responsibility's page. Its owner does it their own way (R3): only they write how, set the
//! next time, say that it is done, or put it down (R4). The other adult can read, say what they do
//! themselves, and ask to be shown; nothing here reminds, approves, grades or completes for
//! another.

mod page;
pub mod putting_down;
pub mod showing;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::{CardId, Command, MemberId, Refusal};

use crate::app::{ActError, App};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::Said;
use page::Answer;

/// `GET /share/cards/{card}`
pub async fn responsibility(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| page::show(&app, &me, &seen, card, Answer::Page(said.ok())))?
}

/// `POST /share/cards/{card}/way`: my way, in the owner's own words.
pub async fn way(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    // Emptied, it is taken away.
    let text = ask.form.note_if_any("way");
    if ask.form.is_fine() {
        act(&app, &me, &ask, Command::WritePlaybook { card, text }, card).await
    } else {
        again(&app, &me, card, &ask.form)
    }
}

/// `POST /share/cards/{card}/next`: the day of the next time.
pub async fn next(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    if let Some(on) = ask.form.date("next") {
        match app.act(&me, &ask, &Command::SetNext { card, on }, &here(card)).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(Refusal::DateOutOfRange)) => {
                ask.form.wrong("next", Refusal::DateOutOfRange.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    again(&app, &me, card, &ask.form)
}

/// `POST /share/cards/{card}/not-today`: "I can't today", by its owner.
pub async fn not_today(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, Command::CannotToday { card }, card).await
}

/// `POST /share/cards/{card}/taken`: "I have this today", said about oneself.
pub async fn taken(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, Command::HaveThisToday { card }, card).await
}

/// `POST /share/cards/{card}/taken-up`: an open card becomes mine.
pub async fn taken_up(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, Command::TakeUpCard { card }, card).await
}

/// `POST /share/cards/{card}/asking`: I would like to be shown this once.
pub async fn asking(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, Command::AskToBeShown { card }, card).await
}

/// `POST /share/cards/{card}/shown`: it was shown, or need not be any more.
pub async fn shown(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let of = ask.form.parsed::<MemberId>("of").ok_or(Failure::NotFound)?;
    act(&app, &me, &ask, Command::CloseShown { card, of }, card).await
}

/// `POST /share/cards/{card}/copy`: an earlier way as the start of mine.
pub async fn copy(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let of = ask.form.parsed::<MemberId>("of").ok_or(Failure::NotFound)?;
    act(&app, &me, &ask, Command::CopyPlaybook { card, of }, card).await
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    command: Command,
    card: CardId,
) -> Result<Response, Failure> {
    match app.act(me, ask, &command, &here(card)).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        // Somebody was quicker: the page as it is now, and why.
        Err(ActError::Refused(
            refusal @ (Refusal::NotOpen
            | Refusal::NotAsked
            | Refusal::NotTheOwner
            | Refusal::NoWayToCopy),
        )) => answer(app, me, card, Answer::Refused(refusal)),
        Err(error) => Err(error.into()),
    }
}

/// The same page with what was typed, and what is wrong with it.
fn again(app: &App, me: &Me, card: CardId, form: &Form) -> Result<Response, Failure> {
    answer(app, me, card, Answer::Again(form))
}

fn answer(app: &App, me: &Me, card: CardId, answer: Answer<'_>) -> Result<Response, Failure> {
    me.see_again(|seen| page::show(app, me, &seen, card, answer))
}

fn here(card: CardId) -> String {
    format!("/share/cards/{card}?ok=saved")
}
