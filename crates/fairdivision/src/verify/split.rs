//! The evenest split of everything into as many piles as there are carers, by one's own ratings:
//! what `mms` is measured against.

/// Tries before three or more piles are given up.
const TRIES_MAX: u32 = 200_000;

/// Whether everything can be split so that the largest pile is lighter than a given one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    Lighter,
    NoneLighter,
    Unknown,
}

/// The same, as far as a glance tells: by the even part, by the heaviest thing, or by giving each
/// thing, the heaviest first, to the lightest pile.
pub(super) fn at_a_glance(mut ratings: Vec<u64>, piles: usize, pile: u64) -> Split {
    let even = ratings.iter().sum::<u64>().div_ceil(piles.max(1) as u64);
    ratings.sort_unstable_by(|left, right| right.cmp(left));
    if pile <= even.max(ratings.first().copied().unwrap_or(0)) {
        return Split::NoneLighter;
    }
    let mut made = vec![0; piles];
    for rating in ratings {
        made.sort_unstable();
        made[0] += rating;
    }
    if made.into_iter().all(|made| made < pile) { Split::Lighter } else { Split::Unknown }
}

/// Whether some split into `piles` piles has each of them lighter than `pile`.
pub(super) fn evenest(mut ratings: Vec<u64>, piles: usize, pile: u64) -> Split {
    let total: u64 = ratings.iter().sum();
    let Some(cap) = pile.checked_sub(1) else { return Split::NoneLighter };
    if piles as u64 * cap < total || ratings.iter().any(|&rating| rating > cap) {
        return Split::NoneLighter;
    }
    if piles == 2 {
        // One pile from `total - cap` to `cap` leaves the other in the same range.
        return if sum_within(&ratings, total - cap, cap) {
            Split::Lighter
        } else {
            Split::NoneLighter
        };
    }
    ratings.sort_unstable_by(|left, right| right.cmp(left));
    let mut tries_left = TRIES_MAX;
    match fits(&ratings, total, &mut vec![cap; piles], &mut tries_left) {
        Some(true) => Split::Lighter,
        Some(false) => Split::NoneLighter,
        None => Split::Unknown,
    }
}

/// Whether the ratings, heaviest first, can be put into this much room. None where the tries end.
/// As deep as there are ratings: at most 300.
fn fits(ratings: &[u64], total: u64, rooms: &mut Vec<u64>, tries_left: &mut u32) -> Option<bool> {
    let Some((&first, rest)) = ratings.split_first() else { return Some(true) };
    *tries_left = tries_left.checked_sub(1)?;
    let smallest = ratings.last().copied().unwrap_or(first);
    let usable: u64 = rooms.iter().filter(|&&room| room >= smallest).sum();
    if usable < total {
        return Some(false);
    }
    // The roomiest first: where that is not the way, of equal rooms one stands for all.
    let mut order: Vec<usize> = (0..rooms.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(rooms[index]));
    let mut tried = None;
    for index in order {
        if rooms[index] < first || tried == Some(rooms[index]) {
            continue;
        }
        tried = Some(rooms[index]);
        rooms[index] -= first;
        let found = fits(rest, total - first, rooms, tries_left);
        rooms[index] += first;
        if found != Some(false) {
            return found;
        }
    }
    Some(false)
}

/// Whether some of the ratings add up to a sum from `least` to `most`: one bit for each sum.
fn sum_within(ratings: &[u64], least: u64, most: u64) -> bool {
    let bits = usize::try_from(most).expect("totals are at most 30,000,000") + 1;
    let mut sums = vec![0_u64; bits.div_ceil(64)];
    sums[0] = 1;
    for &rating in ratings {
        let rating = usize::try_from(rating).expect("ratings are at most 100,000");
        let (words, shift) = (rating / 64, rating % 64);
        for to in (words..sums.len()).rev() {
            let from = to - words;
            let low = from.checked_sub(1).filter(|_| shift > 0);
            let carried = low.map_or(0, |low| sums[low] >> (64 - shift));
            sums[to] |= sums[from] << shift | carried;
        }
    }
    let has =
        |sum: u64| usize::try_from(sum).is_ok_and(|sum| sums[sum / 64] >> (sum % 64) & 1 == 1);
    (least..=most).any(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_are_found_or_refuted() {
        for (ratings, piles, best) in [
            (vec![3, 3, 2, 2, 2], 2, 6),
            (vec![5, 5, 4], 2, 9),
            (vec![100, 1], 2, 100),
            (vec![64, 64, 1], 2, 65),
            (vec![3, 3, 2, 2, 2], 3, 5),
            (vec![7, 6, 5, 4, 3, 2, 1], 4, 7),
            (vec![9], 3, 9),
        ] {
            let larger = evenest(ratings.clone(), piles, best + 1);
            assert_eq!(larger, Split::Lighter, "{ratings:?}");
            assert_eq!(evenest(ratings.clone(), piles, best), Split::NoneLighter, "{ratings:?}");
        }
        assert_eq!(evenest(Vec::new(), 3, 0), Split::NoneLighter);
    }
}
