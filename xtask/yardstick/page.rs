//! A signed-in page: the session, and forty rows, as thirteen kilobytes of HTML.

use std::{cell::RefCell, fmt::Write as _, sync::Arc};

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use rusqlite::{Connection, OptionalExtension as _};

use super::{Shared, data::Files};

const ROWS: u32 = 40;

/// Who asks: their id, household and name.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) household: u32,
    person: i64,
    name: String,
}

pub(super) async fn today(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let page = read(&shared.files, |connection| match visitor(connection, &headers)? {
        Some(visitor) => page(connection, &visitor).map(Some),
        None => Ok(None),
    });
    match page {
        Ok(Some(page)) => Html(page).into_response(),
        Ok(None) => StatusCode::UNAUTHORIZED.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// Reads on this thread's own connection.
pub(super) fn read<T>(
    files: &Files,
    reading: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    thread_local! {
        static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
    }
    CONNECTION.with_borrow_mut(|slot| match slot {
        Some(connection) => reading(connection),
        None => reading(slot.insert(files.open()?)),
    })
}

pub(super) fn visitor(
    connection: &Connection,
    headers: &HeaderMap,
) -> rusqlite::Result<Option<Visitor>> {
    let cookie = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
    let Some(token) = cookie.and_then(|value| value.strip_prefix("token=")) else {
        return Ok(None);
    };
    connection
        .prepare_cached(
            "SELECT person.household, person.id, person.name
             FROM session JOIN person ON person.id = session.person
             WHERE session.token = ?1 AND session.ends > unixepoch()",
        )?
        .query_row([token], |row| {
            Ok(Visitor { household: row.get(0)?, person: row.get(1)?, name: row.get(2)? })
        })
        .optional()
}

fn page(connection: &Connection, visitor: &Visitor) -> rusqlite::Result<String> {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Home</title>\
         <link rel=stylesheet href=/a.css></head><body><header><h1>Today for ",
    );
    escape(&visitor.name, &mut out);
    out.push_str("</h1></header><main><ul>");
    let mut tasks = connection.prepare_cached(
        "SELECT task.id, task.title, task.due, person.name
         FROM task JOIN person ON person.id = task.owner
         WHERE task.household = ?1 ORDER BY task.id DESC LIMIT ?2",
    )?;
    let mut rows = tasks.query((visitor.household, ROWS))?;
    while let Some(row) = rows.next()? {
        let (id, due): (i64, i64) = (row.get(0)?, row.get(2)?);
        let _ = write!(
            out,
            "<li><form method=post action=\"/task/{id}/done\"><input type=hidden name=key \
             value=\"0123456789abcdef0123456789abcdef\"><button aria-label=\"Mark done\">Done\
             </button> <a href=\"/task/{id}\">"
        );
        escape(row.get_ref(1)?.as_str()?, &mut out);
        let _ = write!(out, "</a> <time>{due}</time> <span class=who>");
        escape(row.get_ref(3)?.as_str()?, &mut out);
        out.push_str("</span></form></li>");
    }
    let _ = write!(out, "</ul></main><footer>{}</footer></body></html>", visitor.person);
    Ok(out)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}
