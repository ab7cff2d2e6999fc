//! A proof that another program can check, as it is written: who has what, how that looks, and
//! for everything that would be fairer a tree of prices that refutes it.
//!
//! A refutation says that no legal division has loads within its caps. Its tree is a leaf of
//! prices, one per carer in the order of the input, under which what is fixed on the way and the
//! least that everything else can cost come to more than all caps together; or a branch on one
//! responsibility, with a tree for each carer, or null where the carer may not have it. Where
//! everybody rates in the same proportions and may have everything, prices say nothing; the word
//! `"sums"` then stands for the whole tree, and whoever checks it tries everything.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde::Serialize;

use crate::division::OwnEyes;
use crate::instance::{CARERS_MAX, ID_BYTES_MAX, RESPONSIBILITIES_MAX};
use crate::many::Written;
use crate::ratio::Ratio;
use crate::verify::CERTIFICATE_BYTES_MAX;

/// Past so many nodes, trees are left out unless asked for, and a digest stands for them.
pub(crate) const NODES_SHOWN_MAX: u64 = 2_000;
/// The longest trees that are written out even where they are asked for.
pub(crate) const PROOF_BYTES_MAX: usize = 48 * 1024 * 1024;

/// An id as JSON: every byte escaped, in quotes.
const ID_WRITTEN_MAX: usize = 6 * ID_BYTES_MAX + 2;
/// Everything of an answer but trees: six lists of all responsibilities (owners of three plans and
/// the certificate, reasons, what is sensitive), some twenty of all carers, and the frontier; no
/// line of them with more than four ids or numbers.
const REST_BYTES_MAX: usize =
    (6 * RESPONSIBILITIES_MAX + 24 * CARERS_MAX + RESPONSIBILITIES_MAX) * 4 * ID_WRITTEN_MAX;
/// A branch with its id, or a leaf with a price for each.
const NODE_BYTES_MAX: usize = ID_WRITTEN_MAX + 24 * CARERS_MAX;

// Whatever is written can be read by the verifier.
const _: () = assert!(PROOF_BYTES_MAX + REST_BYTES_MAX <= CERTIFICATE_BYTES_MAX);
const _: () = assert!(2_000 * NODE_BYTES_MAX <= PROOF_BYTES_MAX && NODES_SHOWN_MAX == 2_000);

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
    /// A whole tree left out, because who checks it can try everything as well.
    Tried(Tried),
}

/// By what everything is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tried {
    /// Everybody rates in the same proportions and may have everything, so only the sums decide:
    /// no division of the ratings into piles keeps to the caps.
    Sums,
}

impl Certificate {
    /// Puts the refutations in, or what stands for them.
    pub(crate) fn with(mut self, written: &Written<'_>, whole: WholeProof) -> Self {
        self.nodes = written.nodes;
        let long = self.nodes > NODES_SHOWN_MAX;
        self.digest = long.then(|| written.digest.clone());
        if !long || whole == WholeProof::Shown {
            self.refutations = written.refutations();
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
    /// All of them, up to 48 MiB: the verifier reads no more.
    Shown,
}

/// FNV-1a with 128 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
#[derive(Clone)]
pub(crate) struct Digest {
    hash: u128,
    /// How many were taken.
    pub bytes: usize,
}

impl Digest {
    pub const fn new() -> Self {
        Self { hash: 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, bytes: 0 }
    }

    pub fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let mixed = self.hash ^ u128::from(byte);
            self.hash = mixed.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        self.bytes += bytes.len();
    }

    pub fn in_hexadecimal(&self) -> String {
        let mut text = String::with_capacity(32);
        write!(text, "{:032x}", self.hash).expect("a text takes every letter");
        text
    }
}

impl std::io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.hash)
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
        let tried = serde_json::to_string(&ProofTree::Tried(Tried::Sums));
        assert_eq!(tried.expect("trees serialize"), r#""sums""#);
    }
}
