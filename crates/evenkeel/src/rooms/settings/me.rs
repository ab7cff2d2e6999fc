//! My name, and my colour and shape.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::people::{Look, Pattern, Tone};
use household::{Command, Seen};

use crate::app::{Act, App};
use crate::rooms::card::{Person, shape, tone};
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

const TONES: [Tone; 6] = [Tone::Sea, Tone::Plum, Tone::Moss, Tone::Ochre, Tone::Slate, Tone::Rose];
const SHAPES: [Pattern; 6] = [
    Pattern::Round,
    Pattern::Square,
    Pattern::Diamond,
    Pattern::Ring,
    Pattern::Frame,
    Pattern::Bar,
];

#[derive(Debug, Template)]
#[template(path = "rooms/settings/me.html")]
struct MePage<'a> {
    page: Page<'a>,
    form: &'a Form,
    person: Person,
    tones: [(&'static str, &'static str); 6],
    shapes: [(&'static str, &'static str); 6],
}

/// `GET /settings/me`
pub async fn me(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let member = seen.shared.people.member(me.member);
        let name = member.and_then(|member| member.name.as_ref()).map_or("", |name| name.as_str());
        let look = member.map_or(Look::nth(0), |member| member.look);
        let form = Form::filled([
            ("name", name),
            ("tone", tone(look.tone)),
            ("shape", shape(look.pattern)),
        ]);
        show(&app, &me, &seen, &form)
    })?
}

/// `POST /settings/me`
pub async fn change_me(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let name = ask.form.line("name");
    let tone = ask.form.one_of("tone", &TONES.map(|it| (tone(it), it)));
    let pattern = ask.form.one_of("shape", &SHAPES.map(|it| (shape(it), it)));
    let (Some(name), Some(tone), Some(pattern)) = (name, tone, pattern) else {
        return again(&app, &me, &ask.form);
    };
    let look = Look { tone, pattern };
    let is_anothers = me.see(|seen| {
        seen.shared.people.others_than(me.member).any(|(_, member)| member.look == look)
    })?;
    if is_anothers {
        ask.form.wrong("tone", "settings-look-taken");
        return again(&app, &me, &ask.form);
    }
    let commands = me.see(|seen| changes(&seen, &me, name, look))?;
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

/// Only what is different: each is an event that everyone's pages carry.
fn changes(seen: &Seen<'_>, me: &Me, name: household::Line, look: Look) -> Vec<Command> {
    let member = seen.shared.people.member(me.member);
    let mut commands = Vec::new();
    if member.is_none_or(|member| member.name.as_ref() != Some(&name)) {
        commands.push(Command::ChooseName { name });
    }
    if member.is_none_or(|member| member.look != look) {
        commands.push(Command::ChooseLook { look });
    }
    commands
}

fn again(app: &App, me: &Me, form: &Form) -> Result<Response, Failure> {
    me.see_again(|seen| show(app, me, &seen, form))
}

fn show(app: &App, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    const fn tone_key(tone: Tone) -> &'static str {
        match tone {
            Tone::Sea => "settings-tone-sea",
            Tone::Plum => "settings-tone-plum",
            Tone::Moss => "settings-tone-moss",
            Tone::Ochre => "settings-tone-ochre",
            Tone::Slate => "settings-tone-slate",
            Tone::Rose => "settings-tone-rose",
        }
    }
    const fn shape_key(shape: Pattern) -> &'static str {
        match shape {
            Pattern::Round => "settings-shape-round",
            Pattern::Square => "settings-shape-square",
            Pattern::Diamond => "settings-shape-diamond",
            Pattern::Ring => "settings-shape-ring",
            Pattern::Frame => "settings-shape-frame",
            Pattern::Bar => "settings-shape-bar",
        }
    }
    MePage {
        page: Page::mine(app, me, seen, Place::None).back_to("/settings"),
        form,
        person: Person::of(seen, me.words, me.member),
        tones: TONES.map(|it| (tone(it), tone_key(it))),
        shapes: SHAPES.map(|it| (shape(it), shape_key(it))),
    }
    .show()
}
