//! The neutral look, chosen for one device.
//!
//! It has no address of its own: `rooms::help` shows it in place at the neutral one, to whoever
//! asks, signed in or not. The choice is the device's cookie and is kept nowhere else.

use askama::Template;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::Shared;
use crate::web::discreet::{cookie, is_on};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Reader;
use crate::web::page::{NEUTRAL, Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/settings/discreet.html")]
struct Look<'a> {
    page: Page<'a>,
    is_on: bool,
}

/// The page, or what its button asks for.
pub fn look(
    app: &Shared,
    reader: &Reader,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Response, Failure> {
    let back = match reader {
        Reader::Member(_) => "/settings",
        Reader::Invited(_) => "/answer",
        Reader::Stranger(_) => "/sign-in",
    };
    let (on, to) = match form.value("set") {
        "on" => (true, NEUTRAL),
        "off" => (false, back),
        _ => {
            let page = Page::of(app, reader, Place::None).back_to(back);
            return Look { page, is_on: is_on(&app.settings, headers) }.show();
        }
    };
    Ok(([(SET_COOKIE, cookie(app, on))], Redirect::to(to)).into_response())
}
