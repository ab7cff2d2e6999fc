//! The exact search: all partial divisions that could still become the best, item by item.
//!
//! Under a height that the answer must not pass, a partial division is dropped when prices refute
//! it (see [`Prices`]) or when another with the same changes is nowhere heavier. What is left is
//! a thin band around the proved bound, usually a few hundred entries wide and whatever the size
//! of the ratings. The height starts at the proved bound and widens until a division is found:
//! none below it has then been overlooked. Where the band outgrows its limit it is thinned evenly;
//! the answer is then a good division, no longer a proved one.

use crate::pair::{Item, Loads, Pair, Split, Tie};
use crate::prices::Prices;

/// The most partial divisions kept at one width: 4 bytes each for the way back.
const NODES_MAX: usize = 4_000_000;
/// The most partial divisions alive at once: 24 bytes each, twice.
const ALIVE_MAX: usize = 250_000;
/// The least kept when thinning, so that a search always ends with a division.
const ALIVE_MIN: usize = 64;
const ROOT: u32 = u32::MAX >> 1;

/// The best split found, and what is proved about it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub split: Split,
    /// No split is better in the whole order of the objective.
    pub proved: bool,
    /// No split has a largest height below this.
    pub bound: u64,
}

/// The best split with at most `changes_max` changes, or with any number, keeping at most about
/// `nodes` partial divisions.
pub(crate) fn search(pair: &Pair, changes_max: Option<usize>, nodes: u64) -> Found {
    let prices = Prices::tuned(pair, changes_max);
    let top = pair.height_max();
    let mut bound = prices.bound;
    let mut width = pair.units[0].max(pair.units[1]);
    let mut nodes_left = nodes;
    let mut thinned = false;
    loop {
        let height = bound.max(prices.bound.saturating_add(width)).min(top);
        let mut band = Band::new(pair, &prices, height, changes_max, nodes_left / 2);
        let split = band.run();
        // Half of what is left for each width: one that is too narrow leaves enough for the next.
        nodes_left = nodes_left.saturating_sub(band.nodes.len() as u64);
        thinned |= band.thinned;
        if let Some(split) = split {
            let highest = pair.leximin(split.loads)[0];
            let bound = if thinned { bound } else { highest };
            return Found { split, proved: !thinned, bound };
        }
        assert!(height < top, "some division lies under the greatest height");
        if !thinned {
            bound = height + 1;
        }
        width = width.saturating_mul(4);
    }
}

/// One partial division.
#[derive(Clone, Copy, Debug)]
struct State {
    loads: [u32; 2],
    tie: Tie,
    node: u32,
}

/// States of one number of changes: load of side 0 rising, load of side 1 falling.
type Layer = Vec<State>;

struct Band<'a> {
    pair: &'a Pair,
    prices: &'a Prices,
    caps: Loads,
    changes_max: Option<usize>,
    /// For each state ever kept: the one before it, and the side taken in the lowest bit.
    nodes: Vec<u32>,
    nodes_max: usize,
    thinned: bool,
}

impl<'a> Band<'a> {
    fn new(
        pair: &'a Pair,
        prices: &'a Prices,
        height: u64,
        changes_max: Option<usize>,
        nodes_max: u64,
    ) -> Self {
        let nodes_max = usize::try_from(nodes_max).unwrap_or(NODES_MAX).min(NODES_MAX);
        let caps = pair.caps(height);
        Self { pair, prices, caps, changes_max, nodes: Vec::new(), nodes_max, thinned: false }
    }

    fn run(&mut self) -> Option<Split> {
        let base = self.pair.base.map(narrow);
        let root = State { loads: base, tie: Tie::default(), node: ROOT };
        let mut layers: Vec<Layer> = vec![vec![root]];
        if self.room(0, 0).is_none_or(|room| room < self.prices.cost(self.pair.base)) {
            return None;
        }
        for index in 0..self.pair.items.len() {
            layers = self.step(&layers, index);
            self.thin(&mut layers, index);
        }
        self.best(&layers)
    }

    /// Gives the item to either side, in every state.
    fn step(&mut self, layers: &[Layer], index: usize) -> Vec<Layer> {
        const EMPTY: &[State] = &[];
        let item = &self.pair.items[index];
        let counts = [0, 1].map(|side| match self.changes_max {
            Some(_) => item.tie[side].changes(),
            None => 0,
        });
        let widest = layers.len() + counts[0].max(counts[1]);
        let most = self.changes_max.map_or(1, |most| most + 1);
        (0..widest.min(most))
            .map(|changes| {
                let from = [0, 1].map(|side| {
                    let source = changes.checked_sub(counts[side]);
                    source.and_then(|at| layers.get(at)).map_or(EMPTY, Vec::as_slice)
                });
                self.merge(item, from, self.room(index + 1, changes))
            })
            .collect()
    }

    fn room(&self, next: usize, changes: usize) -> Option<u64> {
        let left = self.changes_max.map_or(0, |most| most - changes);
        self.prices.room(self.caps, next, left)
    }

    /// Both ways on, in order of load, without what is refuted or dominated.
    fn merge(&mut self, item: &Item, from: [&[State]; 2], room: Option<u64>) -> Layer {
        let Some(room) = room else {
            return Layer::new();
        };
        let mut ways = [0, 1].map(|side| Way { item, side, states: from[side] });
        let mut layer = Layer::with_capacity(from[0].len() + from[1].len());
        let mut least = u64::from(u32::MAX) + 1;
        let mut heads = [ways[0].next(), ways[1].next()];
        loop {
            let side = match heads {
                [Some(first), Some(second)] => item.earlier(first, second),
                [Some(_), None] => 0,
                [None, Some(_)] => 1,
                [None, None] => return layer,
            };
            let Some(state) = heads[side] else {
                return layer;
            };
            heads[side] = ways[side].next();
            let loads = state.loads.map(u64::from);
            let fits = loads[0] <= self.caps[0] && loads[1] <= self.caps[1];
            if loads[1] < least && fits && self.prices.cost(loads) <= room {
                least = loads[1];
                let node = narrow(self.nodes.len() as u64);
                self.nodes.push((state.node << 1) | u32::from(side == 1));
                layer.push(State { node, ..state });
            }
        }
    }

    /// Keeps the band within its limits by dropping states evenly, the same ones on every run.
    fn thin(&mut self, layers: &mut [Layer], index: usize) {
        let alive: usize = layers.iter().map(Vec::len).sum();
        let steps_left = self.pair.items.len() - index;
        let affordable = self.nodes_max.saturating_sub(self.nodes.len()) / (2 * steps_left);
        // A step may double the band; while the budget lasts for that, nothing is dropped.
        let most = if alive * 2 + self.nodes.len() < self.nodes_max / 2 {
            ALIVE_MAX
        } else {
            affordable.clamp(ALIVE_MIN, ALIVE_MAX)
        };
        if alive <= most {
            return;
        }
        self.thinned = true;
        for layer in layers {
            let keep = (layer.len() * most).div_ceil(alive);
            let length = layer.len();
            let step = keep.saturating_sub(1).max(1);
            *layer = (0..keep).map(|pick| layer[pick * (length - 1) / step]).collect();
        }
    }

    fn best(&self, layers: &[Layer]) -> Option<Split> {
        let mut best: Option<Split> = None;
        let states = layers.iter().flatten();
        let key = |state: &State| (self.pair.leximin(state.loads.map(u64::from)), state.tie);
        let least = states.clone().map(key).min()?;
        for state in states.filter(|state| key(state) == least) {
            let split = self.split(state);
            if best.as_ref().is_none_or(|known| self.pair.compare(&split, known).is_lt()) {
                best = Some(split);
            }
        }
        best
    }

    fn split(&self, state: &State) -> Split {
        let mut sides = vec![0; self.pair.items.len()];
        let mut node = state.node;
        for side in sides.iter_mut().rev() {
            let link = self.nodes[node as usize];
            *side = usize::from(link & 1 == 1);
            node = link >> 1;
        }
        Split { sides, loads: state.loads.map(u64::from), tie: state.tie }
    }
}

/// The states of one layer with the item given to one side.
struct Way<'a> {
    item: &'a Item,
    side: usize,
    states: &'a [State],
}

impl Way<'_> {
    fn next(&mut self) -> Option<State> {
        let (&head, rest) = self.states.split_first()?;
        self.states = rest;
        let mut state = head;
        state.loads[self.side] += self.item.burden[self.side];
        state.tie = state.tie.plus(self.item.tie[self.side]);
        Some(state)
    }
}

impl Item {
    /// Which side's state comes first: lighter for side 0, then for side 1, then the better tie,
    /// then whom the neutral tie prefers. Of equals the first is kept.
    fn earlier(&self, first: State, second: State) -> usize {
        let order = (first.loads, first.tie).cmp(&(second.loads, second.tie));
        match order {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Greater => 1,
            std::cmp::Ordering::Equal => self.preferred,
        }
    }
}

fn narrow(value: u64) -> u32 {
    u32::try_from(value).expect("loads and node counts stay below 2^31")
}
