//! A refutation as it is found: branches, leaves with prices, and what each part of it stands on.
//!
//! A leaf refutes under everything placed on the way to it, but seldom needs all of it. What it
//! needs is tracked (`Needs`), so that a thing that was only fixed by its price gets a branch of
//! its own in the tree where, and only where, something below stands on it; and a branch on which
//! nothing below stands is left out.

use super::group::Rows;
use crate::certificate::PROOF_BYTES_MAX;
use crate::instance::CARERS_MAX;

/// The most branches kept, of 28 bytes each: their leaves are more than can be written down.
const BRANCHES_MAX: usize = 600_000;
/// The most prices kept, of 48 bytes each.
const PRICES_MAX: usize = 600_000;

/// A branch without its id, with every null.
const BRANCH_BYTES: usize = 48;
/// Six prices, as long as they mostly are.
const LEAF_BYTES: usize = 56;

/// Who may not have something, and by which prices.
pub(crate) type Reason = u32;
/// A branch, or with this bit a leaf by its reason.
pub(crate) type PartId = u32;
const LEAF: PartId = 1 << 31;
/// No part: the carer may not have it by the instance itself.
pub(crate) const NO_PART: PartId = u32::MAX;

/// Which placed things a part stands on: one bit per thing, 300 at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs([u64; 5]);

/// A part of a tree with what it stands on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub id: PartId,
    pub needs: Needs,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum PartKind {
    /// Prices, by index.
    Leaf(Reason),
    Branch(Branch),
    /// Everything was tried by its sums: the whole tree.
    Sums,
}

/// One part per position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Branch {
    pub on: u16,
    pub to: [PartId; CARERS_MAX],
}

/// All parts of one tree. A part may stand in more than one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub root: PartId,
    branches: Vec<Branch>,
    /// On loads alone: what is limited otherwise is never written down.
    prices: Vec<[i64; CARERS_MAX]>,
    /// The reasons that are a price on one load alone.
    alone: [Option<Reason>; CARERS_MAX],
    by_sums: bool,
    /// Whether there is no proof to keep, or it outgrew its limits.
    pub broken: bool,
}

impl Needs {
    pub const fn add(&mut self, at: u16) {
        self.0[(at / 64) as usize] |= 1 << (at % 64);
    }

    pub const fn remove(&mut self, at: u16) {
        self.0[(at / 64) as usize] &= !(1 << (at % 64));
    }

    pub const fn has(&self, at: u16) -> bool {
        self.0[(at / 64) as usize] >> (at % 64) & 1 == 1
    }

    pub fn join(&mut self, other: Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }
}

impl Tree {
    /// Everything was tried by its sums.
    pub fn by_sums() -> Self {
        Self { by_sums: true, ..Self::default() }
    }

    pub fn prices(&self, reason: Reason) -> &[i64; CARERS_MAX] {
        &self.prices[reason as usize]
    }

    pub fn part(&self, id: PartId) -> PartKind {
        if self.by_sums {
            PartKind::Sums
        } else if id & LEAF != 0 {
            PartKind::Leaf(id & !LEAF)
        } else {
            PartKind::Branch(self.branches[id as usize])
        }
    }

    /// Remembers prices; the same as the last are not remembered twice.
    pub fn remember(&mut self, prices: &Rows) -> Reason {
        let (prices, _) = prices.split_first_chunk().expect("a price for each carer");
        if self.prices.last() != Some(prices) {
            self.broken |= self.prices.len() >= PRICES_MAX;
            if self.broken {
                return 0;
            }
            self.prices.push(*prices);
        }
        index(self.prices.len() - 1)
    }

    /// Remembers a price on the load at one position alone.
    pub fn remember_alone(&mut self, position: usize, prices: &Rows) -> Reason {
        if let Some(reason) = self.alone[position] {
            return reason;
        }
        let reason = self.remember(prices);
        self.alone[position] = Some(reason);
        reason
    }

    pub fn leaf(reason: Reason) -> PartId {
        LEAF | reason
    }

    pub fn add(&mut self, branch: Branch) -> PartId {
        self.broken |= self.branches.len() >= BRANCHES_MAX;
        if self.broken {
            return 0;
        }
        self.branches.push(branch);
        index(self.branches.len() - 1)
    }

    /// How many leaves and branches there are below the root, it included. One part may stand in
    /// more than one place and counts in each.
    pub fn nodes(&self) -> u64 {
        let mut open = vec![self.root];
        let mut nodes = 0;
        while let Some(id) = open.pop() {
            nodes += 1;
            if let PartKind::Branch(branch) = self.part(id) {
                open.extend(branch.to.iter().filter(|&&part| part != NO_PART));
            }
        }
        nodes
    }

    /// Whether it is surely short enough to be written, with ids as long as given.
    pub fn is_short(&self, id_bytes: usize) -> bool {
        if self.by_sums {
            return true;
        }
        let (mut open, mut bytes) = (vec![self.root], 0);
        while let Some(id) = open.pop().filter(|_| bytes <= PROOF_BYTES_MAX) {
            if let PartKind::Branch(branch) = self.part(id) {
                open.extend(branch.to.iter().filter(|&&part| part != NO_PART));
                bytes += BRANCH_BYTES + id_bytes;
            } else {
                bytes += LEAF_BYTES;
            }
        }
        bytes <= PROOF_BYTES_MAX
    }

    /// Gives back what a proof of some hundred parts does not need, and all of one that is none.
    pub fn shrink(&mut self) {
        if self.broken {
            *self = Self { broken: true, ..Self::default() };
        }
        self.branches.shrink_to_fit();
        self.prices.shrink_to_fit();
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).expect("parts are limited")
}
