//! A question for us: what those who decide for a child decide together, and why (R4, R5).
//!
//! A page gets at a question by naming its reader: who does not decide for the child finds nothing,
//! as where there is none. Before an opening each page depends on the reader's own view and on what
//! all of them can see.

mod acts;
mod ask;
mod home;
mod outcome;
mod question;
mod together;
mod view;

use axum::response::{IntoResponse, Redirect, Response};
use household::command::DecisionsCommand;
use household::decisions::{Level, Matter, Question};
use household::{Command, DecisionId, Seen};

use crate::app::{App, Shared};
use crate::content::Content;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;

pub use acts::{
    add_option, ask_all, confirm, look_again, remove, remove_option, sleep_on, wake, withdraw,
    write_voice,
};
pub use ask::{ask, new};
pub use home::home;
pub use outcome::{offer, outcome};
pub(crate) use question::is_due;
pub use question::question;
pub use together::together;
pub use view::{keep, open, seal, take_back, view};

const HERE: &str = "/talk/decisions";

/// Who decides, as a form names it.
fn levels() -> [(&'static str, Level); 5] {
    Level::ALL.map(|level| (level.key(), level))
}

/// One of them, or none.
fn level_if_any(form: &mut Form) -> Option<Level> {
    if form.value("level").is_empty() { None } else { form.one_of("level", &levels()) }
}

/// A question that the reader may see.
fn find<'a>(seen: &Seen<'a>, id: DecisionId) -> Result<&'a Question, Failure> {
    let shared = seen.shared;
    shared.decisions.get(id, seen.me, &shared.people).ok_or(Failure::NotFound)
}

fn path(id: DecisionId) -> String {
    format!("{HERE}/{id}")
}

/// What is asked, in words.
pub(crate) fn asked<'a>(me: &Me, question: &'a Question) -> &'a str {
    match &question.matter {
        Matter::Own(text) => text.as_str(),
        Matter::Ready(ready) => {
            &Content::for_language(me.words.language()).discipline().ready(*ready).text
        }
    }
}

/// The nicknames of its children.
fn about(seen: &Seen<'_>, question: &Question) -> String {
    let children = question.children.iter().filter_map(|id| seen.shared.people.child(*id));
    let names: Vec<_> = children.map(|child| child.nickname.as_str()).collect();
    names.join(", ")
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    command: DecisionsCommand,
    to: &str,
) -> Result<Response, Failure> {
    let app: &Shared = app;
    let to = app.act(me, ask, &Command::Decisions(command), to).await?;
    Ok(Redirect::to(&to).into_response())
}
