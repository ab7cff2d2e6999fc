//! What holds now, what waits for a yes, and the versions before.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use household::agreement::{Agreement, Offer};
use household::{AgreementId, Refusal, Seen};
use jiff::civil::Date;

use super::document::{Change, Document, Since};
use crate::app::Shared;
use crate::rooms::card::{CardFace, Person};
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/agreement/agreement.html")]
struct Now<'a> {
    page: Page<'a>,
    problem: Option<&'static str>,
    offer: Option<Waiting<'a>>,
    in_force: Option<Made<'a>>,
    /// With nothing in force: cards that somebody has all the same.
    still: Vec<(CardFace<'a>, Person)>,
    history: Vec<Version>,
    is_alone: bool,
    has_pictures: bool,
}

/// A version that waits for confirmations.
#[derive(Debug)]
struct Waiting<'a> {
    id: AgreementId,
    by: Person,
    document: Document<'a>,
    changes: Vec<Change<'a>>,
    /// Whether anything held before: else everything is new, and nothing is said of changes.
    has_before: bool,
    signed: Vec<Signed>,
    has_my_yes: bool,
}

/// A version that everyone of its time said yes to.
#[derive(Debug)]
struct Made<'a> {
    id: AgreementId,
    document: Document<'a>,
    signed: Vec<Signed>,
    on: Date,
    /// Of the reader alone.
    is_mine: bool,
    has_ended: bool,
    is_review_due: bool,
}

#[derive(Debug)]
struct Signed {
    person: Person,
    has_said_yes: bool,
}

/// A line of the history.
#[derive(Debug)]
struct Version {
    id: AgreementId,
    made: Date,
    is_mine: bool,
    is_in_force: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/share/agreement/version.html")]
struct VersionPage<'a> {
    page: Page<'a>,
    made: Made<'a>,
}

pub(super) fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    problem: Option<Refusal>,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let agreements = &seen.shared.agreements;
    let in_force = agreements.in_force(me.member);
    Now {
        problem: problem.map(|refusal| me.words.text(refusal.key())),
        offer: agreements.offer().map(|offer| waiting(me, seen, offer)),
        in_force: in_force.map(|agreement| made(me, seen, agreement)),
        still: if in_force.is_none() { still(me, seen) } else { Vec::new() },
        history: agreements
            .history(me.member)
            .map(|agreement| Version {
                id: agreement.proposed.id,
                made: seen.day_of(agreement.made),
                is_mine: is_mine(me, agreement),
                is_in_force: agreement.ended.is_none(),
            })
            .collect(),
        is_alone: seen.shared.people.is_alone(),
        has_pictures: seen.shared.pictures.is_some(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share").saying(ok),
    }
    .show()
}

pub(super) fn show_version(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    id: AgreementId,
) -> Result<Response, Failure> {
    let agreements = &seen.shared.agreements;
    if agreements.offer().is_some_and(|offer| offer.proposed.id == id) {
        return Ok(Redirect::to("/share/agreement").into_response());
    }
    let agreement = agreements.history(me.member).find(|made| made.proposed.id == id);
    VersionPage {
        made: made(me, seen, agreement.ok_or(Failure::NotFound)?),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/agreement"),
    }
    .show()
}

/// Cards that stayed when an agreement was ended, and those taken up since.
fn still<'a>(me: &Me, seen: &Seen<'a>) -> Vec<(CardFace<'a>, Person)> {
    let owned = seen.shared.deck.cards().filter_map(|dealt| {
        let owner = seen.shared.agreements.owner_on(dealt.card.id, me.member, me.today)?;
        Some((CardFace::of(seen, me.words, dealt), Person::of(seen, me.words, owner)))
    });
    owned.collect()
}

fn waiting<'a>(me: &Me, seen: &Seen<'a>, offer: &'a Offer) -> Waiting<'a> {
    let signed = Person::all(seen, me.words).into_iter();
    let signed = signed.map(|person| Person::named(seen, me.words, person.id));
    Waiting {
        id: offer.proposed.id,
        by: Person::of(seen, me.words, offer.by),
        document: Document::of(me, seen, &offer.proposed, false),
        changes: super::document::changes(me, seen, &offer.proposed),
        has_before: seen.shared.agreements.holdings(me.member).next().is_some(),
        signed: signed
            .map(|person| Signed { has_said_yes: offer.confirmed.contains(&person.id), person })
            .collect(),
        has_my_yes: offer.confirmed.contains(&me.member),
    }
}

fn made<'a>(me: &Me, seen: &Seen<'a>, agreement: &'a Agreement) -> Made<'a> {
    let is_in_force = agreement.ended.is_none();
    let mut signed: Vec<_> = agreement
        .parents
        .iter()
        .map(|parent| Signed { person: Person::named(seen, me.words, *parent), has_said_yes: true })
        .collect();
    signed.sort_by_key(|signed| !signed.person.is_me);
    Made {
        id: agreement.proposed.id,
        document: Document::of(me, seen, &agreement.proposed, is_in_force),
        signed,
        on: seen.day_of(agreement.made),
        is_mine: is_mine(me, agreement),
        has_ended: !is_in_force,
        is_review_due: is_in_force && agreement.proposed.review <= me.today,
    }
}

fn is_mine(me: &Me, agreement: &Agreement) -> bool {
    agreement.parents.iter().all(|parent| *parent == me.member)
}
