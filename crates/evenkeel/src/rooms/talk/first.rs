//! The two forms around an invited parent's first answer: what was heard, and whether that is it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::command::Reply;
use household::{Command, MemberId, Refusal};

use super::home;
use crate::app::{ActError, App};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;

/// The two forms of the page, as they were last filled.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub say_back: Form,
    pub hear: Form,
    /// What was read is not what is said back now.
    pub is_stale: bool,
}

/// `POST /talk/said-back`: what I heard.
pub async fn say_back(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let to: Option<MemberId> = ask.form.value("to").parse().ok();
    let Some(text) = ask.form.note("text") else {
        return again(&app, &me, Forms { say_back: ask.form, ..Forms::default() });
    };
    let command = Command::SayBack { to: to.ok_or(Failure::NotFound)?, text };
    let to = app.act(&me, &ask, &command, "/talk?ok=sent").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /talk/heard`: the speaker says whether that is it, to what they read.
pub async fn hear(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let choices = [("yes", true), ("not-quite", false)];
    let is_it = ask.form.one_of("reply", &choices);
    let missing = ask.form.note_if_any("missing");
    let Some(is_it) = is_it.filter(|_| ask.form.is_fine()) else {
        return again(&app, &me, Forms { hear: ask.form, ..Forms::default() });
    };
    let reply = if is_it { Reply::ThatIsIt } else { Reply::NotQuite { missing } };
    let version = ask.form.value("version").parse().map_err(|_| Failure::NotFound)?;
    let command = Command::HearSaidBack { version, reply };
    match app.act(&me, &ask, &command, "/talk?ok=sent").await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NotSaidBackYet)) => {
            again(&app, &me, Forms { hear: ask.form, is_stale: true, ..Forms::default() })
        }
        Err(error) => Err(error.into()),
    }
}

/// The page of Talk once more.
pub(super) fn again(app: &App, me: &Me, forms: Forms) -> Result<Response, Failure> {
    me.see_again(|seen| home::show(app, me, &seen, forms, None, None))
}
