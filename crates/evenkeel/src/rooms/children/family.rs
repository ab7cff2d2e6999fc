//! Who is in the family: the parents by name, the children in short.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use household::people::{AgeBand, Child, Lives};
use household::{Command, Seen};
use jiff::civil::Date;
use serde::Deserialize;

use super::child::may_change;
use crate::app::{Act, App, Shared};
use crate::rooms::card::Person;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::words::Words;

#[derive(Debug, Deserialize)]
pub struct Said {
    ok: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "rooms/children/family.html")]
struct Family<'a> {
    page: Page<'a>,
    form: &'a Form,
    people: Vec<Person>,
    is_alone: bool,
    children: Vec<ChildLine<'a>>,
}

/// A child in one line.
#[derive(Debug)]
struct ChildLine<'a> {
    /// Their page, or the form of who decides for them; none for one whom others decide for.
    to: Option<String>,
    nickname: &'a str,
    age: String,
    lives: &'static str,
    /// Parents here who do not decide for them, where the reader may change that.
    without: Option<(String, String)>,
}

/// `GET /children`
pub async fn family(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let name = seen.shared.people.member(me.member).and_then(|member| member.name.as_ref());
        let other = seen.own.other_called.as_ref();
        let form = Form::filled([
            ("name", name.map_or("", household::Line::as_str)),
            ("other", other.map_or("", household::Line::as_str)),
        ]);
        show(&app, &me, &seen, &form, said.ok.as_deref())
    })?
}

/// `POST /children/names`: my own name, and what I call the other parent until they are here.
pub async fn names(State(app): State<App>, me: Me, mut ask: Ask) -> Result<Response, Failure> {
    let name = ask.form.line("name");
    let other = ask.form.line_if_any("other");
    if !ask.form.is_fine() {
        return me.see_again(|seen| show(&app, &me, &seen, &ask.form, None));
    }
    let commands: Vec<_> = name
        .map(|name| Command::ChooseName { name })
        .into_iter()
        .chain(other.map(|name| Command::CallOther { name }))
        .collect();
    let act = Act {
        household: me.household,
        member: me.member,
        ask: &ask,
        commands: &commands,
        rows: Vec::new(),
        to: "/children?ok=saved",
    };
    let done = app.act_as(act).await?;
    Ok(Redirect::to(&done.to).into_response())
}

fn show(
    app: &Shared,
    me: &Me,
    seen: &Seen<'_>,
    form: &Form,
    ok: Option<&str>,
) -> Result<Response, Failure> {
    let children = seen.shared.people.children().iter();
    Family {
        page: Page::mine(app, me, seen, Place::Children).saying(ok),
        form,
        people: Person::all(seen, me.words),
        is_alone: seen.shared.people.is_alone(),
        children: children.map(|child| line(me, seen, child)).collect(),
    }
    .show()
}

fn line<'a>(me: &Me, seen: &Seen<'_>, child: &'a Child) -> ChildLine<'a> {
    let others = seen.shared.people.others_than(me.member).map(|(id, _)| id);
    let without = others.filter(|other| !child.is_decided_by(*other));
    let without: Vec<_> = without.map(|id| Person::of(seen, me.words, id).name).collect();
    let is_told = child.is_decided_by(me.member) && !without.is_empty();
    ChildLine {
        without: is_told.then(|| (without.join(", "), format!("/children/{}/details", child.id))),
        to: if child.is_decided_by(me.member) {
            Some(format!("/children/{}", child.id))
        } else {
            may_change(seen, child).then(|| format!("/children/{}/details", child.id))
        },
        nickname: child.nickname.as_str(),
        age: age(me.words, child, me.today),
        lives: me.words.text(lives_key(child.lives)),
    }
}

/// "3 years, preschool", "expected in May 2027".
pub(crate) fn age(words: &Words, child: &Child, today: Date) -> String {
    let months = child.born.age_months(today);
    let band = child.band.unwrap_or(AgeBand::of_months(months));
    if child.arrangement.expected || months < 0 {
        return words.text("child-is-expected").to_owned();
    }
    let age = if months < 24 {
        words.count("child-age-months", i64::from(months))
    } else {
        words.count("child-age-years", i64::from(months / 12))
    };
    let band = words.text(band_key(band));
    words.say("child-age-and-band", &[("age", age.into()), ("band", band.into())])
}

pub(super) const fn band_key(band: AgeBand) -> &'static str {
    match band {
        AgeBand::Baby => "child-band-baby",
        AgeBand::Toddler => "child-band-toddler",
        AgeBand::Preschool => "child-band-preschool",
        AgeBand::School => "child-band-school",
        AgeBand::Tween => "child-band-tween",
        AgeBand::Teen => "child-band-teen",
    }
}

pub(super) const fn lives_key(lives: Lives) -> &'static str {
    match lives {
        Lives::Here => "child-lives-here",
        Lives::TwoHomes => "child-lives-two-homes",
        Lives::MostlyElsewhere => "child-lives-elsewhere",
    }
}
