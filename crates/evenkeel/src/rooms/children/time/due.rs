//! The day's plan: which cards of these children fall on the day of a time.

use household::Seen;
use household::load::catalogue::Cadence;
use household::solo::Plan;
use household::today::{Due, due};
use jiff::civil::Date;

use crate::rooms::card::CardFace;
use crate::web::me::Me;

/// Cards that are named at once.
const SHOWN_MAX: usize = 6;

/// What falls on that very day for one of them: what has its weekday, or was set to it. What is
/// done every day is no news, what is done sometime in a week is nobody's plan for a day, and the
/// work of the home is not what whoever is with the children is there for.
pub(super) fn cards<'a>(me: &Me, seen: &Seen<'a>, plan: &Plan, day: Date) -> Vec<&'a str> {
    let mut names = Vec::new();
    for dealt in seen.shared.deck.cards() {
        let of_child = dealt.card.child.is_some_and(|child| plan.children.contains(&child));
        let holding = seen.shared.agreements.holding(dealt.card.id, me.member);
        let cadence = dealt.card.row().map_or(&Cadence::AsNeeded, |row| &row.cadence);
        let next = seen.shared.living.get(&dealt.card.id).and_then(|living| living.next);
        let anchor = holding.and_then(|holding| holding.since(day)).unwrap_or(day);
        let falls = next == Some(day)
            || (falls_on_days(cadence) && due(cadence, None, None, anchor, day) == Due::On(day));
        if of_child && falls {
            names.push(CardFace::of(seen, me.words, dealt).name);
        }
    }
    names.truncate(SHOWN_MAX);
    names
}

const fn falls_on_days(cadence: &Cadence) -> bool {
    matches!(cadence, Cadence::Weekly { days, .. } if !days.is_empty())
}
