//! One question: is there a division within these caps?
//!
//! Depth first. At each branch prices are improved; where they refute, that is a leaf; else what
//! is too dear for the room that is left is forbidden, what has one place left is fixed there, and
//! the dearest free thing is tried with everyone, the cheapest place first. Limits are counted in
//! nodes.

mod proving;

use proving::Sight;

use crate::instance::CARERS_MAX;
use crate::many::dual::{Dual, Pace};
use crate::many::group::{CHANGES, Group, Owners, ROWS, Rows, signed};
use crate::many::places::covers;
use crate::many::proof::{NO_PART, Needs, Part, Reason, Tree};

const NOBODY: u8 = u8::MAX;
const ALLOWED: Reason = u32::MAX;
/// How often things are fixed and prices improved again before branching.
const ROUNDS: u32 = 3;

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Refuted(Tree),
    Found(Owners),
    /// The nodes ended first.
    Spent,
}

/// Whether the proof is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    Kept,
    Dropped,
}

/// A question and how to go about it.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    pub group: &'a Group,
    pub caps: Rows,
    /// Things decided beforehand, `(thing, position)`; a proof is of a question without any.
    pub given: &'a [(u16, u8)],
    /// Prices to begin with, of a like question.
    pub prices: Option<Rows>,
    pub proof: Proof,
}

impl Question<'_> {
    /// Answers it with at most `nodes` nodes, and takes those used off them. The prices at the
    /// root come back for the next like question.
    pub fn answer(&self, nodes: &mut u64) -> (Outcome, Rows) {
        let dual = Dual::new(self.group, self.caps);
        let count = self.group.things.len();
        let mut search = Search {
            group: self.group,
            root: self.prices.unwrap_or_else(|| dual.start()),
            pace: if self.prices.is_some() { Pace::WARM } else { Pace::COLD },
            dual,
            nodes,
            proof: self.proof,
            symmetric: self.group.has_alike() && !self.is_limited() && self.given.is_empty(),
            tree: Tree::default(),
            sight: Sight::default(),
            extra: Vec::new(),
            placed: vec![NOBODY; count],
            open: self.group.things.iter().map(|thing| thing.may).collect(),
            forbidden: vec![[ALLOWED; CARERS_MAX]; count],
            trail: Vec::new(),
            fixed: Vec::new(),
            found: None,
        };
        let outcome = search.run(self.given);
        (outcome, search.root)
    }
}

impl Question<'_> {
    /// Whether changes, minutes or wishes count: then no carers are alike.
    fn is_limited(&self) -> bool {
        (CHANGES..ROWS).any(|row| self.caps[row] < self.group.totals[row])
    }
}

struct Search<'a> {
    group: &'a Group,
    dual: Dual<'a>,
    root: Rows,
    pace: Pace,
    nodes: &'a mut u64,
    proof: Proof,
    /// Whether some carers can stand in for each other.
    symmetric: bool,
    tree: Tree,
    sight: Sight,
    /// For use within one leaf: what costs more than it had to, and how much more.
    extra: Vec<(i64, u16)>,
    /// Where each thing is: given, branched on or fixed.
    placed: Vec<u8>,
    /// Bits of who may still have each thing.
    open: Vec<u8>,
    /// By which prices somebody may not have something.
    forbidden: Vec<[Reason; CARERS_MAX]>,
    /// What was forbidden, in order, to take it back.
    trail: Vec<(u16, u8)>,
    /// What was fixed, in order.
    fixed: Vec<u16>,
    found: Option<Owners>,
}

/// Where a branch stands.
#[derive(Clone, Debug)]
struct Spot {
    prices: Rows,
    free: Vec<u16>,
    used: Rows,
}

/// How a branch ended.
enum End {
    Refuted(Part),
    Found,
    Spent,
}

impl Search<'_> {
    fn run(&mut self, given: &[(u16, u8)]) -> Outcome {
        let mut used = [0; ROWS];
        for &(at, position) in given {
            self.placed[usize::from(at)] = position;
            self.group.things[usize::from(at)].add_to(&mut used, usize::from(position));
        }
        if !covers(&self.dual.caps, &used) {
            return Outcome::Refuted(Tree::default());
        }
        let free = (0..).take(self.placed.len());
        let free = free.filter(|&at: &u16| self.placed[usize::from(at)] == NOBODY).collect();
        match self.visit(Spot { prices: self.root, free, used }, self.pace) {
            End::Refuted(part) => {
                self.tree.root = part.id;
                self.tree.shrink();
                Outcome::Refuted(std::mem::take(&mut self.tree))
            }
            End::Found => self.found.take().map_or(Outcome::Spent, Outcome::Found),
            End::Spent => Outcome::Spent,
        }
    }

    fn visit(&mut self, mut spot: Spot, pace: Pace) -> End {
        let Some(left) = self.nodes.checked_sub(1) else { return End::Spent };
        *self.nodes = left;
        let marks = (self.trail.len(), self.fixed.len());
        let root = pace.steps > Pace::BRANCH.steps;
        let end = match self.settle(&mut spot, pace, root) {
            Some(end) => end,
            None => self.branch(&spot),
        };
        let end = match end {
            End::Refuted(part) => End::Refuted(self.wrap(part, marks.1)),
            end => end,
        };
        self.take_back(marks);
        end
    }

    /// Improves prices, forbids and fixes until nothing changes.
    fn settle(&mut self, spot: &mut Spot, mut pace: Pace, root: bool) -> Option<End> {
        for round in 0..=ROUNDS {
            let ascent = self.dual.ascend(&spot.prices, &spot.free, &spot.used, pace);
            spot.prices = ascent.prices;
            if root && round == 0 {
                self.root = ascent.prices;
            }
            if ascent.excess > 0 {
                return Some(End::Refuted(self.leaf_by(&ascent.prices)));
            }
            if ascent.fits {
                self.keep(&spot.free, &ascent.prices);
                return Some(End::Found);
            }
            if round == ROUNDS || !self.narrow(spot, -ascent.excess) {
                return None;
            }
            if let Some(at) = self.homeless(&spot.free) {
                return Some(End::Refuted(self.homeless_part(at)));
            }
            self.fix(spot);
            pace = Pace::FIXED;
        }
        None
    }

    /// Forbids what costs more than the room left, or does not fit. Whether anything was.
    fn narrow(&mut self, spot: &Spot, room: i64) -> bool {
        let before = self.trail.len();
        let mut by_price = None;
        for &at in &spot.free {
            let thing = &self.group.things[usize::from(at)];
            let costs = self.dual.costs(&spot.prices, at);
            let least = costs.iter().copied().min().unwrap_or(0);
            for (position, &cost) in costs.iter().enumerate().take(self.group.size) {
                if self.open[usize::from(at)] >> position & 1 == 0 {
                    continue;
                }
                let reason = if cost - least > room {
                    match by_price {
                        Some(reason) => reason,
                        None => *by_price.insert(self.reason(&spot.prices)),
                    }
                } else if thing.fits(&spot.used, &self.dual.caps, position) {
                    continue;
                } else {
                    self.alone(position)
                };
                self.forbidden[usize::from(at)][position] = reason;
                self.open[usize::from(at)] &= !(1 << position);
                self.trail.push((at, narrow(position)));
            }
        }
        self.trail.len() > before
    }

    fn homeless(&self, free: &[u16]) -> Option<u16> {
        free.iter().copied().find(|&at| self.open[usize::from(at)] == 0)
    }

    /// Fixes what has one place left. One that no longer fits is left for the next round.
    fn fix(&mut self, spot: &mut Spot) {
        let free = std::mem::take(&mut spot.free);
        for at in free {
            let open = self.open[usize::from(at)];
            let position = open.trailing_zeros() as usize;
            let thing = &self.group.things[usize::from(at)];
            if open.is_power_of_two() && thing.fits(&spot.used, &self.dual.caps, position) {
                thing.add_to(&mut spot.used, position);
                self.placed[usize::from(at)] = narrow(position);
                self.fixed.push(at);
            } else {
                spot.free.push(at);
            }
        }
    }

    fn branch(&mut self, spot: &Spot) -> End {
        let dearest = spot
            .free
            .iter()
            .copied()
            .max_by_key(|&at| (self.cheapest_open(&spot.prices, at), std::cmp::Reverse(at)));
        let Some(on) = dearest else {
            // Everything is fixed, and everything fixed fits.
            self.keep(&[], &spot.prices);
            return End::Found;
        };
        let order = self.order(spot, on);
        let free: Vec<u16> = spot.free.iter().copied().filter(|&at| at != on).collect();
        let mut to = [NO_PART; CARERS_MAX];
        let mut needs = Needs::default();
        for position in order {
            let part = match self.try_place(spot, on, position, &free) {
                End::Refuted(part) => part,
                end => return end,
            };
            if self.proof == Proof::Kept && !part.needs.has(on) {
                return End::Refuted(part);
            }
            to[position] = part.id;
            needs.join(part.needs);
        }
        needs.remove(on);
        let id = self.add(on, to);
        End::Refuted(Part { id, needs })
    }

    /// Whom to try, in order: where it costs least first; of alike carers the one with the most
    /// room, and of those with the same room only one unless all have to be written down.
    fn order(&self, spot: &Spot, on: u16) -> Vec<usize> {
        let thing = &self.group.things[usize::from(on)];
        let mut order: Vec<usize> =
            (0..self.group.size).filter(|&position| thing.is_for(position)).collect();
        let room = |position: usize| self.dual.caps[position] - spot.used[position];
        if !self.symmetric {
            order.sort_by_key(|&position| self.dual.cost(&spot.prices, on, position));
            return order;
        }
        order.sort_by_key(|&position| std::cmp::Reverse(room(position)));
        if self.proof == Proof::Dropped {
            order.dedup_by_key(|position| (self.group.alike[*position], room(*position)));
        }
        order
    }

    fn try_place(&mut self, spot: &Spot, on: u16, position: usize, free: &[u16]) -> End {
        let thing = &self.group.things[usize::from(on)];
        self.placed[usize::from(on)] = narrow(position);
        let reason = self.forbidden[usize::from(on)][position];
        let end = if reason != ALLOWED {
            End::Refuted(self.leaf(reason))
        } else if thing.fits(&spot.used, &self.dual.caps, position) {
            let mut used = spot.used;
            thing.add_to(&mut used, position);
            self.visit(Spot { prices: spot.prices, free: free.to_vec(), used }, Pace::BRANCH)
        } else {
            let reason = self.alone(position);
            End::Refuted(self.leaf(reason))
        };
        self.placed[usize::from(on)] = NOBODY;
        end
    }

    fn cheapest_open(&self, prices: &Rows, at: u16) -> i64 {
        let open = self.open[usize::from(at)];
        let costs = self.dual.costs(prices, at).into_iter().enumerate();
        costs
            .filter(|(position, _)| open >> position & 1 == 1)
            .map(|(_, cost)| cost)
            .min()
            .unwrap_or(0)
    }

    /// The division of the cheapest places, or of everything placed.
    fn keep(&mut self, free: &[u16], prices: &Rows) {
        let mut owners = self.placed.clone();
        for &at in free {
            owners[usize::from(at)] = narrow(self.dual.cheapest_place(prices, at).1);
        }
        self.found = Some(owners);
    }

    /// A price on one load alone: what is more than the cap refutes by itself.
    fn only(&self, position: usize) -> Rows {
        let mut prices = [0; ROWS];
        prices[position] = signed(self.group.units[position]);
        prices
    }

    fn take_back(&mut self, (trail, fixed): (usize, usize)) {
        for (at, position) in self.trail.drain(trail..) {
            self.forbidden[usize::from(at)][usize::from(position)] = ALLOWED;
            self.open[usize::from(at)] |= 1 << position;
        }
        for at in self.fixed.drain(fixed..) {
            self.placed[usize::from(at)] = NOBODY;
        }
    }
}

fn narrow(position: usize) -> u8 {
    u8::try_from(position).expect("at most six positions")
}
