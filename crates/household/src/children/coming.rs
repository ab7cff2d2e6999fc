//! What the next year of a child's age brings: which work begins, which ends, and from when there
//! are questions for another age.
//!
//! From the catalogue and the list of questions alone: it tells nothing of anybody's answers.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::question::{Question, questions_for};
use crate::id::ChildId;
use crate::load::catalogue::{Row, Scope};
use crate::load::fitting::{ChildFacts, Standing, propose};
use crate::people::{AgeBand, Child};

/// How far ahead it looks.
pub const MONTHS_AHEAD: u8 = 12;

/// A piece of work within the coming year. Months are counted from this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    pub row: &'static Row,
    /// The month it begins in; none for one that is there already.
    pub from: Option<u8>,
    /// The first month it is over in; none for one that goes on.
    pub until: Option<u8>,
}

/// What the coming year brings for one child.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coming {
    /// What begins, in that order, then what only ends.
    pub work: Vec<Work>,
    /// The birthday within the year: the month, and how old the child turns.
    pub birthday: Option<(u8, i32)>,
    /// The month from which there are questions for another age, and some of them.
    pub questions: Option<(u8, Vec<Question>)>,
}

/// What the months after `today` bring for this one of `children`.
///
/// A child who is waited for and is not born in a known month is left as they are: when they come
/// nobody can tell.
pub fn coming(child: ChildId, children: &[Child], today: Date) -> Coming {
    let Some(at) = children.iter().position(|it| it.id == child) else { return Coming::default() };
    let child = &children[at];
    let mut spans: BTreeMap<&str, Work> = BTreeMap::new();
    let mut before: Vec<&'static Row> = Vec::new();
    for month in 0..=MONTHS_AHEAD {
        let now = fitting(children, at, today, month);
        for row in now.iter().filter(|row| !before.contains(row)) {
            let from = (month > 0).then_some(month);
            spans.entry(row.id).or_insert(Work { row, from, until: None });
        }
        for row in before.iter().filter(|row| !now.contains(row)) {
            if let Some(work) = spans.get_mut(row.id) {
                work.until = Some(month);
            }
        }
        before = now;
    }
    let mut work: Vec<_> = spans.into_values().collect();
    work.retain(|work| work.from.is_some() || work.until.is_some());
    work.sort_by_key(|it| (it.from.is_none(), it.from, it.until, it.row.domain, it.row.id));
    Coming { work, birthday: birthday(child, today), questions: questions(child, today) }
}

/// The work that fits this child so many months on, and not only if somebody looks for it.
fn fitting(children: &[Child], at: usize, today: Date, months: u8) -> Vec<&'static Row> {
    let facts: Vec<_> = children.iter().map(|child| facts(child, today, months)).collect();
    let offered = propose(&facts).into_iter();
    let theirs = offered.filter(|it| it.child == Some(at) && it.standing != Standing::Hidden);
    theirs.map(|it| it.row).filter(|row| row.scope == Scope::Child).collect()
}

/// Who is waited for is here from the month they are to be born in.
fn facts(child: &Child, today: Date, months: u8) -> ChildFacts {
    let now = ChildFacts::of(child, today);
    let age_months = now.age_months + i32::from(months);
    let is_born = now.age_months < 0 && age_months >= 0;
    ChildFacts { age_months, expecting: now.expecting && !is_born, ..now }
}

fn birthday(child: &Child, today: Date) -> Option<(u8, i32)> {
    let ahead = (1..=MONTHS_AHEAD)
        .find(|month| child.born.age_months(month_on(today, *month)).rem_euclid(12) == 0)?;
    let age = child.born.age_months(month_on(today, ahead)) / 12;
    (age >= 0).then_some((ahead, age))
}

fn questions(child: &Child, today: Date) -> Option<(u8, Vec<Question>)> {
    const SOME: usize = 3;
    let now = child.band_on(today);
    let band_on = |month| child.band_on(month_on(today, month));
    let month = (1..=MONTHS_AHEAD).find(|month| band_on(*month) != now)?;
    let band: AgeBand = band_on(month);
    let new = questions_for(band).into_iter().filter(|question| !question.fits(now));
    Some((month, new.filter(|question| !question.is_sensitive()).take(SOME).collect()))
}

/// The first of the month so many after this one.
pub fn month_on(today: Date, months: u8) -> Date {
    today.first_of_month().saturating_add(i32::from(months).months())
}
