//! A new question: one to start from, or in one's own words; about which child.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::command::DecisionsCommand;
use household::decisions::{Matter, Ready};
use household::people::Child;
use household::{ChildId, Command, Refusal, Seen};

use super::HERE;
use crate::app::{ActError, App, Shared};
use crate::content::{Content, Kind};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// What a form sends for a question in one's own words.
const OWN: &str = "own";

#[derive(Debug, Template)]
#[template(path = "rooms/talk/decisions/new.html")]
struct New<'a> {
    page: Page<'a>,
    form: &'a Form,
    children: Vec<ChildLine<'a>>,
    /// Ready ones by whose business they are, numbered as they stand in the file.
    ready: Vec<(&'static str, Vec<(usize, &'static str)>)>,
    /// Somebody else is here, and decides for none of the reader's children.
    is_alone_in_this: bool,
}

/// A child that the reader decides for.
#[derive(Debug)]
struct ChildLine<'a> {
    id: ChildId,
    nickname: &'a str,
    /// Somebody decides for it who has no part in this space.
    somebody_else: bool,
}

/// `GET /talk/decisions/new`.
pub async fn new(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let mut form = Form::default();
        if let [only] = mine(&seen, &me)[..] {
            form.set("child", only.id.to_string());
        }
        show(&app, &me, &seen, &form)
    })?
}

/// `POST /talk/decisions`.
pub async fn ask(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    if let Some(command) = read(&mut ask.form).filter(|_| ask.form.is_fine()) {
        let to = format!("{HERE}?ok=saved");
        match app.act(&me, &ask, &Command::Decisions(command), &to).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(Refusal::UnknownChild)) => ask.form.wrong("child", "form-choice"),
            Err(ActError::Refused(
                refusal @ (Refusal::TooManyDecisions | Refusal::SayBackFirst),
            )) => ask.form.wrong("own", refusal.key()),
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, &ask.form))
}

fn read(form: &mut Form) -> Option<DecisionsCommand> {
    let matter = match form.value("about") {
        OWN | "" => form.line("own").map(Matter::Own),
        number => {
            let number: Option<usize> = number.parse().ok();
            let ready = number.and_then(|n| Ready::ALL.get(n.checked_sub(1)?));
            if ready.is_none() {
                form.wrong("about", "form-choice");
            }
            ready.map(|ready| Matter::Ready(*ready))
        }
    };
    let children: Option<BTreeSet<ChildId>> =
        form.values("child").map(|id| id.parse().ok()).collect();
    let children = children.filter(|children| !children.is_empty());
    if children.is_none() {
        form.wrong("child", "form-choice");
    }
    Some(DecisionsCommand::Ask { matter: matter?, children: children? })
}

fn mine<'a>(seen: &Seen<'a>, me: &Me) -> Vec<&'a Child> {
    let children = seen.shared.people.children().iter();
    children.filter(|child| child.is_decided_by(me.member)).collect()
}

fn show(app: &Shared, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    let texts = Content::for_language(me.words.language()).discipline();
    let of_kind = |kind| {
        let all = Ready::ALL.into_iter().enumerate();
        let these = all.map(|(at, ready)| (at + 1, texts.ready(ready)));
        let these = these.filter(|(_, text)| text.kind == kind);
        (texts.kind(kind), these.map(|(n, text)| (n, text.text.as_str())).collect())
    };
    let mine = mine(seen, me);
    let shared = mine.iter().any(|child| child.deciders.members.len() > 1);
    let children = mine.iter().map(|child| ChildLine {
        id: child.id,
        nickname: child.nickname.as_str(),
        somebody_else: child.deciders.somebody_else,
    });
    New {
        form,
        children: children.collect(),
        ready: Kind::ALL.map(of_kind).into(),
        is_alone_in_this: !shared && !seen.shared.people.is_alone(),
        page: Page::mine(app, me, seen, Place::Talk).back_to(HERE),
    }
    .show()
}
