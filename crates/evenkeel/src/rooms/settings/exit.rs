//! Where *Leave this page* goes.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::people::Preferences;
use household::{Command, Seen};

use crate::app::App;
use crate::content::Content;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::leave::{SITES, neutral_address};
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// The program's own choice, and an address of one's own.
const USUAL: &str = "usual";
const OWN: &str = "own";

#[derive(Debug, Template)]
#[template(path = "rooms/settings/exit.html")]
struct Exit<'a> {
    page: Page<'a>,
    form: &'a Form,
    usual: &'a str,
    sites: Vec<(&'static str, &'static str)>,
    what_it_does: &'a str,
}

/// `GET /settings/exit`
pub async fn exit(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let kept = seen.own.preferences.leave_to.as_deref();
        let (site, own) = match kept {
            None => (USUAL, ""),
            Some(kept) if SITES.iter().any(|(_, site)| *site == kept) => (kept, ""),
            Some(kept) => (OWN, kept),
        };
        show(&app, &me, &seen, &Form::filled([("site", site), ("own", own)]))
    })?
}

/// `POST /settings/exit`
pub async fn choose_exit(
    State(app): State<App>,
    me: Me,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let leave_to = chosen(&mut ask.form, app.settings.public_host());
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, &ask.form));
    }
    let kept = me.see(|seen| seen.own.preferences.clone())?;
    let command = Command::SetPreferences { preferences: Preferences { leave_to, ..kept } };
    let to = app.act(&me, &ask, &command, "/settings?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

/// An address as people say it.
pub(super) fn shown(address: &str) -> &str {
    let bare = address.trim_start_matches("https://").trim_start_matches("www.");
    bare.trim_end_matches('/')
}

fn chosen(form: &mut Form, our_host: &str) -> Option<String> {
    let site = form.value("site");
    if site == USUAL {
        return None;
    }
    if site == OWN {
        let address = neutral_address(form.value("own"));
        let ours = |address: &str| address.split('/').nth(2) == Some(our_host);
        match address {
            Some(address) if !ours(&address) => return Some(address),
            Some(_) => form.wrong("own", "settings-exit-ours"),
            None => form.wrong("own", "settings-exit-bad"),
        }
        return None;
    }
    let known = SITES.iter().find(|(_, known)| *known == site).map(|(_, known)| *known);
    if known.is_none() {
        form.wrong("site", "form-choice");
    }
    known.map(str::to_owned)
}

fn show(app: &App, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    // Where the usual page is one of them, it stands there once.
    let usual = &app.settings.leave_to;
    let is_other = |(_, site): &(&str, &str)| *site != usual || form.has("site", site);
    Exit {
        page: Page::mine(app, me, seen, Place::None).back_to("/settings"),
        form,
        usual: shown(usual),
        sites: SITES.into_iter().filter(is_other).collect(),
        what_it_does: &Content::for_language(me.words.language()).micro().leave,
    }
    .show()
}
