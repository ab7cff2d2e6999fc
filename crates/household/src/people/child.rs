//! A child of the household: nickname, birth month, who decides and where home is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ChildId, MemberId};
use crate::text::Line;

/// Years before which a birth month is surely a slip of the hand.
const BORN_YEAR_MIN: i16 = 1990;

/// A child as all members see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    pub id: ChildId,
    pub nickname: Line,
    pub born: Born,
    /// Set by the parents where the birth month says too little (born early, develops at their own
    /// pace).
    pub band: Option<AgeBand>,
    pub deciders: Deciders,
    pub lives: Lives,
    pub arrangement: Arrangement,
}

/// The month a child was or will be born in (or arrives). The day is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Born {
    year: i16,
    month: i8,
}

/// Who decides for a child: members of this household, and perhaps somebody who is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deciders {
    pub members: BTreeSet<MemberId>,
    pub somebody_else: bool,
}

/// Where a child lives, seen from this household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lives {
    Here,
    TwoHomes,
    MostlyElsewhere,
}

/// What brings work of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts that a family ticks")]
pub struct Arrangement {
    pub extra_needs: bool,
    pub step: bool,
    pub adopted: bool,
    pub expected: bool,
}

/// The ages that cards and texts speak of, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeBand {
    Baby,
    Toddler,
    Preschool,
    School,
    Tween,
    Teen,
}

impl Born {
    /// `None` for a month that does not exist or lies before 1990.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((BORN_YEAR_MIN..=2200).contains(&year) && (1..=12).contains(&month))
            .then_some(Self { year, month })
    }

    /// Between 1990 and 2200.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// Whole months from the birth month to `today`'s; negative before it.
    pub fn age_months(self, today: Date) -> i32 {
        (i32::from(today.year()) - i32::from(self.year)) * 12 + i32::from(today.month())
            - i32::from(self.month)
    }
}

impl AgeBand {
    /// Youngest first.
    pub const ALL: [Self; 6] =
        [Self::Baby, Self::Toddler, Self::Preschool, Self::School, Self::Tween, Self::Teen];

    /// The band of an age in months; before birth it is the youngest.
    pub const fn of_months(age: i32) -> Self {
        match age {
            ..12 => Self::Baby,
            12..36 => Self::Toddler,
            36..60 => Self::Preschool,
            60..108 => Self::School,
            108..156 => Self::Tween,
            _ => Self::Teen,
        }
    }

    /// An age in the middle of the band, for matching cards.
    pub const fn typical_months(self) -> i32 {
        match self {
            Self::Baby => 6,
            Self::Toddler => 24,
            Self::Preschool => 48,
            Self::School => 84,
            Self::Tween => 132,
            Self::Teen => 180,
        }
    }
}

impl Child {
    /// Whether `member` decides for this child, and so may see what is known of them.
    pub fn is_decided_by(&self, member: MemberId) -> bool {
        self.deciders.members.contains(&member)
    }

    /// The ages that texts speak of, on a day: what the parents chose, or by the birth month.
    pub fn band_on(&self, today: Date) -> AgeBand {
        self.band.unwrap_or(AgeBand::of_months(self.born.age_months(today)))
    }

    /// The age that cards are matched to: by the birth month, unless the parents chose a band.
    pub fn fitting_months(&self, today: Date) -> i32 {
        let age = self.born.age_months(today);
        match self.band {
            Some(band) if age >= 0 && AgeBand::of_months(age) != band => band.typical_months(),
            Some(_) | None => age,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn age_counts_calendar_months() {
        let born = Born::new(2024, 11).expect("a month");
        assert_eq!(born.age_months(date(2026, 11, 1)), 24);
        assert_eq!(born.age_months(date(2024, 9, 30)), -2);
        assert_eq!(Born::new(2024, 13), None);
        assert_eq!(Born::new(1980, 1), None);
    }

    #[test]
    fn a_chosen_band_moves_the_age_only_where_it_differs() {
        let mut child = Child {
            id: ChildId::from_bytes([1; 16]),
            nickname: Line::parse("Mia").expect("fits"),
            born: Born::new(2019, 1).expect("a month"),
            band: Some(AgeBand::School),
            deciders: Deciders::default(),
            lives: Lives::Here,
            arrangement: Arrangement::default(),
        };
        assert_eq!(child.fitting_months(date(2026, 11, 1)), 94);
        child.band = Some(AgeBand::Preschool);
        assert_eq!(child.fitting_months(date(2026, 11, 1)), 48);
    }
}
