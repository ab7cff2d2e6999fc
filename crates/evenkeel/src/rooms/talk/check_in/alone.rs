//! The same look at the week for one parent, alone: nobody else reads a word or a number of it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::check_in::OwnWeek;
use household::command::CheckInCommand;
use household::{Note, Seen};
use jiff::civil::Date;

use super::step::finish;
use super::{HERE, act, asked_about, day, fullness, numbers};
use crate::app::{App, Shared};
use crate::content::{Content, Section};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/check_in/alone.html")]
struct OnMyOwn<'a> {
    page: Page<'a>,
    form: &'a Form,
    text: &'static Section,
    /// What a form sends, and what it is.
    numbers: Vec<(String, u8)>,
    /// With others here a number is for the talk with them.
    is_alone: bool,
    /// Which week it is, as a form sends it back.
    day: Date,
}

/// `GET /talk/check-in/alone`
pub async fn alone(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, None, said.ok()))?
}

/// `POST /talk/check-in/alone`: a line for myself, and done.
pub async fn keep(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let text = ask.form.note_if_any("note");
    if !ask.form.is_fine() {
        return again(&app, &me, &ask.form);
    }
    let day = day(&ask.form)?;
    finish(&app, &me, &ask, day, CheckInCommand::KeepNote { day, text }).await
}

/// `POST /talk/check-in/alone/full`: how full my week was.
pub async fn say(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let is_alone = me.see(|seen| seen.shared.people.is_alone())?;
    if !is_alone {
        return Err(Failure::NotFound);
    }
    let Some(full) = fullness(&mut ask.form) else { return again(&app, &me, &ask.form) };
    let (day, arrivals) = asked_about(&ask.form)?;
    let say = CheckInCommand::SayFullness { day, full, arrivals };
    act(&app, &me, &ask, say, "/talk/check-in/alone?ok=saved").await
}

fn again(app: &Shared, me: &Me, form: &Form) -> Result<Response, Failure> {
    me.see_again(|seen| show(app, me, &seen, Some(form), None))
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: Option<&Form>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let day = seen.shared.check_in.day_of(seen.family_day(app.clock.now()));
    let own = seen.own.check_in.week(day);
    let note = own.and_then(OwnWeek::note).map_or("", Note::as_str);
    let full = own.and_then(OwnWeek::full).map_or_else(String::new, |full| format!("n{full}"));
    let filled = Form::filled([("note", note), ("full", &full)]);
    OnMyOwn {
        form: form.unwrap_or(&filled),
        text: &Content::for_language(me.words.language()).check_in().alone,
        numbers: numbers().collect(),
        is_alone: seen.shared.people.is_alone(),
        day,
        page: Page::mine(app, me, seen, Place::Talk).back_to(HERE).saying(ok),
    }
    .show()
}
