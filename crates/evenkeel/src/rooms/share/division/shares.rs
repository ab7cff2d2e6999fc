//! Other shares than half and half: offered by one, in force when both said yes to the very same
//! numbers, equal again whenever either of them likes.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use household::division::WEIGHT_MAX;
use household::{Command, MemberId, Refusal, Seen};

use crate::app::{ActError, App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

const HERE: &str = "/share/division/shares?ok=saved";

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/shares.html")]
struct Shares<'a> {
    page: Page<'a>,
    form: &'a Form,
    other: Person,
    /// In force, mine first; none where they are equal.
    agreed: Option<[u32; 2]>,
    offered: Option<Offered>,
    /// What was read is not what is offered now.
    is_stale: bool,
}

#[derive(Debug)]
struct Offered {
    weights: [u32; 2],
    is_by_me: bool,
    has_my_yes: bool,
}

/// Whether the page answers a yes to numbers that are not on the table any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Yes {
    Fine,
    Stale,
}

/// `GET /share/division/shares`
pub async fn shares(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, &Form::default(), Yes::Fine, said.ok()))?
}

/// `POST /share/division/shares`: two numbers, for both to say yes to.
pub async fn offer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let other = me.see(|seen| other(&seen))?.ok_or(Failure::NotFound)?;
    if let Some(weights) = weights(&mut ask.form, &me, other) {
        let to = app.act(&me, &ask, &Command::OfferShares { weights }, HERE).await?;
        return Ok(Redirect::to(&to).into_response());
    }
    again(&app, &me, &ask.form, Yes::Fine)
}

/// `POST /share/division/shares/confirmation`: yes to exactly these.
pub async fn confirm(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let other = me.see(|seen| other(&seen))?.ok_or(Failure::NotFound)?;
    let weights = weights(&mut ask.form, &me, other).ok_or(Failure::NotFound)?;
    match app.act(&me, &ask, &Command::ConfirmShares { weights }, HERE).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NoSharesOffered)) => {
            again(&app, &me, &Form::default(), Yes::Stale)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /share/division/shares/removal`: half and half.
pub async fn make_equal(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::MakeSharesEqual, HERE).await?;
    Ok(Redirect::to(&to).into_response())
}

fn again(app: &Shared, me: &Me, form: &Form, yes: Yes) -> Result<Response, Failure> {
    me.see(|seen| {
        let page = show(app, me, &seen, form, yes, None)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    })?
}

fn weights(form: &mut Form, me: &Me, other: MemberId) -> Option<BTreeMap<MemberId, u32>> {
    let read = [("mine", me.member), ("theirs", other)].map(|(field, member)| {
        let number = form.number(field, 1, WEIGHT_MAX.into())?;
        Some((member, u32::try_from(number).ok()?))
    });
    read.into_iter().collect()
}

/// The one other parent, where there are two.
fn other(seen: &Seen<'_>) -> Option<MemberId> {
    let mut others = seen.shared.people.others_than(seen.me).map(|(id, _)| id);
    others.next().filter(|_| others.next().is_none())
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    yes: Yes,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let Some(other) = other(seen).filter(|_| seen.shared.pictures.is_some()) else {
        return Ok(Redirect::to("/share/division").into_response());
    };
    let division = &seen.shared.division;
    let both = |weights: &BTreeMap<MemberId, u32>| {
        [me.member, other].map(|member| weights.get(&member).copied().unwrap_or(1))
    };
    Shares {
        form,
        other: Person::of(seen, me.words, other),
        agreed: division.weights().map(both),
        offered: division.shares_offer().map(|offer| Offered {
            weights: both(&offer.weights),
            is_by_me: offer.by == me.member,
            has_my_yes: offer.confirmed.contains(&me.member),
        }),
        is_stale: yes == Yes::Stale,
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/division").saying(ok),
    }
    .show()
}
