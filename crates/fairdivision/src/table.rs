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
    base: u64,
    packing: Packing,
    choices: Choices,
    cells: Vec<u64>,
    /// Loads of side 0 beyond the base where side 1 carries less than at any smaller one.
    steps: Vec<u32>,
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
#[derive(Clone, Debug)]
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
        let steps = frontier(packing, &cells);
        Some(Self { base: pair.base[0], packing, choices, cells, steps })
    }

    /// How many points the frontier has; never none.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// A point of the frontier, by rising load of side 0.
    pub fn point(&self, at: usize) -> Point {
        let step = self.steps[at];
        let (other, tie) = self.packing.unpack(self.cells[step as usize]);
        Point { loads: [self.base + u64::from(step), other], tie }
    }

    /// The index of the best division of all, in the whole order of the objective.
    pub fn best(&self, pair: &Pair) -> usize {
        let key = |&at: &usize| {
            let point = self.point(at);
            (pair.leximin(point.loads), point.tie)
        };
        let least = (0..self.len()).map(|at| key(&at)).min().expect("a frontier is never empty");
        let ties = (0..self.len()).filter(|at| key(at) == least);
        let splits = ties.map(|at| (self.split(pair, at), at));
        let best = splits.min_by(|(left, _), (right, _)| pair.compare(left, right));
        best.expect("the least is among them").1
    }

    /// Who has what at a point of the frontier.
    pub fn split(&self, pair: &Pair, at: usize) -> Split {
        let point = self.point(at);
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

    /// The least key with the same load of side 1.
    fn least_of_load(self, key: u64) -> u64 {
        key >> self.tie_shift << self.tie_shift
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
    let words = Vec::with_capacity(index(words(pair)));
    let mut choices = Choices { words, starts: Vec::with_capacity(pair.items.len()) };
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
fn frontier(packing: Packing, cells: &[u64]) -> Vec<u32> {
    let lowers = |limit: &mut u64, key: u64| {
        let lower = key < *limit;
        if lower {
            *limit = packing.least_of_load(key);
        }
        lower
    };
    let mut limit = UNREACHED;
    let count = cells.iter().filter(|&&key| lowers(&mut limit, key)).count();
    let mut steps = Vec::with_capacity(count);
    let mut limit = UNREACHED;
    for (load, &key) in (0..).zip(cells) {
        if lowers(&mut limit, key) {
            steps.push(load);
        }
    }
    steps
}

/// What the table takes: choice bits, two rows of cells, one load for each point.
fn bytes(pair: &Pair) -> u64 {
    let burdens = || pair.items.iter().map(|item| u64::from(item.burden[0]));
    let reach: u64 = burdens().sum();
    let row = reach + burdens().max().unwrap_or(0) + WORD as u64;
    8 * words(pair) + 16 * row + 4 * reach
}

/// How many words of choice bits all rows take.
fn words(pair: &Pair) -> u64 {
    let reached = pair.items.iter().scan(0, |reached, item| {
        *reached += u64::from(item.burden[0]);
        Some(*reached / WORD as u64 + 1)
    });
    reached.sum()
}

/// Bits that hold `most`.
fn bits(most: u64) -> u32 {
    u64::BITS - most.leading_zeros()
}

fn index(value: u64) -> usize {
    usize::try_from(value).expect("what fits the memory is an index")
}
