//! The rules there are, those that wait for a yes, and where a new one can start.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use household::rules::{Rule, Standing};
use household::{RuleId, Seen};

use super::Words;
use crate::app::App;
use crate::content::{Content, Discipline};
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Said, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/rules/home.html")]
struct Home<'a> {
    page: Page<'a>,
    texts: &'static Discipline,
    /// Words that wait for the reader's yes.
    waiting: Vec<(RuleId, Person, Words<'a>)>,
    /// What the reader put forward, or said yes to, and others have not.
    put_forward: Vec<(RuleId, Words<'a>)>,
    ours: Vec<(RuleId, Words<'a>)>,
    mine: Vec<(RuleId, Words<'a>)>,
    put_down: Vec<(RuleId, Words<'a>)>,
    /// Whether there is anything for the fridge.
    has_print: bool,
}

/// `GET /children/rules`.
pub async fn home(
    State(app): State<App>,
    me: Me,
    Query(said): Query<Said>,
) -> Result<Response, Failure> {
    me.see(|seen| {
        let (people, rules) = (&seen.shared.people, &seen.shared.rules);
        let held = |standing| held(&me, &seen, standing);
        let (mut waiting, mut put_forward) = (Vec::new(), Vec::new());
        for rule in rules.of(me.member) {
            let Some(offer) = rule.versions.offer() else { continue };
            let words = Words::of(&me, &offer.words);
            if offer.waits_for(me.member) {
                waiting.push((rule.id, Person::of(&seen, me.words, offer.by), words));
            } else {
                put_forward.push((rule.id, words));
            }
        }
        Home {
            texts: Content::for_language(me.words.language()).discipline(),
            waiting,
            put_forward,
            ours: held(Standing::Ours),
            mine: held(Standing::Mine),
            put_down: held(Standing::PutDown),
            has_print: rules.to_print(me.member, people).next().is_some(),
            page: Page::mine(&app, &me, &seen, Place::Children)
                .back_to("/children")
                .saying(said.ok()),
        }
        .show()
    })?
}

/// The rules of one standing, in the words that the reader said yes to.
fn held<'a>(me: &Me, seen: &Seen<'a>, standing: Standing) -> Vec<(RuleId, Words<'a>)> {
    let all = seen.shared.rules.of(me.member);
    let these = all.filter(|rule| rule.standing(me.member, &seen.shared.people) == standing);
    let words = |rule: &'a Rule| Some((rule.id, rule.versions.holds(me.member)?));
    these.filter_map(words).map(|(id, held)| (id, Words::of(me, &held.words))).collect()
}
