//! Other shares than the same for each: offered by one, in force when every parent said yes to the
//! very same numbers, equal again whenever any of them likes.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::division::{SharesOffer, WEIGHT_MAX};
use household::{Command, MemberId, Refusal, Seen};

use super::Yes;
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
    parents: usize,
    /// The others, each with the field of their number.
    others: Vec<(Person, String)>,
    /// In force, mine first; none where they are equal.
    agreed: Option<String>,
    offered: Option<Offered>,
    /// What was read is not what is offered now.
    is_stale: bool,
}

#[derive(Debug)]
struct Offered {
    /// As it is read, and as it is sent back: mine first.
    parts: String,
    fields: Vec<(String, u32)>,
    by: Person,
    has_my_yes: bool,
    /// Whose yes it waits for.
    waits_for: String,
}

/// `GET /share/division/shares`
pub async fn shares(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, &Form::default(), Yes::Fine, said.ok()))?
}

/// `POST /share/division/shares`: a number for each, for all to say yes to.
pub async fn offer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let parents = me.see(|seen| parents(&seen))?;
    if let Some(weights) = weights(&mut ask.form, &parents) {
        let to = app.act(&me, &ask, &Command::OfferShares { weights }, HERE).await?;
        return Ok(Redirect::to(&to).into_response());
    }
    again(&app, &me, &ask.form, Yes::Fine)
}

/// `POST /share/division/shares/confirmation`: yes to exactly these.
pub async fn confirm(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let parents = me.see(|seen| parents(&seen))?;
    let weights = weights(&mut ask.form, &parents).ok_or(Failure::NotFound)?;
    match app.act(&me, &ask, &Command::ConfirmShares { weights }, HERE).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NoSharesOffered)) => {
            again(&app, &me, &Form::default(), Yes::Stale)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /share/division/shares/removal`: the same for each.
pub async fn make_equal(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::MakeSharesEqual, HERE).await?;
    Ok(Redirect::to(&to).into_response())
}

fn again(app: &Shared, me: &Me, form: &Form, yes: Yes) -> Result<Response, Failure> {
    me.see_again(|seen| show(app, me, &seen, form, yes, None))
}

fn weights(form: &mut Form, parents: &[(String, MemberId)]) -> Option<BTreeMap<MemberId, u32>> {
    // Each is read, so that everything wrong is said at once.
    let read: Vec<_> = parents
        .iter()
        .map(|(field, member)| {
            let number = form.number(field, 1, WEIGHT_MAX.into())?;
            Some((*member, u32::try_from(number).ok()?))
        })
        .collect();
    read.into_iter().collect()
}

/// Every parent with the field of their number, the reader first.
fn parents(seen: &Seen<'_>) -> Vec<(String, MemberId)> {
    let others = seen.shared.people.others_than(seen.me).map(|(id, _)| id);
    let field = |place: usize| match place {
        0 => "mine".to_owned(),
        1 => "theirs".to_owned(),
        more => format!("theirs-{more}"),
    };
    let ids = std::iter::once(seen.me).chain(others).enumerate();
    ids.map(|(place, id)| (field(place), id)).collect()
}

/// "60 for you, 40 for Sam".
fn parts(me: &Me, seen: &Seen<'_>, weights: &BTreeMap<MemberId, u32>) -> String {
    let part = |(_, id): &(String, MemberId)| {
        let weight = weights.get(id).copied().unwrap_or(1).to_string();
        if *id == me.member {
            return me.words.say("division-shares-part-mine", &[("n", weight.into())]);
        }
        let name = Person::of(seen, me.words, *id).name;
        me.words.say("division-shares-part", &[("n", weight.into()), ("name", name.into())])
    };
    parents(seen).iter().map(part).collect::<Vec<_>>().join(", ")
}

fn offered(me: &Me, seen: &Seen<'_>, offer: &SharesOffer) -> Offered {
    let fields = parents(seen).into_iter();
    let fields =
        fields.map(|(field, id)| (field, offer.weights.get(&id).copied().unwrap_or_default()));
    let waiting = Person::all(seen, me.words).into_iter();
    let waiting = waiting.filter(|person| !offer.confirmed.contains(&person.id));
    let names: Vec<_> = waiting.map(|person| person.name).collect();
    Offered {
        parts: parts(me, seen, &offer.weights),
        fields: fields.collect(),
        by: Person::of(seen, me.words, offer.by),
        has_my_yes: offer.confirmed.contains(&me.member),
        waits_for: names.join(", "),
    }
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    yes: Yes,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    if seen.shared.people.is_alone() || seen.shared.pictures.is_none() {
        return Ok(Redirect::to("/share/division").into_response());
    }
    let division = &seen.shared.division;
    let parents = parents(seen);
    let others = parents[1..].iter();
    let others = others.map(|(field, id)| (Person::of(seen, me.words, *id), field.clone()));
    Shares {
        form,
        parents: parents.len(),
        others: others.collect(),
        agreed: division.weights().map(|weights| parts(me, seen, weights)),
        offered: division.shares_offer().map(|offer| offered(me, seen, offer)),
        is_stale: yes == Yes::Stale,
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/division").saying(ok),
    }
    .show()
}
