//! Keeping this: a name and a password to sign in with from anywhere.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use journal::{Credential, CredentialKind, Row, SignInName, WayIn};

use crate::app::{Act, ActError, App};
use crate::identity::proof::Proof;
use crate::identity::secret;
use crate::identity::sign_in::sign_in_name;
use crate::identity::{Knock, LostProof, NAMES_A_DAY, Visitor, changed_by, no_request};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/settings/sign_in.html")]
struct SignIn<'a> {
    page: Page<'a>,
    form: &'a Form,
    proof: Proof,
    has_password: bool,
    lost: LostProof,
}

/// `GET /settings/sign-in`
pub async fn sign_in(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    let known = app.journal.person(me.member).await?.and_then(|person| person.sign_in_name);
    let known = known.as_ref().map_or("", SignInName::as_str);
    show(&app, &me, &Form::filled([("name", known)])).await
}

/// `POST /settings/sign-in`
pub async fn change_sign_in(
    State(app): State<App>,
    visitor: Visitor,
    me: Me,
    ask: Ask,
) -> Result<Response, Failure> {
    // Each name that is taken is told so: no faster than names can be tried at the door.
    app.identity.admit(Knock::SignIn, visitor)?;
    let mut ask = ask.secretly(&app);
    let proof = app.proof_of(&me).await?;
    let has_password = proof == Proof::Password;
    let name = sign_in_name(&mut ask.form, "name");
    let keeps_password = has_password && ask.form.value("password").is_empty();
    let known = name.as_ref().map_or("", SignInName::as_str).to_owned();
    let password =
        if keeps_password { None } else { secret::new_password(&mut ask.form, "password", &known) };
    // Pressed twice: it was proved the first time, and what proves it may have changed by it.
    let is_again = app.journal.receipt(me.member, &ask.request.key).await?.is_some();
    let fine = ask.form.is_fine() && (is_again || app.proves(&me, &proof, &mut ask.form).await?);
    let (true, Some(name)) = (fine, name) else { return again(&app, &me, &ask.form).await };
    let kept = app.journal.person(me.member).await?.and_then(|person| person.sign_in_name);
    if !is_again && kept.as_ref() != Some(&name) && !app.identity.may_name(me.member) {
        ask.form.wrong_max("name", "identity-name-tries", u64::from(NAMES_A_DAY));
        return again(&app, &me, &ask.form).await;
    }
    let mut ways = Vec::new();
    if kept.as_ref() != Some(&name) {
        ways.push(WayIn::Name);
    }
    let mut rows = vec![Row::SignInName { member: me.member, name: Some(name) }];
    if let Some(password) = password {
        let salt = app.entropy.draw("salt", me.member.as_bytes());
        let hash = app.identity.hashing.hash(password, salt).await?;
        let kind = CredentialKind::Password;
        rows.push(Row::Credential(Credential { member: me.member, kind, hash }));
        rows.push(Row::EndSessionsOf { member: me.member, except: Some(me.session) });
        ways.push(WayIn::Password);
    }
    rows.extend(changed_by(&me, &proof, &ways, app.clock.now()));
    rows.push(no_request(&me));
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &[],
        rows,
        to: "/settings?ok=saved",
    };
    match app.act_as(act).await {
        Ok(done) => {
            let known = [(SET_COOKIE, app.known_cookie(me.member))];
            Ok((known, Redirect::to(&done.to)).into_response())
        }
        Err(ActError::NameTaken) => {
            ask.form.wrong("name", "identity-name-taken");
            again(&app, &me, &ask.form).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(app: &App, me: &Me, form: &Form) -> Result<Response, Failure> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(app, me, form).await?).into_response())
}

async fn show(app: &App, me: &Me, form: &Form) -> Result<Response, Failure> {
    let proof = app.proof_of(me).await?;
    let lost = app.lost_proof(me).await?;
    let state = app.ways_in(me).await?;
    me.see(|seen| {
        let page = Page::mine(app, me, &seen, Place::None).back_to("/settings");
        let page = page.with_state(app, &state);
        SignIn { page, form, has_password: proof == Proof::Password, proof, lost }.show()
    })?
}
