//! What any given division comes to, whoever made it: for moving one card and seeing the change.

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use crate::division::{Load, OwnEyes};
use crate::eyes;
use crate::instance::Instance;
use crate::ratio::Ratio;

/// A division as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// By carer.
    pub loads: BTreeMap<String, Load>,
    /// The largest load ratio of all.
    pub max_ratio: Ratio,
    /// By carer, each in the own eyes; empty for one alone.
    pub own_eyes: BTreeMap<String, OwnEyes>,
    /// Responsibilities that leave today's owner although they could stay.
    pub changes: usize,
    /// Responsibilities that leave today's owner because of `cannot` or `locked`.
    pub forced: usize,
    /// Minutes a week of the unforced changes.
    pub minutes_moved: u64,
    /// Responsibilities given to someone for whom they are not possible, by id.
    pub not_possible: Vec<String>,
    /// Responsibilities given to someone else than they are locked to, by id.
    pub against_lock: Vec<String>,
}

/// A list of owners that does not fit the instance: a bug of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OwnersError {
    /// Not exactly one owner for each responsibility.
    #[error("{given} owners for {expected} responsibilities")]
    Count {
        /// How many were given.
        given: usize,
        /// How many there are to give.
        expected: usize,
    },
    /// An index that is no carer.
    #[error("there is no carer number {0}")]
    Carer(usize),
}

/// Assesses a division: `owners[o]` is the index, in [`Instance::carers`], of the owner of
/// responsibility `o` of [`Instance::responsibilities`]. Works for one to six carers; a division
/// that is not possible, or breaks a lock, is assessed all the same and says so.
///
/// ```
/// use fairdivision::{Instance, Ratio, assess};
/// let family = Instance::from_json(br#"{
///     "carers": [{"id": "a"}, {"id": "b"}],
///     "responsibilities": [
///         {"id": "cooking", "burden": {"a": 60, "b": 30}, "current": "a"},
///         {"id": "washing", "burden": {"a": 40, "b": 70}, "current": "a"}
///     ]
/// }"#)?;
/// let today = assess(&family, &[0, 0])?;
/// let moved = assess(&family, &[1, 0])?;
/// assert_eq!((today.max_ratio, today.changes), (Ratio::new(2, 1), 0));
/// assert_eq!((moved.max_ratio, moved.changes), (Ratio::new(4, 5), 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn assess(instance: &Instance, owners: &[usize]) -> Result<Assessment, OwnersError> {
    let expected = instance.responsibilities.len();
    if owners.len() != expected {
        return Err(OwnersError::Count { given: owners.len(), expected });
    }
    if let Some(&stray) = owners.iter().find(|&&owner| owner >= instance.carers.len()) {
        return Err(OwnersError::Carer(stray));
    }
    let moves = moves(instance, owners);
    let loads = eyes::loads(instance, owners);
    let max_ratio = loads.values().map(|load| load.ratio).max().unwrap_or(Ratio::ZERO);
    Ok(Assessment {
        loads,
        max_ratio,
        own_eyes: eyes::all(instance, owners),
        changes: moves.changes,
        forced: moves.forced,
        minutes_moved: moves.minutes,
        not_possible: ids_where(instance, owners, |index, owner| {
            instance.responsibilities[index].cannot.contains(owner)
        }),
        against_lock: ids_where(instance, owners, |index, owner| {
            instance.responsibilities[index].locked.is_some_and(|locked| locked != owner)
        }),
    })
}

/// What leaves today's owner.
pub(crate) struct Moves {
    pub changes: usize,
    pub forced: usize,
    pub minutes: u64,
}

pub(crate) fn moves(instance: &Instance, owners: &[usize]) -> Moves {
    let mut moves = Moves { changes: 0, forced: 0, minutes: 0 };
    for (each, &owner) in instance.responsibilities.iter().zip(owners) {
        if each.current.is_none_or(|current| current == owner) {
            continue;
        }
        if each.is_forced_to_move() {
            moves.forced += 1;
        } else {
            moves.changes += 1;
            moves.minutes += u64::from(each.minutes);
        }
    }
    moves
}

fn ids_where(
    instance: &Instance,
    owners: &[usize],
    broken: impl Fn(usize, usize) -> bool,
) -> Vec<String> {
    let pairs = owners.iter().enumerate().filter(|&(index, &owner)| broken(index, owner));
    let mut ids: Vec<String> =
        pairs.map(|(index, _)| instance.responsibilities[index].id.clone()).collect();
    ids.sort_unstable();
    ids
}
