//! Writing one thing down, or anew.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::children::{FACT_CHARS_MAX, Fact, Said, Topic};
use household::command::ChildPageCommand;
use household::{ChildId, Command, FactId, Refusal, Seen};
use serde::Deserialize;

use super::{child_id, fact_id, hint_key, numbered, title_key, topic_number};
use crate::app::{ActError, App, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// `?about=3`: which topic, by number.
#[derive(Debug, Deserialize)]
pub struct About {
    about: usize,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/page/fact.html")]
struct One<'a> {
    page: Page<'a>,
    form: &'a Form,
    nickname: &'a str,
    number: usize,
    title: &'static str,
    hint: &'static str,
    is_contact: bool,
    to: String,
    /// On the page already.
    is_kept: bool,
}

/// What a form is about.
#[derive(Debug, Clone, Copy)]
struct What {
    child: ChildId,
    fact: Option<FactId>,
    topic: Topic,
}

/// `GET /children/{id}/facts/new`
pub async fn new(
    State(app): State<App>,
    me: Me,
    Path(child): Path<String>,
    Query(About { about }): Query<About>,
) -> Result<Response, Failure> {
    let child = child_id(&child)?;
    let topic = numbered(about).ok_or(Failure::NotFound)?;
    let what = What { child, fact: None, topic };
    me.see(|seen| show(&app, &me, &seen, what, &Form::default()))?
}

/// `POST /children/{id}/facts`
pub async fn write(
    State(app): State<App>,
    me: Me,
    Path(child): Path<String>,
    ask: Ask,
) -> Result<Response, Failure> {
    let child = child_id(&child)?;
    let topic = ask.form.value("about").parse().ok().and_then(numbered);
    let topic = topic.ok_or(Failure::NotFound)?;
    keep(&app, &me, ask, What { child, fact: None, topic }).await
}

/// `GET /children/{id}/facts/{fact}`
pub async fn fact(
    State(app): State<App>,
    me: Me,
    Path((child, fact)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (child, fact) = (child_id(&child)?, fact_id(&fact)?);
    me.see(|seen| {
        let kept = kept(&seen, child, fact)?;
        let what = What { child, fact: Some(fact), topic: kept.said.topic() };
        show(&app, &me, &seen, what, &filled(kept))
    })?
}

/// `POST /children/{id}/facts/{fact}`
pub async fn change(
    State(app): State<App>,
    me: Me,
    Path((child, fact)): Path<(String, String)>,
    ask: Ask,
) -> Result<Response, Failure> {
    let (child, fact) = (child_id(&child)?, fact_id(&fact)?);
    let topic = me.see(|seen| kept(&seen, child, fact).map(|kept| kept.said.topic()))??;
    keep(&app, &me, ask, What { child, fact: Some(fact), topic }).await
}

async fn keep(app: &App, me: &Me, mut ask: Ask, what: What) -> Result<Response, Failure> {
    if let Some(said) = read(&mut ask.form, what.topic) {
        let child = what.child;
        let command = Command::ChildPage(match what.fact {
            Some(fact) => ChildPageCommand::Change { child, fact, said },
            None => ChildPageCommand::Write { child, said },
        });
        match app.act(me, &ask, &command, &format!("/children/{child}?ok=saved")).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal @ (Refusal::TextTooLong | Refusal::PageFull))) => {
                ask.form.wrong("text", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(app, me, &seen, what, &ask.form))
}

fn read(form: &mut Form, topic: Topic) -> Option<Said> {
    if topic != Topic::Contacts {
        let sensitive = form.is_ticked("sensitive");
        if form.value("text").trim().chars().count() > FACT_CHARS_MAX {
            form.wrong_max("text", "form-too-long", FACT_CHARS_MAX as u64);
            return None;
        }
        return form.note("text").map(|text| Said::Words { topic, text, sensitive });
    }
    let name = form.line("text");
    let phone = form.phone("phone");
    Some(Said::Contact { name: name?, phone: phone? })
}

fn kept<'a>(seen: &Seen<'a>, child: ChildId, fact: FactId) -> Result<&'a Fact, Failure> {
    let page = seen.child_page(child).ok_or(Failure::NotFound)?;
    page.fact(fact).ok_or(Failure::NotFound)
}

fn filled(kept: &Fact) -> Form {
    match &kept.said {
        Said::Words { text, sensitive, .. } => {
            let sensitive = if *sensitive { "yes" } else { "" };
            Form::filled([("text", text.as_str()), ("sensitive", sensitive)])
        }
        Said::Contact { name, phone } => {
            Form::filled([("text", name.as_str()), ("phone", phone.as_str())])
        }
    }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    What { child, fact, topic }: What,
    form: &Form,
) -> Result<Response, Failure> {
    let kept = seen.child_page(child).ok_or(Failure::NotFound)?;
    let back = format!("/children/{child}");
    One {
        page: Page::mine(app, me, seen, Place::Children).back_to(&back),
        form,
        nickname: kept.child.nickname.as_str(),
        number: topic_number(topic),
        title: me.words.text(title_key(topic)),
        hint: me.words.text(hint_key(topic)),
        is_contact: topic == Topic::Contacts,
        to: match fact {
            Some(fact) => format!("{back}/facts/{fact}"),
            None => format!("{back}/facts"),
        },
        is_kept: fact.is_some(),
    }
    .show()
}
