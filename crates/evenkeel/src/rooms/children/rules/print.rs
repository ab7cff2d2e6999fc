//! The page for the fridge and for whoever looks after the children: the rules that hold, without a
//! word of who thought of them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{HERE, Words};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/rules/print.html")]
struct Print<'a> {
    page: Page<'a>,
    rules: Vec<Words<'a>>,
}

/// `GET /children/rules/print`.
pub async fn print(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let rules = seen.shared.rules.to_print(me.member, &seen.shared.people);
        Print {
            rules: rules.map(|words| Words::of(&me, words)).collect(),
            page: Page::mine(&app, &me, &seen, Place::Children).back_to(HERE),
        }
        .show()
    })?
}
