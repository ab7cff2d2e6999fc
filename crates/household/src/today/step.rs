//! The first month: one gentle step a week. Each can be skipped for good; none is counted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::Choice;
use crate::seen::Seen;

/// Days that one step stays.
const STEP_DAYS: i32 = 7;

/// The first month's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    Talk,
    HandOver,
    TimeAlone,
    LookAgain,
}

impl Step {
    /// One a week, in this order.
    pub const ALL: [Self; 4] = [Self::Talk, Self::HandOver, Self::TimeAlone, Self::LookAgain];
}

/// The step for this reader today. `None` after the first month, where they skipped it, and where
/// it was done before its week was over: nothing is asked for twice.
pub fn step(seen: &Seen<'_>, joined: Date, today: Date) -> Option<Step> {
    let days = today.since(joined).map_or(0, |span| span.get_days());
    let week = usize::try_from(days.max(0) / STEP_DAYS).ok()?;
    let step = *Step::ALL.get(week)?;
    (!seen.own.steps.is_skipped(step) && !is_done(seen, step)).then_some(step)
}

/// What happens away from the screen is not known here.
fn is_done(seen: &Seen<'_>, step: Step) -> bool {
    match step {
        // One that has begun waits under *Talk*.
        Step::Talk => seen.shared.talk.answers(seen.me).next().is_some(),
        Step::HandOver if seen.shared.people.is_alone() => {
            seen.own.plan.marks().any(|(_, choice)| choice != Choice::Keep)
        }
        Step::HandOver => seen.shared.agreements.in_force(seen.me).is_some(),
        Step::TimeAlone | Step::LookAgain => false,
    }
}
