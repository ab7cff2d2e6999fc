//! *Just me*: what is only the reader's, and the plain truth about how private it is.
//!
//! It has no address of its own: `rooms::help` shows it in place at the neutral one.

pub mod vault;

use askama::Template;
use axum::response::Response;

use crate::app::Shared;
use crate::rooms::help::operator;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/justme/just_me.html")]
struct JustMe<'a> {
    page: Page<'a>,
    operator: String,
    /// Whether the reader has marked cards in *my plan*.
    has_plan: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/justme/sign_in_first.html")]
struct SignInFirst<'a> {
    page: Page<'a>,
}

/// The page for a member; for anyone else the way to sign in.
pub(super) fn show(app: &Shared, reader: &Reader) -> Result<Response, Failure> {
    match reader {
        Reader::Member(me) => me.see(|seen| {
            JustMe {
                page: Page::mine(app, me, &seen, Place::JustMe),
                operator: operator(app, me.words),
                has_plan: !seen.own.plan.is_empty(),
            }
            .show()
        })?,
        Reader::Invited(_) | Reader::Stranger(_) => {
            SignInFirst { page: Page::of(app, reader, Place::None) }.show()
        }
    }
}
