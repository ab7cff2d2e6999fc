//! A talk over one device that lies between two. Whoever is signed in presses for both, and the
//! pages say whose turn it is to hold it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use household::Seen;
use household::talk::listening::{LiveTalk, Way};

use super::TopicForm;
use super::asks::other;
use crate::app::{App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/talk/listening/one_device.html")]
struct OneDevice<'a> {
    page: Page<'a>,
    form: &'a Form,
    others: Vec<Person>,
    topics: TopicForm,
    /// What the other is called, where there is one other.
    other: Option<String>,
}

/// `GET /talk/one-device`
pub async fn begin(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| show(&app, &me, &seen, &Form::filled([("topic", "1"), ("asked", "me")])))?
}

/// `POST /talk/one-device`: with whom, about what, and who asked.
pub async fn lay(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    let mut ask = me.see(|seen| ask.sets(&seen))?;
    let with = me.see(|seen| other(&seen, &mut ask.form, "with"))?;
    let topic = TopicForm::read(me.words, &mut ask.form);
    let i_asked = ask.form.one_of("asked", &[("me", true), ("other", false)]);
    let (Some(with), Some(topic), Some(i_asked), true) = (with, topic, i_asked, ask.form.is_fine())
    else {
        return me.see_again(|seen| show(&app, &me, &seen, &ask.form));
    };
    app.may_write(&me, &ask)?;
    let (by, of) = if i_asked { (me.member, with) } else { (with, me.member) };
    let id = app.ids(me.member, &ask).talk();
    let talk = LiveTalk::new(topic, by, of, Way::OneDevice { holder: me.member });
    let laid = app.talks.lay(id, talk, me.member, app.clock.now());
    laid.map_err(|_| Failure::Busy)?;
    Ok(Redirect::to(&format!("/talk/listening/{id}")).into_response())
}

fn show(app: &Shared, me: &Me, seen: &Seen<'_>, form: &Form) -> Result<Response, Failure> {
    if seen.shared.people.is_alone() {
        return Ok(Redirect::to("/talk").into_response());
    }
    let others = seen.shared.people.others_than(me.member);
    let others: Vec<_> = others.map(|(id, _)| Person::of(seen, me.words, id)).collect();
    OneDevice {
        page: Page::mine(app, me, seen, Place::Talk).back_to("/talk"),
        other: if let [only] = &others[..] { Some(only.name.clone()) } else { None },
        others,
        topics: TopicForm::of(me.words, form),
        form,
    }
    .show()
}
