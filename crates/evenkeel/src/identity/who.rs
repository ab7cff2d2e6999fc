//! `GET /who`: on a shared device, choosing who you are, with a PIN each.
//!
//! Whoever was named for this device and has not been here yet has no PIN: their name leads to the
//! one question that every invited person meets, and nothing else opens before it is answered.

use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use household::MemberId;
use journal::{CredentialKind, Door};

use super::sign_in::let_in;
use super::{Knock, SharedDevice, Visitor, secret};
use crate::app::App;
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "identity/who.html")]
struct Who<'a> {
    page: Page<'a>,
    form: &'a Form,
    people: Vec<Person>,
    first_times: Vec<FirstTime>,
    /// Somebody is in the middle of their answer here.
    is_answering: bool,
}

#[derive(Debug)]
struct FirstTime {
    called: String,
    to: String,
}

/// `GET /who`
pub async fn who(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if matches!(reader, Reader::Member(_)) {
        return Ok(Redirect::to("/today").into_response());
    }
    match app.shared_device(&headers).await? {
        Some(shared) => show(&app, &reader, &shared, &Form::default()).await,
        None => Ok(Redirect::to("/sign-in").into_response()),
    }
}

/// `POST /who`
pub async fn it_is_me(
    State(app): State<App>,
    visitor: Visitor,
    reader: Reader,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    app.identity.admit(Knock::SignIn, visitor)?;
    let mut ask = ask.secretly(&app);
    let Some(shared) = app.shared_device(&headers).await? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let form = &mut ask.form;
    let member = form.parsed::<MemberId>("who");
    let pin = secret::known_secret(form, "pin");
    let (Some(member), Some(pin)) = (member, pin) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &app, &reader, &shared, form).await;
    };
    let device = shared.device.id;
    let if_right = match app.guess(Door::Pin { device, member }).await? {
        Ok(if_right) => if_right,
        Err(minutes) => {
            form.wrong_max("pin", "identity-wait", minutes);
            return again(StatusCode::TOO_MANY_REQUESTS, &app, &reader, &shared, form).await;
        }
    };
    // Only who is on this device can come in by it.
    let is_here = app.journal.device_members(device).await?.contains(&member);
    let hash = app.journal.credential(member, CredentialKind::Pin).await?.filter(|_| is_here);
    let proves = app.identity.hashing.is_right(pin, hash).await?;
    let person = app.journal.person(member).await?.filter(|_| proves);
    let Some(person) = person else {
        form.wrong("pin", "identity-pin-wrong");
        return again(StatusCode::UNPROCESSABLE_ENTITY, &app, &reader, &shared, form).await;
    };
    let cookie = let_in(&app, &person, &headers, &ask, vec![if_right], &[]).await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/today")).into_response())
}

async fn again(
    status: StatusCode,
    app: &App,
    reader: &Reader,
    shared: &SharedDevice,
    form: &Form,
) -> Result<Response, Failure> {
    Ok((status, show(app, reader, shared, form).await?).into_response())
}

async fn show(
    app: &App,
    reader: &Reader,
    shared: &SharedDevice,
    form: &Form,
) -> Result<Response, Failure> {
    let members = app.journal.device_members(shared.device.id).await?;
    let house = app.households.get(app, shared.device.household).await?;
    let first_times = app.first_times(shared, app.clock.now()).await?;
    let first_times = first_times.into_iter().map(|(invitation, token)| FirstTime {
        called: invitation.called.unwrap_or_default(),
        to: format!("/join/{token}"),
    });
    let people = {
        let state = house.read();
        let named = |member: MemberId| {
            state.seen_by(member).map(|seen| Person::named(&seen, reader.words(), member))
        };
        members.into_iter().filter_map(named).collect()
    };
    Who {
        page: Page::of(app, reader, Place::None),
        form,
        people,
        first_times: first_times.collect(),
        is_answering: matches!(reader, Reader::Invited(_)),
    }
    .show()
}
