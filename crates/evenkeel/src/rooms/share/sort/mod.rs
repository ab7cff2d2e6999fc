//! The sort: one card at a time, two taps each, sealed at the end (R5).
//!
//! A tap saves by itself; the tap that completes a card brings the next one in place. Without
//! script *Next card* does both. Everything here is the reader's own: no page of the sort shows,
//! counts or waits for anything another did.

pub mod card;
pub mod deck;
pub mod end;
pub mod list;
pub mod weight;
pub mod who;

use axum::response::{IntoResponse, Redirect, Response};
use household::{CardId, Seen};

use crate::web::failure::Failure;
use crate::web::part::leave_for;

/// Where the sort leads when no card is open: alone to one's own picture, else to closing.
pub fn end_path(seen: &Seen<'_>) -> &'static str {
    if seen.shared.people.is_alone() && !seen.own.sort.is_sealed() {
        "/share/mine"
    } else {
        "/share/sort/end"
    }
}

/// To the end of the round, for a sort that was sealed meanwhile.
fn sealed_meanwhile(by_script: bool) -> Result<Response, Failure> {
    const END: &str = "/share/sort/end";
    if by_script { leave_for(END) } else { Ok(Redirect::to(END).into_response()) }
}

/// A card of the address; a malformed id is no card.
pub(super) fn card_id(text: &str) -> Result<CardId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}
