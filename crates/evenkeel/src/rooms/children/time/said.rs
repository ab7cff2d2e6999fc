//! A time in words: who, which children, from when to when.

use household::solo::{InCharge, Occurrence, Plan, Repeat, SoloTime, Standing};
use household::{Seen, SoloId};
use jiff::Timestamp;

use crate::rooms::card::Person;
use crate::web::me::Me;
use crate::words::Words;

/// A time as a list shows it.
#[derive(Debug)]
pub(super) struct Face {
    pub id: SoloId,
    pub who: String,
    pub children: String,
    pub when: String,
    pub repeat: Option<String>,
    pub standing: &'static str,
}

/// The next time that is agreed or one's own, or one that waits for the reader, for other rooms.
#[derive(Debug)]
pub(crate) struct Coming {
    pub id: SoloId,
    pub from: Timestamp,
    pub standing: Standing,
    /// Who proposed it, where it waits for the reader.
    pub by: String,
    pub who: String,
    pub when: String,
}

impl Face {
    pub fn of(me: &Me, seen: &Seen<'_>, id: SoloId, time: &SoloTime, now: Timestamp) -> Self {
        Self {
            id,
            who: who(me, seen, &time.plan.in_charge),
            children: children(seen, &time.plan),
            when: nearest(me, seen, time, now),
            repeat: repeat(me.words, time.plan.when.repeat),
            standing: standing_key(time.standing(me.member, &seen.shared.people)),
        }
    }
}

impl Coming {
    /// What is not over, the nearest first. What the reader put away is left out.
    pub fn all(me: &Me, seen: &Seen<'_>, now: Timestamp) -> Vec<Self> {
        let people = &seen.shared.people;
        let all = seen.shared.solo.of(me.member, people);
        let coming = all.filter_map(|(id, time)| {
            let one = time.coming(now)?;
            let standing = time.standing(me.member, people);
            let away = standing == Standing::Asked && seen.own.solo.is_put_away(id);
            (!away).then(|| Self {
                id,
                from: one.moments(&time.zone()).0,
                standing,
                by: Person::of(seen, me.words, time.by).name,
                who: who(me, seen, &time.plan.in_charge),
                when: when(me.words, time.for_family(one, people)),
            })
        });
        let mut coming: Vec<_> = coming.collect();
        coming.sort_by_key(|coming| coming.from);
        coming
    }
}

/// Who is in charge, as a sentence can begin with: "You", "Ben", "Oma".
pub(super) fn who(me: &Me, seen: &Seen<'_>, in_charge: &InCharge) -> String {
    match in_charge {
        InCharge::Parent(parent) if *parent == me.member => me.words.text("solo-you").to_owned(),
        InCharge::Parent(parent) => Person::of(seen, me.words, *parent).name,
        InCharge::Other(name) => name.as_str().to_owned(),
    }
}

/// Their nicknames, in the family's order.
pub(super) fn children(seen: &Seen<'_>, plan: &Plan) -> String {
    let all = seen.shared.people.children().iter();
    let names = all.filter(|child| plan.children.contains(&child.id));
    names.map(|child| child.nickname.as_str()).collect::<Vec<_>>().join(", ")
}

/// The one that is now or the next, else the last one.
pub(super) fn nearest(me: &Me, seen: &Seen<'_>, time: &SoloTime, now: Timestamp) -> String {
    let one = time.nearest(now).map(|one| time.for_family(one, &seen.shared.people));
    one.map(|one| when(me.words, one)).unwrap_or_default()
}

/// "Saturday, November 28, 9:00 AM to 1:00 PM".
pub(super) fn when(words: &Words, one: Occurrence) -> String {
    let (first, last) = (words.weekday(one.from.date()), words.weekday(one.to.date()));
    let (from, to) = (words.clock(one.from.time()), words.clock(one.to.time()));
    if one.from.date() == one.to.date() {
        let values = [("day", first.into()), ("from", from.into()), ("to", to.into())];
        return words.say("solo-when-day", &values);
    }
    let values =
        [("day", first.into()), ("from", from.into()), ("last", last.into()), ("to", to.into())];
    words.say("solo-when-days", &values)
}

pub(super) fn repeat(words: &Words, repeat: Repeat) -> Option<String> {
    let key = match repeat {
        Repeat::Once => return None,
        Repeat::Weekly { .. } => "solo-every-week",
        Repeat::EveryTwoWeeks { .. } => "solo-every-two-weeks",
    };
    let (_, until) = repeat.every()?;
    Some(words.say(key, &[("until", words.date(until).into())]))
}

pub(super) const fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Mine => "solo-standing-mine",
        Standing::Waits => "solo-standing-waits",
        Standing::Asked => "solo-standing-asked",
        Standing::Agreed => "solo-standing-agreed",
    }
}
