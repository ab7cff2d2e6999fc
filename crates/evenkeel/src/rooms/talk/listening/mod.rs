//! Listening talks: asked for, held on one device, two, or paper, and what both keep.

pub mod asks;
pub mod changes;
pub mod kept;
pub mod live;
pub mod one_device;
mod topic;

use household::talk::listening::AskedTalk;
use household::{Seen, TalkId};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use crate::rooms::card::Person;
use crate::web::me::Me;
use crate::words::Words;

pub(super) use kept::{AlongView, KeptView, OfferView, WrittenView};
pub(super) use topic::TopicFace;
use topic::TopicForm;

/// How long before its time a talk’s room is offered.
const EARLY: SignedDuration = SignedDuration::from_hours(1);

/// A talk that is asked for, as a page shows it.
#[derive(Debug)]
pub(super) struct AskedView {
    pub other: Person,
    pub topic: TopicFace,
    /// When, in words.
    pub when: String,
    /// The same, as a form sends it back.
    pub at: String,
    pub is_mine: bool,
    pub is_agreed: bool,
    pub waits_for_me: bool,
}

impl AskedView {
    pub fn of(me: &Me, seen: &Seen<'_>, asked: &AskedTalk) -> Self {
        Self {
            other: Person::of(seen, me.words, asked.other_than(me.member)),
            topic: TopicFace::of(me.words, &asked.topic),
            when: when(me.words, asked.at),
            at: asked.at.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default(),
            is_mine: asked.by == me.member,
            is_agreed: asked.is_agreed,
            waits_for_me: asked.waits_for(me.member),
        }
    }
}

/// Where a talk that both agreed on is: its room once it is time, until then the page that says
/// when.
pub(crate) fn place(seen: &Seen<'_>, talk: TalkId, at: Option<DateTime>, now: Timestamp) -> String {
    let zone = seen.shared.people.zone();
    let family = now.in_tz(zone).map_or(DateTime::MIN, |now| now.datetime());
    let is_time = at.is_none_or(|at| family.saturating_add(EARLY) >= at);
    let page = if is_time { "listening" } else { "asks" };
    format!("/talk/{page}/{talk}")
}

/// "Tuesday, November 24, 8:30 PM", or whenever it suits both.
pub(crate) fn when(words: &Words, at: Option<DateTime>) -> String {
    let Some(at) = at else { return words.text("listening-whenever").to_owned() };
    let (day, time) = (words.weekday(at.date()), words.clock(at.time()));
    words.say("listening-when", &[("day", day.into()), ("time", time.into())])
}
