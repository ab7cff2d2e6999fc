//! Which cards hang on a thread: in the most even split another would have them, were one of the
//! reader's own ratings one step different. They are worth talking about, and nothing more.
//!
//! Only the reader's ratings are moved: what would follow from the others' is theirs alone. And it
//! is told of everything that was opened at once, never of a part that one alone picked by keeping
//! cards in place or leaving them out: asked again and again of well-chosen parts, it would tell
//! the others' ratings one by one. So between two openings there is one answer.

use std::collections::BTreeSet;

use fairdivision::{Instance, Options};

use super::inputs::{Carer, Input, NoDivision, burden, instance};
use super::reckon::Given;
use crate::id::{CardId, MemberId};
use crate::sort::Heaviness;
use crate::state::Household;

/// How far each of the many variations is looked at, in nodes.
const NODES_OF_EACH: u64 = 20_000;
/// Carers times cards up to which all variations together take no more than about two seconds.
const CELLS_MAX: usize = 150;
/// With fewer cards than this in the balance, one that flips tells much of what another feels
/// about each of the rest.
const CARDS_MIN: usize = 8;

/// What is found out about cards that hang on a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thread {
    /// In the deck's order, as far as they can still be moved: on the table, neither left out nor
    /// kept in place.
    Cards(Vec<CardId>),
    /// So few were opened that it could tell too much of what others feel.
    TooFew,
    /// It cannot be found out in the time a page has.
    TooMany,
}

/// All that it is found out from: who holds it needs the household no more.
#[derive(Debug, Clone)]
pub struct ToFindThreads {
    carers: Vec<Carer>,
    inputs: Vec<Input>,
    /// What the reader gave of each input.
    given: Vec<Given>,
    /// The reader's place among the carers.
    me: usize,
    /// The cards that can be told of.
    movable: BTreeSet<CardId>,
}

impl Household {
    /// What `who` needs to find cards that hang on a thread, where there is a division.
    pub fn to_find_threads(&self, who: MemberId) -> Result<ToFindThreads, NoDivision> {
        let people = self.carers()?;
        let free = self.inputs(&people)?.into_iter().filter(|input| input.locked.is_none());
        let movable = free.map(|input| input.card).collect();
        let me = people.iter().position(|carer| *carer == who).ok_or(NoDivision::Alone)?;
        let inputs = self.inputs_as_opened(&people);
        let (given, carers) = (self.given(who, &inputs), self.weighted(&people));
        Ok(ToFindThreads { carers, inputs, given, me, movable })
    }
}

impl ToFindThreads {
    /// Whether it may take longer than a reader waits for without a word: up to 150 splits, quick
    /// ones only between two.
    pub fn takes_long(&self) -> bool {
        self.carers.len() > 2
    }

    /// The cards that hang on one step of one of the reader's own ratings.
    pub fn found(&self) -> Thread {
        if self.inputs.len() < CARDS_MIN {
            return Thread::TooFew;
        }
        if self.carers.len() * self.inputs.len() > CELLS_MAX {
            return Thread::TooMany;
        }
        let instance = instance(&self.carers, &self.inputs);
        let options = Options { nodes: NODES_OF_EACH, ..Options::default() };
        let Some(now) = owners(&instance, &options) else { return Thread::TooMany };
        let hangs = |place: &usize| {
            let varied = self.varied(*place).into_iter();
            let mut owners = varied.filter_map(|varied| owners(&varied, &options));
            owners.any(|then| then[*place] != now[*place])
        };
        let movable = |place: &usize| self.movable.contains(&self.inputs[*place].card);
        let hanging = (0..self.inputs.len()).filter(movable).filter(hangs);
        Thread::Cards(hanging.map(|place| self.inputs[place].card).collect())
    }

    /// With the reader's own rating of one card a step lighter, and a step heavier.
    fn varied(&self, place: usize) -> Vec<Instance> {
        let input = &self.inputs[place];
        // Not the engine's word: that a card is free although the reader cannot would tell that
        // nobody can.
        if self.given[place].is_impossible {
            return Vec::new();
        }
        let steps = neighbours(self.given[place].heaviness).into_iter().flatten();
        let varied = steps.filter_map(|step| {
            let other = burden(input.minutes, step, input.mental_load);
            (other != input.burdens[self.me]).then(|| {
                let mut inputs = self.inputs.clone();
                inputs[place].burdens[self.me] = other;
                instance(&self.carers, &inputs)
            })
        });
        varied.collect()
    }
}

/// Owners in the most even split, in the order of the input, where it is proved to be that.
fn owners(instance: &Instance, options: &Options) -> Option<Vec<String>> {
    let division = fairdivision::divide(instance, options);
    let best = division.expect("the engine divides between one and six").plans.best;
    let of = |id: &String| best.owners.get(id).cloned().unwrap_or_default();
    best.proved.then(|| instance.responsibilities().iter().map(|each| of(&each.id)).collect())
}

fn neighbours(step: Heaviness) -> [Option<Heaviness>; 2] {
    let at = Heaviness::ALL.iter().position(|each| *each == step).unwrap_or_default();
    [at.checked_sub(1), at.checked_add(1)].map(|at| Heaviness::ALL.get(at?).copied())
}
