//! Of divisions that are equally good: the one with the fewest changes, then the fewest minutes
//! moved, then the fewest wishes unmet, then the neutral tie.
//!
//! Changes, minutes and wishes are rows like any load, with caps and prices of their own; so each
//! rank is the same question again: is there a division with one less?

use super::group::{CHANGES, Group, MINUTES, Owners, Rows, UNMET, signed, unsigned};
use super::search::{Outcome, Proof, Question};

/// Of the nodes that are left, the part one question may take.
const QUESTION_PART: u64 = 4;

/// A set of caps of which a division has to keep one, and the best division so far.
pub(crate) struct Least<'a> {
    pub group: &'a Group,
    pub nodes: &'a mut u64,
    choices: Vec<Choice>,
    pub owners: Owners,
    /// Whether every step of it is proved.
    pub proved: bool,
}

#[derive(Clone, Debug)]
struct Choice {
    caps: Rows,
    prices: Option<Rows>,
}

enum Answer {
    Found(Owners),
    Refuted,
    Spent,
}

impl<'a> Least<'a> {
    /// `owners` has to keep one of the caps; prices of a like question help.
    pub fn new(
        group: &'a Group,
        (caps, prices): (Vec<Rows>, Option<Rows>),
        owners: Owners,
        nodes: &'a mut u64,
    ) -> Self {
        let choices = caps.into_iter().map(|caps| Choice { caps, prices }).collect();
        Self { group, nodes, choices, owners, proved: true }
    }

    /// All ranks down to the last.
    pub fn settle(mut self) -> (Owners, bool) {
        self.drop_empty();
        for row in [CHANGES, MINUTES, UNMET] {
            self.lower(row);
        }
        self.drop_empty();
        self.tie();
        (self.owners, self.proved)
    }

    /// The fewest changes only.
    pub fn fewest(mut self) -> (Owners, bool) {
        self.lower(CHANGES);
        (self.owners, self.proved)
    }

    /// Leaves out caps that no division keeps.
    fn drop_empty(&mut self) {
        let choices = std::mem::take(&mut self.choices);
        if choices.len() == 1 {
            self.choices = choices;
            return;
        }
        // Choices are alike: the prices of one are a good beginning for the next.
        let mut prices = None;
        for mut choice in choices {
            choice.prices = choice.prices.or(prices);
            let used = self.group.used(&self.owners);
            let keeps = super::places::covers(&choice.caps, &used);
            let refuted = !keeps && matches!(self.ask_one(&mut choice, &[], &[]), Answer::Refuted);
            prices = choice.prices;
            if !refuted {
                self.choices.push(choice);
            }
        }
    }

    /// Lowers one row as far as can be, and caps it there.
    fn lower(&mut self, row: usize) {
        let mut high = self.group.used(&self.owners)[row];
        let mut low = self.priced_out(row, high);
        // The bound by prices is close: look upwards from it, in growing steps.
        let mut stride = 1;
        while low < high {
            let cap = (low + stride - 1).min(high - 1);
            match self.ask((row, cap), &[]) {
                Answer::Found(owners) => {
                    high = self.group.used(&owners)[row];
                    self.owners = owners;
                    stride = 1;
                }
                Answer::Refuted => {
                    low = cap + 1;
                    stride *= 2;
                }
                Answer::Spent => {
                    self.proved = false;
                    low = cap + 1;
                    stride *= 2;
                }
            }
        }
        for choice in &mut self.choices {
            choice.caps[row] = high;
        }
    }

    /// The least of a row that prices alone do not refute.
    fn priced_out(&mut self, row: usize, high: i64) -> i64 {
        let (mut low, mut high) = (0, high);
        while low < high {
            let middle = signed(unsigned(low).midpoint(unsigned(high)));
            let mut choices = std::mem::take(&mut self.choices);
            let refuted = choices.iter_mut().all(|choice| {
                let question = self.question(choice, &[(row, middle)], &[]);
                let (outcome, prices) = question.answer(&mut 1);
                choice.prices = Some(prices);
                matches!(outcome, Outcome::Refuted(_))
            });
            self.choices = choices;
            if refuted { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// In the order of ids, each thing with whom the tie likes best among all that is as good.
    fn tie(&mut self) {
        let mut given: Vec<(u16, u8)> = Vec::new();
        for (at, thing) in (0..).zip(&self.group.things) {
            for &position in &thing.preferred {
                if position == self.owners[usize::from(at)] {
                    break;
                }
                if !thing.is_for(position.into()) {
                    continue;
                }
                given.push((at, position));
                let answer = self.ask_all(&[], &given);
                given.pop();
                match answer {
                    Answer::Found(owners) => {
                        self.owners = owners;
                        break;
                    }
                    Answer::Refuted => {}
                    Answer::Spent => self.proved = false,
                }
            }
            given.push((at, self.owners[usize::from(at)]));
        }
    }

    fn ask(&mut self, limit: (usize, i64), given: &[(u16, u8)]) -> Answer {
        self.ask_all(&[limit], given)
    }

    fn ask_all(&mut self, limits: &[(usize, i64)], given: &[(u16, u8)]) -> Answer {
        let mut choices = std::mem::take(&mut self.choices);
        let mut result = Answer::Refuted;
        for choice in &mut choices {
            match self.ask_one(choice, limits, given) {
                Answer::Found(owners) => {
                    result = Answer::Found(owners);
                    break;
                }
                Answer::Refuted => {}
                Answer::Spent => result = Answer::Spent,
            }
        }
        self.choices = choices;
        result
    }

    fn ask_one(
        &mut self,
        choice: &mut Choice,
        limits: &[(usize, i64)],
        given: &[(u16, u8)],
    ) -> Answer {
        let before = *self.nodes / QUESTION_PART;
        let mut share = before;
        let (outcome, prices) = self.question(choice, limits, given).answer(&mut share);
        *self.nodes -= before - share;
        choice.prices = Some(prices);
        match outcome {
            Outcome::Found(owners) => Answer::Found(owners),
            Outcome::Refuted(_) => Answer::Refuted,
            Outcome::Spent => Answer::Spent,
        }
    }

    fn question<'b>(
        &self,
        choice: &Choice,
        limits: &[(usize, i64)],
        given: &'b [(u16, u8)],
    ) -> Question<'b>
    where
        'a: 'b,
    {
        let mut caps = choice.caps;
        for &(row, cap) in limits {
            caps[row] = cap;
        }
        Question { group: self.group, caps, given, prices: choice.prices, proof: Proof::Dropped }
    }
}
