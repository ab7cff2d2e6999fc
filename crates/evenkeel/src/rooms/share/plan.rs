//! My plan: let go first. Keep, put down, simplify, ask someone, pay for it; its author's alone.
//!
//! For two it comes before the sort; for one parent alone it is the main lever (R6). A mark here
//! changes nothing that anybody shares: what two let go for good stands in their agreement.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use fluent_bundle::FluentValue;
use household::command::Command;
use household::load::Dealt;
use household::plan::{Choice, Plan};
use household::sort::{Answer, Who};
use household::{CardId, Seen};

use super::sort::card_id;
use crate::app::{App, Shared};
use crate::content::{Content, Keyed, LetGo, SafetyQuestion};
use crate::rooms::card::CardFace;
use crate::web::ask::Ask;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};
use crate::web::part::{part_for, wants_part};
use crate::words::Words;

const CHOICES: [(&str, Choice); 5] = [
    ("keep", Choice::Keep),
    ("put-down", Choice::PutDown),
    ("simplify", Choice::Simplify),
    ("ask-someone", Choice::AskSomeone),
    ("pay-for", Choice::PayFor),
];

#[derive(Debug, Template)]
#[template(path = "rooms/share/plan.html")]
struct PlanPage<'a> {
    page: Page<'a>,
    form: Form,
    let_go: &'static LetGo,
    so_far: String,
    mine: Vec<Item<'a>>,
    rest: Vec<Item<'a>>,
    is_alone: bool,
    has_sorted: bool,
}

/// One card of the plan, and what the plan comes to, after a tap.
#[derive(Debug, Template)]
#[template(path = "rooms/share/plan_part.html")]
struct PlanPart<'a> {
    page: Page<'a>,
    item: Item<'a>,
    so_far: String,
}

#[derive(Debug)]
struct Item<'a> {
    face: CardFace<'a>,
    options: [(&'static str, &'static Keyed, bool); 5],
    chosen: Option<&'static Keyed>,
    /// Asked before a card that keeps a child safe is put down.
    safety: Option<&'static SafetyQuestion>,
    error: Option<String>,
}

/// `GET /share/plan`.
pub async fn plan(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| PlanPage::of(&app, &me, seen, Form::default()).show())?
}

/// `POST /share/plan/{card}`: what I would do with this one.
pub async fn mark(
    State(app): State<App>,
    me: Me,
    Path(card): Path<String>,
    headers: HeaderMap,
    ask: Ask,
) -> Result<Response, Failure> {
    let card = card_id(&card)?;
    let mut ask = me.see(|seen| ask.sets(&seen))?;
    let before = me.see(|seen| {
        seen.shared.deck.on_table(card).map(|_| seen.own.plan.of(card)).ok_or(Failure::NotFound)
    })??;
    let sent = CHOICES.iter().find(|(value, _)| *value == ask.form.value("choice"));
    let Some((_, choice)) = sent.copied() else {
        ask.form.wrong(&field_of(card), "form-choice");
        return me.see_again(|seen| PlanPage::of(&app, &me, seen, ask.form).show());
    };
    let mut to = format!("/share/plan#{}", field_of(card));
    if before != Some(choice) {
        to = app.act(&me, &ask, &Command::MarkPlan { card, choice }, &to).await?;
    }
    if !wants_part(&headers) {
        return Ok(Redirect::to(&to).into_response());
    }
    me.see(|seen| {
        let dealt = seen.shared.deck.get(card).ok_or(Failure::NotFound)?;
        let part = PlanPart {
            page: Page::mine(&app, &me, &seen, Place::Share),
            item: Item::of(&seen, &me, dealt, None),
            so_far: so_far(me.words, &seen.own.plan, |card| is_on_table(&seen, card)),
        };
        // By name: a second tap may come while the first answer takes the card's place.
        part_for(&format!("#{}", field_of(card)), part.render()?)
    })?
}

impl<'a> PlanPage<'a> {
    fn of(app: &'a Shared, me: &Me, seen: Seen<'a>, form: Form) -> Self {
        let (mine, rest): (Vec<_>, Vec<_>) =
            seen.shared.deck.cards().partition(|dealt| is_mine(&seen, me, dealt));
        let page = Page::mine(app, me, &seen, Place::Share).back_to("/share");
        let item = |dealt: &'a Dealt| {
            Item::of(&seen, me, dealt, page.error(&form, &field_of(dealt.card.id)))
        };
        Self {
            mine: mine.into_iter().map(item).collect(),
            rest: rest.into_iter().map(item).collect(),
            form,
            let_go: Content::for_language(me.words.language()).let_go(),
            so_far: so_far(me.words, &seen.own.plan, |card| is_on_table(&seen, card)),
            is_alone: seen.shared.people.is_alone(),
            has_sorted: seen.own.sort.answers().next().is_some(),
            page,
        }
    }
}

impl<'a> Item<'a> {
    fn of(seen: &Seen<'a>, me: &Me, dealt: &'a Dealt, error: Option<String>) -> Self {
        let content = Content::for_language(me.words.language());
        let choice = seen.own.plan.of(dealt.card.id);
        let asks_who = choice == Some(Choice::PutDown) && dealt.card.is_safety();
        Self {
            face: CardFace::of(seen, me.words, dealt),
            options: CHOICES
                .map(|(value, of)| (value, content.plan_choice(of), choice == Some(of))),
            chosen: choice.map(|choice| content.plan_choice(choice)),
            safety: asks_who.then(|| &content.let_go().safety),
            error,
        }
    }
}

/// What an error of this card stands by: its place on the page.
fn field_of(card: CardId) -> String {
    format!("plan-{card}")
}

/// Whether the reader carries it: it is agreed to be theirs, or else they say they think of it or
/// do it. Before they said anything, every card may be.
fn is_mine(seen: &Seen<'_>, me: &Me, dealt: &Dealt) -> bool {
    let card = dealt.card.id;
    if let Some(owner) = seen.shared.agreements.owner_on(card, seen.me, me.today) {
        return owner == seen.me;
    }
    match seen.own.sort.answer(card) {
        Some(answer) => is_carried(answer),
        None => seen.own.sort.answers().next().is_none(),
    }
}

/// Whether it says that its author thinks of the card or does it, alone or with others.
pub(super) const fn is_carried(answer: &Answer) -> bool {
    matches!(answer.notices, Some(Who::Me | Who::Both))
        || matches!(answer.does, Some(Who::Me | Who::Both))
}

fn is_on_table(seen: &Seen<'_>, card: CardId) -> bool {
    seen.shared.deck.on_table(card).is_some()
}

/// What the plan comes to, in words; empty before the first card.
fn so_far(words: &Words, plan: &Plan, is_on_table: impl Fn(CardId) -> bool) -> String {
    let count = |of: Choice| {
        let marks = plan.marks().filter(|(card, choice)| *choice == of && is_on_table(*card));
        marks.count()
    };
    let said = [
        (Choice::PutDown, "plan-so-far-put-down"),
        (Choice::Simplify, "plan-so-far-simplify"),
        (Choice::AskSomeone, "plan-so-far-ask-someone"),
        (Choice::PayFor, "plan-so-far-pay-for"),
        (Choice::Keep, "plan-so-far-keep"),
    ]
    .into_iter()
    .map(|(choice, key)| (count(choice), key))
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| {
        words.say(key, &[("n", FluentValue::from(i64::try_from(count).unwrap_or(i64::MAX)))])
    });
    let list = said.collect::<Vec<_>>().join(", ");
    if list.is_empty() { list } else { words.say("plan-so-far", &[("list", list.into())]) }
}
