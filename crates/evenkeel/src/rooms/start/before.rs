//! "Before you start", and opening a family's space: no name, no password, one press.
//!
//! The household, its first member and their session derive from the form's key: pressing twice, or
//! again after the connection broke, finds what the first press made.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use household::people::ZONE_DEFAULT;
use household::{Command, HouseholdId, MemberId};
use jiff::tz::TimeZoneDatabase;
use journal::{Person, Row};
use serde::Deserialize;

use super::link::first_16;
use crate::app::{Act, App};
use crate::content::{Content, HelpPage};
use crate::identity::{Knock, Visitor, label};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

/// Which door somebody comes by, and where it leads.
const DOORS: [(&str, &str); 3] =
    [("carry", "/share/sort"), ("alone", "/share/plan"), ("ask", "/invite")];

#[derive(Debug, Deserialize)]
pub struct Door {
    to: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/start/before.html")]
struct Before<'a> {
    page: Page<'a>,
    text: &'static HelpPage,
    door: &'static str,
    zone: &'static str,
}

/// `GET /before?to=carry`.
pub async fn before(
    State(app): State<App>,
    Query(door): Query<Door>,
    reader: Reader,
) -> Result<Response, Failure> {
    let (door, leads_to) = by_name(door.to.as_deref());
    match &reader {
        Reader::Member(_) => Ok(Redirect::to(leads_to).into_response()),
        Reader::Invited(_) => Ok(Redirect::to("/answer").into_response()),
        Reader::Stranger(words) => {
            let text = Content::for_language(words.language()).before_you_start();
            let page = Page::of(&app, &reader, Place::None).back_to("/");
            Before { page, text, door, zone: ZONE_DEFAULT }.show()
        }
    }
}

/// `POST /begin`.
pub async fn begin(
    State(app): State<App>,
    reader: Reader,
    visitor: Visitor,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let (_, to) = by_name(ask.form.get("to"));
    match reader {
        // Who is here already does not begin again, nor lose the way in to what they have.
        Reader::Member(_) => return Ok(Redirect::to(to).into_response()),
        Reader::Invited(_) => return Ok(Redirect::to("/answer").into_response()),
        Reader::Stranger(_) => {}
    }
    app.identity.admit(Knock::Begin, visitor)?;
    let derived = |what| app.derive(what, &[&ask.request.key]);
    let household = HouseholdId::from_bytes(first_16(derived("begin: household")));
    let member = MemberId::from_bytes(first_16(derived("begin: member")));
    let session =
        app.new_session(derived("begin: session"), member, household, None, label(&headers));
    let created = session.row.created;
    let person = Person { member, household, sign_in_name: None, created, invitation: None };
    let rows = vec![Row::Person(person), Row::Session(session.row)];
    let commands = [Command::Begin { zone: known_zone(ask.form.value("zone")) }];
    let act = Act { household, member, ask: &ask, commands: &commands, rows, to };
    let done = app.act_as(act).await?;
    let answer = Redirect::to(&done.to);
    if app.is_recent(done.at) {
        Ok(([(SET_COOKIE, session.cookie)], answer).into_response())
    } else {
        Ok(answer.into_response())
    }
}

fn by_name(name: Option<&str>) -> (&'static str, &'static str) {
    DOORS.into_iter().find(|(door, _)| Some(*door) == name).unwrap_or(DOORS[0])
}

/// The zone that the browser's script filled in. Nobody typed it, so nobody is bothered with one
/// that we do not know; the settings change it.
fn known_zone(sent: &str) -> String {
    let is_known = TimeZoneDatabase::bundled().get(sent).is_ok();
    if is_known { sent.to_owned() } else { ZONE_DEFAULT.to_owned() }
}
