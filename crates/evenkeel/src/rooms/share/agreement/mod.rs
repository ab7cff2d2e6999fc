//! What we agreed: whose each card is, what done means, from when, and when we look again. It holds
//! once everyone has said yes to the very same version; one alone says yes to their own (R4, R6).

mod document;
pub mod ending;
pub mod form;
mod page;
mod rows;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::{AgreementId, Command, Refusal};

use crate::app::{ActError, App};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::Said;

/// `GET /share/agreement`
pub async fn agreement(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| page::show(&app, &me, &seen, None, said.ok()))?
}

/// `GET /share/agreement/{id}`: a version that held once, as it was agreed.
pub async fn version(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
) -> Result<Response, Failure> {
    me.see(|seen| page::show_version(&app, &me, &seen, id))?
}

/// `POST /share/agreement/{id}/confirmation`: yes to exactly this version.
pub async fn confirm(
    State(app): State<App>,
    me: Me,
    Path(agreement): Path<AgreementId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::ConfirmAgreement { agreement };
    let done = app.act(&me, &ask, &command, "/share/agreement?ok=saved").await;
    answer(&app, &me, done)
}

/// `POST /share/agreement/{id}/withdrawal`: not this one.
pub async fn withdraw(
    State(app): State<App>,
    me: Me,
    Path(agreement): Path<AgreementId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::WithdrawAgreement { agreement };
    let done = app.act(&me, &ask, &command, "/share/agreement?ok=undone").await;
    answer(&app, &me, done)
}

/// On to where it leads; or the page as it stands now, with what was in the way.
fn answer(app: &App, me: &Me, done: Result<String, ActError>) -> Result<Response, Failure> {
    match done {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(
            refusal @ (Refusal::NoSuchAgreement | Refusal::AlreadyConfirmed),
        )) => me.see_again(|seen| page::show(app, me, &seen, Some(refusal), None)),
        Err(error) => Err(error.into()),
    }
}
