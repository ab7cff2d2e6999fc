//! A weekly time: which day, and when on it.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A day and a time of the week, in the family's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    pub day: Day,
    /// To the minute.
    pub at: Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Day {
    /// From Monday on.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Its latest date up to `today`.
    pub fn last(self, today: Date) -> Date {
        today.saturating_sub(self.days_before(today).days())
    }

    fn days_before(self, today: Date) -> i32 {
        let day = self as i32;
        (i32::from(today.weekday().to_monday_zero_offset()) - day).rem_euclid(7)
    }
}

impl Rhythm {
    /// Its next date, which may be `today`.
    pub fn next(self, today: Date) -> Date {
        let ago = self.day.days_before(today);
        if ago == 0 { today } else { today.saturating_add((7 - ago).days()) }
    }
}
