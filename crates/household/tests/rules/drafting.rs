//! The draft for one parent alone, from their own sort.

use household::division::{Among, NoDivision, SoloDraft, Whose, solo_draft};
use household::people::CARERS_MAX;
use household::plan::Choice;
use household::sort::{Cannot, Heaviness, Mark, Who};
use household::{CardId, Command, Refusal};

use crate::family::{DINNER, ROBIN, SAM, WASH, World, line};

fn alone() -> World {
    let mut world = World::begun();
    world.tell_all(ROBIN, Who::Me);
    world
}

#[track_caller]
fn draft(world: &World) -> SoloDraft {
    solo_draft(&world.seen(ROBIN), Among::WithOther).expect("something told")
}

fn mark(world: &mut World, card: CardId, mark: Mark) {
    world.act(ROBIN, Command::MarkCard { card, marks: vec![mark] });
}

#[test]
fn one_who_carries_all_is_shown_about_half() {
    let draft = draft(&alone());
    assert_eq!(draft.today, 2_000);
    assert!((800..=1_000).contains(&draft.range[0]) && draft.range[1] <= 1_000, "{draft:?}");
    assert!(draft.cards.iter().any(|card| card.is_moved));
    assert!(draft.cards.iter().all(|card| (card.whose == Whose::Mine) != card.is_moved));
}

#[test]
fn of_what_both_do_half_is_mine() {
    let mut world = World::begun();
    world.tell_all(ROBIN, Who::Both);
    assert_eq!(draft(&world).today, 1_000);
    world.tell_all(ROBIN, Who::Other);
    assert_eq!(draft(&world).today, 0);
}

#[test]
fn unrated_cards_make_no_range() {
    let draft = draft(&alone());
    assert_eq!(draft.range[0], draft.range[1]);
    assert!(draft.cards.iter().all(|card| card.is_firm), "all three estimates are the same");
}

#[test]
fn what_hangs_on_the_other_is_not_firm() {
    let mut world = alone();
    for (place, card) in world.home_cards().into_iter().enumerate() {
        mark(&mut world, card, Mark::Heaviness(Heaviness::ALL[place % 5]));
    }
    assert!(draft(&world).cards.iter().any(|card| !card.is_firm));
}

#[test]
fn what_is_not_possible_for_me_is_not_mine() {
    let mut world = alone();
    let card = world.card(DINNER);
    mark(&mut world, card, Mark::Cannot(Some(Cannot::NotPossible)));
    let draft = draft(&world);
    let drafted = draft.cards.iter().find(|drafted| drafted.card == card).expect("told");
    assert!(drafted.whose != Whose::Mine && drafted.is_firm && drafted.is_not_possible_for_me);
}

#[test]
fn what_others_do_what_does_not_fit_and_what_my_plan_lets_go_stays_out() {
    let mut world = alone();
    let cards = world.home_cards();
    let (dinner, wash) = (world.card(DINNER), world.card(WASH));
    mark(&mut world, dinner, Mark::Does(Who::SomeoneElse));
    mark(&mut world, wash, Mark::Skipped(true));
    let others: Vec<_> = cards.into_iter().filter(|card| ![dinner, wash].contains(card)).collect();
    world.act(ROBIN, Command::MarkPlan { card: others[0], choice: Choice::PutDown });
    world.act(ROBIN, Command::MarkPlan { card: others[1], choice: Choice::AskSomeone });
    let draft = draft(&world);
    let drafted: Vec<_> = draft.cards.iter().map(|drafted| drafted.card).collect();
    assert_eq!(drafted, others[1..]);
    assert_eq!(draft.let_go, [others[0]]);
}

#[test]
fn a_sealed_sort_and_another_who_joined_change_nothing() {
    let mut world = alone();
    let before = draft(&world);
    world.act(ROBIN, Command::SealSort);
    world.join(SAM, "Sam");
    world.tell_all(SAM, Who::Me);
    assert_eq!(draft(&world), before);
    let nothing = solo_draft(&World::begun().seen(ROBIN), Among::WithOther);
    assert_eq!(nothing, Err(NoDivision::NothingToDivide));
}

#[test]
fn a_nanny_has_a_pile_of_her_own_beside_one_parent_alone() {
    let mut world = alone();
    let nanny = world.trust_oma(10, &[]);
    let with = draft(&world);
    assert_eq!(with.piles, [Whose::Mine, Whose::Others, Whose::Trusted(nanny)]);
    let without = solo_draft(&world.seen(ROBIN), Among::WithoutOther).expect("something told");
    assert_eq!(without.piles, [Whose::Mine, Whose::Trusted(nanny)]);
    for (draft, part) in [(&with, 800), (&without, 1_333)] {
        assert_eq!(draft.today, 2_000);
        assert!(draft.range[0].abs_diff(part) <= 100, "{:?}, not about {part}", draft.range);
        assert!(draft.cards.iter().any(|card| card.whose == Whose::Trusted(nanny)));
    }
    assert!(without.cards.iter().all(|card| card.is_firm), "nobody is guessed at");
}

#[test]
fn what_is_not_possible_for_the_nanny_is_not_hers() {
    let mut world = alone();
    let nanny = world.trust_oma(20, &[]);
    let cards = world.home_cards();
    for card in &cards[1..] {
        let set = Command::SetTrustedCannot { adult: nanny, card: *card, cannot: true };
        world.act(ROBIN, set);
    }
    let whose = |world: &World, card: CardId, among: Among| {
        let draft = solo_draft(&world.seen(ROBIN), among).expect("something told");
        draft.cards.into_iter().find(|drafted| drafted.card == card).expect("told").whose
    };
    for card in &cards[1..] {
        for among in [Among::WithOther, Among::WithoutOther] {
            assert_ne!(whose(&world, *card, among), Whose::Trusted(nanny));
        }
    }
    mark(&mut world, cards[1], Mark::Cannot(Some(Cannot::NotPossible)));
    assert_eq!(whose(&world, cards[1], Among::WithOther), Whose::Others);
    // Nobody can: it lies somewhere all the same.
    let _ = whose(&world, cards[1], Among::WithoutOther);
}

#[test]
fn there_is_no_draft_without_the_other_where_they_are_here_or_nobody_else_is() {
    let mut world = alone();
    let piles = |world: &World| {
        let draft = solo_draft(&world.seen(ROBIN), Among::WithoutOther);
        draft.expect("something told").piles
    };
    assert_eq!(piles(&world), [Whose::Mine, Whose::Others]);
    world.trust_oma(10, &[]);
    world.join(SAM, "Sam");
    assert_eq!(piles(&world), [Whose::Mine, Whose::Others], "Sam has not said yes to Oma");
    let oma = world.oma();
    world.act(SAM, Command::ConfirmTrusted { adult: oma, name: line("Oma"), part: 10 });
    assert_eq!(piles(&world), [Whose::Mine, Whose::Others, Whose::Trusted(oma)]);
}

#[test]
fn one_alone_has_as_many_trusted_adults_as_can_be_divided_with_and_the_other() {
    let mut world = World::begun();
    world.tell_all(ROBIN, Who::Me);
    let offer = |n: usize| {
        let name = line(&format!("Adult {n}"));
        Command::OfferTrusted { adult: None, name, part: 5 }
    };
    for n in 0..CARERS_MAX - 2 {
        world.act(ROBIN, offer(n));
        for among in [Among::WithOther, Among::WithoutOther] {
            assert!(solo_draft(&world.seen(ROBIN), among).is_ok());
        }
    }
    world.refuses(ROBIN, offer(CARERS_MAX), Refusal::TooManyCarers);
}
