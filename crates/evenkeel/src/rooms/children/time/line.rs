//! One line to remember a time by.

use axum::extract::{Path, State};
use axum::response::Response;
use household::SoloId;
use household::command::SoloCommand;
use jiff::civil::Date;

use super::{act, address, one};
use crate::app::App;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// `POST /children/time/{id}/line`: kept with the child; an empty one is taken away.
pub async fn keep(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let day: Date = ask.form.value("day").parse().map_err(|_| Failure::NotFound)?;
    let text = ask.form.note_if_any("text");
    if !ask.form.is_fine() {
        return me.see_again(|seen| one::show(&app, &me, &seen, id, Some(&ask.form), None));
    }
    let command = SoloCommand::Remember { id, day, text };
    act(&app, &me, &ask, command, &format!("{}?ok=saved", address(id))).await
}
