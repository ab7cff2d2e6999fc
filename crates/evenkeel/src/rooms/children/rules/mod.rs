//! House rules: a few that all keep, from a moment or in one's own words (R4, R5).
//!
//! Before an opening the page of a moment depends on the reader's own answer and on what all can
//! see. Moments are numbered, never named by what happens in them.

mod form;
mod home;
mod moment;
mod moments;
mod print;
mod rule;

use axum::response::{IntoResponse, Redirect, Response};
use household::command::RulesCommand;
use household::people::AgeBand;
use household::rules::{RuleWords, Scenario};
use household::{Command, MemberId, Seen};
use jiff::Timestamp;
use serde::Deserialize;

use super::family::band_key;
use crate::app::Shared;
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;

pub use form::{change, new, offer, offer_change};
pub use home::home;
pub use moment::{answer, moment, open, seal, take_back};
pub use moments::moments;
pub use print::print;
pub use rule::{confirm, put_down, rule, withdraw};

const HERE: &str = "/children/rules";

/// Which moment, from 1; and what the page before has done.
#[derive(Debug, Deserialize)]
pub struct Which {
    n: Option<usize>,
    ok: Option<String>,
}

/// A rule as pages show it.
#[derive(Debug)]
struct Words<'a> {
    when: &'a str,
    we: &'a str,
    because: Option<&'a str>,
    then: Option<&'a str>,
    /// For which ages; empty where it is for all.
    ages: String,
    review: Option<String>,
}

/// Who said yes to some words, and on which day.
#[derive(Debug)]
struct SaidYes {
    person: Person,
    day: String,
}

fn nth(n: usize) -> Option<Scenario> {
    n.checked_sub(1).and_then(|at| Scenario::ALL.get(at)).copied()
}

/// The moment that a form names by its number.
fn named(form: &Form) -> Result<Scenario, Failure> {
    form.value("n").parse().ok().and_then(nth).ok_or(Failure::NotFound)
}

const fn number(scenario: Scenario) -> usize {
    scenario as usize + 1
}

fn moment_path(scenario: Scenario) -> String {
    format!("{HERE}/moment?n={}", number(scenario))
}

impl<'a> Words<'a> {
    fn of(me: &Me, words: &'a RuleWords) -> Self {
        let named = AgeBand::ALL.into_iter().filter(|age| words.ages.contains(age));
        let named: Vec<_> = named.map(|age| me.words.text(band_key(age))).collect();
        Self {
            when: words.when.as_str(),
            we: words.we.as_str(),
            because: words.because.as_ref().map(household::Note::as_str),
            then: words.then.as_ref().map(household::Note::as_str),
            ages: named.join(", "),
            review: words.review.map(|day| me.words.date(day)),
        }
    }
}

/// Who said yes, the reader first.
fn said_yes<'a>(
    me: &Me,
    seen: &Seen<'_>,
    yes: impl IntoIterator<Item = (&'a MemberId, &'a Timestamp)>,
) -> Vec<SaidYes> {
    let mut all: Vec<_> = yes
        .into_iter()
        .map(|(who, at)| SaidYes {
            person: Person::of(seen, me.words, *who),
            day: me.words.date(seen.day_of(*at)),
        })
        .collect();
    all.sort_by_key(|one| !one.person.is_me);
    all
}

async fn act(
    app: &Shared,
    me: &Me,
    ask: &Ask,
    command: RulesCommand,
    to: &str,
) -> Result<Response, Failure> {
    let to = app.act(me, ask, &Command::Rules(command), to).await?;
    Ok(Redirect::to(&to).into_response())
}
