//! The weekly talk: a time that all chose, the steps of it, and the line that stays.

pub mod alone;
pub mod calendar;
mod entrance;
pub mod step;
pub mod time;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::Command;
use household::check_in::FULL_MAX;
use household::command::CheckInCommand;
use jiff::civil::Date;

use crate::app::{App, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::Said;

/// Where the room begins.
const HERE: &str = "/talk/check-in";

/// `GET /talk/check-in`
pub async fn entrance(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| entrance::show(&app, &me, &seen, said.ok()))?
}

/// `POST /talk/check-in/not-this-week`: *Today* tells it no more; nobody else is told.
pub async fn not_this_week(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let day = day(&ask.form)?;
    act(&app, &me, &ask, CheckInCommand::PutAway { day }, "/today?ok=done").await
}

/// Does it, and goes there.
async fn act(
    app: &Shared,
    me: &Me,
    ask: &Ask,
    command: CheckInCommand,
    to: &str,
) -> Result<Response, Failure> {
    let to = app.act(me, ask, &Command::CheckIn(command), to).await?;
    Ok(Redirect::to(&to).into_response())
}

/// Which talk a form is about: the one that its page showed.
fn day(form: &Form) -> Result<Date, Failure> {
    form.get("day").and_then(|day| day.parse().ok()).ok_or(Failure::NotFound)
}

/// The same, and who was here on that page.
fn asked_about(form: &Form) -> Result<(Date, usize), Failure> {
    Ok((day(form)?, form.here().ok_or(Failure::NotFound)?))
}

/// The numbers to choose from, as a form sends them.
fn numbers() -> impl Iterator<Item = (String, u8)> {
    (0..=FULL_MAX).map(|full| (format!("n{full}"), full))
}

/// The number that was chosen.
fn fullness(form: &mut Form) -> Option<u8> {
    let chosen = numbers().find(|(name, _)| name == form.value("full"));
    if chosen.is_none() {
        form.wrong("full", "form-choice");
    }
    chosen.map(|(_, full)| full)
}
