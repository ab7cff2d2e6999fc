//! The page where there is no internet: the same for everybody, kept by the worker of a browser
//! whose owner asked for a copy.

use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::JustMe;
use crate::app::App;
use crate::identity::proof::Proof;
use crate::web::discreet;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Long, NEUTRAL, Page, Show};

const WORKER: &str = include_str!("pages/worker.js");

/// `GET /p/shell`: shows nothing of anybody, signed in or not.
pub async fn shell(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    let page = Page { htmx: None, ..Page::without_places(reader.words()) };
    let shown = JustMe::new(&app, page, None, Proof::None).show()?;
    // A copy outlives a change of the look.
    let mut shown = discreet::dressed(NEUTRAL, shown).await;
    shown.extensions_mut().insert(Long);
    Ok(shown)
}

/// `GET /p/worker`: the worker's script, which is asked for by this name for as long as there are
/// copies.
pub async fn worker() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (HeaderName::from_static("service-worker-allowed"), "/p"),
    ];
    (headers, WORKER).into_response()
}
