//! One moment: this division takes a while, and comes by itself; or many are being reckoned just
//! now, and a press asks the same address again. Nothing was sent that could be lost.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::web::part::wants_part;

/// When programs may ask again.
const SECONDS: &str = "3";

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/one_moment.html")]
struct OneMoment<'a> {
    page: Page<'a>,
    again: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/wait.html")]
struct Wait<'a> {
    page: Page<'a>,
    now: &'a str,
}

/// Whether who asks knows already that it takes a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    Yes,
    No,
}

/// They came from the page that says so; or script asks, which shows that it is working.
pub(super) fn waits(query: &[(String, String)], headers: &HeaderMap) -> Waits {
    let knows = query.iter().any(|(name, _)| name == "now") || wants_part(headers);
    if knows { Waits::Yes } else { Waits::No }
}

/// The page at once; what it is about comes by itself, or by a press.
pub(super) fn wait(app: &Shared, me: &Me, now: &str) -> Result<Response, Failure> {
    me.see(|seen| {
        let page = Page::mine(app, me, &seen, Place::Share).back_to("/share");
        Wait { page, now }.show()
    })?
}

/// The answer to an address that has to wait.
pub(in crate::rooms::share) fn show(
    app: &Shared,
    me: &Me,
    again: &str,
) -> Result<Response, Failure> {
    let shown = me.see(|seen| {
        let page = Page::mine(app, me, &seen, Place::Share).back_to("/share");
        OneMoment { page, again }.show()
    })??;
    let headers = [(RETRY_AFTER, SECONDS)];
    Ok((StatusCode::TOO_MANY_REQUESTS, headers, shown).into_response())
}
