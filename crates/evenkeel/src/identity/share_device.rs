//! Sharing a device: a PIN each, and no session that outlasts handing it over.
//!
//! A PIN is its member's, not the device's: it works wherever they have put themselves on a list.
//! Who is on which device is told to nobody but those who are on it.

mod answer;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use household::MemberId;
use journal::CredentialKind;

use super::SharedDevice;
use super::proof::Proof;
use crate::app::App;
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

pub use answer::{add, change_pin, share, take_me_off};

/// What this browser is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Their own.
    NotShared,
    /// Shared within this household, and they are not on it.
    NotOnIt,
    OnIt,
    /// Shared by another family.
    Elsewhere,
}

#[derive(Debug, Template)]
#[template(path = "identity/share_device.html")]
struct ShareDevice<'a> {
    page: Page<'a>,
    form: &'a Form,
    standing: Standing,
    proof: Proof,
    has_pin: bool,
    has_name: bool,
    is_alone: bool,
    people: Vec<Person>,
    waiting: Vec<String>,
}

/// `GET /share-device`
pub async fn page(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    show(&app, &me, &headers, &Form::default(), said.ok()).await
}

async fn standing(
    app: &App,
    me: &Me,
    shared: Option<&SharedDevice>,
) -> Result<(Standing, Vec<MemberId>), Failure> {
    let Some(shared) = shared else { return Ok((Standing::NotShared, Vec::new())) };
    if shared.device.household != me.household {
        return Ok((Standing::Elsewhere, Vec::new()));
    }
    let members = app.journal.device_members(shared.device.id).await?;
    let is_on_it = members.contains(&me.member);
    Ok((if is_on_it { Standing::OnIt } else { Standing::NotOnIt }, members))
}

async fn show(
    app: &App,
    me: &Me,
    headers: &HeaderMap,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let shared = app.shared_device(headers).await?;
    let (standing, members) = standing(app, me, shared.as_ref()).await?;
    let proof = app.proof_of(me).await?;
    let pin = app.journal.credential(me.member, CredentialKind::Pin).await?;
    let waiting = match &shared {
        Some(shared) if standing == Standing::OnIt => {
            let open = app.first_times(shared, app.clock.now()).await?;
            open.into_iter().filter_map(|(invitation, _)| invitation.called).collect()
        }
        _ => Vec::new(),
    };
    let state = app.ways_in(me).await?;
    me.see(|seen| {
        let is_here = |id: &MemberId| seen.shared.people.member(*id).is_some();
        let people = members.into_iter().filter(is_here);
        let own = seen.shared.people.member(me.member);
        ShareDevice {
            page: Page::mine(app, me, &seen, Place::None)
                .with_state(app, &state)
                .back_to("/settings")
                .saying(ok),
            form,
            standing,
            proof,
            has_pin: pin.is_some(),
            has_name: own.is_some_and(|member| member.name.is_some()),
            is_alone: seen.shared.people.is_alone(),
            people: people.map(|id| Person::of(&seen, me.words, id)).collect(),
            waiting,
        }
        .show()
    })?
}
