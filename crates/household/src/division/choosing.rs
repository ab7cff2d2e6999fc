//! Which of all the divisions is looked at, and which can be.

use super::reckon::Owners;
use super::view::{At, Place, Plan};

/// Places on the frontier that a reader can look at. More would let one read the other's ratings
/// off the order in which cards change hands.
const FRONTIER_PLACES_MAX: usize = 9;

/// A way that has the same owners as another goes by the other's name.
pub(super) fn choose(
    at: At,
    named: &[(Plan, Owners)],
    plans: &[(Plan, Owners)],
    frontier: &[Owners],
) -> (At, Owners) {
    let asked = match at {
        At::First => None,
        At::Plan(plan) => named.iter().find(|(name, _)| *name == plan),
        At::Frontier(place) => match frontier.get(place) {
            Some(owners) => return (At::Frontier(place), owners.clone()),
            None => None,
        },
    };
    let asked = asked.and_then(|(_, owners)| plans.iter().find(|(_, of)| of == owners));
    let (name, owners) = asked.unwrap_or(&plans[0]);
    (At::Plan(*name), owners.clone())
}

/// At most so many of `points` as can be looked at, the ends and `best` among them.
pub(super) fn spread(points: &[usize], best: usize) -> Vec<usize> {
    let last = points.len().saturating_sub(1);
    if last < FRONTIER_PLACES_MAX {
        return points.to_vec();
    }
    let steps = FRONTIER_PLACES_MAX - 1;
    let mut picked: Vec<usize> = (0..=steps).map(|step| step * last / steps).collect();
    let best = points.iter().position(|point| *point == best).unwrap_or(0);
    let place = picked.partition_point(|pick| *pick < best).min(steps - 1).max(1);
    picked[place] = best;
    picked.into_iter().map(|pick| points[pick]).collect()
}

/// The place whose weight is nearest to `weight`; the earlier one of two.
pub(super) fn nearest(places: &[Place], weight: u64) -> Option<usize> {
    (0..places.len()).min_by_key(|place| places[*place].my_weight.abs_diff(weight))
}
