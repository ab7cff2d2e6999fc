//! How a division looks in each carer's own eyes: loads, envy and its relaxations, all exact.
//!
//! Every comparison is per unit of weight, by cross-multiplication, and from one carer's ratings
//! only. Nothing here knows how the division was found.

use std::collections::BTreeMap;

use crate::division::{Load, OwnEyes, Witness};
use crate::instance::Instance;
use crate::neutral;
use crate::ratio::Ratio;

/// What each carer carries.
pub(crate) fn loads(instance: &Instance, owners: &[usize]) -> BTreeMap<String, Load> {
    let carers = instance.carers.iter().enumerate();
    carers.map(|(carer, each)| (each.id.clone(), load(instance, owners, carer))).collect()
}

/// How each carer sees it; nobody, where there is only one.
pub(crate) fn all(instance: &Instance, owners: &[usize]) -> BTreeMap<String, OwnEyes> {
    if instance.carers.len() == 1 {
        return BTreeMap::new();
    }
    let carers = instance.carers.iter().enumerate();
    carers.map(|(carer, each)| (each.id.clone(), own_eyes(instance, owners, carer))).collect()
}

fn load(instance: &Instance, owners: &[usize], carer: usize) -> Load {
    let burden = piles(instance, owners, carer)[carer];
    let total = instance.total(carer);
    let weight = u64::from(instance.carers[carer].weight);
    let ratio = if total == 0 {
        Ratio::ZERO
    } else {
        Ratio::new(burden * instance.weight_sum(), total * weight)
    };
    Load { burden, total, ratio }
}

/// Every carer's pile as this carer rates it.
fn piles(instance: &Instance, owners: &[usize], eyes: usize) -> Vec<u64> {
    let mut piles = vec![0; instance.carers.len()];
    for (each, &owner) in instance.responsibilities.iter().zip(owners) {
        piles[owner] += u64::from(each.burdens[eyes]);
    }
    piles
}

fn own_eyes(instance: &Instance, owners: &[usize], carer: usize) -> OwnEyes {
    let piles = piles(instance, owners, carer);
    let weight = |of: usize| u64::from(instance.carers[of].weight);
    // own / own weight > other / other weight
    let heavier = |own: u64, other: usize| own * weight(other) > piles[other] * weight(carer);
    let others = || (0..piles.len()).filter(move |&other| other != carer);
    let mut own: Vec<(u64, &str)> = instance
        .responsibilities
        .iter()
        .zip(owners)
        .filter(|&(_, &owner)| owner == carer)
        .map(|(each, _)| (u64::from(each.burdens[carer]), each.id.as_str()))
        .collect();
    own.sort_unstable();
    let pile = piles[carer];
    let without = |one: Option<&(u64, &str)>| pile - one.map_or(0, |&(burden, _)| burden);
    let (lightest, heaviest) = (without(own.first()), without(own.last()));
    let envied = others()
        .filter(|&other| heavier(pile, other))
        .min_by(|&left, &right| lighter(instance, &piles, left, right));
    let witness = envied.map(|other| Witness {
        carer: instance.carers[other].id.clone(),
        responsibility: own
            .iter()
            .find(|&&(burden, _)| !heavier(pile - burden, other))
            .map(|&(_, id)| id.to_owned()),
    });
    let total: u64 = piles.iter().sum();
    OwnEyes {
        envy_free: envied.is_none(),
        efx: own.is_empty() || others().all(|other| !heavier(lightest, other)),
        ef1: own.is_empty() || others().all(|other| !heavier(heaviest, other)),
        prop1: heaviest * instance.weight_sum() <= total * weight(carer),
        mms: maximin(instance, carer, pile, total),
        witness,
    }
}

/// Which of two piles is lighter per unit of weight; equal ones by the carers' ids.
fn lighter(instance: &Instance, piles: &[u64], left: usize, right: usize) -> std::cmp::Ordering {
    let carer = |index: usize| &instance.carers[index];
    let ours = piles[left] * u64::from(carer(right).weight);
    let theirs = piles[right] * u64::from(carer(left).weight);
    ours.cmp(&theirs).then_with(|| carer(left).id.cmp(&carer(right).id))
}

/// Whether the own pile is at most the largest pile of the evenest split of everything, by the
/// own ratings. `None` where that is not defined or not computed.
fn maximin(instance: &Instance, carer: usize, pile: u64, total: u64) -> Option<bool> {
    let first = instance.carers[0].weight;
    if instance.carers.iter().any(|each| each.weight != first) {
        return None;
    }
    let carers = instance.carers.len() as u64;
    if pile * carers <= total {
        return Some(true);
    }
    let unit = neutral::unit(instance, carer);
    let ratings = instance.responsibilities.iter();
    let mut ratings: Vec<u64> = ratings.map(|each| u64::from(each.burdens[carer]) / unit).collect();
    let (pile, total) = (pile / unit, total / unit);
    if carers == 2 {
        return Some(pile <= evenest(&ratings, total));
    }
    ratings.sort_unstable_by(|left, right| right.cmp(left));
    // Every split has a pile of at least an even part, and of at least the heaviest thing.
    let least = total.div_ceil(carers).max(ratings.first().copied().unwrap_or(0));
    if pile <= least {
        return Some(true);
    }
    // Some split has no larger pile than this one.
    if pile > heaviest_first(&ratings, instance.carers.len()) {
        return Some(false);
    }
    None
}

/// The largest pile where each thing in turn, the heaviest first, goes to the lightest pile.
fn heaviest_first(ratings: &[u64], piles: usize) -> u64 {
    let mut piles = vec![0; piles];
    for rating in ratings {
        if let Some(lightest) = piles.iter_mut().min() {
            *lightest += rating;
        }
    }
    piles.into_iter().max().unwrap_or(0)
}

/// The larger pile of the evenest split in two: the least sum of a subset that is at least half.
/// One bit per sum up to the half, shifted by each rating.
fn evenest(ratings: &[u64], total: u64) -> u64 {
    let half = usize::try_from(total / 2).expect("totals are at most 30,000,000");
    let mut sums = vec![0u64; half / 64 + 1];
    sums[0] = 1;
    for &rating in ratings {
        let rating = usize::try_from(rating).expect("ratings are at most 100,000");
        add(&mut sums, rating);
    }
    let below = (0..=half).rev().find(|&sum| sums[sum / 64] >> (sum % 64) & 1 == 1);
    total - below.unwrap_or(0) as u64
}

fn add(sums: &mut [u64], rating: usize) {
    let (words, bits) = (rating / 64, rating % 64);
    for target in (words..sums.len()).rev() {
        let mut moved = sums[target - words] << bits;
        if bits > 0 && target > words {
            moved |= sums[target - words - 1] >> (64 - bits);
        }
        sums[target] |= moved;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_evenest_split_is_found() {
        assert_eq!(evenest(&[3, 3, 2, 2, 2], 12), 6);
        assert_eq!(evenest(&[5, 5, 4], 14), 9);
        assert_eq!(evenest(&[100, 1], 101), 100);
        assert_eq!(evenest(&[64, 64, 1], 129), 65);
    }
}
