//! The form of a time: what it begins with, and what was chosen in it.

use std::collections::{BTreeMap, BTreeSet};

use household::children::Phone;
use household::people::Child;
use household::solo::{Contact, InCharge, Occurrence, Plan, Repeat, SoloTime, When};
use household::{ChildId, MemberId, Seen, SoloId};
use jiff::civil::{DateTime, Time, Weekday};
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
/// How the field of a parent's number begins.
pub(super) const NUMBER: &str = "there-";
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
    form(fields, last_numbers(me, seen))
}

/// As it was planned, on the family's clock.
pub(super) fn filled(me: &Me, seen: &Seen<'_>, time: &SoloTime) -> Form {
    let (plan, people) = (&time.plan, &seen.shared.people);
    let When { from, to, repeat } = plan.when;
    let Occurrence { from, to } = time.for_family(Occurrence { from, to }, people);
    let mut fields = of_when(When { from, to, repeat });
    fields.extend(of_who(&plan.in_charge));
    fields.extend(plan.children.iter().map(|child| ("child", child.to_string())));
    fields.extend(plan.contact.iter().flat_map(of_contact));
    let mut numbers = last_numbers(me, seen);
    if let Some(parent) = plan.in_charge.parent() {
        numbers.remove(&parent);
        numbers.extend(plan.there.as_ref().map(|number| (parent, number)));
    }
    form(fields, numbers)
}

/// The field for one parent's number. Each has one of their own, so that nobody who is off is shown
/// a number that was another's.
pub(super) fn number_of(parent: MemberId) -> String {
    format!("{NUMBER}{parent}")
}

/// What was chosen; none where something is wrong, which is said beside it.
pub(super) fn read(form: &mut Form, seen: &Seen<'_>) -> Option<Plan> {
    let in_charge = in_charge(form, seen);
    let children = chosen_children(form);
    let when = when(form);
    let contact = contact(form);
    let parent = in_charge.as_ref().and_then(InCharge::parent);
    let there = parent.and_then(|parent| number_if_any(form, &number_of(parent)));
    let (in_charge, children, when, contact) = (in_charge?, children?, when?, contact?);
    let plan = Plan { in_charge, children, when, contact, there };
    form.is_fine().then_some(plan)
}

fn form(fields: Vec<(&str, String)>, numbers: BTreeMap<MemberId, &Phone>) -> Form {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
    let numbers = numbers.into_iter();
    let numbers = numbers.map(|(parent, it)| (number_of(parent), it.as_str().to_owned()));
    Form::new(fields.chain(numbers).collect())
}

fn of_when(when: When) -> Vec<(&'static str, String)> {
    let clock = |at: DateTime| at.strftime("%H:%M").to_string();
    let usual = when.from.date().saturating_add((7 * USUAL_WEEKS).days());
    let (repeat, until) = match when.repeat {
        Repeat::Once => ("once", usual),
        Repeat::Weekly { until } => ("weekly", until),
        Repeat::EveryTwoWeeks { until } => ("two-weeks", until),
    };
    let days = [when.from.date(), when.to.date()];
    let last_day = if days[0] == days[1] { String::new() } else { days[1].to_string() };
    vec![
        ("from-day", when.from.date().to_string()),
        ("from-time", clock(when.from)),
        ("to-day", last_day),
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

/// The number that each parent was given last, for when they were with the children.
fn last_numbers<'a>(me: &Me, seen: &Seen<'a>) -> BTreeMap<MemberId, &'a Phone> {
    let all = seen.shared.solo.of(me.member, &seen.shared.people);
    let given = all.filter_map(|(_, time)| {
        Some((time.plan.when.from, time.plan.in_charge.parent()?, time.plan.there.as_ref()?))
    });
    let mut given: Vec<_> = given.collect();
    given.sort_by_key(|(from, _, _)| *from);
    given.into_iter().map(|(_, parent, number)| (parent, number)).collect()
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
    let first = form.date("from-day");
    let is_one_day = form.value("to-day").trim().is_empty();
    let last = if is_one_day { first } else { form.date("to-day") };
    let from = form.time("from-time").and_then(|time| Some(first?.to_datetime(time)));
    let to = form.time("to-time").and_then(|time| Some(last?.to_datetime(time)));
    let words = REPEATS.map(|(word, _)| (word, word));
    let repeat = match form.one_of("repeat", &words) {
        Some("weekly") => form.date("until").map(|until| Repeat::Weekly { until }),
        Some("two-weeks") => form.date("until").map(|until| Repeat::EveryTwoWeeks { until }),
        Some(_) => Some(Repeat::Once),
        None => None,
    };
    Some(When { from: from?, to: to?, repeat: repeat? })
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
