//! `GET /settings`: everything that can be set, with what it is set to.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use journal::{CredentialKind, SignInName};

use crate::app::App;
use crate::identity::Changed;
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/settings/overview.html")]
struct Overview<'a> {
    page: Page<'a>,
    person: Person,
    name: Option<&'a str>,
    zone: String,
    leave_to: String,
    sign_in_name: Option<String>,
    has_code: bool,
    changed: Changed,
    sessions: usize,
    is_shared: bool,
}

/// `GET /settings`
pub async fn overview(
    State(app): State<App>,
    me: Me,
    headers: axum::http::HeaderMap,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let known = app.journal.person(me.member).await?.and_then(|person| person.sign_in_name);
    let sign_in_name = known.as_ref().map(SignInName::as_str).map(str::to_owned);
    let code = app.journal.credential(me.member, CredentialKind::Recovery).await?;
    let sessions = app.journal.sessions_of(me.member, app.clock.now()).await?.len();
    let changed = app.ways_in_changed(&me).await?;
    let is_shared = app.shared_device(&headers).await?.is_some();
    me.see(|seen| {
        let preferences = &seen.own.preferences;
        let name = seen.shared.people.member(me.member).and_then(|member| member.name.as_ref());
        let zone = preferences.zone.as_deref().unwrap_or(seen.shared.people.zone());
        let leave_to = preferences.leave_to.as_deref().unwrap_or(&app.settings.leave_to);
        Overview {
            page: Page::mine(&app, &me, &seen, Place::None).back_to("/today").saying(said.ok()),
            person: Person::of(&seen, me.words, me.member),
            name: name.map(household::Line::as_str),
            zone: zone.replace('_', " "),
            leave_to: super::exit::shown(leave_to).to_owned(),
            sign_in_name,
            has_code: code.is_some(),
            changed,
            sessions,
            is_shared,
        }
        .show()
    })?
}
