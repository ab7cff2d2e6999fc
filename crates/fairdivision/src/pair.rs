//! Two carers as the search sees them: small integers and nothing else.
//!
//! The two are *sides* 0 and 1; side 0 has the smaller total. What is forced (locked, or possible
//! for one only) is in the base loads; the rest are *items*, kept in descending order of id, so
//! that a search which takes them in turn decides the first id last and a tie can be settled
//! there. A *height* is a load ratio times a constant of the pair: `burden × unit` of the side, so
//! heights of both sides compare as plain integers below 2^63.

use crate::instance::Instance;
use crate::neutral;
use crate::ratio::{Ratio, gcd};

/// Loads of side 0 and side 1.
pub(crate) type Loads = [u64; 2];

#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// Index in the instance of the carer on each side.
    pub carers: [usize; 2],
    /// Everything, to each side, in the side's own reduced unit.
    pub totals: Loads,
    /// What is forced on each side.
    pub base: Loads,
    /// Height of one reduced burden unit.
    pub units: [u64; 2],
    /// The choices, by descending id.
    pub items: Vec<Item>,
    weights: [u64; 2],
}

/// One responsibility that either may carry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Index in the instance.
    pub responsibility: usize,
    /// Reduced burden to each side.
    pub burden: [u32; 2],
    /// What giving it to each side adds to the tie: see [`Tie`].
    pub tie: [Tie; 2],
    /// Whom the neutral tie prefers: today's owner, then who likes it, then the neutral order.
    pub preferred: usize,
}

/// Changes, then minutes moved, then likes not met, packed so that sums compare in that order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tie(pub u64);

impl Tie {
    const LIKES_BITS: u32 = 9;
    const MINUTES_BITS: u32 = 25;

    /// Sums over 300 responsibilities stay inside their field: 300 < 2^9, 300 × 100,000 < 2^25.
    pub fn of(changes: u64, minutes: u64, unmet: u64) -> Self {
        Self((((changes << Self::MINUTES_BITS) | minutes) << Self::LIKES_BITS) | unmet)
    }

    pub fn changes(self) -> usize {
        usize::try_from(self.0 >> (Self::MINUTES_BITS + Self::LIKES_BITS))
            .expect("at most 300 changes")
    }

    pub fn minutes(self) -> u64 {
        (self.0 >> Self::LIKES_BITS) & ((1 << Self::MINUTES_BITS) - 1)
    }

    pub fn unmet(self) -> u64 {
        self.0 & ((1 << Self::LIKES_BITS) - 1)
    }

    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// One division of the items: which side has each, and what that comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// Side of each item, in the order of [`Pair::items`].
    pub sides: Vec<usize>,
    pub loads: Loads,
    pub tie: Tie,
}

impl Pair {
    /// The pair of an instance with exactly two carers.
    pub fn new(instance: &Instance) -> Self {
        assert_eq!(instance.carers.len(), 2, "a pair is two carers");
        let divisors = [neutral::unit(instance, 0), neutral::unit(instance, 1)];
        let reduced = [instance.total(0) / divisors[0], instance.total(1) / divisors[1]];
        let places = neutral::places(instance);
        let first = usize::from((reduced[1], places[1]) < (reduced[0], places[0]));
        let carers = [first, 1 - first];
        let weights = carers.map(|carer| u64::from(instance.carers[carer].weight));
        let totals = carers.map(|carer| reduced[carer]);
        let mut pair = Self {
            carers,
            totals,
            base: [0, 0],
            units: units(totals, weights),
            items: Vec::new(),
            weights,
        };
        let favoured = carers.iter().position(|&carer| places[carer] == 0).unwrap_or(0);
        for index in instance.by_id().into_iter().rev() {
            pair.place(instance, index, divisors, favoured);
        }
        pair
    }

    /// A pair of two among more: what they share now, against the totals of everything.
    pub fn of_parts(
        carers: [usize; 2],
        totals: Loads,
        weights: [u64; 2],
        base: Loads,
        items: Vec<Item>,
    ) -> Self {
        Self { carers, totals, base, units: units(totals, weights), items, weights }
    }

    fn place(&mut self, instance: &Instance, index: usize, divisors: [u64; 2], favoured: usize) {
        let each = &instance.responsibilities[index];
        let burden = self.carers.map(|carer| {
            let reduced = u64::from(each.burdens[carer]) / divisors[carer];
            u32::try_from(reduced).expect("a burden only shrinks when reduced")
        });
        match self.carers.map(|carer| each.may_be(carer)) {
            [true, true] => {}
            [can, _] => {
                let side = usize::from(!can);
                self.base[side] += u64::from(burden[side]);
                return;
            }
        }
        let tie = self.carers.map(|carer| {
            let moves = each.current.is_some_and(|owner| owner != carer);
            let unmet = !each.likes.is_empty() && !each.likes.contains(carer);
            let minutes = if moves { u64::from(each.minutes) } else { 0 };
            Tie::of(u64::from(moves), minutes, u64::from(unmet))
        });
        let side_of = |carer: usize| usize::from(self.carers[1] == carer);
        let liked_by = self.carers.map(|carer| each.likes.contains(carer));
        let preferred = match (each.current, liked_by) {
            (Some(owner), _) => side_of(owner),
            (None, [true, false]) => 0,
            (None, [false, true]) => 1,
            (None, _) => favoured,
        };
        self.items.push(Item { responsibility: index, burden, tie, preferred });
    }

    /// Heights of the two loads.
    pub fn heights(&self, loads: Loads) -> [u64; 2] {
        [loads[0] * self.units[0], loads[1] * self.units[1]]
    }

    /// The two heights from the larger down: smaller is fairer.
    pub fn leximin(&self, loads: Loads) -> [u64; 2] {
        let [left, right] = self.heights(loads);
        [left.max(right), left.min(right)]
    }

    /// The height no division can pass: one has everything.
    pub fn height_max(&self) -> u64 {
        self.leximin(self.totals)[0]
    }

    /// The largest load of each side that stays at or under a height. Never more than everything:
    /// with weights far apart one side's cap would otherwise outgrow the prices' integers.
    pub fn caps(&self, height: u64) -> Loads {
        [0, 1].map(|side| (height / self.units[side]).min(self.totals[side]))
    }

    /// The load ratio of one side.
    pub fn ratio(&self, side: usize, load: u64) -> Ratio {
        if load == 0 {
            return Ratio::ZERO;
        }
        let sum = self.weights[0] + self.weights[1];
        Ratio::new(load * sum, self.totals[side] * self.weights[side])
    }

    /// The larger ratio of the two.
    pub fn largest_ratio(&self, loads: Loads) -> Ratio {
        self.ratio(0, loads[0]).max(self.ratio(1, loads[1]))
    }

    /// The largest height whose ratio is at most that of `height` plus
    /// `numerator / denominator`: `height + (n/d) × C·w·C'·w' / (W·g)`, rounded down.
    pub fn height_above(&self, height: u64, numerator: u64, denominator: u64) -> u64 {
        let (one, scale) = self.one();
        let bottom = u128::from(denominator) * scale;
        let top = u128::from(height) * bottom + u128::from(numerator) * one;
        u64::try_from(top / bottom).unwrap_or(u64::MAX)
    }

    /// The difference of two heights as a ratio, never stated too small.
    pub fn gap(&self, from: u64, to: u64) -> Ratio {
        let (one, scale) = self.one();
        if one == 0 {
            return Ratio::ZERO;
        }
        Ratio::at_least(u128::from(to.saturating_sub(from)) * scale, one)
    }

    /// Height of the ratio 1, as a fraction.
    fn one(&self) -> (u128, u128) {
        let sum = u128::from(self.weights[0] + self.weights[1]);
        // units[0] = C'·w' / g, so units[0] × C·w is C·w·C'·w' / g.
        let product =
            u128::from(self.units[0]) * u128::from(self.totals[0]) * u128::from(self.weights[0]);
        (product, sum)
    }

    /// The owners of a split: for each responsibility of the instance, the index of its carer.
    pub fn owners(&self, instance: &Instance, sides: &[usize]) -> Vec<usize> {
        let mut owners: Vec<usize> =
            instance.responsibilities.iter().map(|each| usize::from(!each.may_be(0))).collect();
        for (item, &side) in self.items.iter().zip(sides) {
            owners[item.responsibility] = self.carers[side];
        }
        owners
    }

    /// The whole order of the objective between two splits; `Less` is better.
    pub fn compare(&self, left: &Split, right: &Split) -> std::cmp::Ordering {
        let key = |split: &Split| (self.leximin(split.loads), split.tie);
        key(left).cmp(&key(right)).then_with(|| self.compare_tie(left, right))
    }

    /// In the order of ids, the first place where only one gives to whom the tie prefers.
    fn compare_tie(&self, left: &Split, right: &Split) -> std::cmp::Ordering {
        let strays = |split: &Split| -> Vec<bool> {
            let pairs = self.items.iter().zip(&split.sides).rev();
            pairs.map(|(item, &side)| side != item.preferred).collect()
        };
        strays(left).cmp(&strays(right))
    }
}

/// C'·w' and C·w over their greatest common divisor: `load × units[side]` is the load ratio times
/// a constant that both sides share.
fn units(totals: Loads, weights: [u64; 2]) -> [u64; 2] {
    let shares = [totals[0] * weights[0], totals[1] * weights[1]];
    let divisor = gcd(shares[0], shares[1]);
    [(shares[1] / divisor).max(1), (shares[0] / divisor).max(1)]
}
