//! "We will answer together": words that buy time, to read in the moment or to print.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::HERE;
use crate::app::App;
use crate::content::{Content, TogetherText};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/decisions/together.html")]
struct Together<'a> {
    page: Page<'a>,
    card: &'static TogetherText,
    is_alone: bool,
}

/// `GET /talk/decisions/together`.
pub async fn together(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        Together {
            card: &Content::for_language(me.words.language()).discipline().together,
            is_alone: seen.shared.people.is_alone(),
            page: Page::mine(&app, &me, &seen, Place::Talk).back_to(HERE),
        }
        .show()
    })?
}
