//! The care sheet as it is read and printed, by a parent or by its link. Three lines for a parent;
//! more for others.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use household::people::People;
use household::solo::{InCharge, Linked, Occurrence, Sheet, SheetField, SoloTime};
use household::{Line, MemberId, Seen, SoloId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::one::{Number, names};
use super::ring::{Piece, pieces};
use super::said::{repeat, when};
use super::{address, link};
use crate::app::App;
use crate::content::{Content, FieldText, SheetSection};
use crate::rooms::children::age;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};
use crate::words::Words;

/// What whoever opens the sheet looks for first, right under the names.
const FIRST: [SheetField; 2] = [SheetField::Allergies, SheetField::Medicines];

/// A sheet as it is read and printed.
#[derive(Debug)]
struct View<'a> {
    /// "Mia", "7 years, school".
    children: Vec<(&'a str, String)>,
    who: String,
    when: String,
    repeat: Option<String>,
    contact: Option<Number<'a>>,
    /// Under the names.
    first: Vec<Written<'a>>,
    sections: Vec<(&'static str, Vec<Written<'a>>)>,
    /// So short that it needs no headings.
    is_for_parent: bool,
    /// Who wrote it: they are the "me" in it.
    by: Option<&'a str>,
}

/// A line of it.
#[derive(Debug)]
struct Written<'a> {
    label: String,
    pieces: Vec<Piece<'a>>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/sheet.html")]
struct SheetPage<'a> {
    page: Page<'a>,
    view: View<'a>,
    is_mine: bool,
    /// Where it is written again, for whoever may.
    words: Option<String>,
    /// Who of the family can read it now, but for the reader; none by a link.
    readers: Option<String>,
    link: Option<ByLink>,
}

/// How somebody who has no page of their own here comes to read it.
#[derive(Debug)]
struct ByLink {
    time: SoloId,
    is_made: bool,
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
        let link = link::may_make(&me, time, people, now)
            .then(|| ByLink { time: id, is_made: time.link().is_some() });
        SheetPage {
            view: view(me.words, people, (time, one), sheet, (who, day)),
            is_mine: sheet.by == me.member,
            words: time
                .may_write_sheet(me.member, people)
                .then(|| format!("{}/sheet/words", address(id))),
            readers: Some(readers(&me, &seen, time, now)),
            link,
            page: Page::mine(&app, &me, &seen, Place::Children)
                .back_to(&address(id))
                .saying(said.ok()),
        }
        .show()
    })?
}

/// The sheet for whoever holds its link.
pub(super) fn show_linked(
    words: &'static Words,
    people: &People,
    linked: &Linked<'_>,
    now: Timestamp,
) -> Result<Response, Failure> {
    let who = match &linked.time.plan.in_charge {
        InCharge::Other(other) => other.as_str(),
        InCharge::Parent(parent) => name(people, *parent).unwrap_or_default(),
    };
    let day = now.to_zoned(people.time_zone()).date();
    let one = (linked.time, linked.now);
    SheetPage {
        view: view(words, people, one, linked.sheet, (who.to_owned(), day)),
        is_mine: false,
        words: None,
        readers: None,
        link: None,
        page: Page::without_places(words),
    }
    .show()
}

fn readers(me: &Me, seen: &Seen<'_>, time: &SoloTime, now: Timestamp) -> String {
    let people = &seen.shared.people;
    let mut others = time.circle(people);
    others.retain(|other| *other != me.member && time.sheet(*other, people, now).is_some());
    names(me, seen, others)
}

fn name(people: &People, member: MemberId) -> Option<&str> {
    people.member(member)?.name.as_ref().map(Line::as_str)
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
    let contact = plan.contact.as_ref().map(Number::of);
    let ring = contact.as_ref().map(|contact| contact.name);
    let written = |label: &FieldText| {
        let (field, line) = sheet.lines.iter().find(|(field, _)| field.key() == label.key())?;
        let label = ring.filter(|_| *field == SheetField::RingMeIf).map_or_else(
            || label.label.clone(),
            |name| words.say("solo-ring-if", &[("name", name.into())]),
        );
        Some(Written { label, pieces: pieces(*field, line.as_str()) })
    };
    let is_first = |label: &&FieldText| FIRST.iter().any(|field| field.key() == label.key());
    let section = |section: &'static SheetSection| {
        let rest = section.fields.iter().filter(|label| !is_first(label));
        (section.title.as_str(), rest.filter_map(written).collect::<Vec<_>>())
    };
    let sections = text.sections.iter().map(section).filter(|(_, lines)| !lines.is_empty());
    View {
        children: children.map(|it| (it.nickname.as_str(), age(words, it, day))).collect(),
        who,
        when: when(words, time.for_family(one, people)),
        repeat: repeat(words, plan.when.repeat),
        sections: sections.collect(),
        first: FIRST.iter().filter_map(|field| written(text.field(*field)?)).collect(),
        contact,
        is_for_parent: plan.in_charge.parent().is_some(),
        by: name(people, sheet.by),
    }
}
