//! The engine's answer, turned into one reader's view.

use std::collections::BTreeMap;

use fairdivision::{Division, Instance, Options, Ratio, Status};

use super::choosing::{choose, nearest, spread};
use super::inputs::{Carer, Input, NoDivision, heaviness, instance, is_impossible};
use super::view::{
    DivisionView, Evenness, Mine, Pile, Place, Placed, Plan, PlanLine, Reason, Wish,
};
use crate::id::{CardId, MemberId};
use crate::people::{PART_WHOLE, Trusted};
use crate::sort::Heaviness;
use crate::state::Household;

/// How far from their agreed share a reader looks along the frontier, in thousandths of it. Further
/// out are the piles that nobody would think of.
const FRONTIER_SHARES: std::ops::RangeInclusive<u32> = 600..=1_400;

/// How far the engine looks among three and more, in nodes: measured up to half a second, and what
/// is not proved by then is said to be so.
const NODES_OF_MANY: u64 = 200_000;
/// The same around what is kept in place: that is pressed card by card. Measured, on a core of a
/// busy server: under 100 ms, but for five and six with 300 cards (up to 180 ms) or who all feel
/// alike (up to 800 ms). The page shows that it is working when it takes longer than that.
pub(super) const NODES_AROUND_LOCKS: u64 = 20_000;

/// From so many cards on, three, four, five and six are told that it takes a moment.
const LONG_FROM: [usize; 4] = [80, 40, 20, 10];

/// Owner of each input, as an index into the carers.
pub(super) type Owners = Vec<usize>;

/// All that a reader's division is reckoned from: who holds it needs the household no more, and
/// keeps nobody waiting while the engine works.
#[derive(Debug, Clone)]
pub struct ToDivide {
    people: Vec<MemberId>,
    carers: Vec<Carer>,
    /// The first so many carers are parents.
    parents: usize,
    inputs: Vec<Input>,
    /// What the reader gave of each input.
    given: Vec<Given>,
    /// The reader's place among the carers.
    me: usize,
}

/// A reader's own answer about a card, as far as a reason can be told from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    pub heaviness: Heaviness,
    pub is_impossible: bool,
}

/// What is divided between whom.
struct Table<'a> {
    of: &'a ToDivide,
    people: &'a [MemberId],
    inputs: &'a [Input],
    instance: Instance,
    /// The reader's place among the carers.
    me: usize,
}

impl Household {
    /// The division as `who` may see it: all piles by their own ratings only. Computed from what
    /// was opened and what was set in the open, so that nobody's private act moves it.
    pub fn division_for(&self, who: MemberId, wish: &Wish) -> Result<DivisionView, NoDivision> {
        Ok(self.to_divide(who)?.divided(wish))
    }

    /// What [`Household::division_for`] is reckoned from: quick, where reckoning takes its time.
    pub fn to_divide(&self, who: MemberId) -> Result<ToDivide, NoDivision> {
        let people = self.carers()?;
        let inputs = self.inputs(&people)?;
        let me = people.iter().position(|carer| *carer == who).ok_or(NoDivision::Alone)?;
        let parents = self.shared.people.parents().count();
        let (given, carers) = (self.given(who, &inputs), self.weighted(&people));
        Ok(ToDivide { people, carers, parents, inputs, given, me })
    }

    /// What `who` gave of each input.
    pub(super) fn given(&self, who: MemberId, inputs: &[Input]) -> Vec<Given> {
        let sort = &self.own(who).sort;
        let given = inputs.iter().map(|input| sort.given(input.card));
        let given = given.map(|given| Given {
            heaviness: heaviness(given),
            is_impossible: is_impossible(given),
        });
        given.collect()
    }

    pub(super) fn weighted(&self, people: &[MemberId]) -> Vec<Carer> {
        let carer = |id: &MemberId| Carer { id: id.to_string(), weight: self.weight(*id) };
        people.iter().map(carer).collect()
    }

    /// A parent's number, and a trusted adult's beside it: so many twentieths of what the parents
    /// carry on the average. With nobody but parents the numbers are their own.
    fn weight(&self, carer: MemberId) -> u32 {
        let (people, division) = (&self.shared.people, &self.shared.division);
        let parents = || people.parent_ids().map(|parent| division.weight(parent));
        if people.carrying().next().is_none() {
            return division.weight(carer);
        }
        match people.trusted(carer).and_then(Trusted::part) {
            Some(part) => part * parents().sum::<u32>(),
            None => parents().map(|_| PART_WHOLE).sum::<u32>() * division.weight(carer),
        }
    }
}

impl ToDivide {
    /// Whether the engine may take longer than a reader waits for without a word.
    pub fn takes_long(&self) -> bool {
        is_long(self.carers.len(), self.inputs.len())
    }

    fn options(&self) -> Options {
        let is_kept = self.inputs.iter().any(|input| input.locked.is_some());
        options(self.carers.len(), if is_kept { NODES_AROUND_LOCKS } else { NODES_OF_MANY })
    }

    /// The division as the reader may see it.
    pub fn divided(&self, wish: &Wish) -> DivisionView {
        let instance = instance(&self.carers, &self.inputs);
        let (people, inputs, me) = (&self.people[..], &self.inputs[..], self.me);
        Table { of: self, people, inputs, instance, me }.view(wish)
    }
}

impl Table<'_> {
    fn view(&self, wish: &Wish) -> DivisionView {
        let division = self.division();
        let frontier = self.frontier();
        let named = self.named(&division);
        let plans = self.plans(&named);
        let (at, mut owners) = choose(wish.at, &named, &plans, &frontier);
        let mut tried = Vec::new();
        for (owner, input) in owners.iter_mut().zip(self.inputs) {
            if let Some(to) = self.tried(input, wish).filter(|to| to != owner) {
                *owner = to;
                tried.push(input.card);
            }
        }
        let best = owners_of(self, &division.plans.best.owners);
        let places: Vec<_> = frontier.iter().map(|of| self.place(of)).collect();
        let my_weight = self.weight(self.me, &owners);
        DivisionView {
            at,
            unproved: self.unproved(&division, &owners),
            evenness: self.evenness(&division, &owners),
            plans: plans.iter().map(|(plan, of)| self.line(*plan, of, &owners)).collect(),
            piles: self.places().map(|place| self.pile(place, &owners, &tried)).collect(),
            moves: self.moved(&owners),
            mine: self.mine(&owners, owners == best && division.status == Status::Exact),
            nearest: nearest(&places, my_weight),
            frontier: places,
            total: self.instance.total(self.me),
            is_edited: !tried.is_empty(),
        }
    }

    fn division(&self) -> Division {
        fairdivision::divide(&self.instance, &self.of.options())
            .expect("the engine divides between one and six")
    }

    /// The reader's place first.
    fn places(&self) -> impl Iterator<Item = usize> {
        let others = (0..self.people.len()).filter(|place| *place != self.me);
        std::iter::once(self.me).chain(others)
    }

    /// Where a card is tried. What was set in the open is not tried otherwise: it is set free
    /// first, in the open too.
    fn tried(&self, input: &Input, wish: &Wish) -> Option<usize> {
        let to = wish.moved.get(&input.card).filter(|_| input.locked.is_none())?;
        self.people.iter().position(|carer| carer == to)
    }

    /// What the search left open, where it is told how even a division is at all.
    fn unproved(&self, division: &Division, owners: &Owners) -> Option<u32> {
        let is_told = self.evenness(division, owners) != Evenness::ByMyNumbers;
        (is_told && division.status == Status::Within).then(|| hundredths(division.gap))
    }

    /// How even a division is may be told of the three ways, which are what both were promised.
    /// Told of any division that one tries by hand, it would tell the other's ratings one by one.
    fn evenness(&self, division: &Division, owners: &Owners) -> Evenness {
        // One alone can lock, and by locking all could try any division.
        if self.inputs.iter().any(|input| input.locked.is_some()) {
            return Evenness::ByMyNumbers;
        }
        let plans = &division.plans;
        let named = [plans.fewest_to_fair.as_ref(), Some(&plans.best), Some(&plans.near_best)];
        let same = |plan: &&fairdivision::Plan| owners_of(self, &plan.owners) == *owners;
        let Some(plan) = named.into_iter().flatten().find(same) else {
            return Evenness::ByMyNumbers;
        };
        if plan.loads.values().all(|load| load.ratio <= Ratio::ONE) {
            Evenness::Even
        } else if plan.owners == plans.best.owners {
            match division.status {
                Status::Exact => Evenness::AsEvenAsCanBe,
                Status::Within => Evenness::AsEvenAsFound,
            }
        } else {
            Evenness::Close
        }
    }

    /// The plans there are, fewest moves first; of equal divisions the first name stays.
    fn plans(&self, named: &[(Plan, Owners)]) -> Vec<(Plan, Owners)> {
        let mut kept: Vec<(Plan, Owners)> = Vec::new();
        for (name, owners) in named {
            if !kept.iter().any(|(_, earlier)| earlier == owners) {
                kept.push((*name, owners.clone()));
            }
        }
        kept.sort_by_key(|(name, owners)| (self.moved(owners).len(), *name));
        kept
    }

    fn named(&self, division: &Division) -> Vec<(Plan, Owners)> {
        let plans = &division.plans;
        let named = [
            plans.fewest_to_fair.as_ref().map(|plan| (Plan::FewestToFair, plan)),
            Some((Plan::NearBest, &plans.near_best)),
            Some((Plan::Best, &plans.best)),
        ];
        let named = named.into_iter().flatten();
        named.map(|(name, plan)| (name, owners_of(self, &plan.owners))).collect()
    }

    /// Places along the frontier around the fairest, the reader's smallest share first, evenly
    /// spread where there are more than can be looked at.
    fn frontier(&self) -> Vec<Owners> {
        let Some(frontier) = fairdivision::pareto(&self.instance) else {
            return Vec::new();
        };
        let best = frontier.best();
        let pile = |point: usize| frontier.point(point).loads[self.me].burden;
        let is_near = |point: &usize| {
            *point == best || FRONTIER_SHARES.contains(&self.share_of(self.me, pile(*point)))
        };
        let mut near: Vec<usize> = (0..frontier.len()).filter(is_near).collect();
        near.sort_by_key(|point| pile(*point));
        spread(&near, best).into_iter().map(|point| frontier.owners(point)).collect()
    }

    fn place(&self, owners: &Owners) -> Place {
        Place { my_weight: self.weight(self.me, owners), moves: self.moved(owners).len() }
    }

    fn line(&self, plan: Plan, owners: &Owners, shown: &Owners) -> PlanLine {
        PlanLine {
            plan,
            moves: self.moved(owners).len(),
            my_weight: self.weight(self.me, owners),
            is_shown: owners == shown,
        }
    }

    fn pile(&self, place: usize, owners: &Owners, tried: &[CardId]) -> Pile {
        let cards = self.inputs.iter().zip(&self.of.given).zip(owners);
        let cards = cards.filter(|(_, owner)| **owner == place);
        Pile {
            member: self.people[place],
            is_estimated: place >= self.of.parents,
            cards: cards
                .map(|((input, given), _)| self.placed(input, *given, place, tried))
                .collect(),
            weight: self.weight(place, owners),
            share: self.share(place, owners),
        }
    }

    fn placed(&self, input: &Input, given: Given, place: usize, tried: &[CardId]) -> Placed {
        Placed {
            card: input.card,
            weight: input.burdens[self.me],
            is_locked: input.locked.is_some(),
            from: input.current.filter(|of| *of != place).map(|of| self.people[of]),
            is_newly_owned: input.current.is_none(),
            reason: self.reason(input, given, place, tried),
        }
    }

    /// From the reader's own answer and what was set in the open, and nothing else.
    fn reason(&self, input: &Input, given: Given, place: usize, tried: &[CardId]) -> Reason {
        let mine = place == self.me;
        if input.locked.is_some() {
            return Reason::Locked;
        }
        if tried.contains(&input.card) {
            return Reason::Tried;
        }
        if given.is_impossible {
            return Reason::NotPossibleForMe;
        }
        match given.heaviness {
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
            .expect("one owner for each card, each one of the carers");
        let id = self.people[self.me].to_string();
        let eyes = assessed.own_eyes.get(&id);
        let ratio = assessed.loads.get(&id).map_or(Ratio::ZERO, |load| load.ratio);
        Mine {
            share: self.share(self.me, owners),
            is_within_share: ratio <= Ratio::ONE,
            is_envy_free: eyes.is_some_and(|eyes| eyes.envy_free),
            is_envy_free_but_one: eyes.is_some_and(|eyes| eyes.efx),
            is_as_good_as_cutting: eyes.and_then(|eyes| eyes.mms),
            is_most_even: is_best,
        }
    }

    /// The weight of a pile in the reader's eyes.
    fn weight(&self, place: usize, owners: &Owners) -> u64 {
        let pairs = self.inputs.iter().zip(owners).filter(|(_, owner)| **owner == place);
        pairs.map(|(input, _)| u64::from(input.burdens[self.me])).sum()
    }

    /// A pile in thousandths of its owner's agreed share, in the reader's eyes.
    fn share(&self, place: usize, owners: &Owners) -> u32 {
        self.share_of(place, self.weight(place, owners))
    }

    fn share_of(&self, place: usize, pile: u64) -> u32 {
        let weight = u64::from(self.instance.carers()[place].weight);
        let part = pile * self.instance.weight_sum() * 1_000;
        let whole = (self.instance.total(self.me) * weight).max(1);
        u32::try_from((part + whole / 2) / whole).unwrap_or(u32::MAX)
    }
}

/// Two are exact at once; of more, as far as a page waits.
pub(super) fn options(carers: usize, nodes: u64) -> Options {
    if carers > 2 { Options { nodes, ..Options::default() } } else { Options::default() }
}

/// Whether so much may take longer than a reader waits for without a word.
pub(super) fn is_long(carers: usize, cards: usize) -> bool {
    let from = carers.checked_sub(3).and_then(|at| LONG_FROM.get(at));
    from.is_some_and(|from| cards >= *from)
}

fn owners_of(table: &Table<'_>, owners: &BTreeMap<String, String>) -> Owners {
    let place = |owner: &String| table.of.carers.iter().position(|carer| carer.id == *owner);
    let owner = |input: &Input| owners.get(&input.card.to_string()).and_then(place);
    table.inputs.iter().map(|input| owner(input).unwrap_or(table.me)).collect()
}

/// Rounded up: a gap is never told smaller than it is.
fn hundredths(gap: Ratio) -> u32 {
    let (part, whole) = (gap.numerator(), gap.denominator());
    u32::try_from((part * 100).div_ceil(whole.max(1))).unwrap_or(u32::MAX)
}
