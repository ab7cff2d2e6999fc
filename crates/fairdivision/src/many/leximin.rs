//! The fairest division, place by place: find a better one, or refute that there is any.

use std::cmp::Ordering;

use super::climb;
use super::group::{Group, Owners, Rows};
use super::places::{covers, questions};
use super::proof::Tree;
use super::search::{Outcome, Proof, Question};
use crate::ratio::Ratio;

/// Of the nodes that are left, the part one question may take.
const QUESTION_PART: u64 = 2;
/// How finely a bound that is not exact is told: in parts of 1.
const BOUND_PARTS: u64 = 1_000_000_000;
/// How often the bound is halved further where the nodes ended first.
const BOUND_TRIES: u32 = 6;

/// The best division found, and what is proved about it.
#[derive(Clone, Debug)]
pub(crate) struct Best {
    pub owners: Owners,
    /// The ratios of it, the largest first.
    pub values: Vec<Ratio>,
    /// How many of its ratios, from the largest, are proved the least possible.
    pub places: usize,
    /// No division has a largest ratio below this.
    pub bound: Ratio,
    /// The largest such bound with a proof that was not too long to keep.
    pub written_bound: Ratio,
    /// Caps within which there is no division, each with its proof.
    pub refuted: Vec<(Rows, Tree)>,
}

impl Best {
    pub const fn is_proved(&self, group: &Group) -> bool {
        self.places == group.size
    }
}

/// Where the search stands.
pub(crate) struct Leximin<'a> {
    pub group: &'a Group,
    /// Limits on changes, minutes and wishes, and the most loads there are.
    pub limits: Rows,
    pub proof: Proof,
    pub nodes: &'a mut u64,
    best: Best,
    prices: Option<Rows>,
}

impl<'a> Leximin<'a> {
    /// Begins with a division that keeps to the limits.
    pub fn new(
        group: &'a Group,
        limits: Rows,
        owners: Owners,
        proof: Proof,
        nodes: &'a mut u64,
    ) -> Self {
        let values = group.sorted_ratios(&group.used(&owners));
        let best = Best {
            owners,
            values,
            places: 0,
            bound: Ratio::ZERO,
            written_bound: Ratio::ZERO,
            refuted: Vec::new(),
        };
        Self { group, limits, proof, nodes, best, prices: None }
    }

    /// Searches on until everything is proved or the nodes end.
    pub fn run(self) -> Best {
        let places = self.group.size;
        self.run_to(places)
    }

    /// Searches on until so many ratios, from the largest, are proved or the nodes end.
    pub fn run_to(mut self, places: usize) -> Best {
        while self.best.places < places {
            match self.place(self.best.places) {
                Step::Proved => self.best.places += 1,
                // What was refuted stays so: the places before are passed in no time.
                Step::Better => self.best.places = 0,
                Step::Spent => break,
            }
        }
        let largest = self.largest();
        if self.best.places > 0 {
            self.best.bound = largest;
        }
        self.best.written_bound = self.best.bound;
        if self.best.places == 0 || !self.is_written(largest) {
            self.bound();
        }
        self.best
    }

    fn largest(&self) -> Ratio {
        self.best.values.first().copied().unwrap_or(Ratio::ZERO)
    }

    /// Whether there is a proof, kept whole, that no division is below this.
    fn is_written(&self, bound: Ratio) -> bool {
        self.proof == Proof::Dropped
            || questions(self.group, &[], bound, &self.limits).iter().all(|caps| {
                let proofs = self.best.refuted.iter();
                proofs.clone().any(|(refuted, tree)| covers(refuted, caps) && !tree.broken)
            })
    }

    /// One place: all its questions, each answered before or now.
    fn place(&mut self, place: usize) -> Step {
        let values = self.best.values.clone();
        let mut outcome = Step::Proved;
        for caps in questions(self.group, &values[..place], values[place], &self.limits) {
            match self.ask(&caps) {
                Step::Proved => {}
                Step::Better => return Step::Better,
                Step::Spent => outcome = Step::Spent,
            }
        }
        outcome
    }

    fn ask(&mut self, caps: &Rows) -> Step {
        if self.best.refuted.iter().any(|(refuted, _)| covers(refuted, caps)) {
            return Step::Proved;
        }
        let mut share = *self.nodes / QUESTION_PART;
        let before = share;
        let question = Question {
            group: self.group,
            caps: *caps,
            given: &[],
            prices: self.prices,
            proof: self.proof,
        };
        let (outcome, prices) = question.answer(&mut share);
        *self.nodes -= before - share;
        self.prices = Some(prices);
        match outcome {
            Outcome::Refuted(tree) => {
                self.best.refuted.push((*caps, tree));
                Step::Proved
            }
            Outcome::Found(owners) => {
                self.take(owners);
                Step::Better
            }
            Outcome::Spent => Step::Spent,
        }
    }

    /// A fairer division, made fairer still where that is quick.
    fn take(&mut self, owners: Owners) {
        let unlimited = self.limits == self.group.totals;
        let owners = if unlimited { climb::pairwise(self.group, owners) } else { owners };
        let values = self.group.sorted_ratios(&self.group.used(&owners));
        assert!(values.cmp(&self.best.values) == Ordering::Less, "a better division is better");
        self.best.owners = owners;
        self.best.values = values;
    }

    /// Where not even the largest ratio is proved, or its proof is too long to keep: the best
    /// bound that prices alone prove, and further with the nodes left.
    fn bound(&mut self) {
        let largest = self.largest();
        let (mut low, mut high) = (0, parts(largest));
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.refutes(middle, 1) { low = middle } else { high = middle - 1 }
        }
        high = parts(largest);
        for _ in 0..BOUND_TRIES {
            let middle = low.midpoint(high);
            let nodes = *self.nodes / 2;
            if middle > low && self.refutes(middle, nodes) { low = middle } else { high = middle }
        }
        let bound = Ratio::new(low, BOUND_PARTS);
        if self.best.places == 0 {
            self.best.bound = bound;
            self.best.places = usize::from(bound == largest);
        }
        self.best.written_bound = bound;
    }

    /// Whether no division is below so many parts.
    fn refutes(&mut self, below: u64, nodes: u64) -> bool {
        let below = Ratio::new(below, BOUND_PARTS);
        let questions = questions(self.group, &[], below, &self.limits);
        questions.iter().all(|caps| {
            let mut proofs = self.best.refuted.iter();
            if proofs.any(|(refuted, tree)| covers(refuted, caps) && !tree.broken) {
                return true;
            }
            let mut share = nodes;
            let question = Question {
                group: self.group,
                caps: *caps,
                given: &[],
                prices: self.prices,
                proof: self.proof,
            };
            let (outcome, _) = question.answer(&mut share);
            *self.nodes = self.nodes.saturating_sub(nodes - share);
            match outcome {
                Outcome::Refuted(tree) => {
                    let kept = !tree.broken;
                    self.best.refuted.push((*caps, tree));
                    kept
                }
                Outcome::Found(_) | Outcome::Spent => false,
            }
        })
    }
}

enum Step {
    Proved,
    Better,
    Spent,
}

/// How many whole parts a ratio has.
fn parts(ratio: Ratio) -> u64 {
    let parts = u128::from(ratio.numerator()) * u128::from(BOUND_PARTS);
    u64::try_from(parts / u128::from(ratio.denominator())).unwrap_or(u64::MAX)
}
