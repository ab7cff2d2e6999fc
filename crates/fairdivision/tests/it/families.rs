//! Families by chance: the same ones on every run.

use fairdivision::{Division, Instance, Options, Ratio, divide};
use serde_json::{Value, json};

/// xorshift64*, Vigna 2016: small, seeded, the same everywhere.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % most
    }

    pub fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub fn someone(&mut self) -> &'static str {
        if self.one_in(2) { "a" } else { "b" }
    }
}

/// What a family by chance may have.
#[derive(Clone, Copy)]
pub struct Kind {
    pub count: u64,
    pub burden: u64,
    pub weight: u64,
    /// Locks and `cannot`.
    pub limits: bool,
    /// Both rate alike.
    pub alike: bool,
}

pub fn input(kind: Kind, chance: &mut Chance) -> Value {
    let rows: Vec<Value> = (0..kind.count).map(|index| row(kind, index, chance)).collect();
    json!({
        "carers": [
            {"id": "a", "weight": 1 + chance.below(kind.weight)},
            {"id": "b", "weight": 1 + chance.below(kind.weight)},
        ],
        "responsibilities": rows,
    })
}

fn row(kind: Kind, index: u64, chance: &mut Chance) -> Value {
    let first = 1 + chance.below(kind.burden);
    let second = if kind.alike { first } else { 1 + chance.below(kind.burden) };
    let mut row = json!({
        "id": format!("r{index}"),
        "minutes": 5 * chance.below(4),
        "burden": {"a": first, "b": second},
    });
    if !chance.one_in(4) {
        row["current"] = json!(chance.someone());
    }
    if chance.one_in(3) {
        row["likes"] = json!([chance.someone()]);
    }
    if kind.limits && chance.one_in(4) {
        row["cannot"] = json!([chance.someone()]);
    } else if kind.limits && chance.one_in(5) {
        row["locked"] = json!(chance.someone());
    }
    row
}

pub fn instance(input: &Value) -> Instance {
    let bytes = serde_json::to_vec(input).expect("a value serializes");
    Instance::from_json(&bytes).expect("families by chance are valid")
}

pub fn divided(input: &Value) -> Division {
    divide(&instance(input), &Options::default()).expect("two carers")
}

pub fn largest(division: &Division) -> Ratio {
    division.loads.values().map(|load| load.ratio).max().expect("somebody")
}

/// Load ratios from the largest down.
pub fn leximin(division: &Division) -> Vec<Ratio> {
    let mut ratios: Vec<Ratio> = division.loads.values().map(|load| load.ratio).collect();
    ratios.sort_by(|left, right| right.cmp(left));
    ratios
}

/// Many small families of many kinds.
pub fn small(how_many: u64) -> impl Iterator<Item = Value> {
    (0..how_many).map(|seed| {
        let mut chance = Chance::new(seed);
        let kind = Kind {
            count: chance.below(9),
            burden: [3, 6, 20, 1_000][usize::try_from(chance.below(4)).expect("small")],
            weight: [1, 1, 4][usize::try_from(chance.below(3)).expect("small")],
            limits: chance.one_in(2),
            alike: chance.one_in(5),
        };
        input(kind, &mut chance)
    })
}
