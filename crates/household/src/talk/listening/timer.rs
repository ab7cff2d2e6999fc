//! How long the speaker has had: told quietly, and nothing follows from it.

use jiff::{SignedDuration, Timestamp};

/// Counts while it runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Timer {
    before: SignedDuration,
    since: Option<Timestamp>,
}

impl Timer {
    /// So much by now.
    pub(super) fn read(self, now: Timestamp) -> SignedDuration {
        let running = self.since.map(|since| now.duration_since(since));
        // A clock that jumped back takes nothing away.
        self.before + running.unwrap_or_default().max(SignedDuration::ZERO)
    }

    /// The timer from now on.
    pub(super) fn after(self, runs: bool, now: Timestamp) -> Self {
        match (runs, self.since) {
            (true, None) => Self { since: Some(now), ..self },
            (false, Some(_)) => Self { before: self.read(now), since: None },
            (true, Some(_)) | (false, None) => self,
        }
    }
}
