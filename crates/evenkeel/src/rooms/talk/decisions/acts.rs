//! What is pressed on a question's page: ways to answer, the child's words, sleeping on it, yes.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::DecisionsCommand;
use household::decisions::Voice;
use household::{AgreementId, Command, DecisionId, Refusal};

use super::question::show;
use super::{HERE, find, level_if_any, path};
use crate::app::{ActError, App};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// `POST /talk/decisions/{decision}/asking`: who has come to decide for the child is asked too.
pub async fn ask_all(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    press(&app, &me, ask, decision, DecisionsCommand::AskAll { decision }, "saved").await
}

/// `POST /talk/decisions/{decision}/removal`: whoever leads it takes it away.
pub async fn remove(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = DecisionsCommand::Remove { decision };
    super::act(&app, &me, &ask, command, &format!("{HERE}?ok=undone")).await
}

/// `POST /talk/decisions/{decision}/options`.
pub async fn add_option(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let Some(text) = ask.form.line("option") else {
        return again(&app, &me, decision, &ask, None);
    };
    let command = DecisionsCommand::AddOption { decision, text };
    press(&app, &me, ask, decision, command, "saved").await
}

/// `POST /talk/decisions/{decision}/options/removal`.
pub async fn remove_option(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let Some(text) = ask.form.line("option") else {
        return again(&app, &me, decision, &ask, None);
    };
    let command = DecisionsCommand::RemoveOption { decision, text };
    press(&app, &me, ask, decision, command, "undone").await
}

/// `POST /talk/decisions/{decision}/voice`: what the child said. Emptied, it is taken away.
pub async fn write_voice(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let child = ask.form.parsed("child");
    let text = ask.form.note_if_any("text");
    let level = level_if_any(&mut ask.form);
    let Some(child) = child.filter(|_| ask.form.is_fine()) else {
        return again(&app, &me, decision, &ask, None);
    };
    let ok = if text.is_some() { "saved" } else { "undone" };
    let voice = text.map(|text| Voice { text, level });
    let command = DecisionsCommand::WriteVoice { decision, child, voice };
    press(&app, &me, ask, decision, command, ok).await
}

/// `POST /talk/decisions/{decision}/sleep`: nobody can say yes before that.
pub async fn sleep_on(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let (day, time) = (ask.form.date("until"), ask.form.time("time"));
    let Some((day, time)) = day.zip(time) else {
        return again(&app, &me, decision, &ask, None);
    };
    let until = Some(day.to_datetime(time));
    let command = DecisionsCommand::SleepOn { decision, until };
    press(&app, &me, ask, decision, command, "saved").await
}

/// `POST /talk/decisions/{decision}/sleep/removal`.
pub async fn wake(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = DecisionsCommand::SleepOn { decision, until: None };
    press(&app, &me, ask, decision, command, "undone").await
}

/// `POST /talk/decisions/{decision}/confirmation`: yes to exactly the words that were read.
pub async fn confirm(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = DecisionsCommand::Confirm { decision, version: version(&ask)? };
    press(&app, &me, ask, decision, command, "saved").await
}

/// `POST /talk/decisions/{decision}/withdrawal`: not these words.
pub async fn withdraw(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = DecisionsCommand::Withdraw { decision, version: version(&ask)? };
    press(&app, &me, ask, decision, command, "undone").await
}

/// `POST /talk/decisions/{decision}/looking`: I have looked at it again; nobody is told.
pub async fn look_again(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    press(&app, &me, ask, decision, DecisionsCommand::LookAgain { decision }, "done").await
}

fn version(ask: &Ask) -> Result<AgreementId, Failure> {
    ask.form.value("version").parse().map_err(|_| Failure::NotFound)
}

/// On to the question; or the page as it stands now, with what was in the way beside its field.
async fn press(
    app: &App,
    me: &Me,
    mut ask: Ask,
    decision: DecisionId,
    command: DecisionsCommand,
    ok: &str,
) -> Result<Response, Failure> {
    me.see(|seen| find(&seen, decision).map(|_| ()))??;
    let to = format!("{}?ok={ok}", path(decision));
    let refusal = match app.act(me, &ask, &Command::Decisions(command), &to).await {
        Ok(to) => return Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(refusal)) => refusal,
        Err(error) => return Err(error.into()),
    };
    match refusal {
        Refusal::DateOutOfRange => ask.form.wrong("until", refusal.key()),
        Refusal::TooManyOptions => ask.form.wrong("option", refusal.key()),
        Refusal::UnknownChild => ask.form.wrong("child", "form-choice"),
        other => return again(app, me, decision, &ask, Some(other)),
    }
    again(app, me, decision, &ask, None)
}

fn again(
    app: &App,
    me: &Me,
    decision: DecisionId,
    ask: &Ask,
    refusal: Option<Refusal>,
) -> Result<Response, Failure> {
    let refusal = refusal.map(|refusal| me.words.text(refusal.key()));
    me.see_again(|seen| show(app, me, &seen, decision, &ask.form, refusal, None))
}
