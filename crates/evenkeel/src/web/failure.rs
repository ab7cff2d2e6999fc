//! Everything that ends a request early, and the one place where it becomes an answer.
//!
//! A [`Failure`] is turned into a bare status first and painted as a page by [`paint`], which knows
//! the reader's words. No answer tells what another member has done, nor whether a thing that the
//! reader may not see exists.

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use household::Refusal;

use super::me::Reader;
use super::page::{Page, Place, Show};
use crate::app::{ActError, App, NoTurn};

/// A form to be sent again, with a key of its own.
#[derive(Debug, Clone)]
pub struct Again {
    pub path: String,
    /// `None` where there are secrets among them, which are never sent back.
    pub fields: Option<Vec<(String, String)>>,
    pub key: String,
}

#[derive(Debug, Clone)]
pub enum Failure {
    /// A person may not, or not yet.
    Refused(Refusal),
    SignInFirst,
    /// An invited person's session opens their own answer only.
    AnswerFirst,
    NotFound,
    TooLarge,
    /// A form without its key: not one of ours.
    NoKey,
    /// A form that a page of another site sent.
    NotOurs,
    /// The form was sent before with other content.
    UsedKey(Box<Again>),
    /// More forms than anybody sends by hand.
    TooOften(Box<Again>),
    /// It would reach somebody while another has the children and one is off.
    Waits(Box<Again>),
    /// The link is used up, taken back or too old.
    LinkGone,
    TooManyAttempts,
    /// A sign-in name that somebody has; forms catch this and say it beside the field.
    NameTaken,
    Busy,
    /// Ours to mend; the log has it under this number.
    Broken(String),
}

impl Failure {
    const fn status(&self) -> StatusCode {
        match self {
            Self::Refused(_) | Self::Waits(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SignInFirst | Self::AnswerFirst => StatusCode::SEE_OTHER,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoKey => StatusCode::BAD_REQUEST,
            Self::NotOurs => StatusCode::FORBIDDEN,
            Self::UsedKey(_) | Self::NameTaken => StatusCode::CONFLICT,
            Self::LinkGone => StatusCode::GONE,
            Self::TooManyAttempts | Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What can be sent again from its page.
    pub const fn again(&self) -> Option<&Again> {
        match self {
            Self::UsedKey(again) | Self::TooOften(again) | Self::Waits(again) => Some(again),
            _ => None,
        }
    }

    /// The key of the heading over it.
    pub const fn title(&self) -> &'static str {
        if matches!(self, Self::LinkGone) { "failure-link-gone-title" } else { "failure-title" }
    }

    /// The key of the sentence a person reads.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.key(),
            Self::SignInFirst | Self::AnswerFirst => "failure-sign-in",
            Self::NotFound => "failure-not-found",
            Self::TooLarge => "failure-too-large",
            Self::NoKey | Self::NotOurs => "failure-no-key",
            Self::UsedKey(again) if again.fields.is_none() => "failure-used-key-secret",
            Self::UsedKey(_) => "failure-used-key",
            Self::TooOften(again) if again.fields.is_none() => "failure-too-often-secret",
            Self::TooOften(_) => "failure-too-often",
            Self::Waits(_) => Refusal::HandsOff.key(),
            Self::LinkGone => "failure-link-gone",
            Self::TooManyAttempts => "failure-too-many-attempts",
            Self::NameTaken => "identity-name-taken",
            Self::Busy => "failure-busy",
            Self::Broken(_) => "failure-broken",
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::SignInFirst => Redirect::to("/sign-in").into_response(),
            Self::AnswerFirst => Redirect::to("/answer").into_response(),
            other => {
                let mut response = other.status().into_response();
                response.extensions_mut().insert(other);
                response
            }
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ActError> for Failure {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refusal) => Self::Refused(refusal),
            ActError::UsedKey(again) => Self::UsedKey(again),
            ActError::TooOften(again) => Self::TooOften(again),
            ActError::Waits(again) => Self::Waits(again),
            ActError::InvitationGone => Self::LinkGone,
            ActError::NameTaken => Self::NameTaken,
            ActError::Storage(error) => error.into(),
        }
    }
}

impl From<journal::Error> for Failure {
    fn from(error: journal::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<journal::WriteError> for Failure {
    fn from(error: journal::WriteError) -> Self {
        match error {
            journal::WriteError::InvitationGone => Self::LinkGone,
            journal::WriteError::AlreadyDone(_) => Self::Busy,
            journal::WriteError::NameTaken => Self::NameTaken,
            journal::WriteError::Storage(error) => error.into(),
        }
    }
}

impl From<NoTurn> for Failure {
    fn from(none: NoTurn) -> Self {
        match none {
            NoTurn::TooMany => Self::Busy,
            NoTurn::Broken(what) => Self::Broken(what),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The page of a failure.
#[derive(Debug, Template)]
#[template(path = "web/failure.html")]
struct FailurePage<'a> {
    page: Page<'a>,
    failure: &'a Failure,
    number: Option<String>,
}

/// Gives a failed request its page. What broke is logged with a number; never the path, which may
/// be
/// *Help*, nor anything a person wrote.
pub async fn paint(State(app): State<App>, request: Request, next: Next) -> Response {
    // Two cheap handles on the headers that say who reads, needed only if something fails.
    let kept = [COOKIE, ACCEPT_LANGUAGE].map(|name| (request.headers().get(&name).cloned(), name));
    let mut response = next.run(request).await;
    let failure = response.extensions_mut().remove::<Failure>();
    let Some(failure) = failure.or_else(|| unpainted(&response)) else { return response };
    let number = if let Failure::Broken(what) = &failure {
        let number = hex(&app.entropy.draw("failure number", &[])[..4]);
        tracing::error!(number, what, "a request broke");
        Some(number)
    } else {
        None
    };
    let mut parts = Request::new(()).into_parts().0;
    for (value, name) in kept {
        parts.headers.extend(value.map(|value| (name, value)));
    }
    let reader = Reader::from_request_parts(&mut parts, &app).await;
    let reader = reader.unwrap_or_else(|_| Reader::Stranger(app.words(None)));
    let status = failure.status();
    let page = Page::of(&app, &reader, Place::None);
    match (FailurePage { page, failure: &failure, number }).show() {
        Ok(page) => (status, page).into_response(),
        Err(_) => response,
    }
}

/// A refusal by something that knows no pages: a router that finds no method, an address that
/// cannot be read, a limit, a panic. An address that makes no sense answers as one that is not
/// there.
fn unpainted(response: &Response) -> Option<Failure> {
    let kind = response.headers().get(CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return None;
    }
    match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            Some(Failure::NotFound)
        }
        StatusCode::FORBIDDEN => Some(Failure::NotOurs),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Failure::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE => Some(Failure::Busy),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Failure::Broken("a panic".to_owned())),
        _ => None,
    }
}

/// Bytes as lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes what is written");
        text
    })
}
