//! The weekly talk for one's own calendar: a file to download, which says nothing but that it is.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use household::people::zone_named;
use icalendar::{Calendar, Component, Event};
use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::app::App;
use crate::web::failure::{Failure, hex};
use crate::web::me::Me;

const MINUTES: i64 = 20;

/// `GET /talk/check-in/calendar`
pub async fn calendar(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    let file = me.see(|seen| {
        let rhythm = seen.shared.check_in.rhythm()?;
        let day = rhythm.next(seen.family_day(app.clock.now()));
        let family = seen.shared.people.time_zone();
        let begins = day.to_datetime(rhythm.at).to_zoned(family).ok()?;
        // On the reader's own clock, and on it whatever the clocks do: no zone is written.
        let own = seen.own.preferences.zone.as_deref();
        let own = own.map(|zone| begins.with_time_zone(zone_named(zone)));
        let begins = own.unwrap_or(begins);
        let id = hex(&app.derive("calendar", &[me.household.as_bytes()])[..16]);
        Some(written(&id, begins.datetime(), me.words.text("check-in-calendar-name")))
    })?;
    let file = file.ok_or(Failure::NotFound)?;
    let kind = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"weekly.ics\""),
    ];
    Ok((kind, file).into_response())
}

/// When the file was first meant: nothing in it hangs on when it is fetched.
const STAMP: &str = "20260101T000000Z";

fn written(id: &str, begins: DateTime, name: &str) -> String {
    let ends = begins.saturating_add(SignedDuration::from_mins(MINUTES));
    let clock = |at: DateTime| at.strftime("%Y%m%dT%H%M%S").to_string();
    let event = Event::new()
        .uid(id)
        .summary(name)
        .add_property("DTSTART", clock(begins))
        .add_property("DTEND", clock(ends))
        .add_property("RRULE", "FREQ=WEEKLY")
        // In UTC, and the same bytes whenever it is fetched.
        .add_property("DTSTAMP", STAMP)
        .done();
    Calendar::new().push(event).done().to_string()
}
