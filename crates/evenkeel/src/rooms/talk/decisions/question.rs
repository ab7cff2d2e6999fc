//! One question: each one's view once it is open, ways to answer it, the child's own words, and
//! what is decided.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use household::decisions::{Level, Matter, Outcome, Question, View, Written};
use household::versions::Version;
use household::{AgreementId, ChildId, DecisionId, Note, Seen};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{HERE, about, asked, find};
use crate::app::{App, Shared};
use crate::content::{Content, Discipline, LevelText};
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/decisions/question.html")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts that the page shows or not")]
pub(super) struct QuestionPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    /// What was in the way of what was asked.
    refusal: Option<&'static str>,
    texts: &'static Discipline,
    id: DecisionId,
    asked: &'a str,
    about: String,
    kind: Option<&'a str>,
    /// Who decides it, the reader first.
    circle: Vec<Person>,
    not_asked: Vec<Person>,
    /// Who was asked when the page was made: what is opened goes to those.
    circles: usize,
    is_alone: bool,
    may_open: bool,
    now: Now,
    has_news: bool,
    mine: Option<ViewOf<'a>>,
    views: Vec<(Person, ViewOf<'a>)>,
    options: Vec<OptionOf<'a>>,
    voices: Vec<VoiceOf<'a>>,
    children: Vec<(ChildId, &'a str)>,
    levels: Vec<(&'static str, &'static LevelText)>,
    sleeps_until: Option<String>,
    /// Whether the reader is among those who asked to sleep on it.
    i_sleep: bool,
    offer: Option<Told<'a>>,
    holds: Option<Told<'a>>,
    is_review_due: bool,
    before: Vec<Told<'a>>,
    may_decide: bool,
    /// Whether it is the reader's to put to others too, and to take away.
    leads: bool,
    may_remove: bool,
}

/// Where the reader's own view stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    Open,
    Closed,
    Pressed,
}

#[derive(Debug)]
struct ViewOf<'a> {
    level: Option<&'static str>,
    think: Option<&'a str>,
    fear: Option<&'a str>,
    hope: Option<&'a str>,
}

/// A way to answer it.
#[derive(Debug)]
struct OptionOf<'a> {
    text: &'a str,
    may_remove: bool,
    /// Where it is the reader's own: who was asked after it was written, and does not see it.
    not_told: Option<String>,
}

/// What a child said, as somebody heard it.
#[derive(Debug)]
struct VoiceOf<'a> {
    child: &'a str,
    child_id: ChildId,
    text: &'a str,
    level: Option<&'static str>,
    level_name: &'static str,
    by: Person,
    not_told: Option<String>,
}

/// One version of what is decided.
#[derive(Debug)]
struct Told<'a> {
    version: AgreementId,
    by: Person,
    what: &'a str,
    why: &'a str,
    level: Option<&'static str>,
    review: Option<String>,
    day: String,
    yes: Vec<(Person, String)>,
    waits_for_me: bool,
}

/// `GET /talk/decisions/{decision}`.
pub async fn question(
    State(app): State<App>,
    me: Me,
    Path(id): Path<DecisionId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, id, &Form::default(), None, said.ok()))?
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    id: DecisionId,
    form: &Form,
    refusal: Option<&'static str>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let question = find(seen, id)?;
    let page = Page::mine(app, me, seen, Place::Talk).back_to(HERE).saying(ok);
    let shown = QuestionPage { refusal, ..page_of(app, me, seen, question, form, page) };
    shown.show()
}

fn page_of<'a>(
    app: &Shared,
    me: &Me,
    seen: &Seen<'a>,
    question: &'a Question,
    form: &'a Form,
    page: Page<'a>,
) -> QuestionPage<'a> {
    let (people, id) = (&seen.shared.people, question.id);
    let texts = Content::for_language(me.words.language()).discipline();
    let sheet = seen.own.decisions.sheet(id);
    let circle = persons(me, seen, question.circle(people));
    let is_alone = circle.len() < 2;
    let told = |version| Told::of(me, seen, version);
    let mut history = question.outcomes.history(me.member);
    let held = history.next();
    let sleeps = question.sleeps_until(people, app.clock.now());
    let levels = super::levels().map(|(name, level)| (name, texts.level(level)));
    QuestionPage {
        page,
        form,
        refusal: None,
        texts,
        id,
        asked: asked(me, question),
        about: about(seen, question),
        kind: kind(texts, question),
        circle,
        circles: question.circles(),
        not_asked: persons(me, seen, question.not_asked(people)),
        is_alone,
        may_open: seen.shared.talk.all_said_back(),
        now: match (sheet.is_sealed(), sheet.is_open_pressed()) {
            (true, true) => Now::Pressed,
            (true, false) => Now::Closed,
            (false, _) => Now::Open,
        },
        has_news: sheet.has_news(),
        mine: sheet.answer(id).map(|view| ViewOf::of(me, view)),
        views: views(me, seen, question),
        options: options(me, seen, question),
        voices: voices(me, seen, question),
        children: children(seen, question),
        levels: levels.into(),
        sleeps_until: sleeps.map(|until| said(me, until)),
        i_sleep: sleeps.is_some() && question.asked_to_sleep(me.member).is_some(),
        offer: question.outcomes.offer().map(told),
        holds: held.map(told),
        is_review_due: is_due(seen, question, app.clock.now()),
        before: history.map(told).collect(),
        may_decide: is_alone || question.views(me.member).is_some(),
        leads: question.is_led_by(me.member),
        may_remove: question.is_led_by(me.member) && held.is_none(),
    }
}

/// A day and a time of it.
fn said(me: &Me, at: DateTime) -> String {
    let (day, time) = (me.words.weekday(at.date()), me.words.clock(at.time()));
    me.words.say("decide-until", &[("day", day.into()), ("time", time.into())])
}

/// From its day on, by the family's clock, until its reader has looked again.
pub(crate) fn is_due(seen: &Seen<'_>, question: &Question, now: Timestamp) -> bool {
    question.outcomes.holds(seen.me).is_some_and(|held| {
        let is_past = held.words.review.is_some_and(|day| day <= seen.family_day(now));
        is_past && !seen.own.decisions.has_looked(question.id, held.id)
    })
}

fn kind<'a>(texts: &'a Discipline, question: &Question) -> Option<&'a str> {
    match &question.matter {
        Matter::Ready(ready) => Some(texts.kind(texts.ready(*ready).kind)),
        Matter::Own(_) => None,
    }
}

/// The reader first.
fn persons(me: &Me, seen: &Seen<'_>, ids: Vec<household::MemberId>) -> Vec<Person> {
    let mut all: Vec<_> = ids.into_iter().map(|id| Person::of(seen, me.words, id)).collect();
    all.sort_by_key(|person| !person.is_me);
    all
}

fn views<'a>(me: &Me, seen: &Seen<'_>, question: &'a Question) -> Vec<(Person, ViewOf<'a>)> {
    let all = question.views(me.member).into_iter().flatten();
    let mut all: Vec<_> =
        all.map(|(by, view)| (Person::of(seen, me.words, *by), ViewOf::of(me, view))).collect();
    all.sort_by_key(|(person, _)| !person.is_me);
    all
}

fn options<'a>(me: &Me, seen: &Seen<'_>, question: &'a Question) -> Vec<OptionOf<'a>> {
    let all = question.options(me.member).into_iter().map(|option| OptionOf {
        text: option.what.as_str(),
        may_remove: question.may_remove(option, me.member),
        not_told: not_told(me, seen, question, option),
    });
    all.collect()
}

fn voices<'a>(me: &Me, seen: &Seen<'a>, question: &'a Question) -> Vec<VoiceOf<'a>> {
    let all = question.voices(me.member).filter_map(|(child, heard)| {
        let voice = &heard.what;
        Some(VoiceOf {
            child: seen.shared.people.child(child).map(|child| child.nickname.as_str())?,
            child_id: child,
            text: voice.text.as_str(),
            level: label(me, voice.level),
            level_name: voice.level.map_or("", Level::key),
            by: Person::of(seen, me.words, heard.by),
            not_told: not_told(me, seen, question, heard),
        })
    });
    all.collect()
}

/// Who does not see what the reader wrote; none where all do, or somebody else wrote it.
fn not_told<T>(
    me: &Me,
    seen: &Seen<'_>,
    question: &Question,
    written: &Written<T>,
) -> Option<String> {
    let all = question.not_told(written);
    let mine = written.by == me.member && !all.is_empty();
    mine.then(|| QuestionPage::names(&persons(me, seen, all)))
}

fn children<'a>(seen: &Seen<'a>, question: &Question) -> Vec<(ChildId, &'a str)> {
    let known = |id: &ChildId| Some((*id, seen.shared.people.child(*id)?.nickname.as_str()));
    question.children.iter().filter_map(known).collect()
}

fn label(me: &Me, level: Option<Level>) -> Option<&'static str> {
    let texts = Content::for_language(me.words.language()).discipline();
    level.map(|level| texts.level(level).label.as_str())
}

impl<'a> ViewOf<'a> {
    fn of(me: &Me, view: &'a View) -> Self {
        Self {
            level: label(me, view.level),
            think: view.think.as_ref().map(Note::as_str),
            fear: view.fear.as_ref().map(Note::as_str),
            hope: view.hope.as_ref().map(Note::as_str),
        }
    }
}

impl<'a> Told<'a> {
    fn of(me: &Me, seen: &Seen<'_>, version: &'a Version<Outcome>) -> Self {
        let day = |at| me.words.date(seen.day_of(at));
        let yes = version.yes.iter();
        let mut yes: Vec<_> =
            yes.map(|(who, at)| (Person::of(seen, me.words, *who), day(*at))).collect();
        yes.sort_by_key(|(person, _)| !person.is_me);
        Self {
            version: version.id,
            by: Person::of(seen, me.words, version.by),
            what: version.words.what.as_str(),
            why: version.words.why.as_str(),
            level: label(me, version.words.level),
            review: version.words.review.map(|day| me.words.date(day)),
            day: day(version.at),
            yes,
            waits_for_me: version.waits_for(me.member),
        }
    }
}

impl QuestionPage<'_> {
    /// Whether there are words that hold or wait for a yes: how they came about is folded then.
    const fn is_settled(&self) -> bool {
        self.holds.is_some() || self.offer.is_some()
    }

    /// Those who are asked, but for the reader.
    fn others(&self) -> String {
        let others = self.circle.iter().filter(|person| !person.is_me);
        others.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn names(people: &[Person]) -> String {
        people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
