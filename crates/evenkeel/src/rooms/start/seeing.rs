//! "Who can see what": the same text for everyone, with the truth about who runs this server.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::content::{Content, HelpTopic, Seen};
use crate::rooms::help;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/start/seeing.html")]
struct Seeing<'a> {
    page: Page<'a>,
    title: &'static str,
    text: String,
    seen: Vec<Seen>,
}

/// `GET /who-can-see`.
pub async fn who_can_see(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let words = reader.words();
    let title = &Content::for_language(words.language()).help(HelpTopic::WhoCanSeeWhat).title;
    let text = help::who_can_see(&app, words);
    let back = match reader {
        Reader::Member(_) => "/today",
        Reader::Invited(_) => "/answer",
        Reader::Stranger(_) => "/",
    };
    let page = Page::open_to_all(&app, &reader, Place::None).back_to(back);
    Seeing { page, title, text, seen: help::line_by_line(words) }.show()
}
