//! All times: what waits for the reader, what is coming, and the lines that were kept.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::solo::{Remembered, Standing};
use household::{ChildId, Seen};
use jiff::Timestamp;

use super::said::Face;
use crate::app::App;
use crate::content::{Content, SoloTexts};
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

/// Lines that are shown here.
const LINES_SHOWN: usize = 30;

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/home.html")]
struct Home<'a> {
    page: Page<'a>,
    text: &'static SoloTexts,
    has_children: bool,
    asked: Vec<Face>,
    coming: Vec<Face>,
    /// Said *not now* to, and still on the table.
    away: Vec<Face>,
    /// Over, of which a line can be kept.
    over: Vec<Face>,
    lines: Vec<Line<'a>>,
}

/// A line that was kept.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    pub day: String,
    pub by: Person,
    pub children: String,
    pub text: &'a str,
    pub is_mine_alone: bool,
}

/// `GET /children/time`
pub async fn home(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    me.see(|seen| {
        let mut home = Home {
            page: Page::mine(&app, &me, &seen, Place::Children)
                .back_to("/children")
                .saying(said.ok()),
            text: Content::for_language(me.words.language()).solo(),
            has_children: !seen.shared.people.children().is_empty(),
            asked: Vec::new(),
            coming: Vec::new(),
            away: Vec::new(),
            over: Vec::new(),
            lines: lines(&me, &seen),
        };
        home.sort_in(&me, &seen, now);
        home.show()
    })?
}

impl Home<'_> {
    /// Each time in its list, the nearest first.
    fn sort_in(&mut self, me: &Me, seen: &Seen<'_>, now: Timestamp) {
        let people = &seen.shared.people;
        let mut all: Vec<_> = seen.shared.solo.of(me.member, people).collect();
        all.sort_by_key(|(_, time)| {
            let one = time.nearest(now);
            one.map(|one| one.moments(&time.zone()).0)
        });
        for (id, time) in all {
            let face = Face::of(me, seen, id, time, now);
            let asked = time.standing(me.member, people) == Standing::Asked;
            let list = if time.coming(now).is_none() {
                &mut self.over
            } else if asked && seen.own.solo.is_put_away(id) {
                &mut self.away
            } else if asked {
                &mut self.asked
            } else {
                &mut self.coming
            };
            list.push(face);
        }
        self.over.reverse();
    }
}

/// What may be read, the latest day first.
fn lines<'a>(me: &Me, seen: &Seen<'a>) -> Vec<Line<'a>> {
    latest(me, seen, |_| true)
}

/// One child's lines, as far as the reader may read them, the latest day first.
pub(crate) fn lines_of<'a>(me: &Me, seen: &Seen<'a>, child: ChildId) -> Vec<Line<'a>> {
    latest(me, seen, |line| line.children.contains(&child))
}

fn latest<'a>(me: &Me, seen: &Seen<'a>, wanted: impl Fn(&Remembered) -> bool) -> Vec<Line<'a>> {
    let shared = seen.shared.solo.lines(me.member, &seen.shared.people).map(|line| (line, false));
    let own = seen.own.solo.lines().map(|line| (line, true));
    let mut all: Vec<_> = shared.chain(own).filter(|(line, _)| wanted(line)).collect();
    all.sort_by_key(|(line, _)| Reverse(line.day));
    let shown = all.into_iter().take(LINES_SHOWN);
    shown.map(|(line, alone)| view(me, seen, line, alone)).collect()
}

pub(super) fn view<'a>(
    me: &Me,
    seen: &Seen<'a>,
    line: &'a Remembered,
    is_mine_alone: bool,
) -> Line<'a> {
    let all = seen.shared.people.children().iter();
    let names = all.filter(|child| line.children.contains(&child.id));
    Line {
        day: me.words.date(line.day),
        by: Person::of(seen, me.words, line.by),
        children: names.map(|child| child.nickname.as_str()).collect::<Vec<_>>().join(", "),
        text: line.text.as_str(),
        is_mine_alone,
    }
}
