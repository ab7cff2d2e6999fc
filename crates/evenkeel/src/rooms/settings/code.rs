//! A new recovery code, shown once.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use journal::{CredentialKind, WayIn};

use crate::app::{Act, App};
use crate::identity::proof::Proof;
use crate::identity::recover::show_code;
use crate::identity::{LostProof, RecoveryCode, changed_by, no_request};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/settings/code.html")]
struct Code<'a> {
    page: Page<'a>,
    form: &'a Form,
    proof: Proof,
    is_replacing: bool,
    lost: LostProof,
}

/// `GET /settings/code`
pub async fn code(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    show(&app, &me, &Form::default()).await
}

/// `POST /settings/code`: the same press gives the same code.
pub async fn new_code(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let mut ask = ask.secretly(&app);
    let proof = app.proof_of(&me).await?;
    // Pressed twice: it was proved the first time, and what proves it may have changed by it.
    let is_again = app.journal.receipt(me.member, &ask.request.key).await?.is_some();
    if !is_again && !app.proves(&me, &proof, &mut ask.form).await? {
        let shown = show(&app, &me, &ask.form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let code = RecoveryCode::new(app.derive("code", &[me.member.as_bytes(), &ask.request.key]));
    let mut rows = vec![code.row(me.member)];
    rows.extend(changed_by(&me, &proof, &[WayIn::Code], app.clock.now()));
    rows.push(no_request(&me));
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &[],
        rows,
        to: "/settings",
    };
    app.act_as(act).await?;
    // A press from before another code was made: what it was answered then does not work any more.
    let kept = app.journal.credential(me.member, CredentialKind::Recovery).await?;
    if kept != Some(code.hash()) {
        return Ok(Redirect::to("/settings/code").into_response());
    }
    me.see(|seen| show_code(Page::mine(&app, &me, &seen, Place::None), &code, "/settings"))?
}

async fn show(app: &App, me: &Me, form: &Form) -> Result<Response, Failure> {
    let proof = app.proof_of(me).await?;
    let kept = app.journal.credential(me.member, CredentialKind::Recovery).await?;
    let lost = app.lost_proof(me).await?;
    let state = app.ways_in(me).await?;
    me.see(|seen| {
        let page = Page::mine(app, me, &seen, Place::None).back_to("/settings");
        let page = page.with_state(app, &state);
        Code { page, form, proof, is_replacing: kept.is_some(), lost }.show()
    })?
}
