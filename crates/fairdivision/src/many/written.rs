//! From the trees of the search to the trees of a certificate: the carers' own units, names, and
//! the order of the input.

use std::collections::BTreeMap;

use super::group::{Group, Rows, unsigned};
use super::leximin::Best;
use super::places::{covers, questions};
use super::proof::{NO_PART, PartId, PartKind, Tree};
use crate::certificate::{ProofTree, Refutation, Tried};
use crate::instance::Instance;
use crate::ratio::Ratio;

/// The most nodes of all trees that are written.
const NODES_MAX: u64 = 1_500_000;

/// What the proofs that can be written prove.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub bound: Ratio,
    pub levels: usize,
    pub refutations: Vec<Refutation>,
}

/// The refutations that prove a division, for as many of its ratios as there are proofs kept.
/// Nothing where not even a bound has one.
pub(crate) fn written(instance: &Instance, group: &Group, best: &Best) -> Option<Written> {
    let mut kept: Vec<(Rows, &Tree)> = Vec::new();
    let mut levels = 0;
    let mut nodes = 0;
    let whole = best.values.first() == Some(&best.written_bound);
    // A bound that meets the division proves the first place, wherever it came from.
    for place in 0..if whole { best.places.max(1) } else { 1 } {
        let below = if place == 0 { best.written_bound } else { best.values[place] };
        let needed = questions(group, &best.values[..place], below, &group.totals);
        let mut more: Vec<(Rows, &Tree)> = Vec::new();
        let all = needed.into_iter().all(|caps| {
            if kept.iter().chain(&more).any(|(refuted, _)| covers(refuted, &caps)) {
                return true;
            }
            // What refutes larger caps refutes these.
            let proof =
                best.refuted.iter().find(|(refuted, tree)| covers(refuted, &caps) && !tree.broken);
            if let Some((_, tree)) = proof {
                nodes += tree.nodes();
                more.push((caps, tree));
            }
            proof.is_some()
        });
        if !all || nodes > NODES_MAX {
            break;
        }
        kept.append(&mut more);
        levels = place + 1;
    }
    if levels == 0 {
        return None;
    }
    let writer = Writer { instance, group };
    let refutations = kept.iter().map(|(caps, tree)| writer.refutation(caps, tree));
    Some(Written {
        bound: best.written_bound,
        levels: if whole { levels } else { 0 },
        refutations: refutations.collect(),
    })
}

struct Writer<'a> {
    instance: &'a Instance,
    group: &'a Group,
}

impl Writer<'_> {
    fn refutation(&self, caps: &Rows, tree: &Tree) -> Refutation {
        let mut named = BTreeMap::new();
        for (position, &carer) in self.group.carers.iter().enumerate() {
            let cap = unsigned(caps[position]) * self.group.units[position];
            named.insert(self.instance.carers[carer].id.clone(), cap);
        }
        Refutation { caps: named, tree: self.tree(tree, tree.root) }
    }

    /// As deep as there are responsibilities at most.
    fn tree(&self, tree: &Tree, part: PartId) -> ProofTree {
        let (on, to) = match tree.part(part) {
            PartKind::Leaf(reason) => {
                return ProofTree::Leaf(self.prices(tree.prices(reason)));
            }
            PartKind::Sums => return ProofTree::Tried(Tried::Sums),
            PartKind::Branch { on, to } => (on, to),
        };
        let mut parts = vec![None; self.group.size];
        for (&carer, &part) in self.group.carers.iter().zip(&to) {
            if part != NO_PART {
                parts[carer] = Some(self.tree(tree, part));
            }
        }
        let index = self.group.things[usize::from(on)].index;
        let on = self.instance.responsibilities[index].id.clone();
        ProofTree::Branch { on, to: parts }
    }

    /// Prices of reduced units are multiples of the units: see `Dual::whole`.
    fn prices(&self, prices: &Rows) -> Vec<u64> {
        let mut own = vec![0; self.group.size];
        for (position, &carer) in self.group.carers.iter().enumerate() {
            own[carer] = unsigned(prices[position]) / self.group.units[position];
        }
        own
    }
}
