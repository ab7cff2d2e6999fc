//! When the weekly talk is: suggested by one, so once all said yes, over when any of them says so.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::check_in::{Day, Offer, Rhythm};
use household::command::CheckInCommand;
use household::{Command, Refusal, Seen};
use jiff::civil::{Date, Time};

use super::entrance::when;
use super::{HERE, act};
use crate::app::{ActError, App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

const SAVED: &str = "/talk/check-in/time?ok=saved";
/// The words a form sends for the days, from Monday on.
const DAYS: [(&str, Day); 7] = [
    ("monday", Day::Monday),
    ("tuesday", Day::Tuesday),
    ("wednesday", Day::Wednesday),
    ("thursday", Day::Thursday),
    ("friday", Day::Friday),
    ("saturday", Day::Saturday),
    ("sunday", Day::Sunday),
];
/// 5 January 1970 was a Monday.
const A_MONDAY: Date = Date::constant(1970, 1, 5);

#[derive(Debug, Template)]
#[template(path = "rooms/talk/check_in/time.html")]
struct WeeklyTime<'a> {
    page: Page<'a>,
    form: &'a Form,
    /// The word of each day, and its name.
    days: Vec<(&'static str, &'a str)>,
    held: Option<String>,
    offered: Option<Offered>,
    is_alone: bool,
    /// What was read is not what is offered now.
    is_stale: bool,
}

#[derive(Debug)]
struct Offered {
    by: Person,
    when: String,
    /// As it is sent back.
    day: &'static str,
    time: String,
    has_my_yes: bool,
    waits_for: String,
}

/// `GET /talk/check-in/time`
pub async fn time(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, None, false, said.ok()))?
}

/// `POST /talk/check-in/time`: for all to say yes to.
pub async fn offer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let Some(rhythm) = rhythm(&mut ask.form) else {
        return again(&app, &me, Some(&ask.form), false);
    };
    act(&app, &me, &ask, CheckInCommand::Offer { rhythm }, SAVED).await
}

/// `POST /talk/check-in/time/confirmation`: yes to exactly this time.
pub async fn confirm(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let rhythm = rhythm(&mut ask.form).ok_or(Failure::NotFound)?;
    let command = Command::CheckIn(CheckInCommand::Confirm { rhythm });
    match app.act(&me, &ask, &command, "/talk/check-in?ok=saved").await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NotOffered)) => again(&app, &me, None, true),
        Err(error) => Err(error.into()),
    }
}

/// `POST /talk/check-in/time/withdrawal`: a suggestion is off the table.
pub async fn withdraw(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let command = Command::CheckIn(CheckInCommand::WithdrawOffer);
    match app.act(&me, &ask, &command, SAVED).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        // Gone already, as it was meant.
        Err(ActError::Refused(Refusal::NotOffered)) => Ok(Redirect::to(SAVED).into_response()),
        Err(error) => Err(error.into()),
    }
}

/// `POST /talk/check-in/time/ending`: no weekly time any more.
pub async fn end(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    act(&app, &me, &ask, CheckInCommand::Stop, SAVED).await
}

/// As a time field holds it.
fn field_time(rhythm: Rhythm) -> String {
    rhythm.at.strftime("%H:%M").to_string()
}

fn again(app: &Shared, me: &Me, form: Option<&Form>, is_stale: bool) -> Result<Response, Failure> {
    me.see_again(|seen| show(app, me, &seen, form, is_stale, None))
}

fn rhythm(form: &mut Form) -> Option<Rhythm> {
    // Each is read, so that everything wrong is said at once.
    let day = form.one_of("day", &DAYS);
    let at = form.time("at");
    Some(Rhythm { day: day?, at: at? })
}

fn word_of(day: Day) -> &'static str {
    DAYS.iter().find(|(_, known)| *known == day).map_or("", |(word, _)| word)
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: Option<&Form>,
    is_stale: bool,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let check_in = &seen.shared.check_in;
    let today = seen.family_day(app.clock.now());
    let held = check_in.rhythm();
    let usual = held.map_or(Form::filled([("at", "20:00")]), |held| {
        Form::filled([("day", word_of(held.day)), ("at", &field_time(held))])
    });
    let days = DAYS.iter().map(|(word, day)| {
        let name = me.words.weekday_name(Rhythm { day: *day, at: Time::MIN }.next(A_MONDAY));
        (*word, name)
    });
    WeeklyTime {
        form: form.unwrap_or(&usual),
        days: days.collect(),
        held: held.map(|held| when(me, held, today)),
        offered: check_in.offer().map(|offer| offered(me, seen, offer, today)),
        is_alone: seen.shared.people.is_alone(),
        is_stale,
        page: Page::mine(app, me, seen, Place::Talk).back_to(HERE).saying(ok),
    }
    .show()
}

fn offered(me: &Me, seen: &Seen<'_>, offer: &Offer, today: Date) -> Offered {
    let waiting = seen.shared.people.parent_ids().filter(|id| !offer.confirmed.contains(id));
    let names: Vec<_> = waiting.map(|id| Person::of(seen, me.words, id).name).collect();
    Offered {
        by: Person::of(seen, me.words, offer.by),
        when: when(me, offer.rhythm, today),
        day: word_of(offer.rhythm.day),
        time: field_time(offer.rhythm),
        has_my_yes: offer.confirmed.contains(&me.member),
        waits_for: names.join(", "),
    }
}
