//! Asking for a talk: a no is fine and shows to nobody, and only what both keep is kept.

use household::command::TalkCommand;
use household::event::Class;
use household::talk::Preparation;
use household::talk::listening::{ASKED_DAYS, KEPT_MAX, KeepOffer, KeptText, Piece};
use household::{Command, Event, MemberId, Refusal, TalkId, VersionId};
use proptest::prelude::*;

use crate::chance::cases;
use crate::family::{KIM, ROBIN, SAM, TODAY, World, days_after, note, usual_day};

#[test]
fn a_time_is_agreed_only_by_the_one_who_did_not_put_it_forward() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    world.refuses(ROBIN, Command::Talk(TalkCommand::Agree { talk, at: None }), Refusal::NoSuchTalk);
    let at = Some(days_after(TODAY, 1).at(20, 30, 0, 0));
    world.act(SAM, Command::Talk(TalkCommand::ProposeTime { talk, at }));
    world.refuses(SAM, Command::Talk(TalkCommand::Agree { talk, at }), Refusal::NoSuchTalk);
    world.refuses(ROBIN, Command::Talk(TalkCommand::Agree { talk, at: None }), Refusal::NoSuchTalk);
    world.act(ROBIN, Command::Talk(TalkCommand::Agree { talk, at }));
    assert!(open(&world, SAM, talk).is_some_and(|(agreed, _)| agreed));
    // Another time unsettles it again, for either of them.
    world.act(ROBIN, Command::Talk(TalkCommand::ProposeTime { talk, at: None }));
    assert_eq!(open(&world, SAM, talk), Some((false, true)));
}

#[test]
fn not_now_leaves_nothing_that_the_asker_can_read() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    let (before, version) = (world.bytes_for(ROBIN), world.seen(ROBIN).version());
    let events = world.act(SAM, Command::Talk(TalkCommand::SetAside { talk }));
    assert!(events.iter().all(|event| event.class() == Class::Own), "{events:?}");
    assert_eq!(world.bytes_for(ROBIN), before);
    assert_eq!(world.seen(ROBIN).version(), version);
    assert!(world.seen(SAM).own.talks.is_set_aside(talk));
    // It is no promise: a yes later on is a yes.
    world.act(SAM, Command::Talk(TalkCommand::Agree { talk, at: None }));
    assert!(open(&world, ROBIN, talk).is_some_and(|(agreed, _)| agreed));
}

#[test]
fn an_ask_goes_by_itself_whether_it_was_set_aside_or_not() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    world.act(SAM, Command::Talk(TalkCommand::SetAside { talk }));
    world.days_pass(ASKED_DAYS);
    assert!(open(&world, ROBIN, talk).is_some());
    world.days_pass(1);
    assert_eq!(open(&world, ROBIN, talk), None);
    assert_ne!(world.ask_for_talk(ROBIN, SAM), talk, "and can be asked again");
}

#[test]
fn a_talk_that_is_agreed_for_later_stays_until_it_was() {
    let mut world = World::together();
    let at = Some(days_after(TODAY, 60).at(20, 30, 0, 0));
    let talk = world.ask_for_talk(ROBIN, SAM);
    world.act(ROBIN, Command::Talk(TalkCommand::ProposeTime { talk, at }));
    world.act(SAM, Command::Talk(TalkCommand::Agree { talk, at }));
    world.days_pass(60 + ASKED_DAYS);
    assert!(open(&world, ROBIN, talk).is_some());
    // Also in the state, where another ask drops what is over.
    world.ask_for_talk(SAM, ROBIN);
    assert!(open(&world, ROBIN, talk).is_some());
    world.days_pass(2);
    assert_eq!(open(&world, ROBIN, talk), None);
}

#[test]
fn a_time_that_nobody_said_yes_to_does_not_hold_an_ask() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    let at = Some(days_after(TODAY, 60).at(20, 30, 0, 0));
    world.act(ROBIN, Command::Talk(TalkCommand::ProposeTime { talk, at }));
    world.days_pass(ASKED_DAYS + 1);
    assert_eq!(open(&world, ROBIN, talk), None);
}

#[test]
fn whatever_one_does_about_a_talk_takes_it_up_again() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    let at = |day| Some(days_after(TODAY, day).at(20, 30, 0, 0));
    world.act(SAM, Command::Talk(TalkCommand::SetAside { talk }));
    world.act(ROBIN, Command::Talk(TalkCommand::ProposeTime { talk, at: at(1) }));
    assert!(world.seen(SAM).own.talks.is_set_aside(talk), "another time is no reason to ask again");
    world.act(SAM, Command::Talk(TalkCommand::ProposeTime { talk, at: at(2) }));
    assert!(!world.seen(SAM).own.talks.is_set_aside(talk));
    world.act(ROBIN, Command::Talk(TalkCommand::ProposeTime { talk, at: at(3) }));
    assert_eq!(open(&world, SAM, talk), Some((false, true)));
    assert!(!world.seen(SAM).own.talks.is_set_aside(talk), "it waits for Sam, and Sam is told");
}

#[test]
fn a_time_goes_to_the_minute_and_can_be_agreed() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    let at = Some(days_after(TODAY, 1).at(20, 30, 59, 7));
    world.act(ROBIN, Command::Talk(TalkCommand::ProposeTime { talk, at }));
    let read = world.seen(SAM).shared.talks.find(talk, SAM, world.now()).expect("asked").at;
    assert_eq!(read, Some(days_after(TODAY, 1).at(20, 30, 0, 0)));
    world.act(SAM, Command::Talk(TalkCommand::Agree { talk, at }));
}

#[test]
fn what_two_keep_makes_room_for_what_they_keep_alone() {
    let mut world = World::three();
    let talk = |n: usize| TalkId::from_bytes([u8::try_from(n).expect("few"); 16]);
    world.act(SAM, keep(talk(200), KIM, KIM));
    for n in 0..=KEPT_MAX {
        world.act(ROBIN, keep(talk(n), SAM, ROBIN));
    }
    let kept = |with: MemberId| {
        let seen = world.seen(with);
        let kept: Vec<_> = seen.shared.talks.kept(with).map(|kept| kept.talk).collect();
        kept
    };
    assert_eq!(kept(ROBIN).len(), KEPT_MAX);
    assert!(!kept(ROBIN).contains(&talk(0)) && kept(ROBIN).contains(&talk(KEPT_MAX)));
    assert_eq!(kept(KIM), [talk(200)], "what is kept with Kim is the oldest, and stays");
}

#[test]
fn a_third_parent_reads_nothing_of_a_talk_between_two() {
    let mut world = World::three();
    let talk = world.ask_for_talk(ROBIN, SAM);
    assert_eq!(open(&world, KIM, talk), None);
    for command in [
        Command::Talk(TalkCommand::Agree { talk, at: None }),
        Command::Talk(TalkCommand::ProposeTime { talk, at: None }),
        Command::Talk(TalkCommand::SetAside { talk }),
        Command::Talk(TalkCommand::Close { talk }),
    ] {
        world.refuses(KIM, command, Refusal::NoSuchTalk);
    }
    world.act(ROBIN, keep(talk, SAM, ROBIN));
    assert_eq!(world.seen(KIM).shared.talks.kept(KIM).count(), 0);
    assert_eq!(
        world.act(KIM, Command::Talk(TalkCommand::RemoveKept { talk })),
        Vec::<Event>::new()
    );
    assert_eq!(world.seen(SAM).shared.talks.kept(SAM).count(), 1);
}

#[test]
fn either_may_remove_what_both_kept() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    world.act(ROBIN, keep(talk, SAM, ROBIN));
    world.act(SAM, Command::Talk(TalkCommand::RemoveKept { talk }));
    assert_eq!(world.seen(ROBIN).shared.talks.kept(ROBIN).count(), 0);
}

#[test]
fn nothing_is_kept_of_somebody_who_was_not_in_the_talk() {
    let mut world = World::three();
    let talk = world.ask_for_talk(ROBIN, SAM);
    world.refuses(ROBIN, keep(talk, SAM, KIM), Refusal::NoSuchTalk);
}

#[test]
fn an_ask_goes_with_either_of_the_two_and_what_was_kept_stays() {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    world.act(ROBIN, keep(talk, SAM, SAM));
    world.act(SAM, Command::Leave);
    assert_eq!(open(&world, ROBIN, talk), None);
    assert_eq!(world.seen(ROBIN).shared.talks.kept(ROBIN).count(), 1);
}

/// Robin has held a talk with Sam over Robin's device, and wrote down what Sam heard.
fn held(world: &mut World, text: &str) -> TalkId {
    let talk = TalkId::from_bytes([0x3b; 16]);
    let texts = vec![KeptText { piece: Piece::Heard, by: SAM, text: note(text) }];
    let write = TalkCommand::WriteDown { talk, with: SAM, topic: usual_day(), texts };
    world.act(ROBIN, Command::Talk(write));
    talk
}

/// What was offered to Sam.
fn offered(world: &World) -> Option<VersionId> {
    let now = world.now();
    let mut offers = world.seen(SAM).shared.talks.offers(SAM, now);
    offers.next().map(KeepOffer::version)
}

#[test]
fn what_comes_of_one_device_is_its_holders_own() {
    let mut world = World::three();
    let [sams, kims] = [SAM, KIM].map(|who| (world.bytes_for(who), world.seen(who).version()));
    let talk = held(&mut world, "You are right in everything.");
    for (who, before) in [(SAM, sams), (KIM, kims)] {
        assert_eq!((world.bytes_for(who), world.seen(who).version()), before);
    }
    assert_eq!(world.seen(ROBIN).shared.talks.kept(ROBIN).count(), 0);
    assert!(world.seen(ROBIN).own.talks.written().any(|written| written.talk == talk));
    world.act(ROBIN, Command::Talk(TalkCommand::DropAlong { talk }));
    assert_eq!(world.seen(ROBIN).own.talks.written().count(), 0);
}

#[test]
fn what_one_wrote_down_is_kept_by_the_others_yes_to_exactly_that() {
    let mut world = World::three();
    let talk = held(&mut world, "You are up at night.");
    world.act(ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }));
    let read = offered(&world).expect("offered");
    assert_eq!(world.seen(SAM).shared.talks.kept(SAM).count(), 0, "an offer is not kept");
    let confirm = |version| Command::Talk(TalkCommand::ConfirmKept { talk, version });
    for who in [ROBIN, KIM] {
        world.refuses(who, confirm(read), Refusal::NoSuchTalk);
    }
    // Written otherwise after it was read.
    held(&mut world, "You are right in everything.");
    world.act(ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }));
    world.refuses(SAM, confirm(read), Refusal::NoSuchTalk);
    let read = offered(&world).expect("one of the two");
    world.act(SAM, confirm(read));
    let seen = world.seen(ROBIN);
    let kept = seen.shared.talks.kept_of(talk, ROBIN).expect("kept");
    assert_eq!((kept.written_by, kept.texts.len()), (Some(ROBIN), 1));
    assert_eq!((offered(&world), world.seen(KIM).shared.talks.kept(KIM).count()), (None, 0));
}

#[test]
fn nobody_is_told_of_a_no_to_what_is_offered() {
    let mut world = World::together();
    let talk = held(&mut world, "You are up at night.");
    world.act(ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }));
    let before = (world.bytes_for(ROBIN), world.seen(ROBIN).version());
    world.act(SAM, Command::Talk(TalkCommand::SetAside { talk }));
    assert_eq!((world.bytes_for(ROBIN), world.seen(ROBIN).version()), before);
    assert_eq!(world.act(SAM, Command::Talk(TalkCommand::RemoveKept { talk })), []);
    world.act(ROBIN, Command::Talk(TalkCommand::RemoveKept { talk }));
    assert_eq!(offered(&world), None, "who offers it may take it back");
    world.act(ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }));
    world.days_pass(ASKED_DAYS + 1);
    assert_eq!(offered(&world), None, "and it goes by itself");
}

#[test]
fn what_is_offered_goes_with_either_of_the_two() {
    for who in [ROBIN, SAM] {
        let mut world = World::three();
        let talk = held(&mut world, "You are up at night.");
        world.act(ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }));
        world.act(who, Command::Leave);
        let other = if who == ROBIN { SAM } else { ROBIN };
        assert_eq!(world.seen(other).shared.talks.offers(other, world.now()).count(), 0);
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_one_prepares_is_ones_own(texts in proptest::array::uniform3(".{0,60}")) {
        let [for_them, to_ask, afraid] = texts.map(|text| household::Note::parse(&text).ok());
        let preparation = Preparation { for_them, to_ask, afraid };
        let mut world = World::together();
        let before = world.bytes_for(SAM);
        let prepare = TalkCommand::Prepare { preparation: preparation.clone() };
        let events = world.act(ROBIN, Command::Talk(prepare));
        prop_assert!(events.iter().all(|event| event.class() == Class::Own));
        prop_assert_eq!(world.bytes_for(SAM), before);
        prop_assert_eq!(&world.seen(ROBIN).own.preparation, &preparation);
    }
}

fn keep(talk: TalkId, with: MemberId, by: MemberId) -> Command {
    let texts = vec![KeptText { piece: Piece::Heard, by, text: note("The nights are long.") }];
    Command::Talk(TalkCommand::Keep { talk, with, topic: usual_day(), texts })
}

/// Whether a talk is agreed, and waits for `who`.
fn open(world: &World, who: MemberId, talk: TalkId) -> Option<(bool, bool)> {
    let found = world.seen(who).shared.talks.find(talk, who, world.now());
    found.map(|open| (open.is_agreed, open.waits_for(who)))
}
