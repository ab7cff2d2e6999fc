//! The lists: mine today, mine this week, later, open, and what I took for today.

use household::agreement::Holding;
use household::load::Dealt;
use household::load::catalogue::Cadence;
use household::today::{Due, due};
use household::{CardId, Seen};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::rooms::card::{CardFace, Person};
use crate::web::me::Me;

/// Days that "this week" looks ahead.
const WEEK_DAYS: i32 = 6;

#[derive(Debug, Default)]
pub(super) struct Lists<'a> {
    pub today: Vec<Row<'a>>,
    pub week: Vec<Row<'a>>,
    /// As they come up, or further off.
    pub later: Vec<Row<'a>>,
    /// Others' cards that I have today.
    pub taken: Vec<Row<'a>>,
    /// What lies with trusted adults: nothing is asked of anybody here.
    pub with_trusted: Vec<(Person, Vec<CardFace<'a>>)>,
    /// Nobody's for now, or given up for today by their owner.
    pub open: Vec<Open<'a>>,
}

/// Where one of my cards stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Today,
    Week,
    Later,
}

#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The card's id as it is written: a row has it four times.
    pub id: String,
    pub name: &'a str,
    pub child: Option<&'a str>,
    /// The first line of my way.
    pub way: Option<&'a str>,
    pub when: &'a str,
    /// What the week is in order of.
    day: Date,
    pub is_done: bool,
    /// Somebody else has it today.
    pub with: Option<String>,
}

#[derive(Debug)]
pub(super) struct Open<'a> {
    pub id: CardId,
    pub name: &'a str,
    pub child: Option<&'a str>,
    /// Whose it is on other days: only today is to be taken.
    pub only_today: Option<String>,
}

pub(super) fn lists<'a>(me: &Me, seen: &Seen<'a>) -> Lists<'a> {
    let mut lists = Lists::default();
    // In the deck's order, the one a family knows its cards by.
    for dealt in seen.shared.deck.cards() {
        let Some(holding) = seen.shared.agreements.holding(dealt.card.id, me.member) else {
            continue;
        };
        if holding.owner_on(me.today) == Some(me.member) {
            mine(me, seen, dealt, holding, &mut lists);
        } else {
            others(me, seen, dealt, holding, &mut lists);
        }
    }
    lists.week.sort_by_key(|row| row.day);
    lists
}

/// One of my cards, as it stands in its list.
pub(super) fn one<'a>(me: &Me, seen: &Seen<'a>, card: CardId) -> Option<Row<'a>> {
    let dealt = seen.shared.deck.on_table(card)?;
    let holding = seen.shared.agreements.holding(card, me.member)?;
    (holding.owner_on(me.today) == Some(me.member)).then(|| placed(me, seen, dealt, holding).0)
}

fn mine<'a>(me: &Me, seen: &Seen<'a>, dealt: &'a Dealt, holding: &Holding, lists: &mut Lists<'a>) {
    let (row, list) = placed(me, seen, dealt, holding);
    match list {
        List::Today => lists.today.push(row),
        List::Week => lists.week.push(row),
        List::Later => lists.later.push(row),
    }
}

/// A card of mine, and the list it belongs to.
fn placed<'a>(me: &Me, seen: &Seen<'a>, dealt: &'a Dealt, holding: &Holding) -> (Row<'a>, List) {
    let id = dealt.card.id;
    let (name, child) = CardFace::called(seen, me.words, dealt);
    let living = seen.shared.living.get(&id);
    let today = me.today;
    let cadence = dealt.card.row().map_or(&Cadence::AsNeeded, |row| &row.cadence);
    let next = living.and_then(|living| living.next);
    let last = seen.own.done.last(id);
    let anchor = holding.since(today).unwrap_or(today);
    let due = due(cadence, next, last, anchor, today);
    let is_done = last == Some(today);
    let taken = living.and_then(|living| living.taken_on(today));
    let with = taken.filter(|member| *member != me.member);
    let way = living.and_then(|living| living.playbooks.get(&me.member));
    let mut row = Row {
        id: id.to_string(),
        name,
        child,
        way: way.and_then(|way| way.as_str().lines().next()),
        when: "",
        day: today,
        is_done,
        with: with.map(|member| Person::of(seen, me.words, member).name),
    };
    let week_end = today.saturating_add(WEEK_DAYS.days());
    let place = match due {
        _ if is_done => List::Today,
        Due::On(day) if day == today => List::Today,
        Due::On(day) | Due::By(day) if day <= week_end => {
            row.when = when(me, due, day);
            row.day = day;
            List::Week
        }
        Due::On(_) | Due::By(_) | Due::AsNeeded => List::Later,
    };
    (row, place)
}

fn when(me: &Me, due: Due, day: Date) -> &'static str {
    match due {
        Due::By(_) if day == me.today => me.words.text("today-when-now"),
        Due::On(_) | Due::By(_) | Due::AsNeeded => me.words.weekday_name(day),
    }
}

fn others<'a>(
    me: &Me,
    seen: &Seen<'a>,
    dealt: &'a Dealt,
    holding: &Holding,
    lists: &mut Lists<'a>,
) {
    let living = seen.shared.living.get(&dealt.card.id);
    let given_up = living.is_some_and(|living| living.is_given_up_on(me.today));
    let is_open = holding.is_open_on(me.today);
    let taken = living.and_then(|living| living.taken_on(me.today));
    if taken.is_none() && !is_open && !given_up {
        with_trusted(me, seen, dealt, holding, lists);
    }
    if taken != Some(me.member) && !is_open && !given_up {
        // Another's, as ever: not on my page.
        return;
    }
    let face = CardFace::of(seen, me.words, dealt);
    if taken == Some(me.member) {
        lists.taken.push(Row {
            id: face.id.to_string(),
            name: face.name,
            child: face.child,
            way: None,
            when: "",
            day: me.today,
            is_done: false,
            with: None,
        });
    } else if taken.is_some() {
        // Somebody has it today; nothing is asked of anybody.
    } else {
        let owner = holding.owner_on(me.today).filter(|_| !is_open);
        let only_today = owner.map(|owner| Person::of(seen, me.words, owner).name);
        lists.open.push(Open { id: face.id, name: face.name, child: face.child, only_today });
    }
}

/// They have no page of their own here: their cards are named on everyone's.
fn with_trusted<'a>(
    me: &Me,
    seen: &Seen<'a>,
    dealt: &'a Dealt,
    holding: &Holding,
    lists: &mut Lists<'a>,
) {
    let owner = holding.owner_on(me.today).map(|owner| Person::of(seen, me.words, owner));
    let Some(owner) = owner.filter(|owner| owner.is_trusted) else { return };
    let face = CardFace::of(seen, me.words, dealt);
    match lists.with_trusted.iter_mut().find(|(person, _)| person.id == owner.id) {
        Some((_, cards)) => cards.push(face),
        None => lists.with_trusted.push((owner, vec![face])),
    }
}
