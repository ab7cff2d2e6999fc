//! For one's own session: choosing, and the sheet itself. What is typed goes into the answer and
//! nowhere else.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use household::Seen;
use household::first_session::Called;

use super::At;
use super::names::CALLED;
use super::pieces::{self, For, Group};
use super::sheet::{Sheet, Written, picked, written};
use crate::rooms::justme::vault::whose;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/first_session/choose.html")]
struct ChoosePage<'a> {
    page: Page<'a>,
    country: &'a str,
    /// Whose it is, for a page of *Just me* that asks for it.
    who: String,
    form: &'a Form,
    written: [Written; 3],
    groups: Vec<Group>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/first_session/own.html")]
struct SheetPage<'a> {
    page: Page<'a>,
    country: &'a str,
    who: String,
    sheet: Sheet,
    /// All that was sent, to go on with: it is kept nowhere else.
    sent: Vec<(&'a str, &'a str)>,
}

/// The form, with what was chosen before.
pub(super) fn choose(at: At<'_>, form: &Form) -> Result<Response, Failure> {
    at.me.see(|seen| show(at, &seen, form))?
}

/// The page to print.
pub(super) fn sheet(at: At<'_>, mut form: Form) -> Result<Response, Failure> {
    at.me.see(|seen| {
        let Some(sheet) = read(at, &seen, &mut form) else { return refused(at, &seen, &form) };
        let sent = form.fields().iter().filter(|(name, _)| name != "to" && name != "country");
        SheetPage {
            page: Page::mine(at.app, at.me, &seen, Place::None),
            country: at.country,
            who: whose(at.me),
            sheet,
            sent: sent.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        }
        .show()
    })?
}

/// The same as plain text. Its name says nothing.
pub(super) fn file(at: At<'_>, mut form: Form) -> Result<Response, Failure> {
    at.me.see(|seen| {
        let Some(sheet) = read(at, &seen, &mut form) else { return refused(at, &seen, &form) };
        let head = [
            (CONTENT_TYPE, "text/plain; charset=utf-8"),
            (CONTENT_DISPOSITION, "attachment; filename=\"page.txt\""),
        ];
        Ok((head, sheet.text(at.me.words.text("session-title"))).into_response())
    })?
}

fn show(at: At<'_>, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    let page = Page::mine(at.app, at.me, seen, Place::None);
    let groups = pieces::of(at.me, seen, For::Me, Called::Names);
    let (country, who, written) = (at.country, whose(at.me), written(For::Me));
    ChoosePage { page, country, who, form, written, groups }.show()
}

fn refused(at: At<'_>, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(at, seen, form)?).into_response())
}

/// What the form asks for, out of what there is; nothing where something is wrong with it.
fn read(at: At<'_>, seen: &Seen<'_>, form: &mut Form) -> Option<Sheet> {
    let called = called(form);
    let written = written(For::Me).into_iter().filter_map(|(field, title, _)| {
        let note = form.note_if_any(field)?;
        Some((at.me.words.text(title), note.as_str().to_owned()))
    });
    let written: Vec<_> = written.collect();
    let groups = pieces::of(at.me, seen, For::Me, called?);
    let groups = picked(groups, form);
    if groups.is_empty() && written.is_empty() && form.is_fine() {
        form.wrong("pick", "session-nothing");
    }
    let day = at.me.words.date(at.me.today);
    form.is_fine().then_some(Sheet { day, written, groups })
}

/// How people are called; by name, where nothing is said.
pub(super) fn called(form: &mut Form) -> Option<Called> {
    if form.value("called").is_empty() {
        return Some(Called::Names);
    }
    form.one_of("called", &CALLED)
}
