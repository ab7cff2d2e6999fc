//! A quick look at mood and worry, for a member who has switched it on for themselves. Answers are
//! counted and forgotten: they are in no event, no log, no receipt and no address, and the page
//! that answers them is kept by no browser's cache.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use household::Command;
use household::people::{Preferences, Wellbeing};

use super::lines::{Place as Country, places};
use super::{At, today};
use crate::content::{Content, WellbeingTexts};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{NEUTRAL, Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/help/wellbeing.html")]
struct WellbeingPage<'a> {
    page: Page<'a>,
    country: &'a str,
    form: &'a Form,
    text: &'static WellbeingTexts,
    is_on: bool,
}

#[derive(Debug, Template)]
#[template(path = "rooms/help/wellbeing_result.html")]
struct ResultPage<'a> {
    page: Page<'a>,
    country: &'a str,
    text: &'static WellbeingTexts,
    result: &'a str,
    here: Option<Country<'a>>,
}

/// The four questions; or, as long as it is off, what they are.
pub(super) fn show(at: &At<'_>, me: &Me, form: &Form) -> Result<Response, Failure> {
    me.see(|seen| {
        WellbeingPage {
            page: Page::mine(at.app, me, &seen, Place::None),
            country: at.country,
            form,
            text: texts(me),
            is_on: seen.own.preferences.wellbeing == Wellbeing::On,
        }
        .show()
    })?
}

/// Switches it on or off, for this member alone.
pub(super) async fn set(
    at: &At<'_>,
    me: &Me,
    ask: &Ask,
    wellbeing: Wellbeing,
) -> Result<Response, Failure> {
    let kept = me.see(|seen| seen.own.preferences.clone())?;
    let command = Command::SetPreferences { preferences: Preferences { wellbeing, ..kept } };
    at.app.act(me, ask, &command, NEUTRAL).await?;
    show(at, me, &Form::default())
}

/// Says what the answers come to, once. Nothing of them is kept.
pub(super) fn answer(at: &At<'_>, me: &Me, form: &Form) -> Result<Response, Failure> {
    let is_on = me.see(|seen| seen.own.preferences.wellbeing == Wellbeing::On)?;
    if !is_on {
        return show(at, me, &Form::default());
    }
    let text = texts(me);
    let mut form = form.clone();
    let options = ["0", "1", "2", "3"];
    let choices: Vec<_> = options.into_iter().zip(0..4_u8).collect();
    let answers: Vec<_> = text.items().filter_map(|item| form.one_of(&item.id, &choices)).collect();
    if !form.is_fine() {
        let page = show(at, me, &form)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let content = Content::for_language(me.words.language());
    let helplines = at.app.settings.provided.helplines(content);
    let places = places(helplines, me.words, today(at.app, at.reader));
    let elsewhere = |place: &Country<'_>| place.code == super::lines::ELSEWHERE;
    let is_here = places.iter().any(|place| place.code == at.country);
    let here = |place: &Country<'_>| {
        if is_here { place.code == at.country } else { elsewhere(place) }
    };
    ResultPage {
        page: Page::open_to_all(at.app, at.reader, Place::None),
        country: at.country,
        text,
        result: text.result(&answers).html(),
        here: places.into_iter().find(here),
    }
    .show()
}

fn texts(me: &Me) -> &'static WellbeingTexts {
    Content::for_language(me.words.language()).wellbeing()
}
