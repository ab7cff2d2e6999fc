//! Before one's own list: three questions to oneself. What is written here is its author's alone.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::TalkCommand;
use household::talk::Preparation;
use household::{Command, Note, Seen};

use crate::app::{App, Shared};
use crate::rooms::card::other_name;
use crate::rooms::help;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/preparation/preparation.html")]
struct PreparationPage<'a> {
    page: Page<'a>,
    form: &'a Form,
    other: String,
    is_alone: bool,
    who_can_see: String,
}

/// `GET /talk/preparation`
pub async fn preparation(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let written = &seen.own.preparation;
        let text = |note: &Option<Note>| note.as_ref().map_or("", Note::as_str).to_owned();
        let fields = [
            ("for-them", text(&written.for_them)),
            ("to-ask", text(&written.to_ask)),
            ("afraid", text(&written.afraid)),
        ];
        let form = Form::new(fields.map(|(name, text)| (name.to_owned(), text)).to_vec());
        show(&app, &me, &seen, &form, said.ok())
    })?
}

/// `POST /talk/preparation`
pub async fn prepare(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let mut ask = me.see(|seen| ask.sets(&seen))?;
    let preparation = Preparation {
        for_them: ask.form.note_if_any("for-them"),
        to_ask: ask.form.note_if_any("to-ask"),
        afraid: ask.form.note_if_any("afraid"),
    };
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, &ask.form, None));
    }
    let command = Command::Talk(TalkCommand::Prepare { preparation });
    let asks = ask.form.value("then") == "ask";
    let to = if asks { "/talk/asks" } else { "/talk/preparation?ok=kept" };
    let to = app.act(&me, &ask, &command, to).await?;
    Ok(Redirect::to(&to).into_response())
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    PreparationPage {
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk").saying(ok),
        form,
        other: other_name(seen, me.words),
        is_alone: seen.shared.people.is_alone(),
        who_can_see: help::who_can_see(app, me.words),
    }
    .show()
}
