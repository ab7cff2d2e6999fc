//! The link to a sheet that all parents chose, for a counsellor who has no account here.
//!
//! Its secret of 256 bits is kept as a hash, and it is long enough that nobody guesses it: no
//! address is kept to count tries by. Whoever made it can be shown it as long as the process lives,
//! because it derives from the process's secret. After its days, once it was ended, and for whoever
//! guesses, it is as if there were no such page; that it was opened is noted nowhere.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::Response;
use household::command::FirstSessionCommand;
use household::first_session::{LINK_DAYS_MAX, Link};
use household::{AgreementId, HouseholdId, LinkHash, Seen};

use super::At;
use super::lent;
use super::names::Names;
use super::sheet::Sheet;
use crate::app::App;
use crate::identity::hash_of;
use crate::rooms::card::Person;
use crate::web::failure::{Failure, hex};
use crate::web::form::Form;
use crate::web::page::{Page, Place, Show};

/// Digits of a household's id, and of a secret.
const HOUSE_DIGITS: usize = 32;
const SECRET_DIGITS: usize = 64;

/// One that works, as those who said yes see it.
#[derive(Debug)]
pub(super) struct LinkOf {
    pub nth: u32,
    pub by: Person,
    pub until: String,
    /// For whoever made it.
    pub address: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/first_session/linked.html")]
struct LinkedPage<'a> {
    page: Page<'a>,
    sheet: Sheet,
    chosen_by: String,
    until: String,
}

/// `GET /session/{token}`: for whoever holds the link. It reads no cookie, changes nothing and
/// tells nobody.
pub async fn open(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let words = app.words(headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()));
    if lent::is_token(&token) {
        return lent::open(&app, &token, words).await;
    }
    let house = household_of(&token).ok_or(Failure::NotFound)?;
    let house = app.households.known(&app, house).await?.ok_or(Failure::NotFound)?;
    let (state, now) = (house.read(), app.clock.now());
    let (people, linked) = state.linked_session(link_hash(&token), now).ok_or(Failure::NotFound)?;
    let day = linked.sheet.at.to_zoned(people.time_zone()).date();
    let names = Names::of(people, words, linked.sheet.words.called);
    LinkedPage {
        page: Page::without_places(words),
        sheet: Sheet::frozen(words, &names, words.date(day), &linked.sheet.words),
        chosen_by: names.list(people.parent_ids()),
        until: words.date(linked.link.until),
    }
    .show()
}

/// What the form for a link asks for; nothing where something is wrong with it.
pub(super) fn making(at: At<'_>, form: &mut Form) -> Result<Option<FirstSessionCommand>, Failure> {
    let version: AgreementId = form.value("version").parse().map_err(|_| Failure::NotFound)?;
    let Some(days) = form.number("days", 1, u64::from(LINK_DAYS_MAX)) else { return Ok(None) };
    let nth = at.me.see(|seen| seen.shared.first_session.links_made())?;
    let hash = link_hash(&token(at, version, nth));
    let days = u16::try_from(days).map_err(|_| Failure::NotFound)?;
    Ok(Some(FirstSessionCommand::MakeLink { version, nth, hash, days }))
}

/// Those that work.
pub(super) fn all(at: At<'_>, seen: &Seen<'_>) -> Vec<LinkOf> {
    let (session, people) = (&seen.shared.first_session, &seen.shared.people);
    let Some(held) = session.holds(at.me.member, people) else { return Vec::new() };
    let today = seen.family_day(at.app.clock.now());
    let of = |link: &Link| LinkOf {
        nth: link.nth,
        by: Person::of(seen, at.me.words, link.by),
        until: at.me.words.date(link.until),
        address: address(at, held.id, link),
    };
    session.links(at.me.member, people, today).map(of).collect()
}

/// None for one that another made, or that was made before the program was started anew.
fn address(at: At<'_>, version: AgreementId, link: &Link) -> Option<String> {
    let token = token(at, version, link.nth);
    let is_it = link.by == at.me.member && link_hash(&token) == link.hash;
    is_it.then(|| format!("{}/session/{token}", at.app.settings.public_url))
}

fn token(at: At<'_>, version: AgreementId, nth: u32) -> String {
    let parts: [&[u8]; 3] = [at.me.member.as_bytes(), version.as_bytes(), &nth.to_be_bytes()];
    format!("{}{}", at.me.household, hex(&at.app.derive("first session: link", &parts)))
}

fn household_of(token: &str) -> Option<HouseholdId> {
    let is_one = token.len() == HOUSE_DIGITS + SECRET_DIGITS && token.is_ascii();
    is_one.then(|| token[..HOUSE_DIGITS].parse().ok()).flatten()
}

fn link_hash(token: &str) -> LinkHash {
    let mut half = [0; 16];
    half.copy_from_slice(&hash_of(token)[..16]);
    LinkHash::from_bytes(half)
}
