//! Knowing a child: a few questions at a time, marks for oneself, and answers that open together.
//!
//! Nothing here tells how many there are or were, of one's own or of anybody's.

mod home;
mod mine;
mod question;

use std::collections::BTreeMap;

use household::children::{ChildPage, Mark, Question};
use household::{ChildId, MemberId, Note, Seen};

use crate::content::Content;
use crate::rooms::card::Person;
use crate::web::failure::Failure;
use crate::web::me::Me;

pub use home::{close, home, take_back};
pub use mine::mine;
pub use question::{answer, question};

/// What everyone wrote to one question, or I alone.
#[derive(Debug)]
struct Told<'a> {
    number: usize,
    text: &'static str,
    said: Vec<(Person, &'a str)>,
}

impl<'a> Told<'a> {
    fn of(
        seen: &Seen<'a>,
        me: &Me,
        question: Question,
        said: &'a BTreeMap<MemberId, Note>,
    ) -> Self {
        // My own first.
        let all = Person::all(seen, me.words).into_iter();
        let said = all.filter_map(|person| {
            let text = said.get(&person.id)?;
            Some((person, text.as_str()))
        });
        Self { number: question.number(), text: text_of(me, question), said: said.collect() }
    }
}

fn text_of(me: &Me, question: Question) -> &'static str {
    Content::for_language(me.words.language()).question(question)
}

fn child_id(text: &str) -> Result<ChildId, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// Who decides for the child besides the reader.
fn others(seen: &Seen<'_>, me: &Me, kept: ChildPage<'_>) -> Vec<String> {
    let all = Person::all(seen, me.words).into_iter();
    let all = all.filter(|person| !person.is_me && kept.child.is_decided_by(person.id));
    all.map(|person| person.name).collect()
}

const fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Know => "know",
        Mark::ThinkSo => "think-so",
        Mark::FindOut => "find-out",
        Mark::NotOurs => "not-ours",
    }
}

const fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Know => "knowing-know",
        Mark::ThinkSo => "knowing-think-so",
        Mark::FindOut => "knowing-find-out",
        Mark::NotOurs => "knowing-not-ours",
    }
}
