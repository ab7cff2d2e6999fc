//! One refutation: under these caps there is no legal division.
//!
//! Read and checked in one loop over the bytes, with the branches open on a list of its own: its
//! length is bounded by the responsibilities, because none may be branched on twice.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Rejection;
use super::json::Reader;
use super::packing::{Kind, Packing};
use super::sums::{Sums, may_have};
use crate::instance::Instance;

/// What every tree of an instance is checked against.
#[derive(Debug)]
pub(super) struct Trees<'a> {
    text: &'a str,
    named: BTreeMap<&'a str, usize>,
    /// By responsibility, by carer: the burden, for those who may have it.
    burdens: Vec<Vec<Option<u64>>>,
    /// By responsibility, by carer: the burden, for everyone.
    all_burdens: Vec<&'a [u32]>,
    carers: usize,
    /// By carer: what one unit is in the own ratings.
    units: Vec<u64>,
    /// All things by weight, where they weigh the same to everybody in proportion and everybody
    /// may have each.
    kinds: Option<Vec<Kind>>,
    packing: Packing,
}

/// A branch that is open: which responsibility, and whose turn to have it.
#[derive(Debug)]
struct Branch {
    on: usize,
    carer: usize,
}

/// Where the loop stands.
#[derive(Debug)]
struct Walk {
    caps: Vec<u64>,
    loads: Vec<u64>,
    fixed: Vec<bool>,
    open: Vec<Branch>,
    nodes: u64,
}

impl<'a> Trees<'a> {
    pub fn new(instance: &'a Instance, sums: &Sums, text: &'a str) -> Self {
        let carers = instance.carers.len();
        let all = &instance.responsibilities;
        let named = all.iter().enumerate().map(|(index, each)| (each.id.as_str(), index));
        let allowed = all.iter().map(|each| {
            let burden = |carer| may_have(each, carer).then(|| u64::from(each.burdens[carer]));
            (0..carers).map(burden).collect()
        });
        let units: Vec<u64> = (0..carers).map(|carer| sums.unit(carer)).collect();
        let burdens: Vec<Vec<Option<u64>>> = allowed.collect();
        Self {
            text,
            named: named.collect(),
            kinds: kinds(&burdens, &units),
            burdens,
            all_burdens: all.iter().map(|each| each.burdens.as_slice()).collect(),
            carers,
            units,
            packing: Packing::new(),
        }
    }

    /// Checks one tree and counts its nodes. `caps` are at most the totals.
    pub fn check(&mut self, caps: &[u64], tree: Range<usize>) -> Result<u64, Rejection> {
        let mut reader = Reader::new(self.text, tree);
        if reader.peek() == Some(b'"') {
            return self.by_sums(&mut reader, caps);
        }
        let mut walk = Walk {
            caps: caps.to_vec(),
            loads: vec![0; self.carers],
            fixed: vec![false; self.burdens.len()],
            open: Vec::new(),
            nodes: 0,
        };
        loop {
            match reader.peek() {
                Some(b'[') => self.leaf(&mut reader, &mut walk)?,
                Some(b'{') => {
                    self.open(&mut reader, &mut walk)?;
                    continue;
                }
                Some(b'n') => self.nobody(&mut reader, &walk)?,
                _ => return Err(reader.expected("prices, a branch or null")),
            }
            if self.step(&mut reader, &mut walk)? {
                return Ok(walk.nodes);
            }
        }
    }

    /// The word `"sums"` in place of a whole tree: tried here.
    fn by_sums(&mut self, reader: &mut Reader<'_>, caps: &[u64]) -> Result<u64, Rejection> {
        let word = reader.text()?;
        let Some(mut kinds) = self.kinds.clone().filter(|_| word == "sums") else {
            return Err(reader.expected("a tree, or sums where all rate alike, before this"));
        };
        let mut rooms: Vec<u64> =
            caps.iter().zip(&self.units).map(|(cap, unit)| cap / unit).collect();
        rooms.sort_unstable_by(|left, right| right.cmp(left));
        match self.packing.fits(&mut kinds, &rooms) {
            Some(false) => Ok(1),
            Some(true) => Err(reader.expected("caps that nothing fits before this")),
            None => Err(reader.expected("sums that can be tried in time before this")),
        }
    }

    /// After a leaf or null: on to the next carer, out of every branch that is through. Whether
    /// the whole tree is.
    fn step(&self, reader: &mut Reader<'_>, walk: &mut Walk) -> Result<bool, Rejection> {
        loop {
            let Some(branch) = walk.open.last_mut() else { return Ok(true) };
            let burdens = self.all_burdens[branch.on];
            walk.loads[branch.carer] -= u64::from(burdens[branch.carer]);
            branch.carer += 1;
            if branch.carer < self.carers {
                walk.loads[branch.carer] += u64::from(burdens[branch.carer]);
                reader.take(b',')?;
                return Ok(false);
            }
            walk.fixed[branch.on] = false;
            walk.open.pop();
            reader.take(b']')?;
            reader.take(b'}')?;
        }
    }

    /// `{"on": …, "to": [`, in this order, and the first carer has it.
    fn open(&self, reader: &mut Reader<'_>, walk: &mut Walk) -> Result<(), Rejection> {
        reader.take(b'{')?;
        key(reader, "on")?;
        let id = reader.text()?;
        reader.take(b',')?;
        key(reader, "to")?;
        reader.take(b'[')?;
        let on = self.named.get(id.as_str()).copied();
        let on = on.ok_or_else(|| reader.expected("a responsibility of the family before this"))?;
        if walk.fixed[on] {
            return Err(reader.expected("each responsibility once on a path"));
        }
        walk.fixed[on] = true;
        walk.loads[0] += u64::from(self.all_burdens[on][0]);
        walk.open.push(Branch { on, carer: 0 });
        walk.nodes += 1;
        Ok(())
    }

    /// `null`: this one may not have it, or it is too much.
    fn nobody(&self, reader: &mut Reader<'_>, walk: &Walk) -> Result<(), Rejection> {
        let possible = walk.open.last().is_none_or(|&Branch { on, carer }| {
            self.burdens[on][carer].is_some() && walk.loads[carer] <= walk.caps[carer]
        });
        if possible {
            return Err(reader.expected("a proof here, where a division is possible"));
        }
        reader.word("null")
    }

    /// Prices at which the least that everything must cost is more than all caps together.
    fn leaf(&self, reader: &mut Reader<'_>, walk: &mut Walk) -> Result<(), Rejection> {
        walk.nodes += 1;
        reader.take(b'[')?;
        let mut prices = Vec::with_capacity(self.carers);
        for carer in 0..self.carers {
            if carer > 0 {
                reader.take(b',')?;
            }
            prices.push(u128::from(reader.whole()?));
        }
        reader.take(b']')?;
        // Prices are below 2^64, loads and caps at most 30,000,000 < 2^25, carers at most 6.
        let sum = |loads: &[u64]| -> u128 {
            loads.iter().zip(&prices).map(|(&load, price)| price * u128::from(load)).sum()
        };
        let free = self.burdens.iter().zip(&walk.fixed).filter(|&(_, fixed)| !fixed);
        let least: u128 = free
            .map(|(burdens, _)| {
                let costs = burdens.iter().zip(&prices);
                let costs =
                    costs.filter_map(|(burden, price)| Some(price * u128::from((*burden)?)));
                costs.min().unwrap_or(0)
            })
            .sum();
        if sum(&walk.loads) + least > sum(&walk.caps) {
            return Ok(());
        }
        Err(reader.expected("prices that refute before this"))
    }
}

/// All things by weight, heaviest first.
fn kinds(burdens: &[Vec<Option<u64>>], units: &[u64]) -> Option<Vec<Kind>> {
    let mut kinds: BTreeMap<u64, u64> = BTreeMap::new();
    for each in burdens {
        let mut weights = each.iter().zip(units).map(|(burden, unit)| Some((*burden)? / unit));
        let weight = weights.next()??;
        if weights.any(|other| other != Some(weight)) {
            return None;
        }
        *kinds.entry(weight).or_default() += 1;
    }
    Some(kinds.into_iter().rev().map(|(weight, count)| Kind { weight, count }).collect())
}

fn key(reader: &mut Reader<'_>, key: &'static str) -> Result<(), Rejection> {
    if reader.text()? != key {
        return Err(reader.expected("a branch: on, then to"));
    }
    reader.take(b':')
}
