//! R5, both at once: what opens, when, and what never does.

use household::event::Class;
use household::sort::{Cannot, Carrier, Difference, Heaviness, Mark, Who};
use household::{Command, Event, Refusal};

use crate::family::{CALENDAR, DINNER, KIM, ROBIN, SAM, WASH, World};

#[test]
fn the_last_of_all_seals_and_presses_opens() {
    // Whichever comes last: nothing opens before it, and it opens.
    use Command::SealSort;
    let press = || Command::PressOpen { arrivals: 2 };
    let orders = [
        [(ROBIN, SealSort), (ROBIN, press()), (SAM, SealSort), (SAM, press())],
        [(ROBIN, SealSort), (SAM, SealSort), (ROBIN, press()), (SAM, press())],
        [(SAM, SealSort), (ROBIN, SealSort), (SAM, press()), (ROBIN, press())],
    ];
    for order in orders {
        let mut world = World::together();
        world.tell_all(ROBIN, Who::Me);
        world.tell_all(SAM, Who::Me);
        for (who, command) in order {
            assert!(world.seen(SAM).shared.pictures.is_none());
            world.act(who, command);
        }
        let pictures = world.seen(SAM).shared.pictures.as_ref().expect("open");
        assert_eq!(pictures.cards().count(), 10);
        assert!(pictures.cards().all(|card| card.difference == Some(Difference::BothClaim)));
    }
}

#[test]
fn pressing_too_early_answers_the_same_whatever_the_other_did() {
    let mut begun = World::together();
    begun.tell_all(SAM, Who::Me);
    begun.act(SAM, Command::SealSort);
    let mut sealed = begun.clone();
    sealed.tell_all(ROBIN, Who::Me);
    sealed.act(ROBIN, Command::SealSort);
    let early = begun.press_open(SAM);
    assert_eq!(early, [Event::OpenPressed]);
    assert_eq!(sealed.press_open(SAM), early);
    assert_eq!(sealed.bytes_for(SAM), begun.bytes_for(SAM));
    assert_eq!(begun.press_open(SAM), [], "pressing again changes nothing");
}

#[test]
fn pressing_open_needs_ones_own_seal_and_somebody_to_open_with() {
    let world = World::together();
    world.refuses(SAM, world.pressing(), Refusal::SealFirst);
    World::begun().refuses(ROBIN, World::begun().pressing(), Refusal::NobodyToOpenWith);
}

#[test]
fn who_notices_and_who_does_opens_and_nothing_else() {
    let mut plain = World::sealed();
    let mut felt = World::together();
    let deep = vec![
        Mark::Heaviness(Heaviness::Draining),
        Mark::Like(true),
        Mark::Cannot(Some(Cannot::DontKnowHow)),
    ];
    for card in felt.home_cards() {
        felt.act(ROBIN, Command::MarkCard { card, marks: deep.clone() });
    }
    for who in [ROBIN, SAM] {
        felt.tell_all(who, Who::Me);
        felt.act(who, Command::SealSort);
    }
    for world in [&mut plain, &mut felt] {
        world.press_open(ROBIN);
        world.press_open(SAM);
    }
    assert_eq!(plain.bytes_for(SAM), felt.bytes_for(SAM));
    let shared = felt.log.iter().filter(|recorded| recorded.event.class() == Class::Shared);
    let shared: Vec<_> = shared.map(household::Recorded::encode).collect();
    assert!(!shared.concat().windows(8).any(|bytes| bytes == b"draining"));
}

#[test]
fn a_card_either_keeps_or_skips_opens_for_nobody() {
    for mark in [Mark::Kept(true), Mark::Skipped(true)] {
        let mut marked = World::together();
        let mut untold = World::together();
        let card = marked.card(DINNER);
        for world in [&mut marked, &mut untold] {
            world.tell(ROBIN, world.card(WASH), Who::Me);
            world.tell_all(SAM, Who::Me);
        }
        marked.tell(ROBIN, card, Who::SomeoneElse);
        marked.act(ROBIN, Command::MarkCard { card, marks: vec![mark, Mark::Minutes(999)] });
        for world in [&mut marked, &mut untold] {
            for who in [ROBIN, SAM] {
                world.act(who, Command::SealSort);
                world.press_open(who);
            }
        }
        assert!(marked.seen(SAM).shared.pictures.as_ref().is_some_and(|p| p.card(card).is_none()));
        assert_eq!(marked.bytes_for(SAM), untold.bytes_for(SAM));
    }
}

#[test]
fn a_card_one_told_early_opens_when_the_other_has_told_it() {
    let mut world = World::together();
    world.tell_all(ROBIN, Who::Me);
    world.tell(SAM, world.card(DINNER), Who::Other);
    for who in [ROBIN, SAM] {
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let card = world.card(CALENDAR);
    world.tell(SAM, card, Who::Both);
    for who in [SAM, ROBIN] {
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let pictures = world.seen(SAM).shared.pictures.as_ref().expect("open");
    let views = pictures.card(card).expect("opened in the second round");
    assert_eq!(views[&ROBIN].does, Carrier::One(ROBIN));
    assert_eq!(views[&SAM].does, Carrier::Together);
    assert!(pictures.card(world.card(DINNER)).is_some(), "the first round stays");
    assert_eq!(pictures.card(world.card(WASH)), None);
}

#[test]
fn what_opened_is_not_taken_back() {
    let mut world = World::opened();
    world.refuses(ROBIN, Command::TakeSealBack, Refusal::NotSealed);
    world.refuses(ROBIN, Command::SealSort, Refusal::NothingToSeal);
    let before = world.bytes_for(SAM);
    world.tell(ROBIN, world.card(DINNER), Who::Other);
    assert_eq!(world.bytes_for(SAM), before, "another round begins sealed");
}

#[test]
fn the_other_means_nobody_where_there_are_several() {
    let mut world = World::three();
    let (dinner, wash) = (world.card(DINNER), world.card(WASH));
    for who in [ROBIN, SAM, KIM] {
        world.tell(who, dinner, Who::Other);
        world.tell(who, wash, if who == KIM { Who::Me } else { Who::Parent(KIM) });
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let pictures = world.seen(KIM).shared.pictures.as_ref().expect("open");
    assert_eq!(pictures.card(dinner), None);
    assert_eq!(pictures.does_today(wash), Some(KIM));
}

#[test]
fn three_differ_by_how_many_say_me() {
    use Difference as D;
    let (robin, sam, kim) = (Who::Parent(ROBIN), Who::Parent(SAM), Who::Parent(KIM));
    let cases = [
        ([Who::Me, Who::Me, Who::Me], Some(D::BothClaim)),
        ([Who::Me, Who::Me, sam], Some(D::BothClaim)),
        ([Who::Me, kim, robin], Some(D::NamesDiffer)),
        ([sam, kim, robin], Some(D::BothSayOther)),
        ([sam, Who::Both, robin], Some(D::TogetherOrOne)),
        ([Who::Me, robin, robin], None),
    ];
    for (said, difference) in cases {
        let mut world = World::three();
        let card = world.card(DINNER);
        for (who, carrier) in [ROBIN, SAM, KIM].into_iter().zip(said) {
            world.tell(who, card, carrier);
            world.act(who, Command::SealSort);
            world.press_open(who);
        }
        let pictures = world.seen(KIM).shared.pictures.as_ref().expect("open");
        let found: Vec<_> = pictures.cards().map(|picture| picture.difference).collect();
        assert_eq!(found, [difference], "{said:?}");
    }
}

#[test]
fn a_card_off_the_table_does_not_open() {
    let mut world = World::sealed();
    let card = world.card(DINNER);
    world.act(ROBIN, Command::RemoveCard { card });
    world.press_open(ROBIN);
    world.press_open(SAM);
    assert!(world.seen(SAM).shared.pictures.as_ref().is_some_and(|p| p.card(card).is_none()));
    world.act(ROBIN, Command::RestoreCard { card });
    world.act(SAM, Command::SealSort);
}

#[test]
fn each_way_to_differ_has_its_question() {
    use Difference as D;
    let pairs = [
        ((Who::Me, Who::Me), (Who::Other, Who::Other), None),
        ((Who::Me, Who::Me), (Who::Me, Who::Me), Some(D::BothClaim)),
        ((Who::Other, Who::Other), (Who::Other, Who::Other), Some(D::BothSayOther)),
        ((Who::Me, Who::Me), (Who::Nobody, Who::Nobody), Some(D::OneSaysNobody)),
        ((Who::Me, Who::Me), (Who::SomeoneElse, Who::SomeoneElse), Some(D::OneSaysElsewhere)),
        ((Who::Both, Who::Both), (Who::Me, Who::Me), Some(D::TogetherOrOne)),
        ((Who::Me, Who::Both), (Who::Me, Who::Both), Some(D::OnlyNoticing)),
        ((Who::Both, Who::Me), (Who::Both, Who::Me), Some(D::OnlyDoing)),
    ];
    for (robin, sam, difference) in pairs {
        let mut world = World::together();
        let card = world.card(DINNER);
        for (who, (notices, does)) in [(ROBIN, robin), (SAM, sam)] {
            let marks = vec![Mark::Notices(notices), Mark::Does(does)];
            world.act(who, Command::MarkCard { card, marks });
            world.act(who, Command::SealSort);
            world.press_open(who);
        }
        let pictures = world.seen(SAM).shared.pictures.as_ref().expect("open");
        let found: Vec<_> = pictures.cards().map(|picture| picture.difference).collect();
        assert_eq!(found, [difference], "{robin:?} beside {sam:?}");
    }
}
