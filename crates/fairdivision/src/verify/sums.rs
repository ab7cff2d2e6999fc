//! Loads, totals and ratios, added up from the instance alone.

use std::cmp::Ordering;

use super::fraction::{Fraction, common_divisor};
use crate::instance::{Instance, Responsibility};

/// What is the same for every division of an instance. Everything is by index of the carer.
#[derive(Debug)]
pub(super) struct Sums {
    weights: Vec<u64>,
    weight_sum: u64,
    /// Everything, in the own ratings.
    pub totals: Vec<u64>,
    /// What one may have at most: no load is larger.
    able: Vec<u64>,
    /// Every load is a multiple of this.
    units: Vec<u64>,
}

impl Sums {
    pub fn of(instance: &Instance) -> Self {
        let carers = 0..instance.carers.len();
        let mut totals = vec![0; carers.len()];
        let mut able = vec![0; carers.len()];
        let mut units = vec![0; carers.len()];
        for each in &instance.responsibilities {
            for carer in carers.clone() {
                let burden = u64::from(each.burdens[carer]);
                totals[carer] += burden;
                able[carer] += if may_have(each, carer) { burden } else { 0 };
                units[carer] = divisor(units[carer], burden);
            }
        }
        let weights: Vec<u64> = instance.carers.iter().map(|each| each.weight.into()).collect();
        let weight_sum = weights.iter().sum();
        Self { weights, weight_sum, totals, able, units }
    }

    /// `load / total · weights together / own weight`.
    pub fn ratio(&self, carer: usize, load: u64) -> Fraction {
        let (top, bottom) = self.scale(carer);
        // Both parts are below 2^46 for every load up to the total, so this always has a value,
        // but where there is nothing at all: that is nothing of nothing.
        Fraction::lowest(u128::from(load) * top, bottom).unwrap_or(Fraction::ZERO)
    }

    /// The greatest load whose ratio is strictly below the limit, if any is.
    pub fn below(&self, carer: usize, limit: Fraction) -> Option<u64> {
        if limit.top == 0 {
            return None;
        }
        let (top, bottom) = self.scale(carer);
        let room = u128::from(limit.top) * bottom;
        let greatest = room.saturating_sub(1) / (u128::from(limit.bottom) * top);
        Some(self.within_reach(carer, greatest))
    }

    /// The greatest load whose ratio is at most the limit.
    pub fn at_most(&self, carer: usize, limit: Fraction) -> u64 {
        let (top, bottom) = self.scale(carer);
        let greatest = u128::from(limit.top) * bottom / (u128::from(limit.bottom) * top);
        self.within_reach(carer, greatest)
    }

    /// A cap as the largest load that it lets through and that may occur at all: caps that let
    /// through the same loads are the same.
    pub fn within_reach(&self, carer: usize, cap: u128) -> u64 {
        let able = self.able[carer];
        let cap = u64::try_from(cap).unwrap_or(able).min(able);
        cap - cap % self.units[carer].max(1)
    }

    /// Whether own load and other pile, both in this carer's ratings, are such that the own one
    /// is heavier per unit of weight.
    pub fn heavier(&self, carer: usize, own: u64, other: usize, pile: u64) -> bool {
        own * self.weights[other] > pile * self.weights[carer]
    }

    /// Which of two piles, seen by the same carer, is lighter per unit of its owner's weight.
    pub fn per_weight(&self, left: (usize, u64), right: (usize, u64)) -> Ordering {
        (left.1 * self.weights[right.0]).cmp(&(right.1 * self.weights[left.0]))
    }

    /// Whether a load is at most the agreed share.
    pub fn within_share(&self, carer: usize, load: u64) -> bool {
        load * self.weight_sum <= self.totals[carer] * self.weights[carer]
    }

    pub fn equal_weights(&self) -> bool {
        self.weights.iter().all(|&weight| weight == self.weights[0])
    }

    pub fn unit(&self, carer: usize) -> u64 {
        self.units[carer].max(1)
    }

    /// What a load is multiplied with and divided by to be a ratio.
    fn scale(&self, carer: usize) -> (u128, u128) {
        let bottom = u128::from(self.totals[carer]) * u128::from(self.weights[carer]);
        (self.weight_sum.into(), bottom)
    }
}

/// Whether a responsibility may be given to this carer.
pub(super) fn may_have(each: &Responsibility, carer: usize) -> bool {
    !each.cannot.contains(carer) && each.locked.is_none_or(|owner| owner == carer)
}

/// `piles[i][j]`: what carer j carries, in the ratings of carer i.
pub(super) fn piles(instance: &Instance, owners: &[usize]) -> Vec<Vec<u64>> {
    let carers = instance.carers.len();
    let mut piles = vec![vec![0; carers]; carers];
    for (each, &owner) in instance.responsibilities.iter().zip(owners) {
        for (eyes, &burden) in each.burdens.iter().enumerate() {
            piles[eyes][owner] += u64::from(burden);
        }
    }
    piles
}

fn divisor(known: u64, burden: u64) -> u64 {
    // Both fit 64 bits, so what divides them does.
    u64::try_from(common_divisor(known.into(), burden.into())).unwrap_or(1)
}
