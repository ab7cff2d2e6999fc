//! Putting away what was told of one's ways in.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use journal::Row;

use crate::app::{Act, App};
use crate::identity::unproved_before;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// `POST /settings/news`: in this browser, and in those that sign in later.
pub async fn put_away(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let up_to = ask.form.number("up-to", 0, u64::from(u32::MAX));
    let up_to = up_to.and_then(|number| u32::try_from(number).ok()).ok_or(Failure::NotFound)?;
    // In another browser, or another time, it is another press, though the page is the same.
    let parts = [&ask.request.key[..], &me.session, &up_to.to_be_bytes()];
    let key = app.derive("news put away", &parts);
    ask.request.key.copy_from_slice(&key[..16]);
    let (member, session) = (me.member, me.session);
    let unproved_before = unproved_before(app.clock.now());
    let rows = vec![Row::PutWayInNewsAway { member, session, up_to, unproved_before }];
    let act = Act { household: me.household, member, ask: &ask, commands: &[], rows, to: "/today" };
    Ok(Redirect::to(&app.act_as(act).await?.to).into_response())
}
