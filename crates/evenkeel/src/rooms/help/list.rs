//! The family's list as a file: saving it, and reading another in.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use household::command::DirectoryCommand;
use household::directory::ENTRIES_MAX;
use household::{Command, Refusal};

use super::At;
use super::finding::{self, Before};
use crate::app::ActError;
use crate::provided::list::{self, COLUMNS, LIST_BYTES_MAX};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{NEUTRAL, Page, Place, Show};

/// What the field is called that holds a whole list.
const LIST: &str = "list";

#[derive(Debug, Template)]
#[template(path = "rooms/help/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    country: &'a str,
    form: &'a Form,
    most: usize,
    columns: String,
}

/// Both ways, in and out.
pub(super) fn show(at: &At<'_>, me: &Me, form: &Form) -> Result<Response, Failure> {
    me.see(|seen| {
        let page = Page::mine(at.app, me, &seen, Place::None);
        ListPage { page, country: at.country, form, most: ENTRIES_MAX, columns: COLUMNS.join(",") }
            .show()
    })?
}

/// The list as a file. Its name says nothing.
pub(super) fn save(me: &Me) -> Result<Response, Failure> {
    let text = me.see(|seen| {
        let entries = seen.shared.directory.entries().iter();
        list::write(entries.map(|entry| &entry.details))
    })?;
    let head = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"list.csv\""),
    ];
    Ok((head, text).into_response())
}

/// Reads a list in, all of it or nothing; what is wrong with it stands beside it, line by line.
pub(super) async fn read_in(at: &At<'_>, me: &Me, mut ask: Ask) -> Result<Response, Failure> {
    let given = ask.form.value(LIST);
    if given.len() > LIST_BYTES_MAX {
        ask.form.wrong_max(LIST, "form-too-long", LIST_BYTES_MAX as u64);
    } else if given.trim().is_empty() {
        ask.form.wrong(LIST, "form-empty");
    } else {
        match list::read(given) {
            Ok(list) => {
                let len = list.len();
                let command = Command::Directory(DirectoryCommand::ReadIn { list });
                match at.app.act(me, &ask, &command, NEUTRAL).await {
                    Ok(_) => return finding::show(at, &Form::default(), Before::ReadIn(len)),
                    Err(ActError::Refused(refusal @ Refusal::ListFull)) => {
                        ask.form.wrong(LIST, refusal.key());
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            Err(all) => {
                for wrong in all {
                    ask.form.wrong_max(LIST, wrong.what.key(), wrong.line);
                }
            }
        }
    }
    let page = show(at, me, &ask.form)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
