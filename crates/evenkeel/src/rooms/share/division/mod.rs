//! The division: a pile for each who carries, each reader seeing all by their own ratings only.
//! What one looks at or tries stands in the address; nothing of looking is kept.

mod closed;
pub mod draft;
mod figure;
pub mod left_out;
pub mod looking;
pub(super) mod one_moment;
pub mod others;
mod page;
pub mod shares;
mod telling;
pub mod thread;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use household::Command;
use household::division::{DivisionView, NoDivision, Wish};

use self::looking::Pairs;
use self::one_moment::Waits;
use crate::app::{App, NoTurn, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

const HERE: &str = "/share/division";

/// Whether a page answers a yes to what is not on the table any more: shares, or somebody who
/// carries, that one offers and all have to say yes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Yes {
    Fine,
    Stale,
}

/// `GET /share/division`
pub async fn division(
    State(app): State<App>,
    me: Me,
    Query(query): Query<Pairs>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let wish = looking::wish(&query);
    let waits = one_moment::waits(&query, &headers);
    if waits == Waits::No && takes_long(&me) {
        let now = format!("/share/division?{}", looking::query(&wish));
        let ok = looking::said(&query).map(|ok| format!("&ok={ok}")).unwrap_or_default();
        return one_moment::wait(&app, &me, &format!("{now}{ok}&now=1"));
    }
    let divided = match divide(&app, &me, wish.clone()).await {
        Err(NoTurn::TooMany) => {
            let again = format!("/share/division?{}", looking::query(&wish));
            return one_moment::show(&app, &me, &again);
        }
        divided => divided?,
    };
    match divided {
        Ok(view) => {
            me.see(|seen| page::show(&app, &me, &seen, &view, &wish, looking::said(&query)))?
        }
        Err(NoDivision::Alone) => draft::answer(&app, &me, HERE, &query, waits).await,
        Err(why) => me.see(|seen| closed::show(&app, &me, &seen, why))?,
    }
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
/// hold up neither other requests nor whoever changes something of the family meanwhile.
pub(super) async fn divide(
    app: &Shared,
    me: &Me,
    wish: Wish,
) -> Result<Result<DivisionView, NoDivision>, NoTurn> {
    let to_divide = me.house.read().to_divide(me.member);
    match to_divide {
        Ok(to_divide) => {
            app.reckoning.take_for(me.member, move || to_divide.divided(&wish)).await.map(Ok)
        }
        Err(why) => Ok(Err(why)),
    }
}

/// Whether the engine may take longer than a reader waits for without a word.
fn takes_long(me: &Me) -> bool {
    me.house.read().to_divide(me.member).is_ok_and(|to_divide| to_divide.takes_long())
}

fn lock(ask: &Ask) -> Option<Command> {
    if let Some((card, owner)) = looking::pair(ask.form.value("keep")) {
        return Some(Command::LockCard { card, owner });
    }
    Some(Command::UnlockCard { card: ask.form.value("free").parse().ok()? })
}
