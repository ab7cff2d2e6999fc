//! What is changed is rejected: every value of a certificate, in every way we can think of.
//!
//! Before each batch the proof itself is accepted. Of what is changed in it, each change once:
//! what says less, or the same in other words, is accepted; what no certificate proves counts for
//! nothing; all else is rejected, and counted by the kind of field. What is of another type than
//! before is rejected too and counted apart: no meaning is changed where there is none any more.
//! Which is which is told by [`Meaning`], without the verifier.

use std::collections::BTreeMap;
use std::fmt;

use fairdivision::verify::verify;
use fairdivision::{Instance, Options, Ratio, WholeProof, divide};
use serde_json::{Map, Value, json};

use super::meaning::Meaning;
use super::naive::{self, Leaves, certificate};
use super::proofs::{answers, bytes, long_proof};
use crate::families::{self, Chance};

/// How many changes there were.
#[derive(Debug, Default)]
struct Count {
    /// Of meaning, and rejected, by the kind of field.
    rejected: BTreeMap<&'static str, u64>,
    /// Rejected as of another type.
    misshapen: u64,
    /// Accepted, as they have to be, by the kind of field.
    holds: BTreeMap<&'static str, u64>,
    /// Accepted or not.
    unproved: u64,
}

impl Count {
    fn in_all(&self) -> u64 {
        self.rejected.values().sum()
    }

    /// Tells the numbers, and fails where one is too small to say much.
    #[track_caller]
    #[expect(clippy::print_stderr, reason = "how much was tried is part of the result")]
    fn at_least(&self, in_all: u64, of_each: u64, kinds: &[&str]) {
        eprintln!("{self}");
        assert!(self.in_all() >= in_all, "{self}");
        for kind in kinds {
            let rejected = self.rejected.get(kind).copied().unwrap_or_default();
            assert!(rejected >= of_each, "{kind}: {self}");
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let accepted: u64 = self.holds.values().sum();
        write!(formatter, "{} changes of meaning rejected, of all; ", self.in_all())?;
        write!(formatter, "{} of type rejected; {accepted} that hold accepted; ", self.misshapen)?;
        write!(formatter, "{} unproved. Rejected: {:?}. ", self.unproved, self.rejected)?;
        write!(formatter, "Accepted: {:?}.", self.holds)
    }
}

/// What a certificate is made of.
const OF_A_CERTIFICATE: &[&str] = &[
    "owners", "ratios", "own_eyes", "witness", "prices", "bound", "levels", "caps", "tree", "nodes",
];
/// What stands beside it in an answer.
const OF_AN_ANSWER: &[&str] = &["status", "gap", "loads", "plans", "why"];

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
        judge(&instance, &proof, &mut chance, &mut count);
    }
    count.at_least(10_000, 20, OF_A_CERTIFICATE);
    let smaller = ["levels", "prices", "caps", "tree", "owners"];
    assert!(smaller.iter().all(|kind| count.holds.contains_key(kind)), "{count}");
}

#[test]
fn every_mutation_of_a_whole_answer_is_rejected() {
    let mut count = Count::default();
    for (seed, (instance, answer)) in answers(20).enumerate() {
        judge(&instance, &answer, &mut Chance::new(seed as u64), &mut count);
    }
    count.at_least(10_000, 20, &[OF_A_CERTIFICATE, OF_AN_ANSWER].concat());
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
        judge(&instance, &answer, &mut chance, &mut count);
    }
    count.at_least(5_000, 10, OF_AN_ANSWER);
}

/// Too long to change everywhere: its head and every fortieth place of its trees.
#[test]
fn every_mutation_of_a_proof_with_a_digest_is_rejected() {
    let (instance, proof) = long_proof();
    let (trees, head): (Vec<_>, Vec<_>) =
        places(&proof).into_iter().partition(|place| place.starts_with("/refutations/"));
    let some = head.into_iter().chain(trees.into_iter().step_by(40));
    let some: Vec<String> = some.filter(|place| !place.is_empty()).collect();
    let mut count = Count::default();
    judge_at(&instance, &proof, &some, &mut Chance::new(7), &mut count);
    count.at_least(1_000, 20, &["digest", "tree", "owners", "ratios"]);
}

/// Whoever claims less than is proved is believed, and nobody who claims more.
#[test]
fn every_smaller_claim_is_accepted_and_no_larger_one() {
    for seed in 0..100 {
        let mut chance = Chance::new(3_000 + seed);
        let carers = 1 + chance.below(4);
        let things = 1 + chance.below(if carers == 4 { 4 } else { 5 });
        let instance = families::instance(&naive::family(carers, things, &mut chance));
        let options = Options { whole_proof: WholeProof::Shown, ..Options::default() };
        let division = divide(&instance, &options).expect("one to four carers");
        let answer = serde_json::to_value(&division).expect("divisions serialize");
        let accepts = |changed: &Value| verify(&instance, &bytes(changed)).is_ok();
        assert!(accepts(&answer), "{answer}");
        let proved = answer["certificate"]["levels"].as_u64().expect("a number");
        assert_eq!(proved, carers, "{answer}");
        for levels in 0..=carers + 1 {
            let mut fewer = answer.clone();
            fewer["certificate"]["levels"] = levels.into();
            let some = (1..=carers).contains(&levels);
            assert_eq!(accepts(&fewer["certificate"]), some, "{levels}: {answer}");
            assert_eq!(accepts(&fewer), levels == carers, "exact, and {levels} proved: {answer}");
            fewer["status"] = json!("within");
            assert_eq!(accepts(&fewer), some, "within, and {levels} proved: {answer}");
        }
        lower_bound(&instance, &answer);
    }
}

/// A bound a little below what is proved, with no place claimed.
fn lower_bound(instance: &Instance, answer: &Value) {
    let part = |at: usize| answer["certificate"]["bound"][at].as_u64().expect("a number");
    // Less than any two loads' ratios differ: n/d less 1/(d·f).
    let factor = 1_000_003;
    let (top, bottom) = (part(0) * factor, part(1) * factor);
    for (bound, gap, holds) in [
        ([top - 1, bottom], [1, bottom], true),
        ([top + 1, bottom], [0, 1], false),
        ([top - 1, bottom], [0, 1], false),
    ] {
        let mut other = answer.clone();
        other["certificate"]["bound"] = json!(Ratio::new(bound[0], bound[1]));
        other["certificate"]["levels"] = json!(0);
        other["status"] = json!("within");
        other["gap"] = json!(gap);
        let verdict = verify(instance, &bytes(&other));
        assert_eq!(verdict.is_ok(), holds, "{verdict:?}: {other}");
    }
}

/// Changes a proof at every place in every way.
fn judge(instance: &Instance, proof: &Value, chance: &mut Chance, count: &mut Count) {
    let places = places(proof);
    judge_at(instance, proof, &places, chance, count);
}

fn judge_at(
    instance: &Instance,
    proof: &Value,
    places: &[String],
    chance: &mut Chance,
    count: &mut Count,
) {
    verify(instance, &bytes(proof)).expect("a proof before it is changed");
    for place in places {
        for (changed, shape) in changes(proof, place, chance) {
            let verdict = verify(instance, &bytes(&changed));
            let kind = kind(place);
            match (Meaning::of(instance, proof, &changed, place), shape) {
                (Meaning::Holds, _) => {
                    let told = || format!("rejected at {place}:\n{proof}\n{changed}");
                    verdict.unwrap_or_else(|why| panic!("{why}; {}", told()));
                    *count.holds.entry(kind).or_default() += 1;
                }
                (Meaning::Unproved, _) => count.unproved += 1,
                (Meaning::Wrong, shape) => {
                    assert!(verdict.is_err(), "accepted at {place}:\n{proof}\n{changed}");
                    match shape {
                        Shape::Kept => *count.rejected.entry(kind).or_default() += 1,
                        Shape::Lost => count.misshapen += 1,
                    }
                }
            }
        }
    }
}

/// The kind of field that a place is, or is in.
fn kind(place: &str) -> &'static str {
    const KINDS: [&str; 19] = [
        "witness",
        "own_eyes",
        "caps",
        "tree",
        "refutations",
        "plans",
        "version",
        "owners",
        "ratios",
        "prices",
        "bound",
        "levels",
        "nodes",
        "digest",
        "status",
        "gap",
        "loads",
        "why",
        "change_frontier",
    ];
    let is_in = |kind: &&&str| place.split('/').any(|part| part == **kind);
    let inner = place.strip_prefix("/certificate").unwrap_or(place);
    let plans = inner.starts_with("/plans") && !inner.contains("witness");
    if plans { "plans" } else { KINDS.iter().find(is_in).copied().unwrap_or("the whole") }
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

/// Whether a changed value is of the same type as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Kept,
    Lost,
}

/// The whole with this value changed, in every way that fits its type and some that do not, each
/// once.
fn changes(whole: &Value, place: &str, chance: &mut Chance) -> Vec<(Value, Shape)> {
    let here = whole.pointer(place).expect("a place of it");
    let mut others = vec![Value::Null, json!(true), json!(""), json!([]), json!({}), json!(-1)];
    match here {
        Value::Bool(truth) => others.push(json!(!truth)),
        Value::Number(number) => others.extend(numbers(number, chance)),
        Value::String(text) => others.extend(texts(text)),
        Value::Array(items) => others.extend(lists(items)),
        Value::Object(map) => others.extend(objects(map)),
        Value::Null => others.extend([json!(0), json!("0"), json!([0, 1])]),
    }
    let mut once: Vec<Value> = Vec::new();
    for other in others {
        if other != *here && !once.contains(&other) {
            once.push(other);
        }
    }
    let put = |other: Value| {
        let mut changed = whole.clone();
        let shape = shape(here, &other);
        *changed.pointer_mut(place).expect("the same place") = other;
        (changed, shape)
    };
    once.into_iter().map(put).collect()
}

fn shape(here: &Value, other: &Value) -> Shape {
    let kept = match (here, other) {
        (Value::Number(_), Value::Number(other)) => other.is_u64(),
        (here, other) => std::mem::discriminant(here) == std::mem::discriminant(other),
    };
    if kept { Shape::Kept } else { Shape::Lost }
}

fn texts(text: &str) -> Vec<Value> {
    let mut others = vec![json!(format!("{text} ")), json!("c1"), json!("b")];
    others.extend([json!(text.to_uppercase()), json!("within"), json!("exact")]);
    // A digest, or a word: each of its letters another one.
    for (at, letter) in text.char_indices() {
        let other = if letter == '0' { "1" } else { "0" };
        others.push(json!([&text[..at], other, &text[at + letter.len_utf8()..]].concat()));
    }
    others
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
