//! The shelf: all thanks that the reader sent or was sent, to read again. Not counted.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::ThanksId;
use serde::Deserialize;

use super::Given;
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// Thanks on one page of it.
const SHOWN_MAX: usize = 12;

#[derive(Debug, Template)]
#[template(path = "rooms/talk/thanks/shelf.html")]
struct Shelf<'a> {
    page: Page<'a>,
    given: Vec<Given<'a>>,
    /// The last of this page, where there are earlier ones.
    earlier: Option<ThanksId>,
}

#[derive(Debug, Deserialize)]
pub struct Before {
    before: Option<ThanksId>,
}

/// `GET /talk/thanks/shelf`.
pub async fn shelf(
    State(app): State<App>,
    me: Me,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let mut all = seen.shared.thanks.of(me.member).peekable();
        if let Some(before) = before {
            all.find(|given| given.id == before).ok_or(Failure::NotFound)?;
        }
        let given: Vec<_> =
            all.by_ref().take(SHOWN_MAX).map(|given| Given::of(&seen, &me, given)).collect();
        let earlier = all.peek().and(given.last()).map(|last| last.id);
        let page = Page::mine(&app, &me, &seen, Place::Talk).back_to("/talk/thanks");
        Shelf { page, given, earlier }.show()
    })?
}
