//! Asking to do without a proof that was lost, and stopping that.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use journal::{Row, WayIn};

use crate::app::{Act, App};
use crate::identity::proof::Proof;
use crate::identity::{LostProof, changed_by, no_request};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// `POST /settings/lost-proof`: begins the wait. Asked for again, it goes on as it was.
pub async fn ask(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let now = app.clock.now();
    let rows = match app.lost_proof(&me).await? {
        LostProof::Offered => {
            // Stopped and asked for again, on a page that looks the same: another press.
            let parts = [&ask.request.key[..], &now.as_microsecond().to_be_bytes()];
            let key = app.derive("asked anew", &parts);
            ask.request.key.copy_from_slice(&key[..16]);
            changed_by(&me, &Proof::None, &[WayIn::Request], now)
        }
        LostProof::NotOffered | LostProof::Waiting { .. } | LostProof::Open { .. } => Vec::new(),
    };
    act(&app, &me, &ask, rows).await
}

/// `POST /settings/lost-proof/removal`: in any browser of theirs.
pub async fn stop(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    if let Some(request) = app.request_of(&me).await? {
        // Another request is stopped by another press, though the page looks the same.
        let at = request.at.as_microsecond().to_be_bytes();
        let key = app.derive("stopped", &[&ask.request.key, &me.session, &at]);
        ask.request.key.copy_from_slice(&key[..16]);
    }
    let rows = vec![no_request(&me)];
    act(&app, &me, &ask, rows).await
}

async fn act(app: &App, me: &Me, ask: &Ask, rows: Vec<Row>) -> Result<Response, Failure> {
    let (household, member, to) = (me.household, me.member, "/settings/sign-in");
    let done = app.act_as(Act { household, member, ask, commands: &[], rows, to }).await?;
    Ok(Redirect::to(&done.to).into_response())
}
