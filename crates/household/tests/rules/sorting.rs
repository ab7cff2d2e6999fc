//! R5, each alone: a sort is its author's own until everyone has sealed and opened.

use household::event::Class;
use household::sealed::Told;
use household::sort::{Cannot, FIRST_ROUND_CARDS, Heaviness, Mark, Who};
use household::{Command, Event, Refusal};

use crate::family::{DINNER, KIM, ROBIN, SAM, World};

#[test]
fn a_sealed_sort_shows_nothing() {
    let mut world = World::together();
    let before = world.bytes_for(SAM);
    let version = world.seen(SAM).version();
    world.tell_all(ROBIN, Who::Other);
    world.act(ROBIN, Command::SealSort);
    world.press_open(ROBIN);
    assert_eq!(world.bytes_for(SAM), before);
    assert_eq!(world.seen(SAM).version(), version);
}

#[test]
fn a_sort_resumes_where_it_was_left() {
    let mut world = World::together();
    let card = world.card(DINNER);
    world.act(ROBIN, Command::MarkCard { card, marks: vec![Mark::Notices(Who::Both)] });
    let answer =
        world.home.seen_by(ROBIN).expect("a member").own.sort.answer(card).expect("marked");
    assert!(!answer.is_told());
    world.act(ROBIN, Command::MarkCard { card, marks: vec![Mark::Does(Who::Me)] });
    let answer =
        world.home.seen_by(ROBIN).expect("a member").own.sort.answer(card).expect("marked");
    assert_eq!((answer.notices, answer.does), (Some(Who::Both), Some(Who::Me)));
    assert!(answer.is_told());
}

#[test]
fn a_request_that_repeats_itself_counts_once() {
    let mut world = World::together();
    let card = world.card(DINNER);
    let marks = (0..500).map(Mark::Minutes).collect();
    let events = world.act(ROBIN, Command::MarkCard { card, marks });
    assert_eq!(events, [Event::CardMarked { card, marks: vec![Mark::Minutes(499)] }]);
    assert_eq!(world.act(ROBIN, Command::MarkCard { card, marks: Vec::new() }), []);
}

#[test]
fn a_sealed_sort_is_not_changed_until_the_seal_is_taken_back() {
    let mut world = World::sealed();
    let mark = Command::MarkCard { card: world.card(DINNER), marks: vec![Mark::Like(true)] };
    world.refuses(ROBIN, mark.clone(), Refusal::SortIsSealed);
    world.refuses(ROBIN, Command::DealMore, Refusal::SortIsSealed);
    assert_eq!(world.act(ROBIN, Command::SealSort), []);
    world.press_open(ROBIN);
    world.act(ROBIN, Command::TakeSealBack);
    world.act(ROBIN, mark);
    world.press_open(SAM);
    assert!(world.seen(SAM).shared.pictures.is_none(), "the press went with the seal");
}

#[test]
fn every_act_of_the_sort_is_its_authors_own() {
    let mut world = World::together();
    world.tell_all(ROBIN, Who::Nobody);
    for command in [Command::SealSort, world.pressing(), Command::TakeSealBack] {
        let events = world.act(ROBIN, command);
        assert!(!events.is_empty() && events.iter().all(|event| event.class() == Class::Own));
    }
}

#[test]
fn there_must_be_something_to_seal() {
    let mut world = World::together();
    let card = world.card(DINNER);
    world.refuses(ROBIN, Command::SealSort, Refusal::NothingToSeal);
    let only_heavy =
        vec![Mark::Heaviness(Heaviness::Heavy), Mark::Cannot(Some(Cannot::NotPossible))];
    world.act(ROBIN, Command::MarkCard { card, marks: only_heavy });
    world.refuses(ROBIN, Command::SealSort, Refusal::NothingToSeal);
    world.tell(ROBIN, card, Who::Me);
    world.act(ROBIN, Command::MarkCard { card, marks: vec![Mark::Kept(true)] });
    world.refuses(ROBIN, Command::SealSort, Refusal::NothingToSeal);
}

#[test]
fn the_other_parent_is_named_only_where_there_are_several() {
    let world = World::together();
    let card = world.card(DINNER);
    for nobody in [ROBIN, KIM] {
        let marks = vec![Mark::Does(Who::Parent(nobody))];
        let mark = Command::MarkCard { card, marks };
        world.refuses(ROBIN, mark, Refusal::UnknownMember);
    }
    let marks = vec![Mark::Does(Who::Parent(SAM)), Mark::Notices(Who::Other)];
    assert!(world.decide(ROBIN, &Command::MarkCard { card, marks }).is_ok());
}

#[test]
fn no_more_is_dealt_than_there_is() {
    let mut world = World::together();
    assert_eq!(world.act(ROBIN, Command::DealMore), [], "ten cards are in the first round");
    for n in 0..5 {
        let name = crate::family::line(&format!("Card {n}"));
        world.act(ROBIN, Command::AddOwnCard { name, minutes: 30, child: None });
    }
    assert_eq!(world.act(ROBIN, Command::DealMore), [Event::MoreDealt { cards: 3 }]);
    assert_eq!(
        world.home.seen_by(ROBIN).expect("a member").own.sort.dealt(),
        FIRST_ROUND_CARDS + 3
    );
    assert_eq!(world.home.seen_by(SAM).expect("a member").own.sort.dealt(), FIRST_ROUND_CARDS);
}

#[test]
fn my_plan_is_mine() {
    let mut world = World::together();
    let before = world.bytes_for(SAM);
    let card = world.card(DINNER);
    for choice in household::plan::Choice::ALL {
        world.act(ROBIN, Command::MarkPlan { card, choice });
        assert_eq!(world.seen(ROBIN).own.plan.of(card), Some(choice));
    }
    assert_eq!(world.bytes_for(SAM), before);
}
