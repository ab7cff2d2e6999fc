//! "Who can see what": the same text for everyone, with the truth about who runs this server.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::{App, Shared};
use crate::content::{Content, HelpTopic, fill, to_html};
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

#[derive(Debug, Template)]
#[template(path = "rooms/start/seeing.html")]
struct Seeing<'a> {
    page: Page<'a>,
    title: &'static str,
    text: String,
}

/// `GET /who-can-see`.
pub async fn who_can_see(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let words = reader.words();
    let title = &Content::for_language(words.language()).help(HelpTopic::WhoCanSeeWhat).title;
    let text = who_can_see_text(&app, words);
    Seeing { page: Page::of(&app, &reader, Place::None), title, text }.show()
}

/// The text as HTML, the operator's line filled by the settings of whoever runs this.
pub fn who_can_see_text(app: &Shared, words: &Words) -> String {
    let content = Content::for_language(words.language());
    let texts = content.operator();
    let operator = match &app.settings.operator {
        Some(name) => fill(&texts.hosted, &[("operator_name", name)]),
        None => texts.own_machine.clone(),
    };
    let body = &content.help(HelpTopic::WhoCanSeeWhat).body;
    to_html(&fill(body.markdown(), &[("operator", &operator)]))
}
