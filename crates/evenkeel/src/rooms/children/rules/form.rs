//! The words of a rule: new, from a moment or not; or other words for one there is.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::RulesCommand;
use household::people::AgeBand;
use household::rules::{RuleWords, Scenario};
use household::{Command, Note, Refusal, RuleId, Seen};
use jiff::ToSpan;

use super::{HERE, Which, named, nth, number};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, Section};
use crate::rooms::children::child::BANDS;
use crate::rooms::children::family::band_key;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// Weeks after which a new rule is looked at again, unless somebody says otherwise.
const REVIEW_WEEKS: i32 = 8;

#[derive(Debug, Template)]
#[template(path = "rooms/children/rules/form.html")]
struct FormPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    /// Where the form goes.
    to: String,
    /// The moment it starts from.
    number: Option<usize>,
    is_new: bool,
    is_alone: bool,
    ages: Vec<(&'static str, &'static str)>,
    principles: &'static [Section],
}

/// What the form is about.
#[derive(Debug, Clone, Copy)]
enum Of {
    New(Option<Scenario>),
    Rule(RuleId),
}

/// `GET /children/rules/new`.
pub async fn new(
    State(app): State<App>,
    me: Me,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let about = match which.n {
        Some(n) => Some(nth(n).ok_or(Failure::NotFound)?),
        None => None,
    };
    me.see(|seen| {
        let mut fields = Vec::new();
        if let Some(scenario) = about {
            let texts = Content::for_language(me.words.language()).discipline();
            let text = texts.scenario(scenario);
            fields.push(("when".to_owned(), text.when.clone()));
            fields.extend(ages(text.bands.iter().copied()));
        }
        let review = me.today.saturating_add(REVIEW_WEEKS.weeks());
        fields.push(("review".to_owned(), review.to_string()));
        show(&app, &me, &seen, Of::New(about), &Form::new(fields))
    })?
}

/// `POST /children/rules/new`.
pub async fn offer(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let about = if ask.form.value("n").is_empty() { None } else { Some(named(&ask.form)?) };
    put(&app, &me, ask, Of::New(about)).await
}

/// `GET /children/rules/{id}/words`.
pub async fn change(
    State(app): State<App>,
    me: Me,
    Path(id): Path<RuleId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let rule = seen.shared.rules.get(id, me.member).ok_or(Failure::NotFound)?;
        let words = rule.versions.offer().or_else(|| rule.versions.holds(me.member));
        let form = words.map(|version| filled(&version.words)).unwrap_or_default();
        show(&app, &me, &seen, Of::Rule(id), &form)
    })?
}

/// `POST /children/rules/{id}/words`.
pub async fn offer_change(
    State(app): State<App>,
    me: Me,
    Path(id): Path<RuleId>,
    ask: Ask,
) -> Result<Response, Failure> {
    me.see(|seen| seen.shared.rules.get(id, me.member).map(|_| ()).ok_or(Failure::NotFound))??;
    put(&app, &me, ask, Of::Rule(id)).await
}

async fn put(app: &App, me: &Me, mut ask: Ask, of: Of) -> Result<Response, Failure> {
    let words = read(&mut ask.form);
    if let Some(words) = words.filter(|_| ask.form.is_fine()) {
        let (rule, about, to) = match of {
            Of::New(about) => (None, about, format!("{HERE}?ok=saved")),
            Of::Rule(id) => (Some(id), None, format!("{HERE}/{id}?ok=saved")),
        };
        let command = Command::Rules(RulesCommand::Offer { rule, about, words });
        match app.act(me, &ask, &command, &to).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(Refusal::DateOutOfRange)) => {
                ask.form.wrong("review", Refusal::DateOutOfRange.key());
            }
            Err(ActError::Refused(refusal @ (Refusal::TooManyRules | Refusal::SayBackFirst))) => {
                ask.form.wrong("when", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(app, me, &seen, of, &ask.form))
}

fn read(form: &mut Form) -> Option<RuleWords> {
    let when = form.note("when");
    let we = form.note("we");
    let because = form.note_if_any("because");
    let then = form.note_if_any("then");
    let chosen: Option<BTreeSet<_>> = form
        .values("age")
        .map(|name| BANDS.iter().find(|(known, _)| *known == name).map(|(_, band)| *band))
        .collect();
    if chosen.is_none() {
        form.wrong("age", "form-choice");
    }
    let review = if form.value("review").trim().is_empty() { None } else { form.date("review") };
    Some(RuleWords { when: when?, we: we?, because, then, ages: chosen?, review })
}

fn filled(words: &RuleWords) -> Form {
    let said = |note: &Option<Note>| note.as_ref().map_or("", Note::as_str).to_owned();
    let mut fields = vec![
        ("when".to_owned(), words.when.as_str().to_owned()),
        ("we".to_owned(), words.we.as_str().to_owned()),
        ("because".to_owned(), said(&words.because)),
        ("then".to_owned(), said(&words.then)),
        ("review".to_owned(), words.review.map(|day| day.to_string()).unwrap_or_default()),
    ];
    fields.extend(ages(words.ages.iter().copied()));
    Form::new(fields)
}

fn ages(bands: impl Iterator<Item = AgeBand>) -> impl Iterator<Item = (String, String)> {
    let name = |band| BANDS.iter().find(|(_, known)| *known == band).map(|(name, _)| *name);
    bands.filter_map(name).map(|name| ("age".to_owned(), name.to_owned()))
}

fn show(app: &Shared, me: &Me, seen: &Seen<'_>, of: Of, form: &Form) -> Result<Response, Failure> {
    let (to, back, about) = match of {
        Of::New(about) => (format!("{HERE}/new"), HERE.to_owned(), about),
        Of::Rule(id) => (format!("{HERE}/{id}/words"), format!("{HERE}/{id}"), None),
    };
    FormPage {
        form,
        to,
        number: about.map(number),
        is_new: matches!(of, Of::New(_)),
        is_alone: seen.shared.people.is_alone(),
        ages: BANDS.map(|(name, band)| (name, me.words.text(band_key(band)))).to_vec(),
        principles: &Content::for_language(me.words.language()).discipline().principles,
        page: Page::mine(app, me, seen, Place::Children).back_to(&back),
    }
    .show()
}
