//! An invited person's own answer, kept on their device until they send it or drop it.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use journal::Invitation;
use serde::Deserialize;

use super::answerer::{Answerer, keep, leave_nothing, send};
use super::letter::{Choice, Letter, Stage};
use super::link::{last_day, open};
use crate::app::App;
use crate::content::Content;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::{Invited, Me, Reader};
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Deserialize)]
pub struct Until {
    until: Date,
}

#[derive(Debug, Template)]
#[template(path = "rooms/start/not_now.html")]
struct NotNow<'a> {
    page: Page<'a>,
    text: String,
}

/// `GET /answer`.
pub async fn answer(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let invited = match &reader {
        Reader::Invited(invited) => invited,
        Reader::Member(_) => return Ok(Redirect::to("/talk").into_response()),
        Reader::Stranger(_) => return Ok(Redirect::to("/").into_response()),
    };
    let form = {
        let house = invited.me.house.read();
        let text = house.draft_of(invited.me.member).0.text();
        Form::filled([("text", text.map_or("", |text| text.as_str()))])
    };
    show(&app, &reader, invited, &form).await
}

/// `POST /answer`: send, change or drop it.
pub async fn change_answer(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let me = match &reader {
        Reader::Member(me) | Reader::Invited(Invited { me }) => me,
        Reader::Stranger(_) => return Ok(Redirect::to("/").into_response()),
    };
    let invitation = invitation_of(&app, me).await?;
    let until = last_day(&me.house.read(), invitation.expires);
    let who = Answerer::kept(me, invitation);
    let done = match (Choice::of(&mut ask.form), &reader) {
        (Some(Choice::Send), _) => send(&app, &who, &headers, &mut ask).await?,
        (_, Reader::Member(_)) => Some(Redirect::to("/talk").into_response()),
        (Some(Choice::Keep), _) => keep(&app, &who, &headers, &mut ask).await?,
        (Some(Choice::NotNow), _) => Some(leave_nothing(&app, &reader, until).await?),
        (None, _) => None,
    };
    match (done, &reader) {
        (Some(answer), _) => Ok(answer),
        (None, Reader::Invited(invited)) => show(&app, &reader, invited, &ask.form).await,
        (None, _) => Ok(Redirect::to("/talk").into_response()),
    }
}

/// `GET /not-now?until=2026-12-07`: the end, and a full one.
pub async fn not_now(
    State(app): State<App>,
    Query(Until { until }): Query<Until>,
    reader: Reader,
) -> Result<Response, Failure> {
    let page = Page::of(&app, &reader, Place::None);
    let text = &Content::for_language(page.words.language()).invite().after_not_now.body;
    let text = text.html_with(&[("date", &page.date(until))]);
    NotNow { page, text }.show()
}

async fn show(
    app: &App,
    reader: &Reader,
    invited: &Invited,
    form: &Form,
) -> Result<Response, Failure> {
    let invitation = invitation_of(app, &invited.me).await?;
    let until = last_day(&invited.me.house.read(), invitation.expires);
    let asks_name = invitation.called.is_none();
    let (other, stage) = match open(app, reader.words(), invitation).await {
        Ok(link) => (link.other, Stage::Kept),
        Err(Failure::LinkGone) => (reader.words().text("join-other").to_owned(), Stage::TooLate),
        Err(failure) => return Err(failure),
    };
    let letter = Letter {
        action: "/answer",
        other: &other,
        until,
        asks_name,
        is_shared_device: false,
        stage,
    };
    letter.show(app, reader, form)
}

/// The invitation by which they came.
async fn invitation_of(app: &App, me: &Me) -> Result<Invitation, Failure> {
    let person = app.journal.person(me.member).await?.ok_or(Failure::SignInFirst)?;
    let all = app.journal.invitations_of(me.household).await?;
    let found = all.into_iter().find(|invitation| Some(invitation.id) == person.invitation);
    found.ok_or(Failure::LinkGone)
}
