//! Fractions as the verifier computes them: apart from the solver's, so that a fault in the one
//! is not a fault in the other.

use std::cmp::Ordering;

/// A fraction in lowest terms. The bottom is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    pub top: u64,
    pub bottom: u64,
}

impl Fraction {
    pub const ZERO: Self = Self { top: 0, bottom: 1 };

    /// `top / bottom` in lowest terms. None where it has no value or its parts do not fit.
    pub fn lowest(top: u128, bottom: u128) -> Option<Self> {
        let common = common_divisor(top, bottom);
        if bottom == 0 {
            return None;
        }
        let top = u64::try_from(top / common).ok()?;
        let bottom = u64::try_from(bottom / common).ok()?;
        Some(Self { top, bottom })
    }

    /// The two numbers as written, if they are a fraction in lowest terms.
    pub fn as_written(top: u64, bottom: u64) -> Option<Self> {
        let fraction = Self { top, bottom };
        (Self::lowest(top.into(), bottom.into()) == Some(fraction)).then_some(fraction)
    }

    /// How far it lies above a smaller one, not always in lowest terms: `(top, bottom)`.
    pub fn above(self, smaller: Self) -> Option<(u128, u128)> {
        let ours = u128::from(self.top) * u128::from(smaller.bottom);
        let theirs = u128::from(smaller.top) * u128::from(self.bottom);
        let bottom = u128::from(self.bottom) * u128::from(smaller.bottom);
        ours.checked_sub(theirs).map(|top| (top, bottom))
    }

    /// In tenths of a percent, rounded to the nearest: for showing only.
    pub fn per_mille(self) -> u128 {
        let bottom = u128::from(self.bottom);
        (u128::from(self.top) * 2_000 + bottom) / (2 * bottom)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let ours = u128::from(self.top) * u128::from(other.bottom);
        ours.cmp(&(u128::from(other.top) * u128::from(self.bottom)))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares `left.0 / left.1` with `right.0 / right.1` without multiplying, by their continued
/// fractions: the parts may need all 128 bits.
pub(super) fn compare(mut left: (u128, u128), mut right: (u128, u128)) -> Ordering {
    let mut turned = false;
    loop {
        let whole = (left.0 / left.1).cmp(&(right.0 / right.1));
        let (left_rest, right_rest) = (left.0 % left.1, right.0 % right.1);
        let here = whole.then_with(|| match (left_rest, right_rest) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => Ordering::Equal,
        });
        if here != Ordering::Equal || left_rest == 0 {
            return if turned { here.reverse() } else { here };
        }
        (left, right) = ((left.1, left_rest), (right.1, right_rest));
        turned = !turned;
    }
}

/// 1 for two zeros, so that it can be divided by.
pub(super) fn common_divisor(left: u128, right: u128) -> u128 {
    let (mut large, mut small) = (left.max(right), left.min(right));
    while small > 0 {
        (large, small) = (small, large % small);
    }
    large.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_compare_by_value_whatever_their_size() {
        for (left, right) in
            [((1, 2), (2, 3)), ((0, 5), (1, 9)), ((7, 3), (5, 2)), ((9, 3), (3, 1))]
        {
            let products = (left.0 * right.1, right.0 * left.1);
            assert_eq!(compare(left, right), products.0.cmp(&products.1), "{left:?} {right:?}");
            assert_eq!(compare(right, left), products.1.cmp(&products.0), "{left:?} {right:?}");
        }
        let huge = u128::MAX;
        assert_eq!(compare((huge - 1, huge), (huge - 2, huge - 1)), Ordering::Greater);
        assert_eq!(compare((huge, huge - 1), (huge - 1, huge - 2)), Ordering::Less);
        assert_eq!(compare((huge, 1), (huge, 1)), Ordering::Equal);
    }

    #[test]
    fn only_lowest_terms_are_as_written() {
        assert!(Fraction::as_written(2, 4).is_none());
        assert!(Fraction::as_written(0, 2).is_none());
        assert!(Fraction::as_written(1, 0).is_none());
        assert!(Fraction::as_written(0, 0).is_none());
        assert_eq!(Fraction::as_written(0, 1), Some(Fraction::ZERO));
    }
}
