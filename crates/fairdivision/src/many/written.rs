//! From the trees of the search to the trees of a certificate: the carers' own units, names, and
//! the order of the input.

use std::collections::BTreeMap;

use super::group::{Group, Rows, unsigned};
use super::leximin::Best;
use super::places::{covers, questions};
use super::proof::{NO_PART, PartId, PartKind, Tree};
use crate::certificate::{ProofTree, Refutation};
use crate::instance::Instance;
use crate::ratio::{Ratio, gcd};

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
/// Nothing where not even a bound has one, or where the carers' units are such that no common
/// multiple of them fits.
pub(crate) fn written(instance: &Instance, group: &Group, best: &Best) -> Option<Written> {
    let scales = scales(group)?;
    let mut kept: Vec<(Rows, &Tree)> = Vec::new();
    let mut levels = 0;
    let mut nodes = 0;
    for place in 0..best.places.max(1) {
        let below = if place == 0 { best.bound } else { best.values[place] };
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
    let writer = Writer { instance, group, scales };
    let refutations = kept.iter().map(|(caps, tree)| writer.refutation(caps, tree));
    Some(Written {
        bound: best.bound,
        levels: if best.places == 0 { 0 } else { levels },
        refutations: refutations.collect::<Option<_>>()?,
    })
}

/// What a price of a reduced unit is multiplied with to be one of the own unit, so that all stay
/// whole numbers: the least common multiple of the units over the own one.
fn scales(group: &Group) -> Option<Vec<u64>> {
    let common = group
        .units
        .iter()
        .try_fold(1u64, |common, &unit| (common / gcd(common, unit)).checked_mul(unit))?;
    Some(group.units.iter().map(|unit| common / unit).collect())
}

struct Writer<'a> {
    instance: &'a Instance,
    group: &'a Group,
    scales: Vec<u64>,
}

impl Writer<'_> {
    fn refutation(&self, caps: &Rows, tree: &Tree) -> Option<Refutation> {
        let mut named = BTreeMap::new();
        for (position, &carer) in self.group.carers.iter().enumerate() {
            let cap = unsigned(caps[position]) * self.group.units[position];
            named.insert(self.instance.carers[carer].id.clone(), cap);
        }
        Some(Refutation { caps: named, tree: self.tree(tree, tree.root)? })
    }

    /// As deep as there are responsibilities at most.
    fn tree(&self, tree: &Tree, part: PartId) -> Option<ProofTree> {
        let (on, to) = match tree.part(part) {
            PartKind::Leaf(reason) => {
                return Some(ProofTree::Leaf(self.prices(tree.prices(reason))?));
            }
            PartKind::Branch { on, to } => (on, to),
        };
        let mut parts = vec![None; self.group.size];
        for (&carer, &part) in self.group.carers.iter().zip(&to) {
            if part != NO_PART {
                parts[carer] = Some(self.tree(tree, part)?);
            }
        }
        let index = self.group.things[usize::from(on)].index;
        let on = self.instance.responsibilities[index].id.clone();
        Some(ProofTree::Branch { on, to: parts })
    }

    fn prices(&self, prices: &Rows) -> Option<Vec<u64>> {
        let mut own = vec![0; self.group.size];
        for (position, &carer) in self.group.carers.iter().enumerate() {
            own[carer] = unsigned(prices[position]).checked_mul(self.scales[position])?;
        }
        Some(own)
    }
}
