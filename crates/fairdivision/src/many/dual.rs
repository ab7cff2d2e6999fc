//! Lower bounds by integer prices on everything a division uses up.
//!
//! For any prices ρ ≥ 0, a division within the caps costs at most Σ ρ·cap, and every free thing
//! costs at least its cheapest place. Where the cheapest already costs more, there is no such
//! division: a proof in integers, whichever prices they are. Good ones are found by a subgradient
//! ascent with falling steps: what is used too much becomes dearer.

use crate::instance::CARERS_MAX;

use super::group::{CHANGES, Group, MINUTES, ROWS, Rows, Thing, UNMET, signed, unsigned};

/// No price is so high that everything of one row could cost more than this: nine rows of it,
/// and the differences of two such sums, stay below 2^63.
const COST_BITS: u32 = 58;
/// How finely prices are told, against the largest total: below 2^25, so that prices begin with
/// room above.
const START_BITS: u32 = 28;
/// A step of 1 doubles the price of what is used twice too much.
const STEP_BITS: u32 = 30;

/// How an ascent goes: so many steps, the first this long, each shorter than the one before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub steps: u32,
    pub first: i64,
    /// In 1,024ths of the step before.
    pub shrink: i64,
}

impl Pace {
    /// From prices that know nothing.
    pub const COLD: Self = Self { steps: 600, first: 1 << 29, shrink: 1_000 };
    /// From the prices of a like question.
    pub const WARM: Self = Self { steps: 160, first: 1 << 27, shrink: 960 };
    /// From the prices one branch above.
    pub const BRANCH: Self = Self { steps: 8, first: 1 << 26, shrink: 800 };
    /// After some things were fixed.
    pub const FIXED: Self = Self { steps: 4, first: 1 << 24, shrink: 700 };
}

/// The caps of one question with the prices' limits.
#[derive(Clone, Debug)]
pub(crate) struct Dual<'a> {
    group: &'a Group,
    pub caps: Rows,
    /// Whether changes, minutes or wishes are limited at all.
    limited: bool,
    highest: Rows,
    scale: Rows,
}

/// What the cheapest places come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cheapest {
    /// Cost above what the caps may cost: positive refutes.
    pub excess: i64,
    pub used: Rows,
}

/// The best prices of an ascent.
#[derive(Clone, Debug)]
pub(crate) struct Ascent {
    pub prices: Rows,
    pub excess: i64,
    /// Whether the cheapest places at the last prices kept to all caps: a division.
    pub fits: bool,
}

impl<'a> Dual<'a> {
    pub fn new(group: &'a Group, caps: Rows) -> Self {
        let limited = (CHANGES..ROWS).any(|row| caps[row] < group.totals[row]);
        let highest = group.totals.map(|total| (1i64 << COST_BITS) / total.max(1));
        let mut scale = caps;
        for (row, scale) in scale.iter_mut().enumerate() {
            *scale = (*scale).max(group.totals[row] / 16).max(1);
        }
        Self { group, caps, limited, highest, scale }
    }

    /// Prices at which everyone's agreed share costs the same and changes cost nothing.
    pub fn start(&self) -> Rows {
        let mut prices = [0; ROWS];
        let loads = self.group.totals.iter().take(self.group.size);
        let largest = unsigned(loads.copied().max().unwrap_or(0));
        let scale = u128::from(self.group.least_weight() * largest) << START_BITS;
        for (position, price) in prices.iter_mut().enumerate().take(self.group.size) {
            let equal = scale / u128::from(self.group.full(position).max(1));
            let equal = i64::try_from(equal).unwrap_or(i64::MAX);
            *price = self.whole(position, equal.min(self.highest[position]));
        }
        prices
    }

    /// What the things in `free` cost at least, on top of what is used already.
    pub fn cheapest(&self, prices: &Rows, free: &[u16], used: &Rows) -> Cheapest {
        let mut sum = Cheapest { excess: 0, used: *used };
        for row in 0..ROWS {
            sum.excess += prices[row] * (used[row] - self.caps[row]);
        }
        // The innermost loop of all, unrolled for each number of carers.
        match (self.group.size, self.limited) {
            (3, false) => self.place_all::<3, false>(prices, free, &mut sum),
            (4, false) => self.place_all::<4, false>(prices, free, &mut sum),
            (5, false) => self.place_all::<5, false>(prices, free, &mut sum),
            (_, false) => self.place_all::<CARERS_MAX, false>(prices, free, &mut sum),
            (3, true) => self.place_all::<3, true>(prices, free, &mut sum),
            (4, true) => self.place_all::<4, true>(prices, free, &mut sum),
            (5, true) => self.place_all::<5, true>(prices, free, &mut sum),
            (_, true) => self.place_all::<CARERS_MAX, true>(prices, free, &mut sum),
        }
        sum
    }

    /// Every free thing at its cheapest place.
    fn place_all<const SIZE: usize, const LIMITED: bool>(
        &self,
        prices: &Rows,
        free: &[u16],
        sum: &mut Cheapest,
    ) {
        for &at in free {
            let thing = &self.group.things[usize::from(at)];
            let (cost, position) = least(costs::<SIZE, LIMITED>(prices, thing));
            sum.excess += cost;
            if LIMITED {
                thing.add_to(&mut sum.used, position);
            } else {
                sum.used[position] += thing.burden[position];
            }
        }
    }

    /// What one thing costs at each position; the largest number there is for those who may not
    /// have it.
    #[inline]
    pub fn costs(&self, prices: &Rows, at: u16) -> [i64; CARERS_MAX] {
        let thing = &self.group.things[usize::from(at)];
        if self.limited {
            costs::<CARERS_MAX, true>(prices, thing)
        } else {
            costs::<CARERS_MAX, false>(prices, thing)
        }
    }

    /// The cheapest place of one thing among those who may have it.
    #[inline]
    pub fn cheapest_place(&self, prices: &Rows, at: u16) -> (i64, usize) {
        least(self.costs(prices, at))
    }

    /// What one thing costs at one position, whether or not it may be there.
    #[inline]
    pub fn cost(&self, prices: &Rows, at: u16, position: usize) -> i64 {
        let thing = &self.group.things[usize::from(at)];
        let mut cost = prices[position] * thing.burden[position];
        if self.limited {
            if thing.moves >> position & 1 == 1 {
                cost += prices[CHANGES] + prices[MINUTES] * thing.minutes;
            }
            if thing.unmet >> position & 1 == 1 {
                cost += prices[UNMET];
            }
        }
        cost
    }

    /// Prices as good as this pace finds them; stops at once where they refute, or where the
    /// cheapest places are a division.
    pub fn ascend(&self, from: &Rows, free: &[u16], used: &Rows, pace: Pace) -> Ascent {
        let mut best = Ascent { prices: *from, excess: i64::MIN, fits: false };
        let mut prices = *from;
        let mut step = pace.first;
        for _ in 0..pace.steps {
            let sum = self.cheapest(&prices, free, used);
            if sum.excess > best.excess {
                best = Ascent { prices, excess: sum.excess, fits: false };
            }
            if sum.excess > 0 {
                return best;
            }
            let rows = if self.limited { ROWS } else { self.group.size };
            if (0..rows).all(|row| sum.used[row] <= self.caps[row]) {
                return Ascent { prices, excess: sum.excess, fits: true };
            }
            self.follow(&mut prices, &sum.used, step);
            step = step * pace.shrink / 1_024;
        }
        best
    }

    fn follow(&self, prices: &mut Rows, used: &Rows, step: i64) {
        let rows = if self.limited { ROWS } else { self.group.size };
        for row in 0..rows {
            let most = self.highest[row];
            let over = (used[row] - self.caps[row]) * step / self.scale[row];
            let over = over.clamp(-(1 << (STEP_BITS - 1)), 1 << (STEP_BITS - 1));
            // A price near nothing must be able to rise again.
            let base = i128::from(prices[row] + (most >> 22) + 1);
            let moved = i128::from(prices[row]) + ((base * i128::from(over)) >> STEP_BITS);
            prices[row] = self.whole(row, i64::try_from(moved).unwrap_or(most).clamp(0, most));
        }
    }

    /// A price of a load at or just below this that is a whole number in the carer's own unit
    /// too.
    fn whole(&self, row: usize, price: i64) -> i64 {
        self.group.units.get(row).map_or(price, |&unit| price - price % signed(unit))
    }
}

/// Burdens of positions beyond the carers are barred like those that may not have a thing.
#[inline]
fn costs<const SIZE: usize, const LIMITED: bool>(prices: &Rows, thing: &Thing) -> [i64; SIZE] {
    let mut costs = [0; SIZE];
    let moving = if LIMITED { prices[CHANGES] + prices[MINUTES] * thing.minutes } else { 0 };
    for (position, cost) in costs.iter_mut().enumerate() {
        *cost = prices[position] * thing.burden[position];
        if LIMITED {
            *cost += thing.moved[position] & moving;
            *cost += thing.unwished[position] & prices[UNMET];
        }
        // No cost has all bits set: this is the cost, or the largest number there is.
        *cost |= thing.bar[position];
    }
    costs
}

/// The least cost and where it is, the first of several.
#[inline]
fn least<const SIZE: usize>(costs: [i64; SIZE]) -> (i64, usize) {
    let (mut least, mut at) = (costs[0], 0);
    for (position, &cost) in costs.iter().enumerate().skip(1) {
        // Two selections, no jump: which one is cheapest cannot be guessed.
        let better = cost < least;
        at = if better { position } else { at };
        least = if better { cost } else { least };
    }
    (least, at)
}
