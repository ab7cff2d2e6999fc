//! The sort: one card at a time, two taps each, sealed at the end (R5).
//!
//! A tap saves by itself; the tap that completes a card brings the next one in place. Without
//! script *Next card* does both. Everything here is the reader's own: no page of the sort shows,
//! counts or waits for anything another did.

pub mod card;
pub mod deck;
pub mod end;
pub mod list;
pub mod weight;
pub mod who;

use axum::http::HeaderMap;
use axum::http::header::{HeaderName, HeaderValue, VARY};
use axum::response::{Html, IntoResponse, Redirect, Response};
use household::{CardId, Seen};

use crate::web::failure::Failure;

const HX_REQUEST: HeaderName = HeaderName::from_static("hx-request");

/// Where the sort leads when no card is open: alone to one's own picture, else to closing.
pub fn end_path(seen: &Seen<'_>) -> &'static str {
    if seen.shared.people.is_alone() && !seen.own.sort.is_sealed() {
        "/share/mine"
    } else {
        "/share/sort/end"
    }
}

/// Whether script asks for the part of the page that changes, to be put in its place.
pub(super) fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key(HX_REQUEST)
}

/// A part of a page.
fn part(html: String) -> Response {
    ([(VARY, HeaderValue::from_static("hx-request"))], Html(html)).into_response()
}

/// A part that goes where the answer says, whatever became of the form meanwhile.
pub(super) fn part_for(target: &str, html: String) -> Result<Response, Failure> {
    let mut response = part(html);
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("hx-retarget"), value(target)?);
    headers.insert(HeaderName::from_static("hx-reswap"), HeaderValue::from_static("outerHTML"));
    Ok(response)
}

/// Leaves for another page, by script.
fn leave_for(path: &str) -> Result<Response, Failure> {
    Ok([(HeaderName::from_static("hx-redirect"), value(path)?)].into_response())
}

/// To the end of the round, for a sort that was sealed meanwhile.
fn sealed_meanwhile(by_script: bool) -> Result<Response, Failure> {
    const END: &str = "/share/sort/end";
    if by_script { leave_for(END) } else { Ok(Redirect::to(END).into_response()) }
}

fn value(text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::try_from(text).map_err(|error| Failure::Broken(error.to_string()))
}

/// A card of the address; a malformed id is no card.
pub(super) fn card_id(text: &str) -> Result<CardId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}
