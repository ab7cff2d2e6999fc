//! What is new for the reader, what lies in their drawer, and where to begin.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::ThanksId;

use super::Given;
use crate::app::App;
use crate::content::{Content, Guide};
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

/// New ones that are shown at once; the rest follow when these are put away.
const NEW_MAX: usize = 12;
/// How much of a text stands in a list.
const SHOWN_CHARS_MAX: usize = 100;

#[derive(Debug, Template)]
#[template(path = "rooms/talk/thanks/home.html")]
struct Home<'a> {
    page: Page<'a>,
    guide: &'static Guide,
    new: Vec<Given<'a>>,
    unsent: Vec<Unsent>,
    has_shelf: bool,
    is_alone: bool,
}

/// One's own words, not sent.
#[derive(Debug)]
struct Unsent {
    id: ThanksId,
    to: Option<Person>,
    beginning: String,
}

/// `GET /talk/thanks`.
pub async fn home(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let all = seen.shared.thanks.of(me.member).map(|given| Given::of(&seen, &me, given));
        let unsent = seen.own.drawer.unsent().map(|unsent| Unsent {
            id: unsent.id,
            to: unsent.to.map(|to| Person::of(&seen, me.words, to)),
            beginning: beginning(unsent.thanks.text.as_str()),
        });
        Home {
            guide: &Content::for_language(me.words.language()).appreciation().guide,
            new: all.filter(|given| given.is_new).take(NEW_MAX).collect(),
            unsent: unsent.collect(),
            has_shelf: seen.shared.thanks.of(me.member).next().is_some(),
            is_alone: seen.shared.people.is_alone(),
            page: Page::mine(&app, &me, &seen, Place::Talk).back_to("/talk").saying(said.ok()),
        }
        .show()
    })?
}

fn beginning(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS_MAX).collect();
    if shown.len() < text.len() {
        shown.truncate(shown.trim_end().len());
        shown.push('…');
    }
    shown
}
