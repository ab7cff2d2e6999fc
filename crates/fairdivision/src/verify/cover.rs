//! What has to be refuted, worked out from the instance and the ratios alone.
//!
//! A fairer division than one with the sorted ratios v₁ ≥ v₂ ≥ … is first smaller at some place
//! k: its k − 1 largest ratios are v₁ … vₖ₋₁, carried by k − 1 different carers, and everyone
//! else's is below vₖ. So for every way to hand out those values, no division may keep the loads
//! that they allow. Place 1 alone is the lower bound on the largest ratio.

use std::collections::{BTreeMap, BTreeSet};

use super::fraction::Fraction;
use super::sums::Sums;
use crate::instance::Instance;

/// Caps on the loads, by index of the carer.
pub(super) type Caps = Vec<u64>;

/// The caps to refute, place by place, and which carers may stand in for each other.
#[derive(Debug)]
pub(super) struct Needs {
    /// `levels[0]` is place 1.
    pub levels: Vec<BTreeSet<Caps>>,
    alike: Vec<usize>,
}

impl Needs {
    /// For a division with these ratios (by carer), and `bound` in place of the largest one.
    pub fn of(instance: &Instance, sums: &Sums, ratios: &[Fraction], bound: Fraction) -> Self {
        let mut sorted = ratios.to_vec();
        sorted.sort_by(|left, right| right.cmp(left));
        let mut needs = Self { levels: Vec::new(), alike: alike(instance) };
        for place in 0..sorted.len() {
            let below = if place == 0 { bound } else { sorted[place] };
            let mut caps = BTreeSet::new();
            let mut given = vec![None; sorted.len()];
            hand_out(sums, &sorted[..place], below, &mut given, &mut caps);
            needs.levels.push(caps.into_iter().map(|caps| needs.in_order(caps)).collect());
        }
        needs
    }

    /// The same caps for all that are the same but for which of several alike carers is which:
    /// among those the larger cap first.
    pub fn in_order(&self, mut caps: Caps) -> Caps {
        let mut classes: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        for (&class, &cap) in self.alike.iter().zip(&caps) {
            classes.entry(class).or_default().push(cap);
        }
        for class in classes.values_mut() {
            class.sort_unstable();
        }
        for (class, cap) in self.alike.iter().zip(&mut caps) {
            *cap = classes.get_mut(class).and_then(Vec::pop).unwrap_or(*cap);
        }
        caps
    }

    /// The first caps of this place that no refuted ones cover. Refuted ones are
    /// [`in_order`](Self::in_order).
    pub fn uncovered(&self, level: usize, refuted: &BTreeSet<Caps>) -> Option<&Caps> {
        let covers = |refuted: &Caps, need: &Caps| {
            refuted.iter().zip(need).all(|(refuted, need)| refuted >= need)
        };
        self.levels[level].iter().find(|need| !refuted.iter().any(|caps| covers(caps, need)))
    }

    /// Whether these caps are needed at any place at all.
    pub fn include(&self, caps: &Caps) -> bool {
        self.levels.iter().any(|level| level.contains(caps))
    }
}

/// Every way to give the values to different carers; everyone else has to stay below.
fn hand_out(
    sums: &Sums,
    values: &[Fraction],
    below: Fraction,
    given: &mut Vec<Option<Fraction>>,
    caps: &mut BTreeSet<Caps>,
) {
    let Some((&value, rest)) = values.split_first() else {
        let cap = |(carer, given): (usize, &Option<Fraction>)| match given {
            Some(value) => Some(sums.at_most(carer, *value)),
            None => sums.below(carer, below),
        };
        // Where nothing is low enough for somebody, there is nothing to refute.
        caps.extend(given.iter().enumerate().map(cap).collect::<Option<Caps>>());
        return;
    };
    for carer in 0..given.len() {
        if given[carer].is_none() {
            given[carer] = Some(value);
            hand_out(sums, rest, below, given, caps);
            given[carer] = None;
        }
    }
}

/// For each carer the first one that is the same in everything: weight, ratings, what is not
/// possible, and no lock to either.
fn alike(instance: &Instance) -> Vec<usize> {
    let carers = 0..instance.carers.len();
    let same = |left: usize, right: usize| {
        instance.carers[left].weight == instance.carers[right].weight
            && instance.responsibilities.iter().all(|each| {
                each.burdens[left] == each.burdens[right]
                    && each.cannot.contains(left) == each.cannot.contains(right)
                    && each.locked != Some(left)
                    && each.locked != Some(right)
            })
    };
    let first = |carer: usize| (0..carer).find(|&other| same(other, carer)).unwrap_or(carer);
    carers.map(first).collect()
}
