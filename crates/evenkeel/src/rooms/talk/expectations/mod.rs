//! What we expect: answered alone and sealed, opened together, and what is made of it (R5).
//!
//! Pages are numbered, never named by what they ask. Everything before an opening depends on the
//! reader's own answers and on what all can see; what is written about the home one grew up in is
//! on no other page than its author's.

mod home;
mod question;
mod roots;
mod set;
mod words;

use household::Seen;
use household::talk::expectations::{Says, Set, Statement};
use serde::Deserialize;

use crate::web::failure::Failure;
use crate::web::me::Me;

pub use home::home;
pub use question::{answer, question};
pub use roots::{aloud, root, roots, write};
pub use set::{open, seal, set, take_back};
pub use words::{confirm, offer, withdraw, words};

/// Which one, from 1; the first where the address does not say.
#[derive(Debug, Deserialize)]
pub struct Which {
    n: Option<usize>,
    ok: Option<String>,
}

impl Which {
    fn of<T: Copy>(&self, all: &[T]) -> Result<T, Failure> {
        nth(all, self.n.unwrap_or(1))
    }
}

fn nth<T: Copy>(all: &[T], n: usize) -> Result<T, Failure> {
    n.checked_sub(1).and_then(|at| all.get(at)).copied().ok_or(Failure::NotFound)
}

/// One that a form names by its number.
fn named<T: Copy>(form: &crate::web::form::Form, all: &[T]) -> Result<T, Failure> {
    nth(all, form.value("n").parse().map_err(|_| Failure::NotFound)?)
}

/// The statements about which words wait for the reader's yes.
pub(crate) fn waiting(seen: &Seen<'_>) -> impl Iterator<Item = Statement> {
    let offers = seen.shared.expectations.offers();
    let me = seen.me;
    offers.filter(move |(_, offer)| offer.waits_for(me)).map(|(statement, _)| statement)
}

/// Where what is agreed about a statement is written.
pub(crate) fn words_path(statement: Statement) -> String {
    format!("/talk/expectations/words?n={}", statement_number(statement))
}

const fn statement_number(statement: Statement) -> usize {
    statement as usize + 1
}

const fn set_number(set: Set) -> usize {
    set as usize + 1
}

pub(crate) fn set_path(set: Set) -> String {
    format!("/talk/expectations/set?n={}", set_number(set))
}

/// How far somebody goes, in words.
pub(crate) fn said(me: &Me, says: Says) -> &'static str {
    match says {
        Says::NotAtAll => me.words.text("expect-not-at-all"),
        Says::MostlyNo => me.words.text("expect-mostly-no"),
        Says::InTheMiddle => me.words.text("expect-in-the-middle"),
        Says::MostlyYes => me.words.text("expect-mostly-yes"),
        Says::VeryMuch => me.words.text("expect-very-much"),
    }
}

/// The word that a form sends for it.
const fn says_name(says: Says) -> &'static str {
    match says {
        Says::NotAtAll => "not-at-all",
        Says::MostlyNo => "mostly-no",
        Says::InTheMiddle => "in-the-middle",
        Says::MostlyYes => "mostly-yes",
        Says::VeryMuch => "very-much",
    }
}
