//! One listening question on one page, to print. Nobody needs to sign in for it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::app::App;
use crate::content::{Content, Listening, PromptText};
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

/// What the address asks for: a number, as no address may name a feeling.
#[derive(Debug, Deserialize)]
pub struct About {
    /// From 1, as the questions stand in the content; 0 leaves lines for one of one's own.
    about: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/start/question.html")]
struct Question<'a> {
    page: Page<'a>,
    sheet: &'static Listening,
    /// None where the two write their own.
    prompt: Option<&'static PromptText>,
    /// Every other page there is, by its number.
    others: Vec<(usize, &'static str)>,
    /// Where the question can be sent as a link: a stranger begins first.
    send: &'static str,
}

/// `GET /question`.
pub async fn question(
    State(app): State<App>,
    reader: Reader,
    Query(about): Query<About>,
) -> Result<Response, Failure> {
    let sheet = Content::for_language(reader.words().language()).listening();
    let number: usize = match about.about.as_deref() {
        None => 1,
        Some(number) => number.parse().map_err(|_| Failure::NotFound)?,
    };
    let prompt = number.checked_sub(1).map(|n| sheet.prompts.get(n).ok_or(Failure::NotFound));
    let (place, above, send) = match reader {
        Reader::Member(_) => (Place::Talk, "/talk", "/invite"),
        Reader::Invited(_) => (Place::None, "/answer", ""),
        Reader::Stranger(_) => (Place::None, "/", "/before?to=ask"),
    };
    let page = Page::of(&app, &reader, place).back_to(above);
    let titles = sheet.prompts.iter().map(|text| text.title.as_str());
    let own = std::iter::once(sheet.own_title.as_str());
    let others = (1..).zip(titles).chain(std::iter::once(0).zip(own));
    let others = others.filter(|(n, _)| *n != number).collect();
    Question { page, sheet, prompt: prompt.transpose()?, others, send }.show()
}
