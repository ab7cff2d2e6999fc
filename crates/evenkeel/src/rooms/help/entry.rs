//! The family's own list: adding somebody, changing an entry, taking it off.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use household::children::Phone;
use household::command::DirectoryCommand;
use household::directory::{Details, Kind, NOTE_CHARS_MAX, Way, Web};
use household::{Command, EntryId, Refusal, TextProblem};

use super::At;
use super::finding::{self, Before, fields_of, way_key};
use crate::app::ActError;
use crate::content::Content;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{NEUTRAL, Page, Place, Show};

/// The field that says which entry is meant; a new one, where it is not there.
const ENTRY: &str = "entry";

#[derive(Debug, Template)]
#[template(path = "rooms/help/entry.html")]
struct EntryPage<'a> {
    page: Page<'a>,
    country: &'a str,
    form: &'a Form,
    kinds: Vec<(&'static str, &'static str)>,
    ways: Vec<(&'static str, &'static str)>,
    /// None: a new one.
    id: Option<EntryId>,
}

/// The form, empty or filled with the entry that is meant.
pub(super) fn write(at: &At<'_>, me: &Me, form: &Form) -> Result<Response, Failure> {
    let id = meant(form)?;
    let filled = match id {
        None => Form::default(),
        Some(id) => me.see(|seen| {
            let entry = seen.shared.directory.entry(id).ok_or(Failure::NotFound)?;
            let fields = fields_of(&entry.details).into_iter();
            Ok::<_, Failure>(Form::new(fields.map(|(name, it)| (name.to_owned(), it)).collect()))
        })??,
    };
    show(at, me, id, &filled)
}

/// Keeps what the form says, and shows the list.
pub(super) async fn keep(at: &At<'_>, me: &Me, mut ask: Ask) -> Result<Response, Failure> {
    let id = meant(&ask.form)?;
    if let Some(details) = read(&mut ask.form) {
        let command = Command::Directory(match id {
            Some(entry) => DirectoryCommand::Change { entry, details },
            None => DirectoryCommand::Add { details },
        });
        match at.app.act(me, &ask, &command, NEUTRAL).await {
            Ok(_) => return finding::show(at, &Form::default(), Before::Saved),
            Err(ActError::Refused(refusal @ (Refusal::NameOnList | Refusal::ListFull))) => {
                ask.form.wrong("name", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = show(at, me, id, &ask.form)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Takes an entry off, and shows the list with the way to put it back.
pub(super) async fn take_off(at: &At<'_>, me: &Me, ask: &Ask) -> Result<Response, Failure> {
    let entry = meant(&ask.form)?.ok_or(Failure::NotFound)?;
    let there =
        me.see(|seen| seen.shared.directory.entry(entry).map(|entry| entry.details.clone()))?;
    let command = Command::Directory(DirectoryCommand::Remove { entry });
    at.app.act(me, ask, &command, NEUTRAL).await?;
    // Sent twice, it is gone already, and nothing is left that could be put back.
    let before = there.map_or(Before::Nothing, |details| Before::TakenOff(Box::new(details)));
    finding::show(at, &Form::default(), before)
}

fn meant(form: &Form) -> Result<Option<EntryId>, Failure> {
    let id = form.get(ENTRY).filter(|id| !id.is_empty());
    id.map(|id| id.parse().map_err(|_| Failure::NotFound)).transpose()
}

fn read(form: &mut Form) -> Option<Details> {
    let name = form.line("name");
    let kinds = ticked(form, "kind", &Kind::ALL.map(|kind| (kind.key(), kind)));
    let ways = ticked(form, "way", &Way::ALL.map(|way| (way.key(), way)));
    let phone = phone(form);
    let web = Some(form.value("web").trim()).filter(|text| !text.is_empty()).map(Web::parse);
    if web == Some(None) {
        form.wrong("web", "help-entry-web-wrong");
    }
    let region = form.line_if_any("region");
    let languages = form.line_if_any("languages");
    let fees = form.line_if_any("fees");
    if form.value("note").trim().chars().count() > NOTE_CHARS_MAX {
        form.wrong_max("note", "form-too-long", NOTE_CHARS_MAX as u64);
    }
    let note = if form.error("note").is_none() { form.note_if_any("note") } else { None };
    let details = Details {
        name: name?,
        kinds: kinds.into_iter().collect(),
        phone,
        web: web.flatten(),
        region,
        ways: ways.into_iter().collect(),
        languages,
        fees,
        note,
    };
    form.is_fine().then_some(details)
}

/// Those that are ticked; one that is none of ours is an error.
fn ticked<T: Copy>(form: &mut Form, field: &str, all: &[(&str, T)]) -> Vec<T> {
    let find = |sent: &str| all.iter().find(|(key, _)| *key == sent).map(|(_, one)| *one);
    let found: Option<Vec<_>> = form.values(field).map(find).collect();
    if found.is_none() {
        form.wrong(field, "form-choice");
    }
    found.unwrap_or_default()
}

fn phone(form: &mut Form) -> Option<Phone> {
    match Phone::parse(form.value("phone")) {
        Ok(phone) => return Some(phone),
        Err(TextProblem::Empty) => {}
        Err(TextProblem::TooLong { max }) => {
            form.wrong_max("phone", "form-too-long", max as u64);
        }
        Err(TextProblem::Unprintable) => form.wrong("phone", "help-entry-phone-wrong"),
    }
    None
}

fn show(at: &At<'_>, me: &Me, id: Option<EntryId>, form: &Form) -> Result<Response, Failure> {
    let counselling = Content::for_language(me.words.language()).counselling();
    me.see(|seen| {
        EntryPage {
            page: Page::mine(at.app, me, &seen, Place::None),
            country: at.country,
            form,
            kinds: Kind::ALL.map(|kind| (kind.key(), counselling.kind_name(kind))).into(),
            ways: Way::ALL.map(|way| (way.key(), me.words.text(way_key(way)))).into(),
            id,
        }
        .show()
    })?
}
