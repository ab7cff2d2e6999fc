//! The four sets, and the way to where one's own ideas come from.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use household::Seen;
use household::talk::expectations::Set;

use super::{set_number, waiting};
use crate::app::App;
use crate::content::{Content, Guide};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/home.html")]
struct Home<'a> {
    page: Page<'a>,
    guide: &'static Guide,
    is_alone: bool,
    sets: Vec<SetRow>,
}

#[derive(Debug)]
struct SetRow {
    number: usize,
    subject: &'static str,
    state: &'static str,
    /// Words of somebody else's wait for the reader's yes.
    waits: bool,
}

/// `GET /talk/expectations`.
pub async fn home(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let page = Page::mine(&app, &me, &seen, Place::Talk).back_to("/talk");
        let content = Content::for_language(me.words.language());
        let row = |set| SetRow {
            number: set_number(set),
            subject: content.expected(set),
            state: state(&seen, &me, set),
            waits: waiting(&seen).any(|statement| statement.set() == set),
        };
        let guide = &content.expectations().guide;
        let (sets, is_alone) = (Set::ALL.map(row).into(), seen.shared.people.is_alone());
        Home { page, guide, is_alone, sets }.show()
    })?
}

/// Where the reader's own answers stand, or that all can see them.
fn state(seen: &Seen<'_>, me: &Me, set: Set) -> &'static str {
    let sheet = seen.own.expectations.sheet(set);
    if sheet.is_sealed() {
        return me.words.text("expect-state-closed");
    }
    if seen.shared.expectations.is_open(set) {
        return me.words.text("expect-state-open");
    }
    let answered = sheet.answers().count();
    if answered == 0 {
        me.words.text("expect-state-new")
    } else if answered < set.statements().len() {
        me.words.text("expect-state-begun")
    } else {
        me.words.text("expect-state-answered")
    }
}
