//! How long to wait after wrong guesses: not at all for slips of the finger, then longer and
//! longer. Never for good: a lock would be a way to shut somebody out of their own pages.

use jiff::{SignedDuration, Timestamp};
use journal::{Door, Guess, Row};

use crate::app::Shared;
use crate::web::failure::Failure;

/// A password is long: a hundred guesses a day find nothing.
pub fn after_wrong_passwords(failures: u32) -> SignedDuration {
    growing(failures, 5, SignedDuration::from_mins(15))
}

/// A PIN is short: an hour between guesses makes a million of them a hundred years.
pub fn after_wrong_pins(failures: u32) -> SignedDuration {
    growing(failures, 4, SignedDuration::from_hours(1))
}

impl Shared {
    /// Counts a guess at a door; gives what takes it back, should it be right. In how many minutes
    /// one may be made, where it is too early.
    pub async fn guess(&self, door: Door) -> Result<Result<Row, u64>, Failure> {
        let wait = match door {
            Door::Pin { .. } | Door::Proof { .. } => after_wrong_pins,
            Door::Name { .. } => after_wrong_passwords,
        };
        let now = self.clock.now();
        Ok(match self.journal.guess(&door, now, wait).await? {
            Guess::Allowed { since } => Ok(Row::TakeBackGuess { door, since }),
            Guess::NotBefore(then) => Err(minutes_until(then, now)),
        })
    }
}

fn growing(failures: u32, free: u32, most: SignedDuration) -> SignedDuration {
    if failures < free {
        return SignedDuration::ZERO;
    }
    let doublings = (failures - free).min(20);
    SignedDuration::from_secs(15 << doublings).min(most)
}

/// At least one, so that "in 0 minutes" is never said.
fn minutes_until(then: Timestamp, now: Timestamp) -> u64 {
    let seconds = now.duration_until(then).as_secs().max(1);
    u64::try_from(seconds).unwrap_or(1).div_ceil(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_most_and_are_never_a_lock() {
        let seconds: Vec<_> = (1..=14).map(|n| after_wrong_passwords(n).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
        assert_eq!(after_wrong_passwords(u32::MAX).as_secs(), 900);
        assert_eq!(after_wrong_pins(3).as_secs(), 0);
        assert_eq!(after_wrong_pins(4).as_secs(), 15);
        assert_eq!(after_wrong_pins(u32::MAX).as_secs(), 3600);
    }

    #[test]
    fn a_wait_is_told_in_whole_minutes() {
        let now = Timestamp::from_second(1_000).expect("a time");
        let after =
            |seconds| now.saturating_add(SignedDuration::from_secs(seconds)).expect("a time");
        assert_eq!(minutes_until(after(1), now), 1);
        assert_eq!(minutes_until(after(60), now), 1);
        assert_eq!(minutes_until(after(61), now), 2);
        assert_eq!(minutes_until(now, now), 1);
    }
}
