//! Every division of two that nobody could lighten without loading the other: what a slider
//! "what if I took a little less" moves along.

use crate::division::Load;
use crate::instance::Instance;
use crate::pair::Pair;
use crate::table::Table;

/// The exact Pareto frontier of two carers.
///
/// Points run from the least the carer with the smaller total can carry to the most. Each point
/// has, of all divisions with its two loads, the one with the fewest changes, then the fewest
/// minutes moved.
#[derive(Clone, Debug)]
pub struct Frontier {
    pair: Pair,
    table: Table,
    totals: [u64; 2],
    /// Owners by index, with the items' still to be filled in.
    forced: Vec<usize>,
    best: usize,
}

/// Two loads that no division beats on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontierPoint {
    /// By index of the carer in [`Instance::carers`].
    pub loads: [Load; 2],
    /// The fewest unforced changes that lead here.
    pub changes: usize,
}

/// The frontier of an instance with two carers. `None` for any other number, and where the
/// ratings are so fine that it would take more than 56 MB (two totals in the millions after
/// dividing each carer's ratings by their common divisor).
///
/// ```
/// use fairdivision::{Instance, pareto};
/// let family = Instance::from_json(br#"{
///     "carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [
///         {"id": "cooking", "burden": {"a": 60, "b": 30}},
///         {"id": "washing", "burden": {"a": 40, "b": 70}}
///     ]
/// }"#)?;
/// let frontier = pareto(&family).expect("two carers, small ratings");
/// assert_eq!(frontier.len(), 3);
/// assert_eq!(frontier.owners(frontier.best()), [1, 0]);
/// # Ok::<(), fairdivision::InputError>(())
/// ```
pub fn pareto(instance: &Instance) -> Option<Frontier> {
    if instance.carers.len() != 2 {
        return None;
    }
    let pair = Pair::new(instance);
    let table = Table::new(&pair)?;
    let best = table.best(&pair);
    let totals = [instance.total(0), instance.total(1)];
    let forced = instance.responsibilities.iter().map(|each| usize::from(!each.may_be(0)));
    Some(Frontier { forced: forced.collect(), pair, table, totals, best })
}

impl Frontier {
    /// How many points there are; never none.
    #[expect(clippy::len_without_is_empty, reason = "a frontier is never empty")]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// The points, in the order of the load of one of the two: rising for one, falling for the
    /// other.
    pub fn points(&self) -> impl ExactSizeIterator<Item = FrontierPoint> {
        (0..self.len()).map(|point| self.point(point))
    }

    /// One point. Panics where there is no such point.
    pub fn point(&self, point: usize) -> FrontierPoint {
        let point = self.table.point(point);
        let mut loads = [0, 1].map(|side| self.load(side, point.loads[side]));
        if self.pair.carers[0] == 1 {
            loads.swap(0, 1);
        }
        FrontierPoint { loads, changes: point.tie.changes() }
    }

    /// The index of the fairest point: that of the plan `best`.
    pub const fn best(&self) -> usize {
        self.best
    }

    /// For each responsibility, in input order, the index of its owner at a point.
    ///
    /// Panics where there is no such point.
    pub fn owners(&self, point: usize) -> Vec<usize> {
        let split = self.table.split(&self.pair, point);
        let mut owners = self.forced.clone();
        for (item, &side) in self.pair.items.iter().zip(&split.sides) {
            owners[item.responsibility] = self.pair.carers[side];
        }
        owners
    }

    fn load(&self, side: usize, reduced: u64) -> Load {
        let total = self.totals[self.pair.carers[side]];
        let burden = if total == 0 { 0 } else { reduced * (total / self.pair.totals[side]) };
        Load { burden, total, ratio: self.pair.ratio(side, reduced) }
    }
}
