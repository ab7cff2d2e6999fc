//! What is changed is rejected: every value of a certificate, in every way we can think of.
//!
//! Left out are changes that leave a proof: other head prices of a certificate without its answer
//! (nothing else depends on them), fewer places claimed than are proved, `mms` unknown where it may
//! be, things that weigh the same to everybody exchanged, caps that let through the same loads, and
//! leaf prices or branches that still refute. Whether they do is decided here by a second,
//! recursive reading of the trees.

use fairdivision::verify::verify;
use fairdivision::{Instance, Options, WholeProof, divide};
use serde_json::{Map, Value, json};

use super::naive::{self, Leaves, certificate, holds};
use super::proofs::{answers, bytes};
use crate::families::{self, Chance};

/// How many were rejected, and how many were still a proof.
#[derive(Debug, Default)]
struct Count {
    rejected: u64,
    still_proofs: u64,
}

#[test]
fn every_mutation_of_a_certificate_is_rejected() {
    let mut count = Count::default();
    for seed in 0..40 {
        let mut chance = Chance::new(1_000 + seed);
        let carers = 1 + chance.below(4);
        let things = 1 + chance.below(if carers == 4 { 4 } else { 5 });
        let instance = families::instance(&naive::family(carers, things, &mut chance));
        let leaves = if chance.one_in(2) { Leaves::None } else { Leaves::Early };
        let proof = certificate(&instance, &naive::best(&instance), leaves);
        verify(&instance, &bytes(&proof)).expect("a proof before it is changed");
        judge(&instance, &proof, &mut chance, &mut count);
    }
    assert!(count.rejected >= 15_000, "{count:?}");
    assert!(count.still_proofs * 10 < count.rejected, "{count:?}");
}

#[test]
fn every_mutation_of_a_whole_answer_is_rejected() {
    let mut count = Count::default();
    for (seed, (instance, answer)) in answers(20).enumerate() {
        judge(&instance, &answer, &mut Chance::new(seed as u64), &mut count);
    }
    assert!(count.rejected >= 10_000, "{count:?}");
}

#[test]
fn every_mutation_of_what_the_solver_says_is_rejected() {
    let mut count = Count::default();
    for seed in 0..8 {
        let mut chance = Chance::new(2_000 + seed);
        let carers = 2 + chance.below(3);
        let things = 1 + chance.below(5);
        let instance = families::instance(&naive::family(carers, things, &mut chance));
        let options = Options { whole_proof: WholeProof::Shown, ..Options::default() };
        let division = divide(&instance, &options).expect("two to four carers");
        let answer = serde_json::to_value(&division).expect("divisions serialize");
        verify(&instance, &bytes(&answer)).expect("an honest answer");
        judge(&instance, &answer, &mut chance, &mut count);
    }
    assert!(count.rejected >= 5_000, "{count:?}");
}

fn judge(instance: &Instance, proof: &Value, chance: &mut Chance, count: &mut Count) {
    for place in places(proof) {
        for changed in changes(proof, &place, chance) {
            if changed == *proof {
                continue;
            }
            let verdict = verify(instance, &bytes(&changed));
            if still_a_proof(instance, proof, &changed, &place) {
                count.still_proofs += 1;
            } else {
                assert!(verdict.is_err(), "accepted at {place}:\n{proof}\n{changed}");
                count.rejected += 1;
            }
        }
    }
}

/// Every value in it, as JSON pointers; the whole is "".
fn places(value: &Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let mut below = |key: &str, value: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        places.extend(self::places(value).into_iter().map(|place| format!("/{key}{place}")));
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(&index.to_string(), item);
            }
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| below(key, value)),
        _ => {}
    }
    places
}

/// The whole with this value changed, in every way that fits its type and some that do not.
fn changes(whole: &Value, place: &str, chance: &mut Chance) -> Vec<Value> {
    let here = whole.pointer(place).expect("a place of it");
    let mut others = vec![Value::Null, json!(true), json!(""), json!([]), json!({}), json!(-1)];
    match here {
        Value::Bool(truth) => others.push(json!(!truth)),
        Value::Number(number) => others.extend(numbers(number, chance)),
        Value::String(text) => others.extend([json!(format!("{text} ")), json!("c1"), json!("b")]),
        Value::Array(items) => others.extend(lists(items)),
        Value::Object(map) => others.extend(objects(map)),
        Value::Null => others.extend([json!(0), json!("0"), json!([0, 1])]),
    }
    let put = |other: Value| {
        let mut changed = whole.clone();
        *changed.pointer_mut(place).expect("the same place") = other;
        changed
    };
    others.into_iter().map(put).collect()
}

fn numbers(number: &serde_json::Number, chance: &mut Chance) -> Vec<Value> {
    let Some(number) = number.as_u64() else { return Vec::new() };
    let other = chance.below(2 * number + 3);
    let mut others: Vec<Value> = [0, 1, number + 1, number * 2, other, u64::MAX, 1 << 33]
        .into_iter()
        .chain(number.checked_sub(1))
        .map(Value::from)
        .collect();
    others.extend([json!(1.5), json!(number.to_string())]);
    others
}

fn lists(items: &[Value]) -> Vec<Value> {
    let mut others = Vec::new();
    for index in 0..items.len() {
        let mut without = items.to_vec();
        without.remove(index);
        let mut twice = items.to_vec();
        twice.insert(index, items[index].clone());
        others.extend([json!(without), json!(twice)]);
        if index > 0 {
            let mut turned = items.to_vec();
            turned.swap(index - 1, index);
            others.push(json!(turned));
        }
    }
    others
}

fn objects(map: &Map<String, Value>) -> Vec<Value> {
    let mut others = Vec::new();
    let mut more = map.clone();
    more.insert("more".to_owned(), json!(1));
    others.push(json!(more));
    let keys: Vec<&String> = map.keys().collect();
    for (index, &key) in keys.iter().enumerate() {
        let mut without = map.clone();
        let value = without.remove(key).expect("a key of it");
        others.push(json!(without));
        without.insert(format!("{key}x"), value);
        others.push(json!(without));
        if index > 0 {
            let mut turned = map.clone();
            turned[keys[index - 1]] = map[key].clone();
            turned[key] = map[keys[index - 1]].clone();
            others.push(json!(turned));
        }
    }
    others
}

/// Whether what was changed leaves a proof. Only changes at these places may.
fn still_a_proof(instance: &Instance, before: &Value, after: &Value, place: &str) -> bool {
    let answer = before.get("certificate").is_some();
    if answer && !place.starts_with("/certificate/") {
        return unproved(instance, before, after, place);
    }
    let (inner, before, after) = if answer {
        let inner = place.strip_prefix("/certificate").expect("looked at");
        (inner, &before["certificate"], &after["certificate"])
    } else {
        (place, before, after)
    };
    if inner.starts_with("/refutations") {
        return trees_hold(instance, before, after);
    }
    if inner == "/levels" && !answer {
        let claimed = |proof: &Value| proof["levels"].as_u64();
        return claimed(after) >= Some(1) && claimed(after) <= claimed(before);
    }
    if inner.starts_with("/owners") && !answer {
        return comes_to_the_same(instance, before, after);
    }
    if inner.starts_with("/prices") && !answer {
        return prices_are_shaped(&before["prices"], &after["prices"]);
    }
    let eyes = inner.strip_suffix("/mms").and_then(|place| place.strip_prefix("/own_eyes/"));
    eyes.is_some_and(|id| mms_is_right(instance, after, id))
}

/// Whether it is among what no certificate proves, and still says what may be.
fn unproved(instance: &Instance, before: &Value, after: &Value, place: &str) -> bool {
    if place.starts_with("/change_frontier") || place == "/sensitive" {
        return true;
    }
    let eyes = place.strip_suffix("/mms").and_then(|place| place.split_once("/own_eyes/"));
    if let Some((plan, id)) = eyes {
        return mms_is_right(instance, after.pointer(plan).expect("a plan"), id);
    }
    place.starts_with("/plans") && other_plans_hold(instance, before, after)
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

/// What an even split could give, by trying all; from three carers on it may be unknown where the
/// own pile is over the n-th part.
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
        Value::Null => carers > 2 && pile * carers as u64 > burdens.iter().sum(),
        Value::Bool(stated) => stated == (pile <= evenest),
        _ => false,
    }
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
