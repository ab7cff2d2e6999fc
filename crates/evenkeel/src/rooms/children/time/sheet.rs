//! The care sheet: written once, then read and printed. Three lines for a parent; more for others.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::{IntoResponse, Redirect, Response};
use household::command::SoloCommand;
use household::people::People;
use household::solo::{Lines, Linked, Occurrence, Sheet, SheetField, SoloTime};
use household::{Command, Line, Refusal, Seen, SoloId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::one::Number;
use super::said::{repeat, when};
use super::{address, known};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, SheetSection};
use crate::rooms::card::Person;
use crate::rooms::children::age;
use crate::rooms::help;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};
use crate::words::Words;

/// A sheet as it is read and printed.
#[derive(Debug)]
struct View<'a> {
    /// "Mia", "7 years, school".
    children: Vec<(&'a str, String)>,
    who: String,
    when: String,
    repeat: Option<String>,
    contact: Option<Number<'a>>,
    sections: Vec<(&'static str, Vec<(&'static str, &'a str)>)>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/sheet.html")]
struct SheetPage<'a> {
    page: Page<'a>,
    view: View<'a>,
    by: Option<String>,
    /// Where it is written again, for whoever may.
    words: Option<String>,
    /// Read by a link.
    is_linked: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/words.html")]
struct WordsPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    to: String,
    sections: Vec<Asked<'a>>,
    who: String,
    is_for_parent: bool,
    /// Nobody else can read it yet.
    is_shared: bool,
    /// What is due then, as the family's cards say it.
    due: Vec<&'a str>,
}

/// A part of the form.
#[derive(Debug)]
struct Asked<'a> {
    title: &'a str,
    fields: Vec<(&'static str, &'a str, &'a str)>,
}

/// `GET /children/time/{id}/sheet`
pub async fn sheet(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    me.see(|seen| {
        let people = &seen.shared.people;
        let time = seen.shared.solo.get(id, me.member, people).ok_or(Failure::NotFound)?;
        let sheet = time.sheet(me.member, people, now).ok_or(Failure::NotFound)?;
        let one = time.nearest(now).ok_or(Failure::NotFound)?;
        let who = super::said::who(&me, &seen, &time.plan.in_charge);
        let day = seen.family_day(now);
        SheetPage {
            view: view(me.words, people, (time, one), sheet, (who, day)),
            by: (sheet.by != me.member).then(|| Person::of(&seen, me.words, sheet.by).name),
            words: time
                .may_write_sheet(me.member, people)
                .then(|| format!("{}/sheet/words", address(id))),
            is_linked: false,
            page: Page::mine(&app, &me, &seen, Place::Children)
                .back_to(&address(id))
                .saying(said.ok()),
        }
        .show()
    })?
}

/// The sheet for whoever holds its link.
pub(super) fn show_linked(
    app: &Shared,
    words: &'static Words,
    people: &People,
    linked: &Linked<'_>,
    now: Timestamp,
) -> Result<Response, Failure> {
    let plan = &linked.time.plan;
    let name = |name: &Line| name.as_str().to_owned();
    let who = match &plan.in_charge {
        household::solo::InCharge::Other(other) => name(other),
        household::solo::InCharge::Parent(parent) => {
            let member = people.member(*parent).and_then(|member| member.name.as_ref());
            member.map(name).unwrap_or_default()
        }
    };
    let day = now.to_zoned(people.time_zone()).date();
    SheetPage {
        view: view(words, people, (linked.time, linked.now), linked.sheet, (who, day)),
        by: None,
        words: None,
        is_linked: true,
        page: Page::without_places(app, words),
    }
    .show()
}

/// `GET /children/time/{id}/sheet/words`
pub async fn words(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let local = help::emergency_number(&app, &me, accepted);
    me.see(|seen| {
        let time = writable(&me, &seen, id)?;
        let lines = begun(&seen, id, time, local);
        let fields = lines.iter().map(|(field, text)| (field.key().to_owned(), text.clone()));
        show_words(&app, &me, &seen, (id, time), &Form::new(fields.collect()))
    })?
}

/// `POST /children/time/{id}/sheet/words`: kept for oneself, or shared.
pub async fn write(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let fields =
        me.see(|seen| writable(&me, &seen, id).map(|time| time.plan.in_charge.fields()))??;
    let shares = ask.form.one_of("do", &[("share", true), ("keep", false)]);
    let mut lines = Lines::new();
    for field in fields {
        if let Some(text) = ask.form.note_if_any(field.key()) {
            lines.insert(*field, text);
        }
    }
    if let Some(shares) = shares.filter(|_| ask.form.is_fine()) {
        let (command, to) = if shares {
            (SoloCommand::ShareSheet { id, lines }, format!("{}/sheet?ok=saved", address(id)))
        } else {
            (SoloCommand::DraftSheet { id, lines }, format!("{}?ok=kept", address(id)))
        };
        match app.act(&me, &ask, &Command::Solo(command), &to).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal @ (Refusal::NotTheOwner | Refusal::EmptySheet))) => {
                ask.form.wrong("do", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| {
        let time = writable(&me, &seen, id)?;
        show_words(&app, &me, &seen, (id, time), &ask.form)
    })
}

/// A sheet that another has shared is theirs to write.
fn writable<'a>(me: &Me, seen: &Seen<'a>, id: SoloId) -> Result<&'a SoloTime, Failure> {
    let people = &seen.shared.people;
    let time = seen.shared.solo.get(id, me.member, people).ok_or(Failure::NotFound)?;
    if time.may_write_sheet(me.member, people) { Ok(time) } else { Err(Failure::NotFound) }
}

fn show_words(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    (id, time): (SoloId, &SoloTime),
    form: &Form,
) -> Result<Response, Failure> {
    let text = Content::for_language(me.words.language()).solo();
    let fields = time.plan.in_charge.fields();
    let asked = |section: &'static SheetSection| {
        let of_section = section.fields.iter().filter_map(|text| {
            let field = fields.iter().find(|field| field.key() == text.key())?;
            Some((field.key(), text.label.as_str(), text.hint.as_str()))
        });
        Asked { title: section.title.as_str(), fields: of_section.collect() }
    };
    let sections = text.sections.iter().map(asked);
    let day = time.coming(app.clock.now());
    WordsPage {
        form,
        to: format!("{}/sheet/words", address(id)),
        sections: sections.filter(|section| !section.fields.is_empty()).collect(),
        who: super::said::who(me, seen, &time.plan.in_charge),
        is_for_parent: time.plan.in_charge.parent().is_some(),
        is_shared: time.has_sheet(),
        due: day.map(|one| super::due::cards(me, seen, &time.plan, one.day())).unwrap_or_default(),
        page: Page::mine(app, me, seen, Place::Children).back_to(&address(id)),
    }
    .show()
}

/// What a sheet begins with: what I wrote on this one; else what the children's pages say, what I
/// wrote of the house on sheets before, and the emergency number here.
fn begun(
    seen: &Seen<'_>,
    id: SoloId,
    time: &SoloTime,
    local: Option<&str>,
) -> Vec<(SheetField, String)> {
    let own = &seen.own.solo;
    let text = |(field, text): (&SheetField, &household::Note)| (*field, text.as_str().to_owned());
    if let Some(lines) = own.sheet(id) {
        return lines.iter().map(text).collect();
    }
    let before = own.sheets().flat_map(|(_, lines)| lines).map(text);
    let carried = before.filter(|(field, _)| field.is_of_the_house());
    let number = local.map(|number| (SheetField::EmergencyNumber, number.to_owned()));
    let fields = time.plan.in_charge.fields();
    let mut begun: Vec<(SheetField, String)> = Vec::new();
    for line in known::of(seen, &time.plan).into_iter().chain(carried).chain(number) {
        if fields.contains(&line.0) && begun.iter().all(|(field, _)| *field != line.0) {
            begun.push(line);
        }
    }
    begun
}

fn view<'a>(
    words: &Words,
    people: &'a People,
    (time, one): (&'a SoloTime, Occurrence),
    sheet: &'a Sheet,
    (who, day): (String, Date),
) -> View<'a> {
    let (text, plan) = (Content::for_language(words.language()).solo(), &time.plan);
    let children = people.children().iter().filter(|child| plan.children.contains(&child.id));
    let lines = |section: &'static SheetSection| {
        let of_section = section.fields.iter().filter_map(|text| {
            let line = sheet.lines.iter().find(|(field, _)| field.key() == text.key())?;
            Some((text.label.as_str(), line.1.as_str()))
        });
        (section.title.as_str(), of_section.collect::<Vec<_>>())
    };
    let sections = text.sections.iter().map(lines).filter(|(_, lines)| !lines.is_empty());
    View {
        children: children.map(|it| (it.nickname.as_str(), age(words, it, day))).collect(),
        who,
        when: when(words, time.for_family(one, people)),
        repeat: repeat(words, plan.when.repeat),
        contact: plan.contact.as_ref().map(Number::of),
        sections: sections.collect(),
    }
}
