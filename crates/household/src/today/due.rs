//! When a card is next due, from its cadence, its owner's own next date and what was done.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::load::catalogue::Cadence;

/// When a card asks for its owner next. Nothing is ever late: a day gone by is simply today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// On this day (today or later).
    On(Date),
    /// At some time up to this day.
    By(Date),
    /// When it comes up.
    AsNeeded,
}

/// `next` is the day the owner set, `last` the day they last did it, `anchor` when it became
/// theirs.
pub fn due(
    cadence: &Cadence,
    next: Option<Date>,
    last: Option<Date>,
    anchor: Date,
    today: Date,
) -> Due {
    if let Some(next) = next.filter(|next| last.is_none_or(|last| last < *next)) {
        return Due::On(next.max(today));
    }
    match cadence {
        Cadence::Daily => Due::On(if last == Some(today) { after(today, 1) } else { today }),
        Cadence::Weekly { days, .. } if !days.is_empty() => {
            let from = if last == Some(today) { after(today, 1) } else { today };
            Due::On(next_of(days, from))
        }
        Cadence::Weekly { interval, .. } => {
            by_period(last, anchor, today, i32::from(*interval) * 7)
        }
        Cadence::Monthly { interval } => by_period(last, anchor, today, i32::from(*interval) * 30),
        Cadence::Yearly => by_period(last, anchor, today, 365),
        Cadence::AsNeeded => Due::AsNeeded,
    }
}

/// Once in `days` days, at a time the owner picks: by the end of the period that began with the
/// last time, or with its becoming theirs.
fn by_period(last: Option<Date>, anchor: Date, today: Date, days: i32) -> Due {
    let end = match last {
        Some(last) => after(last, days),
        None => after(anchor, days - 1),
    };
    Due::By(end.max(today))
}

fn next_of(days: &[Weekday], from: Date) -> Date {
    (0..7).map(|ahead| after(from, ahead)).find(|day| days.contains(&day.weekday())).unwrap_or(from)
}

fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}
