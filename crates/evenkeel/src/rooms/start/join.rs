//! The link of an invitation, as whoever opens it meets it.
//!
//! Reading it changes nothing (a chat program that previews it uses nothing up) and tells its
//! sender nothing. What does not work any more answers alike, whatever became of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::answerer::{Answerer, is_answering, keep, leave_nothing, send};
use super::letter::{Choice, Letter, Stage};
use super::link::{Link, find, open};
use crate::app::App;
use crate::identity::{Knock, Visitor};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::{Invited, Reader};
use crate::web::page::{Page, Place, Show};

/// Who is signed in meets this page, whatever the link: it cannot change who they are.
#[derive(Debug, Template)]
#[template(path = "rooms/start/already_here.html")]
struct AlreadyHere<'a> {
    page: Page<'a>,
}

/// `GET /join/{token}`.
pub async fn join(
    State(app): State<App>,
    Path(token): Path<String>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let form = match &reader {
        Reader::Member(_) => return already_here(&app, &reader),
        Reader::Stranger(_) => Form::default(),
        Reader::Invited(invited) => {
            let invitation = find(&app, &token).await?;
            if is_answering(&app, invited, &invitation).await? {
                return Ok(Redirect::to("/answer").into_response());
            }
            // What they kept for an earlier link is theirs, and can answer this one too.
            kept_text(invited)
        }
    };
    let link = open(&app, reader.words(), find(&app, &token).await?).await?;
    show(&app, &reader, &headers, &token, &link, &form).await
}

/// `POST /join/{token}`: send it, keep it, or not now.
pub async fn send_or_keep(
    State(app): State<App>,
    Path(token): Path<String>,
    reader: Reader,
    visitor: Visitor,
    headers: HeaderMap,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let Some(who) = Answerer::of_link(&app, &reader, &token, &ask).await? else {
        return already_here(&app, &reader);
    };
    if who.is_new() {
        app.identity.admit(Knock::Join, visitor)?;
    }
    let choice = Choice::of(&mut ask.form);
    let done = if choice == Some(Choice::Send) {
        // Asked for again, it finds the link used, by this very answer.
        send(&app, &who, &headers, &mut ask).await?
    } else {
        let link = open(&app, reader.words(), who.invitation.clone()).await?;
        match choice {
            Some(Choice::NotNow) => return leave_nothing(&app, &reader, link.until).await,
            Some(Choice::Keep) => keep(&app, &who, &headers, &mut ask).await?,
            Some(Choice::Send) | None => None,
        }
    };
    let Some(answer) = done else {
        let link = open(&app, reader.words(), who.invitation).await?;
        return show(&app, &reader, &headers, &token, &link, &ask.form).await;
    };
    if let (Reader::Invited(earlier), true) = (&reader, who.is_new()) {
        app.erase_member(earlier.me.household, earlier.me.member).await?;
    }
    Ok(answer)
}

async fn show(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    token: &str,
    link: &Link,
    form: &Form,
) -> Result<Response, Failure> {
    let letter = Letter {
        action: &format!("/join/{token}"),
        other: &link.other,
        until: link.until,
        asks_name: link.invitation.called.is_none(),
        is_shared_device: app.shared_device(headers).await?.is_some(),
        stage: Stage::New,
    };
    letter.show(app, reader, form)
}

fn already_here(app: &App, reader: &Reader) -> Result<Response, Failure> {
    AlreadyHere { page: Page::of(app, reader, Place::None) }.show()
}

fn kept_text(invited: &Invited) -> Form {
    let house = invited.me.house.read();
    let text = house.draft_of(invited.me.member).0.text();
    Form::filled([("text", text.map_or("", |text| text.as_str()))])
}
