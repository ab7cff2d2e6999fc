//! Lending pages to somebody outside: files that their writer's device encrypted to a key in the
//! link. The server is told the link's token when it is made and keeps its hash; it lists no links,
//! so that a phone that somebody left signed in tells nobody that there are any.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use household::first_session::LINK_DAYS_MAX;
use jiff::SignedDuration;
use journal::{Error, Lending, Lent};
use serde::Deserialize;

use super::{AgeFile, Sent, sent};
use crate::app::App;
use crate::identity::hash_of;
use crate::rooms::first_session::lent::is_token;
use crate::web::failure::Failure;
use crate::web::me::Reader;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lend {
    /// Whose pages these are, as the page that sends them was told.
    who: String,
    token: String,
    /// For how many days; without meaning where something is taken back.
    days: u16,
    /// None to take back what was lent.
    file: Option<AgeFile>,
}

impl Sent for Lend {
    fn who(&self) -> &str {
        &self.who
    }
}

/// `PUT /p/lent`: behind a link, for some days; or from there, at once. What another lent is
/// answered as what nobody did.
pub async fn lend(
    State(app): State<App>,
    reader: Reader,
    body: Bytes,
) -> Result<Response, Failure> {
    let (me, Lend { token, days, file, .. }) = match sent(&app, reader, &body) {
        Ok(sent) => sent,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let is_fine = is_token(&token) && (file.is_none() || (1..=LINK_DAYS_MAX).contains(&days));
    if !is_fine {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    }
    let token_hash = hash_of(&token);
    let Some(file) = file else {
        app.journal.take_back(me.member, token_hash).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let now = app.clock.now();
    let span = SignedDuration::from_hours(24 * i64::from(days));
    let expires = now.saturating_add(span).unwrap_or(now);
    let lent = Lent { by: me.member, token_hash, expires, file: file.bytes() };
    Ok(match app.journal.lend(lent, now).await {
        Ok(Lending::Kept) => StatusCode::NO_CONTENT,
        Ok(Lending::Taken | Lending::TooMany) => StatusCode::CONFLICT,
        Err(Error::TooLarge(_)) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(Error::Erased(_)) => StatusCode::UNAUTHORIZED,
        Err(error) => return Err(error.into()),
    }
    .into_response())
}
