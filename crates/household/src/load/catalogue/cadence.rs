//! How often a piece of family work comes round.
//!
//! Written as an RFC 5545 recurrence rule (section 3.3.10), of which a family needs little. Rules
//! finer than a day are refused: nothing in a home is owed by the hour. `as needed` is a cadence of
//! its own, for what comes when it comes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

/// Longest interval, in weeks or months.
pub const INTERVAL_MAX: u8 = 12;
/// The words for work that comes when it comes.
const AS_NEEDED: &str = "as needed";

/// How often: when it comes, or by a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Cadence {
    AsNeeded,
    Daily,
    /// Every week or every few, on these days, Monday first; none means that any day will do.
    Weekly {
        interval: u8,
        days: Vec<Weekday>,
    },
    /// Every month or every few, at a time the owner picks.
    Monthly {
        interval: u8,
    },
    Yearly,
}

/// Text that is no cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CadenceProblem {
    #[error("a cadence is a day, a week, a month, a year or 'as needed'")]
    Unit,
    #[error("an interval is a number of weeks or months from 1 to {INTERVAL_MAX}")]
    Interval,
    #[error("days are written MO to SU, each once, and go with weeks only")]
    Days,
    #[error("a part that family work has no use for")]
    Part,
}

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Monday, "MO"),
    (Weekday::Tuesday, "TU"),
    (Weekday::Wednesday, "WE"),
    (Weekday::Thursday, "TH"),
    (Weekday::Friday, "FR"),
    (Weekday::Saturday, "SA"),
    (Weekday::Sunday, "SU"),
];

impl FromStr for Cadence {
    type Err = CadenceProblem;

    fn from_str(text: &str) -> Result<Self, CadenceProblem> {
        if text == AS_NEEDED {
            return Ok(Self::AsNeeded);
        }
        let (mut unit, mut interval, mut days) = (None, None, None);
        for part in text.split(';') {
            match part.split_once('=') {
                Some(("FREQ", word)) if unit.is_none() => unit = Some(word),
                Some(("INTERVAL", word)) if interval.is_none() => {
                    interval = Some(parse_interval(word)?);
                }
                Some(("BYDAY", word)) if days.is_none() => days = Some(parse_days(word)?),
                _ => return Err(CadenceProblem::Part),
            }
        }
        match (unit, interval, days) {
            (Some("WEEKLY"), interval, days) => {
                Ok(Self::Weekly { interval: interval.unwrap_or(1), days: days.unwrap_or_default() })
            }
            (Some("DAILY" | "MONTHLY" | "YEARLY"), _, Some(_)) => Err(CadenceProblem::Days),
            (Some("MONTHLY"), interval, None) => {
                Ok(Self::Monthly { interval: interval.unwrap_or(1) })
            }
            (Some("DAILY" | "YEARLY"), Some(_), None) => Err(CadenceProblem::Interval),
            (Some("DAILY"), None, None) => Ok(Self::Daily),
            (Some("YEARLY"), None, None) => Ok(Self::Yearly),
            _ => Err(CadenceProblem::Unit),
        }
    }
}

fn parse_interval(word: &str) -> Result<u8, CadenceProblem> {
    let interval = word.parse().ok().filter(|interval| (1..=INTERVAL_MAX).contains(interval));
    interval.ok_or(CadenceProblem::Interval)
}

fn parse_days(words: &str) -> Result<Vec<Weekday>, CadenceProblem> {
    let words: Vec<_> = words.split(',').collect();
    let days: Vec<_> =
        WEEK.into_iter().filter(|(_, name)| words.contains(name)).map(|(day, _)| day).collect();
    // Fewer days than words: one of them is no day, or stands twice.
    if days.len() == words.len() { Ok(days) } else { Err(CadenceProblem::Days) }
}

/// The rule as it is read: `FREQ=WEEKLY;BYDAY=TU,TH`, without `RRULE:`.
impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AsNeeded => f.write_str(AS_NEEDED),
            Self::Daily => f.write_str("FREQ=DAILY"),
            Self::Weekly { interval, days } => {
                write!(f, "FREQ=WEEKLY{}", Interval(*interval))?;
                let names = WEEK.into_iter().filter(|(day, _)| days.contains(day));
                for (index, (_, name)) in names.enumerate() {
                    write!(f, "{}{name}", if index == 0 { ";BYDAY=" } else { "," })?;
                }
                Ok(())
            }
            Self::Monthly { interval } => write!(f, "FREQ=MONTHLY{}", Interval(*interval)),
            Self::Yearly => f.write_str("FREQ=YEARLY"),
        }
    }
}

/// An interval as part of a rule; every single one is not said.
struct Interval(u8);

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 1 { Ok(()) } else { write!(f, ";INTERVAL={}", self.0) }
    }
}

impl TryFrom<String> for Cadence {
    type Error = CadenceProblem;

    fn try_from(text: String) -> Result<Self, CadenceProblem> {
        text.parse()
    }
}

impl From<Cadence> for String {
    fn from(cadence: Cadence) -> Self {
        cadence.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "as needed",
            "FREQ=DAILY",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;INTERVAL=2",
            "FREQ=WEEKLY;BYDAY=TU,TH,SA",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;INTERVAL=3",
            "FREQ=YEARLY",
        ] {
            let cadence: Cadence = text.parse().expect("a cadence");
            assert_eq!(cadence.to_string(), text);
        }
        let days = vec![Weekday::Monday, Weekday::Sunday];
        assert_eq!("FREQ=WEEKLY;BYDAY=SU,MO".parse(), Ok(Cadence::Weekly { interval: 1, days }));
    }

    #[test]
    fn what_family_work_has_no_use_for_is_refused() {
        for (text, problem) in [
            ("", CadenceProblem::Part),
            ("As needed", CadenceProblem::Part),
            ("INTERVAL=2", CadenceProblem::Unit),
            ("FREQ=HOURLY", CadenceProblem::Unit),
            ("FREQ=DAILY;FREQ=DAILY", CadenceProblem::Part),
            ("FREQ=DAILY;INTERVAL=2", CadenceProblem::Interval),
            ("FREQ=MONTHLY;INTERVAL=0", CadenceProblem::Interval),
            ("FREQ=WEEKLY;INTERVAL=13", CadenceProblem::Interval),
            ("FREQ=WEEKLY;INTERVAL=999", CadenceProblem::Interval),
            ("FREQ=MONTHLY;BYDAY=MO", CadenceProblem::Days),
            ("FREQ=WEEKLY;BYDAY=", CadenceProblem::Days),
            ("FREQ=WEEKLY;BYDAY=MO,MO", CadenceProblem::Days),
            ("FREQ=WEEKLY;BYDAY=2MO", CadenceProblem::Days),
            ("FREQ=WEEKLY;COUNT=2", CadenceProblem::Part),
        ] {
            assert_eq!(text.parse::<Cadence>(), Err(problem), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_cadence_survives_its_text(
            unit in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|.{0,9})",
            rest in "(;INTERVAL=[0-9]{1,3})?(;BYDAY=(MO|TU|SU)(,[A-Z]{2}){0,3})?|.{0,30}",
        ) {
            if let Ok(cadence) = format!("{unit}{rest}").parse::<Cadence>() {
                prop_assert_eq!(cadence.to_string().parse::<Cadence>(), Ok(cadence));
            }
        }
    }
}
