//! The page itself.

use askama::Template;
use axum::response::Response;
use household::today::{Step, step};
use household::{CardId, Seen};
use jiff::tz::TimeZone;

use super::notices::{Notice, notices};
use super::rows::{self, Lists, Row, lists};
use crate::app::Shared;
use crate::content::Content;
use crate::identity::{LostProof, News};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::web::part::{leave_for, part};

#[derive(Debug, Template)]
#[template(path = "rooms/today/today.html")]
struct Today<'a> {
    page: Page<'a>,
    name: Option<&'a str>,
    date: String,
    step: NextStep<'a>,
    notices: Vec<Notice<'a>>,
    lists: Lists<'a>,
    /// What a row's tick is called, before the row's own name.
    done: &'static str,
    has_agreed: bool,
    is_alone: bool,
    /// Whether they could come back if their session here ended.
    has_way_back: bool,
    /// What is to be told of their ways in.
    news: Option<News>,
    lost: LostProof,
}

/// One row, after its tick was pressed.
#[derive(Debug, Template)]
#[template(path = "rooms/today/row.html")]
struct RowPart<'a> {
    page: Page<'a>,
    row: Row<'a>,
    done: &'static str,
}

#[derive(Debug)]
enum NextStep<'a> {
    Here(StepView<'a>),
    /// None is left, or none for today.
    None,
    /// The reader wants none.
    Hidden,
}

#[derive(Debug)]
struct StepView<'a> {
    name: &'static str,
    title: &'a str,
    body: &'a str,
    go: &'a str,
    /// Where the step begins; none for one that happens away from the screen.
    to: Option<&'static str>,
    skip: &'a str,
}

pub(super) fn today(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    ok: Option<&str>,
    (news, lost): (Option<News>, LostProof),
) -> Result<Response, Failure> {
    let own_name = seen.shared.people.member(me.member).and_then(|member| member.name.as_ref());
    Today {
        page: Page::mine(app, me, seen, Place::Today).saying(ok),
        name: own_name.map(household::Line::as_str),
        date: me.words.weekday(me.today),
        step: if seen.own.steps.are_hidden() {
            NextStep::Hidden
        } else {
            step_view(me, seen).map_or(NextStep::None, NextStep::Here)
        },
        notices: notices(me, seen, app.clock.now()),
        lists: lists(me, seen),
        done: me.words.text("today-done"),
        has_agreed: seen.shared.agreements.holdings(me.member).next().is_some(),
        is_alone: seen.shared.people.is_alone(),
        has_way_back: me.has_way_back,
        news,
        lost,
    }
    .show()
}

pub(super) fn row(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    card: CardId,
) -> Result<Response, Failure> {
    let Some(row) = rows::one(me, seen, card) else {
        // Not the reader's any more: the page tells what is.
        return leave_for("/today");
    };
    let page = Page::mine(app, me, seen, Place::Today);
    Ok(part(RowPart { page, row, done: me.words.text("today-done") }.render()?))
}

/// The word a form sends for a step.
pub(super) const fn step_name(step: Step) -> &'static str {
    match step {
        Step::Talk => "talk",
        Step::HandOver => "hand-over",
        Step::TimeAlone => "time-alone",
        Step::LookAgain => "look-again",
        Step::See => "see",
        Step::Thanks => "thanks",
        Step::Expect => "expect",
        Step::Divide => "divide",
        Step::CheckIn => "check-in",
    }
}

fn step_view<'a>(me: &Me, seen: &Seen<'a>) -> Option<StepView<'a>> {
    let joined = seen.shared.people.member(me.member)?.joined.to_zoned(TimeZone::UTC).date();
    let step = step(seen, joined, me.today)?;
    let alone = seen.shared.people.is_alone();
    let text = Content::for_language(me.words.language()).next_step(step);
    let to = match (step, alone) {
        (Step::Talk, _) => Some("/question"),
        (Step::HandOver | Step::Divide, true) => Some("/share/plan"),
        (Step::HandOver, false) => Some("/share/agreement"),
        (Step::TimeAlone, _) => Some("/children/time"),
        (Step::LookAgain, _) => Some("/share"),
        (Step::See, _) => Some("/share/sort"),
        (Step::Thanks, _) => Some("/talk/thanks/new"),
        (Step::Expect, _) => Some("/talk/expectations"),
        (Step::Divide, false) => Some("/share/division"),
        (Step::CheckIn, true) => Some("/talk/check-in/alone"),
        (Step::CheckIn, false) => Some("/talk/check-in"),
    };
    Some(StepView {
        name: step_name(step),
        title: &text.title,
        body: text.alone.as_ref().filter(|_| alone).unwrap_or(&text.body).html(),
        go: &text.go,
        to,
        skip: &text.skip,
    })
}
