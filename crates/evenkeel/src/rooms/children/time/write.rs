//! Writing the care sheet: what it begins with, and what of it is open at once.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::SoloCommand;
use household::solo::{Lines, SheetField, SoloTime};
use household::{Command, Note, Refusal, Seen, SoloId};

use super::{address, due, known, said};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, FieldText, SoloTexts};
use crate::rooms::help;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// What is asked first of a sheet for somebody who is no parent here. All else can stay folded.
const FIRST: [SheetField; 5] = [
    SheetField::MustHappen,
    SheetField::TodayMood,
    SheetField::Allergies,
    SheetField::Medicines,
    SheetField::RingMeIf,
];

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/words.html")]
struct WordsPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    to: String,
    first: Vec<Asked<'a>>,
    groups: Vec<Group<'a>>,
    who: String,
    is_for_parent: bool,
    /// Nobody else can read it yet.
    is_shared: bool,
    /// What is due then, as the family's cards say it.
    due: Vec<&'a str>,
    /// Whose page has something for parents only that fits here, and in which line.
    left_out: Vec<(&'a str, &'a str)>,
}

/// A line to fill in.
#[derive(Debug)]
struct Asked<'a> {
    key: &'static str,
    label: &'a str,
    hint: &'a str,
}

/// A part of the form: what is filled stands open, the rest is folded.
#[derive(Debug)]
struct Group<'a> {
    title: &'a str,
    filled: Vec<Asked<'a>>,
    rest: Vec<Asked<'a>>,
}

/// `GET /children/time/{id}/sheet/words`
pub async fn words(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
) -> Result<Response, Failure> {
    let local = local_number(&app, &me);
    me.see(|seen| {
        let time = writable(&me, &seen, id)?;
        let lines = begun(&seen, id, time, local);
        let fields = lines.iter().map(|(field, text)| (field.key().to_owned(), text.clone()));
        show(&app, &me, &seen, (id, time), &Form::new(fields.collect()))
    })?
}

/// `POST /children/time/{id}/sheet/words`: kept for oneself, or shared.
pub async fn keep(
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
        show(&app, &me, &seen, (id, time), &ask.form)
    })
}

/// Where a parent has chosen a country. A guess would be printed, and rung.
fn local_number<'a>(app: &'a Shared, me: &Me) -> Option<&'a str> {
    help::emergency_number(app, me, None).map(|(_, number)| number)
}

/// A sheet that another has shared is theirs to write.
fn writable<'a>(me: &Me, seen: &Seen<'a>, id: SoloId) -> Result<&'a SoloTime, Failure> {
    let people = &seen.shared.people;
    let time = seen.shared.solo.get(id, me.member, people).ok_or(Failure::NotFound)?;
    if time.may_write_sheet(me.member, people) { Ok(time) } else { Err(Failure::NotFound) }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    (id, time): (SoloId, &SoloTime),
    form: &Form,
) -> Result<Response, Failure> {
    let text = Content::for_language(me.words.language()).solo();
    let no_country = local_number(app, me).is_none().then(|| me.words.text("solo-no-country"));
    let asked = |field: SheetField, words: &'static FieldText| {
        let choose = no_country.filter(|_| field == SheetField::EmergencyNumber);
        Asked {
            key: field.key(),
            label: words.label.as_str(),
            hint: choose.unwrap_or(words.hint.as_str()),
        }
    };
    let is_for_parent = time.plan.in_charge.parent().is_some();
    let fields = time.plan.in_charge.fields();
    let first = if is_for_parent { fields } else { &FIRST };
    let first_asked = first.iter().filter_map(|field| Some(asked(*field, text.field(*field)?)));
    let day = time.coming(app.clock.now());
    let left_out = known::left_out(seen, &time.plan).into_iter();
    WordsPage {
        form,
        to: format!("{}/sheet/words", address(id)),
        first: first_asked.collect(),
        groups: groups(text, fields, first, form, asked),
        who: said::who(me, seen, &time.plan.in_charge),
        is_for_parent,
        is_shared: time.has_sheet(),
        due: day.map(|one| due::cards(me, seen, &time.plan, one.day())).unwrap_or_default(),
        left_out: left_out
            .filter_map(|(name, field)| Some((name, text.field(field)?.label.as_str())))
            .collect(),
        page: Page::mine(app, me, seen, Place::Children).back_to(&address(id)),
    }
    .show()
}

/// What is not asked first, in the parts of the sheet.
fn groups<'a>(
    text: &'static SoloTexts,
    fields: &[SheetField],
    first: &[SheetField],
    form: &Form,
    asked: impl Fn(SheetField, &'static FieldText) -> Asked<'a>,
) -> Vec<Group<'a>> {
    let groups = text.sections.iter().map(|section| {
        let of_section = section.fields.iter().filter_map(|words| {
            let field = fields.iter().find(|field| field.key() == words.key())?;
            (!first.contains(field)).then(|| asked(*field, words))
        });
        let is_open = |asked: &Asked<'_>| {
            !form.value(asked.key).is_empty() || form.error(asked.key).is_some()
        };
        let (filled, rest) = of_section.partition(is_open);
        Group { title: section.title.as_str(), filled, rest }
    });
    groups.filter(|group| !group.filled.is_empty() || !group.rest.is_empty()).collect()
}

/// What a sheet begins with: what I wrote on this one; else what the children's pages say, what I
/// wrote of the house on sheets before, and the emergency number where a country was chosen.
fn begun(
    seen: &Seen<'_>,
    id: SoloId,
    time: &SoloTime,
    local: Option<&str>,
) -> Vec<(SheetField, String)> {
    let own = &seen.own.solo;
    let text = |(field, text): (&SheetField, &Note)| (*field, text.as_str().to_owned());
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
