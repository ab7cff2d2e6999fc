//! A refutation as it is found: branches, leaves with prices, and what each part of it stands on.
//!
//! A leaf refutes under everything placed on the way to it, but seldom needs all of it. What it
//! needs is tracked (`Needs`), so that a thing that was only fixed by its price gets a branch of
//! its own in the tree where, and only where, something below stands on it; and a branch on which
//! nothing below stands is left out.

use super::group::Rows;

/// The most parts kept: 28 bytes each, and as many prices of 72 bytes.
const PARTS_MAX: usize = 600_000;

/// Who may not have something, and by which prices.
pub(crate) type Reason = u32;
pub(crate) type PartId = u32;
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
    /// One part per position.
    Branch { on: u16, to: [PartId; 6] },
    /// Everything was tried by its sums: the whole tree.
    Sums,
}

/// All parts of one tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub root: PartId,
    parts: Vec<PartKind>,
    prices: Vec<Rows>,
    /// Whether it outgrew its limit: then it is no proof any more.
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
        Self { parts: vec![PartKind::Sums], ..Self::default() }
    }

    pub fn prices(&self, reason: Reason) -> &Rows {
        &self.prices[reason as usize]
    }

    pub fn part(&self, id: PartId) -> PartKind {
        self.parts[id as usize]
    }

    /// Remembers prices; the same as the last are not remembered twice.
    pub fn remember(&mut self, prices: &Rows) -> Reason {
        if self.prices.last() != Some(prices) {
            self.prices.push(*prices);
        }
        index(self.prices.len() - 1)
    }

    pub fn add(&mut self, part: PartKind) -> PartId {
        if self.parts.len() >= PARTS_MAX {
            self.broken = true;
            return 0;
        }
        self.parts.push(part);
        index(self.parts.len() - 1)
    }

    /// How many leaves and branches there are below the root, it included. One part may stand in
    /// more than one place and counts in each.
    pub fn nodes(&self) -> u64 {
        let mut open = vec![self.root];
        let mut nodes = 0;
        while let Some(id) = open.pop() {
            nodes += 1;
            if let PartKind::Branch { to, .. } = self.part(id) {
                open.extend(to.iter().filter(|&&part| part != NO_PART));
            }
        }
        nodes
    }

    /// Gives back what a proof of some hundred parts does not need.
    pub fn shrink(&mut self) {
        self.parts.shrink_to_fit();
        self.prices.shrink_to_fit();
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).expect("parts are limited")
}
