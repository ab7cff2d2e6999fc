//! A division for people, in plain English: what each would have, what would change, how even it
//! is by everyone's own ratings, and why. No blame, no score.

use std::fmt::Write;

use crate::division::{Division, OwnEyes, Plan, Status, Why};
use crate::instance::Instance;
use crate::ratio::Ratio;

/// The division as text, with a line break at the end.
///
/// ```
/// use fairdivision::{Instance, Options, divide, text};
/// let family = Instance::from_json(br#"{"carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [{"id": "cooking", "burden": {"a": 60, "b": 30}}]}"#)?;
/// let division = divide(&family, &Options::default())?;
/// assert!(text::render(&division, &family).contains("cooking"));
/// # Ok::<(), fairdivision::InputError>(())
/// ```
pub fn render(division: &Division, instance: &Instance) -> String {
    let mut text = String::new();
    if instance.responsibilities.is_empty() {
        return "There is nothing to divide.\n".to_owned();
    }
    if instance.carers.len() == 1 {
        alone(&mut text, division);
    } else {
        together(&mut text, division, instance);
    }
    text
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn alone(text: &mut String, division: &Division) {
    for (responsibility, carer) in &division.plans.best.owners {
        line(text, &format!("{carer}: {responsibility}"));
    }
}

fn together(text: &mut String, division: &Division, instance: &Instance) {
    let best = &division.plans.best;
    line(text, "The fairest division, by the numbers each of you gave");
    piles(text, division, best, instance);
    line(text, &changes(best));
    line(text, &proof(division));
    text.push('\n');
    line(text, "In each one's own eyes");
    for (carer, eyes) in &best.own_eyes {
        line(text, &format!("  {carer}: {}", seen(eyes)));
    }
    others(text, division);
    if let Some(floor) = division.floor.as_ref().filter(|floor| floor.ratio > Ratio::ONE) {
        text.push('\n');
        let share = percent(floor.ratio);
        let what = &floor.responsibility;
        line(text, &format!("{what} alone is {share} of a fair share, whoever takes it."));
        line(text, "Perhaps it can be made smaller, or be two.");
    }
    if let Some(sensitive) = &division.sensitive {
        text.push('\n');
        line(text, &hinges(sensitive));
    }
}

fn piles(text: &mut String, division: &Division, plan: &Plan, instance: &Instance) {
    for carer in plan.loads.keys() {
        text.push('\n');
        let share = percent(plan.loads[carer].ratio);
        line(text, &format!("{carer}: {share} of the agreed share, by {carer}'s own ratings"));
        for (responsibility, _) in plan.owners.iter().filter(|&(_, owner)| owner == carer) {
            let why = reason(division.why[responsibility], carer);
            let today = match today(instance, responsibility) {
                Some(owner) if owner != carer => format!(" (today: {owner})"),
                Some(_) | None => String::new(),
            };
            line(text, &format!("  - {responsibility}{today}: {why}"));
        }
    }
    text.push('\n');
}

fn today<'a>(instance: &'a Instance, responsibility: &str) -> Option<&'a str> {
    let index = instance.responsibility_named(responsibility)?;
    let owner = instance.responsibilities[index].current?;
    Some(&instance.carers[owner].id)
}

fn reason(why: Why, owner: &str) -> String {
    match why {
        Why::Locked => "you fixed this one".to_owned(),
        Why::OnlyAble => format!("only {owner} can take it"),
        Why::Lighter => format!("it fits {owner} well"),
        Why::Balance => "placed so that it comes out even".to_owned(),
    }
}

fn changes(plan: &Plan) -> String {
    let mut text = match plan.changes {
        0 => "Nothing that could stay changes hands.".to_owned(),
        1 => format!("1 thing changes hands ({} minutes a week).", plan.minutes_moved),
        more => format!("{more} things change hands ({} minutes a week).", plan.minutes_moved),
    };
    match plan.forced {
        0 => {}
        1 => text.push_str(" 1 more has to move."),
        more => {
            write!(text, " {more} more have to move.").expect("writing to a string");
        }
    }
    text
}

fn proof(division: &Division) -> String {
    match division.status {
        Status::Exact if !division.plans.best.proved => {
            "No division is fairer by these numbers; whether one as fair changes less is open."
        }
        Status::Exact => "No division is fairer by these numbers, and none as fair changes less.",
        Status::Within if division.gap == Ratio::ZERO => {
            "No division has a smaller largest share; whether one as even changes less is open."
        }
        Status::Within => {
            let gap = percent(division.gap);
            return format!("No division is fairer by more than {gap} of a share.");
        }
    }
    .to_owned()
}

fn seen(eyes: &OwnEyes) -> String {
    let Some(witness) = &eyes.witness else {
        return "would not swap piles.".to_owned();
    };
    let other = &witness.carer;
    match &witness.responsibility {
        Some(one) => format!("but for {one}, would not swap piles with {other}."),
        None => format!("{other}'s pile looks lighter."),
    }
}

fn others(text: &mut String, division: &Division) {
    let best = &division.plans.best;
    let near = &division.plans.near_best;
    if near.changes < best.changes {
        text.push('\n');
        line(text, "Nearly as fair, with fewer changes");
        smaller(text, near);
    }
    match &division.plans.fewest_to_fair {
        Some(fair) if fair.changes < best.changes && fair.changes != near.changes => {
            text.push('\n');
            line(text, "The fewest changes after which nobody carries more than agreed");
            smaller(text, fair);
        }
        Some(_) => {}
        None => {
            text.push('\n');
            line(text, "As things stand, every division gives someone more than agreed.");
            line(text, "Letting go of something may help more than dividing it.");
        }
    }
}

fn smaller(text: &mut String, plan: &Plan) {
    let loads = plan.loads.iter();
    let shares: Vec<String> =
        loads.map(|(carer, load)| format!("{carer} {}", percent(load.ratio))).collect();
    line(text, &format!("  {} {}.", changes(plan), shares.join(", ")));
}

fn hinges(sensitive: &[String]) -> String {
    if sensitive.is_empty() {
        return "One step up or down in any one rating would move nothing.".to_owned();
    }
    format!("Worth a talk: one step in a rating would move {}.", sensitive.join(", "))
}

/// To a tenth of a percent.
fn percent(ratio: Ratio) -> String {
    let tenths = ratio.per_mille();
    format!("{}.{} %", tenths / 10, tenths % 10)
}
