//! Three parents, and somebody who carries and does not decide.

use std::collections::{BTreeMap, BTreeSet};

use household::agreement::Outcome;
use household::division::{
    At, DivisionView, Evenness, NoDivision, Plan, Reason, SetAside, Thread, Wish,
};
use household::people::{PART_WHOLE, Trusted};
use household::sort::{Cannot, Heaviness, Mark, Who};
use household::{CardId, Command, MemberId, Refusal};
use proptest::prelude::*;

use crate::chance::{Dice, cases};
use crate::family::{
    CALENDAR, DINNER, KIM, ROBIN, SAFETY, SAM, TODAY, WASH, World, line, note, term,
};
use crate::feeling::{divided, feel, felt};

const ALL: [MemberId; 3] = [ROBIN, SAM, KIM];

fn three(seeds: [u64; 3], cards: usize) -> World {
    let [robin, sam, kim] = seeds;
    let all = [(ROBIN, Who::Both, robin), (SAM, Who::Both, sam), (KIM, Who::Both, kim)];
    felt(World::three(), &all, cards)
}

fn owners(view: &DivisionView) -> BTreeMap<CardId, MemberId> {
    let piles = view.piles.iter();
    piles.flat_map(|pile| pile.cards.iter().map(|placed| (placed.card, pile.member))).collect()
}

fn thread(world: &World, who: MemberId) -> Thread {
    world.home.to_find_threads(who).expect("something to divide").found()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn what_others_mark_after_the_opening_changes_nothing_for_me(
        seeds in any::<[u64; 4]>(),
        cards in 0_usize..8,
    ) {
        let quiet = three([seeds[0], seeds[1], seeds[2]], cards);
        let mut busy = quiet.clone();
        for who in [SAM, KIM] {
            busy.tell_all(who, Who::Nobody);
            feel(&mut busy, who, seeds[3]);
            busy.act(who, Command::SealSort);
        }
        let mut dice = Dice::new(seeds[3]);
        for at in [At::First, At::Frontier(1), At::Plan(Plan::NearBest), At::Plan(Plan::Best)] {
            let moved = (0..dice.below(3)).map(|_| (dice.of(&quiet.home_cards()), dice.of(&ALL)));
            let wish = Wish { at, moved: moved.collect() };
            let views = [&quiet, &busy].map(|world| world.home.division_for(ROBIN, &wish));
            prop_assert_eq!(&views[0], &views[1]);
        }
        prop_assert_eq!(thread(&quiet, ROBIN), thread(&busy, ROBIN));
    }

    /// Where all owners are set in the open, nothing of what others feel is in the view.
    #[test]
    fn the_others_ratings_are_in_nothing_but_the_owners(
        seeds in any::<[u64; 6]>(),
        cards in 0_usize..8,
    ) {
        let [a, b, c, d, e, _] = seeds;
        let mut worlds = [three([a, b, c], cards), three([a, d, e], cards)];
        for world in &mut worlds {
            let oma = world.trust_oma(5, &[SAM, KIM]);
            let mut dice = Dice::new(seeds[5]);
            for card in world.home_cards() {
                let owner = dice.of(&[ROBIN, SAM, KIM, oma]);
                world.act(SAM, Command::LockCard { card, owner });
            }
        }
        let [one, other] = [0, 1].map(|at| {
            let DivisionView { piles, moves, mine, evenness, total, unproved, frontier, .. } =
                divided(&worlds[at], ROBIN, At::First);
            (piles, moves, mine, evenness, total, unproved, frontier)
        });
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one.3, Evenness::ByMyNumbers);
    }

    /// However one keeps cards in place and leaves them out, tries, marks anew and presses: until
    /// all open again it is the same answer, less what cannot be moved.
    #[test]
    fn nothing_one_does_alone_makes_a_thread_tell_more(
        seeds in any::<[u64; 4]>(),
        adds_oma in any::<bool>(),
    ) {
        let mut world = three([seeds[0], seeds[1], seeds[2]], 2);
        let mut dice = Dice::new(seeds[3]);
        let mut owners = ALL.to_vec();
        owners.extend(adds_oma.then(|| world.trust_oma(5, &[SAM, KIM])));
        let Thread::Cards(before) = thread(&world, ROBIN) else { panic!("few cards") };
        for card in world.home_cards() {
            let (owner, cannot) = (dice.of(&owners), dice.below(2) == 0);
            let command = match dice.below(5) {
                0 => Command::LockCard { card, owner },
                1 => Command::SetCardAside { card, how: dice.of(&SetAside::ALL) },
                2 => Command::RemoveCard { card },
                3 if adds_oma => Command::SetTrustedCannot { adult: owners[3], card, cannot },
                _ => continue,
            };
            world.act(ROBIN, command);
        }
        world.tell_all(ROBIN, Who::Me);
        feel(&mut world, ROBIN, seeds[2]);
        world.act(ROBIN, Command::SealSort);
        world.press_open(ROBIN);
        let Ok(to_find) = world.home.to_find_threads(ROBIN) else { return Ok(()) };
        let shared = world.seen(ROBIN).shared;
        let is_free = |card: &CardId| {
            shared.deck.on_table(*card).is_some()
                && shared.is_divided(*card)
                && shared.division.locked(*card).is_none()
        };
        let left = before.into_iter().filter(is_free).collect();
        prop_assert_eq!(to_find.found(), Thread::Cards(left));
    }

    #[test]
    fn every_card_has_one_owner_whoever_reads(seeds in any::<[u64; 3]>(), cards in 0_usize..8) {
        let mut world = three(seeds, cards);
        world.trust_oma(10, &[SAM, KIM]);
        for plan in [Plan::FewestToFair, Plan::NearBest, Plan::Best] {
            let views = ALL.map(|who| divided(&world, who, At::Plan(plan)));
            for (view, who) in views.iter().zip(ALL) {
                prop_assert_eq!(view.piles.len(), 4);
                prop_assert_eq!(view.piles[0].member, who, "the reader's own first");
                prop_assert!(view.piles[3].is_estimated && !view.piles[2].is_estimated);
                prop_assert_eq!(view.piles.iter().map(|pile| pile.cards.len()).sum::<usize>(),
                    world.home_cards().len());
                prop_assert_eq!(owners(view).len(), world.home_cards().len());
                prop_assert_eq!(view.piles.iter().map(|p| p.weight).sum::<u64>(), view.total);
                prop_assert!(view.frontier.is_empty(), "a slider is for two");
                prop_assert_eq!(owners(view), owners(&views[0]), "the same split for all");
                prop_assert_eq!(view.evenness, views[0].evenness);
            }
            let within = views.iter().all(|view| view.mine.is_within_share);
            prop_assert!(within || views[0].evenness != Evenness::Even);
        }
    }

    /// Who feels what decides, and not whose id comes first.
    #[test]
    fn feelings_that_change_places_change_the_piles_places(seeds in any::<[u64; 3]>()) {
        let worlds = [three(seeds, 4), three([seeds[2], seeds[0], seeds[1]], 4)];
        let best = |world| owners(&divided(&world, ROBIN, At::Plan(Plan::Best)));
        let [one, other] = worlds.map(best);
        let turned = |who: MemberId| match who {
            ROBIN => SAM,
            SAM => KIM,
            _ => ROBIN,
        };
        let one: BTreeMap<_, _> = one.into_iter().map(|(card, who)| (card, turned(who))).collect();
        // Where two feel the same about everything, nothing tells them apart but their ids.
        if BTreeSet::from(seeds).len() == 3 {
            prop_assert_eq!(one, other);
        }
    }

    /// A card hangs on a thread exactly where the reader's other answer would have moved it.
    #[test]
    fn a_thread_is_what_the_readers_other_answer_would_bring(seeds in any::<[u64; 2]>()) {
        let parents = [(ROBIN, Who::Both, seeds[0]), (SAM, Who::Both, seeds[1])];
        let world = felt(World::together(), &parents, 0);
        let now = owners(&divided(&world, ROBIN, At::Plan(Plan::Best)));
        let Thread::Cards(hanging) = thread(&world, ROBIN) else { panic!("few cards") };
        let hanging: BTreeSet<_> = hanging.into_iter().collect();
        for card in world.home_cards() {
            let answer = world.seen(ROBIN).own.sort.given(card).expect("given").clone();
            if answer.cannot == Some(Cannot::NotPossible) {
                prop_assert!(!hanging.contains(&card));
                continue;
            }
            let step = answer.heaviness.expect("felt");
            let at = Heaviness::ALL.iter().position(|each| *each == step).expect("one of them");
            let near = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
            let other = near.filter_map(|at| Heaviness::ALL.get(at)).any(|step| {
                let mut world = World::together();
                for (who, _, seed) in parents {
                    world.tell_all(who, Who::Both);
                    feel(&mut world, who, seed);
                    if who == ROBIN {
                        let marks = vec![Mark::Heaviness(*step)];
                        world.act(who, Command::MarkCard { card, marks });
                    }
                    world.act(who, Command::SealSort);
                }
                world.press_open(ROBIN);
                world.press_open(SAM);
                owners(&divided(&world, ROBIN, At::Plan(Plan::Best)))[&card] != now[&card]
            });
            prop_assert_eq!(hanging.contains(&card), other);
        }
    }
}

#[test]
fn with_few_opened_cards_a_thread_tells_nothing() {
    let mut world = World::together();
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Both);
    }
    for card in world.home_cards().into_iter().skip(7) {
        let marks = vec![Mark::Kept(true)];
        world.act(SAM, Command::MarkCard { card, marks });
    }
    for who in [ROBIN, SAM] {
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    assert_eq!(thread(&world, ROBIN), Thread::TooFew);
}

#[test]
fn a_card_is_tried_with_whom_the_reader_chose() {
    let world = three([1, 2, 3], 6);
    let card = divided(&world, ROBIN, At::First).piles[0].cards[0].card;
    for to in [SAM, KIM] {
        let wish = Wish { at: At::First, moved: [(card, to)].into() };
        let view = world.home.division_for(ROBIN, &wish).expect("something to divide");
        assert!(view.is_edited);
        assert_eq!(owners(&view)[&card], to);
        let placed = view.piles.iter().flat_map(|pile| &pile.cards).find(|p| p.card == card);
        assert_eq!(placed.map(|placed| placed.reason), Some(Reason::Tried));
        assert_eq!((view.evenness, view.unproved), (Evenness::ByMyNumbers, None));
    }
}

#[test]
fn a_trusted_adult_carries_when_all_have_said_yes() {
    let mut world = three([1, 2, 3], 12);
    let piles = |world: &World| divided(world, ROBIN, At::First).piles.len();
    let oma = world.trust_oma(5, &[SAM]);
    assert_eq!(piles(&world), 3, "Kim has not said yes");
    let (card, name) = (world.card(DINNER), line("Oma"));
    world.refuses(SAM, Command::LockCard { card, owner: oma }, Refusal::UnknownMember);
    world.act(KIM, Command::ConfirmTrusted { adult: oma, name: name.clone(), part: 5 });
    assert_eq!(piles(&world), 4);
    let small = divided(&world, ROBIN, At::Plan(Plan::Best)).piles[3].weight;
    let more = Command::OfferTrusted { adult: Some(oma), name: name.clone(), part: PART_WHOLE };
    world.act(SAM, more);
    assert_eq!(divided(&world, ROBIN, At::Plan(Plan::Best)).piles[3].weight, small, "an offer");
    for who in [ROBIN, KIM] {
        let name = name.clone();
        world.act(who, Command::ConfirmTrusted { adult: oma, name, part: PART_WHOLE });
    }
    assert!(divided(&world, ROBIN, At::Plan(Plan::Best)).piles[3].weight > small);
}

#[test]
fn what_is_not_possible_for_a_trusted_adult_never_lies_there() {
    let mut world = three([4, 5, 6], 6);
    let oma = world.trust_oma(PART_WHOLE, &[SAM, KIM]);
    let cards: Vec<_> = world.home_cards();
    for card in &cards[1..] {
        let set = Command::SetTrustedCannot { adult: oma, card: *card, cannot: true };
        world.act(KIM, set);
    }
    let theirs = |world: &World| {
        let owners = owners(&divided(world, ROBIN, At::Plan(Plan::Best)));
        owners.into_iter().filter(|(_, who)| *who == oma).map(|(card, _)| card).collect::<Vec<_>>()
    };
    assert!(theirs(&world).iter().all(|card| *card == cards[0]));
    world.act(SAM, Command::LockCard { card: cards[1], owner: oma });
    assert!(theirs(&world).contains(&cards[1]), "set in the open");
}

#[test]
fn what_someone_else_does_can_be_a_trusted_adults() {
    let mut world = World::together();
    let card = world.card(WASH);
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Both);
        world.tell(who, card, Who::SomeoneElse);
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let oma = world.trust_oma(5, &[SAM]);
    let view = divided(&world, ROBIN, At::First);
    assert!(!owners(&view).contains_key(&card));
    world.act(SAM, Command::LockCard { card, owner: oma });
    let view = divided(&world, ROBIN, At::First);
    assert_eq!(owners(&view).get(&card), Some(&oma));
    assert!(!view.moves.contains(&card), "it is theirs today");
    world.act(ROBIN, Command::PartWithTrusted { adult: oma });
    assert!(!owners(&divided(&world, ROBIN, At::First)).contains_key(&card));
}

#[test]
fn who_joins_and_says_no_to_a_trusted_adult_opens_their_cards() {
    let mut world = World::opened();
    let oma = world.trust_oma(5, &[SAM]);
    world.agree(&[ROBIN, SAM], &[(DINNER, Some(oma))]);
    world.join(KIM, "Kim");
    world.act(KIM, Command::WithdrawTrusted { adult: oma });
    assert!(world.seen(SAM).shared.people.trusted(oma).is_none());
    assert_eq!(world.owner(DINNER, TODAY), None, "it is there to be taken");
    world.act(SAM, Command::TakeUpCard { card: world.card(DINNER) });
    assert_eq!(world.owner(DINNER, TODAY), Some(SAM));
}

#[test]
fn a_card_that_keeps_a_child_safe_is_put_down_before_its_trusted_adult_goes() {
    let mut world = World::opened();
    let oma = world.trust_oma(5, &[SAM]);
    world.agree(&[ROBIN, SAM], &[(SAFETY, Some(oma))]);
    let part = Command::PartWithTrusted { adult: oma };
    world.refuses(ROBIN, part.clone(), Refusal::SafetyCardsFirst);
    let (card, instead) = (world.card(SAFETY), Some(note("Sam, from today on.")));
    world.act(ROBIN, Command::PutDownCard { card, from: TODAY, instead });
    world.act(ROBIN, part);
}

#[test]
fn offering_the_same_again_is_a_yes_to_it() {
    let mut world = World::three();
    let oma = world.trust_oma(5, &[SAM]);
    let same = Command::OfferTrusted { adult: Some(oma), name: line("Oma"), part: 5 };
    assert_eq!(world.act(SAM, same.clone()), [], "said already");
    world.act(KIM, same);
    assert_eq!(world.seen(ROBIN).shared.people.trusted(oma).and_then(Trusted::part), Some(5));
}

#[test]
fn what_is_agreed_to_be_a_trusted_adults_is_and_any_parent_puts_it_down_for_them() {
    let mut world = World::opened();
    let oma = world.trust_oma(5, &[SAM]);
    let owners = [(DINNER, Some(oma)), (CALENDAR, Some(oma)), (WASH, Some(SAM))];
    world.agree(&[ROBIN, SAM], &owners);
    assert_eq!(world.owner(DINNER, TODAY), Some(oma));
    let card = world.card(DINNER);
    world.refuses(SAM, Command::MarkDone { card, on: TODAY }, Refusal::NotTheOwner);
    world.refuses(SAM, Command::RemoveCard { card }, Refusal::NotTheOwner);
    world.act(SAM, Command::PutDownCard { card, from: TODAY, instead: None });
    assert_eq!(world.owner(DINNER, TODAY), None);
    world.act(ROBIN, Command::PartWithTrusted { adult: oma });
    assert_eq!(world.owner(CALENDAR, TODAY), None);
    assert_eq!(world.owner(WASH, TODAY), Some(SAM));
    let terms = [(card, term(Some(oma)))].into();
    let review = crate::family::days_after(TODAY, 28);
    let propose = Command::ProposeAgreement { terms, start: TODAY, review };
    world.refuses(ROBIN, propose, Refusal::UnknownMember);
    let kept = world.seen(SAM).shared.agreements.in_force(SAM).expect("made");
    assert_eq!(kept.proposed.terms[&card].outcome, Outcome::Owner(oma), "as it was agreed");
}

#[test]
fn who_joins_is_asked_about_trusted_adults_too_and_who_leaves_holds_up_nobody() {
    let mut world = World::together();
    let oma = world.trust_oma(5, &[SAM]);
    let part = |world: &World| world.seen(ROBIN).shared.people.trusted(oma).and_then(Trusted::part);
    assert_eq!(part(&world), Some(5));
    world.join(KIM, "Kim");
    assert_eq!(part(&world), None);
    let mut left = world.clone();
    world.act(KIM, Command::ConfirmTrusted { adult: oma, name: line("Oma"), part: 5 });
    assert_eq!(part(&world), Some(5));
    left.act(KIM, Command::Leave);
    assert_eq!(part(&left), Some(5));
}

#[test]
fn more_than_six_are_told_so() {
    let mut world = three([1, 2, 3], 0);
    for n in 0..3 {
        let name = line(&format!("Oma {n}"));
        world.act(ROBIN, Command::OfferTrusted { adult: None, name, part: 5 });
    }
    let all: Vec<_> =
        world.seen(ROBIN).shared.people.all_trusted().map(|(id, t)| (id, t.name.clone())).collect();
    for (adult, name) in all {
        for who in [SAM, KIM] {
            world.act(who, Command::ConfirmTrusted { adult, name: name.clone(), part: 5 });
        }
    }
    assert_eq!(divided(&world, ROBIN, At::First).piles.len(), 6);
    let lena = MemberId::from_bytes([0xe5; 16]);
    world.join(lena, "Lena");
    let all: Vec<_> =
        world.seen(ROBIN).shared.people.all_trusted().map(|(id, t)| (id, t.name.clone())).collect();
    for (adult, name) in all {
        world.act(lena, Command::ConfirmTrusted { adult, name, part: 5 });
    }
    let why = world.home.division_for(ROBIN, &Wish::default()).err();
    assert_eq!(why, Some(NoDivision::MoreThanSix));
}
