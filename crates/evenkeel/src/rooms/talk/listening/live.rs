//! A talk while it lasts. What is said here is in memory alone; a device that follows fetches its
//! part again when it is told that there is something new.

mod acts;
mod page;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::TalkCommand;
use household::talk::listening::{Act, LiveTalk, Topic, Way};
use household::{Command, TalkId};
use serde::Deserialize;

use self::acts::read;
use self::page::{LivePage, Shown};
use crate::app::{Act as Doing, App, Applied, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::part::{InPlace, leave_for, wants_part};

/// Where the two find themselves after a talk.
const AFTER: &str = "/talk?ok=over";

/// `?was=on`: the page that asks showed a talk under way.
#[derive(Debug, Deserialize)]
pub struct Was {
    was: Option<String>,
}

/// `GET /talk/listening/{talk}`
pub async fn live(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    Query(was): Query<Was>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let was_on = was.was.as_deref() == Some("on");
    show(&app, &me, talk, &Shown { was_on, ..Shown::default() }, wants_part(&headers))
}

/// `POST /talk/listening/{talk}`: something one of the two does.
pub async fn act(
    State(app): State<App>,
    me: Me,
    Path(talk): Path<TalkId>,
    headers: HeaderMap,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let by_script = wants_part(&headers);
    let under_way = find(&app, &me, talk)?;
    let act = match read(&mut ask.form).filter(|_| ask.form.is_fine()) {
        Some(act) => act,
        None if under_way.is_none() => return Err(Failure::NotFound),
        None => {
            let shown = Shown { form: ask.form, ..Shown::default() };
            return Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                show(&app, &me, talk, &shown, by_script)?,
            )
                .into_response());
        }
    };
    app.may_write(&me, &ask)?;
    take_along(&app, &me, &ask, talk, &act, under_way.as_ref()).await?;
    // Only who says that they are there can begin one.
    let begin = under_way.filter(|_| matches!(act, Act::Ready { .. }));
    match app.talks.act(talk, begin, (me.member, &act), app.clock.now()) {
        Ok(Applied::GoesOn) if act == Act::Leave => leave(by_script, "/talk"),
        Ok(Applied::GoesOn) => go_on(&app, &me, talk, by_script),
        Ok(Applied::Ends(over)) => {
            keep(&app, &me, &ask, talk, &over).await?;
            app.talks.end(talk);
            leave(by_script, AFTER)
        }
        // The talk has moved on meanwhile, or was interrupted: it is shown as it is now.
        Err(_) => {
            let unsent = ask.form.value("text").trim().to_owned();
            let unsent = Some(unsent).filter(|text| !text.is_empty());
            if unsent.is_none() {
                return go_on(&app, &me, talk, by_script);
            }
            let shown = Shown { was_on: true, unsent, ..Shown::default() };
            show(&app, &me, talk, &shown, by_script)
        }
    }
}

/// The talk under this id: as it is under way, or as it would begin; `None` where there is nothing
/// for this reader.
fn find(app: &Shared, me: &Me, talk: TalkId) -> Result<Option<LiveTalk>, Failure> {
    let now = app.clock.now();
    if let Some((live, _)) = app.talks.find(talk, me.member, now) {
        return Ok(Some(live));
    }
    me.see(|seen| {
        let asked = seen.shared.talks.find(talk, me.member, now).filter(|asked| asked.is_agreed);
        asked.map(|it| LiveTalk::new(it.topic.clone(), it.by, it.of, Way::TwoDevices))
    })
}

/// One's own thing to take along is kept for oneself at once, whatever becomes of the talk. On one
/// device nothing is: two hands are on it.
async fn take_along(
    app: &Shared,
    me: &Me,
    ask: &Ask,
    talk: TalkId,
    act: &Act,
    under_way: Option<&LiveTalk>,
) -> Result<(), Failure> {
    let (Act::TakeAlong { text: Some(text), .. }, Some(live)) = (act, under_way) else {
        return Ok(());
    };
    let fits = live.after(me.member, act, app.clock.now()).is_ok();
    if fits && live.way() == Way::TwoDevices {
        let (topic, text): (Topic, _) = (live.topic().clone(), text.clone());
        let command = Command::Talk(TalkCommand::TakeAlong { talk, topic, text });
        app.act(me, ask, &command, "/talk").await?;
    }
    Ok(())
}

/// Makes durable what both ticked, and that the talk was held.
async fn keep(
    app: &Shared,
    me: &Me,
    ask: &Ask,
    talk: TalkId,
    over: &LiveTalk,
) -> Result<(), Failure> {
    let texts = over.kept();
    let (with, topic) = (over.other_than(me.member), over.topic().clone());
    let mut commands = Vec::new();
    if !texts.is_empty() {
        commands.push(Command::Talk(TalkCommand::Keep { talk, with, topic, texts }));
    }
    let now = app.clock.now();
    if me.see(|seen| seen.shared.talks.find(talk, me.member, now).is_some())? {
        commands.push(Command::Talk(TalkCommand::Close { talk }));
    }
    if commands.is_empty() {
        return Ok(());
    }
    let (household, member, commands) = (me.household, me.member, commands.as_slice());
    let doing = Doing { household, member, ask, commands, rows: Vec::new(), to: AFTER };
    app.act_as(doing).await?;
    Ok(())
}

fn go_on(app: &Shared, me: &Me, talk: TalkId, by_script: bool) -> Result<Response, Failure> {
    if by_script {
        return show(app, me, talk, &Shown { was_on: true, ..Shown::default() }, by_script);
    }
    Ok(Redirect::to(&format!("/talk/listening/{talk}?was=on")).into_response())
}

fn leave(by_script: bool, to: &str) -> Result<Response, Failure> {
    if by_script { leave_for(to) } else { Ok(Redirect::to(to).into_response()) }
}

fn show(
    app: &Shared,
    me: &Me,
    talk: TalkId,
    shown: &Shown,
    by_script: bool,
) -> Result<Response, Failure> {
    let now = app.clock.now();
    let under_way = app.talks.find(talk, me.member, now);
    let is_interrupted = shown.was_on && under_way.is_none();
    let found = match under_way {
        Some(found) => Some(found),
        None => find(app, me, talk)?.map(|fresh| (fresh, 0)),
    };
    let Some((live, version)) = found else {
        let is_asked = me.see(|seen| seen.shared.talks.find(talk, me.member, now).is_some())?;
        return match (is_asked, shown.was_on) {
            (true, _) => leave(by_script, &format!("/talk/asks/{talk}")),
            (false, true) => leave(by_script, AFTER),
            (false, false) => Err(Failure::NotFound),
        };
    };
    me.see(|seen| {
        let page = LivePage::of(app, me, &seen, (talk, version), &live, shown, is_interrupted)?;
        page.show_to(by_script)
    })?
}

/// A form that nobody has filled.
fn empty() -> Form {
    Form::default()
}
