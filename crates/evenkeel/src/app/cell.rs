//! One household in memory: its state for readers, its journal head for the one writer at a time.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use household::Household;
use journal::{Head, Loaded};

#[derive(Debug)]
pub struct Cell {
    state: RwLock<Household>,
    pub(super) tip: Arc<tokio::sync::Mutex<Tip>>,
}

/// Where the journal stands for this state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tip {
    pub head: Head,
    pub events_since_snapshot: u32,
}

impl Cell {
    pub(super) fn new(loaded: Loaded) -> Self {
        let tip = Tip { head: loaded.head, events_since_snapshot: loaded.events_since_snapshot };
        let tip = Arc::new(tokio::sync::Mutex::new(tip));
        Self { state: RwLock::new(loaded.household), tip }
    }

    /// The state as it is on disk. Not to be held across an await.
    pub fn read(&self) -> RwLockReadGuard<'_, Household> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn apply(&self, events: &[household::Recorded]) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for event in events {
            state.apply(event);
        }
    }
}
