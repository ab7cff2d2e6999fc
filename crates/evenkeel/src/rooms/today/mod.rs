//! Today: what is mine today and this week, what is open, one gentle step. Never another's list,
//! and nothing is late.

mod notices;
mod page;
mod rows;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use household::today::Step;
use household::{CardId, Command};
use serde::Deserialize;

use crate::app::App;
use crate::identity::LostProof;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::part::wants_part;

#[derive(Debug, Deserialize)]
pub struct Said {
    ok: Option<String>,
}

/// `GET /today`
pub async fn today(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    let news = if me.has_news {
        (app.way_in_news(&me).await?, app.lost_proof(&me).await?)
    } else {
        (None, LostProof::NotOffered)
    };
    me.see(|seen| page::today(&app, &me, &seen, said.ok.as_deref(), news))?
}

/// `POST /today/done/{card}`: I did it. Its owner alone can say so.
pub async fn done(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::MarkDone { card, on: me.today };
    tick(&app, &me, &headers, &ask, card, &command).await
}

/// `POST /today/undone/{card}`
pub async fn undone(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::TakeDoneBack { card, on: me.today };
    tick(&app, &me, &headers, &ask, card, &command).await
}

/// `POST /today/taken/{card}`: "I have this today", said about oneself.
pub async fn taken(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::HaveThisToday { card }, "/today?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /today/taken-up/{card}`: an open card becomes mine.
pub async fn taken_up(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::TakeUpCard { card }, "/today?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /today/step`: not this one, ever.
pub async fn skip_step(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let steps = Step::ALL.map(|step| (page::step_name(step), step));
    let step = ask.form.one_of("step", &steps).ok_or(Failure::NotFound)?;
    let to = app.act(&me, &ask, &Command::SkipStep { step }, "/today").await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /today/steps`: no next steps any more, or again.
pub async fn hide_steps(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let choices = [("hidden", true), ("shown", false)];
    let hidden = ask.form.one_of("steps", &choices).ok_or(Failure::NotFound)?;
    let to = app.act(&me, &ask, &Command::HideSteps { hidden }, "/today").await?;
    Ok(Redirect::to(&to).into_response())
}

/// Does what a tick asks. Script gets the row alone, which takes the pressed one's place.
async fn tick(
    app: &App,
    me: &Me,
    headers: &HeaderMap,
    ask: &Ask,
    card: CardId,
    command: &Command,
) -> Result<Response, Failure> {
    let to = app.act(me, ask, command, "/today").await?;
    if !wants_part(headers) {
        return Ok(Redirect::to(&to).into_response());
    }
    me.see(|seen| page::row(app, me, &seen, card))?
}
