//! The first page: "How are you today?" and three doors.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/start/home.html")]
struct Home<'a> {
    page: Page<'a>,
    /// Others sign in here too, each with a PIN.
    is_shared_device: bool,
}

/// `GET /`: three doors for whoever is new; *Today* for who is signed in.
pub async fn home(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    match &reader {
        Reader::Member(_) => Ok(Redirect::to("/today").into_response()),
        Reader::Invited(_) => Ok(Redirect::to("/answer").into_response()),
        Reader::Stranger(_) => {
            let is_shared_device = app.shared_device(&headers).await?.is_some();
            Home { page: Page::of(&app, &reader, Place::None), is_shared_device }.show()
        }
    }
}
