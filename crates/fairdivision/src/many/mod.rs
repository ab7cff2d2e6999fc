//! Bounds by prices, branching, and a proof for every place of the answer: how three to six carers
//! divide, and how the best division of one or two, found another way, comes by its certificate.

mod alike;
mod climb;
mod dual;
mod group;
mod least;
mod leximin;
mod places;
mod proof;
mod search;
mod written;

use std::cmp::Ordering;

use dual::{Dual, Pace};
use group::{CHANGES, Group, Owners, Rows};
use least::Least;
use leximin::{Best, Leximin};
use search::Proof;
pub(crate) use written::Written;

use crate::instance::Instance;
use crate::ratio::Ratio;

/// What one node of a proof counts against the nodes that an option allows: it takes that many
/// times as long as an entry of the band search.
const NODE_COST: u64 = 16;
/// Of all nodes, the part that the fewest changes of a plan may take.
const PLAN_PART: u64 = 4;
/// Of all nodes, the part that making a plan with as few changes fairer may take: enough to be
/// good; it need not be the best.
const POLISH_PART: u64 = 100;
/// The largest price that is told.
const PRICE_MAX: u128 = 1_000_000;

/// A division, owners by index of the instance, and whether it is proved to be what its plan says.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub owners: Vec<usize>,
    pub proved: bool,
}

/// Everything the general search says about an instance.
#[derive(Debug)]
pub(crate) struct Answer<'a> {
    pub best: Settled,
    pub near_best: Settled,
    pub fewest_to_fair: Option<Settled>,
    /// No division has a smaller largest ratio; where not all is proved, as far as it is written.
    pub bound: Ratio,
    /// Whether every ratio is proved.
    pub fairest: bool,
    pub prices: Vec<u64>,
    /// The proof of `best`, as far as it can be written.
    pub written: Option<Written<'a>>,
}

/// Divides between any number of carers.
pub(crate) fn answer(instance: &Instance, nodes: u64, near: (u64, u64)) -> Answer<'_> {
    let group = Group::new(instance);
    let nodes = nodes / NODE_COST;
    let mut left = nodes;
    let mut best = start(&group, &mut left, Proof::Kept).run();
    let mut settling = nodes / PLAN_PART;
    let (owners, settled) = settle(&group, &best, &group.totals, &mut settling);
    // Where not all is proved, settling may come upon a fairer one. What is proved of the places
    // before stays true of it; what the plans are measured by is what is printed.
    best.values = group.sorted_ratios(&group.used(&owners));
    let largest = best.values.first().copied().unwrap_or(Ratio::ZERO);
    let plan = |target: Ratio| {
        let (owners, proved) = fewest_within(&group, target, (&owners, best.prices), nodes);
        Settled { owners: group.named(&owners), proved }
    };
    let near_best = plan(largest.plus(Ratio::new(near.0, near.1)));
    let fewest_to_fair = (largest <= Ratio::ONE).then(|| plan(Ratio::ONE));
    let prices = prices(&group, &owners);
    let owners = group.named(&owners);
    let bound = best.written_bound;
    let size = group.size;
    let written = written::written(instance, group, best);
    // Nothing is called proved but what the certificate proves.
    let fairest = written.as_ref().is_some_and(|written| written.levels == size);
    let best = Settled { owners, proved: settled && fairest };
    Answer { best, near_best, fewest_to_fair, bound, fairest, prices, written }
}

/// A proof of a division found another way, within so many nodes: owners by index. `None` also
/// where it is not the best.
pub(crate) fn proof<'a>(
    instance: &'a Instance,
    owners: &[usize],
    mut nodes: u64,
) -> Option<Written<'a>> {
    let group = Group::new(instance);
    let owners = group.positioned(owners);
    let values = group.sorted_ratios(&group.used(&owners));
    let best = Leximin::new(&group, group.totals, owners, Proof::Kept, &mut nodes).run();
    // Where a better one was found on the way, what is proved is of that one.
    (best.values == values).then(|| written::written(instance, group, best)).flatten()
}

/// The owners of the best division, by index, as good as the nodes find it.
pub(crate) fn owners(instance: &Instance, nodes: u64) -> Vec<usize> {
    let group = Group::new(instance);
    let mut left = nodes / NODE_COST;
    let best = start(&group, &mut left, Proof::Dropped).run();
    let (owners, _) = settle(&group, &best, &group.totals, &mut left);
    group.named(&owners)
}

/// The largest ratio of the best division, as good as the nodes find it.
pub(crate) fn largest_ratio(instance: &Instance, nodes: u64) -> Ratio {
    let group = Group::new(instance);
    let mut left = nodes / NODE_COST;
    let best = start(&group, &mut left, Proof::Dropped).run_to(1);
    best.values.first().copied().unwrap_or(Ratio::ZERO)
}

fn start<'a>(group: &'a Group, nodes: &'a mut u64, proof: Proof) -> Leximin<'a> {
    let starts = [climb::today(group), climb::lightest(group)];
    let starts = starts.map(|owners| climb::pairwise(group, owners));
    let [first, second] = starts;
    let value = |owners: &Owners| group.sorted_ratios(&group.used(owners));
    let start = if value(&second) < value(&first) { second } else { first };
    let start = climb::improved(group, start, nodes);
    Leximin::new(group, group.totals, start, proof, nodes)
}

/// Of all divisions with the same ratios the one that the rest of the objective prefers.
fn settle(group: &Group, best: &Best, limits: &Rows, nodes: &mut u64) -> (Owners, bool) {
    let choices = places::exact(group, &best.values, limits);
    Least::new(group, (choices, best.prices), best.owners.clone(), nodes).settle()
}

/// The fewest changes that keep the largest ratio within a target, and of those the best. The
/// best division of all keeps it.
fn fewest_within(
    group: &Group,
    target: Ratio,
    (best, prices): (&Owners, Option<Rows>),
    nodes: u64,
) -> (Owners, bool) {
    let mut left = nodes / PLAN_PART;
    let mut caps = group.totals;
    for (position, cap) in caps.iter_mut().enumerate().take(group.size) {
        *cap = group.at_most(position, target);
    }
    let least = Least::new(group, (vec![caps], prices), best.clone(), &mut left);
    let (owners, fewest) = least.fewest();
    let changes = group.used(&owners)[CHANGES];
    if changes >= group.used(best)[CHANGES] {
        return (best.clone(), fewest);
    }
    let mut limits = group.totals;
    limits[CHANGES] = changes;
    let mut left = nodes / POLISH_PART;
    let fairest = Leximin::new(group, limits, owners, Proof::Dropped, &mut left).run();
    (settle(group, &fairest, &limits, &mut left).0, fewest)
}

/// What a unit of each one's burden is worth at this division: the prices at which its loads are
/// the cheapest, as nearly as can be.
fn prices(group: &Group, owners: &Owners) -> Vec<u64> {
    let mut caps = group.totals;
    let used = group.used(owners);
    caps[..group.size].copy_from_slice(&used[..group.size]);
    let dual = Dual::new(group, caps);
    let free: Vec<u16> = (0..).take(group.things.len()).collect();
    let ascent = dual.ascend(&dual.start(), &free, &[0; group::ROWS], Pace::COLD);
    let units = group.units.iter().zip(&ascent.prices);
    // One unit of the carer's own is this part of a reduced one.
    let own: Vec<(u128, u128)> = units
        .map(|(&unit, &price)| (u128::from(group::unsigned(price).max(1)), u128::from(unit)))
        .collect();
    let higher = |left: &&(u128, u128), right: &&(u128, u128)| -> Ordering {
        (left.0 * right.1).cmp(&(right.0 * left.1))
    };
    let highest = own.iter().max_by(higher).copied().unwrap_or((1, 1));
    let mut prices = vec![1; group.size];
    for (&carer, (price, unit)) in group.carers.iter().zip(own) {
        let share = price * highest.1 * PRICE_MAX / (unit * highest.0);
        prices[carer] = u64::try_from(share).unwrap_or(u64::MAX).max(1);
    }
    prices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::band;
    use crate::pair::Pair;

    /// Two who divide `count` things by chance: ratings, weights, limits and today's owners.
    fn two(seed: u64) -> Instance {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut below = |most: u64| {
            // xorshift64*, Vigna 2016.
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % most
        };
        let most = [3, 12, 90][usize::try_from(below(3)).expect("small")];
        let mut rows = String::new();
        for index in 0..below(16) {
            let names = ["null", "\"a\"", "\"b\""];
            let name = |value: u64| names[usize::try_from(value).expect("small")];
            let (current, wish) = (name(below(3)), name(below(3)).replace("null", ""));
            let locked = if below(9) == 0 { name(below(3)) } else { "null" };
            let comma = if index > 0 { "," } else { "" };
            let (first, second, minutes) = (1 + below(most), 1 + below(most), below(4) * 5);
            let row = format!(
                r#"{comma}{{"id":"r{index}","burden":{{"a":{first},"b":{second}}},
                "minutes":{minutes},"current":{current},"locked":{locked},"likes":[{wish}]}}"#
            );
            rows.push_str(&row);
        }
        let weight = 1 + below(3);
        let text = format!(
            r#"{{"carers":[{{"id":"a","weight":{weight}}},{{"id":"b"}}],
            "responsibilities":[{rows}]}}"#
        );
        Instance::from_json(text.as_bytes()).expect("families by chance are valid")
    }

    #[test]
    fn bound_and_prove_gives_what_the_programme_gives_between_two() {
        for seed in 0..1_000 {
            let instance = two(seed);
            let pair = Pair::new(&instance);
            let found = band::search(&pair, None, 8_000_000);
            let answer = answer(&instance, 8_000_000, (1, 50));
            assert!(found.proved && answer.best.proved && answer.fairest, "{seed}");
            let owners = pair.owners(&instance, &found.split.sides);
            assert_eq!(answer.best.owners, owners, "{seed}");
        }
    }
}
