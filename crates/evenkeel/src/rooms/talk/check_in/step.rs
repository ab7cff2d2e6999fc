//! One step of the talk, on one device between all or on each one's own: nothing waits for the
//! others but the numbers, which open together.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::check_in::{OwnWeek, Week};
use household::command::CheckInCommand;
use household::{Command, Seen};
use jiff::civil::Date;

use super::{HERE, act, asked_about, day, fullness, numbers};
use crate::app::{Act, App, Shared};
use crate::content::{CheckInPart, CheckInStep, Content};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

/// How long a talk is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Long,
    Short,
}

#[derive(Debug, Template)]
#[template(path = "rooms/talk/check_in/step.html")]
struct StepPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    length: Length,
    part: CheckInPart,
    text: &'static CheckInStep,
    minutes: u32,
    place: usize,
    of: usize,
    /// The step before and the one after, as addresses.
    before: Option<String>,
    next: Option<String>,
    /// What a form sends, and what it is.
    numbers: Vec<(String, u8)>,
    full: Fullness,
    has_agreed: bool,
    /// Which talk it is, as a form sends it back.
    day: Date,
}

/// What of the numbers the reader may see.
#[derive(Debug)]
enum Fullness {
    NotSaid,
    /// Mine, closed; whether others have said theirs is not told.
    Closed(u8),
    Open(Vec<(Person, u8)>),
}

impl StepPage<'_> {
    /// Whether the step asks for a number that was not said.
    const fn is_to_say(&self) -> bool {
        matches!((self.part, &self.full), (CheckInPart::Full, Fullness::NotSaid))
    }
}

impl Length {
    const fn key(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
        }
    }

    fn of(key: &str) -> Option<Self> {
        [Self::Long, Self::Short].into_iter().find(|length| length.key() == key)
    }

    fn minutes(self, text: &CheckInStep) -> Option<u32> {
        match self {
            Self::Long => Some(text.minutes),
            Self::Short => text.short,
        }
    }
}

/// `GET /talk/check-in/{length}/{part}`
pub async fn step(
    State(app): State<App>,
    me: Me,
    Path((length, part)): Path<(String, String)>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let (length, part) = named(&length, &part)?;
    me.see(|seen| show(&app, &me, &seen, (length, part), None, said.ok()))?
}

/// `POST /talk/check-in/{length}/fullness`: how full my week was.
pub async fn say(
    State(app): State<App>,
    me: Me,
    Path(length): Path<String>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let length = Length::of(&length).ok_or(Failure::NotFound)?;
    let Some(full) = fullness(&mut ask.form) else {
        return again(&app, &me, (length, CheckInPart::Full), &ask.form);
    };
    let (day, arrivals) = asked_about(&ask.form)?;
    let say = CheckInCommand::SayFullness { day, full, arrivals };
    act(&app, &me, &ask, say, &address(length, CheckInPart::Full)).await
}

/// `POST /talk/check-in/{length}/fullness/removal`: my number, while it is closed.
pub async fn take_back(
    State(app): State<App>,
    me: Me,
    Path(length): Path<String>,
    ask: Ask,
) -> Result<Response, Failure> {
    let length = Length::of(&length).ok_or(Failure::NotFound)?;
    let take_back = CheckInCommand::TakeFullnessBack { day: day(&ask.form)? };
    act(&app, &me, &ask, take_back, &address(length, CheckInPart::Full)).await
}

/// `POST /talk/check-in/{length}/end`: what I keep of it for all to read, and done.
pub async fn close(
    State(app): State<App>,
    me: Me,
    Path(length): Path<String>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let length = Length::of(&length).ok_or(Failure::NotFound)?;
    let text = ask.form.note_if_any("line");
    if !ask.form.is_fine() {
        return again(&app, &me, (length, CheckInPart::Close), &ask.form);
    }
    let day = day(&ask.form)?;
    finish(&app, &me, &ask, day, CheckInCommand::KeepLine { day, text }).await
}

/// Keeps what is to be kept, and puts the talk away.
pub(super) async fn finish(
    app: &Shared,
    me: &Me,
    ask: &Ask,
    day: Date,
    keep: CheckInCommand,
) -> Result<Response, Failure> {
    let (household, member) = (me.household, me.member);
    let commands = [keep, CheckInCommand::PutAway { day }].map(Command::CheckIn);
    let act = Act { household, member, ask, commands: &commands, rows: Vec::new(), to: DONE };
    let done = app.act_as(act).await?;
    Ok(Redirect::to(&done.to).into_response())
}

const DONE: &str = "/talk/check-in?ok=done";

fn named(length: &str, part: &str) -> Result<(Length, CheckInPart), Failure> {
    let length = Length::of(length).ok_or(Failure::NotFound)?;
    let part = CheckInPart::ALL.into_iter().find(|known| known.key() == part);
    Ok((length, part.ok_or(Failure::NotFound)?))
}

fn address(length: Length, part: CheckInPart) -> String {
    format!("{HERE}/{}/{}", length.key(), part.key())
}

fn again(
    app: &Shared,
    me: &Me,
    at: (Length, CheckInPart),
    form: &Form,
) -> Result<Response, Failure> {
    me.see_again(|seen| show(app, me, &seen, at, Some(form), None))
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    (length, part): (Length, CheckInPart),
    form: Option<&Form>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    if seen.shared.people.is_alone() {
        return Ok(Redirect::to("/talk/check-in/alone").into_response());
    }
    let content = Content::for_language(me.words.language());
    let parts: Vec<_> = CheckInPart::ALL
        .into_iter()
        .filter_map(|part| Some((part, length.minutes(content.check_in_step(part))?)))
        .collect();
    let at = parts.iter().position(|(known, _)| *known == part).ok_or(Failure::NotFound)?;
    let near = |at: Option<usize>| Some(address(length, parts.get(at?)?.0));
    let day = seen.shared.check_in.day_of(seen.family_day(app.clock.now()));
    let week = seen.shared.check_in.week(day);
    let mut lines = week.into_iter().flat_map(|week| week.lines(me.member));
    let line = lines.find(|(by, _)| *by == me.member).map_or("", |(_, line)| line.as_str());
    let filled = Form::filled([("line", line)]);
    StepPage {
        form: form.unwrap_or(&filled),
        length,
        part,
        text: content.check_in_step(part),
        minutes: parts[at].1,
        place: at + 1,
        of: parts.len(),
        before: near(at.checked_sub(1)),
        next: near(Some(at + 1)),
        numbers: numbers().collect(),
        full: opened(me, seen, week, seen.own.check_in.week(day)),
        has_agreed: seen.shared.agreements.in_force(me.member).is_some(),
        day,
        page: Page::mine(app, me, seen, Place::Talk).back_to(HERE).saying(ok),
    }
    .show()
}

fn opened(me: &Me, seen: &Seen<'_>, week: Option<&Week>, own: Option<&OwnWeek>) -> Fullness {
    if let Some(open) = week.and_then(|week| week.full(me.member)) {
        let told = open.iter().map(|(id, full)| (Person::of(seen, me.words, *id), *full));
        let mut told: Vec<_> = told.collect();
        // Mine first, as everywhere.
        told.sort_by_key(|(person, _)| !person.is_me);
        return Fullness::Open(told);
    }
    let mine = own.filter(|own| own.is_to_open()).and_then(OwnWeek::full);
    mine.map_or(Fullness::NotSaid, Fullness::Closed)
}
