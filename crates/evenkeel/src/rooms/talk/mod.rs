//! Talk, the room that comes first in the method.
//!
//! - `check_in`: the weekly talk.
//! - `decisions`: a question about a child, decided by those who decide for it.
//! - `expectations`: what each expects, answered alone and opened together.
//! - `home`: what is there for its reader now.
//! - `first`: an answer that was sent is said back, and heard, before anything else opens (R1).
//! - `listening`: asking for a talk, the talk, and what both keep of it.
//! - `preparation`: what the one who asks thinks about first. Nobody else reads it.
//! - `thanks`: a drawer of one's own, what was sent, and a shelf to reread.

pub mod check_in;
pub mod decisions;
pub mod expectations;
mod first;
mod home;
pub mod listening;
pub mod preparation;
pub mod thanks;

use axum::extract::{Query, State};
use axum::response::Response;

use crate::app::App;
use crate::rooms::start::own_message;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::Said;

pub use first::{hear, say_back};

/// `GET /talk`.
pub async fn talk(
    State(app): State<App>,
    Query(said): Query<Said>,
    me: Me,
) -> Result<Response, Failure> {
    // Who waits for an answer reads that; with others here the page is about them.
    let is_alone = me.see(|seen| seen.shared.people.is_alone())?;
    let message = if is_alone { own_message(&app, &me).await? } else { None };
    let forms = first::Forms::default();
    me.see(|seen| home::show(&app, &me, &seen, forms, message.as_ref(), said.ok()))?
}
