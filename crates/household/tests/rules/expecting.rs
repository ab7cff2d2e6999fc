//! What each expects: answered alone, sealed, opened together, and what is made of it.

use household::command::ExpectationsCommand as Do;
use household::event::Class;
use household::talk::expectations::{Distance, Root, Says, Set, Stance, Statement};
use household::{Command, MemberId, Refusal};

use crate::family::{KIM, ROBIN, SAM, World, note};

const SET: Set = Set::First;
const ASKED: Statement = Statement::AskedNotGuess;
const HOME: Statement = Statement::HomeParent;

fn act(world: &mut World, who: MemberId, what: Do) {
    let events = world.act(who, Command::Expectations(what));
    assert!(!events.is_empty());
}

fn says(world: &mut World, who: MemberId, statement: Statement, says: Says) {
    act(world, who, Do::Answer { statement, stance: Stance { says: Some(says), kept: false } });
}

fn close_and_open(world: &mut World, people: &[MemberId]) {
    for who in people {
        act(world, *who, Do::Seal { set: SET });
        let arrivals = world.arrivals();
        act(world, *who, Do::PressOpen { set: SET, arrivals });
    }
}

fn opened() -> World {
    let mut world = World::together();
    says(&mut world, ROBIN, HOME, Says::VeryMuch);
    says(&mut world, SAM, HOME, Says::MostlyNo);
    close_and_open(&mut world, &[ROBIN, SAM]);
    world
}

#[test]
fn the_twenty_four_are_four_sets_of_six() {
    let all: Vec<_> = Set::ALL.into_iter().flat_map(Set::statements).copied().collect();
    assert_eq!(all, Statement::ALL);
    for set in Set::ALL {
        assert!(set.statements().iter().all(|statement| statement.set() == set));
    }
}

#[test]
fn a_sealed_answer_shows_nothing() {
    let mut world = World::together();
    let before = world.bytes_for(SAM);
    says(&mut world, ROBIN, HOME, Says::VeryMuch);
    act(&mut world, ROBIN, Do::Seal { set: SET });
    act(&mut world, ROBIN, Do::PressOpen { set: SET, arrivals: 2 });
    assert_eq!(world.bytes_for(SAM), before);
    act(&mut world, ROBIN, Do::TakeSealBack { set: SET });
    says(&mut world, ROBIN, HOME, Says::MostlyNo);
    assert_eq!(world.bytes_for(SAM), before);
}

#[test]
fn the_last_of_all_seals_and_presses_opens_one_set_only() {
    let mut world = World::together();
    for who in [ROBIN, SAM] {
        says(&mut world, who, Statement::TopMarks, Says::MostlyYes);
        act(&mut world, who, Do::Seal { set: Set::Fourth });
        says(&mut world, who, HOME, Says::MostlyYes);
    }
    act(&mut world, ROBIN, Do::PressOpen { set: Set::Fourth, arrivals: 2 });
    close_and_open(&mut world, &[ROBIN, SAM]);
    let opened = &world.seen(SAM).shared.expectations;
    assert!(opened.is_open(SET) && !opened.is_open(Set::Fourth));
    assert!(opened.said(HOME).is_some() && opened.said(Statement::TopMarks).is_none());
}

#[test]
fn what_either_keeps_or_leaves_out_opens_for_nobody() {
    let says_so = |says, kept| Stance { says, kept };
    for stance in [says_so(Some(Says::VeryMuch), true), says_so(None, false)] {
        let mut world = World::together();
        act(&mut world, ROBIN, Do::Answer { statement: ASKED, stance });
        says(&mut world, SAM, ASKED, Says::MostlyNo);
        for who in [ROBIN, SAM] {
            says(&mut world, who, HOME, Says::InTheMiddle);
        }
        close_and_open(&mut world, &[SAM, ROBIN]);
        let opened = &world.seen(SAM).shared.expectations;
        assert!(opened.said(ASKED).is_none() && opened.said(HOME).is_some());
    }
}

#[test]
fn distances_are_told_by_the_two_farthest() {
    use Says::{InTheMiddle, MostlyNo, MostlyYes, VeryMuch};
    for (said, distance) in [
        (vec![MostlyYes, MostlyYes], Distance::Same),
        (vec![MostlyYes, VeryMuch], Distance::Near),
        (vec![MostlyNo, MostlyYes], Distance::Far),
        (vec![InTheMiddle, MostlyYes, MostlyNo], Distance::Far),
    ] {
        let said = [ROBIN, SAM, KIM].into_iter().zip(said).collect();
        assert_eq!(Distance::between(&said), distance);
    }
}

#[test]
fn what_was_answered_anew_opens_again_and_stands_in_the_place_of_the_old() {
    let mut world = opened();
    let set = Command::Expectations(Do::Seal { set: SET });
    world.refuses(ROBIN, set, Refusal::NothingToSeal);
    for who in [ROBIN, SAM] {
        says(&mut world, who, HOME, Says::InTheMiddle);
    }
    close_and_open(&mut world, &[ROBIN, SAM]);
    let said = world.seen(SAM).shared.expectations.said(HOME).expect("open");
    assert_eq!(Distance::between(said), Distance::Same);
}

#[test]
fn words_hold_when_all_have_said_yes_to_this_very_version() {
    let mut world = opened();
    let offer = |text| Do::OfferWords { statement: HOME, text: note(text) };
    act(&mut world, ROBIN, offer("We stop at eight."));
    let id = |world: &World| world.seen(SAM).shared.expectations.offer(HOME).expect("offered").id;
    let first = id(&world);
    let yes = |id| Command::Expectations(Do::ConfirmWords { id });
    world.refuses(ROBIN, yes(first), Refusal::AlreadyConfirmed);
    act(&mut world, SAM, offer("We all stop at eight."));
    world.refuses(ROBIN, yes(first), Refusal::NoSuchAgreement);
    let second = id(&world);
    act(&mut world, ROBIN, Do::ConfirmWords { id: second });
    let opened = &world.seen(SAM).shared.expectations;
    let agreed: Vec<_> = opened.agreed(HOME, SAM).map(|version| version.words.as_str()).collect();
    assert_eq!(agreed, ["We all stop at eight."]);
    assert!(opened.offer(HOME).is_none());
}

#[test]
fn the_same_words_by_another_are_a_yes_to_those_that_wait() {
    let mut world = opened();
    let offer = || Do::OfferWords { statement: HOME, text: note("We stop at eight.") };
    act(&mut world, ROBIN, offer());
    let id = world.seen(SAM).shared.expectations.offer(HOME).expect("offered").id;
    act(&mut world, SAM, offer());
    let agreed = world.seen(ROBIN).shared.expectations.agreed(HOME, ROBIN).next();
    assert_eq!(agreed.map(|words| words.id), Some(id));
    assert!(world.act(ROBIN, Command::Expectations(offer())).is_empty(), "it is so already");
}

#[test]
fn who_joins_finds_nothing_opened_and_no_words() {
    let mut world = opened();
    act(&mut world, ROBIN, Do::OfferWords { statement: HOME, text: note("We stop at eight.") });
    let id = world.seen(SAM).shared.expectations.offer(HOME).expect("offered").id;
    act(&mut world, SAM, Do::ConfirmWords { id });
    act(&mut world, ROBIN, Do::OfferWords { statement: HOME, text: note("Or at nine.") });
    world.join(KIM, "Kim");
    let opened = &world.seen(KIM).shared.expectations;
    assert!(opened.said(HOME).is_none() && !opened.is_open(SET) && opened.offer(HOME).is_none());
    assert_eq!(opened.agreed(HOME, KIM).count(), 0);
    assert_eq!(opened.agreed(HOME, SAM).count(), 1);
}

#[test]
fn what_a_former_member_said_is_gone() {
    let mut world = opened();
    world.act(SAM, Command::Leave);
    assert!(world.seen(ROBIN).shared.expectations.said(HOME).is_none());
}

#[test]
fn where_one_comes_from_stays_with_its_author_for_ever() {
    let mut world = opened();
    let before = world.bytes_for(SAM);
    for (n, root) in Root::ALL.into_iter().enumerate() {
        let text = Some(note(&format!("My aunt did it all, {n}.")));
        let command = Command::Expectations(Do::WriteRoot { root, text });
        let events = world.act(ROBIN, command);
        assert!(events.iter().all(|event| event.class() == Class::Own));
    }
    act(&mut world, ROBIN, Do::WriteRoot { root: Root::Keep, text: None });
    assert!(world.seen(ROBIN).own.expectations.root(Root::Keep).is_none());
    assert_eq!(world.bytes_for(SAM), before);
}
