//! Good divisions quickly: two carers at a time share what they have as fairly as can be.

use super::group::{Group, Owners, Rows, Thing, unsigned};
use crate::band;
use crate::pair::{Item, Pair, Tie};
use crate::ratio::Ratio;

/// Entries that one re-division may keep.
const ENTRIES_MAX: u64 = 20_000;
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
