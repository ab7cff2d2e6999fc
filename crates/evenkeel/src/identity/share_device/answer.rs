//! What the forms of the page do.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use household::{Command, Line};
use journal::{Credential, CredentialKind, Invitation, InvitationId, Row, WayIn};

use super::{Standing, show, standing};
use crate::app::{Act, App};
use crate::identity::secret::Secret;
use crate::identity::{changed_by, days_after, hash_of, no_request, secret};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;

/// How long somebody's first time on the device may wait.
const FIRST_TIME_DAYS: i64 = 30;

/// `POST /share-device`: makes this browser a shared device, or puts the reader on one that is.
pub async fn share(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let mut ask = ask.secretly(&app);
    let shared = app.shared_device(&headers).await?;
    let (standing, _) = standing(&app, &me, shared.as_ref()).await?;
    let (is_alone, has_name) = me.see(|seen| {
        let own = seen.shared.people.member(me.member);
        (seen.shared.people.is_alone(), own.is_some_and(|member| member.name.is_some()))
    })?;
    let proof = app.proof_of(&me).await?;
    let has_pin = app.journal.credential(me.member, CredentialKind::Pin).await?.is_some();
    let is_new = standing == Standing::NotShared;
    let form = &mut ask.form;
    let name = if has_name { None } else { form.line("name") };
    let called = match (is_new, is_alone) {
        (false, _) => None,
        (true, true) => form.line("called"),
        (true, false) => form.line_if_any("called"),
    };
    let pin = if has_pin { None } else { secret::new_pin(form, "pin") };
    if !form.is_fine() || !app.proves(&me, &proof, form).await? {
        return again(&app, &me, &headers, &ask).await;
    }
    let mut rows = Vec::new();
    if let Some(pin) = pin {
        rows.push(pin_row(&app, &me, pin).await?);
        rows.extend(changed_by(&me, &proof, &[WayIn::Pin], app.clock.now()));
        rows.push(no_request(&me));
    }
    let mut cookie = None;
    match (standing, shared) {
        (Standing::NotShared, _) => {
            let random = app.derive("device", &[me.member.as_bytes(), &ask.request.key]);
            let new = app.new_device(random, me.household);
            let device = new.row.id;
            rows.push(Row::Device(new.row));
            rows.push(Row::DeviceMember { device, member: me.member });
            if let Some(called) = &called {
                rows.push(first_time(&app, &me, &new.token, called).await?);
            }
            cookie = Some(new.cookie);
        }
        (Standing::NotOnIt, Some(shared)) => {
            rows.push(Row::DeviceMember { device: shared.device.id, member: me.member });
        }
        (Standing::OnIt | Standing::NotOnIt, _) => {}
        (Standing::Elsewhere, _) => return Err(Failure::NotFound),
    }
    let commands: Vec<_> = name.map(|name| Command::ChooseName { name }).into_iter().collect();
    act(&app, &me, &ask, &commands, rows, cookie).await
}

/// `POST /share-device/person`: names somebody whose first time here is to come.
pub async fn add(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let shared = app.shared_device(&headers).await?;
    let (Standing::OnIt, _) = standing(&app, &me, shared.as_ref()).await? else {
        return Err(Failure::NotFound);
    };
    let called = ask.form.line("called");
    let (Some(called), Some(shared)) = (called, shared) else {
        return again(&app, &me, &headers, &ask).await;
    };
    let row = first_time(&app, &me, shared.token(), &called).await?;
    act(&app, &me, &ask, &[], vec![row], None).await
}

/// `POST /share-device/pin`
pub async fn change_pin(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let mut ask = ask.secretly(&app);
    let proof = app.proof_of(&me).await?;
    let pin = secret::new_pin(&mut ask.form, "new-pin");
    let is_proved = ask.form.is_fine() && app.proves(&me, &proof, &mut ask.form).await?;
    let (Some(pin), true) = (pin, is_proved) else {
        return again(&app, &me, &headers, &ask).await;
    };
    let mut rows = vec![pin_row(&app, &me, pin).await?];
    rows.extend(changed_by(&me, &proof, &[WayIn::Pin], app.clock.now()));
    rows.push(no_request(&me));
    act(&app, &me, &ask, &[], rows, None).await
}

/// `POST /share-device/end`: takes the reader off this device, and signs them out of it. With the
/// last one it is nobody's shared device any more.
pub async fn take_me_off(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let Some(shared) = app.shared_device(&headers).await? else {
        return Ok(Redirect::to("/settings").into_response());
    };
    let (standing, members) = standing(&app, &me, Some(&shared)).await?;
    let (device, member) = (shared.device.id, me.member);
    let (rows, cookie) = match standing {
        Standing::OnIt if members.len() == 1 => {
            let gone = Row::RemoveDevice { id: device, household: me.household };
            (vec![gone], Some(app.no_device_cookie()))
        }
        Standing::OnIt => (vec![Row::RemoveDeviceMember { device, member }], None),
        Standing::NotShared | Standing::NotOnIt | Standing::Elsewhere => (Vec::new(), None),
    };
    act(&app, &me, &ask, &[], rows, cookie).await
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    commands: &[Command],
    rows: Vec<Row>,
    cookie: Option<HeaderValue>,
) -> Result<Response, Failure> {
    let to = "/share-device?ok=saved";
    let (household, member) = (me.household, me.member);
    let done = app.act_as(Act { household, member, ask, commands, rows, to }).await?;
    let cookie = AppendHeaders(cookie.map(|cookie| (SET_COOKIE, cookie)));
    Ok((cookie, Redirect::to(&done.to)).into_response())
}

async fn pin_row(app: &App, me: &Me, pin: Secret) -> Result<Row, Failure> {
    let salt = app.entropy.draw("salt", me.member.as_bytes());
    let hash = app.identity.hashing.hash(pin, salt).await?;
    Ok(Row::Credential(Credential { member: me.member, kind: CredentialKind::Pin, hash }))
}

/// The invitation of somebody who will find their name on this device, and nowhere else.
async fn first_time(app: &App, me: &Me, token: &str, called: &Line) -> Result<Row, Failure> {
    let now = app.clock.now();
    let token = app.next_first_time(token).await?.ok_or(Failure::TooManyAttempts)?;
    let token_hash = hash_of(&token);
    let mut id = [0; 16];
    id.copy_from_slice(&app.derive("first time: id", &[&token_hash])[..16]);
    Ok(Row::Invitation(Invitation {
        id: InvitationId::from_bytes(id),
        token_hash,
        household: me.household,
        by: me.member,
        called: Some(called.as_str().to_owned()),
        created: now,
        expires: days_after(now, FIRST_TIME_DAYS),
        state: journal::InvitationState::Open,
    }))
}

async fn again(app: &App, me: &Me, headers: &HeaderMap, ask: &Ask) -> Result<Response, Failure> {
    let shown = show(app, me, headers, &ask.form, None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}
