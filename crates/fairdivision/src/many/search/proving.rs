//! Writing down what the search found out: leaves on as little as they can stand on, and a branch
//! for what was only fixed where something stands on that.

use super::{NOBODY, Search, narrow};
use crate::instance::CARERS_MAX;
use crate::many::group::Rows;
use crate::many::proof::{NO_PART, Needs, Part, PartKind, Reason};
use crate::many::search::Proof;

impl Search<'_> {
    pub(super) fn add(&mut self, part: PartKind) -> u32 {
        match self.proof {
            Proof::Kept => self.tree.add(part),
            Proof::Dropped => 0,
        }
    }

    pub(super) fn reason(&mut self, prices: &Rows) -> Reason {
        match self.proof {
            Proof::Kept => self.tree.remember(prices),
            Proof::Dropped => 0,
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
        let prices = *self.tree.prices(reason);
        let mut excess = 0;
        for (price, cap) in prices.iter().zip(&self.dual.caps) {
            excess -= price * cap;
        }
        let mut extra: Vec<(i64, u16)> = Vec::new();
        for (at, &placed) in (0..).zip(&self.placed) {
            let costs = self.dual.costs(&prices, at);
            let least = costs.iter().copied().min().unwrap_or(0);
            excess += least;
            if placed != NOBODY {
                let more = costs[usize::from(placed)] - least;
                if more != 0 {
                    extra.push((more, at));
                }
            }
        }
        extra.sort_unstable_by(|left, right| right.cmp(left));
        let mut needs = Needs::default();
        for (more, at) in extra {
            if excess > 0 {
                break;
            }
            excess += more;
            needs.add(at);
        }
        debug_assert!(excess > 0, "a leaf refutes");
        Part { id: self.add(PartKind::Leaf(reason)), needs }
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
        Part { id: self.add(PartKind::Branch { on, to }), needs }
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
            part.id = self.add(PartKind::Branch { on, to });
        }
        part
    }
}
