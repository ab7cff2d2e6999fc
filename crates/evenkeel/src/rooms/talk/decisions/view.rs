//! How the reader sees it: written alone, closed, and opened with everyone's.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::DecisionsCommand;
use household::decisions::View;
use household::{DecisionId, Note, Seen};

use super::{act, asked, find, level_if_any, path};
use crate::app::{App, Shared};
use crate::content::{Content, Discipline, LevelText};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/decisions/view.html")]
struct ViewPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    id: DecisionId,
    asked: &'a str,
    levels: Vec<(&'static str, &'static LevelText)>,
    texts: &'static Discipline,
    is_alone: bool,
}

/// `GET /talk/decisions/{decision}/view`.
pub async fn view(
    State(app): State<App>,
    me: Me,
    Path(id): Path<DecisionId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        find(&seen, id)?;
        let sheet = seen.own.decisions.sheet(id);
        if sheet.is_sealed() {
            return Ok(Redirect::to(&path(id)).into_response());
        }
        let view = sheet.answer(id).cloned().unwrap_or_default();
        let said = |note: &'_ Option<Note>| note.as_ref().map_or("", Note::as_str).to_owned();
        let form = Form::filled([
            ("level", view.level.map_or("", household::decisions::Level::key)),
            ("think", said(&view.think).as_str()),
            ("fear", said(&view.fear).as_str()),
            ("hope", said(&view.hope).as_str()),
        ]);
        show(&app, &me, &seen, id, &form)
    })?
}

/// `POST /talk/decisions/{decision}/view`.
pub async fn keep(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let level = level_if_any(&mut ask.form);
    let think = ask.form.note_if_any("think");
    let fear = ask.form.note_if_any("fear");
    let hope = ask.form.note_if_any("hope");
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, decision, &ask.form));
    }
    let view = View { level, think, fear, hope };
    let to = format!("{}?ok=kept", path(decision));
    act(&app, &me, &ask, DecisionsCommand::WriteView { decision, view }, &to).await
}

/// `POST /talk/decisions/{decision}/seal`.
pub async fn seal(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let to = format!("{}?ok=sealed", path(decision));
    act(&app, &me, &ask, DecisionsCommand::Seal { decision }, &to).await
}

/// `POST /talk/decisions/{decision}/taken-back`.
pub async fn take_back(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let to = format!("{}?ok=undone", path(decision));
    act(&app, &me, &ask, DecisionsCommand::TakeSealBack { decision }, &to).await
}

/// `POST /talk/decisions/{decision}/open`. Where it leads says nothing of what the others did.
pub async fn open(
    State(app): State<App>,
    me: Me,
    Path(decision): Path<DecisionId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let circles = ask.form.here().ok_or(Failure::NotFound)?;
    let command = DecisionsCommand::PressOpen { decision, circles };
    act(&app, &me, &ask, command, &path(decision)).await
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
    ViewPage {
        form,
        id,
        asked: asked(me, question),
        levels: super::levels().map(|(name, level)| (name, texts.level(level))).into(),
        texts,
        is_alone: question.circle(&seen.shared.people).len() < 2,
        page: Page::mine(app, me, seen, Place::Talk).back_to(&back),
    }
    .show()
}
