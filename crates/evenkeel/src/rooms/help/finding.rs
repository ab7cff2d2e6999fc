//! Finding somebody: the list that comes with the program, the one of whoever runs the server, and,
//! for members, their family's own. What somebody looks for is answered and forgotten.

use askama::Template;
use axum::response::Response;
use household::children::Phone;
use household::directory::{Details, Kind, Way, Web};
use household::{EntryId, Line, Note};

use super::At;
use crate::content::Content;
use crate::provided::shipped::shipped;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

/// Most characters of a word that is looked for.
const SOUGHT_CHARS_MAX: usize = 80;

/// What was done just before, said on top of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    Saved,
    /// Taken off: everything that would put it back.
    TakenOff(Box<Details>),
    ReadIn(usize),
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/finding.html")]
struct Finding<'a> {
    page: Page<'a>,
    country: &'a str,
    sought: Sought,
    kinds: Vec<(&'static str, &'static str)>,
    found: Vec<Found<'a>>,
    /// Entries there are to look through.
    all: usize,
    is_member: bool,
    taken_off: Vec<(&'static str, String)>,
    read_in: Option<String>,
}

/// Who fits, as the page shows them.
#[derive(Debug)]
struct Found<'a> {
    /// On the family's own list.
    id: Option<EntryId>,
    name: &'a str,
    what: String,
    phone: Option<(String, &'a str)>,
    web: Option<&'a str>,
    languages: Option<&'a str>,
    fees: Option<&'a str>,
    note: Option<&'a str>,
    basis: String,
}

/// What is looked for. Empty fits everybody.
#[derive(Debug, Default)]
struct Sought {
    kind: Option<Kind>,
    region: String,
    language: String,
    is_online: bool,
}

impl Sought {
    fn read(form: &Form) -> Self {
        let short = |field: &str| form.value(field).chars().take(SOUGHT_CHARS_MAX).collect();
        Self {
            kind: Kind::ALL.into_iter().find(|kind| kind.key() == form.value("kind")),
            region: short("region"),
            language: short("language"),
            is_online: form.is_ticked("online"),
        }
    }

    fn is_kind(&self, key: &str) -> bool {
        self.kind.is_some_and(|kind| kind.key() == key)
    }

    fn fits(&self, details: &Details) -> bool {
        self.kind.is_none_or(|kind| details.kinds.contains(&kind))
            && (!self.is_online || details.ways.contains(&Way::Online))
            && has_words(details.region.as_ref(), &self.region)
            && has_words(details.languages.as_ref(), &self.language)
    }
}

/// Whether every word that is looked for stands there, in any case and order.
fn has_words(text: Option<&Line>, sought: &str) -> bool {
    let text = text.map_or("", Line::as_str).to_lowercase();
    sought.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// The list, as far as it fits what the form looks for.
pub(super) fn show(at: &At<'_>, form: &Form, before: Before) -> Result<Response, Failure> {
    match at.reader {
        Reader::Member(me) => me.see(|seen| {
            let page = Page::mine(at.app, me, &seen, Place::None);
            let own = seen.shared.directory.entries().iter();
            let own: Vec<_> = own.map(|entry| (entry.id, &entry.details)).collect();
            list(at, page, &own, form, before)
        })?,
        Reader::Invited(_) | Reader::Stranger(_) => {
            let page = Page::open_to_all(at.app, at.reader, Place::None);
            list(at, page, &[], form, before)
        }
    }
}

fn list(
    at: &At<'_>,
    page: Page<'_>,
    own: &[(EntryId, &Details)],
    form: &Form,
    before: Before,
) -> Result<Response, Failure> {
    let words = at.reader.words();
    let content = Content::for_language(words.language());
    let sought = Sought::read(form);
    let own = own.iter().map(|(id, it)| (Some(*id), *it, words.text("help-find-own").to_owned()));
    let theirs = operator_basis(at, words);
    let theirs = at.app.settings.provided.directory.iter().map(|it| (None, it, theirs.clone()));
    let shipped = shipped().iter().map(|it| {
        let values = [("date", words.date(it.seen_on).into())];
        (None, &it.details, words.say("help-find-shipped", &values))
    });
    let everybody: Vec<_> = own.chain(theirs).chain(shipped).collect();
    let found = everybody.iter().filter(|(_, details, _)| sought.fits(details));
    let found = found.map(|(id, it, basis)| found_of(content, words, *id, it, basis.clone()));
    let (taken_off, read_in, flash) = match before {
        Before::Nothing => (Vec::new(), None, None),
        Before::Saved => (Vec::new(), None, Some("saved")),
        Before::TakenOff(details) => (fields_of(&details), None, None),
        Before::ReadIn(n) => (Vec::new(), Some(page.count("help-list-read", n)), None),
    };
    Finding {
        country: at.country,
        kinds: Kind::ALL.map(|kind| (kind.key(), content.counselling().kind_name(kind))).into(),
        found: found.collect(),
        all: everybody.len(),
        is_member: matches!(at.reader, Reader::Member(_)),
        page: page.saying(flash),
        sought,
        taken_off,
        read_in,
    }
    .show()
}

fn operator_basis(at: &At<'_>, words: &Words) -> String {
    match &at.app.settings.operator {
        Some(name) => words.say("help-find-operator", &[("name", name.clone().into())]),
        None => words.text("help-find-server").to_owned(),
    }
}

fn found_of<'a>(
    content: &Content,
    words: &Words,
    id: Option<EntryId>,
    details: &'a Details,
    basis: String,
) -> Found<'a> {
    let kinds = details.kinds.iter().map(|kind| content.counselling().kind_name(*kind));
    let ways = details.ways.iter().map(|way| words.text(way_key(*way)));
    let region = details.region.as_ref().map(Line::as_str);
    let what: Vec<_> = kinds.chain(region).chain(ways).collect();
    Found {
        id,
        name: details.name.as_str(),
        what: what.join(" · "),
        phone: details.phone.as_ref().map(|phone| (phone.digits(), phone.as_str())),
        web: details.web.as_ref().map(Web::as_str),
        languages: details.languages.as_ref().map(Line::as_str),
        fees: details.fees.as_ref().map(Line::as_str),
        note: details.note.as_ref().map(Note::as_str),
        basis,
    }
}

pub(super) const fn way_key(way: Way) -> &'static str {
    match way {
        Way::InPerson => "help-way-in-person",
        Way::Online => "help-way-online",
    }
}

/// An entry as its form sends it.
pub(super) fn fields_of(details: &Details) -> Vec<(&'static str, String)> {
    let line = |line: &Option<Line>| line.as_ref().map_or("", Line::as_str).to_owned();
    let mut fields = vec![
        ("name", details.name.as_str().to_owned()),
        ("phone", details.phone.as_ref().map_or("", Phone::as_str).to_owned()),
        ("web", details.web.as_ref().map_or("", Web::as_str).to_owned()),
        ("region", line(&details.region)),
        ("languages", line(&details.languages)),
        ("fees", line(&details.fees)),
        ("note", details.note.as_ref().map_or("", Note::as_str).to_owned()),
    ];
    fields.extend(details.kinds.iter().map(|kind| ("kind", kind.key().to_owned())));
    fields.extend(details.ways.iter().map(|way| ("way", way.key().to_owned())));
    fields
}
