//! Cards left out of the split: dropped, passed on or paid for. Set in the open, and undone by
//! either. What the reader's own plan suggests is shown to them only.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::division::SetAside;
use household::load::Dealt;
use household::plan::Choice;
use household::{CardId, Command, Refusal, Seen};
use serde::Deserialize;

use crate::app::{ActError, App, Shared};
use crate::content::{Content, Keyed};
use crate::rooms::card::CardFace;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// The words a form sends, which are also the keys of the ways' texts.
pub const HOW: [(&str, SetAside); 3] =
    [("drop", SetAside::Drop), ("pass-on", SetAside::PassOn), ("pay", SetAside::PayFor)];

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    ok: Option<String>,
    /// The card it is about, chosen already.
    card: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/share/division/left_out.html")]
struct LeftOut<'a> {
    page: Page<'a>,
    form: &'a Form,
    out: Vec<(CardFace<'a>, &'static str)>,
    suggested: Vec<Suggested<'a>>,
    cards: Vec<CardFace<'a>>,
    ways: Vec<(&'static str, &'static Keyed)>,
}

/// What the reader's own plan would let go.
#[derive(Debug)]
struct Suggested<'a> {
    face: CardFace<'a>,
    planned: &'static str,
    how: &'static str,
    title: &'static str,
}

/// `GET /share/division/left-out`
pub async fn left_out(
    State(app): State<App>,
    me: Me,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let form = Form::filled([("card", asked.card.as_deref().unwrap_or_default())]);
    me.see(|seen| show(&app, &me, &seen, &form, asked.ok.as_deref()))?
}

/// `POST /share/division/left-out`
pub async fn leave_out(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let card = ask.form.parsed::<CardId>("card");
    let how = ask.form.one_of("how", &HOW);
    if let Some((card, how)) = card.zip(how) {
        let command = Command::SetCardAside { card, how };
        match app.act(&me, &ask, &command, "/share/division/left-out?ok=saved").await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(Refusal::UnknownCard)) => {
                ask.form.wrong("card", Refusal::UnknownCard.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(&app, &me, &seen, &ask.form, None))
}

/// `POST /share/division/left-out/{card}/removal`: it is divided with the others again.
pub async fn bring_back(
    State(app): State<App>,
    me: Me,
    Path(card): Path<CardId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let command = Command::BringCardBack { card };
    let to = app.act(&me, &ask, &command, "/share/division/left-out?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

/// What a way to let go is called.
pub fn title(language: &str, how: SetAside) -> &'static str {
    let key = HOW.iter().find(|(_, each)| *each == how).map_or("", |(key, _)| key);
    let mut ways = Content::for_language(language).let_go().ways.iter();
    ways.find(|way| way.key == key).map_or("", |way| way.title.as_str())
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    if seen.shared.pictures.is_none() {
        return Ok(Redirect::to("/share/division").into_response());
    }
    let division = &seen.shared.division;
    let language = me.words.language();
    let face = |dealt| CardFace::of(seen, me.words, dealt);
    let is_divided = |dealt: &&Dealt| seen.shared.is_divided(dealt.card.id);
    let out = seen.shared.deck.cards().filter_map(|dealt| {
        division.set_aside(dealt.card.id).map(|how| (face(dealt), title(language, how)))
    });
    let let_go = Content::for_language(language).let_go();
    let ways = HOW.iter().filter_map(|(key, _)| {
        let_go.ways.iter().find(|way| way.key == *key).map(|way| (*key, way))
    });
    LeftOut {
        form,
        out: out.collect(),
        suggested: seen
            .shared
            .deck
            .cards()
            .filter(is_divided)
            .filter_map(|dealt| suggested(me, seen, dealt))
            .collect(),
        cards: seen.shared.deck.cards().filter(is_divided).map(face).collect(),
        ways: ways.collect(),
        page: Page::mine(app, me, seen, Place::Share).back_to("/share/division").saying(ok),
    }
    .show()
}

fn suggested<'a>(me: &Me, seen: &Seen<'a>, dealt: &'a Dealt) -> Option<Suggested<'a>> {
    let choice = seen.own.plan.of(dealt.card.id)?;
    let how = match choice {
        Choice::Keep | Choice::Simplify => return None,
        Choice::PutDown => SetAside::Drop,
        Choice::AskSomeone => SetAside::PassOn,
        Choice::PayFor => SetAside::PayFor,
    };
    let language = me.words.language();
    Some(Suggested {
        face: CardFace::of(seen, me.words, dealt),
        planned: &Content::for_language(language).plan_choice(choice).title,
        how: HOW.iter().find(|(_, each)| *each == how).map_or("", |(key, _)| key),
        title: title(language, how),
    })
}
