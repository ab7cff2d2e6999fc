//! One question: a mark, and an answer if one likes.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::children::{ANSWER_CHARS_MAX, ChildPage, Mark, Question, Written};
use household::command::KnowingCommand;
use household::{ChildId, Command, Refusal, Seen};
use serde::Deserialize;

use super::{child_id, mark_key, mark_name, others, text_of};
use crate::app::{Act, ActError, App, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// How many more follow the first of a sitting.
pub(super) const LEFT_AT_FIRST: usize = 3;

/// `?n=17&left=3`: which question, and how many more follow.
#[derive(Debug, Deserialize)]
pub struct Which {
    n: usize,
    left: Option<usize>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/knowing/question.html")]
struct One<'a> {
    page: Page<'a>,
    form: &'a Form,
    here: &'a str,
    nickname: &'a str,
    number: usize,
    left: usize,
    text: &'static str,
    marks: Vec<(&'static str, &'static str)>,
    /// What was ticked and closed: to be read only.
    closed: Option<&'a str>,
    /// Never opened, so that there is nothing to tick.
    sensitive: bool,
    /// With whose it can be opened.
    others: String,
}

/// `GET /children/{id}/knowing/question`
pub async fn question(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let child = child_id(&id)?;
    let question = Question::numbered(which.n).ok_or(Failure::NotFound)?;
    me.see(|seen| {
        let mine = seen.own.knowing.of(child);
        let written = mine.written(question);
        let mut form = Form::filled([
            ("mark", mine.mark(question).map_or("", mark_name)),
            ("text", written.map_or("", |written| written.text.as_str())),
        ]);
        if written.is_some_and(|written| written.to_open) {
            form.set("open", "yes".to_owned());
        }
        show(&app, &me, &seen, child, question, which.left.unwrap_or(0), &form)
    })?
}

/// `POST /children/{id}/knowing/question`
pub async fn answer(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let child = child_id(&id)?;
    let question = ask.form.value("n").parse().ok().and_then(Question::numbered);
    let question = question.ok_or(Failure::NotFound)?;
    let left = ask.form.value("left").parse().unwrap_or(0_usize).min(LEFT_AT_FIRST);
    let commands = read(&mut ask.form, child, question);
    if ask.form.is_fine() {
        let to = me.see(|seen| next_path(&seen, &me, child, question, left))??;
        let act = Act {
            household: me.household,
            member: me.member,
            ask: &ask,
            commands: &commands,
            rows: Vec::new(),
            to: &to,
        };
        match app.act_as(act).await {
            Ok(done) => return Ok(Redirect::to(&done.to).into_response()),
            Err(ActError::Refused(
                refusal @ (Refusal::NeverOpened | Refusal::AnswersAreSealed),
            )) => ask.form.wrong("text", refusal.key()),
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, child, question, left, &ask.form))
}

fn read(form: &mut Form, child: ChildId, question: Question) -> Vec<Command> {
    let marks = Mark::ALL.map(|mark| (mark_name(mark), mark));
    let mark = match form.value("mark") {
        "" => None,
        _ => form.one_of("mark", &marks),
    };
    let mut commands = vec![Command::Knowing(KnowingCommand::Mark { child, question, mark })];
    // What is closed stands there to be read, and is not sent.
    if form.get("text").is_some() {
        if form.value("text").trim().chars().count() > ANSWER_CHARS_MAX {
            form.wrong_max("text", "form-too-long", ANSWER_CHARS_MAX as u64);
        }
        let to_open = form.is_ticked("open");
        let written = form.note_if_any("text").map(|text| Written { text, to_open });
        commands.push(Command::Knowing(KnowingCommand::Write { child, question, written }));
    }
    commands
}

/// The next that I have said nothing about, while the sitting lasts.
fn next_path(
    seen: &Seen<'_>,
    me: &Me,
    child: ChildId,
    question: Question,
    left: usize,
) -> Result<String, Failure> {
    let kept = seen.child_page(child).ok_or(Failure::NotFound)?;
    let here = format!("/children/{child}/knowing");
    let mut next = seen.own.knowing.of(child).next(kept.child.band_on(me.today));
    let next = next.find(|other| *other != question).filter(|_| left > 0);
    Ok(match next {
        Some(next) => format!("{here}/question?n={}&left={}", next.number(), left - 1),
        None => format!("{here}?ok=kept"),
    })
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    child: ChildId,
    question: Question,
    left: usize,
    form: &Form,
) -> Result<Response, Failure> {
    let kept: ChildPage<'_> = seen.child_page(child).ok_or(Failure::NotFound)?;
    let here = format!("/children/{child}/knowing");
    let mine = seen.own.knowing.of(child);
    let closed = mine.written(question).filter(|it| it.to_open && mine.is_closed());
    One {
        page: Page::mine(app, me, seen, Place::Children).back_to(&here),
        form,
        here: &here,
        nickname: kept.child.nickname.as_str(),
        number: question.number(),
        left: left.min(LEFT_AT_FIRST),
        text: text_of(me, question),
        marks: Mark::ALL.map(|mark| (mark_name(mark), me.words.text(mark_key(mark)))).into(),
        closed: closed.map(|written| written.text.as_str()),
        sensitive: question.is_sensitive(),
        others: others(seen, me, kept).join(", "),
    }
    .show()
}
