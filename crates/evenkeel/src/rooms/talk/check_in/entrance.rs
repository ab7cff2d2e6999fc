//! The room's first page: when it is, how to begin, how full the weeks were, what was kept.

use askama::Template;
use axum::response::Response;
use household::check_in::{CheckIn, OwnWeek, Rhythm};
use household::{Note, Seen};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::app::Shared;
use crate::content::{self, Content};
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// Weeks in the picture.
const WEEKS_SHOWN: usize = 12;

#[derive(Debug, Template)]
#[template(path = "rooms/talk/check_in/entrance.html")]
struct Entrance<'a> {
    page: Page<'a>,
    text: &'static content::CheckIn,
    is_alone: bool,
    /// "Sundays at 20:00".
    rhythm: Option<String>,
    /// Waits for the reader's yes.
    offer: Option<Offered>,
    /// How full the household's weeks were, the latest first.
    weeks: Vec<FullWeek>,
    kept: Vec<Kept<'a>>,
    /// Which talk is told now, as a form sends it back.
    day: Date,
    /// When the next one is, once this one was had or left out.
    done_until: Option<String>,
}

#[derive(Debug)]
struct Offered {
    by: Person,
    rhythm: String,
}

#[derive(Debug)]
struct FullWeek {
    day: String,
    /// Whole steps: small differences say nothing.
    full: u32,
}

/// What was written down of one talk.
#[derive(Debug)]
struct Kept<'a> {
    day: String,
    lines: Vec<(Person, &'a str)>,
    note: Option<&'a str>,
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let check_in = &seen.shared.check_in;
    let is_alone = seen.shared.people.is_alone();
    let today = seen.family_day(app.clock.now());
    let waits = check_in.offer().filter(|offer| !offer.confirmed.contains(&me.member));
    let day = check_in.day_of(today);
    Entrance {
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk").saying(ok),
        text: Content::for_language(me.words.language()).check_in(),
        is_alone,
        rhythm: check_in.rhythm().map(|rhythm| when(me, rhythm, today)),
        offer: waits.map(|offer| Offered {
            by: Person::of(seen, me.words, offer.by),
            rhythm: when(me, offer.rhythm, today),
        }),
        weeks: weeks(me, seen, is_alone),
        kept: kept(me, seen, check_in),
        day,
        done_until: seen.own.check_in.is_put_away(day).then(|| next(me, day)),
    }
    .show()
}

/// "Sundays at 20:00".
pub(super) fn when(me: &Me, rhythm: Rhythm, today: Date) -> String {
    let day = me.words.weekday_name(rhythm.next(today)).to_owned();
    me.words
        .say("check-in-when", &[("day", day.into()), ("time", me.words.clock(rhythm.at).into())])
}

/// The one after: a week later, where there is a rhythm or not.
fn next(me: &Me, day: Date) -> String {
    me.words.weekday(day.saturating_add(7.days()))
}

/// The household's, once opened; one's own where nobody else is here.
fn weeks(me: &Me, seen: &Seen<'_>, is_alone: bool) -> Vec<FullWeek> {
    let tenths: Vec<(Date, u32)> = if is_alone {
        let own = seen.own.check_in.weeks();
        own.filter_map(|(day, week)| Some((day, u32::from(week.full()?) * 10))).collect()
    } else {
        let shared = seen.shared.check_in.weeks();
        shared.filter_map(|(day, week)| Some((day, week.mean_tenths(seen.me)?))).collect()
    };
    let latest = tenths.into_iter().take(WEEKS_SHOWN);
    latest
        .map(|(day, tenths)| FullWeek { day: me.words.date(day), full: (tenths + 5) / 10 })
        .collect()
}

fn kept<'a>(me: &Me, seen: &Seen<'a>, check_in: &'a CheckIn) -> Vec<Kept<'a>> {
    let shared = check_in.weeks().map(|(day, _)| day);
    let own = seen.own.check_in.weeks().map(|(day, _)| day);
    let days: std::collections::BTreeSet<_> = shared.chain(own).collect();
    let all = days.into_iter().rev().map(|day| {
        let lines = check_in.week(day).into_iter().flat_map(|week| week.lines(seen.me));
        let lines = lines.map(|(by, text)| (Person::of(seen, me.words, by), text.as_str()));
        let note = seen.own.check_in.week(day).and_then(OwnWeek::note);
        let note = note.map(Note::as_str);
        Kept { day: me.words.date(day), lines: lines.collect(), note }
    });
    all.filter(|kept| !kept.lines.is_empty() || kept.note.is_some()).collect()
}
