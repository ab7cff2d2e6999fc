//! Coming back with a recovery code: first the code, then a new password.
//!
//! Between the two steps the page carries a ticket, which only this server can make and which ends
//! with the code it was made for, so that the code has to be typed once and is used up only when
//! the new password stands.

use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Response};
use household::MemberId;
use journal::{Credential, CredentialKind, Person, Row, SignInName, WayIn};
use subtle::ConstantTimeEq;

use super::sign_in::{let_in, sign_in_name};
use super::{Knock, RecoveryCode, Visitor, secret};
use crate::app::{App, Shared};
use crate::web::ask::{Ask, Plain};
use crate::web::failure::{Failure, hex};
use crate::web::form::Form;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "identity/recover.html")]
struct Recover<'a> {
    page: Page<'a>,
    form: Form,
}

#[derive(Debug, Template)]
#[template(path = "identity/new_password.html")]
struct NewPassword<'a> {
    page: Page<'a>,
    form: Form,
    ticket: String,
}

#[derive(Debug, Template)]
#[template(path = "identity/new_code.html")]
struct NewCode<'a> {
    page: Page<'a>,
    code: String,
    to: &'a str,
}

/// `GET /recover`
pub async fn page(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    Recover { page: Page::of(&app, &reader, Place::None), form: Form::default() }.show()
}

/// `POST /recover`: looks at a code. Changes nothing yet.
pub async fn code(
    State(app): State<App>,
    visitor: Visitor,
    reader: Reader,
    Plain(form): Plain,
) -> Result<Response, Failure> {
    app.identity.admit(Knock::SignIn, visitor)?;
    let code = RecoveryCode::parse(form.value("code"));
    let person = match &code {
        Some(code) => app.journal.person_by_recovery(&code.hash()).await?,
        None => None,
    };
    let page = Page::of(&app, &reader, Place::None);
    if let (Some(code), Some(person)) = (code, person) {
        let known = person.sign_in_name.as_ref().map_or("", SignInName::as_str);
        let form = Form::filled([("name", known)]);
        let ticket = ticket(&app, person.member, &code.hash());
        return NewPassword { page, form, ticket }.show();
    }
    let error =
        if form.value("code").trim().is_empty() { "form-empty" } else { "identity-no-code" };
    // One letter of it may be wrong: the rest is nothing to leave on a screen.
    let mut form = Form::default();
    form.wrong("code", error);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Recover { page, form }.show()?).into_response())
}

/// `POST /recover/password`: sets name and password, ends every other session, signs in here, and
/// shows the next code.
pub async fn password(
    State(app): State<App>,
    visitor: Visitor,
    reader: Reader,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    app.identity.admit(Knock::SignIn, visitor)?;
    let mut ask = ask.secretly(&app);
    let ticket = ask.form.value("ticket").to_owned();
    let person = holder(&app, &ticket).await?.ok_or(Failure::LinkGone)?;
    let name = sign_in_name(&mut ask.form, "name");
    let known = name.as_ref().map_or("", SignInName::as_str).to_owned();
    let chosen = secret::new_password(&mut ask.form, "password", &known);
    let (Some(name), Some(chosen)) = (name, chosen) else {
        return again(&app, &reader, ask.form, ticket);
    };
    let member = person.member;
    if person.sign_in_name.as_ref() != Some(&name) && !app.identity.may_name(member) {
        ask.form.wrong_max("name", "identity-name-tries", u64::from(super::NAMES_A_DAY));
        return again(&app, &reader, ask.form, ticket);
    }
    let mut ways = vec![WayIn::Password, WayIn::Code, WayIn::Return];
    if person.sign_in_name.as_ref() != Some(&name) {
        ways.push(WayIn::Name);
    }
    let salt = app.entropy.draw("salt", member.as_bytes());
    let hash = app.identity.hashing.hash(chosen, salt).await?;
    let next = RecoveryCode::new(app.derive("code", &[member.as_bytes(), &ask.request.key]));
    let rows = vec![
        Row::SignInName { member, name: Some(name) },
        Row::Credential(Credential { member, kind: CredentialKind::Password, hash }),
        next.row(member),
        Row::EndSessionsOf { member, except: None },
        Row::ForgetWayInChange { member, way: WayIn::Request },
    ];
    let cookie = match let_in(&app, &person, &headers, &ask, rows, &ways).await {
        Ok(cookie) => cookie,
        Err(Failure::NameTaken) => {
            ask.form.wrong("name", "identity-name-taken");
            return again(&app, &reader, ask.form, ticket);
        }
        Err(failure) => return Err(failure),
    };
    let page = Page::of(&app, &reader, Place::None);
    let shown = NewCode { page, code: next.shown(), to: "/today" }.show()?;
    let cookies = [(SET_COOKIE, cookie), (SET_COOKIE, app.known_cookie(member))];
    Ok((AppendHeaders(cookies), shown).into_response())
}

/// Shows a code, once.
pub(crate) fn show_code(
    page: Page<'_>,
    code: &RecoveryCode,
    to: &str,
) -> Result<Response, Failure> {
    NewCode { page, code: code.shown(), to }.show()
}

fn again(app: &Shared, reader: &Reader, form: Form, ticket: String) -> Result<Response, Failure> {
    let page = Page::of(app, reader, Place::None);
    let shown = NewPassword { page, form, ticket }.show()?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

fn ticket(app: &Shared, member: MemberId, hash: &str) -> String {
    let proof = app.derive("recovery ticket", &[member.as_bytes(), hash.as_bytes()]);
    format!("{member}{}", hex(&proof))
}

/// Whose ticket it is, as long as their code is still the one it was made for.
async fn holder(app: &Shared, given: &str) -> Result<Option<Person>, Failure> {
    let Some(member) = given.get(..32).and_then(|id| id.parse::<MemberId>().ok()) else {
        return Ok(None);
    };
    let Some(hash) = app.journal.credential(member, CredentialKind::Recovery).await? else {
        return Ok(None);
    };
    let expected = ticket(app, member, &hash);
    let is_it = bool::from(expected.as_bytes().ct_eq(given.as_bytes()));
    Ok(if is_it { app.journal.person(member).await? } else { None })
}
