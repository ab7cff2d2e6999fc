//! A proof that another program can check, as it is written: who has what, how that looks, and
//! for everything that would be fairer a tree of prices that refutes it.
//!
//! A refutation says that no legal division has loads within its caps. Its tree is a leaf of
//! prices, one per carer in the order of the input, under which what is fixed on the way and the
//! least that everything else can cost come to more than all caps together; or a branch on one
//! responsibility, with a tree for each carer, or null where the carer may not have it.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde::Serialize;

use crate::division::OwnEyes;
use crate::ratio::Ratio;

/// Past so many nodes, trees are left out unless asked for, and a digest stands for them.
pub(crate) const NODES_SHOWN_MAX: u64 = 2_000;

/// What is proved of the plan `best`, with the proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// The form of all this: 1.
    pub version: u32,
    /// Responsibility to carer.
    pub owners: BTreeMap<String, String>,
    /// Load ratios, by carer.
    pub ratios: BTreeMap<String, Ratio>,
    /// By carer, each in the own eyes; empty for one alone.
    pub own_eyes: BTreeMap<String, OwnEyes>,
    /// The prices of the division.
    pub prices: BTreeMap<String, u64>,
    /// No legal division has a largest ratio below this.
    pub bound: Ratio,
    /// How many of the sorted ratios, from the largest, the refutations prove least.
    pub levels: usize,
    /// Caps within which there is no division, each with its tree.
    pub refutations: Vec<Refutation>,
    /// Leaves and branches of all trees together.
    pub nodes: u64,
    /// Past 2,000 nodes: FNV-1a with 128 bits, in hexadecimal digits, over the compact JSON of
    /// all refutations, whether they are shown or left out.
    pub digest: Option<String>,
}

/// No legal division has a load of at most its cap for everyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refutation {
    /// By carer.
    pub caps: BTreeMap<String, u64>,
    /// Why not.
    pub tree: ProofTree,
}

/// One part of a refutation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ProofTree {
    /// Prices that refute, by index of the carer.
    Leaf(Vec<u64>),
    /// Somebody has this responsibility: none of them can.
    Branch {
        /// The responsibility.
        on: String,
        /// By index of the carer.
        to: Vec<Option<ProofTree>>,
    },
}

impl Certificate {
    /// Puts the refutations in, or what stands for them.
    pub(crate) fn with(mut self, refutations: Vec<Refutation>, whole: WholeProof) -> Self {
        self.nodes = refutations.iter().map(|each| each.tree.nodes()).sum();
        if self.nodes > NODES_SHOWN_MAX {
            let mut digest = Digest::new();
            serde_json::to_writer(&mut digest, &refutations).expect("a digest takes every byte");
            self.digest = Some(digest.in_hexadecimal());
        }
        if self.nodes <= NODES_SHOWN_MAX || whole == WholeProof::Shown {
            self.refutations = refutations;
        }
        self
    }
}

/// Whether proofs of more than 2,000 nodes are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WholeProof {
    /// A digest stands for them.
    #[default]
    Digested,
    /// All of them, however long.
    Shown,
}

impl ProofTree {
    fn nodes(&self) -> u64 {
        match self {
            Self::Leaf(_) => 1,
            Self::Branch { to, .. } => 1 + to.iter().flatten().map(Self::nodes).sum::<u64>(),
        }
    }
}

/// FNV-1a with 128 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
struct Digest(u128);

impl Digest {
    const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn in_hexadecimal(&self) -> String {
        let mut text = String::with_capacity(32);
        write!(text, "{:032x}", self.0).expect("a text takes every letter");
        text
    }
}

impl std::io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for &byte in bytes {
            let mixed = self.0 ^ u128::from(byte);
            self.0 = mixed.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_in_the_agreed_form() {
        let leaf = |prices: [u64; 2]| ProofTree::Leaf(prices.to_vec());
        let to = vec![Some(leaf([1, 2])), None];
        let tree = ProofTree::Branch { on: "x".to_owned(), to };
        let text = serde_json::to_string(&tree).expect("trees serialize");
        assert_eq!(text, r#"{"on":"x","to":[[1,2],null]}"#);
        assert_eq!(tree.nodes(), 2);
    }
}
