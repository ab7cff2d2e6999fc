//! Signing in by name and password, and signing out.
//!
//! The answer is the same, and takes as long, whether or not anyone has that name.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use journal::{
    CredentialKind, DeviceId, Door, Person, Row, Session, SignInName, SignInNameProblem, WayIn,
};

use super::changes::changed;
use super::{Knock, Visitor, label, secret};
use crate::app::{App, Shared};
use crate::web::ask::{Ask, Plain};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "identity/sign_in.html")]
struct SignIn<'a> {
    page: Page<'a>,
    form: Form,
    /// This browser is one that a family shares: they switch by PIN.
    is_shared: bool,
}

/// `GET /sign-in`
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    if matches!(reader, Reader::Member(_)) {
        return Ok(Redirect::to("/today").into_response());
    }
    show(&app, &reader, &headers, Form::default(), said.ok()).await
}

/// `POST /sign-in`
pub async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    reader: Reader,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let mut ask = ask.secretly(&app);
    let name = sign_in_name(&mut ask.form, "name");
    let person = match &name {
        Some(name) => app.journal.person_by_name(name).await?,
        None => None,
    };
    // Where they came in before, nobody else's guesses count.
    let known = person.as_ref().and_then(|person| app.known_browser(&headers, person.member));
    if known.is_none() {
        app.identity.admit(Knock::SignIn, visitor)?;
    }
    let password = secret::known_secret(&mut ask.form, "password");
    let (Some(name), Some(password)) = (name, password) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &app, &reader, &headers, ask.form).await;
    };
    let from = known.unwrap_or_else(|| visitor.mark());
    let if_right = match app.guess(Door::Name { name, from }).await? {
        Ok(if_right) => if_right,
        Err(minutes) => {
            ask.form.wrong_max("password", "identity-wait", minutes);
            return again(StatusCode::TOO_MANY_REQUESTS, &app, &reader, &headers, ask.form).await;
        }
    };
    let hash = match &person {
        Some(person) => app.journal.credential(person.member, CredentialKind::Password).await?,
        None => None,
    };
    let proves = app.identity.hashing.is_right(password, hash).await?;
    let (true, Some(person)) = (proves, person) else {
        ask.form.wrong("password", "identity-wrong");
        return again(StatusCode::UNPROCESSABLE_ENTITY, &app, &reader, &headers, ask.form).await;
    };
    let cookie = let_in(&app, &person, &headers, &ask, vec![if_right], &[]).await?;
    let cookies = [(SET_COOKIE, cookie), (SET_COOKIE, app.known_cookie(person.member))];
    Ok((AppendHeaders(cookies), Redirect::to("/today")).into_response())
}

/// `POST /sign-out`: ends the session here; `to=who` goes on to who else shares this device.
pub async fn sign_out(
    State(app): State<App>,
    reader: Reader,
    Plain(form): Plain,
) -> Result<Response, Failure> {
    if let Reader::Member(me) | Reader::Invited(crate::web::me::Invited { me }) = &reader {
        let end = Row::EndSession { member: me.member, token_hash: me.session };
        app.journal.write(vec![end]).await?;
    }
    let to = if form.has("to", "who") { "/who" } else { "/sign-in?ok=signed-out" };
    Ok(([(SET_COOKIE, app.no_cookie())], Redirect::to(to)).into_response())
}

/// Keeps a new session, with whatever else belongs to the same step and which of its member's ways
/// in change by it, once for each form that was sent. Gives its cookie.
pub async fn let_in(
    app: &Shared,
    person: &Person,
    headers: &HeaderMap,
    ask: &Ask,
    rows: Vec<Row>,
    ways: &[WayIn],
) -> Result<HeaderValue, Failure> {
    let (member, now) = (person.member, app.clock.now());
    let device: Option<DeviceId> = app.device_for(headers, person.household).await?;
    let new = |token| app.new_session(token, member, person.household, device, label(headers));
    let known = new(app.derive("session", &[member.as_bytes(), &ask.request.key]));
    let token_hash = known.row.token_hash;
    let all = |session: Session| {
        let told = changed(member, session.token_hash, true, ways, now);
        let session = [Row::Session(session)];
        rows.iter().cloned().chain(told).chain(session).collect::<Vec<_>>()
    };
    let mut first = all(known.row);
    first.push(Row::Receipt(ask.request.receipt(member, "", now)));
    match app.journal.write(first).await {
        Ok(()) => return Ok(known.cookie),
        Err(journal::WriteError::AlreadyDone(_)) => {}
        Err(error) => return Err(error.into()),
    }
    // The form was sent twice: the same session, unless that one has ended meanwhile.
    if app.journal.session(&token_hash, now).await?.is_some() {
        return Ok(known.cookie);
    }
    let anew = new(app.entropy.draw("session", member.as_bytes()));
    app.journal.write(all(anew.row)).await?;
    Ok(anew.cookie)
}

/// Reads a sign-in name.
pub fn sign_in_name(form: &mut Form, field: &str) -> Option<SignInName> {
    match SignInName::parse(form.value(field)) {
        Ok(name) => return Some(name),
        Err(SignInNameProblem::Empty) => form.wrong(field, "form-empty"),
        Err(SignInNameProblem::TooLong) => {
            form.wrong_max(field, "form-too-long", journal::row::NAME_BYTES_MAX as u64);
        }
        Err(SignInNameProblem::Unprintable) => form.wrong(field, "form-unprintable"),
    }
    None
}

async fn again(
    status: StatusCode,
    app: &Shared,
    reader: &Reader,
    headers: &HeaderMap,
    form: Form,
) -> Result<Response, Failure> {
    Ok((status, show(app, reader, headers, form, None).await?).into_response())
}

async fn show(
    app: &Shared,
    reader: &Reader,
    headers: &HeaderMap,
    form: Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let is_shared = app.shared_device(headers).await?.is_some();
    let page = Page::of(app, reader, Place::None).saying(ok);
    SignIn { page, form, is_shared }.show()
}
