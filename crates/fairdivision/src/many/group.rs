//! Up to six carers as the general search sees them: small integers and nothing else.
//!
//! Carers stand at *positions* in the neutral order, responsibilities are *things* in the order of
//! their ids, and everyone's burdens are in the own reduced unit: so neither the order of the
//! input nor the scale of a rating can lead the search another way.

use crate::instance::{CARERS_MAX, Instance};
use crate::neutral;
use crate::ratio::Ratio;

/// What a division uses up, row by row: a load for each position, then unforced changes, minutes
/// moved and wishes unmet.
pub(crate) const ROWS: usize = CARERS_MAX + 3;
pub(crate) const CHANGES: usize = CARERS_MAX;
pub(crate) const MINUTES: usize = CARERS_MAX + 1;
pub(crate) const UNMET: usize = CARERS_MAX + 2;
pub(crate) type Rows = [i64; ROWS];

/// The position of each thing's owner.
pub(crate) type Owners = Vec<u8>;

#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// How many carers.
    pub size: usize,
    /// Index in the instance of the carer at each position.
    pub carers: Vec<usize>,
    /// What one reduced unit is in the carer's own.
    pub units: Vec<u64>,
    /// The most of each row any division can use: everything.
    pub totals: Rows,
    /// The largest load that may occur at all.
    pub able: Vec<i64>,
    pub things: Vec<Thing>,
    /// For each position the first one that is the same in everything.
    pub alike: Vec<usize>,
    /// The most bytes of an id of a thing, as it is written.
    pub id_bytes: usize,
    weights: Vec<u64>,
    weight_sum: u64,
}

/// One responsibility.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    /// Index in the instance.
    pub index: usize,
    pub burden: [i64; CARERS_MAX],
    /// All bits for who may not have it, none for who may.
    pub bar: [i64; CARERS_MAX],
    /// All bits for whom it would be an unforced change, none for the others: `moves`, laid out
    /// for adding up costs.
    pub moved: [i64; CARERS_MAX],
    /// `unmet` likewise.
    pub unwished: [i64; CARERS_MAX],
    /// Bits of the positions that may have it.
    pub may: u8,
    /// Bits of the positions for whom it would be an unforced change.
    pub moves: u8,
    pub minutes: i64,
    /// Bits of the positions that did not wish for it where somebody did.
    pub unmet: u8,
    /// Positions from the one that the neutral tie likes best: today's owner, then who wishes for
    /// it, then the neutral order.
    pub preferred: Vec<u8>,
}

impl Group {
    pub fn new(instance: &Instance) -> Self {
        let size = instance.carers.len();
        let places = neutral::places(instance);
        let mut carers: Vec<usize> = (0..size).collect();
        carers.sort_by_key(|&carer| places[carer]);
        let units: Vec<u64> = carers.iter().map(|&each| neutral::unit(instance, each)).collect();
        let order = instance.by_id().into_iter();
        let things: Vec<Thing> =
            order.map(|index| Thing::new(instance, index, &carers, &units)).collect();
        let mut totals = [0; ROWS];
        let mut able = vec![0; size];
        for thing in &things {
            for position in 0..size {
                totals[position] += thing.burden[position];
                able[position] += if thing.is_for(position) { thing.burden[position] } else { 0 };
            }
            totals[CHANGES] += i64::from(thing.moves != 0);
            totals[MINUTES] += if thing.moves == 0 { 0 } else { thing.minutes };
            totals[UNMET] += i64::from(thing.unmet != 0);
        }
        let weights = carers.iter().map(|&each| u64::from(instance.carers[each].weight)).collect();
        let alike = alike(instance, &carers);
        let weight_sum = instance.weight_sum();
        // A byte is escaped by six at most.
        let written = |id: &str| id.len() + 5 * id.bytes().filter(|&byte| is_escaped(byte)).count();
        let ids = instance.responsibilities.iter().map(|each| written(&each.id));
        let id_bytes = ids.max().unwrap_or(0);
        Self { size, carers, units, totals, able, things, alike, id_bytes, weights, weight_sum }
    }

    /// What everyone has, and what it changes.
    pub fn used(&self, owners: &[u8]) -> Rows {
        let mut used = [0; ROWS];
        for (thing, &owner) in self.things.iter().zip(owners) {
            thing.add_to(&mut used, usize::from(owner));
        }
        used
    }

    /// The load ratio of one.
    pub fn ratio(&self, position: usize, load: i64) -> Ratio {
        if load == 0 {
            return Ratio::ZERO;
        }
        Ratio::new(unsigned(load) * self.weight_sum, self.full(position))
    }

    /// All load ratios, the largest first.
    pub fn sorted_ratios(&self, used: &Rows) -> Vec<Ratio> {
        let mut ratios: Vec<Ratio> =
            (0..self.size).map(|position| self.ratio(position, used[position])).collect();
        ratios.sort_by(|left, right| right.cmp(left));
        ratios
    }

    /// The largest load that may occur whose ratio is at most the limit.
    pub fn at_most(&self, position: usize, limit: Ratio) -> i64 {
        let room = u128::from(limit.numerator()) * u128::from(self.full(position));
        let scale = u128::from(limit.denominator()) * u128::from(self.weight_sum);
        self.within_reach(position, room / scale)
    }

    /// The largest load that may occur whose ratio is below the limit, if any is.
    pub fn below(&self, position: usize, limit: Ratio) -> Option<i64> {
        let room = u128::from(limit.numerator()) * u128::from(self.full(position));
        let scale = u128::from(limit.denominator()) * u128::from(self.weight_sum);
        if limit == Ratio::ZERO {
            return None;
        }
        Some(self.within_reach(position, room.saturating_sub(1) / scale))
    }

    /// Whether any two are the same in everything.
    pub fn has_alike(&self) -> bool {
        self.alike.iter().enumerate().any(|(position, &first)| first != position)
    }

    /// Total times weight: what the agreed share is in proportion to.
    pub fn full(&self, position: usize) -> u64 {
        unsigned(self.totals[position]) * self.weights[position]
    }

    pub fn weight(&self, position: usize) -> u64 {
        self.weights[position]
    }

    /// The smallest weight.
    pub fn least_weight(&self) -> u64 {
        self.weights.iter().copied().min().unwrap_or(1)
    }

    /// The owners by index of responsibility and carer of the instance.
    pub fn named(&self, owners: &[u8]) -> Vec<usize> {
        let mut named = vec![0; owners.len()];
        for (thing, &owner) in self.things.iter().zip(owners) {
            named[thing.index] = self.carers[usize::from(owner)];
        }
        named
    }

    /// The other way round.
    pub fn positioned(&self, named: &[usize]) -> Owners {
        let position = |carer: usize| (0..).zip(&self.carers).find(|&(_, &each)| each == carer);
        let owner =
            |thing: &Thing| position(named[thing.index]).map_or(0, |(position, _)| position);
        self.things.iter().map(owner).collect()
    }

    fn within_reach(&self, position: usize, load: u128) -> i64 {
        i64::try_from(load).map_or(self.able[position], |load| load.min(self.able[position]))
    }
}

impl Thing {
    fn new(instance: &Instance, index: usize, carers: &[usize], units: &[u64]) -> Self {
        let each = &instance.responsibilities[index];
        let mut burden = [0; CARERS_MAX];
        let bits = |holds: &dyn Fn(usize) -> bool| {
            let set = carers.iter().enumerate().filter(|&(_, &carer)| holds(carer));
            set.fold(0u8, |bits, (position, _)| bits | 1 << position)
        };
        for (position, (&carer, unit)) in carers.iter().zip(units).enumerate() {
            burden[position] = signed(u64::from(each.burdens[carer]) / unit);
        }
        let mut bar = [i64::MAX; CARERS_MAX];
        for (bar, &carer) in bar.iter_mut().zip(carers) {
            *bar = if each.may_be(carer) { 0 } else { i64::MAX };
        }
        let stays = each.current.filter(|_| !each.is_forced_to_move());
        let rank = |position: u8| {
            let carer = carers[usize::from(position)];
            (stays != Some(carer), !each.likes.contains(carer), position)
        };
        let moves = bits(&|carer| stays.is_some_and(|owner| owner != carer));
        let unmet = bits(&|carer| !each.likes.is_empty() && !each.likes.contains(carer));
        let mut preferred: Vec<u8> = (0..6).take(carers.len()).collect();
        preferred.sort_by_key(|&position| rank(position));
        Self {
            index,
            burden,
            bar,
            may: bits(&|carer| each.may_be(carer)),
            moved: spread(moves),
            unwished: spread(unmet),
            moves,
            minutes: i64::from(each.minutes),
            unmet,
            preferred,
        }
    }

    pub const fn is_for(&self, position: usize) -> bool {
        self.may >> position & 1 == 1
    }

    const fn changes(&self, position: usize) -> i64 {
        (self.moves >> position & 1) as i64
    }

    const fn unmet(&self, position: usize) -> i64 {
        (self.unmet >> position & 1) as i64
    }

    pub const fn add_to(&self, used: &mut Rows, position: usize) {
        used[position] += self.burden[position];
        used[CHANGES] += self.changes(position);
        used[MINUTES] += self.changes(position) * self.minutes;
        used[UNMET] += self.unmet(position);
    }

    /// Whether the caps leave room for it at this position.
    pub const fn fits(&self, used: &Rows, caps: &Rows, position: usize) -> bool {
        let changes = self.changes(position);
        used[position] + self.burden[position] <= caps[position]
            && used[CHANGES] + changes <= caps[CHANGES]
            && used[MINUTES] + changes * self.minutes <= caps[MINUTES]
            && used[UNMET] + self.unmet(position) <= caps[UNMET]
    }
}

/// For each position the first one that is the same in everything: weight, ratings, what is not
/// possible, and no lock to either.
fn alike(instance: &Instance, carers: &[usize]) -> Vec<usize> {
    let same = |left: usize, right: usize| {
        instance.carers[left].weight == instance.carers[right].weight
            && instance.responsibilities.iter().all(|each| {
                each.burdens[left] == each.burdens[right]
                    && each.cannot.contains(left) == each.cannot.contains(right)
                    && each.locked != Some(left)
                    && each.locked != Some(right)
            })
    };
    let first = |position: usize| {
        (0..position).find(|&other| same(carers[other], carers[position])).unwrap_or(position)
    };
    (0..carers.len()).map(first).collect()
}

/// Whether JSON writes a byte as more than itself.
fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// All bits where the position's bit is set.
fn spread(bits: u8) -> [i64; CARERS_MAX] {
    std::array::from_fn(|position| -i64::from(bits >> position & 1))
}

pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).expect("loads, minutes and counts stay below 2^30")
}

pub(crate) fn unsigned(value: i64) -> u64 {
    u64::try_from(value).expect("loads, minutes and counts are never negative")
}
