//! One listening question on one page, to print. Nobody needs to sign in for it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::content::{Content, ListeningPage};
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/start/question.html")]
struct Question<'a> {
    page: Page<'a>,
    sheet: &'static ListeningPage,
    /// Where the question can be sent as a link: a stranger begins first.
    send: &'static str,
}

/// `GET /question`.
pub async fn question(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let sheet = Content::for_language(reader.words().language()).listening_page();
    let (place, above, send) = match reader {
        Reader::Member(_) => (Place::Talk, "/talk", "/invite"),
        Reader::Invited(_) => (Place::None, "/answer", ""),
        Reader::Stranger(_) => (Place::None, "/", "/before?to=ask"),
    };
    let page = Page::of(&app, &reader, place).back_to(above);
    Question { page, sheet, send }.show()
}
