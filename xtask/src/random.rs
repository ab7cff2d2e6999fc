//! A small seeded generator (`SplitMix64`), so that a run of a rig can be run again.

#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// At least `low` and below `high`. The bias of the remainder is far below what a rig notices.
    pub(crate) const fn between(&mut self, low: u64, high: u64) -> u64 {
        assert!(low < high, "an empty range has no number");
        low + self.next() % (high - low)
    }
}
