//! The questions there are: those that wait for the reader, those under way, those decided.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::decisions::Question;
use household::{DecisionId, Seen};

use super::{about, asked, is_due};
use crate::app::App;
use crate::content::{Content, Discipline};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/decisions/home.html")]
struct Home<'a> {
    page: Page<'a>,
    texts: &'static Discipline,
    has_children: bool,
    under_way: Vec<Line<'a>>,
    decided: Vec<Decided<'a>>,
}

#[derive(Debug)]
struct Line<'a> {
    id: DecisionId,
    asked: &'a str,
    about: String,
    state: &'static str,
}

/// What was decided, and why.
#[derive(Debug)]
struct Decided<'a> {
    line: Line<'a>,
    what: &'a str,
    why: &'a str,
    review: Option<String>,
    is_review_due: bool,
}

/// `GET /talk/decisions`.
pub async fn home(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let shared = seen.shared;
        let mut all: Vec<_> = shared.decisions.of(me.member, &shared.people).collect();
        all.reverse();
        let now = app.clock.now();
        let under_way = all.iter().filter(|it| is_under_way(it, &me));
        let decided = all.iter().filter_map(|question| {
            let held = question.outcomes.holds(me.member)?;
            let review = held.words.review;
            Some(Decided {
                line: Line::of(&me, &seen, question),
                what: held.words.what.as_str(),
                why: held.words.why.as_str(),
                review: review.map(|day| me.words.date(day)),
                is_review_due: is_due(&seen, question, now),
            })
        });
        Home {
            texts: Content::for_language(me.words.language()).discipline(),
            has_children: !shared.people.children().is_empty(),
            under_way: under_way.map(|question| Line::of(&me, &seen, question)).collect(),
            decided: decided.collect(),
            page: Page::mine(&app, &me, &seen, Place::Talk).back_to("/talk").saying(said.ok()),
        }
        .show()
    })?
}

/// Nothing holds for the reader, or something new waits.
fn is_under_way(question: &Question, me: &Me) -> bool {
    question.outcomes.offer().is_some() || question.outcomes.holds(me.member).is_none()
}

impl<'a> Line<'a> {
    fn of(me: &Me, seen: &Seen<'a>, question: &'a Question) -> Self {
        let (id, asked, about) = (question.id, asked(me, question), about(seen, question));
        Self { id, asked, about, state: state(me, seen, question) }
    }
}

/// Where it stands, as far as the reader may know.
fn state(me: &Me, seen: &Seen<'_>, question: &Question) -> &'static str {
    let sheet = seen.own.decisions.sheet(question.id);
    if let Some(offer) = question.outcomes.offer() {
        let waits = offer.waits_for(me.member);
        return me.words.text(if waits { "decide-state-waits" } else { "decide-state-offered" });
    }
    match (sheet.is_sealed(), question.views(me.member).is_some(), sheet.answer(question.id)) {
        (true, _, _) => me.words.text("decide-state-closed"),
        (false, true, _) => me.words.text("decide-state-open"),
        (false, false, Some(_)) => me.words.text("decide-state-begun"),
        (false, false, None) => me.words.text("decide-state-new"),
    }
}
