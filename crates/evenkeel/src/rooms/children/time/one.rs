//! One time: who, when, the sheet, and what can be said to it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::children::Phone;
use household::command::SoloCommand;
use household::solo::{Contact, Occurrence, SoloTime, Standing};
use household::{Command, MemberId, Refusal, Seen, SoloId};
use jiff::civil::Date;

use super::home::{Line, view};
use super::said::{children, nearest, repeat, standing_key, who};
use super::{HERE, act, address, link};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, SoloTexts, Who};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/one.html")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts that a page tells")]
struct One<'a> {
    page: Page<'a>,
    text: &'static SoloTexts,
    id: SoloId,
    who: String,
    is_mine_to_be: bool,
    children: String,
    when: String,
    /// The zone it keeps to, where the family has moved since.
    other_zone: Option<String>,
    repeat: Option<String>,
    standing: Standing,
    standing_text: &'static str,
    by: Person,
    waits_for: String,
    contact: Option<Number<'a>>,
    has_sheet: bool,
    /// Whether the reader is the one to write the sheet.
    may_write: bool,
    /// Who may write one for the reader, who is in charge.
    written_by: Option<String>,
    /// For somebody who has no page of their own here.
    link: Option<link::ToSend>,
    may_link: bool,
    has_link: bool,
    this_computer_only: bool,
    /// It is now, and somebody is off.
    is_quiet: bool,
    form: &'a Form,
    /// The day that a line can be kept of.
    day: Option<Date>,
    day_text: String,
    prompts: Vec<&'static str>,
    lines: Vec<Line<'a>>,
    is_alone_mine: bool,
}

/// Somebody to ring, as it is read and as it is dialled.
#[derive(Debug)]
pub(super) struct Number<'a> {
    pub name: &'a str,
    pub shown: &'a str,
    pub dialled: String,
}

impl<'a> Number<'a> {
    pub fn of(contact: &'a Contact) -> Self {
        Self { name: contact.name.as_str(), ..Self::to_ring(&contact.number) }
    }

    /// A number whose owner is named beside it.
    pub fn to_ring(number: &'a Phone) -> Self {
        Self { name: "", shown: number.as_str(), dialled: number.digits() }
    }
}

/// `GET /children/time/{id}`
pub async fn one(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, id, None, said.ok()))?
}

/// `POST /children/time/{id}/yes`
pub async fn yes(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, SoloCommand::Agree { id }, &format!("{}?ok=saved", address(id))).await
}

/// `POST /children/time/{id}/not-now`: told to nobody.
pub async fn not_now(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, SoloCommand::PutAway { id }, &format!("{HERE}?ok=aside")).await
}

/// `POST /children/time/{id}/withdrawal`: taken back, or called off.
pub async fn withdraw(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    const TO: &str = "/children/time?ok=undone";
    let command = Command::Solo(SoloCommand::Withdraw { id });
    match app.act(&me, &ask, &command, TO).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        // Gone already, as it was meant.
        Err(ActError::Refused(Refusal::NoSuchTime)) => Ok(Redirect::to(TO).into_response()),
        Err(error) => Err(error.into()),
    }
}

/// `POST /children/time/{id}/together`: the quiet is over before its time. Nobody is told.
pub async fn together(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, SoloCommand::EndQuiet { id }, "/today?ok=saved").await
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    id: SoloId,
    form: Option<&Form>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let (people, now) = (&seen.shared.people, app.clock.now());
    let time = seen.shared.solo.get(id, me.member, people).ok_or(Failure::NotFound)?;
    let standing = time.standing(me.member, people);
    let running = time.at(now);
    let day = running.or_else(|| time.last_over(now)).map(Occurrence::day);
    let mine = day.and_then(|day| my_line(me, seen, id, day)).unwrap_or_default();
    let filled = Form::filled([("text", mine)]);
    let sheet = time.sheet(me.member, people, now);
    let text = Content::for_language(me.words.language()).solo();
    One {
        text,
        id,
        who: who(me, seen, &time.plan.in_charge),
        is_mine_to_be: time.plan.in_charge.parent() == Some(me.member),
        children: children(seen, &time.plan),
        when: nearest(me, seen, time, now),
        other_zone: time.other_zone(people).map(city),
        repeat: repeat(me.words, time.plan.when.repeat),
        standing,
        standing_text: me.words.text(standing_key(standing)),
        by: Person::of(seen, me.words, time.by),
        waits_for: names(me, seen, time.waits_for(people)),
        contact: time.plan.contact.as_ref().map(Number::of),
        has_sheet: sheet.is_some(),
        may_write: time.may_write_sheet(me.member, people),
        written_by: written_by(me, seen, time),
        link: link::to_send(app, me, id, time),
        may_link: link::may_make(me, time, people, now),
        has_link: time.link().is_some(),
        this_computer_only: app.settings.is_this_computer_only(),
        is_quiet: is_quiet(me, time, running, standing),
        form: form.unwrap_or(&filled),
        day,
        day_text: day.map(|day| me.words.date(day)).unwrap_or_default(),
        prompts: prompts(text, me, time),
        lines: lines(me, seen, id),
        is_alone_mine: standing != Standing::Agreed,
        page: Page::mine(app, me, seen, Place::Children).back_to(HERE).saying(ok),
    }
    .show()
}

/// For whoever is in charge: the others write, whether or not one of them has begun.
fn written_by(me: &Me, seen: &Seen<'_>, time: &SoloTime) -> Option<String> {
    let mut others = time.circle(&seen.shared.people);
    others.remove(&me.member);
    let is_for_me = time.plan.in_charge.parent() == Some(me.member) && !others.is_empty();
    is_for_me.then(|| names(me, seen, others))
}

pub(super) fn names(
    me: &Me,
    seen: &Seen<'_>,
    members: impl IntoIterator<Item = MemberId>,
) -> String {
    let names = members.into_iter().map(|id| Person::of(seen, me.words, id).name);
    names.collect::<Vec<_>>().join(", ")
}

/// "New York", of the name of its zone.
fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// Whoever is in charge is not told that the other has ended it.
fn is_quiet(me: &Me, time: &SoloTime, running: Option<Occurrence>, standing: Standing) -> bool {
    let in_charge = time.plan.in_charge.parent();
    let is_mine = in_charge == Some(me.member);
    let of_now = running.is_some_and(|one| is_mine || !time.has_ended(one.day()));
    of_now && standing == Standing::Agreed && in_charge.is_some()
}

/// Words to begin a line with, for who was in charge or who was out.
fn prompts(text: &'static SoloTexts, me: &Me, time: &SoloTime) -> Vec<&'static str> {
    let home = time.plan.in_charge.parent() == Some(me.member);
    let who = if home { Who::Home } else { Who::Out };
    let after = text.after.iter().filter(|after| after.who == who);
    after.map(|after| after.text.as_str()).collect()
}

fn my_line<'a>(me: &Me, seen: &Seen<'a>, id: SoloId, day: Date) -> Option<&'a str> {
    let shared = seen.shared.solo.line_by(me.member, id, day);
    let line = shared.or_else(|| seen.own.solo.line(id, day));
    line.map(|line| line.text.as_str())
}

fn lines<'a>(me: &Me, seen: &Seen<'a>, id: SoloId) -> Vec<Line<'a>> {
    let shared = seen.shared.solo.lines(me.member, &seen.shared.people).map(|line| (line, false));
    let own = seen.own.solo.lines().map(|line| (line, true));
    let of_this = shared.chain(own).filter(|(line, _)| line.time == id);
    of_this.map(|(line, alone)| view(me, seen, line, alone)).collect()
}
