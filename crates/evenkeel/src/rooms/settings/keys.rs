//! Whether single keys do something by themselves, and what each does.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::people::{Keys, Preferences};
use household::{Command, Seen};

use crate::app::App;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

const ON: &str = "on";
const OFF: &str = "off";

#[derive(Debug, Template)]
#[template(path = "rooms/settings/keys.html")]
struct KeysPage<'a> {
    page: Page<'a>,
    form: &'a Form,
}

/// `GET /settings/keys`
pub async fn keys(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let chosen = match seen.own.preferences.keys {
            Keys::On => ON,
            Keys::Off => OFF,
        };
        show(&app, &me, &seen, &Form::filled([("keys", chosen)]))
    })?
}

/// `POST /settings/keys`
pub async fn choose_keys(
    State(app): State<App>,
    me: Me,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let Some(keys) = ask.form.one_of("keys", &[(ON, Keys::On), (OFF, Keys::Off)]) else {
        return me.see_again(|seen| show(&app, &me, &seen, &ask.form));
    };
    let kept = me.see(|seen| seen.own.preferences.clone())?;
    let command = Command::SetPreferences { preferences: Preferences { keys, ..kept } };
    let to = app.act(&me, &ask, &command, "/settings?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

fn show(app: &App, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    let page = Page::mine(app, me, seen, Place::None).back_to("/settings");
    KeysPage { page, form }.show()
}
