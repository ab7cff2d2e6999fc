//! Inviting: a message with a link, a shared device, or not now.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use household::people::PARENTS_MAX;
use household::{Command, Line};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use journal::{Invitation, InvitationId, Row};

use super::link::{NOBODY, first_16, is_open, last_day, token};
use crate::app::{Act, App};
use crate::identity::{days_after, hash_of};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::{Failure, hex};
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

/// How long a link works.
const INVITATION_DAYS: i64 = 14;
/// Most links of a family that work at once.
const OPEN_MAX: usize = 5;

/// A link that works, as the list shows it.
#[derive(Debug)]
struct Open {
    id: InvitationId,
    called: Option<String>,
    until: Date,
    /// Who made it, where it was not the reader.
    by: Option<String>,
    /// The link can be shown to the reader: they made it, to be sent, since the program started.
    is_shown: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/start/invite.html")]
struct Invite<'a> {
    page: Page<'a>,
    form: Form,
    /// A link is kept in no event, so the page's own key stays the same after one was made; this
    /// one changes with every link.
    key: String,
    open: Vec<Open>,
    /// No further link: enough of them work, or the family has all the parents it can have.
    is_full: Option<&'static str>,
    is_alone: bool,
    days: i64,
}

/// `GET /invite`.
pub async fn invite(
    State(app): State<App>,
    Query(said): Query<Said>,
    me: Me,
) -> Result<Response, Failure> {
    let form = me.see(|seen| {
        let mine = seen.shared.people.member(me.member).and_then(|member| member.name.as_ref());
        let alone = seen.shared.people.is_alone();
        let called = seen.own.other_called.as_ref().filter(|_| alone);
        let text = |line: Option<&Line>| line.map(Line::as_str).unwrap_or_default().to_owned();
        Form::filled([("mine", &text(mine)), ("called", &text(called))])
    })?;
    show(&app, &me, form, said.ok()).await
}

/// `POST /invitations`.
pub async fn create_invitation(
    State(app): State<App>,
    me: Me,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let mine = ask.form.line("mine");
    let called = ask.form.line_if_any("called");
    // The same request again finds the invitation that it made.
    let made = app.derive("invitation: id", &[me.member.as_bytes(), &ask.request.key]);
    let id = InvitationId::from_bytes(first_16(made));
    let known = app.journal.invitations_of(me.household).await?;
    let open = known.iter().filter(|invitation| is_open(&app, invitation));
    if open.count() >= OPEN_MAX && known.iter().all(|invitation| invitation.id != id) {
        ask.form.wrong("mine", "invite-enough");
    }
    let Some(mine) = mine.filter(|_| ask.form.is_fine()) else {
        let page = show(&app, &me, ask.form, None).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let commands = names(&me, mine, called.clone())?;
    let now = app.clock.now();
    let invitation = Invitation {
        id,
        token_hash: hash_of(&token(&app, me.member, id)),
        household: me.household,
        by: me.member,
        called: called.map(|line| line.as_str().to_owned()),
        created: now,
        expires: end_of_last_day(&me, now)?,
        state: journal::InvitationState::Open,
    };
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &commands,
        rows: vec![Row::Invitation(invitation)],
        to: &format!("/invitations/{id}"),
    };
    Ok(Redirect::to(&app.act_as(act).await?.to).into_response())
}

/// A link works until a day is over, not until some hour that nobody would remember.
fn end_of_last_day(me: &Me, now: Timestamp) -> Result<Timestamp, Failure> {
    let zone = me.see(|seen| seen.shared.people.time_zone())?;
    let next = me.house.read().today_of(NOBODY, now).checked_add((INVITATION_DAYS + 1).days());
    let end = next.and_then(|day| day.to_zoned(zone));
    Ok(end.map_or_else(|_| days_after(now, INVITATION_DAYS), |end| end.timestamp()))
}

/// The names as they are told to each other: the invited person reads who asks, and whoever asks
/// alone calls the other by the name they just wrote.
fn names(me: &Me, mine: Line, called: Option<Line>) -> Result<Vec<Command>, Failure> {
    me.see(|seen| {
        let member = seen.shared.people.member(me.member);
        let is_new = member.and_then(|member| member.name.as_ref()) != Some(&mine);
        let mut commands = Vec::new();
        if is_new {
            commands.push(Command::ChooseName { name: mine });
        }
        let called = called.filter(|_| seen.shared.people.is_alone());
        if let Some(name) = called.filter(|name| seen.own.other_called.as_ref() != Some(name)) {
            commands.push(Command::CallOther { name });
        }
        commands
    })
}

/// The newest message of the reader's own that still works.
pub(crate) async fn own_message(app: &App, me: &Me) -> Result<Option<Invitation>, Failure> {
    let invitations = app.journal.invitations_of(me.household).await?;
    Ok(invitations.into_iter().find(|one| one.by == me.member && is_open(app, one)))
}

async fn show(app: &App, me: &Me, form: Form, ok: Option<&str>) -> Result<Response, Failure> {
    let mut invitations = app.journal.invitations_of(me.household).await?;
    let ids: Vec<_> = invitations.iter().map(|one| *one.id.as_bytes()).collect();
    invitations.retain(|invitation| is_open(app, invitation));
    let until: Vec<_> = {
        let house = me.house.read();
        invitations.iter().map(|one| last_day(&house, one.expires)).collect()
    };
    me.see(|seen| {
        let open = invitations.into_iter().zip(until).map(|(invitation, until)| {
            let by = Some(invitation.by).filter(|by| *by != me.member);
            let by = by.map(|by| Person::of(&seen, me.words, by).name);
            let token = token(app, me.member, invitation.id);
            let is_shown = hash_of(&token) == invitation.token_hash;
            Open { id: invitation.id, called: invitation.called, until, by, is_shown }
        });
        let open: Vec<_> = open.collect();
        let is_full = if open.len() >= OPEN_MAX {
            Some("invite-enough")
        } else if seen.shared.people.parents().count() >= PARENTS_MAX {
            Some("refusal-too-many-parents")
        } else {
            None
        };
        let page = Page::mine(app, me, &seen, Place::Talk).back_to("/talk").saying(ok);
        let key = app.derive("invite: form", &[page.key.as_bytes(), ids.as_flattened()]);
        let (key, is_alone) = (hex(&key[..16]), seen.shared.people.is_alone());
        Invite { page, form, key, open, is_full, is_alone, days: INVITATION_DAYS }.show()
    })?
}
