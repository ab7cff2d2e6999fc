//! What is decided and why, put forward in words that each says yes to.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::DecisionsCommand;
use household::decisions::{Level, Outcome};
use household::{Command, DecisionId, Refusal, Seen};
use jiff::ToSpan;

use super::{asked, find, level_if_any, path};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, LevelText};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// Weeks after which what was decided is looked at again, unless somebody says otherwise.
const REVIEW_WEEKS: i32 = 4;

#[derive(Debug, Template)]
#[template(path = "rooms/talk/decisions/outcome.html")]
struct OutcomePage<'a> {
    page: Page<'a>,
    form: &'a Form,
    id: DecisionId,
    asked: &'a str,
    is_alone: bool,
    /// Ways to answer it that were laid side by side.
    options: Vec<&'a str>,
    levels: Vec<(&'static str, &'static LevelText)>,
}

/// `GET /talk/decisions/{decision}/outcome`.
pub async fn outcome(
    State(app): State<App>,
    me: Me,
    Path(id): Path<DecisionId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let outcomes = &find(&seen, id)?.outcomes;
        let words = outcomes.offer().or_else(|| outcomes.holds(me.member)).map(|it| &it.words);
        let usual = me.today.saturating_add(REVIEW_WEEKS.weeks());
        let review = words.map_or(Some(usual), |words| words.review);
        let review = review.map(|day| day.to_string()).unwrap_or_default();
        let form = Form::filled([
            ("what", words.map_or("", |words| words.what.as_str())),
            ("why", words.map_or("", |words| words.why.as_str())),
            ("level", words.and_then(|words| words.level).map_or("", Level::key)),
            ("review", review.as_str()),
        ]);
        show(&app, &me, &seen, id, &form)
    })?
}

/// `POST /talk/decisions/{decision}/outcome`.
pub async fn offer(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    me.see(|seen| find(&seen, decision).map(|_| ()))??;
    if let Some(outcome) = read(&mut ask.form).filter(|_| ask.form.is_fine()) {
        let command = Command::Decisions(DecisionsCommand::Offer { decision, outcome });
        let to = format!("{}?ok=saved", path(decision));
        match app.act(&me, &ask, &command, &to).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(Refusal::DateOutOfRange)) => {
                ask.form.wrong("review", Refusal::DateOutOfRange.key());
            }
            Err(ActError::Refused(Refusal::NotOpened)) => {
                ask.form.wrong("what", Refusal::NotOpened.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, decision, &ask.form))
}

fn read(form: &mut Form) -> Option<Outcome> {
    let what = form.note("what");
    let why = form.note("why");
    let level = level_if_any(form);
    let review = if form.value("review").trim().is_empty() { None } else { form.date("review") };
    Some(Outcome { what: what?, why: why?, level, review })
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    id: DecisionId,
    form: &Form,
) -> Result<Response, Failure> {
    let question = find(seen, id)?;
    let texts = Content::for_language(me.words.language()).discipline();
    let back = path(id);
    OutcomePage {
        form,
        id,
        asked: asked(me, question),
        is_alone: question.circle(&seen.shared.people).len() < 2,
        options: question.options(me.member).into_iter().map(|it| it.what.as_str()).collect(),
        levels: super::levels().map(|(name, level)| (name, texts.level(level))).into(),
        page: Page::mine(app, me, seen, Place::Talk).back_to(&back),
    }
    .show()
}
