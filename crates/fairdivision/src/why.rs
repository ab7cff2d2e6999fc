//! Why each responsibility is where it is, in terms of one whole-number price for each carer.
//!
//! Between two the prices are those of the item at which the loads would just meet if it could be
//! cut (the dual of the relaxed problem); between more, those at which the division's loads are
//! the cheapest, as nearly as can be. What is lighter to its owner at these prices than to anyone
//! else is where it is for that reason; what is not was placed to make the loads meet.

use std::collections::BTreeMap;

use crate::division::Why;
use crate::instance::Instance;
use crate::pair::Pair;
use crate::ratio::gcd;

/// The reason for each responsibility, by id. `prices` are by index of the carer.
pub(crate) fn reasons(
    instance: &Instance,
    owners: &[usize],
    prices: &[u64],
) -> BTreeMap<String, Why> {
    let pairs = instance.responsibilities.iter().zip(owners);
    pairs
        .map(|(each, &owner)| {
            let cost = |carer: usize| prices[carer] * u64::from(each.burdens[carer]);
            let mut others = (0..prices.len()).filter(|&other| other != owner);
            let alone = others.clone().all(|other| each.cannot.contains(other));
            let why = if each.locked.is_some() {
                Why::Locked
            } else if alone {
                Why::OnlyAble
            } else if others.all(|other| cost(owner) < cost(other)) {
                Why::Lighter
            } else {
                Why::Balance
            };
            (each.id.clone(), why)
        })
        .collect()
}

pub(crate) fn by_id(instance: &Instance, prices: &[u64]) -> BTreeMap<String, u64> {
    let carers = instance.carers.iter();
    carers.zip(prices).map(|(carer, &price)| (carer.id.clone(), price)).collect()
}

/// The prices of a pair, by index of the carer, for burdens in the carers' own units.
pub(crate) fn prices(instance: &Instance, pair: &Pair) -> Vec<u64> {
    let priced = match meeting_item(pair) {
        Some(index) => {
            let burdens = &instance.responsibilities[index].burdens;
            [u64::from(burdens[1]), u64::from(burdens[0])]
        }
        None => even_prices(instance),
    };
    let divisor = gcd(priced[0], priced[1]);
    priced.map(|price| (price / divisor).max(1)).to_vec()
}

/// Filling side 0 with what is comparatively lightest to it, the item at which its load passes
/// the other's. None where the forced loads alone decide who is higher.
fn meeting_item(pair: &Pair) -> Option<usize> {
    let mut items: Vec<_> = pair.items.iter().collect();
    items.sort_by_key(|item| item.responsibility);
    items.sort_by(|left, right| {
        let product = |one: [u32; 2], other: [u32; 2]| u64::from(one[0]) * u64::from(other[1]);
        product(left.burden, right.burden).cmp(&product(right.burden, left.burden))
    });
    let mut loads = pair.base;
    loads[1] += items.iter().map(|item| u64::from(item.burden[1])).sum::<u64>();
    let passed = |loads| {
        let [first, second] = pair.heights(loads);
        first >= second
    };
    if passed(loads) {
        return None;
    }
    let meeting = items.into_iter().find(|item| {
        loads[0] += u64::from(item.burden[0]);
        loads[1] -= u64::from(item.burden[1]);
        passed(loads)
    });
    meeting.map(|item| item.responsibility)
}

/// Prices at which everyone's agreed share costs the same.
fn even_prices(instance: &Instance) -> [u64; 2] {
    let share = |carer: usize| instance.total(carer) * u64::from(instance.carers[carer].weight);
    [share(1), share(0)]
}
