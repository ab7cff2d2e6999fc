//! One statement: how far the reader goes with it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ExpectationsCommand;
use household::talk::expectations::{Says, Stance, Statement};
use household::{Command, Seen};

use super::{Which, named, said, says_name, set_path, statement_number};
use crate::app::{App, Shared};
use crate::content::{Content, StatementText};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// The word for a statement that does not fit this family.
const NOT_US: &str = "not-us";

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/question.html")]
struct Question<'a> {
    page: Page<'a>,
    form: &'a Form,
    number: usize,
    /// Which of the six.
    place: usize,
    places: usize,
    text: &'static StatementText,
    choices: Vec<(&'static str, &'static str)>,
    set: String,
}

/// `GET /talk/expectations/question`.
pub async fn question(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let statement = which.of(&Statement::ALL)?;
    me.see(|seen| {
        let sheet = seen.own.expectations.sheet(statement.set());
        if sheet.is_sealed() {
            return Ok(Redirect::to(&set_path(statement.set())).into_response());
        }
        let stance = sheet.answer(statement);
        let says = stance.map_or("", |stance| stance.says.map_or(NOT_US, says_name));
        let mut form = Form::filled([("says", says)]);
        if stance.is_some_and(|stance| stance.kept) {
            form.set("kept", "yes".to_owned());
        }
        show(&app, &me, &seen, statement, &form)
    })?
}

/// `POST /talk/expectations/question`.
pub async fn answer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let statement = named(&ask.form, &Statement::ALL)?;
    let choices = Says::ALL.map(|says| (says_name(says), Some(says)));
    let choices = [choices.as_slice(), &[(NOT_US, None)]].concat();
    let Some(says) = ask.form.one_of("says", &choices) else {
        return me.see_again(|seen| show(&app, &me, &seen, statement, &ask.form));
    };
    let stance = Stance { says, kept: ask.form.is_ticked("kept") };
    let command = Command::Expectations(ExpectationsCommand::Answer { statement, stance });
    let next = me.see(|seen| next_path(&seen, statement))?;
    let to = app.act(&me, &ask, &command, &next).await?;
    Ok(Redirect::to(&to).into_response())
}

/// The next of its set without an answer, or the set.
fn next_path(seen: &Seen<'_>, statement: Statement) -> String {
    let set = statement.set();
    let sheet = seen.own.expectations.sheet(set);
    let mut others = set.statements().iter().filter(|other| **other != statement);
    match others.find(|other| sheet.answer(**other).is_none()) {
        Some(next) => format!("/talk/expectations/question?n={}", statement_number(*next)),
        None => set_path(set),
    }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    statement: Statement,
    form: &Form,
) -> Result<Response, Failure> {
    let places = statement.set().statements();
    let mut choices: Vec<_> =
        Says::ALL.into_iter().map(|says| (says_name(says), said(me, says))).collect();
    choices.push((NOT_US, me.words.text("expect-not-us")));
    Question {
        form,
        number: statement_number(statement),
        place: places.iter().take_while(|other| **other != statement).count() + 1,
        places: places.len(),
        text: Content::for_language(me.words.language()).statement(statement),
        choices,
        set: set_path(statement.set()),
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk/expectations"),
    }
    .show()
}
