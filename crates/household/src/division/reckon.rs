//! The engine's answer, turned into one reader's view.

use std::collections::BTreeMap;

use fairdivision::{Division, Instance, Options, Ratio};
use serde_json::json;

use super::inputs::{Input, NoDivision, heaviness};
use super::view::{At, DivisionView, Mine, Pile, Placed, Plan, PlanLine, Reason, Wish};
use crate::id::{CardId, MemberId};
use crate::sort::{Answer, Cannot, Heaviness};
use crate::state::Household;

/// Places on the frontier that a reader can look at.
const FRONTIER_PLACES_MAX: usize = 41;

/// Owner of each input, as an index into the two parents.
type Owners = Vec<usize>;

/// What is divided between whom.
struct Table<'a> {
    household: &'a Household,
    parents: [MemberId; 2],
    inputs: Vec<Input>,
    instance: Instance,
    /// The reader's place among the parents.
    me: usize,
}

impl Household {
    /// The division as `who` may see it: both piles by their own ratings only. Computed from what
    /// was opened and what both set in the open, so that nobody's private act moves it.
    pub fn division_for(&self, who: MemberId, wish: &Wish) -> Result<DivisionView, NoDivision> {
        let parents = self.two_parents()?;
        let inputs = self.inputs(&parents)?;
        let me = parents.iter().position(|parent| *parent == who).ok_or(NoDivision::Alone)?;
        let instance = instance(self, parents, &inputs);
        let table = Table { household: self, parents, inputs, instance, me };
        Ok(table.view(wish))
    }
}

fn instance(household: &Household, parents: [MemberId; 2], inputs: &[Input]) -> Instance {
    let id = |place: usize| parents[place].to_string();
    let carers = parents.map(|parent| {
        json!({ "id": parent.to_string(), "weight": household.shared.division.weight(parent) })
    });
    let chosen = |said: &[bool]| -> Vec<String> {
        (0..said.len()).filter(|place| said[*place]).map(id).collect()
    };
    let rows: Vec<_> = inputs
        .iter()
        .map(|input| {
            let burden: BTreeMap<_, _> = input
                .burdens
                .iter()
                .enumerate()
                .map(|(place, burden)| (id(place), burden))
                .collect();
            json!({
                "id": input.card.to_string(),
                "minutes": input.minutes,
                "burden": burden,
                "cannot": chosen(&input.cannot),
                "likes": chosen(&input.likes),
                "locked": input.locked.map(id),
                "current": input.current.map(id),
            })
        })
        .collect();
    let text = json!({ "carers": carers, "responsibilities": rows }).to_string();
    Instance::from_json(text.as_bytes())
        .expect("two parents, at most 300 cards, burdens and shares within the engine's limits")
}

impl Table<'_> {
    fn view(&self, wish: &Wish) -> DivisionView {
        let division = fairdivision::divide(&self.instance, &Options::default())
            .expect("two carers are what this version divides between");
        let frontier = self.frontier();
        let plans = self.plans(&division);
        let (at, mut owners) = choose(wish.at, &plans, &frontier);
        let tried = |input: &Input| wish.moved.contains(&input.card);
        for (owner, input) in owners.iter_mut().zip(&self.inputs) {
            if tried(input) {
                *owner = 1 - *owner;
            }
        }
        let best = owners_of(self, &division.plans.best.owners);
        let mine = self.mine(&owners, owners == best);
        DivisionView {
            at,
            plans: plans.iter().map(|(plan, of)| self.line(*plan, of, &owners)).collect(),
            piles: [self.me, 1 - self.me].map(|place| self.pile(place, &owners, wish)).to_vec(),
            moves: self.moved(&owners),
            mine,
            frontier: frontier.iter().map(|of| self.share(self.me, of)).collect(),
            total: self.instance.total(self.me),
            is_edited: self.inputs.iter().any(tried),
        }
    }

    /// The plans there are, fewest moves first; of equal divisions the first name stays.
    fn plans(&self, division: &Division) -> Vec<(Plan, Owners)> {
        let plans = &division.plans;
        let named = [
            plans.fewest_to_fair.as_ref().map(|plan| (Plan::FewestToFair, plan)),
            Some((Plan::NearBest, &plans.near_best)),
            Some((Plan::Best, &plans.best)),
        ];
        let mut kept: Vec<(Plan, Owners)> = Vec::new();
        for (name, plan) in named.into_iter().flatten() {
            let owners = owners_of(self, &plan.owners);
            if !kept.iter().any(|(_, earlier)| *earlier == owners) {
                kept.push((name, owners));
            }
        }
        kept.sort_by_key(|(name, owners)| (self.moved(owners).len(), *name));
        kept
    }

    /// Places along the whole frontier, the reader's smallest share first, evenly spread where
    /// there are more than can be looked at.
    fn frontier(&self) -> Vec<Owners> {
        let Some(frontier) = fairdivision::pareto(&self.instance) else {
            return Vec::new();
        };
        let points = frontier.points().len();
        let places = points.min(FRONTIER_PLACES_MAX);
        let mut picked: Vec<Owners> = (0..places)
            .map(|place| frontier.owners(place * (points - 1) / (places - 1).max(1)))
            .collect();
        picked.sort_by_key(|owners| self.weight(0, owners, self.me));
        if self.me == 1 {
            picked.sort_by_key(|owners| self.weight(1, owners, self.me));
        }
        picked
    }

    fn line(&self, plan: Plan, owners: &Owners, shown: &Owners) -> PlanLine {
        PlanLine {
            plan,
            moves: self.moved(owners).len(),
            my_share: self.share(self.me, owners),
            is_shown: owners == shown,
        }
    }

    fn pile(&self, place: usize, owners: &Owners, wish: &Wish) -> Pile {
        let cards = self.inputs.iter().zip(owners).filter(|(_, owner)| **owner == place);
        Pile {
            member: self.parents[place],
            cards: cards.map(|(input, _)| self.placed(input, place, wish)).collect(),
            weight: self.weight(place, owners, self.me),
            share: self.share(place, owners),
        }
    }

    fn placed(&self, input: &Input, place: usize, wish: &Wish) -> Placed {
        Placed {
            card: input.card,
            weight: input.burdens[self.me],
            is_locked: input.locked.is_some(),
            is_moved: input.current.is_some_and(|current| current != place),
            reason: self.reason(input, place, wish),
        }
    }

    /// From the reader's own answer and what both set in the open, and nothing else.
    fn reason(&self, input: &Input, place: usize, wish: &Wish) -> Reason {
        let given = self.household.own(self.parents[self.me]).sort.given(input.card);
        let mine = place == self.me;
        if wish.moved.contains(&input.card) {
            return Reason::Tried;
        }
        if input.locked.is_some() {
            return Reason::Locked;
        }
        if is_impossible(given) {
            return Reason::NotPossibleForMe;
        }
        match heaviness(given) {
            Heaviness::Feather | Heaviness::Light if mine => Reason::LighterToMe,
            Heaviness::Heavy | Heaviness::Draining if !mine => Reason::HeavierToMe,
            _ if input.current == Some(place) => Reason::Stays,
            _ => Reason::Balance,
        }
    }

    fn moved(&self, owners: &Owners) -> Vec<CardId> {
        let pairs = self.inputs.iter().zip(owners);
        let moved =
            pairs.filter(|(input, owner)| input.current.is_some_and(|current| current != **owner));
        moved.map(|(input, _)| input.card).collect()
    }

    fn mine(&self, owners: &Owners, is_best: bool) -> Mine {
        let assessed = fairdivision::assess(&self.instance, owners)
            .expect("one owner for each card, each one of the two");
        let id = self.parents[self.me].to_string();
        let eyes = assessed.own_eyes.get(&id);
        let ratio = assessed.loads.get(&id).map_or(Ratio::ZERO, |load| load.ratio);
        Mine {
            share: self.share(self.me, owners),
            is_within_share: ratio <= Ratio::ONE,
            is_envy_free: eyes.is_some_and(|eyes| eyes.envy_free),
            is_envy_free_but_one: eyes.is_some_and(|eyes| eyes.efx),
            is_most_even: is_best,
        }
    }

    /// The weight of a pile in the eyes of one of the two.
    fn weight(&self, place: usize, owners: &Owners, eyes: usize) -> u64 {
        let pairs = self.inputs.iter().zip(owners).filter(|(_, owner)| **owner == place);
        pairs.map(|(input, _)| u64::from(input.burdens[eyes])).sum()
    }

    /// A pile in thousandths of its owner's agreed share, in the reader's eyes.
    fn share(&self, place: usize, owners: &Owners) -> u32 {
        let weight = u64::from(self.instance.carers()[place].weight);
        let part = self.weight(place, owners, self.me) * self.instance.weight_sum() * 1_000;
        let whole = (self.instance.total(self.me) * weight).max(1);
        u32::try_from((part + whole / 2) / whole).unwrap_or(u32::MAX)
    }
}

fn is_impossible(given: Option<&Answer>) -> bool {
    given.is_some_and(|answer| answer.cannot == Some(Cannot::NotPossible))
}

fn owners_of(table: &Table<'_>, owners: &BTreeMap<String, String>) -> Owners {
    let second = table.parents[1].to_string();
    table
        .inputs
        .iter()
        .map(|input| usize::from(owners.get(&input.card.to_string()) == Some(&second)))
        .collect()
}

fn choose(at: At, plans: &[(Plan, Owners)], frontier: &[Owners]) -> (At, Owners) {
    let first = || (At::Plan(plans[0].0), plans[0].1.clone());
    match at {
        At::First => first(),
        At::Plan(plan) => plans
            .iter()
            .find(|(name, _)| *name == plan)
            .map_or_else(first, |(name, owners)| (At::Plan(*name), owners.clone())),
        At::Frontier(place) => {
            frontier.get(place).map_or_else(first, |owners| (At::Frontier(place), owners.clone()))
        }
    }
}
