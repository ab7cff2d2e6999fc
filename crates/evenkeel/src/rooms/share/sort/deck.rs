//! The cards that lie before one reader, in their order: which is next, and how far along they are.

use household::load::Dealt;
use household::sort::{Answer, LATER_ROUND_CARDS, Who};
use household::{CardId, Seen};

use super::who::is_readable;

/// One reader's cards, first to last.
#[derive(Debug)]
pub struct Hand<'a> {
    pub cards: Vec<Held<'a>>,
}

/// A card in a reader's hand, with what they said of it.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    pub dealt: &'a Dealt,
    pub answer: Option<&'a Answer>,
    pub is_open: bool,
}

/// How far along a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thread {
    /// This card's place in its round, from 1.
    pub place: usize,
    pub of: usize,
    /// Cards of the round that are settled.
    pub settled: usize,
}

/// How a card was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Settled,
    /// Without an answer: it is not asked again before the end of the round.
    Passed,
}

impl<'a> Hand<'a> {
    pub fn of(seen: &Seen<'a>) -> Self {
        let sort = &seen.own.sort;
        let cards = seen.shared.deck.cards().take(usize::from(sort.dealt()));
        let held = |dealt: &'a Dealt| {
            let answer = sort.answer(dealt.card.id);
            Held { dealt, answer, is_open: answer.is_none_or(|answer| is_open(seen, answer)) }
        };
        Self { cards: cards.map(held).collect() }
    }

    /// The cards with both taps made that are not skipped: those one can say more about. Open is
    /// one whose heaviness was not said.
    pub fn to_weigh(seen: &Seen<'a>) -> Self {
        let told =
            |held: &Held<'a>| !held.is_open && held.answer.is_some_and(|answer| !answer.skipped);
        let unsaid = |answer: Option<&Answer>| answer.is_none_or(|a| a.heaviness.is_none());
        let cards = Self::of(seen).cards.into_iter().filter(told);
        Self { cards: cards.map(|held| Held { is_open: unsaid(held.answer), ..held }).collect() }
    }

    pub fn place(&self, card: CardId) -> Option<usize> {
        self.cards.iter().position(|held| held.dealt.card.id == card)
    }

    /// The first card without an answer.
    pub fn first_open(&self) -> Option<CardId> {
        self.cards.iter().find(|held| held.is_open).map(|held| held.dealt.card.id)
    }

    pub fn open_count(&self) -> usize {
        self.cards.iter().filter(|held| held.is_open).count()
    }

    /// The card after this one was left.
    pub fn after(&self, card: CardId, left: Left) -> Option<CardId> {
        let open: Vec<_> = self.cards.iter().map(|held| held.is_open).collect();
        let Some(at) = self.place(card) else { return self.first_open() };
        next_open(&open, at, left).map(|at| self.cards[at].dealt.card.id)
    }

    pub fn before(&self, card: CardId) -> Option<CardId> {
        let at = self.place(card)?.checked_sub(1)?;
        Some(self.cards[at].dealt.card.id)
    }

    pub fn thread(&self, card: CardId) -> Option<Thread> {
        let open: Vec<_> = self.cards.iter().map(|held| held.is_open).collect();
        self.place(card).map(|at| thread(&open, at))
    }
}

/// Whether a card's answer still wants a tap. One that says "the other" where several others have
/// joined since does.
fn is_open(seen: &Seen<'_>, answer: &Answer) -> bool {
    let readable = |who: Option<Who>| who.is_some_and(|who| is_readable(seen, who));
    let is_settled = answer.skipped || (readable(answer.notices) && readable(answer.does));
    !is_settled
}

/// The next open card after `at`; past the last one, the first that was passed over, unless this
/// one was passed over too: whoever passes them all comes to an end.
fn next_open(open: &[bool], at: usize, left: Left) -> Option<usize> {
    let later = (at + 1..open.len()).find(|later| open[*later]);
    later.or_else(|| match left {
        Left::Settled => (0..at).find(|earlier| open[*earlier]),
        Left::Passed => None,
    })
}

/// Rounds are told apart by size only, so that a card more or less on the table moves nothing else.
fn thread(open: &[bool], at: usize) -> Thread {
    let size = usize::from(LATER_ROUND_CARDS);
    let start = at / size * size;
    let round = &open[start..open.len().min(start + size)];
    let settled = round.iter().filter(|open| !**open).count();
    Thread { place: at - start + 1, of: round.len(), settled }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: bool = true;
    const SAID: bool = false;

    #[test]
    fn the_next_open_card_comes_first_then_the_ones_passed_over() {
        let open = [OPEN, SAID, OPEN, SAID, OPEN];
        assert_eq!(next_open(&open, 1, Left::Settled), Some(2));
        assert_eq!(next_open(&open, 4, Left::Settled), Some(0));
        assert_eq!(next_open(&[SAID, SAID], 0, Left::Settled), None);
    }

    #[test]
    fn passing_every_card_comes_to_an_end() {
        let open = [OPEN, OPEN];
        assert_eq!(next_open(&open, 0, Left::Passed), Some(1));
        assert_eq!(next_open(&open, 1, Left::Passed), None);
    }

    #[test]
    fn a_card_never_follows_itself() {
        for left in [Left::Settled, Left::Passed] {
            assert_eq!(next_open(&[SAID, OPEN, SAID], 1, left), None);
        }
    }

    #[test]
    fn a_round_has_twelve_cards_and_the_last_one_what_is_left() {
        let mut open = vec![SAID; 12];
        open.extend([SAID, OPEN, OPEN]);
        assert_eq!(thread(&open, 0), Thread { place: 1, of: 12, settled: 12 });
        assert_eq!(thread(&open, 11), Thread { place: 12, of: 12, settled: 12 });
        assert_eq!(thread(&open, 13), Thread { place: 2, of: 3, settled: 1 });
        assert_eq!(thread(&[OPEN; 10], 0), Thread { place: 1, of: 10, settled: 0 });
    }
}
