//! The division: two piles, each reader seeing both by their own ratings only. What one looks at or
//! tries stands in the address; nothing of looking is kept.

mod closed;
pub mod draft;
mod figure;
pub mod left_out;
pub mod looking;
mod page;
pub mod shares;

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::division::{DivisionView, NoDivision, Wish};
use household::{CardId, Command, MemberId};

use self::looking::Pairs;
use crate::app::App;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// `GET /share/division`
pub async fn division(
    State(app): State<App>,
    me: Me,
    Query(query): Query<Pairs>,
) -> Result<Response, Failure> {
    let wish = looking::wish(&query);
    let divided = divide(&me, wish.clone()).await?;
    me.see(|seen| match divided {
        Ok(view) => page::show(&app, &me, &seen, &view, &wish, looking::said(&query)),
        Err(NoDivision::Alone) => draft::show(&app, &me, &seen),
        Err(why) => closed::show(&app, &me, &seen, why),
    })?
}

/// `POST /share/division/locks`: one card is kept where it lies, or free again. Both see it, and
/// either may.
pub async fn locks(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let mut wish = looking::wish(ask.form.fields());
    let command = lock(&ask).ok_or(Failure::NotFound)?;
    if let Command::LockCard { card, .. } = &command {
        // It was tried there, and now it is kept there.
        wish.moved.remove(card);
    }
    let to = format!("/share/division?{}", looking::query(&wish));
    let to = app.act(&me, &ask, &command, &to).await?;
    Ok(Redirect::to(&to).into_response())
}

/// The division as the reader may see it. It takes some milliseconds of pure reckoning, which must
/// not hold up other requests.
pub(super) async fn divide(
    me: &Me,
    wish: Wish,
) -> Result<Result<DivisionView, NoDivision>, Failure> {
    let (house, member) = (Arc::clone(&me.house), me.member);
    let reckoned = tokio::task::spawn_blocking(move || house.read().division_for(member, &wish));
    reckoned.await.map_err(|error| Failure::Broken(error.to_string()))
}

fn lock(ask: &Ask) -> Option<Command> {
    if let Some((card, owner)) = ask.form.value("keep").split_once(':') {
        return Some(Command::LockCard {
            card: card.parse::<CardId>().ok()?,
            owner: owner.parse::<MemberId>().ok()?,
        });
    }
    Some(Command::UnlockCard { card: ask.form.value("free").parse().ok()? })
}
