//! One gentle step of the method: in the first month one a week, later the first that this
//! household has not taken. Each can be put away for good, and so can all; none is counted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::Choice;
use crate::seen::Seen;
use crate::talk::expectations::Set;

/// Days that a step of the first month stays.
const STEP_DAYS: i32 = 7;

/// A step of the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    // The first month
    Talk,
    HandOver,
    TimeAlone,
    LookAgain,
    // After it
    See,
    Thanks,
    Expect,
    Divide,
    CheckIn,
}

impl Step {
    /// Every step, those of the first month before the others.
    pub const ALL: [Self; 9] = [
        Self::Talk,
        Self::HandOver,
        Self::TimeAlone,
        Self::LookAgain,
        Self::See,
        Self::Thanks,
        Self::Expect,
        Self::Divide,
        Self::CheckIn,
    ];
    /// One a week, in this order.
    const FIRST_MONTH: [Self; 4] = [Self::Talk, Self::HandOver, Self::TimeAlone, Self::LookAgain];
    /// After it, in the method's order.
    const LATER: [Self; 5] = [Self::See, Self::Thanks, Self::Expect, Self::Divide, Self::CheckIn];
}

/// The step for this reader today. `None` in a week of the first month whose step they skipped or
/// took before the week was over, and where nothing is left: nothing is asked for twice.
pub fn step(seen: &Seen<'_>, joined: Date, today: Date) -> Option<Step> {
    let steps = &seen.own.steps;
    if steps.are_hidden() {
        return None;
    }
    let days = today.since(joined).map_or(0, |span| span.get_days());
    let week = usize::try_from(days.max(0) / STEP_DAYS).ok()?;
    let is_left = |step: &Step| !steps.is_skipped(*step) && !is_done(seen, *step);
    match Step::FIRST_MONTH.get(week) {
        Some(step) => Some(*step).filter(is_left),
        None => Step::LATER.into_iter().filter(|step| fits(seen, *step)).find(is_left),
    }
}

/// Whether a later step is there to be taken by this household.
fn fits(seen: &Seen<'_>, step: Step) -> bool {
    let alone = seen.shared.people.is_alone();
    match step {
        Step::Thanks => !alone,
        Step::Divide => alone || seen.shared.pictures.is_some(),
        _ => true,
    }
}

/// What happens away from the screen is not known here.
fn is_done(seen: &Seen<'_>, step: Step) -> bool {
    let (shared, own) = (seen.shared, seen.own);
    let alone = shared.people.is_alone();
    let has_plan = || own.plan.marks().any(|(_, choice)| choice != Choice::Keep);
    match step {
        // One that has begun waits under *Talk*.
        Step::Talk => shared.talk.answers(seen.me).next().is_some(),
        Step::HandOver | Step::Divide if alone => has_plan(),
        Step::HandOver => shared.agreements.in_force(seen.me).is_some(),
        Step::TimeAlone => shared.solo.of(seen.me, &shared.people).next().is_some(),
        Step::LookAgain => false,
        Step::See => own.sort.answers().next().is_some() || shared.pictures.is_some(),
        Step::Thanks => {
            own.drawer.unsent().next().is_some()
                || shared.thanks.of(seen.me).any(|given| given.from == seen.me)
        }
        Step::Expect => Set::ALL.into_iter().any(|set| {
            shared.expectations.is_open(set)
                || own.expectations.sheet(set).answers().next().is_some()
        }),
        Step::Divide => {
            shared.agreements.in_force(seen.me).is_some() || shared.agreements.offer().is_some()
        }
        Step::CheckIn if alone => own.check_in.weeks().next().is_some(),
        Step::CheckIn => shared.check_in.rhythm().is_some() || shared.check_in.offer().is_some(),
    }
}
