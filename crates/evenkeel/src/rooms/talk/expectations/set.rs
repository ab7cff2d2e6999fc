//! A set of six: the reader's own answers until everyone has opened theirs; then where they meet.
//!
//! Between pressing *open* and the opening the page is the same whatever the others have done.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ExpectationsCommand;
use household::talk::expectations::{Distance, Set, Statement};
use household::{Command, Seen};

use super::{Which, named, said, set_number, set_path, statement_number};
use crate::app::App;
use crate::content::{Content, Section, StatementText};
use crate::rooms::card::{CardFace, Person};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// Cards that one statement leads to, at most.
const CARDS_MAX: usize = 3;

#[derive(Debug, Template)]
#[template(path = "rooms/talk/expectations/set.html")]
struct SetPage<'a> {
    page: Page<'a>,
    number: usize,
    subject: &'static str,
    now: Now,
    has_news: bool,
    opening: Opening,
    mine: Vec<Mine>,
    is_open: bool,
    after: &'static Section,
    far: Vec<Row<'a>>,
    near: Vec<Row<'a>>,
    same: Vec<Row<'a>>,
}

/// Where the reader's own answers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    Open,
    Answered,
    Closed,
    Pressed,
}

/// Whether there is somebody to open with, and what comes first (R1). All can see that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Alone,
    TalkFirst,
    May,
}

/// One's own answer.
#[derive(Debug)]
struct Mine {
    number: usize,
    text: &'static StatementText,
    says: Option<&'static str>,
    is_kept: bool,
}

/// A statement as everyone sees it.
#[derive(Debug)]
struct Row<'a> {
    number: usize,
    text: &'static StatementText,
    said: Vec<(Person, &'static str)>,
    cards: Vec<CardFace<'a>>,
    agreed: Option<&'a str>,
    /// A version waits for the reader's yes.
    waits: bool,
}

/// `GET /talk/expectations/set`.
pub async fn set(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let set = which.of(&Set::ALL)?;
    me.see(|seen| {
        let sheet = seen.own.expectations.sheet(set);
        let rows = |distance| rows(&seen, &me, set, distance);
        SetPage {
            number: set_number(set),
            subject: Content::for_language(me.words.language()).expected(set),
            now: now(&seen, set),
            has_news: sheet.has_news(),
            opening: opening(&seen),
            mine: set.statements().iter().map(|statement| mine(&seen, &me, *statement)).collect(),
            is_open: seen.shared.expectations.is_open(set),
            after: &Content::for_language(me.words.language()).expectations().after,
            far: rows(Distance::Far),
            near: rows(Distance::Near),
            same: rows(Distance::Same),
            page: Page::mine(&app, &me, &seen, Place::Talk)
                .back_to("/talk/expectations")
                .saying(which.ok.as_deref()),
        }
        .show()
    })?
}

/// `POST /talk/expectations/seal`.
pub async fn seal(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let set = named(&ask.form, &Set::ALL)?;
    act(&app, &me, &ask, ExpectationsCommand::Seal { set }, &format!("{}&ok=sealed", set_path(set)))
        .await
}

/// `POST /talk/expectations/taken-back`.
pub async fn take_back(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let set = named(&ask.form, &Set::ALL)?;
    let to = format!("{}&ok=undone", set_path(set));
    act(&app, &me, &ask, ExpectationsCommand::TakeSealBack { set }, &to).await
}

/// `POST /talk/expectations/open`. Where it leads says nothing of what the others did.
pub async fn open(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let set = named(&ask.form, &Set::ALL)?;
    let arrivals = ask.form.here().ok_or(Failure::NotFound)?;
    act(&app, &me, &ask, ExpectationsCommand::PressOpen { set, arrivals }, &set_path(set)).await
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    command: ExpectationsCommand,
    to: &str,
) -> Result<Response, Failure> {
    let to = app.act(me, ask, &Command::Expectations(command), to).await?;
    Ok(Redirect::to(&to).into_response())
}

fn now(seen: &Seen<'_>, set: Set) -> Now {
    let sheet = seen.own.expectations.sheet(set);
    match (sheet.is_sealed(), sheet.is_open_pressed()) {
        (true, true) => Now::Pressed,
        (true, false) => Now::Closed,
        (false, _) if sheet.answers().count() < set.statements().len() => Now::Open,
        (false, _) => Now::Answered,
    }
}

fn opening(seen: &Seen<'_>) -> Opening {
    match (seen.shared.people.is_alone(), seen.shared.talk.all_said_back()) {
        (true, _) => Opening::Alone,
        (false, false) => Opening::TalkFirst,
        (false, true) => Opening::May,
    }
}

fn mine(seen: &Seen<'_>, me: &Me, statement: Statement) -> Mine {
    let stance = seen.own.expectations.sheet(statement.set()).answer(statement);
    let not_us = me.words.text("expect-not-us");
    Mine {
        number: statement_number(statement),
        text: Content::for_language(me.words.language()).statement(statement),
        says: stance.map(|stance| stance.says.map_or(not_us, |says| said(me, says))),
        is_kept: stance.is_some_and(|stance| stance.kept),
    }
}

fn rows<'a>(seen: &Seen<'a>, me: &Me, set: Set, distance: Distance) -> Vec<Row<'a>> {
    let opened = &seen.shared.expectations;
    let all = set.statements().iter().filter_map(|it| Some((*it, opened.said(*it)?)));
    let these = all.filter(|(_, said)| Distance::between(said) == distance);
    let content = Content::for_language(me.words.language());
    let row = |(statement, views): (Statement, &std::collections::BTreeMap<_, _>)| {
        let text = content.statement(statement);
        let offer = opened.offer(statement);
        Row {
            number: statement_number(statement),
            text,
            said: views
                .iter()
                .map(|(by, says)| (Person::of(seen, me.words, *by), said(me, *says)))
                .collect(),
            cards: cards(seen, me, text),
            agreed: opened.agreed(statement, me.member).next().map(|it| it.words.as_str()),
            waits: offer.is_some_and(|offer| offer.waits_for(me.member)),
        }
    };
    these.map(row).collect()
}

/// Cards on the table that it explains; of a child's, with the child.
fn cards<'a>(seen: &Seen<'a>, me: &Me, text: &StatementText) -> Vec<CardFace<'a>> {
    let dealt = seen.shared.deck.cards();
    let fits = dealt.filter(|dealt| {
        let row = dealt.card.row();
        row.is_some_and(|row| text.cards.iter().any(|card| card == row.id))
    });
    let faces = fits.map(|dealt| CardFace::of(seen, me.words, dealt));
    faces.take(CARDS_MAX).collect()
}

impl SetPage<'_> {
    /// The first of the six without an answer.
    fn first_open(&self) -> usize {
        self.mine.iter().find(|mine| mine.says.is_none()).map_or(1, |mine| mine.number)
    }
}
