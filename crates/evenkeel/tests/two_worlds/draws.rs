//! Chance that is the same on every run.

use sha2::{Digest, Sha256};

/// The same draws for the same seed, on every run: a hash of how many there were.
pub struct Draws {
    seed: u8,
    drawn: u64,
}

impl Draws {
    pub const fn new(seed: u8) -> Self {
        Self { seed, drawn: 0 }
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.drawn += 1;
        let digest = Sha256::new()
            .chain_update([self.seed])
            .chain_update(self.drawn.to_be_bytes())
            .finalize();
        usize::from(u16::from_be_bytes([digest[0], digest[1]])) % bound
    }
}
