//! What the next year of each child's age brings: a picture over its months, and a table behind it.
//!
//! From the catalogue alone. It plans nothing and asks for nothing.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use household::children::{Coming, MONTHS_AHEAD, Work, coming, month_on};
use household::load::catalogue::Row as CatalogueRow;
use household::people::Child;
use household::{ChildId, Seen};

use super::family::{age, band_key};
use crate::app::App;
use crate::content::Content;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// What a child comes to do mostly themselves: it is not over, and nobody else's any more.
const BECOMES_THEIRS: [&str; 21] = [
    "care-bath",
    "care-comfort-item",
    "care-dressing",
    "care-hair-nails-skin",
    "care-teeth",
    "cover-rides",
    "feed-table-help",
    "play-choose-clubs",
    "play-meet-ups",
    "play-outside",
    "play-party-guest",
    "play-toy-sort",
    "safe-devices",
    "school-bag",
    "school-homework",
    "school-reading",
    "sleep-wind-down",
    "wash-kit-ready",
    "wash-outgrown",
    "wash-shoes-coats",
    "wash-sizes",
];
/// What others in the home go on with, whatever the age: it has no end to tell of.
const GOES_ON: [&str; 1] = ["ties-child-birthdays"];
/// What is talked about before it is met. Everyday things stand before it.
const TALKED_ABOUT: [&str; 3] = ["guide-body-talks", "guide-identity", "guide-risk-talks"];
/// How wide a month is drawn.
const MONTH_WIDTH: u16 = 10;

#[derive(Debug, Template)]
#[template(path = "rooms/children/coming/coming.html")]
struct Year<'a> {
    page: Page<'a>,
    children: Vec<OfChild<'a>>,
    /// The last month of the picture.
    end: String,
    width: u16,
}

#[derive(Debug)]
struct OfChild<'a> {
    id: ChildId,
    nickname: &'a str,
    age: String,
    birthday: Option<String>,
    rows: Vec<Row>,
    /// From when there are new questions, and some of them; for who decides for the child.
    questions: Option<(String, Vec<&'static str>)>,
}

/// A piece of work, drawn from its first month to its last.
#[derive(Debug)]
struct Row {
    name: &'static str,
    x: u16,
    width: u16,
    from: Option<String>,
    until: Option<String>,
    /// The sentence about its end.
    ending: String,
    is_talked_about: bool,
}

/// `GET /children/coming`
pub async fn year(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let children = seen.shared.people.children();
        Year {
            page: Page::mine(&app, &me, &seen, Place::Children).back_to("/children"),
            children: children.iter().map(|child| of_child(&seen, &me, child)).collect(),
            end: month(&me, MONTHS_AHEAD),
            width: MONTH_WIDTH * u16::from(MONTHS_AHEAD),
        }
        .show()
    })?
}

fn of_child<'a>(seen: &Seen<'a>, me: &Me, child: &'a Child) -> OfChild<'a> {
    let Coming { work, birthday, questions } =
        coming(child.id, seen.shared.people.children(), me.today);
    let content = Content::for_language(me.words.language());
    let birthday = birthday.map(|(at, age)| {
        let key = if age == 0 { "coming-born" } else { "coming-birthday" };
        me.words.say(key, &[("month", month(me, at).into()), ("age", age.into())])
    });
    let goes_on = |work: &Work| GOES_ON.contains(&work.row.id);
    let work =
        work.into_iter().map(|work| Work { until: work.until.filter(|_| !goes_on(&work)), ..work });
    let mut work: Vec<_> =
        work.filter(|work| work.from.is_some() || work.until.is_some()).collect();
    work.sort_by_key(|work| (work.from.is_none(), is_talked_about(work.row)));
    let questions = questions.filter(|_| child.is_decided_by(me.member));
    let questions = questions.map(|(at, some)| {
        let band = child.band_on(month_on(me.today, at));
        let values =
            [("month", month(me, at).into()), ("band", me.words.text(band_key(band)).into())];
        let some = some.into_iter().map(|question| content.question(question));
        (me.words.say("coming-questions", &values), some.collect())
    });
    OfChild {
        id: child.id,
        nickname: child.nickname.as_str(),
        age: age(me.words, child, me.today),
        birthday,
        rows: work.into_iter().map(|work| row(me, content, work)).collect(),
        questions,
    }
}

fn row(me: &Me, content: &'static Content, Work { row, from, until }: Work) -> Row {
    let (begin, end) = (from.unwrap_or(0), until.unwrap_or(MONTHS_AHEAD));
    let until = until.map(|until| month(me, until));
    Row {
        name: content.card(row.id).map_or("", |card| card.name),
        x: MONTH_WIDTH * u16::from(begin),
        // What begins in the last month is seen too.
        width: (MONTH_WIDTH * u16::from(end - begin)).max(MONTH_WIDTH / 4),
        from: from.map(|from| month(me, from)),
        ending: until.as_ref().map(|until| ending(me, row, until)).unwrap_or_default(),
        until,
        is_talked_about: is_talked_about(row),
    }
}

fn ending(me: &Me, row: &CatalogueRow, until: &str) -> String {
    let is_theirs = BECOMES_THEIRS.contains(&row.id);
    let key = if is_theirs { "coming-theirs" } else { "coming-until" };
    me.words.say(key, &[("month", until.into())])
}

fn is_talked_about(row: &CatalogueRow) -> bool {
    TALKED_ABOUT.contains(&row.id)
}

/// "March 2027", so many months from now.
fn month(me: &Me, ahead: u8) -> String {
    let day = month_on(me.today, ahead);
    let (month, year) = (me.words.month_name(day.month()), day.year().to_string());
    me.words.say("coming-month", &[("month", month.into()), ("year", year.into())])
}

#[cfg(test)]
mod tests {
    use household::load::catalogue::catalogue;

    use super::*;

    #[test]
    fn what_is_said_of_some_work_is_said_of_work_there_is() {
        let of_child: Vec<_> = catalogue().rows().iter().map(|row| row.id).collect();
        for id in BECOMES_THEIRS.iter().chain(&GOES_ON).chain(&TALKED_ABOUT) {
            assert!(of_child.contains(id), "{id}");
        }
    }
}
