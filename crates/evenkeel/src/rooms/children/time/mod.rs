//! Time alone with the children: proposing it, the sheet for whoever is in charge, the quiet for
//! whoever is off, and a line to remember it by.

mod due;
pub mod home;
mod known;
pub mod line;
pub mod link;
mod making;
pub mod one;
pub mod plan;
pub mod quiet;
mod ring;
mod said;
pub mod sheet;
pub mod write;

use axum::response::{IntoResponse, Redirect, Response};
use household::command::SoloCommand;
use household::{Command, SoloId};

pub(crate) use said::Coming;

use crate::app::Shared;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// Where the room begins.
pub(crate) const HERE: &str = "/children/time";

/// Where one time is.
fn address(id: SoloId) -> String {
    format!("{HERE}/{id}")
}

/// Does it, and goes there.
async fn act(
    app: &Shared,
    me: &Me,
    ask: &Ask,
    command: SoloCommand,
    to: &str,
) -> Result<Response, Failure> {
    let to = app.act(me, ask, &Command::Solo(command), to).await?;
    Ok(Redirect::to(&to).into_response())
}
