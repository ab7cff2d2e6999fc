//! One rule: the words that hold, those that wait, and what was said yes to before.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::RulesCommand;
use household::rules::{RuleWords, Standing};
use household::versions::Version;
use household::{AgreementId, Command, Refusal, RuleId, Seen};

use super::{HERE, SaidYes, Words, said_yes};
use crate::app::{ActError, App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/rules/rule.html")]
struct RulePage<'a> {
    page: Page<'a>,
    id: RuleId,
    standing: Standing,
    is_alone: bool,
    /// What was in the way of what was asked.
    refusal: Option<&'static str>,
    put_down: Option<String>,
    holds: Option<Told<'a>>,
    offer: Option<Told<'a>>,
    before: Vec<Told<'a>>,
}

/// One version, as its reader may see it.
#[derive(Debug)]
struct Told<'a> {
    version: AgreementId,
    by: Person,
    day: String,
    words: Words<'a>,
    yes: Vec<SaidYes>,
    waits_for_me: bool,
}

/// `GET /children/rules/{id}`.
pub async fn rule(
    State(app): State<App>,
    me: Me,
    Path(id): Path<RuleId>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, id, None, said.ok()))?
}

/// `POST /children/rules/{id}/confirmation`: yes to exactly the words that were read.
pub async fn confirm(
    State(app): State<App>,
    me: Me,
    Path(id): Path<RuleId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let version = version(&ask)?;
    on_offer(&app, &me, &ask, id, RulesCommand::Confirm { version }, "saved").await
}

/// `POST /children/rules/{id}/withdrawal`: not these words.
pub async fn withdraw(
    State(app): State<App>,
    me: Me,
    Path(id): Path<RuleId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let version = version(&ask)?;
    on_offer(&app, &me, &ask, id, RulesCommand::Withdraw { version }, "undone").await
}

/// `POST /children/rules/{id}/putting-down`: nobody keeps it any more.
pub async fn put_down(
    State(app): State<App>,
    me: Me,
    Path(rule): Path<RuleId>,
    ask: Ask,
) -> Result<Response, Failure> {
    known(&me, rule)?;
    let to = format!("{HERE}/{rule}?ok=ended");
    super::act(&app, &me, &ask, RulesCommand::PutDown { rule }, &to).await
}

fn version(ask: &Ask) -> Result<AgreementId, Failure> {
    ask.form.value("version").parse().map_err(|_| Failure::NotFound)
}

fn known(me: &Me, id: RuleId) -> Result<(), Failure> {
    me.see(|seen| seen.shared.rules.get(id, me.member).map(|_| ()).ok_or(Failure::NotFound))?
}

/// On to the list; or the page as it stands now, where the words are others than those read.
async fn on_offer(
    app: &App,
    me: &Me,
    ask: &Ask,
    id: RuleId,
    command: RulesCommand,
    ok: &str,
) -> Result<Response, Failure> {
    known(me, id)?;
    let to = format!("{HERE}?ok={ok}");
    match app.act(me, ask, &Command::Rules(command), &to).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(
            refusal @ (Refusal::NoSuchAgreement | Refusal::AlreadyConfirmed),
        )) => me.see_again(|seen| show(app, me, &seen, id, Some(refusal), None)),
        Err(error) => Err(error.into()),
    }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    id: RuleId,
    refusal: Option<Refusal>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let rule = seen.shared.rules.get(id, me.member).ok_or(Failure::NotFound)?;
    let told = |version| Told::of(me, seen, version);
    let mut history = rule.versions.history(me.member).map(told);
    RulePage {
        id,
        standing: rule.standing(me.member, &seen.shared.people),
        is_alone: seen.shared.people.is_alone(),
        refusal: refusal.map(|refusal| me.words.text(refusal.key())),
        put_down: rule.put_down.map(|at| me.words.date(seen.day_of(at))),
        holds: history.next(),
        before: history.collect(),
        offer: rule.versions.offer().map(told),
        page: Page::mine(app, me, seen, Place::Children).back_to(HERE).saying(ok),
    }
    .show()
}

impl<'a> Told<'a> {
    fn of(me: &Me, seen: &Seen<'a>, version: &'a Version<RuleWords>) -> Self {
        Self {
            version: version.id,
            by: Person::of(seen, me.words, version.by),
            day: me.words.date(seen.day_of(version.at)),
            words: Words::of(me, &version.words),
            yes: said_yes(me, seen, &version.yes),
            waits_for_me: version.waits_for(me.member),
        }
    }
}
