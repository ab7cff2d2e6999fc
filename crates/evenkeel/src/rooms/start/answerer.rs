//! Who answers an invitation, and what becomes of the answer.
//!
//! *Send* joins, and uses the link up. *Keep* opens a session on this device for an answer that
//! nobody else sees, and leaves the link as it was. *Not now* leaves nothing behind.

use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use household::{Command, Line, MemberId, Refusal};
use jiff::civil::Date;
use journal::{Invitation, Person, Row, WayIn};

use super::link::{find, first_16};
use super::welcome::recovery_code;
use crate::app::{Act, ActError, App, Done};
use crate::identity::{changed, label};
use crate::web::ask::Ask;
use crate::web::failure::{Again, Failure, hex};
use crate::web::me::{Invited, Me, Reader};

/// Who answers, and which invitation.
#[derive(Debug)]
pub(super) struct Answerer {
    pub member: MemberId,
    pub invitation: Invitation,
    /// Theirs on this device, if they kept an answer.
    session: Option<[u8; 32]>,
}

impl Answerer {
    /// Whoever opened this link: who kept an answer to it on this device, or somebody new. `None`
    /// for a member, whom a link cannot change; but their own first press, come again, is theirs.
    pub async fn of_link(
        app: &App,
        reader: &Reader,
        token: &str,
        ask: &Ask,
    ) -> Result<Option<Self>, Failure> {
        let invitation = match (find(app, token).await, reader) {
            (Err(Failure::LinkGone), Reader::Member(_)) => return Ok(None),
            (found, _) => found?,
        };
        if let Reader::Invited(invited) = reader
            && is_answering(app, invited, &invitation).await?
        {
            return Ok(Some(Self::kept(&invited.me, invitation)));
        }
        let id = app.derive("join: member", &[&invitation.token_hash, &ask.request.key]);
        let member = MemberId::from_bytes(first_16(id));
        let is_another = matches!(reader, Reader::Member(me) if me.member != member);
        Ok((!is_another).then_some(Self { member, invitation, session: None }))
    }

    /// Who kept an answer on this device.
    pub const fn kept(me: &Me, invitation: Invitation) -> Self {
        Self { member: me.member, invitation, session: Some(me.session) }
    }

    /// They have no session here yet.
    pub const fn is_new(&self) -> bool {
        self.session.is_none()
    }
}

/// Whether the answer kept on this device is one to this invitation.
pub(super) async fn is_answering(
    app: &App,
    invited: &Invited,
    invitation: &Invitation,
) -> Result<bool, Failure> {
    let person = app.journal.person(invited.me.member).await?;
    Ok(person.and_then(|person| person.invitation) == Some(invitation.id))
}

/// They send their answer, which is also their joining. `None`: the form has a mistake.
pub(super) async fn send(
    app: &App,
    who: &Answerer,
    headers: &HeaderMap,
    ask: &mut Ask,
) -> Result<Option<Response>, Failure> {
    let text = ask.form.note("text");
    let name = match &who.invitation.called {
        Some(called) => Line::parse(called).ok(),
        None => ask.form.line("name"),
    };
    let (Some(text), Some(name)) = (text, name) else { return Ok(None) };
    let (id, by, at) = (who.invitation.id, who.member, app.clock.now());
    let rows = vec![Row::UseInvitation { id, by, at }, recovery_code(app, by).row(by)];
    let (command, rows) = (Command::SendAnswer { text, name }, (rows, [WayIn::Code].as_slice()));
    match act(app, who, headers, ask, command, rows, "/welcome").await {
        Err(Failure::Refused(Refusal::AlreadyAMember)) => {
            Ok(Some(Redirect::to("/talk").into_response()))
        }
        answer => or_beside_the_text(ask, answer),
    }
}

/// They keep it for themselves. `None`: the form has a mistake.
pub(super) async fn keep(
    app: &App,
    who: &Answerer,
    headers: &HeaderMap,
    ask: &mut Ask,
) -> Result<Option<Response>, Failure> {
    let text = ask.form.note("text");
    if who.is_new() && app.shared_device(headers).await?.is_some() {
        ask.form.wrong("text", "letter-shared-device");
    }
    let Some(text) = text.filter(|_| ask.form.is_fine()) else { return Ok(None) };
    let command = Command::KeepAnswer { text };
    let answer = act(app, who, headers, ask, command, (Vec::new(), &[]), "/answer").await;
    or_beside_the_text(ask, answer)
}

/// What cannot be done is said beside the text, which stays.
fn or_beside_the_text(
    ask: &mut Ask,
    answer: Result<Response, Failure>,
) -> Result<Option<Response>, Failure> {
    match answer {
        Err(Failure::Refused(refusal)) => {
            ask.form.wrong("text", refusal.key());
            Ok(None)
        }
        answer => answer.map(Some),
    }
}

/// Not now: what this device kept is erased, and its session with it.
pub(super) async fn leave_nothing(
    app: &App,
    reader: &Reader,
    until: Date,
) -> Result<Response, Failure> {
    let ending = Redirect::to(&format!("/not-now?until={until}"));
    match reader {
        Reader::Invited(Invited { me }) => {
            app.erase_member(me.household, me.member).await?;
            Ok(([(SET_COOKIE, app.no_cookie())], ending).into_response())
        }
        Reader::Member(_) | Reader::Stranger(_) => Ok(ending.into_response()),
    }
}

/// Does it, under a new session for who is new here, with rows and which ways in they give.
async fn act(
    app: &App,
    who: &Answerer,
    headers: &HeaderMap,
    ask: &Ask,
    command: Command,
    (mut rows, ways): (Vec<Row>, &[WayIn]),
    to: &str,
) -> Result<Response, Failure> {
    let Answerer { member, session, .. } = *who;
    let household = who.invitation.household;
    let mut cookie = None;
    let mut by = session;
    if session.is_none() {
        let token = app.derive("join: session", &[member.as_bytes(), &ask.request.key]);
        let device = app.device_for(headers, household).await?;
        let session = app.new_session(token, member, household, device, label(headers));
        let (created, invitation) = (session.row.created, Some(who.invitation.id));
        let person = Person { member, household, sign_in_name: None, created, invitation };
        rows.insert(0, Row::Person(person));
        by = Some(session.row.token_hash);
        rows.push(Row::Session(session.row));
        cookie = Some(session.cookie);
    }
    rows.extend(by.into_iter().flat_map(|by| changed(member, by, true, ways, app.clock.now())));
    let act = Act { household, member, ask, commands: &[command], rows, to };
    let Done { to, at } = app.act_as(act).await.map_err(|error| told(app, who, ask, error))?;
    let answer = Redirect::to(&to);
    match cookie.filter(|_| app.is_recent(at)) {
        Some(cookie) => Ok(([(SET_COOKIE, cookie)], answer).into_response()),
        None => Ok(answer.into_response()),
    }
}

/// A form of before *Not now*, sent after it: who sent it was erased. What they wrote can be sent
/// again, as somebody new.
fn told(app: &App, who: &Answerer, ask: &Ask, error: ActError) -> Failure {
    match error {
        ActError::Storage(journal::Error::Erased(_)) if who.is_new() => {
            let key = app.derive("again", &[who.member.as_bytes(), &ask.request.key]);
            let (path, fields) = (ask.path.clone(), ask.form.fields().to_vec());
            Failure::UsedKey(Box::new(Again { path, fields: Some(fields), key: hex(&key) }))
        }
        error => error.into(),
    }
}
