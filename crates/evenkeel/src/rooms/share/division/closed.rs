//! Why there is nothing to divide yet, told from what everyone knows, with the way on.

use askama::Template;
use axum::response::Response;
use household::Seen;
use household::division::NoDivision;

use crate::app::Shared;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/closed.html")]
struct Closed<'a> {
    page: Page<'a>,
    title: &'static str,
    text: &'static str,
    go: (&'static str, &'static str),
    /// A draft of one's own is possible meanwhile.
    has_draft: bool,
    left_out: usize,
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    why: NoDivision,
) -> Result<Response, Failure> {
    let (title, text, go) = match why {
        NoDivision::Alone | NoDivision::PicturesFirst => (
            "division-pictures-first",
            "division-pictures-first-text",
            ("/share/pictures", "division-to-pictures"),
        ),
        NoDivision::MoreThanSix => (
            "division-more-than-six",
            "division-more-than-six-text",
            ("/share/agreement", "division-to-agreement"),
        ),
        NoDivision::NothingToDivide => {
            ("division-nothing", "division-nothing-text", ("/share/sort", "division-to-sort"))
        }
    };
    Closed {
        title: me.words.text(title),
        text: me.words.text(text),
        go: (go.0, me.words.text(go.1)),
        has_draft: why == NoDivision::PicturesFirst && seen.own.sort.answers().next().is_some(),
        left_out: seen.shared.division.aside().count(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share"),
    }
    .show()
}
