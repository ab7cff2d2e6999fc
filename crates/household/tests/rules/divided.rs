//! What each reader sees of the division: both piles, by their own ratings only.

use std::collections::BTreeSet;

use household::division::{
    At, DivisionView, Evenness, NoDivision, Plan, PlanLine, Reason, SetAside, WEIGHT_MAX, Wish,
};
use household::sort::{Cannot, Heaviness, Mark, Who};
use household::{CardId, Command, MemberId};
use proptest::prelude::*;

use crate::chance::{Dice, cases};
use crate::family::{CALENDAR, DINNER, KIM, ROBIN, SAM, TODAY, WASH, World, line};
use crate::feeling::{divided, feel, felt as felt_by};

/// Both have told that Robin does it all, what each feels about it by their dice, and opened.
fn felt(robin: u64, sam: u64, cards: usize) -> World {
    felt_by(World::together(), &[(ROBIN, Who::Me, robin), (SAM, Who::Other, sam)], cards)
}

fn tried(world: &World, who: MemberId, cards: &[CardId], to: MemberId) -> DivisionView {
    let moved = cards.iter().map(|card| (*card, to)).collect();
    let wish = Wish { at: At::First, moved };
    world.home.division_for(who, &wish).expect("something to divide")
}

fn cards_of(view: &DivisionView, who: MemberId) -> BTreeSet<CardId> {
    let pile = view.piles.iter().find(|pile| pile.member == who).expect("one each");
    pile.cards.iter().map(|placed| placed.card).collect()
}

fn all_wishes(view: &DivisionView, dice: &mut Dice) -> Vec<Wish> {
    let mut ats = vec![At::First, At::Frontier(usize::MAX)];
    ats.extend([Plan::FewestToFair, Plan::NearBest, Plan::Best].map(At::Plan));
    ats.extend((0..view.frontier.len()).step_by(7).map(At::Frontier));
    let cards: Vec<_> = view.piles.iter().flat_map(|pile| &pile.cards).collect();
    ats.into_iter()
        .map(|at| {
            let moved = (0..dice.below(3)).map(|_| {
                let to = view.piles[dice.below(view.piles.len())].member;
                (cards[dice.below(cards.len())].card, to)
            });
            Wish { at, moved: moved.collect() }
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(60))]

    /// The division reckons with what was opened; what Sam marks since is nobody's business.
    #[test]
    fn what_the_other_marks_after_the_opening_changes_nothing_for_me(
        seeds in any::<[u64; 3]>(),
        cards in 0_usize..20,
    ) {
        let quiet = felt(seeds[0], seeds[1], cards);
        let mut busy = quiet.clone();
        busy.tell_all(SAM, Who::Both);
        feel(&mut busy, SAM, seeds[2]);
        busy.act(SAM, Command::SealSort);
        let view = divided(&quiet, ROBIN, At::First);
        for wish in all_wishes(&view, &mut Dice::new(seeds[2])) {
            let views = [&quiet, &busy].map(|world| world.home.division_for(ROBIN, &wish));
            prop_assert_eq!(&views[0], &views[1]);
        }
    }

    /// Where the owners are fixed, whatever Sam feels shows nothing but whether it is even.
    #[test]
    fn the_others_ratings_are_in_nothing_but_the_owners(
        seeds in any::<[u64; 4]>(),
        cards in 0_usize..20,
    ) {
        let mut worlds = [felt(seeds[0], seeds[1], cards), felt(seeds[0], seeds[2], cards)];
        for world in &mut worlds {
            let mut dice = Dice::new(seeds[3]);
            for card in world.home_cards() {
                let owner = dice.of(&[ROBIN, SAM]);
                world.act(SAM, Command::LockCard { card, owner });
            }
        }
        let view = divided(&worlds[0], ROBIN, At::First);
        for wish in all_wishes(&view, &mut Dice::new(seeds[3])) {
            let views = [&worlds[0], &worlds[1]].map(|world| {
                let view = world.home.division_for(ROBIN, &wish).expect("something to divide");
                prop_assert!(!view.is_edited, "a locked card is not tried elsewhere");
                // The first way is named by whether it is even.
                let line = PlanLine { plan: Plan::Best, ..view.plans[0] };
                let (at, evenness) = (At::First, Evenness::ByMyNumbers);
                prop_assert_eq!(view.plans.len(), 1);
                Ok(DivisionView { at, evenness, plans: vec![line], ..view })
            });
            let [one, other] = views;
            prop_assert_eq!(one?, other?);
        }
    }

    /// Both piles hold every card once, each with its owner; shares are what the weights say.
    #[test]
    fn every_card_lies_in_one_pile(seeds in any::<[u64; 3]>(), cards in 0_usize..20) {
        let world = felt(seeds[0], seeds[1], cards);
        let first = divided(&world, SAM, At::First);
        for wish in all_wishes(&first, &mut Dice::new(seeds[2])) {
            let view = world.home.division_for(SAM, &wish).expect("something to divide");
            prop_assert_eq!(view.piles[0].member, SAM, "the reader's own first");
            let piles = [ROBIN, SAM].map(|who| cards_of(&view, who));
            prop_assert!(piles[0].is_disjoint(&piles[1]));
            let all: BTreeSet<_> = piles[0].union(&piles[1]).copied().collect();
            prop_assert_eq!(all, world.home_cards().into_iter().collect());
            prop_assert_eq!(view.piles.iter().map(|pile| pile.weight).sum::<u64>(), view.total);
            for pile in &view.piles {
                let weights = pile.cards.iter().map(|placed| u64::from(placed.weight));
                prop_assert_eq!(weights.sum::<u64>(), pile.weight);
            }
            let shares = view.piles[0].share + view.piles[1].share;
            prop_assert!((1_999..=2_001).contains(&shares), "{shares} of two equal shares");
            prop_assert_eq!(view.mine.share, view.piles[0].share);
        }
    }

    /// What the page may call even is even to both, each by their own numbers.
    #[test]
    fn even_is_even_in_both_eyes(seeds in any::<[u64; 2]>(), cards in 2_usize..20) {
        let world = felt(seeds[0], seeds[1], cards);
        for plan in [Plan::FewestToFair, Plan::NearBest, Plan::Best] {
            let views = [ROBIN, SAM].map(|who| divided(&world, who, At::Plan(plan)));
            prop_assert_eq!(views[0].evenness, views[1].evenness);
            prop_assert_eq!(cards_of(&views[0], SAM), cards_of(&views[1], SAM));
            let within = views.iter().all(|view| view.mine.is_within_share);
            prop_assert_eq!(views[0].evenness == Evenness::Even, within);
            prop_assert_ne!(views[0].evenness, Evenness::ByMyNumbers);
        }
        let best = divided(&world, ROBIN, At::Plan(Plan::Best));
        prop_assert!(best.mine.is_most_even);
        prop_assert!(divided(&world, ROBIN, At::First).moves.len() <= best.moves.len());
        let far: Vec<_> = [ROBIN, SAM].map(|who| divided(&world, who, At::First))
            .iter()
            .flat_map(|view| {
                let pairs = view.frontier.windows(2);
                pairs.map(|two| two[0].my_weight <= two[1].my_weight).collect::<Vec<_>>()
            })
            .collect();
        prop_assert!(far.iter().all(|rising| *rising), "my lightest pile first");
    }
}

#[test]
fn with_equal_shares_and_equal_ratings_it_comes_out_even() {
    let mut world = World::together();
    for n in 0..10 {
        let name = line(&format!("Card {n}"));
        world.act(ROBIN, Command::AddOwnCard { name, minutes: 60, child: None });
    }
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Both);
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let view = divided(&world, ROBIN, At::Plan(Plan::Best));
    assert_eq!(view.mine.share, view.piles[1].share.min(view.mine.share));
    assert!(view.mine.is_envy_free_but_one && view.mine.is_as_good_as_cutting == Some(true));
    assert!(view.moves.is_empty(), "what both do is nobody's today: nothing moves away");
}

#[test]
fn a_lock_holds_a_card_where_both_set_it() {
    let mut world = felt(1, 2, 8);
    let card = world.card(DINNER);
    for owner in [SAM, ROBIN] {
        world.act(SAM, Command::LockCard { card, owner });
        for plan in [Plan::FewestToFair, Plan::NearBest, Plan::Best] {
            let view = divided(&world, ROBIN, At::Plan(plan));
            assert!(cards_of(&view, owner).contains(&card));
            let placed = view.piles.iter().flat_map(|pile| &pile.cards).find(|p| p.card == card);
            assert_eq!(placed.map(|p| (p.is_locked, p.reason)), Some((true, Reason::Locked)));
        }
    }
}

#[test]
fn what_is_left_out_or_off_the_table_is_not_divided() {
    let mut world = felt(3, 4, 8);
    let (out, off, own) = (world.card(DINNER), world.card(WASH), world.card(CALENDAR));
    world.act(SAM, Command::SetCardAside { card: out, how: SetAside::PayFor });
    world.act(ROBIN, Command::RemoveCard { card: off });
    let view = divided(&world, ROBIN, At::First);
    let cards: BTreeSet<_> = view.piles.iter().flat_map(|p| &p.cards).map(|p| p.card).collect();
    assert!(!cards.contains(&out) && !cards.contains(&off) && cards.contains(&own));
    world.act(ROBIN, Command::BringCardBack { card: out });
    world.act(ROBIN, Command::RestoreCard { card: off });
    let again = divided(&world, ROBIN, At::First);
    assert_eq!(again.total, felt_total(&world));
}

fn felt_total(world: &World) -> u64 {
    divided(world, ROBIN, At::Plan(Plan::Best)).piles.iter().map(|pile| pile.weight).sum()
}

#[test]
fn other_shares_move_weight_to_the_one_with_more_room() {
    let mut world = felt(5, 6, 30);
    let half = divided(&world, ROBIN, At::Plan(Plan::Best)).piles[0].weight;
    let weights = [(ROBIN, 1), (SAM, WEIGHT_MAX)];
    world.act(ROBIN, Command::OfferShares { weights: weights.into() });
    assert_eq!(divided(&world, ROBIN, At::Plan(Plan::Best)).piles[0].weight, half, "an offer");
    world.act(SAM, Command::ConfirmShares { weights: weights.into() });
    let view = divided(&world, ROBIN, At::Plan(Plan::Best));
    assert!(view.piles[0].weight < half, "all but what Sam can't");
    assert_eq!(view.mine.is_as_good_as_cutting, None);
}

#[test]
fn a_card_tried_by_hand_lies_in_the_other_pile_and_tells_nothing_about_the_other() {
    let world = felt(7, 8, 20);
    let before = divided(&world, ROBIN, At::First);
    let card = before.piles[0].cards[0];
    let after = tried(&world, ROBIN, &[card.card], SAM);
    assert!(after.is_edited && cards_of(&after, SAM).contains(&card.card));
    assert_eq!(after.piles[0].weight, before.piles[0].weight - u64::from(card.weight));
    assert_eq!(after.evenness, Evenness::ByMyNumbers);
    let placed = after.piles[1].cards.iter().find(|placed| placed.card == card.card);
    assert_eq!(placed.map(|placed| placed.reason), Some(Reason::Tried));
    let unknown = CardId::from_bytes([9; 16]);
    assert!(!tried(&world, ROBIN, &[unknown], SAM).is_edited);
    assert!(!tried(&world, ROBIN, &[card.card], KIM).is_edited, "Kim is not here");
    assert!(!tried(&world, ROBIN, &[card.card], ROBIN).is_edited, "it lies there");
}

#[test]
fn reasons_are_the_readers_own() {
    let mut world = World::together();
    let cards = world.home_cards();
    let feelings = [
        (ROBIN, 0, Mark::Cannot(Some(Cannot::NotPossible))),
        (ROBIN, 1, Mark::Heaviness(Heaviness::Draining)),
        (SAM, 2, Mark::Cannot(Some(Cannot::NotPossible))),
        (SAM, 3, Mark::Heaviness(Heaviness::Draining)),
        (SAM, 4, Mark::Cannot(Some(Cannot::DontKnowHow))),
    ];
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Both);
        for (_, card, mark) in feelings.iter().filter(|(by, ..)| *by == who) {
            let marks = vec![*mark];
            world.act(who, Command::MarkCard { card: cards[*card], marks });
        }
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let view = divided(&world, ROBIN, At::Plan(Plan::Best));
    let reason = |card: CardId| {
        let mut all = view.piles.iter().flat_map(|pile| &pile.cards);
        all.find(|placed| placed.card == card).expect("divided").reason
    };
    assert!(cards_of(&view, SAM).contains(&cards[0]));
    assert_eq!(reason(cards[0]), Reason::NotPossibleForMe);
    assert!(cards_of(&view, ROBIN).contains(&cards[2]), "Sam can't, and Robin is not told so");
    for card in &cards[2..] {
        assert_eq!(reason(*card), Reason::Balance);
    }
}

#[test]
fn a_card_that_neither_can_do_is_still_shown_to_both() {
    let mut world = World::together();
    let card = world.card(DINNER);
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Both);
        let marks = vec![Mark::Cannot(Some(Cannot::NotPossible))];
        world.act(who, Command::MarkCard { card, marks });
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    for who in [ROBIN, SAM] {
        let view = divided(&world, who, At::First);
        let placed = view.piles.iter().flat_map(|pile| &pile.cards).find(|p| p.card == card);
        assert_eq!(placed.map(|p| p.reason), Some(Reason::NotPossibleForMe));
    }
}

#[test]
fn it_is_told_why_there_is_nothing_to_divide_yet() {
    let why = |world: &World| world.home.division_for(ROBIN, &Wish::default()).err();
    assert_eq!(why(&World::begun()), Some(NoDivision::Alone));
    assert_eq!(why(&World::sealed()), Some(NoDivision::PicturesFirst));
    assert_eq!(why(&World::three()), Some(NoDivision::PicturesFirst));
    let mut world = World::opened();
    for card in world.home_cards() {
        world.act(SAM, Command::SetCardAside { card, how: SetAside::Drop });
    }
    assert_eq!(why(&world), Some(NoDivision::NothingToDivide));
}

#[test]
fn whose_it_is_today_is_what_was_agreed() {
    let mut world = felt(9, 10, 4);
    let first = divided(&world, ROBIN, At::First);
    let card = first.piles[0].cards[0].card;
    let terms = [(card, crate::family::term(Some(SAM)))].into();
    let review = crate::family::days_after(TODAY, 28);
    world.act(ROBIN, Command::ProposeAgreement { terms, start: TODAY, review });
    let agreement = world.offer();
    for who in [ROBIN, SAM] {
        world.act(who, Command::ConfirmAgreement { agreement });
    }
    world.act(ROBIN, Command::LockCard { card, owner: SAM });
    assert!(!divided(&world, ROBIN, At::First).moves.contains(&card), "it stays with Sam");
    world.act(ROBIN, Command::LockCard { card, owner: ROBIN });
    assert!(divided(&world, ROBIN, At::First).moves.contains(&card), "it would move to Robin");
}
