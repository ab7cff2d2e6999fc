//! Who asks. The session's cookie is looked up on every request, so an ended session is over at
//! once.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use household::{HouseholdId, MemberId, Seen};
use jiff::civil::Date;

use super::failure::Failure;
use crate::app::{App, Cell};
use crate::identity::hash_of;
use crate::words::Words;

/// A member of a household, signed in.
#[derive(Debug, Clone)]
pub struct Me {
    pub member: MemberId,
    pub household: HouseholdId,
    pub house: Arc<Cell>,
    pub session: [u8; 32],
    pub device: Option<journal::DeviceId>,
    /// Whether they could come back if their session here ended.
    pub has_way_back: bool,
    /// Whether there may be news of their ways in.
    pub has_news: bool,
    pub words: &'static Words,
    pub today: Date,
}

/// Somebody who was invited, has a session on this device, and has not joined.
#[derive(Debug, Clone)]
pub struct Invited {
    pub me: Me,
}

/// Whoever it is: a member, an invited person, or somebody not signed in.
#[derive(Debug, Clone)]
pub enum Reader {
    Member(Me),
    Invited(Invited),
    Stranger(&'static Words),
}

/// Who asks, as it was found out earlier in the same request.
#[derive(Debug, Clone)]
pub struct Known(pub Reader);

impl Me {
    /// Gives `f` what this member may see. The borrowed state must not outlive it.
    pub fn see<T>(&self, f: impl FnOnce(Seen<'_>) -> T) -> Result<T, Failure> {
        let house = self.house.read();
        house.seen_by(self.member).map(f).ok_or(Failure::SignInFirst)
    }

    /// A page once more, as the answer to a form that it could not take: with what is wrong with
    /// it, or how it stands by now.
    pub fn see_again(
        &self,
        page: impl FnOnce(Seen<'_>) -> Result<Response, Failure>,
    ) -> Result<Response, Failure> {
        let page = self.see(page)??;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    }
}

impl Reader {
    pub fn words(&self) -> &'static Words {
        match self {
            Self::Member(me) | Self::Invited(Invited { me }) => me.words,
            Self::Stranger(words) => words,
        }
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if let Some(Known(reader)) = parts.extensions.remove() {
            return Ok(reader);
        }
        let language = parts.headers.get("accept-language").and_then(|value| value.to_str().ok());
        let Some(token) = cookie_in(&parts.headers, app.identity.cookie_name(&app.settings)) else {
            return Ok(Self::Stranger(app.words(language)));
        };
        let session = hash_of(token);
        let now = app.clock.now();
        let Some(signed_in) = app.journal.session(&session, now).await? else {
            return Ok(Self::Stranger(app.words(language)));
        };
        if let Some(cookie) = app.renew_session(token, &signed_in).await?
            && let Some(renewal) = parts.extensions.get::<Renewal>()
        {
            // Read twice in one request, it is renewed once.
            let _renewed_before = renewal.0.set(cookie);
        }
        let house = app.households.get(app, signed_in.household).await?;
        let (joined, words, today) = {
            let state = house.read();
            let preferences = state.preferences_of(signed_in.member);
            (
                state.seen_by(signed_in.member).is_some(),
                app.words(preferences.language.as_deref().or(language)),
                state.today_of(signed_in.member, now),
            )
        };
        let me = Me {
            member: signed_in.member,
            household: signed_in.household,
            house,
            session,
            device: signed_in.device,
            has_way_back: signed_in.has_way_back,
            has_news: signed_in.has_news,
            words,
            today,
        };
        Ok(if joined { Self::Member(me) } else { Self::Invited(Invited { me }) })
    }
}

impl FromRequestParts<App> for Me {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        match Reader::from_request_parts(parts, app).await? {
            Reader::Member(me) => Ok(me),
            Reader::Invited(_) => Err(Failure::AnswerFirst),
            Reader::Stranger(_) => Err(Failure::SignInFirst),
        }
    }
}

/// The cookie of a session that was renewed while a request was answered.
#[derive(Debug, Clone, Default)]
struct Renewal(Arc<OnceLock<HeaderValue>>);

/// Sends a renewed session's cookie along, unless the answer sets one itself.
pub async fn renew(mut request: Request, next: Next) -> Response {
    let renewal = Renewal::default();
    request.extensions_mut().insert(renewal.clone());
    let mut response = next.run(request).await;
    if let Some(cookie) = renewal.0.get()
        && !response.headers().contains_key(SET_COOKIE)
    {
        response.headers_mut().insert(SET_COOKIE, cookie.clone());
    }
    response
}

/// A cookie's value, by name.
pub fn cookie_in<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}
