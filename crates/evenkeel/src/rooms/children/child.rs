//! One child's form: nickname, birth month, who decides, where home is, what brings work of its
//! own.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::command::ChildDetails;
use household::people::{AgeBand, Arrangement, Born, Child, Deciders, Lives};
use household::{ChildId, Command, MemberId, Refusal, Seen};

use super::family::{band_key, lives_key};
use crate::app::{ActError, App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

const LIVES: [(&str, Lives); 3] =
    [("here", Lives::Here), ("two-homes", Lives::TwoHomes), ("elsewhere", Lives::MostlyElsewhere)];
pub(super) const BANDS: [(&str, AgeBand); 6] = [
    ("baby", AgeBand::Baby),
    ("toddler", AgeBand::Toddler),
    ("preschool", AgeBand::Preschool),
    ("school", AgeBand::School),
    ("tween", AgeBand::Tween),
    ("teen", AgeBand::Teen),
];
/// Years ahead that a child can be expected in.
const YEARS_AHEAD_MAX: i16 = 2;

#[derive(Debug, Template)]
#[template(path = "rooms/children/child.html")]
struct Details<'a> {
    page: Page<'a>,
    form: &'a Form,
    /// Where the form goes.
    to: String,
    /// The child it is about; none for a new one.
    id: Option<ChildId>,
    people: Vec<Person>,
    months: Vec<(i8, &'static str)>,
    bands: Vec<(&'static str, &'static str)>,
    lives: Vec<(&'static str, &'static str)>,
}

/// `GET /children/new`
pub async fn new_child(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let mut fields = vec![("lives".to_owned(), "here".to_owned())];
        for parent in seen.shared.people.parent_ids() {
            fields.push(("decides".to_owned(), parent.to_string()));
        }
        show(&app, &me, &seen, &Form::new(fields), None)
    })?
}

/// `GET /children/{id}/details`
pub async fn details(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ChildId>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let child = changeable(&seen, id)?;
        show(&app, &me, &seen, &filled(child), Some(id))
    })?
}

/// `POST /children`
pub async fn add_child(State(app): State<App>, me: Me, ask: Ask) -> Result<Response, Failure> {
    keep(&app, &me, ask, None).await
}

/// `POST /children/{id}/details`
pub async fn change_details(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ChildId>,
    ask: Ask,
) -> Result<Response, Failure> {
    keep(&app, &me, ask, Some(id)).await
}

/// `POST /children/{id}/removal`
pub async fn remove_child(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ChildId>,
    ask: Ask,
) -> Result<Response, Failure> {
    let to = app.act(&me, &ask, &Command::RemoveChild { id }, "/children?ok=saved").await?;
    Ok(Redirect::to(&to).into_response())
}

async fn keep(app: &App, me: &Me, mut ask: Ask, id: Option<ChildId>) -> Result<Response, Failure> {
    if let Some(child) = read(&mut ask.form, me) {
        let command = match id {
            Some(id) => Command::ChangeChild { id, child },
            None => Command::AddChild { child },
        };
        match app.act(me, &ask, &command, "/children?ok=saved").await {
            Ok(to) => return Ok(Redirect::to(&to).into_response()),
            Err(ActError::Refused(refusal @ (Refusal::NobodyDecides | Refusal::DecidesToo))) => {
                ask.form.wrong("decides", refusal.key());
            }
            Err(error) => return Err(error.into()),
        }
    }
    me.see_again(|seen| show(app, me, &seen, &ask.form, id))
}

/// A child whose details the reader may change: one they decide for, or one for whom nobody here
/// does.
fn changeable<'a>(seen: &Seen<'a>, id: ChildId) -> Result<&'a Child, Failure> {
    let child = seen.shared.people.child(id).filter(|child| may_change(seen, child));
    child.ok_or(Failure::NotFound)
}

pub(super) fn may_change(seen: &Seen<'_>, child: &Child) -> bool {
    child.deciders.members.is_empty() || child.is_decided_by(seen.me)
}

fn read(form: &mut Form, me: &Me) -> Option<ChildDetails> {
    let nickname = form.line("nickname");
    let month = form.number("month", 1, 12);
    let last_year = u64::try_from(me.today.year() + YEARS_AHEAD_MAX).unwrap_or(0);
    let year = form.number("year", 1990, last_year);
    let born = month
        .zip(year)
        .and_then(|(month, year)| Born::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?));
    let band = match form.value("band") {
        "" => Some(None),
        _ => form.one_of("band", &BANDS).map(Some),
    };
    let lives = form.one_of("lives", &LIVES);
    let somebody_else = form.has("decides", "else");
    let members: Option<_> = form
        .values("decides")
        .filter(|value| *value != "else")
        .map(|value| value.parse::<MemberId>().ok())
        .collect();
    if members.is_none() {
        form.wrong("decides", "form-choice");
    }
    let arrangement = Arrangement {
        extra_needs: form.is_ticked("extra"),
        step: form.is_ticked("step"),
        adopted: form.is_ticked("adopted"),
        expected: form.is_ticked("expected"),
    };
    Some(ChildDetails {
        nickname: nickname?,
        born: born?,
        band: band?,
        deciders: Deciders { members: members?, somebody_else },
        lives: lives?,
        arrangement,
    })
}

fn filled(child: &Child) -> Form {
    let word = |words: &[(&str, AgeBand)], band| {
        words.iter().find(|(_, each)| *each == band).map_or("", |(name, _)| *name).to_owned()
    };
    let lives = LIVES.iter().find(|(_, each)| *each == child.lives).map_or("", |(name, _)| *name);
    let mut fields = vec![
        ("nickname", child.nickname.as_str().to_owned()),
        ("month", child.born.month().to_string()),
        ("year", child.born.year().to_string()),
        ("band", child.band.map(|band| word(&BANDS, band)).unwrap_or_default()),
        ("lives", lives.to_owned()),
    ];
    fields.extend(child.deciders.members.iter().map(|member| ("decides", member.to_string())));
    let ticks = [
        ("decides", child.deciders.somebody_else, "else"),
        ("extra", child.arrangement.extra_needs, "yes"),
        ("step", child.arrangement.step, "yes"),
        ("adopted", child.arrangement.adopted, "yes"),
        ("expected", child.arrangement.expected, "yes"),
    ];
    fields.extend(
        ticks.iter().filter(|(_, ticked, _)| *ticked).map(|(name, _, v)| (*name, (*v).to_owned())),
    );
    Form::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    id: Option<ChildId>,
) -> Result<Response, Failure> {
    let child = id.map(|id| changeable(seen, id)).transpose()?;
    // The child's page, where the reader has one.
    let back = child
        .filter(|child| child.is_decided_by(seen.me))
        .map_or_else(|| "/children".to_owned(), |child| format!("/children/{}", child.id));
    Details {
        page: Page::mine(app, me, seen, Place::Children).back_to(&back),
        form,
        to: id.map_or_else(|| "/children".to_owned(), |id| format!("/children/{id}/details")),
        id,
        people: Person::all(seen, me.words),
        months: (1..=12).map(|month| (month, me.words.month_name(month))).collect(),
        bands: BANDS.map(|(name, band)| (name, me.words.text(band_key(band)))).to_vec(),
        lives: LIVES.map(|(name, lives)| (name, me.words.text(lives_key(lives)))).to_vec(),
    }
    .show()
}
