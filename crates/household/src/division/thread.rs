//! Which cards hang on a thread: in the most even split another would have them, were one of the
//! reader's own ratings one step different. They are worth talking about, and nothing more.
//!
//! Only the reader's ratings are moved: what would follow from the others' is theirs alone.

use fairdivision::{Instance, Options};

use super::inputs::{burden, instance};
use super::reckon::ToDivide;
use crate::id::CardId;
use crate::sort::Heaviness;

/// How far each of the many variations is looked at, in nodes.
const NODES_OF_EACH: u64 = 20_000;
/// Carers times cards up to which all variations together take no more than about two seconds.
const CELLS_MAX: usize = 150;

/// What is found out about cards that hang on a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thread {
    /// In the deck's order.
    Cards(Vec<CardId>),
    /// A card is kept in its place. One alone can keep cards, and by keeping all but a few could
    /// find out, step by step, where the others' ratings lie.
    Closed,
    /// It cannot be found out in the time a page has.
    TooMany,
}

impl ToDivide {
    /// The cards that hang on one step of one of the reader's own ratings.
    pub fn on_a_thread(&self) -> Thread {
        if self.inputs.iter().any(|input| input.locked.is_some()) {
            return Thread::Closed;
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
        let hanging = (0..self.inputs.len()).filter(hangs);
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
