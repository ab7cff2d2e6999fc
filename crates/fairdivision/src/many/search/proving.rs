//! Writing down what the search found out: leaves on as little as they can stand on, and a branch
//! for what was only fixed where something stands on that.

use std::collections::BinaryHeap;

use super::{NOBODY, Search, narrow};
use crate::instance::CARERS_MAX;
use crate::many::group::{ROWS, Rows};
use crate::many::proof::{Branch, NO_PART, Needs, Part, PartId, Reason, Tree};
use crate::many::search::Proof;

/// What everything costs at least at some prices: many leaves in a row have the same.
#[derive(Debug, Default)]
pub(super) struct Sight {
    reason: Option<Reason>,
    prices: Rows,
    /// Above what the caps may cost, with nothing placed.
    excess: i64,
    least: Vec<i64>,
}

impl Search<'_> {
    pub(super) fn add(&mut self, on: u16, to: [PartId; CARERS_MAX]) -> PartId {
        if self.proof == Proof::Dropped {
            return 0;
        }
        let id = self.tree.add(Branch { on, to });
        self.drop_broken();
        id
    }

    pub(super) fn reason(&mut self, prices: &Rows) -> Reason {
        if self.proof == Proof::Dropped {
            return 0;
        }
        let reason = self.tree.remember(prices);
        self.drop_broken();
        reason
    }

    /// A price on one load alone: what is more than the cap refutes by itself.
    pub(super) fn alone(&mut self, position: usize) -> Reason {
        if self.proof == Proof::Dropped {
            return 0;
        }
        let reason = self.tree.remember_alone(position, &self.only(position));
        self.drop_broken();
        reason
    }

    /// A proof that outgrew its limits is not kept further; the search goes on.
    fn drop_broken(&mut self) {
        if self.tree.broken {
            self.proof = Proof::Dropped;
            self.tree.shrink();
        }
    }

    pub(super) fn leaf_by(&mut self, prices: &Rows) -> Part {
        let reason = self.reason(prices);
        self.leaf(reason)
    }

    /// A leaf, standing on as little as its prices allow: what is placed where it is cheapest
    /// anyway is not needed, nor the small rest that the refutation can spare.
    pub(super) fn leaf(&mut self, reason: Reason) -> Part {
        if self.proof == Proof::Dropped {
            return Part { id: 0, needs: Needs::default() };
        }
        self.look(reason);
        let sight = &self.sight;
        let mut excess = sight.excess;
        let mut extra = std::mem::take(&mut self.extra);
        for ((at, &placed), least) in (0..).zip(&self.placed).zip(&sight.least) {
            if placed != NOBODY {
                let more = self.dual.cost(&sight.prices, at, usize::from(placed)) - least;
                if more != 0 {
                    extra.push((more, at));
                }
            }
        }
        // The dearest first, and seldom all of them.
        let mut dearest = BinaryHeap::from(extra);
        let mut needs = Needs::default();
        while excess <= 0 {
            let Some((more, at)) = dearest.pop() else { break };
            excess += more;
            needs.add(at);
        }
        self.extra = dearest.into_vec();
        self.extra.clear();
        debug_assert!(excess > 0, "a leaf refutes");
        Part { id: Tree::leaf(reason), needs }
    }

    /// Works out what the leaves of a reason have in common, unless it is that of the last one.
    fn look(&mut self, reason: Reason) {
        if self.sight.reason == Some(reason) {
            return;
        }
        let mut prices = [0; ROWS];
        prices[..CARERS_MAX].copy_from_slice(self.tree.prices(reason));
        let mut least = std::mem::take(&mut self.sight.least);
        least.clear();
        let things = (0..).take(self.placed.len());
        least.extend(things.map(|at| self.dual.cheapest_place(&prices, at).0));
        let caps: i64 = prices.iter().zip(&self.dual.caps).map(|(price, cap)| price * cap).sum();
        let excess = least.iter().sum::<i64>() - caps;
        self.sight = Sight { reason: Some(reason), prices, excess, least };
    }

    /// A branch on something nobody may have.
    pub(super) fn homeless_part(&mut self, on: u16) -> Part {
        let mut to = [NO_PART; CARERS_MAX];
        let mut needs = Needs::default();
        for (position, to) in to.iter_mut().enumerate().take(self.group.size) {
            if self.group.things[usize::from(on)].is_for(position) {
                let part = self.leaf_at(on, position);
                *to = part.id;
                needs.join(part.needs);
            }
        }
        needs.remove(on);
        Part { id: self.add(on, to), needs }
    }

    pub(super) fn leaf_at(&mut self, on: u16, position: usize) -> Part {
        self.placed[usize::from(on)] = narrow(position);
        let part = self.leaf(self.forbidden[usize::from(on)][position]);
        self.placed[usize::from(on)] = NOBODY;
        part
    }

    /// Takes back what was fixed here, and gives a branch to what the part stands on.
    pub(super) fn wrap(&mut self, mut part: Part, mark: usize) -> Part {
        while self.fixed.len() > mark {
            let Some(on) = self.fixed.pop() else { break };
            let owner = usize::from(self.placed[usize::from(on)]);
            self.placed[usize::from(on)] = NOBODY;
            if self.proof == Proof::Dropped || !part.needs.has(on) {
                continue;
            }
            part.needs.remove(on);
            let mut to = [NO_PART; CARERS_MAX];
            to[owner] = part.id;
            for position in (0..self.group.size).filter(|&position| position != owner) {
                if self.group.things[usize::from(on)].is_for(position) {
                    let leaf = self.leaf_at(on, position);
                    to[position] = leaf.id;
                    part.needs.join(leaf.needs);
                    part.needs.remove(on);
                }
            }
            part.id = self.add(on, to);
        }
        part
    }
}
