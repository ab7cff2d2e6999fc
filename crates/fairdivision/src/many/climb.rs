//! Good divisions quickly: two carers at a time share what they have as fairly as can be.

use super::group::{Group, Owners, Rows, Thing, unsigned};
use super::search::{Outcome, Proof, Question};
use crate::band;
use crate::pair::{Item, Pair, Tie};
use crate::ratio::Ratio;

/// Entries that one re-division may keep.
const ENTRIES_MAX: u64 = 20_000;
/// Nodes for three or four to share anew.
const FEW_NODES: u64 = 150;
/// How often all pairs are gone through.
const ROUNDS_MAX: u32 = 50;

/// A division to begin with: everything where it is lightest against the own agreed share.
pub(crate) fn lightest(group: &Group) -> Owners {
    let lightest = |thing: &Thing| {
        let places = (0..).take(group.size).filter(|&position| thing.is_for(position.into()));
        let ratio =
            |position: u8| group.ratio(position.into(), thing.burden[usize::from(position)]);
        places.min_by_key(|&position: &u8| ratio(position)).unwrap_or(0)
    };
    group.things.iter().map(lightest).collect()
}

/// Today's division, where it can stay; the rest where it is lightest.
pub(crate) fn today(group: &Group) -> Owners {
    let mut owners = lightest(group);
    for (thing, owner) in group.things.iter().zip(&mut owners) {
        let first = thing.preferred.first().copied().unwrap_or(0);
        if thing.moves != 0 && thing.is_for(first.into()) {
            *owner = first;
        }
    }
    owners
}

/// Lets each two, then each few, share what they have between them until none can do better.
pub(crate) fn improved(group: &Group, owners: Owners, nodes: &mut u64) -> Owners {
    let mut owners = pairwise(group, owners);
    for _ in 0..ROUNDS_MAX {
        match fewer(group, &owners, nodes) {
            Some(better) => owners = pairwise(group, better),
            None => break,
        }
    }
    owners
}

/// A fairer division in which only three or four carers share anew what they have, one of whom
/// comes to have less, and nobody more than that one had.
fn fewer(group: &Group, owners: &Owners, nodes: &mut u64) -> Option<Owners> {
    let used = group.used(owners);
    let mut order: Vec<usize> = (0..group.size).collect();
    order.sort_by_key(|&position| std::cmp::Reverse(group.ratio(position, used[position])));
    for (place, &first) in order.iter().enumerate() {
        let below = group.ratio(first, used[first]);
        for others in few_of(&order[place + 1..]) {
            let mut few = others;
            few.push(first);
            if few.len() == group.size {
                continue;
            }
            if let Some(better) = anew(group, owners, &used, (&few, below), nodes) {
                return Some(better);
            }
        }
    }
    None
}

/// Every two and every three.
fn few_of(positions: &[usize]) -> Vec<Vec<usize>> {
    let mut few = Vec::new();
    for size in 2..=3 {
        for bits in 0u32..1 << positions.len() {
            if bits.count_ones() == size {
                let chosen = positions.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
                few.push(chosen.map(|(_, &position)| position).collect());
            }
        }
    }
    few
}

fn anew(
    group: &Group,
    owners: &Owners,
    used: &Rows,
    (few, below): (&[usize], Ratio),
    nodes: &mut u64,
) -> Option<Owners> {
    let mut caps = group.totals;
    caps[..group.size].copy_from_slice(&used[..group.size]);
    for &position in few {
        caps[position] = group.below(position, below)?;
    }
    let given: Vec<(u16, u8)> = (0..)
        .zip(owners.iter().copied())
        .filter(|(_, owner)| !few.contains(&usize::from(*owner)))
        .collect();
    let before = (*nodes).min(FEW_NODES);
    let mut share = before;
    let question = Question { group, caps, given: &given, prices: None, proof: Proof::Dropped };
    let (outcome, _) = question.answer(&mut share);
    *nodes -= before - share;
    match outcome {
        Outcome::Found(owners) => Some(owners),
        Outcome::Refuted(_) | Outcome::Spent => None,
    }
}

/// Lets each two share what they have between them, until no two can do better.
pub(crate) fn pairwise(group: &Group, mut owners: Owners) -> Owners {
    for _ in 0..ROUNDS_MAX {
        let mut better = false;
        for first in 0..group.size {
            for second in first + 1..group.size {
                better |= share(group, &mut owners, [first, second]);
            }
        }
        if !better {
            break;
        }
    }
    owners
}

/// Whether the two found a fairer way.
fn share(group: &Group, owners: &mut Owners, positions: [usize; 2]) -> bool {
    let used = group.used(owners);
    let before = sorted(group, &used, positions);
    let pair = between(group, owners, positions);
    let found = band::search(&pair, None, ENTRIES_MAX);
    let mut trial = owners.clone();
    for (item, &side) in pair.items.iter().zip(&found.split.sides) {
        trial[item.responsibility] = position(pair.carers[side]);
    }
    let after = sorted(group, &group.used(&trial), positions);
    let better = after < before;
    if better {
        *owners = trial;
    }
    better
}

fn sorted(group: &Group, used: &Rows, positions: [usize; 2]) -> [Ratio; 2] {
    let [first, second] = positions.map(|position| group.ratio(position, used[position]));
    [first.max(second), first.min(second)]
}

/// Two positions with what they have now, as a pair of its own.
fn between(group: &Group, owners: &[u8], positions: [usize; 2]) -> Pair {
    let weights = positions.map(|position| group.weight(position));
    let totals = positions.map(|position| unsigned(group.totals[position]));
    let mut base = [0, 0];
    let mut items = Vec::new();
    for (at, (thing, &owner)) in group.things.iter().zip(owners).enumerate().rev() {
        let owner = usize::from(owner);
        if !positions.contains(&owner) {
            continue;
        }
        let burden = positions.map(|position| thing.burden[position]);
        match positions.map(|position| thing.is_for(position)) {
            [true, true] => items.push(Item {
                responsibility: at,
                burden: burden.map(|each| u32::try_from(each).expect("at most 100,000")),
                tie: positions.map(|position| {
                    let changes = thing.moves >> position & 1;
                    Tie::of(u64::from(changes), 0, 0)
                }),
                preferred: usize::from(owner == positions[1]),
            }),
            [can, _] => {
                let side = usize::from(!can);
                base[side] += unsigned(burden[side]);
            }
        }
    }
    Pair::of_parts(positions, totals, weights, base, items)
}

fn position(carer: usize) -> u8 {
    u8::try_from(carer).expect("at most six positions")
}
