//! The whole frontier of two carers, by dynamic programming over every load of one of them.
//!
//! `cell[s]` is the least (load of side 1, changes, minutes moved, likes unmet) over divisions in
//! which side 0 carries exactly `s`, packed in one integer; one bit per item and load says which
//! side took the item. O(m·C) steps, m·C/8 bytes. Items come by descending id, so walking back
//! starts at the first id and settles equal keys there, as the neutral tie asks.

use crate::pair::{Item, Loads, Pair, Split, Tie};

/// The most memory the table may take, in bytes; the whole engine stays below 64 MB.
const BYTES_MAX: u64 = 56_000_000;
const KEY_BITS: u32 = 62;
const UNREACHED: u64 = 1 << KEY_BITS;
const WORD: usize = 64;

#[derive(Clone, Debug)]
pub(crate) struct Table {
    choices: Choices,
    /// Loads of side 0 beyond the base where side 1 carries less than at any smaller one.
    pub points: Vec<Point>,
}

/// One division that nobody could lighten without loading the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    pub loads: Loads,
    pub tie: Tie,
}

/// How a key is packed: side 1's load above, the tie's three counts below, each as narrow as this
/// pair allows.
#[derive(Clone, Copy, Debug)]
struct Packing {
    tie_shift: u32,
    minutes_bits: u32,
    likes_bits: u32,
}

/// One row of bits per item: 1 where side 0 took it.
#[derive(Clone, Debug, Default)]
struct Choices {
    words: Vec<u64>,
    starts: Vec<usize>,
}

impl Table {
    /// The table, or nothing where it would take too much memory.
    pub fn new(pair: &Pair) -> Option<Self> {
        let packing = Packing::of(pair)?;
        if bytes(pair) > BYTES_MAX {
            return None;
        }
        let (choices, cells) = fill(pair, packing);
        let points = frontier(pair, packing, &cells);
        Some(Self { choices, points })
    }

    /// The best division of all, in the whole order of the objective.
    pub fn best(&self, pair: &Pair) -> Split {
        let key = |point: &Point| (pair.leximin(point.loads), point.tie);
        let least = self.points.iter().map(key).min().expect("a frontier is never empty");
        let ties = self.points.iter().filter(|point| key(point) == least);
        ties.map(|point| self.split(pair, point))
            .min_by(|left, right| pair.compare(left, right))
            .expect("the least is among them")
    }

    /// Who has what at a point of the frontier.
    pub fn split(&self, pair: &Pair, point: &Point) -> Split {
        let mut load = index(point.loads[0] - pair.base[0]);
        let mut sides = vec![1; pair.items.len()];
        for (position, item) in pair.items.iter().enumerate().rev() {
            if self.choices.is_first(position, load) {
                sides[position] = 0;
                load -= item.burden[0] as usize;
            }
        }
        Split { sides, loads: point.loads, tie: point.tie }
    }
}

impl Packing {
    /// Nothing where the keys of this pair would not fit.
    fn of(pair: &Pair) -> Option<Self> {
        let minutes = pair.items.iter().map(|item| item.tie.map(Tie::minutes));
        let minutes: u64 = minutes.map(|[first, second]| first.max(second)).sum();
        let count = pair.items.len() as u64;
        let likes = pair.items.iter().any(|item| item.tie.iter().any(|tie| tie.unmet() > 0));
        let likes_bits = if likes { bits(count) } else { 0 };
        let minutes_bits = bits(minutes);
        let tie_shift = bits(count) + minutes_bits + likes_bits;
        let packing = Self { tie_shift, minutes_bits, likes_bits };
        (bits(pair.totals[1]) + tie_shift <= KEY_BITS).then_some(packing)
    }

    fn pack(self, load: u64, tie: Tie) -> u64 {
        let changes = tie.changes() as u64;
        let tie =
            (((changes << self.minutes_bits) | tie.minutes()) << self.likes_bits) | tie.unmet();
        (load << self.tie_shift) | tie
    }

    fn unpack(self, key: u64) -> (u64, Tie) {
        let field = |from: u32, bits: u32| (key >> from) & ((1 << bits) - 1);
        let changes_from = self.likes_bits + self.minutes_bits;
        let changes = field(changes_from, self.tie_shift - changes_from);
        let minutes = field(self.likes_bits, self.minutes_bits);
        (key >> self.tie_shift, Tie::of(changes, minutes, field(0, self.likes_bits)))
    }
}

impl Choices {
    fn is_first(&self, item: usize, load: usize) -> bool {
        self.words[self.starts[item] + load / WORD] >> (load % WORD) & 1 == 1
    }
}

/// Items in turn over two rows of cells. Each row has a margin of unreached cells in front, as
/// wide as the heaviest item, so that the inner loop has no special case.
fn fill(pair: &Pair, packing: Packing) -> (Choices, Vec<u64>) {
    let margin = pair.items.iter().map(|item| item.burden[0] as usize).max().unwrap_or(0);
    let reach: usize = pair.items.iter().map(|item| item.burden[0] as usize).sum();
    let length = margin + (reach + 1).next_multiple_of(WORD);
    let mut now = vec![UNREACHED; length];
    let mut next = vec![UNREACHED; length];
    now[margin] = packing.pack(pair.base[1], Tie::default());
    let mut choices = Choices::default();
    let mut reached = 0;
    for item in &pair.items {
        reached += item.burden[0] as usize;
        let words = reached / WORD + 1;
        choices.starts.push(choices.words.len());
        let step = Step::new(item, packing);
        step.run(&now[..margin + words * WORD], &mut next[margin..], margin, &mut choices.words);
        std::mem::swap(&mut now, &mut next);
    }
    now.drain(..margin);
    now.truncate(reach + 1);
    (choices, now)
}

/// One item: what it adds to the key on either side.
struct Step {
    burden: usize,
    first: u64,
    second: u64,
    /// 1 where side 0 takes it at equal keys, else 0.
    lenient: u64,
}

impl Step {
    fn new(item: &Item, packing: Packing) -> Self {
        Self {
            burden: item.burden[0] as usize,
            first: packing.pack(0, item.tie[0]),
            second: packing.pack(u64::from(item.burden[1]), item.tie[1]),
            lenient: u64::from(item.preferred == 0),
        }
    }

    fn run(&self, now: &[u64], next: &mut [u64], margin: usize, words: &mut Vec<u64>) {
        let second = &now[margin..];
        let first = &now[margin - self.burden..now.len() - self.burden];
        let chunks = first.chunks_exact(WORD).zip(second.chunks_exact(WORD));
        for (target, (first, second)) in next.chunks_exact_mut(WORD).zip(chunks) {
            let mut word = 0;
            for bit in 0..WORD {
                let with = first[bit] + self.first;
                let without = second[bit] + self.second;
                let takes = with < without + self.lenient;
                target[bit] = with.min(without);
                word |= u64::from(takes) << bit;
            }
            words.push(word);
        }
    }
}

/// The cells that lower side 1's load, by rising load of side 0.
fn frontier(pair: &Pair, packing: Packing, cells: &[u64]) -> Vec<Point> {
    let mut points = Vec::new();
    let mut limit = UNREACHED;
    for (load, &key) in cells.iter().enumerate() {
        if key < limit {
            let (other, tie) = packing.unpack(key);
            points.push(Point { loads: [pair.base[0] + load as u64, other], tie });
            limit = other << packing.tie_shift;
        }
    }
    points
}

fn bytes(pair: &Pair) -> u64 {
    let mut reached = 0;
    let mut margin = 0;
    let mut words = 0;
    for item in &pair.items {
        reached += u64::from(item.burden[0]);
        margin = margin.max(u64::from(item.burden[0]));
        words += reached / WORD as u64 + 1;
    }
    8 * (words + 2 * (margin + reached + WORD as u64))
}

/// Bits that hold `most`.
fn bits(most: u64) -> u32 {
    u64::BITS - most.leading_zeros()
}

fn index(value: u64) -> usize {
    usize::try_from(value).expect("loads are below 2^25")
}
