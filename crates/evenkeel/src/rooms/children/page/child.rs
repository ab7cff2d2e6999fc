//! The page itself, and what is said on it with one press.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::children::{ChildPage, Fact, Said as FactSaid, Topic};
use household::command::ChildPageCommand;
use household::{Command, FactId, Seen};

use super::super::family::age;
use super::{child_id, fact_id, title_key, topic_number};
use crate::app::App;
use crate::rooms::card::Person;
use crate::rooms::children::time::home::{Line as Remembered, lines_of};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};
use crate::words::Words;

#[derive(Debug, Template)]
#[template(path = "rooms/children/page/child.html")]
struct One<'a> {
    page: Page<'a>,
    /// The address of the page.
    here: String,
    nickname: &'a str,
    age: String,
    groups: Vec<Group<'a>>,
    taken_off: Vec<Line<'a>>,
    /// What can be written down, with its number.
    topics: Vec<(usize, &'static str)>,
    readers: String,
    /// What times alone with them are remembered by.
    remembered: Vec<Remembered<'a>>,
}

/// The facts about one thing.
#[derive(Debug)]
struct Group<'a> {
    title: &'static str,
    lines: Vec<Line<'a>>,
}

/// One fact.
#[derive(Debug)]
struct Line<'a> {
    id: FactId,
    text: &'a str,
    /// What to press to ring it, and the number as it was written.
    phone: Option<(String, &'a str)>,
    sensitive: bool,
    told: String,
    /// The same on paper, where "you" would be whoever holds it.
    on_paper: String,
    asks: bool,
}

/// `GET /children/{id}`
pub async fn child(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let id = child_id(&id)?;
    me.see(|seen| {
        let kept = seen.child_page(id).ok_or(Failure::NotFound)?;
        let groups = Topic::ALL.into_iter().map(|topic| group(&seen, &me, kept, topic));
        One {
            here: format!("/children/{id}"),
            nickname: kept.child.nickname.as_str(),
            age: age(me.words, kept.child, me.today),
            groups: groups.filter(|group| !group.lines.is_empty()).collect(),
            taken_off: kept.taken_off().map(|fact| line(&seen, &me, fact)).collect(),
            topics: topics(me.words),
            readers: readers(&seen, &me, kept),
            remembered: lines_of(&me, &seen, id),
            page: Page::mine(&app, &me, &seen, Place::Children)
                .back_to("/children")
                .saying(said.ok()),
        }
        .show()
    })?
}

/// `POST /children/{id}/facts/{fact}/still-so`
pub async fn still_so(
    State(app): State<App>,
    me: Me,
    Path(ids): Path<(String, String)>,
    ask: Ask,
) -> Result<Response, Failure> {
    press(&app, &me, &ids, &ask, |child, fact| ChildPageCommand::StillSo { child, fact }).await
}

/// `POST /children/{id}/facts/{fact}/removal`
pub async fn take_off(
    State(app): State<App>,
    me: Me,
    Path(ids): Path<(String, String)>,
    ask: Ask,
) -> Result<Response, Failure> {
    press(&app, &me, &ids, &ask, |child, fact| ChildPageCommand::TakeOff { child, fact }).await
}

/// `POST /children/{id}/facts/{fact}/return`
pub async fn put_back(
    State(app): State<App>,
    me: Me,
    Path(ids): Path<(String, String)>,
    ask: Ask,
) -> Result<Response, Failure> {
    press(&app, &me, &ids, &ask, |child, fact| ChildPageCommand::PutBack { child, fact }).await
}

async fn press(
    app: &App,
    me: &Me,
    (child, fact): &(String, String),
    ask: &Ask,
    command: impl FnOnce(household::ChildId, FactId) -> ChildPageCommand,
) -> Result<Response, Failure> {
    let (child, fact) = (child_id(child)?, fact_id(fact)?);
    let command = Command::ChildPage(command(child, fact));
    let to = app.act(me, ask, &command, &format!("/children/{child}?ok=saved")).await?;
    Ok(Redirect::to(&to).into_response())
}

fn group<'a>(seen: &Seen<'a>, me: &Me, kept: ChildPage<'a>, topic: Topic) -> Group<'a> {
    Group {
        title: me.words.text(title_key(topic)),
        lines: kept.about(topic).map(|fact| line(seen, me, fact)).collect(),
    }
}

fn line<'a>(seen: &Seen<'a>, me: &Me, fact: &'a Fact) -> Line<'a> {
    let (text, phone) = match &fact.said {
        FactSaid::Words { text, .. } => (text.as_str(), None),
        FactSaid::Contact { name, phone } => {
            (name.as_str(), Some((phone.digits(), phone.as_str())))
        }
    };
    let date = me.words.date(fact.last_true);
    let by = Person::of(seen, me.words, fact.by);
    let from = |name: String| {
        me.words.say("fact-from", &[("name", name.into()), ("date", date.clone().into())])
    };
    let name = seen.shared.people.member(fact.by).and_then(|member| member.name.as_ref());
    Line {
        id: fact.id,
        text,
        phone,
        sensitive: fact.said.is_sensitive(),
        on_paper: from(name.map_or_else(|| by.name.clone(), |name| name.as_str().to_owned())),
        told: if by.is_me {
            me.words.say("fact-from-you", &[("date", date.clone().into())])
        } else {
            from(by.name)
        },
        asks: fact.asks_still_so(me.today),
    }
}

impl Group<'_> {
    /// Whether nothing of it is for paper.
    fn is_for_parents(&self) -> bool {
        self.lines.iter().all(|line| line.sensitive)
    }
}

/// "You and Sam": whoever decides for this child.
fn readers(seen: &Seen<'_>, me: &Me, kept: ChildPage<'_>) -> String {
    let all = Person::all(seen, me.words).into_iter();
    let all = all.filter(|person| kept.child.is_decided_by(person.id));
    let names: Vec<_> = all.map(|person| person.name).collect();
    names.join(", ")
}

/// What can be written about: first what somebody who is with the child has to know.
fn topics(words: &'static Words) -> Vec<(usize, &'static str)> {
    let mut all = Topic::ALL;
    all.sort_by_key(|topic| match topic {
        Topic::Allergies => 0,
        Topic::Medicine => 1,
        Topic::Contacts => 2,
        _ => 3,
    });
    all.map(|topic| (topic_number(topic), words.text(title_key(topic)))).into()
}
