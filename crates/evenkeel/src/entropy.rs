//! The one owner of randomness.
//!
//! Each draw says what it is for and for whom. A seeded source answers each (purpose, subject) from
//! a stream of its own, so that one member's acts shift nothing that another member sees.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

#[derive(Debug, Clone)]
pub enum Entropy {
    System,
    /// For tests: the same draws on every run.
    Seeded(Arc<Seeded>),
}

#[derive(Debug)]
pub struct Seeded {
    seed: [u8; 32],
    drawn: Mutex<HashMap<(&'static str, Vec<u8>), u64>>,
}

impl Entropy {
    pub fn seeded(seed: [u8; 32]) -> Self {
        Self::Seeded(Arc::new(Seeded { seed, drawn: Mutex::default() }))
    }

    #[expect(clippy::disallowed_methods, reason = "the owner of randomness")]
    pub fn draw(&self, purpose: &'static str, subject: &[u8]) -> [u8; 32] {
        match self {
            Self::System => rand::random(),
            Self::Seeded(seeded) => seeded.draw(purpose, subject),
        }
    }
}

impl Seeded {
    fn draw(&self, purpose: &'static str, subject: &[u8]) -> [u8; 32] {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let count = drawn.entry((purpose, subject.to_vec())).or_default();
        *count += 1;
        Sha256::new()
            .chain_update(self.seed)
            .chain_update(purpose)
            .chain_update([0])
            .chain_update(subject)
            .chain_update(count.to_be_bytes())
            .finalize()
            .into()
    }
}
