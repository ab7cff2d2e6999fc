//! One moment: what the reader would do, alone, until everyone opens theirs; then a rule from it.
//!
//! Between pressing *open* and the opening the page is the same whatever the others have done.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::Command;
use household::command::RulesCommand;
use household::rules::{Gut, Scenario};
use household::{Note, Seen};

use super::{HERE, Which, act, moment_path, named, nth, number};
use crate::app::{Act, App, Shared};
use crate::content::{Content, ScenarioText};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/rules/moment.html")]
struct MomentPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    number: usize,
    text: &'static ScenarioText,
    now: Now,
    has_news: bool,
    is_alone: bool,
    /// Whether what was told in the first talk has been said back (R1).
    may_open: bool,
    mine: Answer<'a>,
    /// What each would do, once everyone opened theirs; the reader first.
    opened: Vec<(Person, Answer<'a>)>,
}

/// Where the reader's own answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    Open,
    Closed,
    Pressed,
}

#[derive(Debug, Default)]
struct Answer<'a> {
    do_first: Option<&'a str>,
    learn: Option<&'a str>,
}

/// `GET /children/rules/moment`.
pub async fn moment(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let scenario = nth(which.n.unwrap_or(1)).ok_or(Failure::NotFound)?;
    me.see(|seen| {
        let gut = seen.own.rules.sheet(scenario).answer(scenario);
        let said = |note: Option<&Option<Note>>| {
            note.and_then(Option::as_ref).map_or("", Note::as_str).to_owned()
        };
        let form = Form::filled([
            ("first", said(gut.map(|gut| &gut.do_first)).as_str()),
            ("learn", said(gut.map(|gut| &gut.learn)).as_str()),
            ("root", seen.own.rules.root(scenario).map_or("", Note::as_str)),
        ]);
        show(&app, &me, &seen, scenario, &form, which.ok.as_deref())
    })?
}

/// `POST /children/rules/moment`: what I would do.
pub async fn answer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let scenario = named(&ask.form)?;
    let answer = written(&mut ask.form, scenario);
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, scenario, &ask.form, None));
    }
    let to = format!("{}&ok=kept", moment_path(scenario));
    act(&app, &me, &ask, answer, &to).await
}

/// `POST /children/rules/moment/seal`: closes what is written in the same form.
pub async fn seal(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let scenario = named(&ask.form)?;
    let mut commands = Vec::new();
    if ask.form.get("first").is_some() {
        commands.push(Command::Rules(written(&mut ask.form, scenario)));
        if ["first", "learn"].iter().all(|name| ask.form.value(name).trim().is_empty()) {
            ask.form.wrong("first", "form-empty");
        }
    }
    commands.push(Command::Rules(RulesCommand::Seal { scenario }));
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, scenario, &ask.form, None));
    }
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &commands,
        rows: Vec::new(),
        to: &format!("{}&ok=sealed", moment_path(scenario)),
    };
    Ok(Redirect::to(&app.act_as(act).await?.to).into_response())
}

/// `POST /children/rules/moment/taken-back`.
pub async fn take_back(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let scenario = named(&ask.form)?;
    let to = format!("{}&ok=undone", moment_path(scenario));
    act(&app, &me, &ask, RulesCommand::TakeSealBack { scenario }, &to).await
}

/// `POST /children/rules/moment/open`. Where it leads says nothing of what the others did.
pub async fn open(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let scenario = named(&ask.form)?;
    let arrivals = ask.form.here().ok_or(Failure::NotFound)?;
    let command = RulesCommand::PressOpen { scenario, arrivals };
    act(&app, &me, &ask, command, &moment_path(scenario)).await
}

/// What the form says. Emptied, an answer is taken away.
fn written(form: &mut Form, scenario: Scenario) -> RulesCommand {
    let gut = Gut { do_first: form.note_if_any("first"), learn: form.note_if_any("learn") };
    RulesCommand::Answer { scenario, gut, root: form.note_if_any("root") }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    scenario: Scenario,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let sheet = seen.own.rules.sheet(scenario);
    let opened = seen.shared.rules.opened(scenario, me.member).into_iter().flatten();
    let mut opened: Vec<_> =
        opened.map(|(who, gut)| (Person::of(seen, me.words, *who), Answer::of(gut))).collect();
    opened.sort_by_key(|(person, _)| !person.is_me);
    let back = format!("{HERE}/moments");
    MomentPage {
        form,
        number: number(scenario),
        text: Content::for_language(me.words.language()).discipline().scenario(scenario),
        now: match (sheet.is_sealed(), sheet.is_open_pressed()) {
            (true, true) => Now::Pressed,
            (true, false) => Now::Closed,
            (false, _) => Now::Open,
        },
        has_news: sheet.has_news(),
        is_alone: seen.shared.people.is_alone(),
        may_open: seen.shared.talk.all_said_back(),
        mine: sheet.answer(scenario).map(Answer::of).unwrap_or_default(),
        opened,
        page: Page::mine(app, me, seen, Place::Children).back_to(&back).saying(ok),
    }
    .show()
}

impl<'a> Answer<'a> {
    fn of(gut: &'a Gut) -> Self {
        Self {
            do_first: gut.do_first.as_ref().map(Note::as_str),
            learn: gut.learn.as_ref().map(Note::as_str),
        }
    }
}
