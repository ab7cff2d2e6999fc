//! One thank you that was sent: to read, to answer, or just to hold.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ThanksCommand;
use household::{Command, Seen, ThanksId};

use super::Given;
use crate::app::{App, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/thanks/given.html")]
struct One<'a> {
    page: Page<'a>,
    given: Given<'a>,
    form: &'a Form,
    /// Whether there is somebody to answer.
    may_answer: bool,
}

/// `GET /talk/thanks/{id}`. Reading it changes nothing that anybody could see.
pub async fn thanks(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ThanksId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let form = Form::default();
    me.see(|seen| show(&app, &me, &seen, id, &form, said.ok()))?
}

/// `POST /talk/thanks/{id}/answer`.
pub async fn answer(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ThanksId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let Some(text) = ask.form.note("text") else {
        return me.see_again(|seen| show(&app, &me, &seen, id, &ask.form, None));
    };
    let command = Command::Thanks(ThanksCommand::Answer { id, text });
    let to = app.act(&me, &ask, &command, &format!("/talk/thanks/{id}?ok=sent")).await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /talk/thanks/{id}/held`: on my shelf, without a word. Nobody is told.
pub async fn hold(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ThanksId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::Thanks(ThanksCommand::Hold { id });
    let to = app.act(&me, &ask, &command, "/talk/thanks?ok=kept").await?;
    Ok(Redirect::to(&to).into_response())
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    id: ThanksId,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let given = seen.shared.thanks.get(id, me.member).ok_or(Failure::NotFound)?;
    let page = Page::mine(app, me, seen, Place::Talk).back_to("/talk/thanks").saying(ok);
    let may_answer = seen.shared.people.member(given.from).is_some();
    One { page, given: Given::of(seen, me, given), form, may_answer }.show()
}
