//! Writing thanks: anew, or again from the drawer; kept there, or sent for good.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ThanksCommand;
use household::talk::thanks::Thanks;
use household::{Command, MemberId, Note, Refusal, Seen, ThanksId};

use crate::app::{ActError, App, Shared};
use crate::content::{Appreciation, Content, Target};
use crate::rooms::card::{Person, other_name};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/thanks/write.html")]
struct Write<'a> {
    page: Page<'a>,
    texts: &'static Appreciation,
    form: &'a Form,
    /// In the drawer already.
    draft: Option<ThanksId>,
    /// Who can get it.
    others: Vec<Person>,
    other: String,
    /// Sending waits until what was told is said back (R1).
    may_send: bool,
    starters: Vec<Group>,
}

/// Words to begin with, numbered as they stand in the file: an address or a log holds no feeling.
#[derive(Debug)]
struct Group {
    title: &'static str,
    starters: Vec<(usize, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Send,
    Keep,
}

/// `GET /talk/thanks/new`.
pub async fn new(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, None, &Form::default()))?
}

/// `POST /talk/thanks/new`.
pub async fn write(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    put(&app, &me, ask, None).await
}

/// `GET /talk/thanks/drawer/{id}`.
pub async fn unsent(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ThanksId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let unsent = seen.own.drawer.get(id).ok_or(Failure::NotFound)?;
        let more = unsent.thanks.even_more.as_ref().map_or("", Note::as_str);
        let to = unsent.to.map(|to| to.to_string()).unwrap_or_default();
        let form =
            Form::filled([("text", unsent.thanks.text.as_str()), ("more", more), ("to", &to)]);
        show(&app, &me, &seen, Some(id), &form)
    })?
}

/// `POST /talk/thanks/drawer/{id}`.
pub async fn rewrite(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ThanksId>,
    ask: Ask,
) -> Result<Response, Failure> {
    put(&app, &me, ask, Some(id)).await
}

/// `POST /talk/thanks/drawer/{id}/removal`: taken back, and gone.
pub async fn drop(
    State(app): State<App>,
    me: Me,
    Path(draft): Path<ThanksId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::Thanks(ThanksCommand::Drop { draft });
    let to = app.act(&me, &ask, &command, "/talk/thanks?ok=undone").await?;
    Ok(Redirect::to(&to).into_response())
}

/// Kept, sent, or shown again with words to begin with.
async fn put(
    app: &App,
    me: &Me,
    mut ask: Ask,
    draft: Option<ThanksId>,
) -> Result<Response, Failure> {
    if let Some(draft) = draft {
        me.see(|seen| seen.own.drawer.get(draft).map(|_| ()).ok_or(Failure::NotFound))??;
    }
    let begun = begin(&mut ask.form, me);
    if let Some(command) = read(&mut ask.form, me, draft, begun)? {
        let to = match command {
            ThanksCommand::Send { .. } => "/talk/thanks?ok=sent",
            ThanksCommand::Keep { .. }
            | ThanksCommand::Drop { .. }
            | ThanksCommand::Answer { .. }
            | ThanksCommand::Hold { .. } => "/talk/thanks?ok=kept",
        };
        match app.act(me, &ask, &Command::Thanks(command), to).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(
                refusal @ (Refusal::DrawerFull | Refusal::SayBackFirst | Refusal::UnknownMember),
            )) => ask.form.wrong("text", refusal.key()),
            Err(error) => return Err(error.into()),
        }
    }
    let status = if ask.form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    me.see(|seen| Ok((status, show(app, me, &seen, draft, &ask.form)?).into_response()))?
}

/// Fills in the words whose button was pressed, under what stands there. Whether one was.
fn begin(form: &mut Form, me: &Me) -> bool {
    let texts = Content::for_language(me.words.language()).appreciation();
    let starters: Vec<_> = texts.starters.iter().map(|starter| starter.text.as_str()).collect();
    let more: Vec<_> = texts.more.iter().map(|ready| ready.text.as_str()).collect();
    let mut begun = false;
    for (button, field, words) in [("begin", "text", starters), ("begin-more", "more", more)] {
        if form.get(button).is_none() {
            continue;
        }
        begun = true;
        let number: Option<usize> = form.parsed(button);
        match number.and_then(|number| words.get(number.checked_sub(1)?)) {
            Some(chosen) => {
                let typed = form.value(field).trim();
                let is_free = typed.is_empty() || words.contains(&typed);
                let filled =
                    if is_free { (*chosen).to_owned() } else { format!("{typed}\n\n{chosen}") };
                form.set(field, filled);
            }
            None if form.is_fine() => form.wrong(button, "form-choice"),
            None => {}
        }
    }
    begun
}

/// What the form asks for; nothing where a field is wrong, or words to begin with were asked for.
fn read(
    form: &mut Form,
    me: &Me,
    draft: Option<ThanksId>,
    begun: bool,
) -> Result<Option<ThanksCommand>, Failure> {
    if begun {
        return Ok(None);
    }
    let then = form.one_of("do", &[("send", Then::Send), ("keep", Then::Keep)]);
    let text = form.note("text");
    let even_more = form.note_if_any("more");
    let to = me.see(|seen| to(form, &seen))?;
    let (Some(then), Some(text)) = (then, text) else { return Ok(None) };
    let thanks = Thanks { text, even_more };
    let asked = match (then, to) {
        (Then::Keep, to) => ThanksCommand::Keep { draft, to, thanks },
        (Then::Send, Some(to)) => ThanksCommand::Send { draft, to, thanks },
        (Then::Send, None) => {
            if form.is_fine() {
                form.wrong("to", "form-choice");
            }
            return Ok(None);
        }
    };
    Ok(Some(asked).filter(|_| form.is_fine()))
}

/// The one other parent, or the chosen one of several.
fn to(form: &mut Form, seen: &Seen<'_>) -> Option<MemberId> {
    let others: Vec<_> = seen.shared.people.others_than(seen.me).map(|(id, _)| id).collect();
    if let [other] = others[..] {
        return Some(other);
    }
    if form.value("to").is_empty() {
        return None;
    }
    let chosen = form.parsed("to")?;
    if !others.contains(&chosen) {
        form.wrong("to", "form-choice");
    }
    Some(chosen)
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    draft: Option<ThanksId>,
    form: &Form,
) -> Result<Response, Failure> {
    let texts = Content::for_language(me.words.language()).appreciation();
    let others = Person::all(seen, me.words).into_iter().filter(|person| !person.is_me);
    Write {
        texts,
        form,
        draft,
        others: others.collect(),
        other: other_name(seen, me.words),
        may_send: seen.shared.talk.all_said_back(),
        starters: Target::ALL.map(|target| group(me, texts, target)).into(),
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk/thanks"),
    }
    .show()
}

fn group(me: &Me, texts: &'static Appreciation, target: Target) -> Group {
    let title = match target {
        Target::Doing => me.words.text("thanks-for-doing"),
        Target::Thinking => me.words.text("thanks-for-thinking"),
        Target::Being => me.words.text("thanks-for-being"),
        Target::Growth => me.words.text("thanks-for-growth"),
        Target::Oneself => me.words.text("thanks-for-oneself"),
    };
    let all = texts.starters.iter().enumerate();
    let starters = all.filter(|(_, starter)| starter.target == target);
    Group { title, starters: starters.map(|(at, it)| (at + 1, it.text.as_str())).collect() }
}
