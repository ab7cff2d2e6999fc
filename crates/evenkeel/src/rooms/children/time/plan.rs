//! Proposing a time, and suggesting another one in its place.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::SoloCommand;
use household::people::Child;
use household::solo::{SoloTime, Standing};
use household::{Command, Refusal, Seen, SoloId};
use serde::Deserialize;

use super::{HERE, address, making};
use crate::app::{ActError, App, Shared};
use crate::content::{Content, SoloTexts};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

/// The fields of when, which stand open where another time is suggested.
const WHEN: [&str; 4] = ["from-day", "from-time", "to-day", "to-time"];

#[derive(Debug, Template)]
#[template(path = "rooms/children/time/plan.html")]
struct PlanPage<'a> {
    page: Page<'a>,
    text: &'static SoloTexts,
    form: &'a Form,
    to: String,
    /// In whose place it comes.
    instead_of: Option<SoloId>,
    parents: Vec<Person>,
    /// Each with the field of their number, where somebody can be off.
    numbers: Vec<(Person, String)>,
    /// Names that the family knows already.
    known: Vec<&'a str>,
    children: Vec<&'a Child>,
    repeats: Vec<(&'static str, &'static str)>,
    is_alone: bool,
    /// Something beside the day and its times is to be looked at.
    else_is_wrong: bool,
    numbers_are_wrong: bool,
}

impl PlanPage<'_> {
    fn number_label(&self, person: &Person) -> String {
        if person.is_me {
            return self.page.t("solo-there-mine").to_owned();
        }
        self.page.say("solo-there", "name", &person.name)
    }
}

/// A step of the ladder, from 1.
#[derive(Debug, Deserialize)]
pub struct Rung {
    step: Option<usize>,
}

/// `GET /children/time/new`
pub async fn new(
    State(app): State<App>,
    me: Me,
    Query(rung): Query<Rung>,
) -> Result<Response, Failure> {
    let ladder = &Content::for_language(me.words.language()).solo().ladder;
    let step = rung.step.and_then(|step| ladder.get(step.checked_sub(1)?));
    let minutes = step.or(ladder.first()).map_or(60, |step| step.minutes);
    me.see(|seen| {
        let form = making::usual(&me, &seen, app.clock.now(), minutes);
        show(&app, &me, &seen, &form, None)
    })?
}

/// `POST /children/time/new`
pub async fn propose(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    put(&app, &me, ask, None).await
}

/// `GET /children/time/{id}/another`
pub async fn another(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let time = replaceable(&me, &seen, id)?;
        show(&app, &me, &seen, &making::filled(&me, &seen, time), Some(id))
    })?
}

/// `POST /children/time/{id}/another`
pub async fn suggest(
    State(app): State<App>,
    me: Me,
    Path(id): Path<SoloId>,
    ask: Ask,
) -> Result<Response, Failure> {
    put(&app, &me, ask, Some(id)).await
}

/// What is agreed is called off first: nobody's yes is changed under their hands.
fn replaceable<'a>(me: &Me, seen: &Seen<'a>, id: SoloId) -> Result<&'a SoloTime, Failure> {
    let people = &seen.shared.people;
    let time = seen.shared.solo.get(id, me.member, people).ok_or(Failure::NotFound)?;
    let agreed = time.standing(me.member, people) == Standing::Agreed;
    if agreed { Err(Refusal::NoSuchTime.into()) } else { Ok(time) }
}

async fn put(
    app: &App,
    me: &Me,
    mut ask: Ask,
    instead_of: Option<SoloId>,
) -> Result<Response, Failure> {
    if let Some(id) = instead_of {
        let known = me.see(|seen| replaceable(me, &seen, id).map(|_| ()))?;
        // Sent once more, it finds its own answer, and the first one gone.
        if let Err(failure @ Failure::Refused(_)) = known {
            return Err(failure);
        }
    }
    let plan = me.see(|seen| making::read(&mut ask.form, &seen))?;
    if let Some(plan) = plan {
        let command = Command::Solo(SoloCommand::Propose { plan, instead_of });
        match app.act(me, &ask, &command, &format!("{HERE}?ok=saved")).await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal @ Refusal::TimeDoesNotFit)) => {
                ask.form.wrong("to-day", refusal.key());
            }
            Err(ActError::Refused(refusal @ Refusal::UnknownChild)) => {
                ask.form.wrong("child", refusal.key());
            }
            Err(ActError::Refused(refusal @ Refusal::UnknownMember)) => {
                ask.form.wrong("who", refusal.key());
            }
            Err(ActError::Refused(refusal @ Refusal::TooManyTimes)) => {
                ask.form.wrong("from-day", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(app, me, &seen, &ask.form, instead_of))
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    instead_of: Option<SoloId>,
) -> Result<Response, Failure> {
    let repeats = making::REPEATS.map(|(word, key)| (word, me.words.text(key)));
    let known = seen.shared.people.carrying();
    let (parents, is_alone) = (Person::all(seen, me.words), seen.shared.people.is_alone());
    let numbers = parents.iter().filter(|_| !is_alone);
    let is_wrong = |of: &dyn Fn(&str) -> bool| form.errors().iter().any(|it| of(&it.field));
    PlanPage {
        text: Content::for_language(me.words.language()).solo(),
        form,
        to: instead_of
            .map_or_else(|| format!("{HERE}/new"), |id| format!("{}/another", address(id))),
        instead_of,
        numbers: numbers.map(|it| (it.clone(), making::number_of(it.id))).collect(),
        parents,
        known: known.map(|(_, trusted)| trusted.name.as_str()).collect(),
        children: making::children(seen, instead_of).collect(),
        repeats: repeats.to_vec(),
        is_alone,
        else_is_wrong: is_wrong(&|field| !WHEN.contains(&field)),
        numbers_are_wrong: is_wrong(&|field| {
            matches!(field, "contact" | "number") || field.starts_with(making::NUMBER)
        }),
        page: Page::mine(app, me, seen, Place::Children).back_to(HERE),
    }
    .show()
}
