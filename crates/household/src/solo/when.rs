//! When somebody has the children: by the clock, once or again and again.
//!
//! A time is kept as it was written, on the clock of the zone that the family was in then: nine on
//! Saturday stays nine on Saturday when the clocks change. Only who asks *is it now?* makes a
//! moment of it. Where a clock change makes two moments or none of what was written, the time
//! begins at the earlier of the two that it could be and ends at the later: so it is never empty,
//! never ends before it begins, and nobody is called back an hour early.

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousTimestamp, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// Longest that one time can last.
pub const LENGTH_DAYS_MAX: i32 = 21;
/// How far ahead one can begin, and be repeated.
pub const AHEAD_DAYS_MAX: i32 = 366;
/// Most times that one repeated time stands for: each week of a year, and the first.
const OCCURRENCES_MAX: i32 = 54;

/// From when to when, by the clock, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    pub from: DateTime,
    pub to: DateTime,
    pub repeat: Repeat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeat {
    Once,
    /// The last one begins on this day or before.
    Weekly {
        until: Date,
    },
    EveryTwoWeeks {
        until: Date,
    },
}

/// One time of those that a [`When`] stands for. The day it begins on is its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    pub from: DateTime,
    pub to: DateTime,
}

impl Repeat {
    /// Days from one to the next, and the last day one begins on.
    pub const fn every(self) -> Option<(i32, Date)> {
        match self {
            Self::Once => None,
            Self::Weekly { until } => Some((7, until)),
            Self::EveryTwoWeeks { until } => Some((14, until)),
        }
    }
}

impl Occurrence {
    /// The day it begins on.
    pub fn day(self) -> Date {
        self.from.date()
    }

    /// When it begins and ends, in a zone.
    pub fn moments(self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        (earlier(zone, self.from), later(zone, self.to))
    }

    /// From the midnight before it begins to the midnight after it ends: its dates.
    pub fn days(self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        let first = self.from.date().to_datetime(jiff::civil::Time::MIN);
        // What ends at midnight has no part in the day that begins then.
        let last = self.to.checked_sub(1.nanoseconds()).unwrap_or(self.to).date();
        let end = last.saturating_add(1.days()).to_datetime(jiff::civil::Time::MIN);
        (earlier(zone, first), later(zone, end))
    }

    /// Whether it is now.
    pub fn is_at(self, now: Timestamp, zone: &TimeZone) -> bool {
        let (begins, ends) = self.moments(zone);
        (begins..ends).contains(&now)
    }

    /// Whether it is over.
    pub fn is_over(self, now: Timestamp, zone: &TimeZone) -> bool {
        self.moments(zone).1 <= now
    }
}

impl When {
    /// Every time it stands for, the first one first.
    pub fn occurrences(self) -> impl Iterator<Item = Occurrence> {
        let every = self.repeat.every();
        (0..OCCURRENCES_MAX).map_while(move |n| {
            if n == 0 {
                return Some(Occurrence { from: self.from, to: self.to });
            }
            let (days, until) = every?;
            let later = (days * n).days();
            let from = self.from.checked_add(later).ok()?;
            let to = self.to.checked_add(later).ok()?;
            (from.date() <= until).then_some(Occurrence { from, to })
        })
    }

    /// The one that begins on a day.
    pub fn on(self, day: Date) -> Option<Occurrence> {
        self.occurrences().find(|one| one.day() == day)
    }

    /// The one that is now.
    pub fn at(self, now: Timestamp, zone: &TimeZone) -> Option<Occurrence> {
        self.occurrences().find(|one| one.is_at(now, zone))
    }

    /// The one that is now, or else the next.
    pub fn coming(self, now: Timestamp, zone: &TimeZone) -> Option<Occurrence> {
        self.occurrences().find(|one| !one.is_over(now, zone))
    }

    /// The last one that is over.
    pub fn last_over(self, now: Timestamp, zone: &TimeZone) -> Option<Occurrence> {
        self.occurrences().take_while(|one| one.is_over(now, zone)).last()
    }

    /// The last day that has part in it.
    pub fn last_day(self) -> Date {
        self.occurrences().last().map_or(self.to, |one| one.to).date()
    }

    /// How long it is by the clock, in minutes.
    pub fn minutes(self) -> i64 {
        self.to.duration_since(self.from).as_mins()
    }

    /// Whether it ends after it begins, lasts no longer than may be, and is over before the next.
    pub fn is_sound(self) -> bool {
        let length = self.to.duration_since(self.from);
        let days = self.repeat.every().map_or(LENGTH_DAYS_MAX, |(days, _)| days);
        let until = self.repeat.every().map_or(self.from.date(), |(_, until)| until);
        length > SignedDuration::ZERO
            && length <= SignedDuration::from_hours(24 * i64::from(days))
            && until >= self.from.date()
            && until <= self.from.date().saturating_add(AHEAD_DAYS_MAX.days())
    }
}

fn earlier(zone: &TimeZone, at: DateTime) -> Timestamp {
    let at = zone.to_ambiguous_timestamp(at);
    at.earlier().unwrap_or(Timestamp::MIN)
}

fn later(zone: &TimeZone, at: DateTime) -> Timestamp {
    let at: AmbiguousTimestamp = zone.to_ambiguous_timestamp(at);
    at.later().unwrap_or(Timestamp::MAX)
}
