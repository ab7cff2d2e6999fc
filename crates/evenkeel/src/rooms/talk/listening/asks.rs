//! Asking for a talk, and answering. A no is fine; *not now* shows to nobody.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::TalkCommand;
use household::{Command, MemberId, Refusal, Seen, TalkId};
use jiff::civil::DateTime;

use super::place;
use super::{AskedView, TopicForm};
use crate::app::{ActError, App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/listening/ask.html")]
struct AskPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    others: Vec<Person>,
    topics: TopicForm,
    has_prepared: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/talk/listening/asked.html")]
struct AskedPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    talk: TalkId,
    asked: AskedView,
    is_set_aside: bool,
}

/// `GET /talk/asks`: whom, about what, when.
pub async fn ask(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| show_ask(&app, &me, &seen, &Form::filled([("topic", "1")])))?
}

/// `POST /talk/asks`
pub async fn send(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let of = me.see(|seen| other(&seen, &mut ask.form, "of"))?;
    let topic = TopicForm::read(me.words, &mut ask.form);
    let at = time(&mut ask.form);
    let (Some(of), Some(topic), Some(at), true) = (of, topic, at, ask.form.is_fine()) else {
        return again(&app, &me, &ask.form);
    };
    let command = Command::Talk(TalkCommand::Ask { of, topic, at });
    let field = match app.act(&me, &ask, &command, "/talk?ok=sent").await {
        Ok(to) => return Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::DateOutOfRange)) => ("day", Refusal::DateOutOfRange),
        Err(ActError::Refused(Refusal::AlreadyAskedForTalk)) => {
            ("of", Refusal::AlreadyAskedForTalk)
        }
        Err(error) => return Err(error.into()),
    };
    ask.form.wrong(field.0, field.1.key());
    again(&app, &me, &ask.form)
}

/// `GET /talk/asks/{talk}`
pub async fn asked(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show_asked(&app, &me, &seen, talk, &Form::default(), said.ok()))?
}

/// `POST /talk/asks/{talk}`: yes, another time, not now, or taking it back.
pub async fn answer(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let here = format!("/talk/asks/{talk}?ok=sent");
    let there;
    let (command, to) = match ask.form.value("reply") {
        "yes" => {
            let at = ask.form.value("at").parse().ok();
            there = me.see(|seen| place(&seen, talk, at, app.clock.now()))?;
            (Some(TalkCommand::Agree { talk, at }), there.as_str())
        }
        "another" => {
            let at = time(&mut ask.form);
            (at.map(|at| TalkCommand::ProposeTime { talk, at }), here.as_str())
        }
        "not-now" => (Some(TalkCommand::SetAside { talk }), "/talk?ok=aside"),
        "back" => (Some(TalkCommand::Close { talk }), "/talk?ok=undone"),
        _ => {
            ask.form.wrong("reply", "form-choice");
            (None, "/talk")
        }
    };
    let Some(command) = command else { return answer_again(&app, &me, talk, &ask.form) };
    let closes = matches!(command, TalkCommand::Close { .. });
    match app.act(&me, &ask, &Command::Talk(command), to).await {
        Ok(to) => {
            if closes {
                app.talks.end(talk);
            }
            Ok(Redirect::to(&to).into_response())
        }
        Err(ActError::Refused(Refusal::DateOutOfRange)) => {
            ask.form.wrong("day", "refusal-date-out-of-range");
            answer_again(&app, &me, talk, &ask.form)
        }
        Err(error) => Err(error.into()),
    }
}

/// The other parent a form is about: the only one, or the one that was chosen.
pub(super) fn other(seen: &Seen<'_>, form: &mut Form, field: &str) -> Option<MemberId> {
    let others: Vec<_> = seen.shared.people.others_than(seen.me).map(|(id, _)| id).collect();
    if let [only] = others[..] {
        return Some(only);
    }
    let chosen = form.parsed(field)?;
    let known = others.contains(&chosen);
    if !known {
        form.wrong(field, "form-choice");
    }
    known.then_some(chosen)
}

/// A day and a time, or neither; the outer `None` is a mistake beside its field.
#[expect(clippy::option_option, reason = "no time is an answer, a mistake is none")]
fn time(form: &mut Form) -> Option<Option<DateTime>> {
    let is_empty = ["day", "time"].iter().all(|field| form.value(field).trim().is_empty());
    if is_empty {
        return Some(None);
    }
    let (day, time) = (form.date("day"), form.time("time"));
    Some(Some(DateTime::from_parts(day?, time?)))
}

fn again(app: &Shared, me: &Me, form: &Form) -> Result<Response, Failure> {
    me.see_again(|seen| show_ask(app, me, &seen, form))
}

fn answer_again(app: &Shared, me: &Me, talk: TalkId, form: &Form) -> Result<Response, Failure> {
    me.see_again(|seen| show_asked(app, me, &seen, talk, form, None))
}

fn show_ask(app: &Shared, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    if seen.shared.people.is_alone() {
        return Ok(Redirect::to("/talk").into_response());
    }
    let others = seen.shared.people.others_than(me.member);
    AskPage {
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk"),
        others: others.map(|(id, _)| Person::of(seen, me.words, id)).collect(),
        topics: TopicForm::of(me.words, form),
        has_prepared: !seen.own.preparation.is_empty(),
        form,
    }
    .show()
}

fn show_asked(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    talk: TalkId,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let asked = seen.shared.talks.find(talk, me.member, app.clock.now());
    let asked = AskedView::of(me, seen, asked.ok_or(Failure::NotFound)?);
    AskedPage {
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk").saying(ok),
        is_set_aside: seen.own.talks.is_set_aside(talk),
        form,
        talk,
        asked,
    }
    .show()
}
