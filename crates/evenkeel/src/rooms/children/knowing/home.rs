//! Where knowing a child begins: a few questions, what to find out together, what is open.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::children::{ChildPage, find_out_together};
use household::command::KnowingCommand;
use household::{ChildId, Command, Note, Seen};

use super::question::LEFT_AT_FIRST;
use super::{Told, child_id, others, text_of};
use crate::app::App;
use crate::content::{Content, Guide};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/knowing/home.html")]
struct Home<'a> {
    page: Page<'a>,
    here: String,
    nickname: &'a str,
    guide: &'static Guide,
    /// The next question, unless I have looked at all that fit.
    next: Option<String>,
    together: Vec<&'static str>,
    opened: Vec<Told<'a>>,
    /// What I ticked, to be opened; and whether it was, as it stands.
    ticked: Vec<(&'static str, bool)>,
    closed: bool,
    /// The others who decide for the child.
    others: String,
    /// Everyone it opens to.
    to: String,
    has_mine: bool,
}

impl Home<'_> {
    /// Whether something is ticked that nobody can open before it is closed.
    fn waits_to_close(&self) -> bool {
        let is_ticked = self.ticked.iter().any(|(_, is_open)| !is_open);
        is_ticked && !self.closed && !self.others.is_empty()
    }
}

/// `GET /children/{id}/knowing`
pub async fn home(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let id = child_id(&id)?;
    let now = app.clock.now();
    me.see(|seen| {
        let kept = seen.child_page(id).ok_or(Failure::NotFound)?;
        let mine = seen.own.knowing.of(id);
        let (here, back) = (format!("/children/{id}/knowing"), format!("/children/{id}"));
        let next = mine.next(kept.child.band_on(me.today)).next();
        let together = find_out_together(kept.child, seen.family_day(now)).into_iter();
        let opened = seen.shared.known.of(kept.child, me.member);
        let to: Vec<_> = kept.child.deciders.members.iter().map(ToString::to_string).collect();
        Home {
            nickname: kept.child.nickname.as_str(),
            guide: Content::for_language(me.words.language()).knowing(),
            next: next
                .map(|next| format!("{here}/question?n={}&left={LEFT_AT_FIRST}", next.number())),
            together: together.map(|question| text_of(&me, question)).collect(),
            opened: opened.map(|(question, said)| Told::of(&seen, &me, question, said)).collect(),
            ticked: ticked(&seen, &me, kept),
            closed: mine.is_closed(),
            others: others(&seen, &me, kept).join(", "),
            to: to.join(","),
            has_mine: mine.all().next().is_some(),
            page: Page::mine(&app, &me, &seen, Place::Children).back_to(&back).saying(said.ok()),
            here,
        }
        .show()
    })?
}

/// `POST /children/{id}/knowing/closing`. Where it leads says nothing of what the others did.
pub async fn close(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
    ask: Ask,
) -> Result<Response, Failure> {
    let child = child_id(&id)?;
    let to = ask.form.value("to").split(',').map(|id| id.parse().map_err(|_| Failure::NotFound));
    let to = to.collect::<Result<_, _>>()?;
    act(&app, &me, &ask, child, KnowingCommand::Close { child, to }).await
}

/// `POST /children/{id}/knowing/taken-back`
pub async fn take_back(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
    ask: Ask,
) -> Result<Response, Failure> {
    let child = child_id(&id)?;
    act(&app, &me, &ask, child, KnowingCommand::TakeBack { child }).await
}

async fn act(
    app: &App,
    me: &Me,
    ask: &Ask,
    child: ChildId,
    command: KnowingCommand,
) -> Result<Response, Failure> {
    let here = format!("/children/{child}/knowing");
    let to = app.act(me, ask, &Command::Knowing(command), &here).await?;
    Ok(Redirect::to(&to).into_response())
}

fn ticked(seen: &Seen<'_>, me: &Me, kept: ChildPage<'_>) -> Vec<(&'static str, bool)> {
    let is_open = |question, text: &Note| {
        let mut opened = seen.shared.known.of(kept.child, me.member);
        opened.any(|(of, said)| of == question && said.get(&me.member) == Some(text))
    };
    let ticked = seen.own.knowing.of(kept.child.id).ticked();
    ticked.map(|(question, text)| (text_of(me, question), is_open(question, text))).collect()
}
