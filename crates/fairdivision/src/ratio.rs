//! Exact fractions. Every load ratio, gap and bound is one; no decision is taken on anything else.

use std::cmp::Ordering;
use std::fmt;

use serde::ser::{Serialize, SerializeTuple, Serializer};

/// A reduced, non-negative fraction. Written to JSON as `[numerator, denominator]`.
///
/// Unit: agreed shares. `1` is "exactly my agreed share, in my own eyes".
///
/// ```
/// use fairdivision::Ratio;
/// let share = Ratio::new(4_080, 5_000);
/// assert_eq!(share.to_string(), "102/125");
/// assert!(share < Ratio::ONE);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// Exactly the agreed share.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, reduced. A denominator of zero is a bug of the caller.
    pub fn new(numerator: u64, denominator: u64) -> Self {
        assert!(denominator > 0, "a fraction needs a denominator");
        let divisor = gcd(numerator, denominator);
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// The fraction at or just above `numerator / denominator` that fits: exact where the reduced
    /// fraction has 64-bit parts, else rounded up to a billionth. A proved gap may be stated too
    /// large, never too small.
    pub(crate) fn at_least(numerator: u128, denominator: u128) -> Self {
        assert!(denominator > 0, "a fraction needs a denominator");
        let divisor = gcd_wide(numerator, denominator);
        let (top, bottom) = (numerator / divisor, denominator / divisor);
        match (u64::try_from(top), u64::try_from(bottom)) {
            (Ok(top), Ok(bottom)) => Self { numerator: top, denominator: bottom },
            _ => Self::rounded_up(top, bottom),
        }
    }

    fn rounded_up(top: u128, bottom: u128) -> Self {
        const BILLION: u64 = 1_000_000_000;
        let whole = top / bottom;
        let rest = top % bottom;
        // Shrinking both sides keeps the product in range; rounding the top up and the bottom
        // down keeps the result an upper bound.
        let shift = rest.checked_ilog2().unwrap_or(0).saturating_sub(90);
        let billionths = ((rest >> shift) + 1) * u128::from(BILLION) / (bottom >> shift) + 1;
        let total = whole * u128::from(BILLION) + billionths;
        Self::new(u64::try_from(total).unwrap_or(u64::MAX), BILLION)
    }

    /// The part above the line.
    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    /// The part below the line; never zero.
    pub const fn denominator(self) -> u64 {
        self.denominator
    }

    /// How far `self` lies above `other`; zero where it does not.
    ///
    /// ```
    /// use fairdivision::Ratio;
    /// assert_eq!(Ratio::new(3, 4).above(Ratio::new(1, 2)), Ratio::new(1, 4));
    /// assert_eq!(Ratio::new(1, 2).above(Ratio::new(3, 4)), Ratio::ZERO);
    /// ```
    #[must_use]
    pub fn above(self, other: Self) -> Self {
        let ours = u128::from(self.numerator) * u128::from(other.denominator);
        let theirs = u128::from(other.numerator) * u128::from(self.denominator);
        let bottom = u128::from(self.denominator) * u128::from(other.denominator);
        Self::at_least(ours.saturating_sub(theirs), bottom)
    }

    /// The sum; at or just below it where it does not fit.
    pub(crate) fn plus(self, other: Self) -> Self {
        let bottom = u128::from(self.denominator) * u128::from(other.denominator);
        let ours = u128::from(self.numerator) * u128::from(other.denominator);
        let theirs = u128::from(other.numerator) * u128::from(self.denominator);
        let top = ours + theirs;
        let divisor = gcd_wide(top, bottom);
        match (u64::try_from(top / divisor), u64::try_from(bottom / divisor)) {
            (Ok(top), Ok(bottom)) => Self::new(top, bottom),
            _ => self,
        }
    }

    /// The ratio in tenths of a percent, rounded to the nearest: for showing, never for deciding.
    pub fn per_mille(self) -> u64 {
        let bottom = u128::from(self.denominator);
        let rounded = (u128::from(self.numerator) * 2_000 + bottom) / (2 * bottom);
        u64::try_from(rounded).unwrap_or(u64::MAX)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let ours = u128::from(self.numerator) * u128::from(other.denominator);
        let theirs = u128::from(other.numerator) * u128::from(self.denominator);
        ours.cmp(&theirs)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            return write!(formatter, "{}", self.numerator);
        }
        write!(formatter, "{}/{}", self.numerator, self.denominator)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.numerator)?;
        pair.serialize_element(&self.denominator)?;
        pair.end()
    }
}

pub(crate) const fn gcd(mut left: u64, mut right: u64) -> u64 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    if left == 0 { 1 } else { left }
}

const fn gcd_wide(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    if left == 0 { 1 } else { left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_too_fine_for_64_bits_is_rounded_up_never_down() {
        let bottom = u128::from(u64::MAX) * 3;
        let gap = Ratio::at_least(bottom / 7 + 1, bottom);
        assert!(gap > Ratio::new(1, 7));
        assert!(gap < Ratio::new(1_429, 10_000));
    }

    #[test]
    fn per_mille_rounds_to_the_nearest() {
        assert_eq!(Ratio::new(1, 3).per_mille(), 333);
        assert_eq!(Ratio::new(2, 3).per_mille(), 667);
    }
}
