//! Lower bounds by integer prices: what every division must cost, whoever carries what.
//!
//! For any prices ρ ≥ 0 on the two loads and λ ≥ 0 on changes, a division within the caps has
//! Σ ρ·load + λ·changes ≤ Σ ρ·cap + λ·k, and on the left every item costs at least its cheaper
//! side. Where the cheapest already costs more, there is no such division: a proof in integers.
//! Any prices are valid; good ones are found by bisecting the concave dual, and λ, for given ρ,
//! is read off the sorted savings of moving.

use crate::pair::{Item, Loads, Pair};

/// Prices below 2^30 times loads below 2^25 stay below 2^55; λ × 300 below 2^56.
const PRICE_BITS: u32 = 30;
const MIX_BITS: u32 = 22;

/// Prices with the cheapest cost of what is still to be placed.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    price: [u64; 2],
    change: u64,
    /// `rest[i]`: the least the items from `i` on can cost.
    rest: Vec<u64>,
    /// No division with at most the allowed changes is lower than this height.
    pub bound: u64,
}

impl Prices {
    /// Prices tuned for at most `changes_max` changes; `None` is any number.
    pub fn tuned(pair: &Pair, changes_max: Option<usize>) -> Self {
        let (mut low, mut high) = (0u64, 1 << MIX_BITS);
        let mut best: Option<(u64, Mix)> = None;
        for _ in 0..=MIX_BITS {
            let at = low.midpoint(high);
            let mix = Mix::new(pair, at, changes_max);
            if mix.first_is_higher {
                low = at;
            } else {
                high = at;
            }
            let bound = mix.bound(pair, changes_max);
            if best.as_ref().is_none_or(|(known, _)| bound > *known) {
                best = Some((bound, mix));
            }
        }
        let (bound, mix) = best.expect("at least one mix was tried");
        let mut rest = vec![0; pair.items.len() + 1];
        for (index, item) in pair.items.iter().enumerate().rev() {
            rest[index] = rest[index + 1] + mix.least(item);
        }
        Self { price: mix.price, change: mix.change, rest, bound }
    }

    /// What a division at these caps may cost at most, less what the items from `next` on must
    /// cost and the changes already made: loads that cost more cannot be completed.
    pub fn room(&self, caps: Loads, next: usize, changes_left: usize) -> Option<u64> {
        let may =
            self.price[0] * caps[0] + self.price[1] * caps[1] + self.change * changes_left as u64;
        may.checked_sub(self.rest[next])
    }

    pub fn cost(&self, loads: Loads) -> u64 {
        self.price[0] * loads[0] + self.price[1] * loads[1]
    }
}

/// One candidate: the weight of side 0 against side 1, and λ to match.
struct Mix {
    price: [u64; 2],
    change: u64,
    /// The least every division costs, changes priced in.
    cost: u64,
    first_is_higher: bool,
}

impl Mix {
    fn new(pair: &Pair, at: u64, changes_max: Option<usize>) -> Self {
        let price = prices(pair, at);
        let mut mix = Self { price, change: 0, cost: 0, first_is_higher: false };
        if let Some(most) = changes_max {
            mix.change = mix.price_of_a_change(pair, most);
        }
        mix.cost = price[0] * pair.base[0] + price[1] * pair.base[1];
        let mut loads = pair.base;
        let mut moves = changes_max.unwrap_or(usize::MAX);
        for item in &pair.items {
            mix.cost += mix.least(item);
            let side = mix.side(item, &mut moves);
            loads[side] += u64::from(item.burden[side]);
        }
        let [first, second] = pair.heights(loads);
        mix.first_is_higher = first > second;
        mix
    }

    fn cost(&self, item: &Item, side: usize) -> u64 {
        self.price[side] * u64::from(item.burden[side])
    }

    fn least(&self, item: &Item) -> u64 {
        let total = |side: usize| self.cost(item, side) + self.change_cost(item, side);
        total(0).min(total(1))
    }

    fn change_cost(&self, item: &Item, side: usize) -> u64 {
        self.change * item.tie[side].changes() as u64
    }

    /// The cheaper side; of several changes that just pay, no more than are allowed.
    fn side(&self, item: &Item, moves: &mut usize) -> usize {
        let total = |side: usize| self.cost(item, side) + self.change_cost(item, side);
        let side = usize::from(total(1) < total(0));
        if item.tie[side].changes() == 0 {
            return side;
        }
        if *moves == 0 {
            return 1 - side;
        }
        *moves -= 1;
        side
    }

    /// Half-way between the last saving that is taken and the first that is not.
    fn price_of_a_change(&self, pair: &Pair, most: usize) -> u64 {
        let mut savings: Vec<u64> = pair
            .items
            .iter()
            .filter_map(|item| {
                let stay = usize::from(item.tie[0].changes() > 0);
                let moves = item.tie[1 - stay].changes() > 0;
                let saving = self.cost(item, stay).saturating_sub(self.cost(item, 1 - stay));
                (moves && saving > 0).then_some(saving)
            })
            .collect();
        savings.sort_unstable_by(|left, right| right.cmp(left));
        let refused = savings.get(most).copied().unwrap_or(0);
        let taken = if most == 0 { None } else { savings.get(most - 1).copied() };
        taken.unwrap_or(refused).midpoint(refused)
    }

    /// The lowest height these prices do not refute.
    fn bound(&self, pair: &Pair, changes_max: Option<usize>) -> u64 {
        let allowed = self.change * changes_max.unwrap_or(0) as u64;
        let refuted = |height: u64| {
            let caps = pair.caps(height);
            self.cost > self.price[0] * caps[0] + self.price[1] * caps[1] + allowed
        };
        let (mut low, mut high) = (0, pair.height_max());
        while low < high {
            let middle = low.midpoint(high);
            if refuted(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// `at` parts of side 0's height to the rest of side 1's, shrunk to fit.
fn prices(pair: &Pair, at: u64) -> [u64; 2] {
    let parts = [at, (1 << MIX_BITS) - at];
    let full = [
        u128::from(parts[0]) * u128::from(pair.units[0]),
        u128::from(parts[1]) * u128::from(pair.units[1]),
    ];
    let bits = u128::BITS - full[0].max(full[1]).leading_zeros();
    let shift = bits.saturating_sub(PRICE_BITS);
    full.map(|price| u64::try_from(price >> shift).expect("shrunk below 2^30"))
}
