//! What hangs on what: which owners flip with one rating, and what each lock costs.

use std::collections::BTreeMap;

use crate::band;
use crate::divide::{Options, best_of};
use crate::error::InputError;
use crate::instance::{BURDEN_MAX, Instance};
use crate::many;
use crate::pair::Pair;
use crate::ratio::Ratio;

/// Each variation may keep this part of the nodes: there may be 1,200 of them.
const NODES_PART: u64 = 32;

/// Responsibilities, by id, whose owner changes when one carer's rating of them goes one step
/// (a quarter, at least 1) up or down.
pub(crate) fn sensitive(instance: &Instance, owners: &[usize], nodes: u64) -> Vec<String> {
    let mut found = Vec::new();
    for index in instance.by_id() {
        let each = &instance.responsibilities[index];
        if (0..instance.carers.len()).filter(|&carer| each.may_be(carer)).count() > 1
            && flips(instance, index, owners[index], nodes / NODES_PART)
        {
            found.push(each.id.clone());
        }
    }
    found
}

fn flips(instance: &Instance, index: usize, owner: usize, nodes: u64) -> bool {
    let mut varied = instance.clone();
    for carer in 0..instance.carers.len() {
        let rating = instance.responsibilities[index].burdens[carer];
        let step = (rating / 4).max(1);
        let up = (rating + step).min(BURDEN_MAX);
        let down = rating.saturating_sub(step).max(1);
        for other in [up, down].into_iter().filter(|&other| other != rating) {
            varied.responsibilities[index].burdens[carer] = other;
            if owners(&varied, nodes)[index] != owner {
                return true;
            }
        }
        varied.responsibilities[index].burdens[carer] = rating;
    }
    false
}

fn owners(instance: &Instance, nodes: u64) -> Vec<usize> {
    if instance.carers.len() > 2 {
        return many::owners(instance, nodes);
    }
    let pair = Pair::new(instance);
    let best = band::search(&pair, None, nodes);
    pair.owners(instance, &best.split.sides)
}

/// What each lock costs: how much lower the largest ratio of the best division would be with
/// this one lock opened. By id of the locked responsibility; one more search for each lock. Each
/// price is exact while the searches stay within `options.nodes`.
///
/// ```
/// use fairdivision::{Instance, Options, Ratio, lock_prices};
/// let family = Instance::from_json(br#"{
///     "carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [
///         {"id": "cooking", "burden": {"a": 1, "b": 1}, "locked": "a"},
///         {"id": "washing", "burden": {"a": 1, "b": 1}, "locked": "a"}
///     ]
/// }"#)?;
/// let prices = lock_prices(&family, &Options::default())?;
/// assert_eq!(prices["cooking"], Ratio::ONE);
/// # Ok::<(), fairdivision::InputError>(())
/// ```
pub fn lock_prices(
    instance: &Instance,
    options: &Options,
) -> Result<BTreeMap<String, Ratio>, InputError> {
    let options = options.within_limits();
    let with = largest_ratio(instance, options.nodes);
    let mut prices = BTreeMap::new();
    let mut opened = instance.clone();
    for (index, each) in instance.responsibilities.iter().enumerate() {
        if each.locked.is_some() {
            opened.responsibilities[index].locked = None;
            let without = largest_ratio(&opened, options.nodes);
            prices.insert(each.id.clone(), with.above(without));
            opened.responsibilities[index].locked = each.locked;
        }
    }
    Ok(prices)
}

fn largest_ratio(instance: &Instance, nodes: u64) -> Ratio {
    match instance.carers.len() {
        1 if instance.responsibilities.is_empty() => Ratio::ZERO,
        1 => Ratio::ONE,
        2 => {
            let pair = Pair::new(instance);
            pair.largest_ratio(best_of(&pair, nodes).split.loads)
        }
        _ => many::largest_ratio(instance, nodes),
    }
}
