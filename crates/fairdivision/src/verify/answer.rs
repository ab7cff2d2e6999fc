//! What the rest of an answer says beside its certificate: checked as far as the instance and the
//! certificate decide it.

use std::collections::BTreeMap;

use super::fraction::{Fraction, compare};
use super::json::Json;
use super::shape::{
    self, Certificate, Place, by_carer, fields, fraction, list, map, nothing_else, text, truth,
    whole,
};
use super::sums::{Sums, may_have, piles};
use super::{Rejection, sight};
use crate::instance::Instance;

/// `near_best` lies at most 1/50 above the best.
const NEAR: (u64, u64) = (1, 50);
/// A gap whose parts do not fit 64 bits is stated too large by less than this.
const BILLIONTHS: u128 = 1_000_000_000;

/// An answer without its certificate.
#[derive(Debug)]
pub(super) struct Answer {
    status: Json,
    gap: Json,
    change_frontier: Json,
    loads: Json,
    plans: Json,
    why: Json,
    sensitive: Json,
    prices: Json,
}

/// One plan, checked by itself.
struct Plan {
    owners: Vec<usize>,
    changes: u64,
    largest: Fraction,
}

/// Takes an answer apart: the certificate, and the rest.
pub(super) fn split(json: Json) -> Result<(Json, Answer), Rejection> {
    let names = [
        "certificate",
        "status",
        "gap",
        "change_frontier",
        "loads",
        "plans",
        "why",
        "sensitive",
        "prices",
    ];
    let [certificate, status, gap, change_frontier, loads, plans, why, sensitive, prices] =
        fields(json, &Place::named(""), names)?;
    if matches!(certificate, Json::Null) {
        return Err(Rejection::NoCertificate);
    }
    let rest = Answer { status, gap, change_frontier, loads, plans, why, sensitive, prices };
    Ok((certificate, rest))
}

impl Answer {
    /// Checks it against a certificate that holds.
    pub fn check(
        self,
        instance: &Instance,
        sums: &Sums,
        proof: &Certificate,
    ) -> Result<(), Rejection> {
        let names = ["best", "near_best", "fewest_to_fair"];
        let [best, near_best, fair] = fields(self.plans, &Place::named("plans"), names)?;
        let at = |name| Place::named("plans").then(name);
        let best = plan(best, &at("best"), instance, sums)?;
        let near_best = plan(near_best, &at("near_best"), instance, sums)?;
        let fair = match fair {
            Json::Null => None,
            fair => Some(plan(fair, &at("fewest_to_fair"), instance, sums)?),
        };
        if best.owners != proof.owners {
            return Err(at("best").then("owners").wrong("are not those of the certificate"));
        }
        status(self.status, &self.gap, proof, best.largest)?;
        near_is_near(&near_best, &best)?;
        fair_is_fair(fair.as_ref(), &best)?;
        frontier(self.change_frontier, instance, &best, proof)?;
        loads(self.loads, &Place::named("loads"), instance, sums, &best.owners)?;
        let prices_at = Place::named("prices");
        if shape::prices(self.prices, &prices_at, instance)? != proof.prices {
            return Err(prices_at.wrong("are not those of the certificate"));
        }
        reasons(self.why, instance, proof)?;
        sensitive(self.sensitive, instance)
    }
}

fn plan(json: Json, place: &Place, instance: &Instance, sums: &Sums) -> Result<Plan, Rejection> {
    let mut json = map(json, place)?;
    if let Some(proved) = json.remove("proved") {
        truth(&proved, &place.then("proved"))?;
    }
    let names = ["owners", "changes", "forced", "minutes_moved", "loads", "own_eyes"];
    let [owners, changes, forced, minutes, stated, own_eyes] =
        fields(Json::Map(json), place, names)?;
    let owners = shape::owners(owners, &place.then("owners"), instance)?;
    let mut counted = [0_u64; 3];
    for (each, &owner) in instance.responsibilities.iter().zip(&owners) {
        let Some(today) = each.current.filter(|&today| today != owner) else { continue };
        if may_have(each, today) {
            counted[0] += 1;
            counted[2] += u64::from(each.minutes);
        } else {
            counted[1] += 1;
        }
    }
    let stated_counts = [(changes, "changes"), (forced, "forced"), (minutes, "minutes_moved")];
    for ((stated, name), counted) in stated_counts.into_iter().zip(counted) {
        let place = place.then(name);
        if whole(&stated, &place)? != counted {
            return Err(place.wrong("is not what these owners come to"));
        }
    }
    let largest = loads(stated, &place.then("loads"), instance, sums, &owners)?;
    sight::check(own_eyes, &place.then("own_eyes"), instance, sums, &owners)?;
    Ok(Plan { owners, changes: counted[0], largest })
}

/// Checks everyone's load and gives the largest ratio.
fn loads(
    json: Json,
    place: &Place,
    instance: &Instance,
    sums: &Sums,
    owners: &[usize],
) -> Result<Fraction, Rejection> {
    let piles = piles(instance, owners);
    let mut largest = Fraction::ZERO;
    for (carer, (id, load)) in by_carer(json, place, instance)?.into_iter().enumerate() {
        let place = place.then(&id);
        let [burden, total, ratio] = fields(load, &place, ["burden", "total", "ratio"])?;
        let own = piles[carer][carer];
        if whole(&burden, &place.then("burden"))? != own {
            return Err(place.then("burden").wrong("is not the sum of the own pile"));
        }
        if whole(&total, &place.then("total"))? != sums.totals[carer] {
            return Err(place.then("total").wrong("is not the sum of all ratings"));
        }
        let exact = sums.ratio(carer, own);
        if fraction(&ratio, &place.then("ratio"))? != exact {
            return Err(place.then("ratio").wrong("is not burden over total by the agreed share"));
        }
        largest = largest.max(exact);
    }
    Ok(largest)
}

/// `exact` says that every place is proved; the gap is what lies between division and bound. An
/// honest answer may know more than its certificate shows: that is told apart from a wrong one.
fn status(
    status: Json,
    gap: &Json,
    proof: &Certificate,
    largest: Fraction,
) -> Result<(), Rejection> {
    let (status_at, gap_at) = (Place::named("status"), Place::named("gap"));
    let (levels, carers) = (proof.levels, proof.ratios.len());
    let exact = match text(status, &status_at)?.as_str() {
        "exact" => true,
        "within" => false,
        _ => return Err(status_at.wrong("is neither exact nor within")),
    };
    let stated = fraction(gap, &gap_at)?;
    let wrong = || gap_at.wrong("is not the largest ratio less the proved bound");
    let (top, bottom) = largest.above(proof.bound).ok_or_else(wrong)?;
    let smaller = compare((stated.top.into(), stated.bottom.into()), (top, bottom)).is_lt();
    if smaller || (exact && levels < carers) {
        return Err(Rejection::ClaimsMore { levels, carers });
    }
    let right = match Fraction::lowest(top, bottom) {
        Some(exact) => stated == exact,
        None => rounded_up(stated, (top, bottom)),
    };
    if right { Ok(()) } else { Err(wrong()) }
}

/// Whether a gap in billionths is at least the exact one, and by two of them at most.
fn rounded_up(stated: Fraction, exact: (u128, u128)) -> bool {
    let (top, bottom) = (u128::from(stated.top), u128::from(stated.bottom));
    let less = (top * BILLIONTHS).saturating_sub(2 * bottom);
    compare((top, bottom), exact).is_ge() && compare((less, bottom * BILLIONTHS), exact).is_le()
}

fn near_is_near(near_best: &Plan, best: &Plan) -> Result<(), Rejection> {
    let place = Place::named("plans").then("near_best");
    let above = near_best.largest.above(best.largest).unwrap_or((0, 1));
    if compare(above, (NEAR.0.into(), NEAR.1.into())).is_gt() {
        return Err(place.wrong("is more than 1/50 above the best"));
    }
    if near_best.changes > best.changes {
        return Err(place.wrong("changes more than the best, which is near enough itself"));
    }
    Ok(())
}

/// A fair one is fair, and is not left out where the best is one.
fn fair_is_fair(fair: Option<&Plan>, best: &Plan) -> Result<(), Rejection> {
    let place = Place::named("plans").then("fewest_to_fair");
    let agreed = Fraction { top: 1, bottom: 1 };
    match fair {
        Some(fair) if fair.largest > agreed => {
            Err(place.wrong("gives somebody more than the agreed share"))
        }
        Some(fair) if best.largest <= agreed && fair.changes > best.changes => {
            Err(place.wrong("changes more than the best, which is fair itself"))
        }
        None if best.largest <= agreed => Err(place.wrong("is left out, but the best is fair")),
        Some(_) | None => Ok(()),
    }
}

/// For two: one step for each number of changes, never worse with more, never below the bound,
/// and the best from its own number on.
fn frontier(
    json: Json,
    instance: &Instance,
    best: &Plan,
    proof: &Certificate,
) -> Result<(), Rejection> {
    let place = Place::named("change_frontier");
    let steps = list(json, &place)?;
    if instance.carers.len() != 2 {
        let none = steps.is_empty();
        return if none { Ok(()) } else { Err(place.wrong("is for two carers")) };
    }
    if steps.is_empty() {
        return Err(place.wrong("is left out"));
    }
    let mut last: Option<Fraction> = None;
    for (expected, step) in (0_u64..).zip(steps) {
        let place = place.then(&expected.to_string());
        let mut step = map(step, &place)?;
        if let Some(proved) = step.remove("proved") {
            truth(&proved, &place.then("proved"))?;
        }
        let [changes, ratio] = fields(Json::Map(step), &place, ["changes", "max_ratio"])?;
        if whole(&changes, &place.then("changes"))? != expected {
            return Err(place.then("changes").wrong("is not one more than before"));
        }
        let ratio = fraction(&ratio, &place.then("max_ratio"))?;
        if ratio < proof.bound || last.is_some_and(|last| ratio > last) {
            return Err(place.then("max_ratio").wrong("cannot be"));
        }
        if expected >= best.changes && ratio != best.largest {
            return Err(place.then("max_ratio").wrong("is not that of the best"));
        }
        last = Some(ratio);
    }
    Ok(())
}

/// `locked`, `only_able`, `lighter` at the certificate's prices, else `balance`.
fn reasons(json: Json, instance: &Instance, proof: &Certificate) -> Result<(), Rejection> {
    let place = Place::named("why");
    let mut stated: BTreeMap<String, Json> = map(json, &place)?;
    for (each, &owner) in instance.responsibilities.iter().zip(&proof.owners) {
        let place = place.then(&each.id);
        let why = stated.remove(&each.id).ok_or_else(|| place.wrong("is missing"))?;
        let cost = |carer: usize| u128::from(proof.prices[carer]) * u128::from(each.burdens[carer]);
        let others = || (0..proof.prices.len()).filter(|&other| other != owner);
        let reason = if each.locked.is_some() {
            "locked"
        } else if others().all(|other| each.cannot.contains(other)) {
            "only_able"
        } else if others().all(|other| cost(owner) < cost(other)) {
            "lighter"
        } else {
            "balance"
        };
        if text(why, &place)? != reason {
            return Err(place.wrong("is not the reason at these prices"));
        }
    }
    nothing_else(&stated, &place)
}

/// Null, or responsibilities of the family, each once and in the order of ids.
fn sensitive(json: Json, instance: &Instance) -> Result<(), Rejection> {
    if matches!(json, Json::Null) {
        return Ok(());
    }
    let place = Place::named("sensitive");
    let mut last: Option<String> = None;
    for id in list(json, &place)? {
        let id = text(id, &place)?;
        if !instance.responsibilities.iter().any(|each| each.id == id) {
            return Err(place.wrong("names what is not in the family"));
        }
        if last.is_some_and(|last| last >= id) {
            return Err(place.wrong("is not in the order of ids"));
        }
        last = Some(id);
    }
    Ok(())
}
