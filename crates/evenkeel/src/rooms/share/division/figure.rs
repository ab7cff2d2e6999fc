//! Piles on one level line, as numbers for an SVG. Whole tenths of a unit: no float decides
//! what anybody sees.

use household::division::Pile;

/// Height of the higher pile, in tenths.
const HEIGHT: u64 = 2_000;
/// Where the piles stand, in tenths.
const GROUND: u64 = 2_200;
/// Width of the picture, whole units.
const WIDTH: usize = 340;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub x: usize,
    pub y: String,
    pub height: String,
    pub is_moved: bool,
    pub is_kept: bool,
}

/// How wide each pile's blocks are, and the left edges of the piles, the reader's first.
pub(super) fn columns(piles: usize) -> (usize, Vec<usize>) {
    let (margin, gap) = match piles {
        ..=2 => (24, 32),
        3 => (16, 16),
        _ => (8, 8),
    };
    let piles = piles.max(1);
    let width = (WIDTH - 2 * margin - gap * (piles - 1)) / piles;
    (width, (0..piles).map(|pile| margin + pile * (width + gap)).collect())
}

/// The piles' blocks, the first card on top. A pile's height is its weight beside its owner's
/// agreed share: at equal height each carries their part.
pub(super) fn blocks(piles: &[Pile]) -> Vec<Vec<Block>> {
    let highest = u64::from(piles.iter().map(|pile| pile.share).max().unwrap_or(0)).max(1);
    let left = columns(piles.len()).1;
    piles.iter().zip(left).map(|(pile, x)| pile_blocks(pile, x, highest)).collect()
}

fn pile_blocks(pile: &Pile, x: usize, highest: u64) -> Vec<Block> {
    let gap = gap(pile.cards.len());
    let height = HEIGHT * u64::from(pile.share) / highest;
    let whole = pile.weight.max(1);
    let mut below = pile.weight;
    pile.cards
        .iter()
        .map(|placed| {
            let top = GROUND - height * below / whole;
            below -= u64::from(placed.weight).min(below);
            let bottom = GROUND - height * below / whole;
            // One that is there is seen, however light.
            let thick = (bottom - top).saturating_sub(gap).max(4);
            Block {
                x,
                y: tenths(top),
                height: tenths(thick),
                is_moved: placed.is_moved(),
                is_kept: placed.is_locked,
            }
        })
        .collect()
}

/// Room between two blocks; high piles of many cards have none to spare.
const fn gap(cards: usize) -> u64 {
    match cards {
        0..=40 => 20,
        41..=80 => 8,
        _ => 0,
    }
}

fn tenths(tenths: u64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use household::division::{Placed, Reason};
    use household::{CardId, MemberId};

    use super::*;

    fn pile(weights: &[u32], share: u32) -> Pile {
        let placed = |weight: &u32| Placed {
            card: CardId::from_bytes([0; 16]),
            weight: *weight,
            is_locked: false,
            from: None,
            is_newly_owned: false,
            reason: Reason::Stays,
        };
        Pile {
            member: MemberId::from_bytes([0; 16]),
            cards: weights.iter().map(placed).collect(),
            weight: weights.iter().map(|weight| u64::from(*weight)).sum(),
            share,
            is_estimated: false,
        }
    }

    #[test]
    fn the_higher_pile_is_full_height_and_both_stand_on_the_line() {
        let both = blocks(&[pile(&[30, 30], 1_000), pile(&[20, 10], 500)]);
        let [mine, theirs] = &both[..] else { panic!("two piles") };
        let ends = |blocks: &[Block]| {
            let last = blocks.last().expect("blocks");
            (blocks[0].y.clone(), last.y.clone(), last.height.clone())
        };
        assert_eq!(ends(mine), ("20".to_owned(), "120".to_owned(), "98".to_owned()));
        assert_eq!(ends(theirs), ("120".to_owned(), "186.7".to_owned(), "31.3".to_owned()));
    }

    #[test]
    fn every_pile_has_its_place_beside_the_others() {
        for piles in 1..=6 {
            let (width, left) = columns(piles);
            assert_eq!(left.len(), piles);
            assert!(left.windows(2).all(|two| two[0] + width < two[1]));
            assert!(left[piles - 1] + width < WIDTH);
        }
        assert_eq!(columns(2), (130, vec![24, 186]));
    }

    #[test]
    fn an_empty_pile_has_no_blocks() {
        assert_eq!(blocks(&[pile(&[], 0), pile(&[1], 2_000)])[0], []);
    }
}
