//! After *Send*: thank you, and a recovery code for who has joined without a password.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use household::MemberId;
use jiff::SignedDuration;
use journal::CredentialKind;

use crate::app::{App, Shared};
use crate::content::Content;
use crate::identity::RecoveryCode;
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// How long after joining the code can be seen: time to find a pen, and then no more.
const CODE_SHOWN_FOR: SignedDuration = SignedDuration::from_mins(30);

#[derive(Debug, Template)]
#[template(path = "rooms/start/welcome.html")]
struct Welcome<'a> {
    page: Page<'a>,
    other: String,
    thanks: String,
    code: Option<String>,
    is_shared_device: bool,
}

/// `GET /welcome`: for half an hour after joining.
pub async fn welcome(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Some(by) = sender(&app, &me).await? else {
        return Ok(Redirect::to("/talk").into_response());
    };
    let joined = me.see(|seen| seen.shared.people.member(me.member).map(|member| member.joined))?;
    let since = joined.map(|joined| app.clock.now().duration_since(joined));
    if since.is_none_or(|since| since >= CODE_SHOWN_FOR) {
        return Ok(Redirect::to("/talk").into_response());
    }
    // One that was made later is known to its owner only.
    let code = recovery_code(&app, me.member);
    let kept = app.journal.credential(me.member, CredentialKind::Recovery).await?;
    let code = Some(code).filter(|code| kept.is_some_and(|kept| kept == code.hash()));
    let is_shared_device = app.shared_device(&headers).await?.is_some();
    me.see(|seen| {
        let other = Person::of(&seen, me.words, by).name;
        let thanks = &Content::for_language(me.words.language()).invite().after_send.body;
        let thanks = thanks.html_with(&[("other", &other)]);
        let code = code.as_ref().map(RecoveryCode::shown);
        let page = Page::mine(&app, &me, &seen, Place::Talk);
        Welcome { page, other, thanks, code, is_shared_device }.show()
    })?
}

/// The code of who joins. It derives from the process's secret, so that its page can be read again
/// after a broken connection.
pub(super) fn recovery_code(app: &Shared, member: MemberId) -> RecoveryCode {
    RecoveryCode::new(app.derive("join: recovery code", &[member.as_bytes()]))
}

/// Who invited the reader, if anybody did.
async fn sender(app: &App, me: &Me) -> Result<Option<MemberId>, Failure> {
    let person = app.journal.person(me.member).await?;
    let Some(by) = person.and_then(|person| person.invitation) else { return Ok(None) };
    let all = app.journal.invitations_of(me.household).await?;
    Ok(all.into_iter().find(|invitation| invitation.id == by).map(|invitation| invitation.by))
}
