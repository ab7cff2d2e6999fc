//! Where everybody rates in the same proportions and may have everything, prices say nothing but
//! that the sums must fit. Then piles are filled one after the other: the heaviest thing left goes
//! to the next pile, with every choice of others whose sum leaves what is left a chance; a table
//! of reachable sums cuts off everything else. (Sequential number partitioning, Korf 2009.)

use super::group::{Group, Owners, Rows, Thing, unsigned};
use super::proof::Tree;
use super::search::Outcome;

/// The most bits of reachable sums of one pile: 4 MB, and at most five piles are open at a time.
/// The verifier allows as many.
const BITS_MAX: u64 = 1 << 25;
/// So many words of reachable sums count as one step.
const WORDS_A_STEP: u64 = 32;
/// So many steps count as one node.
const STEPS_A_NODE: u64 = 64;

/// Whether this way can be gone at all.
pub(crate) fn applies(group: &Group) -> bool {
    let everyone = (1u8 << group.size) - 1;
    let same = |thing: &Thing| thing.burden[..group.size].iter().all(|&b| b == thing.burden[0]);
    group.size > 1 && group.things.iter().all(|thing| thing.may == everyone && same(thing))
}

/// Whether there is a division within these caps, with so many nodes. A refutation is by trying
/// everything, as whoever checks it does again: there is no tree to keep.
pub(crate) fn answer(group: &Group, caps: &Rows, nodes: &mut u64) -> Outcome {
    let mut things: Vec<(u64, u16)> =
        (0..).zip(&group.things).map(|(at, thing)| (unsigned(thing.burden[0]), at)).collect();
    things.sort_unstable_by(|left, right| right.cmp(left));
    let mut rooms: Vec<(u64, u8)> =
        (0..).zip(&caps[..group.size]).map(|(position, &cap)| (unsigned(cap), position)).collect();
    rooms.sort_unstable_by(|left, right| right.cmp(left));
    let steps = nodes.saturating_mul(STEPS_A_NODE);
    let owners = vec![0; things.len()];
    let mut filling = Filling { owners, steps };
    let end = filling.fill(&things, &rooms);
    *nodes = filling.steps / STEPS_A_NODE;
    match end {
        Some(true) => Outcome::Found(filling.owners),
        Some(false) => Outcome::Refuted(Tree::by_sums()),
        None => Outcome::Spent,
    }
}

struct Filling {
    owners: Owners,
    steps: u64,
}

/// One pile to fill: at least and at most so much.
struct Pile<'a> {
    things: &'a [(u64, u16)],
    /// What the things from each one on can add up to.
    sums: Vec<Vec<u64>>,
    least: u64,
    most: u64,
}

impl Filling {
    /// Whether the things fit the rooms; `None` where the steps end. As deep as there are rooms.
    fn fill(&mut self, things: &[(u64, u16)], rooms: &[(u64, u8)]) -> Option<bool> {
        let Some((&heaviest, rest)) = things.split_first() else { return Some(true) };
        let total: u64 = things.iter().map(|(burden, _)| burden).sum();
        let all: u64 = rooms.iter().map(|(room, _)| room).sum();
        if all < total {
            return Some(false);
        }
        if let [(_, position)] = rooms {
            for &(_, at) in things {
                self.owners[usize::from(at)] = *position;
            }
            return Some(true);
        }
        let mut before = None;
        for (index, &(room, position)) in rooms.iter().enumerate() {
            // Of equal rooms one stands for all.
            if before.replace(room) == Some(room) || heaviest.0 > room {
                continue;
            }
            let others = [&rooms[..index], &rooms[index + 1..]].concat();
            let least = total.saturating_sub(all - room).saturating_sub(heaviest.0);
            let words = (room - heaviest.0) / 64 + 1;
            let table = (rest.len() as u64 + 1) * words / WORDS_A_STEP;
            self.steps = self.steps.checked_sub(table + 1)?;
            let pile = Pile::new(rest, least, room - heaviest.0)?;
            self.owners[usize::from(heaviest.1)] = position;
            let mut taken = vec![false; rest.len()];
            match self.choose(&pile, (0, 0), &mut taken, &others, position) {
                Some(false) => {}
                end => return end,
            }
        }
        Some(false)
    }

    /// Every choice from the thing at `at` on, with `sum` in the pile already. As deep as there
    /// are things.
    fn choose(
        &mut self,
        pile: &Pile<'_>,
        (at, sum): (usize, u64),
        taken: &mut Vec<bool>,
        others: &[(u64, u8)],
        position: u8,
    ) -> Option<bool> {
        self.steps = self.steps.checked_sub(1)?;
        if !pile.can_end(at, sum) {
            return Some(false);
        }
        let Some(&(burden, _)) = pile.things.get(at) else {
            let things = pile.things.iter().zip(taken.iter());
            let left: Vec<(u64, u16)> =
                things.clone().filter(|(_, taken)| !**taken).map(|(thing, _)| *thing).collect();
            for (&(_, at), _) in things.filter(|(_, taken)| **taken) {
                self.owners[usize::from(at)] = position;
            }
            return self.fill(&left, others);
        };
        if sum + burden <= pile.most {
            taken[at] = true;
            match self.choose(pile, (at + 1, sum + burden), taken, others, position) {
                Some(false) => {}
                end => return end,
            }
            taken[at] = false;
        }
        // Left out, all as heavy as it are left out: taking a later one is the same.
        let alike = pile.things[at..].iter().take_while(|thing| thing.0 == burden).count();
        self.choose(pile, (at + alike, sum), taken, others, position)
    }
}

impl<'a> Pile<'a> {
    /// None where the sums would take too much memory.
    fn new(things: &'a [(u64, u16)], least: u64, most: u64) -> Option<Self> {
        if (most + 64).saturating_mul(things.len() as u64 + 1) > BITS_MAX {
            return None;
        }
        let words = usize::try_from(most / 64 + 1).ok()?;
        let mut sums = vec![vec![0u64; words]; things.len() + 1];
        sums[things.len()][0] = 1;
        for (at, &(burden, _)) in things.iter().enumerate().rev() {
            let (now, later) = sums.split_at_mut(at + 1);
            now[at].copy_from_slice(&later[0]);
            add(&mut now[at], &later[0], usize::try_from(burden).ok()?);
        }
        Some(Self { things, sums, least, most })
    }

    /// Whether the things from `at` on can bring the sum into the range.
    fn can_end(&self, at: usize, sum: u64) -> bool {
        let (from, to) = (self.least.saturating_sub(sum), self.most - sum);
        let sums = &self.sums[at];
        let mut bit = from;
        while bit <= to {
            let Some(word) = usize::try_from(bit / 64).ok().and_then(|word| sums.get(word)) else {
                return false;
            };
            let left = word >> (bit % 64);
            if left != 0 {
                return bit + u64::from(left.trailing_zeros()) <= to;
            }
            bit = (bit / 64 + 1) * 64;
        }
        false
    }
}

/// Each sum with one more thing.
fn add(sums: &mut [u64], before: &[u64], burden: usize) {
    let (words, bits) = (burden / 64, burden % 64);
    for target in words..sums.len() {
        let mut moved = before[target - words] << bits;
        if bits > 0 && target > words {
            moved |= before[target - words - 1] >> (64 - bits);
        }
        sums[target] |= moved;
    }
}
