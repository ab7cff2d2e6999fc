//! The form of a time: what it begins with, and what was chosen in it.

use std::collections::BTreeSet;

use household::children::Phone;
use household::people::{Child, People};
use household::solo::{Contact, InCharge, Occurrence, Plan, Repeat, SoloTime, When};
use household::{ChildId, Seen, SoloId};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Timestamp, ToSpan};

use crate::web::form::Form;
use crate::web::me::Me;

/// The words a form sends for how often, and what each is called.
pub(super) const REPEATS: [(&str, &str); 3] = [
    ("once", "solo-repeat-once"),
    ("weekly", "solo-repeat-weekly"),
    ("two-weeks", "solo-repeat-two-weeks"),
];
/// What a form sends for somebody who is no parent here.
const OTHER: &str = "other";
/// A time begins with this, until another is chosen.
const USUAL_BEGIN: Time = Time::constant(10, 0, 0, 0);
/// How long a repeated time goes on, until another day is chosen.
const USUAL_WEEKS: i32 = 8;

/// The children that the reader can plan with, and those of the plan that it comes in place of.
pub(super) fn children<'a>(
    seen: &Seen<'a>,
    instead_of: Option<SoloId>,
) -> impl Iterator<Item = &'a Child> {
    let (me, people) = (seen.me, &seen.shared.people);
    let before = instead_of.and_then(|before| seen.shared.solo.get(before, me, people));
    people.children().iter().filter(move |child| {
        let deciders = &child.deciders.members;
        let of_before = before.is_some_and(|time| time.plan.children.contains(&child.id));
        of_before || deciders.is_empty() || deciders.contains(&me)
    })
}

/// The next Saturday, so many minutes from ten.
pub(super) fn usual(me: &Me, seen: &Seen<'_>, now: Timestamp, minutes: u32) -> Form {
    let today = seen.family_day(now);
    let day = today.nth_weekday(1, Weekday::Saturday).unwrap_or(today);
    let from = day.to_datetime(USUAL_BEGIN);
    let to = from.saturating_add(i64::from(minutes).minutes());
    let who = seen.shared.people.is_alone().then_some(InCharge::Parent(me.member));
    let mut fields = of_when(When { from, to, repeat: Repeat::Once });
    fields.extend(who.iter().flat_map(of_who));
    fields.extend(children(seen, None).map(|child| ("child", child.id.to_string())));
    fields.extend(last_contact(me, seen).into_iter().flat_map(of_contact));
    form(fields)
}

/// As it was planned, on the family's clock.
pub(super) fn filled(time: &SoloTime, people: &People) -> Form {
    let plan = &time.plan;
    let When { from, to, repeat } = plan.when;
    let Occurrence { from, to } = time.for_family(Occurrence { from, to }, people);
    let mut fields = of_when(When { from, to, repeat });
    fields.extend(of_who(&plan.in_charge));
    fields.extend(plan.children.iter().map(|child| ("child", child.to_string())));
    fields.extend(plan.contact.iter().flat_map(of_contact));
    fields.extend(plan.there.iter().map(|number| ("there", number.as_str().to_owned())));
    form(fields)
}

/// What was chosen; none where something is wrong, which is said beside it.
pub(super) fn read(form: &mut Form, seen: &Seen<'_>) -> Option<Plan> {
    let in_charge = in_charge(form, seen);
    let children = chosen_children(form);
    let when = when(form);
    let contact = contact(form);
    let there = number_if_any(form, "there");
    let (in_charge, children, when, contact) = (in_charge?, children?, when?, contact?);
    let plan = Plan { in_charge, children, when, contact, there };
    form.is_fine().then_some(plan)
}

fn form(fields: Vec<(&str, String)>) -> Form {
    Form::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn of_when(when: When) -> Vec<(&'static str, String)> {
    let clock = |at: DateTime| at.strftime("%H:%M").to_string();
    let usual = when.from.date().saturating_add((7 * USUAL_WEEKS).days());
    let (repeat, until) = match when.repeat {
        Repeat::Once => ("once", usual),
        Repeat::Weekly { until } => ("weekly", until),
        Repeat::EveryTwoWeeks { until } => ("two-weeks", until),
    };
    vec![
        ("from-day", when.from.date().to_string()),
        ("from-time", clock(when.from)),
        ("to-day", when.to.date().to_string()),
        ("to-time", clock(when.to)),
        ("repeat", repeat.to_owned()),
        ("until", until.to_string()),
    ]
}

fn of_who(in_charge: &InCharge) -> Vec<(&'static str, String)> {
    match in_charge {
        InCharge::Parent(parent) => vec![("who", parent.to_string())],
        InCharge::Other(name) => {
            vec![("who", OTHER.to_owned()), ("name", name.as_str().to_owned())]
        }
    }
}

fn of_contact(contact: &Contact) -> Vec<(&'static str, String)> {
    vec![
        ("contact", contact.name.as_str().to_owned()),
        ("number", contact.number.as_str().to_owned()),
    ]
}

/// The one that the reader gave last, or that somebody gave of a time with them.
fn last_contact<'a>(me: &Me, seen: &Seen<'a>) -> Option<&'a Contact> {
    let all: Vec<_> = seen.shared.solo.of(me.member, &seen.shared.people).collect();
    let with = all.iter().filter_map(|(_, time)| {
        let contact = time.plan.contact.as_ref()?;
        Some((time.by == me.member, time.plan.when.from, contact))
    });
    with.max_by_key(|(mine, from, _)| (*mine, *from)).map(|(_, _, contact)| contact)
}

fn in_charge(form: &mut Form, seen: &Seen<'_>) -> Option<InCharge> {
    if form.value("who") == OTHER {
        return form.line("name").map(InCharge::Other);
    }
    let parent = form.parsed("who")?;
    if seen.shared.people.member(parent).is_none() {
        form.wrong("who", "form-choice");
    }
    Some(InCharge::Parent(parent))
}

fn chosen_children(form: &mut Form) -> Option<BTreeSet<ChildId>> {
    let chosen: Option<BTreeSet<ChildId>> =
        form.values("child").map(|value| value.parse().ok()).collect();
    let chosen = chosen.filter(|chosen| !chosen.is_empty());
    if chosen.is_none() {
        form.wrong("child", "solo-no-child");
    }
    chosen
}

fn when(form: &mut Form) -> Option<When> {
    let from = moment(form, "from-day", "from-time");
    let to = moment(form, "to-day", "to-time");
    let words = REPEATS.map(|(word, _)| (word, word));
    let repeat = match form.one_of("repeat", &words) {
        Some("weekly") => form.date("until").map(|until| Repeat::Weekly { until }),
        Some("two-weeks") => form.date("until").map(|until| Repeat::EveryTwoWeeks { until }),
        Some(_) => Some(Repeat::Once),
        None => None,
    };
    Some(When { from: from?, to: to?, repeat: repeat? })
}

fn moment(form: &mut Form, day: &str, time: &str) -> Option<DateTime> {
    let day: Option<Date> = form.date(day);
    let time = form.time(time);
    // To the minute, as the fields show it.
    let time = time.map(|time| Time::constant(time.hour(), time.minute(), 0, 0));
    Some(day?.to_datetime(time?))
}

/// Both or neither.
#[expect(clippy::option_option, reason = "none is wrong; some of none is left out")]
fn contact(form: &mut Form) -> Option<Option<Contact>> {
    if form.value("contact").trim().is_empty() && form.value("number").trim().is_empty() {
        return Some(None);
    }
    let name = form.line("contact");
    let number = form.phone("number");
    Some(Some(Contact { name: name?, number: number? }))
}

fn number_if_any(form: &mut Form, field: &str) -> Option<Phone> {
    let is_given = !form.value(field).trim().is_empty();
    is_given.then(|| form.phone(field)).flatten()
}
