//! The link to a sheet, for somebody the parents trust: it works in the dates of the time, and
//! before, after, once it was revoked, and for whoever guesses it shows one and the same page.
//!
//! Its secret is kept as a hash. Whoever made it can be shown it as long as the process lives,
//! because it derives from the process's secret. That it was opened is noted nowhere.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use household::command::SoloCommand;
use household::people::People;
use household::solo::{InCharge, SoloTime};
use household::{Command, HouseholdId, LinkHash, Refusal, SoloId};
use jiff::Timestamp;

use super::{address, sheet};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, fill};
use crate::identity::hash_of;
use crate::web::ask::Ask;
use crate::web::failure::{Failure, hex};
use crate::web::me::{Me, Reader};
use crate::web::page::{Page, Place, Show};

/// Digits of a link: the household's id, and as many of a secret.
const DIGITS: usize = 64;

/// For every link that opens nothing, known or not: the same to the byte.
#[derive(Debug, Template)]
#[template(path = "rooms/children/time/dead.html")]
struct Dead<'a> {
    page: Page<'a>,
}

/// What there is to send.
#[derive(Debug)]
pub(super) struct ToSend {
    pub message: String,
    pub address: String,
    pub by_text: String,
    pub by_mail: String,
}

/// `POST /children/time/{id}/link`: one that works, in place of one of before.
pub async fn make(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let nth = me.see(|seen| {
        let time = seen.shared.solo.get(id, me.member, &seen.shared.people);
        time.map(SoloTime::links_made).ok_or(Failure::NotFound)
    })??;
    let hash = link_hash(&token(&app, &me, id, nth));
    let command = Command::Solo(SoloCommand::MakeLink { id, nth, hash });
    let to = app.act(&me, &ask, &command, &format!("{}#link", address(id))).await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /children/time/{id}/link/removal`: by any of the children's parents.
pub async fn revoke(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let to = format!("{}?ok=undone", address(id));
    match app.act(&me, &ask, &Command::Solo(SoloCommand::RevokeLink { id }), &to).await {
        Ok(to) => Ok(Redirect::to(&to).into_response()),
        Err(ActError::Refused(Refusal::NoSuchTime)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// `GET /sheet/{token}`: for whoever holds the link. It changes nothing and tells nobody.
pub async fn open(
    State(app): State<App>,
    Path(token): Path<String>,
    reader: Reader,
) -> Result<Response, Failure> {
    let house = match household_of(&token) {
        Some(house) => app.households.known(&app, house).await?,
        None => None,
    };
    if let Some(house) = house {
        let (state, now) = (house.read(), app.clock.now());
        if let Some((people, linked)) = state.linked_sheet(link_hash(&token), now) {
            return sheet::show_linked(reader.words(), people, &linked, now);
        }
    }
    let page = Page::without_places(reader.words());
    Ok((StatusCode::NOT_FOUND, Dead { page }.show()?).into_response())
}

/// Whether `me` may make one, for somebody who has no page of their own here.
pub(super) fn may_make(me: &Me, time: &SoloTime, people: &People, now: Timestamp) -> bool {
    matches!(time.plan.in_charge, InCharge::Other(_))
        && time.sheet(me.member, people, now).is_some()
        && time.may_plan(me.member, people)
}

/// The message and the link, for whoever made it.
pub(super) fn to_send(app: &Shared, me: &Me, id: SoloId, time: &SoloTime) -> Option<ToSend> {
    let link = time.link().filter(|link| link.by == me.member)?;
    let token = token(app, me, id, link.nth);
    if link_hash(&token) != link.hash {
        // Made before the program was started anew.
        return None;
    }
    let address = format!("{}/sheet/{token}", app.settings.public_url);
    let text = &Content::for_language(me.words.language()).solo().link_message.body;
    let message = fill(text.markdown(), &[]).trim().to_owned();
    let whole = in_address(&format!("{message}\n\n{address}"));
    Some(ToSend {
        message,
        by_text: format!("sms:?&body={whole}"),
        by_mail: format!("mailto:?body={whole}"),
        address,
    })
}

fn token(app: &Shared, me: &Me, id: SoloId, nth: u32) -> String {
    let parts: [&[u8]; 3] = [me.member.as_bytes(), id.as_bytes(), &nth.to_be_bytes()];
    let secret = app.derive("sheet: link", &parts);
    format!("{}{}", me.household, hex(&secret[..16]))
}

fn household_of(token: &str) -> Option<HouseholdId> {
    let is_one = token.len() == DIGITS && token.is_ascii();
    is_one.then(|| token[..DIGITS / 2].parse().ok()).flatten()
}

fn link_hash(token: &str) -> LinkHash {
    let mut half = [0; 16];
    half.copy_from_slice(&hash_of(token)[..16]);
    LinkHash::from_bytes(half)
}

/// Percent-encoded: mail and message programs do not read "+" as a space.
fn in_address(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
