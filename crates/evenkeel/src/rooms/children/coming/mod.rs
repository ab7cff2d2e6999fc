//! What the next year of each child's age brings: a picture over its months, and a table behind it.
//!
//! From the catalogue alone. It plans nothing and asks for nothing.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use household::children::{Coming, MONTHS_AHEAD, Work, coming, month_on};
use household::people::Child;
use household::{ChildId, Seen};

use super::family::{age, band_key};
use crate::app::App;
use crate::content::Content;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

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
    Row {
        name: content.card(row.id).map_or("", |card| card.name),
        x: MONTH_WIDTH * u16::from(begin),
        // What begins in the last month is seen too.
        width: (MONTH_WIDTH * u16::from(end - begin)).max(MONTH_WIDTH / 4),
        from: from.map(|from| month(me, from)),
        until: until.map(|until| month(me, until)),
    }
}

/// "March 2027", so many months from now.
fn month(me: &Me, ahead: u8) -> String {
    let day = month_on(me.today, ahead);
    let (month, year) = (me.words.month_name(day.month()), day.year().to_string());
    me.words.say("coming-month", &[("month", month.into()), ("year", year.into())])
}
