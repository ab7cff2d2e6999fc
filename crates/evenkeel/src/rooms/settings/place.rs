//! Language, time zone (mine and the family's), and whose help lines come first.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::people::Preferences;
use household::{Command, Seen};

use super::zones;
use crate::app::{Act, App};
use crate::content::Content;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

#[derive(Debug, Template)]
#[template(path = "rooms/settings/place.html")]
struct PlacePage<'a> {
    page: Page<'a>,
    form: &'a Form,
    /// Those the program has, by tag.
    languages: Vec<(&'a str, &'a str)>,
    zones: &'a [String],
    countries: Vec<(&'a str, &'a str)>,
}

/// `GET /settings/place`
pub async fn place(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let kept = &seen.own.preferences;
        let form = Form::filled([
            ("language", kept.language.as_deref().unwrap_or_default()),
            ("zone", kept.zone.as_deref().unwrap_or_default()),
            ("family-zone", seen.shared.people.zone()),
            ("country", kept.country.as_deref().unwrap_or_default()),
        ]);
        show(&app, &me, &seen, &form)
    })?
}

/// `POST /settings/place`
pub async fn change_place(
    State(app): State<App>,
    me: Me,
    mut ask: Ask,
) -> Result<Response, Failure> {
    let form = &mut ask.form;
    let languages: Vec<_> = Words::all().iter().map(Words::language).collect();
    let language = one_of_if_any(form, "language", &languages);
    let countries: Vec<_> = countries(&app, &me).into_iter().map(|(code, _)| code).collect();
    let country = one_of_if_any(form, "country", &countries);
    let zone = if form.value("zone").trim().is_empty() { None } else { zone(form, "zone") };
    let family_zone = zone_of(form, "family-zone");
    if !form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, &ask.form));
    }
    let commands = me.see(|seen| {
        let kept = &seen.own.preferences;
        let preferences = Preferences { language, zone, country, ..kept.clone() };
        let mut commands = Vec::new();
        if *kept != preferences {
            commands.push(Command::SetPreferences { preferences });
        }
        if let Some(zone) = family_zone.filter(|zone| zone != seen.shared.people.zone()) {
            commands.push(Command::SetZone { zone });
        }
        commands
    })?;
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &commands,
        rows: Vec::new(),
        to: "/settings?ok=saved",
    };
    Ok(Redirect::to(&app.act_as(act).await?.to).into_response())
}

/// Nothing chosen is an answer too.
fn one_of_if_any(form: &mut Form, field: &str, choices: &[&str]) -> Option<String> {
    if form.value(field).is_empty() {
        return None;
    }
    let choices: Vec<_> = choices.iter().map(|choice| (*choice, *choice)).collect();
    form.one_of(field, &choices).map(str::to_owned)
}

fn zone(form: &mut Form, field: &str) -> Option<String> {
    let found = zones::find(form.value(field));
    if found.is_none() {
        form.wrong(field, "settings-zone-unknown");
    }
    found
}

/// A zone that must be there.
fn zone_of(form: &mut Form, field: &str) -> Option<String> {
    if form.value(field).trim().is_empty() {
        form.wrong(field, "form-empty");
        return None;
    }
    zone(form, field)
}

fn countries<'a>(app: &'a App, me: &Me) -> Vec<(&'a str, &'a str)> {
    let content = Content::for_language(me.words.language());
    let helplines = app.settings.provided.helplines(content);
    helplines.showable(me.today).iter().map(|country| (country.code, country.name)).collect()
}

fn show(app: &App, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    let languages = Words::all().iter().map(|words| {
        let name = words.text("settings-language-name");
        (words.language(), name)
    });
    PlacePage {
        page: Page::mine(app, me, seen, Place::None).back_to("/settings"),
        form,
        languages: languages.collect(),
        zones: zones::all(),
        countries: countries(app, me),
    }
    .show()
}
