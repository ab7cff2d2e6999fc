//! From the trees of the search to the trees of a certificate: the carers' own units, names, and
//! the order of the input.
//!
//! Long proofs are seldom shown, so they are written from the search's own trees straight into
//! their digest; trees of names are made of those that are shown only.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::group::{Group, Rows, unsigned};
use super::leximin::Best;
use super::places::{covers, questions};
use super::proof::{Branch, NO_PART, PartId, PartKind, Tree};
use crate::certificate::{Digest, PROOF_BYTES_MAX, ProofTree, Refutation, Tried};
use crate::instance::{CARERS_MAX, Instance};
use crate::ratio::Ratio;

/// What the proofs that can be written prove.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    pub bound: Ratio,
    pub levels: usize,
    /// Leaves and branches of all trees together.
    pub nodes: u64,
    /// Of the refutations as they would be written.
    pub digest: String,
    instance: &'a Instance,
    group: Group,
    /// Caps, each with the tree that refutes them: by index, because one may refute several.
    kept: Vec<(Rows, usize)>,
    refuted: Vec<(Rows, Tree)>,
}

/// The refutations that prove a division, for as many of its ratios as there are proofs kept and
/// no more bytes than are ever shown. Nothing where not even a bound has one.
pub(crate) fn written(instance: &Instance, group: Group, best: Best) -> Option<Written<'_>> {
    let mut written = Written {
        bound: best.written_bound,
        levels: 0,
        nodes: 0,
        digest: String::new(),
        instance,
        group,
        kept: Vec::new(),
        refuted: best.refuted,
    };
    let whole = best.values.first() == Some(&best.written_bound);
    let mut places = 0;
    let mut digest = Digest::new();
    digest.take(b"[");
    // A bound that meets the division proves the first place, wherever it came from.
    for place in 0..if whole { best.places.max(1) } else { 1 } {
        let below = if place == 0 { best.written_bound } else { best.values[place] };
        let Some(more) = written.needed(&best.values[..place], below) else { break };
        let Some(further) = written.digested(&digest, &more) else { break };
        digest = further;
        written.nodes += more.iter().map(|(_, tree)| written.refuted[*tree].1.nodes()).sum::<u64>();
        written.kept.extend(more);
        places = place + 1;
    }
    digest.take(b"]");
    written.digest = digest.in_hexadecimal();
    written.levels = if whole { places } else { 0 };
    (places > 0).then_some(written)
}

impl Written<'_> {
    /// What has to be refuted for one more place, each with a tree that does.
    fn needed(&self, values: &[Ratio], below: Ratio) -> Option<Vec<(Rows, usize)>> {
        let mut more: Vec<(Rows, usize)> = Vec::new();
        for caps in questions(&self.group, values, below, &self.group.totals) {
            if self.kept.iter().chain(&more).any(|(refuted, _)| covers(refuted, &caps)) {
                continue;
            }
            // What refutes larger caps refutes these.
            let proof = |(refuted, tree): &(Rows, Tree)| covers(refuted, &caps) && !tree.broken;
            more.push((caps, self.refuted.iter().position(proof)?));
        }
        Some(more)
    }

    /// The digest after more refutations; nothing where that is more than is ever shown.
    fn digested(&self, before: &Digest, more: &[(Rows, usize)]) -> Option<Digest> {
        let mut digest = before.clone();
        for (index, (caps, tree)) in more.iter().enumerate() {
            if index > 0 || !self.kept.is_empty() {
                digest.take(b",");
            }
            let line = Line { of: self, caps, tree: &self.refuted[*tree].1 };
            serde_json::to_writer(&mut digest, &line).expect("a digest takes every byte");
            if digest.bytes >= PROOF_BYTES_MAX {
                return None;
            }
        }
        Some(digest)
    }

    /// All of them, as trees of names.
    pub fn refutations(&self) -> Vec<Refutation> {
        let refutation = |(caps, tree): &(Rows, usize)| {
            let tree = &self.refuted[*tree].1;
            let part = Part { of: self, tree, id: tree.root };
            Refutation { caps: self.caps(caps), tree: part.named() }
        };
        self.kept.iter().map(refutation).collect()
    }

    fn caps(&self, caps: &Rows) -> BTreeMap<String, u64> {
        let named = self.group.carers.iter().enumerate().map(|(position, &carer)| {
            let cap = unsigned(caps[position]) * self.group.units[position];
            (self.instance.carers[carer].id.clone(), cap)
        });
        named.collect()
    }

    fn id(&self, on: u16) -> &str {
        &self.instance.responsibilities[self.group.things[usize::from(on)].index].id
    }

    /// By index of the carer. Prices of reduced units are multiples of the units: see
    /// `Dual::whole`.
    fn prices(&self, prices: &[i64; CARERS_MAX]) -> [u64; CARERS_MAX] {
        let mut own = [0; CARERS_MAX];
        for (position, &carer) in self.group.carers.iter().enumerate() {
            own[carer] = unsigned(prices[position]) / self.group.units[position];
        }
        own
    }
}

/// One refutation in the certificate's form.
struct Line<'a> {
    of: &'a Written<'a>,
    caps: &'a Rows,
    tree: &'a Tree,
}

/// A part of its tree likewise. As deep as there are responsibilities at most.
#[derive(Clone, Copy)]
struct Part<'a> {
    of: &'a Written<'a>,
    tree: &'a Tree,
    id: PartId,
}

impl<'a> Part<'a> {
    /// By index of the carer.
    fn parts(self, branch: &Branch) -> [Option<Part<'a>>; CARERS_MAX] {
        let mut parts = [None; CARERS_MAX];
        for (&carer, &id) in self.of.group.carers.iter().zip(&branch.to) {
            parts[carer] = (id != NO_PART).then_some(Part { id, ..self });
        }
        parts
    }

    fn named(self) -> ProofTree {
        let size = self.of.group.size;
        match self.tree.part(self.id) {
            PartKind::Leaf(reason) => {
                ProofTree::Leaf(self.of.prices(self.tree.prices(reason))[..size].to_vec())
            }
            PartKind::Sums => ProofTree::Tried(Tried::Sums),
            PartKind::Branch(branch) => {
                let parts = self.parts(&branch).into_iter().take(size);
                let to = parts.map(|part| part.map(Part::named)).collect();
                ProofTree::Branch { on: self.of.id(branch.on).to_owned(), to }
            }
        }
    }
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Refutation", 2)?;
        fields.serialize_field("caps", &self.of.caps(self.caps))?;
        let root = Part { of: self.of, tree: self.tree, id: self.tree.root };
        fields.serialize_field("tree", &root)?;
        fields.end()
    }
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let size = self.of.group.size;
        match self.tree.part(self.id) {
            PartKind::Leaf(reason) => {
                self.of.prices(self.tree.prices(reason))[..size].serialize(serializer)
            }
            PartKind::Sums => Tried::Sums.serialize(serializer),
            PartKind::Branch(branch) => {
                let mut fields = serializer.serialize_struct("Branch", 2)?;
                fields.serialize_field("on", self.of.id(branch.on))?;
                fields.serialize_field("to", &self.parts(&branch)[..size])?;
                fields.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::many;

    fn family() -> Instance {
        let rows: Vec<String> = [[7, 9, 4], [5, 3, 8], [6, 6, 7], [2, 9, 5], [8, 1, 3]]
            .iter()
            .enumerate()
            .map(|(index, [a, b, c])| {
                format!(r#"{{"id":"r{index}","burden":{{"z":{a},"b":{b},"c":{c}}}}}"#)
            })
            .collect();
        let text = format!(
            r#"{{"carers":[{{"id":"z","weight":2}},{{"id":"b"}},{{"id":"c"}}],
            "responsibilities":[{}]}}"#,
            rows.join(",")
        );
        Instance::from_json(text.as_bytes()).expect("valid")
    }

    #[test]
    fn the_digest_is_that_of_the_refutations_as_they_are_shown() {
        let instance = family();
        let written = many::answer(&instance, 8_000_000, (1, 50)).written.expect("proved");
        assert_eq!(written.levels, 3);
        let shown = serde_json::to_string(&written.refutations()).expect("they serialize");
        let mut digest = Digest::new();
        digest.take(shown.as_bytes());
        assert_eq!(written.digest, digest.in_hexadecimal());
        assert_eq!(written.nodes, shown.matches("\"on\"").count() as u64 + leaves(&shown));
    }

    /// Lists that begin with a price.
    fn leaves(shown: &str) -> u64 {
        let bytes = shown.as_bytes();
        bytes.windows(2).filter(|two| two[0] == b'[' && two[1].is_ascii_digit()).count() as u64
    }

    #[test]
    fn what_is_longer_than_is_ever_shown_is_not_claimed() {
        let instance = family();
        let written = many::answer(&instance, 8_000_000, (1, 50)).written.expect("proved");
        let mut digest = Digest::new();
        assert!(written.digested(&digest, &written.kept).is_some());
        digest.bytes = PROOF_BYTES_MAX - 10;
        assert!(written.digested(&digest, &written.kept).is_none());
    }
}
