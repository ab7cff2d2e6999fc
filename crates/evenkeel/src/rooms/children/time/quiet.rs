//! Hands-off: while another has the children, every room of the app shows whoever is off one calm
//! page, and takes nothing from them that would reach anybody. What they typed is not lost.
//!
//! Open all the time: *Help*, *Just me*, *Leave this page*, signing in and the settings (leaving
//! for good too), and the way out of the quiet. That nothing reaches anybody is a rule of the
//! household, whatever gets past this page.

use askama::Template;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use household::solo::Quiet;
use household::{Seen, SoloId};

use super::one::Number;
use super::{address, said};
use crate::app::{App, Shared};
use crate::content::{Content, dialled};
use crate::rooms::help;
use crate::web::ask::Ask;
use crate::web::failure::{Again, Failure};
use crate::web::me::{Known, Me, Reader};
use crate::web::page::{NEUTRAL, Page, Place, Show};
use crate::web::part::{leave_for, wants_part};

/// What stays open, by the address as the router knows it, beside everything of the settings.
const OPEN: [&str; 18] = [
    NEUTRAL,
    "/leave",
    "/sign-in",
    "/sign-out",
    "/recover",
    "/recover/password",
    "/who",
    "/share-device",
    "/share-device/person",
    "/share-device/pin",
    "/share-device/end",
    "/goodbye",
    "/phone",
    "/phone/certificate",
    "/who-can-see",
    "/sheet/{token}",
    "/session/{token}",
    "/children/time/{id}/together",
];
/// What lies below this stays open.
const SETTINGS: &str = "/settings";
/// For who has another child at the same time.
const SHEET: &str = "/children/time/{id}/sheet";

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/quiet.html")]
struct QuietPage<'a> {
    page: Page<'a>,
    id: SoloId,
    who: String,
    until: String,
    /// "at 5:00 PM", or on which day.
    opens: String,
    children: String,
    /// Who is with the children, and their number.
    there: Option<Number<'a>>,
    /// Where it is, as it is read, and as it is dialled.
    emergency: Option<(&'a str, &'a str, String)>,
    idea: &'a str,
    /// Of a time in which the reader is in charge themselves.
    sheet: Option<String>,
    again: Option<&'a Again>,
    /// What was typed, where it is long enough to be missed.
    typed: Vec<&'a str>,
}

/// Around the rooms.
pub async fn quiet(
    State(app): State<App>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let pattern = path.as_ref().map_or("", MatchedPath::as_str);
    if is_open(pattern) {
        return Ok(next.run(request).await);
    }
    let (mut parts, body) = request.into_parts();
    let reader = Reader::from_request_parts(&mut parts, &app).await?;
    let off = match &reader {
        Reader::Member(me) if is_off(&app, me, pattern) => Some(me.clone()),
        Reader::Member(_) | Reader::Invited(_) | Reader::Stranger(_) => None,
    };
    // Who it is was found out already: it is not looked up again.
    parts.extensions.insert(Known(reader));
    let Some(me) = off else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    if wants_part(&parts.headers) {
        return leave_for("/today");
    }
    let headers = parts.headers.clone();
    if parts.method.is_safe() {
        return show(&app, &me, &headers, None);
    }
    let ask = Ask::from_request(Request::from_parts(parts, body), &app).await?;
    let fields = Some(ask.form.fields().to_vec());
    let again = Again { path: ask.path, fields, key: ask.key };
    let page = show(&app, &me, &headers, Some(&again))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn is_open(pattern: &str) -> bool {
    OPEN.contains(&pattern) || pattern.starts_with(SETTINGS)
}

/// Whether the reader is off, and this is not the sheet of a child whom they have meanwhile.
fn is_off(app: &Shared, me: &Me, pattern: &str) -> bool {
    let now = app.clock.now();
    let off = me.see(|seen| {
        seen.shared.quiet(me.member, now).is_some()
            && (pattern != SHEET || own_sheet(app, &seen).is_none())
    });
    off.unwrap_or(false)
}

/// The sheet of a time that the reader is in charge of now.
fn own_sheet(app: &Shared, seen: &Seen<'_>) -> Option<String> {
    let (people, now) = (&seen.shared.people, app.clock.now());
    let mut mine = seen.shared.solo.of(seen.me, people).filter(|(_, time)| {
        time.plan.in_charge.parent() == Some(seen.me) && time.at(now).is_some()
    });
    let found = mine.find(|(_, time)| time.sheet(seen.me, people, now).is_some());
    found.map(|(id, _)| format!("{}/sheet", address(id)))
}

fn show(
    app: &Shared,
    me: &Me,
    headers: &HeaderMap,
    again: Option<&Again>,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let emergency = help::emergency_number(app, me, accepted);
    me.see(|seen| {
        // Over in the moment between: the page that was asked for is there now.
        let Some(quiet) = seen.shared.quiet(me.member, now) else { return leave_for("/today") };
        let fields = again.and_then(|again| again.fields.as_deref()).unwrap_or_default();
        QuietPage {
            id: quiet.id,
            who: said::who(me, &seen, &quiet.time.plan.in_charge),
            until: until(me, &seen, &quiet, ["solo-until-clock", "solo-until-day"]),
            opens: until(me, &seen, &quiet, ["solo-opens-at", "solo-opens-on"]),
            children: said::children(&seen, &quiet.time.plan),
            there: quiet.time.plan.there.as_ref().map(Number::to_ring),
            emergency: emergency.map(|(place, number)| (place, number, dialled(number))),
            idea: idea(app, me, &quiet),
            sheet: own_sheet(app, &seen),
            again,
            typed: fields.iter().map(|(_, text)| text.as_str()).filter(|it| is_words(it)).collect(),
            // The places lead back here.
            page: Page { has_places: false, ..Page::mine(app, me, &seen, Place::None) },
        }
        .show()
    })?
}

/// When it ends: by its clock, or with the day where that is another one.
fn until(me: &Me, seen: &Seen<'_>, quiet: &Quiet<'_>, [on_the_day, later]: [&str; 2]) -> String {
    let ends = quiet.ends.to_zoned(seen.shared.people.time_zone());
    let (day, clock) = (me.words.weekday(ends.date()), me.words.clock(ends.time()));
    let is_of_the_day = ends.date() == quiet.time.for_family(quiet.now, &seen.shared.people).day();
    let key = if is_of_the_day { on_the_day } else { later };
    me.words.say(key, &[("day", day.into()), ("time", clock.into())])
}

/// One of them a time, the same as long as it lasts.
fn idea<'a>(app: &Shared, me: &Me, quiet: &Quiet<'_>) -> &'a str {
    let ideas = &Content::for_language(me.words.language()).solo().ideas;
    let day = quiet.now.day().to_string();
    let drawn =
        app.derive("solo: idea", &[me.member.as_bytes(), quiet.id.as_bytes(), day.as_bytes()]);
    &ideas[usize::from(drawn[0]) % ideas.len()].text
}

/// Words, rather than a choice or a number.
fn is_words(text: &str) -> bool {
    text.split_whitespace().nth(1).is_some()
}
