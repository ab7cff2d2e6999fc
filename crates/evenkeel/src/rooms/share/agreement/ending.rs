//! Ending an agreement: one real question, since the other's week hangs on it too. Cards that keep
//! a child safe stay with their owner until they are put down (R4).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use household::{AgreementId, Command, Seen};

use crate::app::{App, Shared};
use crate::rooms::card::{CardFace, Person};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/agreement/ending.html")]
struct Ending<'a> {
    page: Page<'a>,
    id: AgreementId,
    is_mine: bool,
    /// Cards that keep a child safe, with whom they stay.
    stays: Vec<(CardFace<'a>, Person)>,
}

/// `GET /share/agreement/{id}/ending`
pub async fn question(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, id))?
}

/// `POST /share/agreement/{id}/ending`
pub async fn end(
    State(app): State<App>,
    me: Me,
    Path(agreement): Path<AgreementId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::EndAgreement { agreement };
    let done = app.act(&me, &ask, &command, "/share/agreement?ok=ended").await;
    super::answer(&app, &me, done)
}

fn show(app: &Shared, me: &Me, seen: &Seen<'_>, id: AgreementId) -> Result<Response, Failure> {
    let agreements = &seen.shared.agreements;
    let agreement = agreements.in_force(me.member).filter(|made| made.proposed.id == id);
    let agreement = agreement.ok_or(Failure::NotFound)?;
    let cards = seen.shared.deck.all().iter();
    let cards = cards.filter(|dealt| agreement.proposed.terms.contains_key(&dealt.card.id));
    let stays = cards.filter(|dealt| dealt.card.is_safety()).filter_map(|dealt| {
        let owner = agreements.owner_on(dealt.card.id, me.member, me.today)?;
        Some((CardFace::of(seen, me.words, dealt), Person::of(seen, me.words, owner)))
    });
    Ending {
        id,
        is_mine: agreement.parents.iter().all(|parent| *parent == me.member),
        stays: stays.collect(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/agreement"),
    }
    .show()
}
