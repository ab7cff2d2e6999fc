//! Where my ideas come from: written for oneself. Read out large, on one's own device only.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ExpectationsCommand;
use household::talk::expectations::Root;
use household::{Command, Note, Seen};

use super::{Which, named};
use crate::app::{App, Shared};
use crate::content::{Content, Guide, RootText};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/roots.html")]
struct Roots<'a> {
    page: Page<'a>,
    guide: &'static Guide,
    all: Vec<One<'a>>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/root.html")]
struct RootPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    one: One<'a>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/aloud.html")]
struct Aloud<'a> {
    page: Page<'a>,
    one: One<'a>,
}

#[derive(Debug)]
struct One<'a> {
    number: usize,
    asked: &'static RootText,
    written: Option<&'a str>,
}

/// `GET /talk/expectations/roots`.
pub async fn roots(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let page = Page::mine(&app, &me, &seen, Place::Talk).back_to("/talk/expectations");
        let all = Root::ALL.map(|root| One::of(&seen, &me, root)).into();
        let guide = &Content::for_language(me.words.language()).expectations().upbringing;
        Roots { page: page.saying(which.ok.as_deref()), guide, all }.show()
    })?
}

/// `GET /talk/expectations/root`.
pub async fn root(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let root = which.of(&Root::ALL)?;
    me.see(|seen| {
        let written = seen.own.expectations.root(root).map_or("", Note::as_str);
        show(&app, &me, &seen, root, &Form::filled([("text", written)]))
    })?
}

/// `POST /talk/expectations/root`. Emptied, it is taken away.
pub async fn write(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let root = named(&ask.form, &Root::ALL)?;
    let text = ask.form.note_if_any("text");
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, root, &ask.form));
    }
    let command = Command::Expectations(ExpectationsCommand::WriteRoot { root, text });
    let to = app.act(&me, &ask, &command, "/talk/expectations/roots?ok=kept").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `GET /talk/expectations/aloud`: large, to read out. On no page of anybody else's.
pub async fn aloud(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let root = which.of(&Root::ALL)?;
    me.see(|seen| {
        let page = Page::mine(&app, &me, &seen, Place::Talk).back_to("/talk/expectations/roots");
        Aloud { page, one: One::of(&seen, &me, root) }.show()
    })?
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    root: Root,
    form: &Form,
) -> Result<Response, Failure> {
    let page = Page::mine(app, me, seen, Place::Talk).back_to("/talk/expectations/roots");
    RootPage { page, form, one: One::of(seen, me, root) }.show()
}

impl<'a> One<'a> {
    fn of(seen: &Seen<'a>, me: &Me, root: Root) -> Self {
        Self {
            number: root as usize + 1,
            asked: Content::for_language(me.words.language()).root(root),
            written: seen.own.expectations.root(root).map(Note::as_str),
        }
    }
}
