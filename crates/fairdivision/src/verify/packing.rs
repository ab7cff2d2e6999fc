//! Whether things fit into rooms by their sums alone: what a refutation `"sums"` says they do not.
//!
//! Prices say nothing where everybody rates in the same proportions: only which sums can be made
//! does. So this tries everything, with as many steps as are allowed for a whole certificate. The
//! heaviest thing is in some room; for each room it may be in, every choice of what lies beside
//! it, in numbers of things that weigh the same, whose sum leaves the other rooms enough; then the
//! same with one room less. A table of the sums that can be made leaves out what cannot end well.

/// All steps of one certificate: a second or two.
const STEPS_MAX: u64 = 1 << 27;
/// So many words of a table count as one step.
const WORDS_A_STEP: u64 = 32;
/// The most bits of one table: 4 MB, and at most five tables at a time.
const BITS_MAX: u64 = 1 << 25;

/// Things that weigh the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub weight: u64,
    pub count: u64,
}

/// Tries, and how many steps are left for it.
#[derive(Debug)]
pub(super) struct Packing {
    steps_left: u64,
}

/// What may lie beside the heaviest in its room: from `least` to `most`.
#[derive(Debug)]
struct Room<'a> {
    least: u64,
    most: u64,
    sums: Sums,
    others: &'a [u64],
}

/// For each kind, what it and the later ones can add up to: one bit for each sum.
#[derive(Debug)]
struct Sums(Vec<Vec<u64>>);

impl Packing {
    pub const fn new() -> Self {
        Self { steps_left: STEPS_MAX }
    }

    /// Whether all of them fit, kinds from the heaviest down. None where the steps or the memory
    /// end. As deep as there are kinds, once for each room.
    pub fn fits(&mut self, kinds: &mut [Kind], rooms: &[u64]) -> Option<bool> {
        let total: u64 = kinds.iter().map(|kind| kind.weight * kind.count).sum();
        if rooms.iter().sum::<u64>() < total {
            return Some(false);
        }
        let heaviest = kinds.iter().position(|kind| kind.count > 0);
        let Some(heaviest) = heaviest.filter(|_| rooms.len() > 1) else { return Some(true) };
        let weight = kinds[heaviest].weight;
        for (index, &room) in rooms.iter().enumerate() {
            if weight > room || rooms[..index].contains(&room) {
                continue;
            }
            let mut others = rooms.to_vec();
            others.remove(index);
            kinds[heaviest].count -= 1;
            let most = room - weight;
            let least = total.saturating_sub(others.iter().sum()).saturating_sub(weight);
            let sums = self.sums(kinds, most)?;
            let room = Room { least, most, sums, others: &others };
            let fits = self.chosen(kinds, &room, 0, 0);
            kinds[heaviest].count += 1;
            if fits != Some(false) {
                return fits;
            }
        }
        Some(false)
    }

    /// Every number of each kind from `at` on, with `sum` in the room already.
    fn chosen(&mut self, kinds: &mut [Kind], room: &Room<'_>, at: usize, sum: u64) -> Option<bool> {
        let (least, most) = (room.least.saturating_sub(sum), room.most - sum);
        self.take(1 + most.saturating_sub(least) / 64 / WORDS_A_STEP)?;
        if least > most || !room.sums.reach(at, least, most) {
            return Some(false);
        }
        let Some(&Kind { weight, count }) = kinds.get(at) else {
            return self.fits(kinds, room.others);
        };
        for taken in (0..=count).rev() {
            let with = sum + taken * weight;
            if with > room.most {
                continue;
            }
            kinds[at].count = count - taken;
            let fits = self.chosen(kinds, room, at + 1, with);
            kinds[at].count = count;
            if fits != Some(false) {
                return fits;
            }
        }
        Some(false)
    }

    fn sums(&mut self, kinds: &[Kind], most: u64) -> Option<Sums> {
        let count: u64 = kinds.iter().map(|kind| kind.count).sum();
        if (most + 64) * (kinds.len() as u64 + 1) > BITS_MAX {
            return None;
        }
        let words = most / 64 + 1;
        self.take((count + kinds.len() as u64) * words / WORDS_A_STEP)?;
        let mut now = vec![0; usize::try_from(words).ok()?];
        now[0] = 1;
        let mut sums = vec![now.clone()];
        for kind in kinds.iter().rev() {
            for _ in 0..kind.count {
                add(&mut now, usize::try_from(kind.weight).ok()?);
            }
            sums.push(now.clone());
        }
        sums.reverse();
        Some(Sums(sums))
    }

    fn take(&mut self, steps: u64) -> Option<()> {
        self.steps_left = self.steps_left.checked_sub(steps)?;
        Some(())
    }
}

impl Sums {
    /// Whether the kinds from `at` on can make some sum from `least` to `most`.
    fn reach(&self, at: usize, least: u64, most: u64) -> bool {
        let sums = &self.0[at];
        let word = |sum: u64| usize::try_from(sum / 64).unwrap_or(usize::MAX);
        let until = word(most).min(sums.len() - 1);
        (word(least)..=until).any(|at| {
            let from = if at == word(least) { u64::MAX << (least % 64) } else { u64::MAX };
            let to = if at == word(most) { u64::MAX >> (63 - most % 64) } else { u64::MAX };
            sums[at] & from & to != 0
        })
    }
}

/// Each sum, and each with one more of this weight.
fn add(sums: &mut [u64], weight: usize) {
    let (words, bits) = (weight / 64, weight % 64);
    for to in (words..sums.len()).rev() {
        let from = to - words;
        let carried = match from.checked_sub(1) {
            Some(before) if bits > 0 => sums[before] >> (64 - bits),
            _ => 0,
        };
        sums[to] |= sums[from] << bits | carried;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(weights: &[u64]) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::new();
        for &weight in weights {
            match kinds.last_mut().filter(|kind| kind.weight == weight) {
                Some(kind) => kind.count += 1,
                None => kinds.push(Kind { weight, count: 1 }),
            }
        }
        kinds
    }

    /// By giving each thing to each room.
    fn by_trying(weights: &[u64], rooms: &mut Vec<u64>) -> bool {
        let Some((&first, rest)) = weights.split_first() else { return true };
        (0..rooms.len()).any(|room| {
            let fits = rooms[room] >= first;
            if fits {
                rooms[room] -= first;
            }
            let fits_on = fits && by_trying(rest, rooms);
            rooms[room] += if fits { first } else { 0 };
            fits_on
        })
    }

    #[test]
    fn what_fits_is_what_trying_says() {
        let mut state = 7_u64;
        let mut below = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % most
        };
        let mut fitted = 0;
        for _ in 0..3_000 {
            let most = [4, 9, 70, 200][usize::try_from(below(4)).expect("small")];
            let mut weights: Vec<u64> = (0..below(8)).map(|_| 1 + below(most)).collect();
            weights.sort_unstable_by(|left, right| right.cmp(left));
            let count = 1 + below(3);
            let even = weights.iter().sum::<u64>() / count;
            let mut rooms: Vec<u64> = (0..count).map(|_| even + below(most / 4 + 1)).collect();
            let fits = Packing::new().fits(&mut kinds(&weights), &rooms);
            assert_eq!(fits, Some(by_trying(&weights, &mut rooms)), "{weights:?} {rooms:?}");
            fitted += u64::from(fits == Some(true));
        }
        assert!((500..2_900).contains(&fitted), "{fitted}");
    }

    #[test]
    fn what_takes_too_long_or_too_much_memory_is_left_open() {
        let mut kinds = kinds(&[100, 99, 98]);
        assert_eq!(Packing { steps_left: 3 }.fits(&mut kinds, &[150, 100, 60]), None);
        let mut large = [Kind { weight: 1 << 24, count: 2 }];
        assert_eq!(Packing::new().fits(&mut large, &[1 << 26, 1 << 26]), None);
    }
}
