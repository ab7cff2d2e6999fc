//! A talk while it lasts. What is said here is in memory alone; a device that follows fetches its
//! part again when it is told that there is something new.

mod acts;
mod page;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use household::command::TalkCommand;
use household::talk::listening::{Act, LiveTalk, Way};
use household::{Command, TalkId};
use serde::Deserialize;

use self::acts::read;
use self::page::{LivePage, Shown};
use crate::app::{Act as Doing, App, Applied, NoTalk, Shared};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::part::{InPlace, leave_for, wants_part};

const HOME: &str = "/talk";
/// Where the two find themselves after a talk.
const AFTER: &str = "/talk?ok=over";

/// `?was=on`: the page that asks showed a talk under way.
#[derive(Debug, Deserialize)]
pub struct Was {
    was: Option<String>,
}

/// A talk, and the version of what its reader sees; 0 where they are not in it.
#[derive(Debug)]
struct Found {
    live: LiveTalk,
    version: u64,
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
    let found = find(&app, &me, talk)?;
    let Some(act) = read(&mut ask.form).filter(|_| ask.form.is_fine()) else {
        let found = found.ok_or(Failure::NotFound)?;
        let shown = Shown { form: ask.form, ..Shown::default() };
        return me.see_again(|seen| {
            LivePage::of(&app, &me, &seen, talk, &found, &shown)?.show_to(by_script)
        });
    };
    app.may_write(&me, &ask)?;
    // Only who says that they are there can begin one, and only one that both agreed on.
    let begin = if matches!(act, Act::Ready { .. }) { agreed(&app, &me, talk)? } else { None };
    match app.talks.act(talk, begin, (me.member, &act), app.clock.now()) {
        Ok(Applied::GoesOn) => {
            let along = found.and_then(|found| taken_along(talk, &found.live, &act));
            keep(&app, &me, &ask, along.into_iter().collect()).await?;
            if act == Act::Leave {
                leave(by_script, HOME)
            } else {
                go_on(&app, &me, talk, by_script)
            }
        }
        Ok(Applied::Ends(over)) => {
            let along = taken_along(talk, &over, &act).into_iter();
            let commands = along.chain(left_of(&app, &me, talk, &over)?).collect();
            keep(&app, &me, &ask, commands).await?;
            app.talks.end(talk);
            leave(by_script, AFTER)
        }
        Err(NoTalk::Full) => Err(Failure::Busy),
        // Who is not in it any more has left it.
        Err(NoTalk::NotNow(_)) if act == Act::Leave => leave(by_script, HOME),
        // The talk has moved on meanwhile, or was interrupted: it is shown as it is now.
        Err(NoTalk::NotNow(_)) => {
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

/// The talk under this id: as it is for this reader, who is in it, or as it would begin; `None`
/// where there is nothing for them.
fn find(app: &Shared, me: &Me, talk: TalkId) -> Result<Option<Found>, Failure> {
    if let Some((live, version)) = app.talks.find(talk, me.member, app.clock.now()) {
        return Ok(Some(Found { live, version }));
    }
    Ok(agreed(app, me, talk)?.map(|live| Found { live, version: 0 }))
}

/// The talk as it would begin, where both agreed on it.
fn agreed(app: &Shared, me: &Me, talk: TalkId) -> Result<Option<LiveTalk>, Failure> {
    me.see(|seen| {
        let asked = seen.shared.talks.find(talk, me.member, app.clock.now());
        let asked = asked.filter(|asked| asked.is_agreed);
        asked.map(|it| LiveTalk::new(it.topic.clone(), it.by, it.of, Way::TwoDevices))
    })
}

/// One's own thing to take along is kept for oneself at once, whatever becomes of the talk. On one
/// device nothing is: two hands are on it.
fn taken_along(talk: TalkId, live: &LiveTalk, act: &Act) -> Option<Command> {
    let Act::TakeAlong { text: Some(text), .. } = act else { return None };
    let (topic, text) = (live.topic().clone(), text.clone());
    let is_ones_own = live.way() == Way::TwoDevices;
    is_ones_own.then_some(Command::Talk(TalkCommand::TakeAlong { talk, topic, text }))
}

/// What both ticked, and that the talk was held. Of a talk over one device, what its holder wrote
/// down: their press stood for both.
fn left_of(app: &Shared, me: &Me, talk: TalkId, over: &LiveTalk) -> Result<Vec<Command>, Failure> {
    let texts = over.kept();
    let (with, topic) = (over.other_than(me.member), over.topic().clone());
    let mut commands = Vec::new();
    if !texts.is_empty() {
        commands.push(Command::Talk(match over.way() {
            Way::TwoDevices => TalkCommand::Keep { talk, with, topic, texts },
            Way::OneDevice { .. } => TalkCommand::WriteDown { talk, with, topic, texts },
        }));
    }
    let now = app.clock.now();
    if me.see(|seen| seen.shared.talks.find(talk, me.member, now).is_some())? {
        commands.push(Command::Talk(TalkCommand::Close { talk }));
    }
    Ok(commands)
}

/// Makes it durable in one step: a request acts once, or its key would answer for the rest of it.
async fn keep(app: &App, me: &Me, ask: &Ask, commands: Vec<Command>) -> Result<(), Failure> {
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
    let Some(found) = find(app, me, talk)? else {
        let now = app.clock.now();
        let is_asked = me.see(|seen| seen.shared.talks.find(talk, me.member, now).is_some())?;
        return match (is_asked, shown.was_on) {
            (true, _) => leave(by_script, &format!("/talk/asks/{talk}")),
            (false, true) => leave(by_script, AFTER),
            (false, false) => Err(Failure::NotFound),
        };
    };
    me.see(|seen| LivePage::of(app, me, &seen, talk, &found, shown)?.show_to(by_script))?
}
