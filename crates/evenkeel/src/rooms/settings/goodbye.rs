//! Leaving this family space: a real question, because it cannot be undone (R10).
//!
//! What was theirs alone is erased at once; what was agreed stays without their name. Who leaves as
//! the last one takes the whole space along.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use household::{Command, Seen};
use journal::Row;

use crate::app::{Act, App, Shared};
use crate::identity::proof::Proof;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::{Invited, Me, Reader};
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/settings/goodbye.html")]
struct Goodbye<'a> {
    page: Page<'a>,
    form: &'a Form,
    proof: Proof,
    is_alone: bool,
}

/// For somebody who was invited and has not joined: one press.
#[derive(Debug, Template)]
#[template(path = "rooms/settings/goodbye_invited.html")]
struct GoodbyeInvited<'a> {
    page: Page<'a>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/settings/gone.html")]
struct Gone<'a> {
    page: Page<'a>,
}

/// `GET /settings/goodbye`
pub async fn goodbye(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    match &reader {
        Reader::Member(me) => show(&app, me, &Form::default()).await,
        Reader::Invited(_) => GoodbyeInvited { page: Page::of(&app, &reader, Place::None) }.show(),
        Reader::Stranger(_) => Err(Failure::SignInFirst),
    }
}

/// `POST /settings/goodbye`
pub async fn leave_for_good(
    State(app): State<App>,
    reader: Reader,
    ask: Ask,
) -> Result<Response, Failure> {
    let mut ask = ask.secretly(&app);
    match &reader {
        // Pressed twice: they are gone.
        Reader::Stranger(_) => {}
        Reader::Invited(Invited { me }) => erase(&app, me).await?,
        Reader::Member(me) => {
            let proof = app.proof_to_erase(me).await?;
            if !ask.form.has("sure", "yes") {
                ask.form.wrong("sure", "settings-goodbye-tick");
            }
            if !ask.form.is_fine() || !app.proves(me, &proof, &mut ask.form).await? {
                let shown = show(&app, me, &ask.form).await?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
            }
            leave(&app, me, &ask).await?;
        }
    }
    Ok(([(SET_COOKIE, app.no_cookie())], Redirect::to("/goodbye")).into_response())
}

/// `GET /goodbye`: the end.
pub async fn gone(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    Gone { page: Page::of(&app, &reader, Place::None) }.show()
}

async fn leave(app: &App, me: &Me, ask: &Ask) -> Result<(), Failure> {
    let (household, member) = (me.household, me.member);
    // What belongs to the same step as leaving is not being able to sign in any more; erasing comes
    // after it, and is finished at the next start if it is interrupted.
    let rows = vec![Row::EndSessionsOf { member, except: None }];
    let commands = &[Command::Leave];
    app.act_as(Act { household, member, ask, commands, rows, to: "/goodbye" }).await?;
    let house = app.households.get(app, household).await?;
    let is_empty = house.read().is_deserted();
    if is_empty { erase_household(app, me).await } else { erase(app, me).await }
}

async fn erase(app: &Shared, me: &Me) -> Result<(), Failure> {
    Ok(app.erase_member(me.household, me.member).await?)
}

async fn erase_household(app: &Shared, me: &Me) -> Result<(), Failure> {
    Ok(app.erase_household(me.household).await?)
}

async fn show(app: &App, me: &Me, form: &Form) -> Result<Response, Failure> {
    let proof = app.proof_to_erase(me).await?;
    let page = |seen: &Seen<'_>| Page::mine(app, me, seen, Place::None).back_to("/settings");
    me.see(|seen| {
        let is_alone = seen.shared.people.is_alone();
        Goodbye { page: page(&seen), form, proof, is_alone }.show()
    })?
}
