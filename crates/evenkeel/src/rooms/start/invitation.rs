//! One invitation: the message to send along, the link and its picture; and taking it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use journal::{Invitation as Kept, InvitationId, Row};

use super::link::{Picture, address, is_open, last_day, picture, token};
use crate::app::{Act, ActError, App};
use crate::content::Content;
use crate::identity::hash_of;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// What there is to send.
#[derive(Debug)]
struct ToSend {
    message: String,
    address: String,
    picture: Option<Picture>,
    by_text: String,
    by_mail: String,
}

#[derive(Debug, Template)]
#[template(path = "rooms/start/invitation.html")]
struct Invitation<'a> {
    page: Page<'a>,
    id: InvitationId,
    called: Option<String>,
    until: Date,
    /// `None` after the program was started anew: the link is known to whoever has it.
    to_send: Option<ToSend>,
    this_computer_only: bool,
}

/// `GET /invitations/{id}`: for whoever made it.
pub async fn invitation(
    State(app): State<App>,
    Path(id): Path<String>,
    me: Me,
) -> Result<Response, Failure> {
    let kept = mine(&app, &me, &id).await?;
    let until = last_day(&me.house.read(), kept.expires);
    let token = token(&app, me.member, kept.id);
    let message = Content::for_language(me.words.language()).invite().message.body.markdown();
    let is_known = hash_of(&token) == kept.token_hash;
    let to_send = is_known.then(|| to_send(message.trim(), address(&app, &token)));
    me.see(|seen| {
        Invitation {
            page: Page::mine(&app, &me, &seen, Place::Talk).back_to("/invite"),
            id: kept.id,
            called: kept.called,
            until,
            to_send,
            this_computer_only: app.settings.is_this_computer_only(),
        }
        .show()
    })?
}

/// `POST /invitations/{id}/revocation`: by anyone of the family.
pub async fn revoke(
    State(app): State<App>,
    Path(id): Path<String>,
    me: Me,
    ask: Ask,
) -> Result<Response, Failure> {
    const TO: &str = "/invite?ok=undone";
    let id: InvitationId = id.parse().map_err(|_| Failure::NotFound)?;
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &[],
        rows: vec![Row::RevokeInvitation { id, household: me.household }],
        to: TO,
    };
    match app.act_as(act).await {
        Ok(done) => Ok(Redirect::to(&done.to).into_response()),
        // It works no more already, which is what was asked for.
        Err(ActError::InvitationGone) => Ok(Redirect::to(TO).into_response()),
        Err(error) => Err(error.into()),
    }
}

async fn mine(app: &App, me: &Me, id: &str) -> Result<Kept, Failure> {
    let id: InvitationId = id.parse().map_err(|_| Failure::NotFound)?;
    let all = app.journal.invitations_of(me.household).await?;
    let found = all.into_iter().find(|kept| kept.id == id && kept.by == me.member);
    found.filter(|kept| is_open(app, kept)).ok_or(Failure::NotFound)
}

fn to_send(message: &str, address: String) -> ToSend {
    let whole = in_address(&format!("{message}\n\n{address}"));
    ToSend {
        message: message.to_owned(),
        picture: picture(&address),
        // Both kinds of phone read the body behind "?&".
        by_text: format!("sms:?&body={whole}"),
        by_mail: format!("mailto:?body={whole}"),
        address,
    }
}

/// Percent-encoded: mail and message programs do not read "+" as a space.
fn in_address(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}
