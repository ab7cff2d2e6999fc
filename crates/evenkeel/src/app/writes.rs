//! How fast one member may write: far faster than anybody presses by hand, and slower than a
//! program that would fill the disk. Kept in memory, for each member alone: nobody's haste slows
//! another.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use household::MemberId;
use jiff::{SignedDuration, Timestamp};

/// Members remembered before those whose bucket is full again are forgotten.
const MEMBERS_MAX: usize = 10_000;

/// So many at once, then so many a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub at_once: i32,
    pub a_minute: i32,
}

impl Quota {
    /// Who taps as fast as they can through every card does not meet it.
    pub const USUAL: Self = Self { at_once: 60, a_minute: 240 };

    /// For who tells a whole story at once: the demo, the rigs and the tests.
    pub const STORY: Self = Self { at_once: 1_000_000, a_minute: 1_000_000 };

    /// Takes one out of a bucket that is full again at `full`: when it is full then; `None` where
    /// it is empty. A clock that jumped back makes nobody wait longer than that.
    fn take(self, full: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        let empty = self.empty(now);
        let full = full.unwrap_or(now).clamp(now, empty);
        let then = full.saturating_add(self.each()).unwrap_or(Timestamp::MAX);
        (then <= empty).then_some(then)
    }

    /// When a bucket that is empty now is full again.
    fn empty(self, now: Timestamp) -> Timestamp {
        now.saturating_add(self.each() * self.at_once).unwrap_or(Timestamp::MAX)
    }

    fn each(self) -> SignedDuration {
        SignedDuration::from_mins(1) / self.a_minute
    }
}

/// When each member's bucket is full again.
#[derive(Debug)]
pub struct Writes {
    quota: Quota,
    full: Mutex<HashMap<MemberId, Timestamp>>,
}

impl Writes {
    pub(super) fn new(quota: Quota) -> Self {
        Self { quota, full: Mutex::default() }
    }

    /// Whether this member may write now; if so, it counts.
    pub(super) fn take(&self, member: MemberId, now: Timestamp) -> bool {
        let mut full = self.full.lock().unwrap_or_else(PoisonError::into_inner);
        if full.len() >= MEMBERS_MAX {
            full.retain(|_, full| *full > now);
        }
        let known = full.get(&member).map(|full| (*full).min(self.quota.empty(now)));
        let taken = self.quota.take(known, now);
        // Also where it is empty: under a clock that ran ahead it was noted as full much later.
        if let Some(full_again) = taken.or(known) {
            full.insert(member, full_again);
        }
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + millis).expect("a time")
    }

    #[test]
    fn a_burst_is_taken_then_one_by_one() {
        let writes = Writes::new(Quota { at_once: 5, a_minute: 60 });
        let [ana, ben] = [1, 2].map(|n| MemberId::from_bytes([n; 16]));
        let taken = |member, millis| writes.take(member, at(millis));
        assert_eq!((0..9).filter(|_| taken(ana, 0)).count(), 5);
        assert!(taken(ben, 0), "each has a bucket of their own");
        assert!(!taken(ana, 999));
        assert!(taken(ana, 1_000) && !taken(ana, 1_000));
        assert_eq!((0..9).filter(|_| taken(ana, 60_000)).count(), 5, "never more than it holds");
    }

    #[test]
    fn a_clock_that_jumped_back_keeps_nobody_waiting() {
        let writes = Writes::new(Quota { at_once: 5, a_minute: 60 });
        let ana = MemberId::from_bytes([1; 16]);
        assert!(writes.take(ana, at(9_000_000)));
        assert!(!writes.take(ana, at(0)));
        assert!(writes.take(ana, at(1_000)));
        let last = Timestamp::MAX;
        assert!(Quota::USUAL.take(Some(last), at(0)).is_none());
        assert!(Quota::USUAL.take(None, last).is_some());
    }

    #[test]
    fn nobody_who_presses_by_hand_meets_it() {
        let writes = Writes::new(Quota::USUAL);
        let ana = MemberId::from_bytes([1; 16]);
        // Three hundred cards, four presses a second.
        assert!((0..300).all(|press| writes.take(ana, at(press * 250))));
    }
}
