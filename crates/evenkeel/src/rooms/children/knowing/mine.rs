//! What the reader marked and wrote about a child. Nobody else has this page.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use household::children::{Mark, OfChild, Question};

use super::{child_id, mark_key, text_of};
use crate::app::App;
use crate::web::failure::Failure;
use crate::web::me::Me;
use crate::web::page::{Page, Place, Show};

#[derive(Debug, Template)]
#[template(path = "rooms/children/knowing/mine.html")]
struct Mine<'a> {
    page: Page<'a>,
    here: &'a str,
    nickname: &'a str,
    groups: Vec<Group<'a>>,
}

/// Questions with one mark.
#[derive(Debug)]
struct Group<'a> {
    title: &'static str,
    lines: Vec<Line<'a>>,
}

#[derive(Debug)]
struct Line<'a> {
    number: usize,
    text: &'static str,
    written: Option<&'a str>,
}

/// `GET /children/{id}/knowing/mine`
pub async fn mine(
    State(app): State<App>,
    me: Me,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = child_id(&id)?;
    me.see(|seen| {
        let kept = seen.child_page(id).ok_or(Failure::NotFound)?;
        let here = format!("/children/{id}/knowing");
        let mine = seen.own.knowing.of(id);
        // What one would like to find out is what the page is for.
        let order =
            [Some(Mark::FindOut), Some(Mark::ThinkSo), Some(Mark::Know), None, Some(Mark::NotOurs)];
        let groups = order.into_iter().map(|mark| Group {
            title: me.words.text(mark.map_or("knowing-unmarked", mark_key)),
            lines: marked(mine, mark).map(|question| line(&me, mine, question)).collect(),
        });
        Mine {
            page: Page::mine(&app, &me, &seen, Place::Children).back_to(&here),
            here: &here,
            nickname: kept.child.nickname.as_str(),
            groups: groups.filter(|group| !group.lines.is_empty()).collect(),
        }
        .show()
    })?
}

fn marked(mine: &OfChild, mark: Option<Mark>) -> impl Iterator<Item = Question> {
    mine.all().filter(move |question| mine.mark(*question) == mark)
}

fn line<'a>(me: &Me, mine: &'a OfChild, question: Question) -> Line<'a> {
    let written = mine.written(question).map(|written| written.text.as_str());
    Line { number: question.number(), text: text_of(me, question), written }
}
