//! Two piles on one level line, as numbers for an SVG. Whole tenths of a unit: no float decides
//! what anybody sees.

use household::division::Pile;

/// Height of the higher pile, in tenths.
const HEIGHT: u64 = 2_000;
/// Where the piles stand, in tenths.
const GROUND: u64 = 2_200;
/// Left edges of the reader's pile and the other's.
const LEFT: [u32; 2] = [24, 186];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub x: u32,
    pub y: String,
    pub height: String,
    pub is_moved: bool,
    pub is_kept: bool,
}

/// Both piles' blocks, the first card on top. A pile's height is its weight beside its owner's
/// agreed share: at equal height each carries their part.
pub(super) fn blocks(piles: &[Pile; 2]) -> [Vec<Block>; 2] {
    let highest = u64::from(piles.iter().map(|pile| pile.share).max().unwrap_or(0)).max(1);
    [0, 1].map(|side| pile_blocks(&piles[side], LEFT[side], highest))
}

fn pile_blocks(pile: &Pile, x: u32, highest: u64) -> Vec<Block> {
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
                is_moved: placed.is_moved,
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
            is_moved: false,
            is_newly_owned: false,
            reason: Reason::Stays,
        };
        Pile {
            member: MemberId::from_bytes([0; 16]),
            cards: weights.iter().map(placed).collect(),
            weight: weights.iter().map(|weight| u64::from(*weight)).sum(),
            share,
        }
    }

    #[test]
    fn the_higher_pile_is_full_height_and_both_stand_on_the_line() {
        let [mine, theirs] = blocks(&[pile(&[30, 30], 1_000), pile(&[20, 10], 500)]);
        let ends = |blocks: &[Block]| {
            let last = blocks.last().expect("blocks");
            (blocks[0].y.clone(), last.y.clone(), last.height.clone())
        };
        assert_eq!(ends(&mine), ("20".to_owned(), "120".to_owned(), "98".to_owned()));
        assert_eq!(ends(&theirs), ("120".to_owned(), "186.7".to_owned(), "31.3".to_owned()));
    }

    #[test]
    fn an_empty_pile_has_no_blocks() {
        assert_eq!(blocks(&[pile(&[], 0), pile(&[1], 2_000)])[0], []);
    }
}
