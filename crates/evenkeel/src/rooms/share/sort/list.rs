//! All my cards at a glance, each one tap from being changed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use household::{CardId, Seen};

use super::deck::{Hand, Held};
use super::who::{Choice, choices, label_of};
use crate::app::App;
use crate::content::Content;
use crate::rooms::card::CardFace;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/share/sort/list.html")]
struct List<'a> {
    page: Page<'a>,
    rows: Vec<Row<'a>>,
    is_sealed: bool,
    /// Some card's heaviness was not said yet.
    can_weigh: bool,
}

#[derive(Debug)]
struct Row<'a> {
    id: CardId,
    name: &'a str,
    child: Option<&'a str>,
    notices: String,
    does: String,
    /// What else I said of it: the keys of words, and the step of heaviness in words.
    notes: Vec<&'a str>,
}

/// `GET /share/sort/list`.
pub async fn list(State(app): State<App>, me: Me) -> Result<Response, Failure> {
    me.see(|seen| {
        let choices = choices(&seen, me.words);
        let hand = Hand::of(&seen);
        let rows = hand.cards.iter().map(|held| Row::of(&seen, &me, &choices, held));
        let is_sealed = seen.own.sort.is_sealed();
        List {
            can_weigh: !is_sealed && Hand::to_weigh(&seen).open_count() > 0,
            is_sealed,
            rows: rows.collect(),
            page: Page::mine(&app, &me, &seen, Place::Share).back_to("/share"),
        }
        .show()
    })?
}

impl<'a> Row<'a> {
    fn of(seen: &Seen<'a>, me: &Me, choices: &[Choice], held: &Held<'a>) -> Self {
        let content = Content::for_language(me.words.language());
        let face = CardFace::of(seen, me.words, held.dealt);
        let label = |who| label_of(seen, choices, who);
        let mut notes = Vec::new();
        if let Some(answer) = held.answer {
            notes.extend(answer.skipped.then(|| me.words.text("sort-skipped")));
            notes.extend(answer.kept.then(|| me.words.text("sort-kept")));
            notes.extend(answer.heaviness.map(|it| content.step_name(it).name.as_str()));
        }
        Self {
            id: face.id,
            name: face.name,
            child: face.child,
            notices: label(held.answer.and_then(|answer| answer.notices)),
            does: label(held.answer.and_then(|answer| answer.does)),
            notes,
        }
    }
}
