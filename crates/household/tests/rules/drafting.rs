//! The draft for one parent alone, from their own sort.

use household::division::{NoDivision, SoloDraft, solo_draft};
use household::plan::Choice;
use household::sort::{Cannot, Heaviness, Mark, Who};
use household::{CardId, Command};

use crate::family::{DINNER, ROBIN, SAM, WASH, World};

fn alone() -> World {
    let mut world = World::begun();
    world.tell_all(ROBIN, Who::Me);
    world
}

#[track_caller]
fn draft(world: &World) -> SoloDraft {
    solo_draft(&world.seen(ROBIN)).expect("something told")
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
    assert!(draft.cards.iter().all(|card| card.is_mine != card.is_moved));
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
    assert!(!drafted.is_mine && drafted.is_firm && drafted.is_not_possible_for_me);
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
    assert_eq!(solo_draft(&World::begun().seen(ROBIN)), Err(NoDivision::NothingToDivide));
}
