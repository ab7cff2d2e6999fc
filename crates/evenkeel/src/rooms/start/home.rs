//! The first page: "How are you today?" and three doors.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::web::failure::Failure;
use crate::web::me::Reader;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/start/home.html")]
struct Home<'a> {
    page: Page<'a>,
}

/// `GET /`: three doors for whoever is new; *Today* for who is signed in.
pub async fn home(State(app): State<App>, reader: Reader) -> Result<Response, Failure> {
    match &reader {
        Reader::Member(_) => Ok(Redirect::to("/today").into_response()),
        Reader::Invited(_) => Ok(Redirect::to("/answer").into_response()),
        Reader::Stranger(_) => Home { page: Page::of(&app, &reader, Place::None) }.show(),
    }
}
