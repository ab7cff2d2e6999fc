//! What a reader may be handed instead of what it is meant to read: the same cases on every run.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;

use crate::soak::PIECES;

pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x5eed),
        ..ProptestConfig::default()
    }
}

pub fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..200)
}

/// Pieces that mean something, in any order.
pub fn any_pieces() -> impl Strategy<Value = Vec<u8>> {
    vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat().into_bytes())
}

/// What is fine but for some bytes.
pub fn changed(fine: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    vec((any::<Index>(), any::<u8>()), 1..5).prop_map(move |changes| {
        let mut bytes = fine.clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes
    })
}

/// What is fine but for a piece that was put in, in place of some bytes or of none.
pub fn spliced(fine: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    (any::<Index>(), 0..20_usize, select(PIECES)).prop_map(move |(from, length, piece)| {
        let mut bytes = fine.clone();
        let from = from.index(bytes.len());
        let end = (from + length).min(bytes.len());
        bytes.splice(from..end, piece.bytes());
        bytes
    })
}
