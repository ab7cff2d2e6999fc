//! Who else carries: trusted adults, who have no account here. One parent puts somebody forward,
//! and it counts when every parent said yes. What is not possible for them is set in the open.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::people::{Trusted, TrustedOffer};
use household::{CardId, Command, Line, MemberId, Refusal, Seen};

use super::Yes;
use crate::app::{ActError, App, Shared};
use crate::rooms::card::{CardFace, Person};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

const HERE: &str = "/share/division/others";
const SAVED: &str = "/share/division/others?ok=saved";
/// The parts to choose from, in twentieths of what one parent carries.
const PARTS: [(&str, u32); 5] = [("2", 2), ("5", 5), ("10", 10), ("15", 15), ("20", 20)];

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/others.html")]
struct Others<'a> {
    page: Page<'a>,
    form: &'a Form,
    adults: Vec<Adult<'a>>,
    /// What everyone says someone else does today.
    elsewhere: Vec<CardFace<'a>>,
    /// The cards on the table, for what is not possible for somebody.
    cards: Vec<CardFace<'a>>,
    parts: Vec<(&'static str, &'static str)>,
    is_stale: bool,
    /// Nobody else has to say yes.
    is_alone: bool,
}

/// Somebody who carries, or who would.
#[derive(Debug)]
struct Adult<'a> {
    person: Person,
    /// In words, once all have said yes.
    part: Option<&'static str>,
    offer: Option<Offered>,
    cannot: Vec<CardFace<'a>>,
}

#[derive(Debug)]
struct Offered {
    name: String,
    /// As it is sent back.
    number: u32,
    part: &'static str,
    by: Person,
    has_my_yes: bool,
}

/// `GET /share/division/others`
pub async fn others(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, &Form::default(), Yes::Fine, said.ok()))?
}

/// `POST /share/division/others`: somebody, or somebody of before with another name or part.
pub async fn offer(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let adult = match ask.form.value("adult") {
        "" => None,
        id => Some(id.parse::<MemberId>().map_err(|_| Failure::NotFound)?),
    };
    let name = ask.form.line("name");
    let part = ask.form.one_of("part", &PARTS);
    if let Some((name, part)) = name.zip(part) {
        let command = Command::OfferTrusted { adult, name, part };
        match app.act(&me, &ask, &command, SAVED).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal @ Refusal::TooManyCarers)) => {
                ask.form.wrong("name", refusal.key());
            }
            Err(ActError::Refused(Refusal::UnknownMember)) => return Err(Failure::NotFound),
            Err(error) => return Err(error.into()),
        }
    }
    again(&app, &me, &ask.form, Yes::Fine)
}

/// `POST /share/division/others/{adult}/confirmation`: yes to exactly this.
pub async fn confirm(
    State(app): State<App>,
    me: Me,
    Path(adult): Path<MemberId>,
    ask: Ask,
) -> Result<Response, Failure> {
    known(&me, adult)?;
    let name = Line::parse(ask.form.value("name")).map_err(|_| Failure::NotFound)?;
    let part = ask.form.value("part").parse().map_err(|_| Failure::NotFound)?;
    let command = Command::ConfirmTrusted { adult, name, part };
    match app.act(&me, &ask, &command, SAVED).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NotOffered)) => {
            again(&app, &me, &Form::default(), Yes::Stale)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /share/division/others/{adult}/withdrawal`: not like this.
pub async fn withdraw(
    State(app): State<App>,
    me: Me,
    Path(adult): Path<MemberId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, adult, Command::WithdrawTrusted { adult }).await
}

/// `POST /share/division/others/{adult}/parting`: their cards are open from today.
pub async fn part_with(
    State(app): State<App>,
    me: Me,
    Path(adult): Path<MemberId>,
    ask: Ask,
) -> Result<Response, Failure> {
    act(&app, &me, &ask, adult, Command::PartWithTrusted { adult }).await
}

/// `POST /share/division/others/{adult}/cannot`: a card is not possible for them, or is again.
pub async fn cannot(
    State(app): State<App>,
    me: Me,
    Path(adult): Path<MemberId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let (field, cannot) =
        if ask.form.value("can").is_empty() { ("card", true) } else { ("can", false) };
    let Ok(card) = ask.form.value(field).parse::<CardId>() else {
        known(&me, adult)?;
        return Ok(Redirect::to(HERE).into_response());
    };
    act(&app, &me, &ask, adult, Command::SetTrustedCannot { adult, card, cannot }).await
}

/// `POST /share/division/others/{adult}/cards`: what someone else does today is theirs. It is kept
/// with them, for all to see, like any card that is kept in its place.
pub async fn theirs(
    State(app): State<App>,
    me: Me,
    Path(adult): Path<MemberId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let card = ask.form.value("card").parse::<CardId>().map_err(|_| Failure::NotFound)?;
    act(&app, &me, &ask, adult, Command::LockCard { card, owner: adult }).await
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    adult: MemberId,
    command: Command,
) -> Result<Response, Failure> {
    known(me, adult)?;
    match app.act(me, ask, &command, SAVED).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        // Somebody was quicker: the page tells how it stands.
        Err(ActError::Refused(Refusal::NotOffered)) => again(app, me, &Form::default(), Yes::Stale),
        Err(error) => Err(error.into()),
    }
}

fn known(me: &Me, adult: MemberId) -> Result<(), Failure> {
    let is_known = me.see(|seen| seen.shared.people.trusted(adult).is_some())?;
    if is_known { Ok(()) } else { Err(Failure::NotFound) }
}

fn again(app: &Shared, me: &Me, form: &Form, yes: Yes) -> Result<Response, Failure> {
    me.see_again(|seen| show(app, me, &seen, form, yes, None))
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    yes: Yes,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let adults = seen.shared.people.all_trusted();
    let on_table = || seen.shared.deck.cards().map(|dealt| dealt.card.id);
    let face = |card| CardFace::find(seen, me.words, card);
    let is_elsewhere = |card: &CardId| {
        let pictures = seen.shared.pictures.as_ref();
        pictures.is_some_and(|pictures| pictures.is_done_elsewhere(*card))
            && !seen.shared.is_divided(*card)
            && seen.shared.division.set_aside(*card).is_none()
    };
    Others {
        form,
        adults: adults.map(|(id, trusted)| adult(me, seen, id, trusted)).collect(),
        elsewhere: on_table().filter(is_elsewhere).filter_map(face).collect(),
        cards: on_table().filter_map(face).collect(),
        parts: PARTS.iter().map(|(word, part)| (*word, in_words(me, *part))).collect(),
        is_stale: yes == Yes::Stale,
        is_alone: seen.shared.people.is_alone(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/division").saying(ok),
    }
    .show()
}

fn adult<'a>(me: &Me, seen: &Seen<'a>, id: MemberId, trusted: &Trusted) -> Adult<'a> {
    let cards = seen.shared.deck.cards().map(|dealt| dealt.card.id);
    let cannot = cards.filter(|card| trusted.cannot(*card));
    Adult {
        person: Person::of(seen, me.words, id),
        part: trusted.part().map(|part| in_words(me, part)),
        offer: trusted.offer().map(|offer| offered(me, seen, offer)),
        cannot: cannot.filter_map(|card| CardFace::find(seen, me.words, card)).collect(),
    }
}

fn offered(me: &Me, seen: &Seen<'_>, offer: &TrustedOffer) -> Offered {
    Offered {
        name: offer.name.as_str().to_owned(),
        number: offer.part,
        part: in_words(me, offer.part),
        by: Person::of(seen, me.words, offer.by),
        has_my_yes: offer.confirmed.contains(&me.member),
    }
}

/// The nearest part that has words: pages offer no other.
fn in_words(me: &Me, part: u32) -> &'static str {
    let key = match part {
        ..=3 => "division-others-part-2",
        4..=7 => "division-others-part-5",
        8..=12 => "division-others-part-10",
        13..=17 => "division-others-part-15",
        _ => "division-others-part-20",
    };
    me.words.text(key)
}
