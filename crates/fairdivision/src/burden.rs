//! From what people say in a sort to a burden: minutes pooled over everyone, heaviness one's own.
//!
//! Minutes are pooled because raw own minutes make each one's own work look dear; heaviness stays
//! personal because it is.

use serde::{Deserialize, Serialize};

/// The most minutes a week that count.
pub const POOLED_MINUTES_MAX: u32 = 6_000;
/// The most estimates that are pooled: one for each carer.
pub const ESTIMATES_MAX: usize = crate::instance::CARERS_MAX;
/// The greatest mental load.
pub const MENTAL_LOAD_MAX: u32 = 3;

/// How heavy something is to one, in five steps. Not yet rated is [`Heaviness::Usual`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Heaviness {
    /// Half.
    MuchLighter,
    /// Three quarters.
    Lighter,
    /// As its minutes say.
    #[default]
    Usual,
    /// One and a half times.
    Heavier,
    /// Twice.
    MuchHeavier,
}

impl Heaviness {
    /// The five steps, lightest first.
    pub const ALL: [Self; 5] =
        [Self::MuchLighter, Self::Lighter, Self::Usual, Self::Heavier, Self::MuchHeavier];

    /// The step in quarters: 2, 3, 4, 6 or 8.
    pub const fn quarters(self) -> u32 {
        match self {
            Self::MuchLighter => 2,
            Self::Lighter => 3,
            Self::Usual => 4,
            Self::Heavier => 6,
            Self::MuchHeavier => 8,
        }
    }
}

/// The members' estimates of one responsibility as one: the geometric mean, rounded down, of
/// minutes a week, each counted as 1..=6,000. `None` without an estimate, or with more than six.
///
/// ```
/// use fairdivision::pooled_minutes;
/// assert_eq!(pooled_minutes(&[40, 90]), Some(60));
/// assert_eq!(pooled_minutes(&[0, 100]), Some(10));
/// assert_eq!(pooled_minutes(&[]), None);
/// ```
pub fn pooled_minutes(estimates: &[u32]) -> Option<u32> {
    if estimates.is_empty() || estimates.len() > ESTIMATES_MAX {
        return None;
    }
    let counted = estimates.iter().map(|&minutes| minutes.clamp(1, POOLED_MINUTES_MAX));
    // At most 6,000^6, below 2^76.
    let product: u128 = counted.map(u128::from).product();
    let power = |root: u32| -> u128 { estimates.iter().map(|_| u128::from(root)).product() };
    let (mut low, mut high) = (1, POOLED_MINUTES_MAX);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if power(middle) <= product {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Some(low)
}

/// The burden to one: pooled minutes × heaviness × (4 + mental load) / 4, rounded down, at least
/// 1. Mental load counts up to 3, pooled minutes up to 6,000; so a burden is at most 21,000.
///
/// ```
/// use fairdivision::{Heaviness, burden};
/// assert_eq!(burden(60, Heaviness::Usual, 0), 60);
/// assert_eq!(burden(60, Heaviness::MuchHeavier, 2), 180);
/// assert_eq!(burden(0, Heaviness::MuchLighter, 0), 1);
/// ```
pub fn burden(pooled_minutes: u32, heaviness: Heaviness, mental_load: u32) -> u32 {
    let minutes = pooled_minutes.clamp(1, POOLED_MINUTES_MAX);
    let load = 4 + mental_load.min(MENTAL_LOAD_MAX);
    (minutes * heaviness.quarters() * load / 16).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pooling_is_the_exact_root_rounded_down() {
        assert_eq!(pooled_minutes(&[8, 8, 8]), Some(8));
        assert_eq!(pooled_minutes(&[7, 8, 8]), Some(7));
        assert_eq!(pooled_minutes(&[u32::MAX; 6]), Some(6_000));
        assert_eq!(pooled_minutes(&[1; 7]), None);
        for left in 1..60 {
            for right in 1..60 {
                let root = pooled_minutes(&[left, right]).expect("two estimates");
                assert!(root * root <= left * right && (root + 1).pow(2) > left * right);
            }
        }
    }

    #[test]
    fn the_heaviest_burden_is_taken_as_an_input() {
        let heaviest = burden(u32::MAX, Heaviness::MuchHeavier, u32::MAX);
        assert_eq!(heaviest, 21_000);
        assert!(heaviest <= crate::instance::BURDEN_MAX);
    }
}
