//! How a division looks in each carer's own eyes, checked against what is stated.
//!
//! Apart from the solver's `eyes`: here one goes through the definitions, pile by pile and thing
//! by thing, with no shortcut by the lightest or the heaviest.

use super::Rejection;
use super::json::Json;
use super::shape::{Place, by_carer, fields, map, nothing_else, text, truth};
use super::split::{Split, at_a_glance, evenest};
use super::sums::{Sums, piles};
use crate::instance::Instance;

/// One pile of an own pile's size, seen by its owner.
struct Sight<'a> {
    sums: &'a Sums,
    carer: usize,
    /// The own things: id and burden.
    own: Vec<(&'a str, u64)>,
    /// Everyone's pile in the own ratings.
    piles: Vec<u64>,
}

/// Checks `own_eyes` of a division, all of it.
pub(super) fn check(
    stated: Json,
    place: &Place,
    instance: &Instance,
    sums: &Sums,
    owners: &[usize],
) -> Result<(), Rejection> {
    if instance.carers.len() == 1 {
        return nothing_else(&map(stated, place)?, place);
    }
    let piles = piles(instance, owners);
    let stated = by_carer(stated, place, instance)?;
    for (carer, ((id, stated), piles)) in stated.into_iter().zip(piles).enumerate() {
        let mine = instance.responsibilities.iter().zip(owners);
        let mine = mine.filter(|&(_, &owner)| owner == carer);
        let own = mine.map(|(each, _)| (each.id.as_str(), u64::from(each.burdens[carer])));
        let sight = Sight { sums, carer, own: own.collect(), piles };
        let place = place.then(&id);
        let names = ["envy_free", "efx", "ef1", "prop1", "mms", "witness"];
        let [envy_free, efx, ef1, prop1, mms, witness] = fields(stated, &place, names)?;
        let stated = [(envy_free, "envy_free"), (efx, "efx"), (ef1, "ef1"), (prop1, "prop1")];
        let seen = [sight.envy_free(), sight.efx(), sight.ef1(), sight.prop1()];
        for ((stated, name), seen) in stated.into_iter().zip(seen) {
            let place = place.then(name);
            if truth(&stated, &place)? != seen {
                return Err(place.wrong("is not what this carer sees"));
            }
        }
        sight.mms(&mms, &place.then("mms"), instance)?;
        sight.witness(witness, &place.then("witness"), instance)?;
    }
    Ok(())
}

impl Sight<'_> {
    fn others(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.piles.len()).filter(|&other| other != self.carer)
    }

    /// Whether the own pile with this left out is heavier than that of the other.
    fn heavier_without(&self, left_out: u64, other: usize) -> bool {
        let own = self.piles[self.carer] - left_out;
        self.sums.heavier(self.carer, own, other, self.piles[other])
    }

    fn envy_free(&self) -> bool {
        self.others().all(|other| !self.heavier_without(0, other))
    }

    fn efx(&self) -> bool {
        self.others()
            .all(|other| self.own.iter().all(|&(_, burden)| !self.heavier_without(burden, other)))
    }

    fn ef1(&self) -> bool {
        self.others().all(|other| {
            self.own.is_empty()
                || self.own.iter().any(|&(_, burden)| !self.heavier_without(burden, other))
        })
    }

    fn prop1(&self) -> bool {
        let pile = self.piles[self.carer];
        let within = |left_out| self.sums.within_share(self.carer, pile - left_out);
        within(0) || self.own.iter().any(|&(_, burden)| within(burden))
    }

    /// True and false have to be shown; `null` is for three carers or more, where a glance does
    /// not tell.
    fn mms(&self, stated: &Json, place: &Place, instance: &Instance) -> Result<(), Rejection> {
        let stated = match stated {
            Json::Null => None,
            Json::Bool(stated) => Some(*stated),
            _ => return Err(place.wrong("is neither true, false nor null")),
        };
        if !self.sums.equal_weights() {
            let undefined = place.wrong("is not defined with unequal weights");
            return if stated.is_none() { Ok(()) } else { Err(undefined) };
        }
        let carers = self.piles.len();
        let unit = self.sums.unit(self.carer);
        let pile = self.piles[self.carer] / unit;
        let ratings = instance.responsibilities.iter();
        let ratings = ratings.map(|each| u64::from(each.burdens[self.carer]) / unit);
        let ratings: Vec<u64> = ratings.collect();
        let glance = || at_a_glance(ratings.clone(), carers, pile);
        if stated.is_none() && carers > 2 && glance() == Split::Unknown {
            return Ok(());
        }
        match (evenest(ratings, carers, pile), stated) {
            (Split::Lighter, Some(false)) | (Split::NoneLighter, Some(true)) => Ok(()),
            (Split::Unknown, _) => Err(place.wrong("could not be confirmed")),
            _ => Err(place.wrong("is not what this carer could secure")),
        }
    }

    /// Whose pile looks lightest for its weight, of equal ones the first by id, and the lightest
    /// own thing without which it would not; of equal ones the first by id.
    fn witness(&self, stated: Json, place: &Place, instance: &Instance) -> Result<(), Rejection> {
        let envied = self.others().filter(|&other| self.heavier_without(0, other));
        let envied = envied.min_by(|&left, &right| {
            let id = |carer: usize| &instance.carers[carer].id;
            let sizes = [(left, self.piles[left]), (right, self.piles[right])];
            self.sums.per_weight(sizes[0], sizes[1]).then_with(|| id(left).cmp(id(right)))
        });
        let Some(envied) = envied else {
            let seen = matches!(stated, Json::Null);
            return if seen {
                Ok(())
            } else {
                Err(place.wrong("names a pile that is not lighter"))
            };
        };
        let [carer, responsibility] = fields(stated, place, ["carer", "responsibility"])?;
        if text(carer, &place.then("carer"))? != instance.carers[envied].id {
            return Err(place.then("carer").wrong("is not whose pile looks lightest"));
        }
        let enough = self.own.iter().filter(|&&(_, burden)| !self.heavier_without(burden, envied));
        let lightest = enough.min_by_key(|&&(id, burden)| (burden, id)).map(|&(id, _)| id);
        let place = place.then("responsibility");
        let stated = match responsibility {
            Json::Null => None,
            stated => Some(text(stated, &place)?),
        };
        if stated.as_deref() == lightest {
            return Ok(());
        }
        Err(place.wrong("is not the lightest thing that makes the difference"))
    }
}
