//! Thanks: a drawer of one's own, sending, and what came: to answer, or just to hold.
//!
//! Nothing of a drawer is on another's page, and no page tells whether thanks were read or held.

mod given;
mod home;
mod shelf;
mod write;

use household::{MemberId, Seen, ThanksId};
use jiff::Timestamp;

use crate::rooms::card::Person;
use crate::web::me::Me;

pub use given::{answer, hold, thanks};
pub use home::home;
pub use shelf::shelf;
pub use write::{drop, new, rewrite, unsent, write};

/// Thanks that were sent, as one of the two reads them.
#[derive(Debug)]
struct Given<'a> {
    id: ThanksId,
    from: Person,
    to: Person,
    day: String,
    text: &'a str,
    even_more: Option<&'a str>,
    answer: Option<&'a str>,
    /// Neither answered nor held.
    is_new: bool,
}

impl<'a> Given<'a> {
    fn of(seen: &Seen<'a>, me: &Me, given: &'a household::talk::thanks::Given) -> Self {
        let person = |id: MemberId| Person::of(seen, me.words, id);
        Self {
            id: given.id,
            from: person(given.from),
            to: person(given.to),
            day: day(seen, me, given.at),
            text: given.thanks.text.as_str(),
            even_more: given.thanks.even_more.as_ref().map(household::Note::as_str),
            answer: given.answer.as_ref().map(household::Note::as_str),
            is_new: given.is_new_to(me.member, &seen.own.drawer),
        }
    }
}

fn day(seen: &Seen<'_>, me: &Me, at: Timestamp) -> String {
    me.words.date(seen.day_of(at))
}
