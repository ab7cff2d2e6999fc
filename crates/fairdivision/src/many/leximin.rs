//! The fairest division, place by place: find a better one, or refute that there is any.

use std::cmp::Ordering;

use super::alike;
use super::climb;
use super::dual::Dual;
use super::group::{Group, Owners, ROWS, Rows};
use super::places::{covers, questions};
use super::proof::Tree;
use super::search::{Outcome, Proof, Question};
use crate::ratio::Ratio;

/// Of the nodes that are left, the part one question may take.
const QUESTION_PART: u64 = 2;
/// Nodes of a question while it is still open whether the division at hand is the best.
const FIRST_NODES: u64 = 1_000;
/// Of the way from the bound by prices up to the division at hand, one step.
const STEPS: u64 = 6;
/// Nodes of a question that only a proof without symmetries can write down.
const ALIKE_NODES: u64 = 200;
/// How finely a bound that is not exact is told: in parts of 1.
const BOUND_PARTS: u64 = 1_000_000_000;
/// Where the nodes ended first: of the way from the bound by prices, the first step further.
const BOUND_PART: u64 = 8;
/// How often a bound is tried there.
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
    /// Prices of the last question, for the next like it.
    pub prices: Option<Rows>,
}

/// Where the search stands.
pub(crate) struct Leximin<'a> {
    pub group: &'a Group,
    /// Limits on changes, minutes and wishes, and the most loads there are.
    pub limits: Rows,
    pub proof: Proof,
    pub nodes: &'a mut u64,
    best: Best,
    /// Whether everybody is alike in everything.
    by_sums: bool,
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
            prices: None,
        };
        let by_sums = limits == group.totals && alike::applies(group);
        Self { group, limits, proof, nodes, best, by_sums }
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

    /// One place. Mostly the division at hand is the best and that is soon proved; else from the
    /// bound by prices upwards, because the tighter the caps, the sooner a question is answered.
    fn place(&mut self, place: usize) -> Step {
        let below = self.best.values[place];
        match self.all(place, below, FIRST_NODES, self.proof) {
            Step::Spent => {}
            step => return step,
        }
        let high = parts(below);
        let mut low = self.priced_out(place, high);
        let step = ((high - low) / STEPS).max(1);
        low += step;
        while low < high {
            // The steps to the first place are bounds worth keeping.
            let proof = if place == 0 { self.proof } else { Proof::Dropped };
            match self.all(place, Ratio::new(low, BOUND_PARTS), u64::MAX, proof) {
                Step::Proved => low += step,
                step => return step,
            }
        }
        self.all(place, below, u64::MAX, self.proof)
    }

    /// All questions of a place, each answered before or now, the likeliest to have a division
    /// first.
    fn all(&mut self, place: usize, below: Ratio, nodes_max: u64, proof: Proof) -> Step {
        let values = self.best.values[..place].to_vec();
        let mut questions = questions(self.group, &values, below, &self.limits);
        if let Some(prices) = &self.best.prices {
            questions.sort_by_key(|caps| std::cmp::Reverse(cost(prices, caps)));
        }
        let mut outcome = Step::Proved;
        for caps in questions {
            let strict = below == self.best.values[place] || place == 0;
            match self.ask(&caps, nodes_max, proof, strict) {
                Step::Proved => {}
                Step::Better => return Step::Better,
                Step::Spent => outcome = Step::Spent,
            }
            if matches!(outcome, Step::Spent) && !strict {
                return outcome;
            }
        }
        outcome
    }

    /// The most parts below which the prices of the last question refute every question of this
    /// place.
    fn priced_out(&self, place: usize, high: u64) -> u64 {
        let Some(prices) = &self.best.prices else { return 0 };
        let dual = Dual::new(self.group, self.limits);
        let free: Vec<u16> = (0..).take(self.group.things.len()).collect();
        let least = dual.cheapest(prices, &free, &[0; ROWS]).excess + cost(prices, &self.limits);
        let values = &self.best.values[..place];
        let (mut low, mut high) = (0, high);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            let below = Ratio::new(middle, BOUND_PARTS);
            let questions = questions(self.group, values, below, &self.limits);
            if questions.iter().all(|caps| cost(prices, caps) < least) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        low
    }

    fn ask(&mut self, caps: &Rows, nodes_max: u64, proof: Proof, remember: bool) -> Step {
        if self.best.refuted.iter().any(|(refuted, _)| covers(refuted, caps)) {
            return Step::Proved;
        }
        let answer = self.answer(caps, nodes_max, proof);
        match answer {
            Outcome::Refuted(tree) => {
                if remember {
                    self.best.refuted.push((*caps, tree));
                }
                Step::Proved
            }
            Outcome::Found(owners) => {
                self.take(owners);
                Step::Better
            }
            Outcome::Spent => Step::Spent,
        }
    }

    /// A proof that is kept cannot use that carers are alike. Where it is not short, it is looked
    /// for only after the question is answered the shorter way; where it cannot be had then, the
    /// answer counts while searching, and is not told as proved.
    fn answer(&mut self, caps: &Rows, nodes_max: u64, proof: Proof) -> Outcome {
        let twice = proof == Proof::Kept && (self.by_sums || self.group.has_alike());
        if !twice {
            return self.try_for(caps, nodes_max, proof);
        }
        let short = self.try_for(caps, nodes_max.min(ALIKE_NODES), Proof::Kept);
        if !matches!(short, Outcome::Spent) {
            return short;
        }
        let answer = self.try_for(caps, nodes_max, Proof::Dropped);
        if !matches!(&answer, Outcome::Refuted(tree) if tree.broken) {
            return answer;
        }
        match self.try_for(caps, nodes_max, Proof::Kept) {
            Outcome::Refuted(tree) => Outcome::Refuted(tree),
            Outcome::Found(_) | Outcome::Spent => answer,
        }
    }

    fn try_for(&mut self, caps: &Rows, nodes_max: u64, proof: Proof) -> Outcome {
        let before = (*self.nodes / QUESTION_PART).min(nodes_max);
        let mut share = before;
        let answer = if proof == Proof::Dropped && self.by_sums {
            alike::answer(self.group, caps, &mut share)
        } else {
            let question = Question {
                group: self.group,
                caps: *caps,
                given: &[],
                prices: self.best.prices,
                proof,
            };
            let (mut answer, prices) = question.answer(&mut share);
            self.best.prices = Some(prices);
            if let Outcome::Refuted(tree) = &mut answer {
                judge(tree, self.group, proof);
            }
            answer
        };
        *self.nodes -= before - share;
        answer
    }

    /// A fairer division, made fairer still where that is quick.
    fn take(&mut self, owners: Owners) {
        let unlimited = self.limits == self.group.totals;
        let owners =
            if unlimited { climb::improved(self.group, owners, self.nodes) } else { owners };
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
        // What prices do not prove is soon too much to prove at all: the first steps are short.
        let mut part = BOUND_PART;
        for _ in 0..BOUND_TRIES {
            let middle = low + (high - low) / part;
            let nodes = *self.nodes / 2;
            if middle > low && self.refutes(middle, nodes) {
                low = middle;
                part = (part / 2).max(2);
            } else {
                high = middle;
            }
        }
        let bound = self.rounded_up(Ratio::new(low, BOUND_PARTS)).min(largest);
        if self.best.places == 0 {
            self.best.bound = bound;
            self.best.places = usize::from(bound == largest);
        }
        self.best.written_bound = bound;
    }

    /// Loads are whole, so what is refuted below a ratio is refuted below the next one that
    /// anybody can have.
    fn rounded_up(&self, below: Ratio) -> Ratio {
        let next = (0..self.group.size).filter_map(|position| {
            let load = self.group.below(position, below)? + 1;
            (load <= self.group.able[position]).then(|| self.group.ratio(position, load))
        });
        next.min().unwrap_or(below)
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
                prices: self.best.prices,
                proof: self.proof,
            };
            let (outcome, _) = question.answer(&mut share);
            *self.nodes = self.nodes.saturating_sub(nodes - share);
            match outcome {
                Outcome::Refuted(mut tree) => {
                    judge(&mut tree, self.group, self.proof);
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

/// Whether a tree is a proof that can be written: kept, and short enough.
fn judge(tree: &mut Tree, group: &Group, proof: Proof) {
    tree.broken |= proof == Proof::Dropped || !tree.is_short(group.id_bytes);
    tree.shrink();
}

/// What all of the caps cost.
fn cost(prices: &Rows, caps: &Rows) -> i64 {
    prices.iter().zip(caps).map(|(price, cap)| price * cap).sum()
}

/// How many whole parts a ratio has.
fn parts(ratio: Ratio) -> u64 {
    let parts = u128::from(ratio.numerator()) * u128::from(BOUND_PARTS);
    u64::try_from(parts / u128::from(ratio.denominator())).unwrap_or(u64::MAX)
}
