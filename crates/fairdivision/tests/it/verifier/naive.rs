//! A proof maker that tries everything. Slow, small and obvious: it shares nothing with the solver
//! or the verifier but the instance and `assess`.

use fairdivision::{Instance, Ratio, assess};
use serde_json::{Map, Value, json};

use crate::families::Chance;

/// A small family: some alike, some with weights, locks and `cannot`, some with ties.
pub fn family(carers: u64, count: u64, chance: &mut Chance) -> Value {
    let burden_max = [2, 5, 12, 40, 1_000][usize::try_from(chance.below(5)).expect("small")];
    let weight_max = [1, 1, 3][usize::try_from(chance.below(3)).expect("small")];
    let limits = chance.one_in(2);
    let alike = chance.one_in(4);
    let ids: Vec<String> = (0..carers).map(|index| format!("c{index}")).collect();
    let people: Vec<Value> =
        ids.iter().map(|id| json!({"id": id, "weight": 1 + chance.below(weight_max)})).collect();
    let someone = |chance: &mut Chance| usize::try_from(chance.below(carers)).expect("small");
    let mut things = Vec::new();
    for index in 0..count {
        let same = 1 + chance.below(burden_max);
        let mut burden = Map::new();
        for id in &ids {
            let own = if alike { same } else { 1 + chance.below(burden_max) };
            burden.insert(id.clone(), own.into());
        }
        let mut thing = json!({"id": format!("r{index}"), "burden": burden, "minutes": 5 * index});
        if chance.one_in(2) {
            thing["current"] = json!(ids[someone(chance)]);
        }
        if limits && carers > 1 && chance.one_in(4) {
            thing["cannot"] = json!([ids[someone(chance)]]);
        } else if limits && chance.one_in(5) {
            thing["locked"] = json!(ids[someone(chance)]);
        }
        things.push(thing);
    }
    json!({"carers": people, "responsibilities": things})
}

/// A division that is leximin, found by trying all.
pub fn best(instance: &Instance) -> Vec<usize> {
    let carers = instance.carers().len();
    let mut best: Option<(Vec<Ratio>, Vec<usize>)> = None;
    let mut owners = vec![0; instance.responsibilities().len()];
    loop {
        if legal(instance, &owners) {
            let ratios = sorted(instance, &owners);
            if best.as_ref().is_none_or(|(known, _)| ratios < *known) {
                best = Some((ratios, owners.clone()));
            }
        }
        let Some(place) = owners.iter().position(|&owner| owner + 1 < carers) else { break };
        owners[..place].fill(0);
        owners[place] += 1;
    }
    best.expect("somebody can have each").1
}

fn legal(instance: &Instance, owners: &[usize]) -> bool {
    instance.responsibilities().iter().zip(owners).all(|(each, &owner)| each.may_be(owner))
}

/// From the largest down.
fn sorted(instance: &Instance, owners: &[usize]) -> Vec<Ratio> {
    let seen = assess(instance, owners).expect("owners fit");
    let mut ratios: Vec<Ratio> = seen.loads.values().map(|load| load.ratio).collect();
    ratios.sort_by(|left, right| right.cmp(left));
    ratios
}

/// How the trees are made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// Prices wherever simple ones refute.
    Early,
    /// Branches down to the last responsibility.
    None,
}

/// A certificate that these owners are leximin. Panics where they are not.
pub fn certificate(instance: &Instance, owners: &[usize], leaves: Leaves) -> Value {
    let seen = assess(instance, owners).expect("owners fit");
    let ratios = sorted(instance, owners);
    let refutations: Vec<Value> = needed(instance, &ratios)
        .into_iter()
        .map(|caps| {
            let carers = instance.carers().iter().zip(&caps);
            let named: Map<String, Value> =
                carers.map(|(carer, &cap)| (carer.id.clone(), cap.into())).collect();
            let maker = Maker { instance, caps: &caps, leaves };
            let tree = maker.tree(&mut Vec::new());
            json!({"caps": named, "tree": tree})
        })
        .collect();
    let nodes: u64 = refutations.iter().map(|each| nodes(&each["tree"])).sum();
    let names = |owner: usize| instance.carers()[owner].id.clone();
    let owned: Map<String, Value> = instance
        .responsibilities()
        .iter()
        .zip(owners)
        .map(|(each, &owner)| (each.id.clone(), names(owner).into()))
        .collect();
    let by_carer: Map<String, Value> =
        seen.loads.iter().map(|(id, load)| (id.clone(), json!(load.ratio))).collect();
    let prices: Map<String, Value> = seen.loads.keys().map(|id| (id.clone(), 1.into())).collect();
    let mut certificate = json!({
        "version": 1, "owners": owned, "ratios": by_carer, "own_eyes": seen.own_eyes,
        "prices": prices, "bound": ratios[0], "levels": ratios.len(),
        "refutations": refutations, "nodes": nodes, "digest": null,
    });
    if nodes > 2_000 {
        certificate["digest"] = digest(&certificate["refutations"].to_string()).into();
    }
    certificate
}

pub fn nodes(tree: &Value) -> u64 {
    match tree {
        Value::Null => 0,
        Value::Object(branch) => {
            let children = branch["to"].as_array().expect("a list");
            1 + children.iter().map(nodes).sum::<u64>()
        }
        _ => 1,
    }
}

pub fn digest(text: &str) -> String {
    let start = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    let step = |hash: u128, byte: u8| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
    };
    format!("{:032x}", text.bytes().fold(start, step))
}

/// The caps to refute: of every place and every way to hand out the larger ratios, those that no
/// others contain.
fn needed(instance: &Instance, ratios: &[Ratio]) -> Vec<Vec<u64>> {
    let carers = ratios.len();
    let mut all: Vec<Vec<u64>> = Vec::new();
    for place in 0..carers {
        for order in orders(carers) {
            // The first `place` carers of the order get the larger values, in this order.
            let limits = (0..carers).map(|carer| {
                let at = order.iter().position(|&other| other == carer).expect("a permutation");
                if at < place { (ratios[at], true) } else { (ratios[place], false) }
            });
            let caps = limits.enumerate().map(|(carer, (limit, reached))| {
                greatest(instance, carer, |ratio| ratio < limit || (reached && ratio == limit))
            });
            let caps = caps.collect::<Option<Vec<u64>>>();
            all.extend(caps.map(|caps| in_order(instance, caps)));
        }
    }
    largest(all)
}

/// Those that no others contain, sorted.
pub fn largest(mut all: Vec<Vec<u64>>) -> Vec<Vec<u64>> {
    all.sort_unstable();
    all.dedup();
    let within = |one: &Vec<u64>, other: &Vec<u64>| {
        one != other && one.iter().zip(other).all(|(one, other)| one <= other)
    };
    let largest = all.iter().filter(|one| !all.iter().any(|other| within(one, other)));
    largest.cloned().collect()
}

fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    let insert = |order: &Vec<usize>, at: usize| {
        let mut order = order.clone();
        order.insert(at, count - 1);
        order
    };
    shorter.iter().flat_map(|order| (0..count).map(move |at| insert(order, at))).collect()
}

/// Of carers who are the same in everything, the larger cap first.
pub fn in_order(instance: &Instance, mut caps: Vec<u64>) -> Vec<u64> {
    let same = |one: usize, other: usize| {
        let alike = |each: &fairdivision::Responsibility| {
            each.burdens[one] == each.burdens[other]
                && each.cannot.contains(one) == each.cannot.contains(other)
                && each.locked.is_none_or(|owner| owner != one && owner != other)
        };
        instance.carers()[one].weight == instance.carers()[other].weight
            && instance.responsibilities().iter().all(alike)
    };
    for one in 0..caps.len() {
        for other in one + 1..caps.len() {
            if same(one, other) && caps[one] < caps[other] {
                caps.swap(one, other);
            }
        }
    }
    caps
}

/// What a cap lets through, roughly: at most what one may have, and multiples of one's unit.
pub fn reach(instance: &Instance, carer: usize, cap: u64) -> u64 {
    let things = || instance.responsibilities().iter();
    let burden = |each: &fairdivision::Responsibility| u64::from(each.burdens[carer]);
    let able = things().filter(|each| each.may_be(carer)).map(burden).sum();
    let unit = things().map(burden).fold(0, divisor).max(1);
    cap.min(able) / unit * unit
}

pub fn divisor(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { divisor(other, one % other) }
}

/// The greatest load, of all whole numbers up to everything, whose ratio is allowed.
fn greatest(instance: &Instance, carer: usize, allowed: impl Fn(Ratio) -> bool) -> Option<u64> {
    let weight = u64::from(instance.carers()[carer].weight);
    let total = instance.total(carer);
    let ratio = |load: u64| Ratio::new(load * instance.weight_sum(), total.max(1) * weight);
    let greatest = (0..=total).rev().find(|&load| allowed(ratio(load)))?;
    Some(reach(instance, carer, greatest))
}

struct Maker<'a> {
    instance: &'a Instance,
    caps: &'a [u64],
    leaves: Leaves,
}

impl Maker<'_> {
    /// Owners of the first responsibilities are fixed.
    fn tree(&self, fixed: &mut Vec<usize>) -> Value {
        if self.leaves == Leaves::Early
            && let Some(prices) = self.prices(fixed)
        {
            return json!(prices);
        }
        let next = fixed.len();
        assert!(next < self.instance.responsibilities().len(), "there is a division");
        let each = &self.instance.responsibilities()[next];
        let to: Vec<Value> = (0..self.caps.len())
            .map(|carer| {
                fixed.push(carer);
                let load = load(self.instance, fixed, carer);
                let possible = each.may_be(carer) && load <= self.caps[carer];
                let child = if possible { self.tree(fixed) } else { Value::Null };
                fixed.pop();
                child
            })
            .collect();
        json!({"on": each.id, "to": to})
    }

    /// Simple prices, if some refute: by the totals, and by the caps.
    fn prices(&self, fixed: &[usize]) -> Option<Vec<u64>> {
        let carers = self.caps.len();
        let by_totals =
            (0..carers).map(|carer| 1_000_000 / self.instance.total(carer).max(1) + 1).collect();
        let by_caps = self.caps.iter().map(|cap| 1_000_000 / (cap + 1) + 1).collect();
        let mut tried = vec![vec![1; carers], by_totals, by_caps];
        tried.extend((0..carers).map(|one| (0..carers).map(|it| u64::from(it == one)).collect()));
        tried.into_iter().find(|prices| refutes(self.instance, self.caps, fixed, prices))
    }
}

fn load(instance: &Instance, fixed: &[usize], carer: usize) -> u64 {
    let pairs = instance.responsibilities().iter().zip(fixed);
    let own = pairs.filter(|&(_, &owner)| owner == carer);
    own.map(|(each, _)| u64::from(each.burdens[carer])).sum()
}

fn refutes(instance: &Instance, caps: &[u64], fixed: &[usize], prices: &[u64]) -> bool {
    let owner = |index: usize| fixed.get(index).copied();
    holds(instance, caps, owner, prices)
}

/// The inequality of a leaf: `owner` says who has which responsibility already.
pub fn holds(
    instance: &Instance,
    caps: &[u64],
    owner: impl Fn(usize) -> Option<usize>,
    prices: &[u64],
) -> bool {
    let wide = |number: u64| u128::from(number);
    let least = |index: usize| {
        let each = &instance.responsibilities()[index];
        let cost = |carer: usize| wide(prices[carer]) * u128::from(each.burdens[carer]);
        if let Some(owner) = owner(index) {
            return cost(owner);
        }
        let able = (0..caps.len()).filter(|&carer| each.may_be(carer));
        able.map(cost).min().expect("somebody can")
    };
    let least: u128 = (0..instance.responsibilities().len()).map(least).sum();
    least > prices.iter().zip(caps).map(|(&price, &cap)| wide(price) * wide(cap)).sum()
}
