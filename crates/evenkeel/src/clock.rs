//! The one owner of the time. Everything else is handed `now`.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// Seconds since 1970 that a test sets.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still until it is set.
    pub fn set_to(now: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now.as_second())))
    }

    #[expect(clippy::disallowed_methods, reason = "the owner of the clock")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Set(seconds) => {
                Timestamp::from_second(seconds.load(Ordering::Relaxed)).unwrap_or_default()
            }
        }
    }
}
