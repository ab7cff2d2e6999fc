//! Answers for script: the part of a page that changed, instead of the page.

use axum::http::header::{HeaderName, HeaderValue, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::failure::Failure;
use super::page::Show;

const HX_REQUEST: HeaderName = HeaderName::from_static("hx-request");

/// A page that script takes a part of, to put it in the old one's place.
pub trait InPlace: Show {
    fn in_place(&self) -> Result<Response, Failure>;

    fn show_to(&self, by_script: bool) -> Result<Response, Failure> {
        if by_script { self.in_place() } else { self.show() }
    }

    /// As it was sent, with what is wrong with it.
    fn refuse_to(&self, by_script: bool) -> Result<Response, Failure> {
        let page = self.show_to(by_script)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    }
}

/// Whether script asks for the part of the page that changes, to be put in its place.
pub fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key(HX_REQUEST)
}

/// A part of a page.
pub fn part(html: String) -> Response {
    ([(VARY, HeaderValue::from_static("hx-request"))], Html(html)).into_response()
}

/// A part that goes where the answer says, whatever became of the form meanwhile.
pub fn part_for(target: &str, html: String) -> Result<Response, Failure> {
    let mut response = part(html);
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("hx-retarget"), value(target)?);
    headers.insert(HeaderName::from_static("hx-reswap"), HeaderValue::from_static("outerHTML"));
    Ok(response)
}

/// Leaves for another page, by script.
pub fn leave_for(path: &str) -> Result<Response, Failure> {
    Ok([(HeaderName::from_static("hx-redirect"), value(path)?)].into_response())
}

fn value(text: &str) -> Result<HeaderValue, Failure> {
    HeaderValue::try_from(text).map_err(|error| Failure::Broken(error.to_string()))
}
