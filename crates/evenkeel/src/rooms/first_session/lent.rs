//! Private pages that one parent lent, for a counsellor who has no account here.
//!
//! The server keeps a file that was encrypted on the writer's device, and knows neither whom it is
//! from nor what is in it: the key stands in the link behind the "#", which no browser sends. So
//! this page is the same for every such link, and script fills it in.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::app::{App, Shared};
use crate::identity::hash_of;
use crate::web::assets;
use crate::web::failure::Failure;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

/// Digits of a link's secret.
pub(in crate::rooms) const TOKEN_DIGITS: usize = 64;

#[derive(Debug, Template)]
#[template(path = "rooms/first_session/lent.html")]
struct LentPage<'a> {
    page: Page<'a>,
    lent: &'a str,
    age: &'a str,
}

/// Whether it is a secret as a writer's device draws it.
pub(in crate::rooms) fn is_token(token: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    token.len() == TOKEN_DIGITS && token.bytes().all(is_digit)
}

/// The empty page, if the link works.
pub(super) async fn open(
    app: &Shared,
    token: &str,
    words: &'static Words,
) -> Result<Response, Failure> {
    file(app, token).await?;
    // Leaving and printing beside its own script: nothing else runs where it is read.
    let page = Page::without_places(words);
    let page = Page { htmx: None, script: assets::SLIM_SCRIPT, ..page };
    LentPage { page, lent: assets::LENT, age: assets::AGE }.show()
}

/// `GET /session/{token}/pages`: the file as it came.
pub async fn pages(State(app): State<App>, Path(token): Path<String>) -> Result<Response, Failure> {
    let file = file(&app, &token).await?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], file).into_response())
}

async fn file(app: &Shared, token: &str) -> Result<Vec<u8>, Failure> {
    if !is_token(token) {
        return Err(Failure::NotFound);
    }
    let lent = app.journal.lent(&hash_of(token), app.clock.now()).await?;
    lent.ok_or(Failure::NotFound)
}
