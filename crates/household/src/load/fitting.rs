//! Which ready cards fit a family, and in what order they are offered.
//!
//! A proposal, never a decision: the family ticks, renames, adds and leaves out. It is made from
//! facts every parent in the household knows, so it shows nothing of anybody's answers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::catalogue::{Circumstance, Row, Scope, catalogue, fits};
use crate::people::{Child, Lives};

/// Cards of the first picture, which one person sees alone before the family is known.
pub const FIRST_PICTURE_CARDS: usize = 10;

/// What is known of one child.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "ticks of a form, each on its own")]
pub struct ChildFacts {
    /// Whole months since birth; months still to go are negative.
    pub age_months: i32,
    pub extra_needs: bool,
    pub step: bool,
    pub adopted: bool,
    pub two_homes: bool,
    /// Not here yet: a pregnancy, or a child of any age about to be adopted or placed.
    pub expecting: bool,
}

/// One card offered to a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed {
    pub row: &'static Row,
    /// Which child it is about, by place in the list given; none for the whole home.
    pub child: Option<usize>,
    pub standing: Standing,
}

/// How a card is offered. The order is the order of a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Among the first cards that matter in most homes.
    Starter,
    /// It fits.
    More,
    /// It fits some families; offered only to one that looks for it.
    Hidden,
}

impl ChildFacts {
    /// What is known of a child on this day.
    pub fn of(child: &Child, today: Date) -> Self {
        Self {
            age_months: child.fitting_months(today),
            extra_needs: child.arrangement.extra_needs,
            step: child.arrangement.step,
            adopted: child.arrangement.adopted,
            two_homes: child.lives == Lives::TwoHomes,
            expecting: child.arrangement.expected,
        }
    }
}

/// The cards that fit these children: starters in their order, then the others by domain, then the
/// hidden ones by domain. A row about a child stands once for each child it fits.
///
/// Without a child nothing is known yet: the starters are offered, each once, and what fits a home
/// whatever the ages in it.
///
/// ```
/// use household::load::fitting::{ChildFacts, Standing, propose};
///
/// let deck = propose(&[ChildFacts { age_months: 40, ..ChildFacts::default() }]);
/// assert_eq!(deck[0].row.id, "feed-weekday-dinner");
/// assert!(deck.iter().any(|card| card.row.id == "school-bag" && card.child == Some(0)));
/// assert!(deck.iter().all(|card| card.row.id != "feed-baby-night"));
/// assert!(deck.iter().any(|card| card.standing == Standing::Hidden));
/// ```
pub fn propose(children: &[ChildFacts]) -> Vec<Proposed> {
    let starters = catalogue().starter_ids();
    let first = starters.iter().filter_map(|id| catalogue().row(id));
    let rest = catalogue().rows().iter().filter(|row| !starters.contains(&row.id));
    let mut deck: Vec<Proposed> =
        first.chain(rest).flat_map(|row| instances(row, children)).collect();
    // Stable: within one standing the order of the catalogue stays.
    deck.sort_by_key(|card| card.standing);
    deck
}

/// Up to `cards_max` cards to begin with: the catalogue's opening, then further starters with as
/// many sides of family life as possible, each row once. Hidden cards are never among them.
pub fn opening(deck: &[Proposed], cards_max: usize) -> Vec<Proposed> {
    let mut picked: Vec<Proposed> = Vec::with_capacity(cards_max.min(deck.len()));
    for id in catalogue().opening_ids() {
        let found =
            deck.iter().find(|card| card.row.id == *id && card.standing != Standing::Hidden);
        picked.extend(found.filter(|_| picked.len() < cards_max));
    }
    let mut seen: BTreeSet<&str> = picked.iter().map(|card| card.row.id).collect();
    let left: Vec<Proposed> = deck
        .iter()
        .filter(|card| card.standing != Standing::Hidden && seen.insert(card.row.id))
        .copied()
        .collect();
    while picked.len() < cards_max {
        let free = left.iter().filter(|card| !picked.contains(card));
        let count_of = |card: &Proposed| {
            picked.iter().filter(|other| other.row.domain == card.row.domain).count()
        };
        // The first of those whose domain has been asked about least; `min_by_key` keeps the first.
        let Some(next) = free.min_by_key(|card| (card.standing, count_of(card))).copied() else {
            break;
        };
        picked.push(next);
    }
    picked
}

fn instances(row: &'static Row, children: &[ChildFacts]) -> Vec<Proposed> {
    let starter = catalogue().starter_ids().contains(&row.id);
    let offer = |child, on: bool| {
        let standing = match (on, starter) {
            (true, true) => Standing::Starter,
            (true, false) => Standing::More,
            (false, _) => Standing::Hidden,
        };
        Proposed { row, child, standing }
    };
    if children.is_empty() {
        let suits_any_home =
            row.scope == Scope::Household && row.from_month < 0 && { row.to_month >= ADULT_MONTHS };
        let known = starter || suits_any_home;
        return known.then(|| offer(None, row.default_on)).into_iter().collect();
    }
    match row.scope {
        Scope::Household => {
            let any_fits = children.iter().any(|child| fits(row, clock_months(child)));
            let on = row.default_on || turned_on(row, children, children);
            any_fits.then(|| offer(None, on)).into_iter().collect()
        }
        Scope::Child => children
            .iter()
            .enumerate()
            .filter(|(_, child)| fits(row, clock_months(child)))
            .map(|(index, child)| {
                let on = row.default_on || turned_on(row, &[*child], children);
                offer(Some(index), on)
            })
            .collect(),
    }
}

const ADULT_MONTHS: i16 = 216;

/// The age that decides what fits. A child who is expected has not begun any of the work that
/// follows arrival, whatever the child's own age.
fn clock_months(child: &ChildFacts) -> i32 {
    if child.expecting { child.age_months.clamp(-9, -1) } else { child.age_months }
}

/// Whether everything that turns `row` on holds for `about`, some of `children`.
fn turned_on(row: &Row, about: &[ChildFacts], children: &[ChildFacts]) -> bool {
    let holds = |circumstance: &Circumstance| match circumstance {
        Circumstance::ExtraNeeds => about.iter().any(|child| child.extra_needs),
        Circumstance::Step => about.iter().any(|child| child.step),
        Circumstance::Adopted => about.iter().any(|child| child.adopted),
        Circumstance::TwoHomes => about.iter().any(|child| child.two_homes),
        // A child on the way is a brother or sister only for what prepares the arrival.
        Circumstance::Siblings => {
            children.iter().filter(|child| row.from_month < 0 || !child.expecting).count() > 1
        }
    };
    !row.when.is_empty() && row.when.iter().all(holds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn child(age_months: i32) -> ChildFacts {
        ChildFacts { age_months, ..ChildFacts::default() }
    }

    fn standing(deck: &[Proposed], id: &str) -> Option<Standing> {
        deck.iter().find(|card| card.row.id == id).map(|card| card.standing)
    }

    #[test]
    fn nothing_known_offers_the_starters_once() {
        let deck = propose(&[]);
        let starters: Vec<_> = deck
            .iter()
            .filter(|card| card.standing == Standing::Starter)
            .map(|card| card.row.id)
            .collect();
        assert_eq!(starters, catalogue().starter_ids());
        assert!(deck.iter().all(|card| card.child.is_none()));
        assert_eq!(standing(&deck, "arrival-appointments"), None);
        let ids: Vec<_> =
            opening(&deck, FIRST_PICTURE_CARDS).iter().map(|card| card.row.id).collect();
        assert_eq!(ids, catalogue().opening_ids()[..FIRST_PICTURE_CARDS]);
    }

    #[test]
    fn a_child_on_the_way_brings_the_arrival_cards() {
        let expected = ChildFacts { expecting: true, ..child(-5) };
        let deck = propose(&[expected]);
        assert_eq!(standing(&deck, "arrival-day-plan"), Some(Standing::More));
        assert_eq!(standing(&deck, "arrival-registration"), None);
        assert_eq!(standing(&deck, "feed-baby-day"), None);
        assert_eq!(standing(&deck, "arrival-siblings"), Some(Standing::Hidden));
        let deck = propose(&[expected, child(50)]);
        assert_eq!(standing(&deck, "arrival-siblings"), Some(Standing::More));
        assert_eq!(standing(&deck, "guide-sibling-peace"), Some(Standing::Hidden));
    }

    #[test]
    fn an_older_child_about_to_be_adopted_is_expected_too() {
        let facts = ChildFacts { expecting: true, adopted: true, ..child(60) };
        let deck = propose(&[facts]);
        assert_eq!(standing(&deck, "arrival-agency"), Some(Standing::More));
        assert_eq!(standing(&deck, "school-homework"), None);
    }

    #[test]
    fn what_a_family_says_turns_on_what_it_needs() {
        let plain = child(48);
        for (facts, id) in [
            (ChildFacts { extra_needs: true, ..plain }, "extra-care-team"),
            (ChildFacts { extra_needs: true, ..plain }, "feed-special-diet"),
            (ChildFacts { two_homes: true, ..plain }, "extra-two-homes"),
            (ChildFacts { adopted: true, ..plain }, "extra-life-story"),
            (ChildFacts { step: true, ..plain }, "extra-step-bonds"),
        ] {
            assert_eq!(standing(&propose(&[plain]), id), Some(Standing::Hidden), "{id}");
            assert_eq!(standing(&propose(&[facts]), id), Some(Standing::More), "{id}");
        }
        let extra = ChildFacts { extra_needs: true, ..child(12) };
        assert_eq!(standing(&propose(&[extra]), "extra-sibling-time"), None);
        let deck = propose(&[extra, child(60)]);
        assert_eq!(standing(&deck, "extra-sibling-time"), Some(Standing::More));
    }

    #[test]
    fn a_card_about_one_child_is_turned_on_for_that_child_only() {
        let deck = propose(&[child(48), ChildFacts { two_homes: true, ..child(90) }]);
        let standings: Vec<_> = deck
            .iter()
            .filter(|card| card.row.id == "extra-two-homes")
            .map(|card| (card.child, card.standing))
            .collect();
        assert_eq!(standings, [(Some(1), Standing::More), (Some(0), Standing::Hidden)]);
    }

    #[test]
    fn support_goes_on_past_eighteen() {
        let deck = propose(&[ChildFacts { extra_needs: true, ..child(240) }]);
        assert_eq!(standing(&deck, "extra-adult-services"), Some(Standing::More));
        assert_eq!(standing(&deck, "school-messages"), None);
    }

    #[test]
    fn the_first_round_is_full_at_every_age() {
        for age_months in -9..=216 {
            let facts = ChildFacts { expecting: age_months < 0, ..child(age_months) };
            let round = opening(&propose(&[facts]), 12);
            assert_eq!(round.len(), 12, "at {age_months} months");
        }
    }

    fn any_child() -> impl Strategy<Value = ChildFacts> {
        (-12..330_i32, any::<[bool; 5]>()).prop_map(|(age_months, ticks)| ChildFacts {
            age_months,
            extra_needs: ticks[0],
            step: ticks[1],
            adopted: ticks[2],
            two_homes: ticks[3],
            expecting: ticks[4],
        })
    }

    fn any_children() -> impl Strategy<Value = Vec<ChildFacts>> {
        proptest::collection::vec(any_child(), 0..6)
    }

    fn keys(deck: &[Proposed]) -> BTreeSet<(&'static str, Option<usize>)> {
        deck.iter().map(|card| (card.row.id, card.child)).collect()
    }

    fn shown(deck: &[Proposed]) -> BTreeSet<(&'static str, Option<usize>)> {
        let cards = deck.iter().filter(|card| card.standing != Standing::Hidden);
        cards.map(|card| (card.row.id, card.child)).collect()
    }

    proptest! {
        #[test]
        fn every_card_stands_once_and_fits(children in any_children()) {
            let deck = propose(&children);
            prop_assert_eq!(keys(&deck).len(), deck.len());
            for card in &deck {
                match (card.row.scope, card.child) {
                    (Scope::Child, Some(index)) => {
                        prop_assert!(fits(card.row, clock_months(&children[index])));
                    }
                    (Scope::Household, None) => prop_assert!(
                        children.is_empty()
                            || children.iter().any(|child| fits(card.row, clock_months(child)))
                    ),
                    (Scope::Child, None) => prop_assert!(children.is_empty()),
                    (Scope::Household, Some(_)) => prop_assert!(false, "a home has no index"),
                }
            }
        }

        #[test]
        fn starters_come_first_and_hidden_cards_last(children in any_children()) {
            let deck = propose(&children);
            prop_assert!(deck.is_sorted_by_key(|card| card.standing));
            let places: Vec<_> = deck
                .iter()
                .filter(|card| card.standing == Standing::Starter)
                .map(|card| catalogue().starter_ids().iter().position(|id| *id == card.row.id))
                .collect();
            prop_assert!(places.iter().all(Option::is_some) && places.is_sorted());
        }

        #[test]
        fn no_default_card_is_hidden_and_no_other_is_shown_without_reason(
            children in any_children(),
        ) {
            for card in propose(&children) {
                if card.row.default_on {
                    prop_assert!(card.standing != Standing::Hidden);
                } else if card.row.when.is_empty() {
                    prop_assert_eq!(card.standing, Standing::Hidden);
                }
            }
        }

        #[test]
        fn a_further_tick_takes_no_card_away(children in any_children(), tick in 0..4_usize) {
            let before = propose(&children);
            let mut children = children;
            for child in &mut children {
                match tick {
                    0 => child.extra_needs = true,
                    1 => child.step = true,
                    2 => child.adopted = true,
                    _ => child.two_homes = true,
                }
            }
            let after = propose(&children);
            prop_assert_eq!(keys(&before), keys(&after));
            prop_assert!(shown(&before).is_subset(&shown(&after)));
        }

        #[test]
        fn a_further_child_takes_no_card_away(
            children in proptest::collection::vec(any_child(), 1..5),
            further in any_child(),
        ) {
            let before = propose(&children);
            let after = propose(&[children, vec![further]].concat());
            prop_assert!(shown(&before).is_subset(&shown(&after)));
        }

        #[test]
        fn an_opening_is_short_shown_and_without_repeats(
            children in any_children(),
            cards_max in 0..40_usize,
        ) {
            let deck = propose(&children);
            let cards = opening(&deck, cards_max);
            prop_assert!(cards.len() <= cards_max);
            let rows: BTreeSet<_> = cards.iter().map(|card| card.row.id).collect();
            prop_assert_eq!(rows.len(), cards.len());
            prop_assert!(cards.iter().all(|card| card.standing != Standing::Hidden));
            let rows_shown: BTreeSet<_> = shown(&deck).into_iter().map(|(id, _)| id).collect();
            prop_assert_eq!(cards.len(), cards_max.min(rows_shown.len()));
        }
    }
}
