//! What a changed certificate says, decided without the verifier: by trying everything, and by a
//! second, recursive reading of the trees.

use fairdivision::Instance;
use serde_json::{Value, json};

use super::naive::{self, holds};

/// What a change makes of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// As much as before or less, and still proved: it has to be accepted.
    Holds,
    /// No certificate proves it, so the verifier may believe it or not: it counts for nothing.
    Unproved,
    /// Not what was proved: it has to be rejected.
    Wrong,
}

impl Meaning {
    fn holds_if(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Wrong }
    }

    fn unproved_if(shaped: bool) -> Self {
        if shaped { Self::Unproved } else { Self::Wrong }
    }

    /// Of a proof changed at this place and nowhere else.
    pub fn of(instance: &Instance, before: &Value, after: &Value, place: &str) -> Self {
        let answer = before.get("certificate").is_some();
        if answer && !place.starts_with("/certificate/") {
            return beside(instance, before, after, place);
        }
        let (inner, before, after) = if answer {
            let inner = place.strip_prefix("/certificate").expect("looked at");
            (inner, &before["certificate"], &after["certificate"])
        } else {
            (place, before, after)
        };
        if inner.starts_with("/refutations") {
            // A digest stands for these very bytes.
            let has_digest = before["digest"].is_string();
            return Self::holds_if(!has_digest && trees_hold(instance, before, after));
        }
        // An answer says some things twice: there, one of two is contradicted.
        if inner == "/levels" && !answer {
            let claimed = |proof: &Value| proof["levels"].as_u64();
            let less = claimed(after) >= Some(1) && claimed(after) <= claimed(before);
            return Self::holds_if(less);
        }
        if inner.starts_with("/owners") && !answer {
            return Self::holds_if(comes_to_the_same(instance, before, after));
        }
        if inner.starts_with("/prices") && !answer {
            return Self::holds_if(prices_are_shaped(&before["prices"], &after["prices"]));
        }
        let eyes = inner.strip_suffix("/mms").and_then(|place| place.strip_prefix("/own_eyes/"));
        Self::holds_if(eyes.is_some_and(|id| mms_is_right(instance, after, id)))
    }
}

/// What stands in an answer beside its certificate.
fn beside(instance: &Instance, before: &Value, after: &Value, place: &str) -> Meaning {
    // As even as can be is within nothing of it.
    if place == "/status" && after["status"] == "within" {
        return Meaning::Holds;
    }
    if place.starts_with("/change_frontier") || place == "/sensitive" {
        return Meaning::Unproved;
    }
    let eyes = place.strip_suffix("/mms").and_then(|place| place.split_once("/own_eyes/"));
    if let Some((plan, id)) = eyes {
        let plan = after.pointer(plan).expect("a plan");
        return Meaning::holds_if(mms_is_right(instance, plan, id));
    }
    let plans = place.starts_with("/plans") && other_plans_hold(instance, before, after);
    Meaning::unproved_if(plans)
}

/// The best is as before, and the others are possible plans with what they come to.
fn other_plans_hold(instance: &Instance, before: &Value, after: &Value) -> bool {
    let best = &before["plans"]["best"];
    let Some(plans) = after["plans"].as_object() else { return false };
    let as_it_is = |plan: &Value| -> Option<bool> {
        let things = instance.responsibilities().iter();
        let owned = plan["owners"].as_object().filter(|owned| owned.len() == things.len())?;
        let owners: Option<Vec<usize>> =
            things.map(|each| instance.carer_named(owned.get(&each.id)?.as_str()?)).collect();
        let seen = fairdivision::assess(instance, &owners?).expect("owners fit");
        let legal = seen.not_possible.is_empty() && seen.against_lock.is_empty();
        let mut stated = json!({
            "owners": owned, "changes": seen.changes, "forced": seen.forced,
            "minutes_moved": seen.minutes_moved, "loads": seen.loads, "own_eyes": seen.own_eyes,
        });
        if let Some(proved) = plan.get("proved") {
            stated["proved"] = proved.clone();
        }
        Some(legal && stated == *plan && plan["changes"].as_u64() <= best["changes"].as_u64())
    };
    let holds = |name: &str| plans.get(name).and_then(as_it_is) == Some(true);
    let fair = plans.get("fewest_to_fair");
    plans.len() == 3
        && plans.get("best") == Some(best)
        && holds("near_best")
        && (fair == Some(&before["plans"]["fewest_to_fair"]) || holds("fewest_to_fair"))
}

/// Two things that weigh the same to everybody may be exchanged: another division, as fair.
fn comes_to_the_same(instance: &Instance, before: &Value, after: &Value) -> bool {
    let seen = |proof: &Value| {
        let stated = proof["owners"].as_object()?;
        let owner = |id: &String| instance.carer_named(stated.get(id)?.as_str()?);
        let things = instance.responsibilities().iter();
        let owners: Option<Vec<usize>> = things.map(|each| owner(&each.id)).collect();
        let seen = fairdivision::assess(instance, &owners?).expect("owners fit");
        let legal = seen.not_possible.is_empty() && seen.against_lock.is_empty();
        legal.then_some((stated.len(), seen.loads, seen.own_eyes))
    };
    seen(after).is_some_and(|after| seen(before) == Some(after))
}

fn prices_are_shaped(before: &Value, after: &Value) -> bool {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return false;
    };
    before.keys().eq(after.keys()) && after.values().all(|price| price.as_u64() > Some(0))
}

/// What an even split could give, by trying all. From three carers on it may be unknown, but not
/// where it can be seen: by the even part, by the heaviest thing, or by heaviest first to the
/// lightest pile.
fn mms_is_right(instance: &Instance, after: &Value, id: &str) -> bool {
    let carers = instance.carers().len();
    let carer = instance.carer_named(id).expect("a carer");
    let weights = instance.carers().iter().map(|each| each.weight);
    if weights.clone().max() != weights.min() {
        return false;
    }
    let burdens: Vec<u64> =
        instance.responsibilities().iter().map(|each| each.burdens[carer].into()).collect();
    let own = |index: usize| after["owners"][&instance.responsibilities()[index].id] == id;
    let pile: u64 = (0..burdens.len()).filter(|&index| own(index)).map(|it| burdens[it]).sum();
    let ways = carers.pow(u32::try_from(burdens.len()).expect("small"));
    let largest = |way: usize| {
        let mut piles = vec![0; carers];
        burdens.iter().fold(way, |way, burden| {
            piles[way % carers] += burden;
            way / carers
        });
        piles.into_iter().max().expect("somebody")
    };
    let evenest = (0..ways).map(largest).min().expect("one way at least");
    match after["own_eyes"][id]["mms"] {
        Value::Null => carers > 2 && !is_seen(burdens, carers as u64, pile),
        Value::Bool(stated) => stated == (pile <= evenest),
        _ => false,
    }
}

/// Whether it can be seen that no split is lighter than this pile, or that one is.
fn is_seen(mut burdens: Vec<u64>, carers: u64, pile: u64) -> bool {
    let unit = burdens.iter().copied().fold(0, naive::divisor).max(1);
    let (total, heaviest) = (burdens.iter().sum::<u64>(), burdens.iter().copied().max());
    let even = (total / unit).div_ceil(carers) * unit;
    if pile <= even.max(heaviest.unwrap_or_default()) {
        return true;
    }
    burdens.sort_unstable();
    let mut piles = vec![0; usize::try_from(carers).expect("at most six")];
    while let Some(heaviest) = burdens.pop() {
        *piles.iter_mut().min().expect("somebody") += heaviest;
    }
    piles.into_iter().all(|made| made < pile)
}

/// Every tree refutes its caps, and together they let through what they did before.
fn trees_hold(instance: &Instance, before: &Value, after: &Value) -> bool {
    let lists = |whole: &Value| whole["refutations"].as_array().cloned();
    let (Some(old), Some(new)) = (lists(before), lists(after)) else { return false };
    let reached = |refutations: &[Value]| {
        let all =
            refutations.iter().map(|each| Some(naive::in_order(instance, caps(instance, each)?)));
        Some(naive::largest(all.collect::<Option<Vec<_>>>()?))
    };
    let Some(now) = reached(&new) else { return false };
    if reached(&old).as_ref() != Some(&now) {
        return false;
    }
    let refutes = |each: &Value| {
        let fields = each.as_object().is_some_and(|fields| fields.len() == 2);
        let caps = caps(instance, each).expect("looked at");
        fields && is_tree(&each["tree"]) && refuted(instance, &caps, &each["tree"], &mut Vec::new())
    };
    new.iter().all(refutes) && before["nodes"] == new.iter().map(count).sum::<u64>()
}

fn count(refutation: &Value) -> u64 {
    naive::nodes(&refutation["tree"])
}

fn is_tree(tree: &Value) -> bool {
    match tree {
        Value::Object(branch) => {
            let to = branch.get("to").and_then(Value::as_array);
            to.is_some_and(|to| to.iter().all(|child| child.is_null() || is_tree(child)))
        }
        Value::Array(_) => true,
        _ => false,
    }
}

/// As far as they let anything through.
fn caps(instance: &Instance, refutation: &Value) -> Option<Vec<u64>> {
    let caps = refutation.get("caps")?.as_object()?;
    if caps.len() != instance.carers().len() {
        return None;
    }
    let carers = instance.carers().iter().enumerate();
    carers
        .map(|(index, carer)| Some(naive::reach(instance, index, caps.get(&carer.id)?.as_u64()?)))
        .collect()
}

fn refuted(
    instance: &Instance,
    caps: &[u64],
    tree: &Value,
    fixed: &mut Vec<(usize, usize)>,
) -> bool {
    let owner = |index: usize| fixed.iter().find(|(on, _)| *on == index).map(|&(_, owner)| owner);
    match tree {
        Value::Array(prices) => {
            let prices: Option<Vec<u64>> = prices.iter().map(Value::as_u64).collect();
            prices.is_some_and(|prices| {
                prices.len() == caps.len() && holds(instance, caps, owner, &prices)
            })
        }
        Value::Object(branch) if branch.len() == 2 => {
            let on = branch.get("on").and_then(Value::as_str);
            let on = on.and_then(|id| instance.responsibility_named(id));
            let Some(on) = on.filter(|&on| owner(on).is_none()) else { return false };
            let to = branch.get("to").and_then(Value::as_array);
            let Some(to) = to.filter(|to| to.len() == caps.len()) else { return false };
            to.iter().enumerate().all(|(carer, child)| {
                fixed.push((on, carer));
                let own = fixed.iter().filter(|(_, owner)| *owner == carer);
                let burden = |on: usize| instance.responsibilities()[on].burdens[carer];
                let load: u64 = own.map(|&(on, _)| u64::from(burden(on))).sum();
                let impossible =
                    !instance.responsibilities()[on].may_be(carer) || load > caps[carer];
                let holds = if child.is_null() {
                    impossible
                } else {
                    refuted(instance, caps, child, fixed)
                };
                fixed.pop();
                holds
            })
        }
        _ => false,
    }
}
