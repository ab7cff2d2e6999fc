//! Thanks, and with them what would help even more.

use household::command::{TalkCommand, ThanksCommand};
use household::event::Class;
use household::talk::thanks::SENT_MAX;
use household::{Command, Refusal, ThanksId};

use crate::family::{KIM, ROBIN, SAM, TODAY, World, days_after, line, note, thanks};

fn keep(draft: Option<ThanksId>, text: &str) -> Command {
    Command::Thanks(ThanksCommand::Keep { draft, to: Some(SAM), thanks: thanks(text, None) })
}

fn send(draft: Option<ThanksId>, to: household::MemberId) -> Command {
    let thanks = thanks("You got up at three.", Some("If I could sleep on Sunday."));
    Command::Thanks(ThanksCommand::Send { draft, to, thanks })
}

#[test]
fn what_lies_in_a_drawer_is_its_authors_alone() {
    let mut world = World::together();
    let before = world.bytes_for(SAM);
    for n in 0..3 {
        world.act(ROBIN, keep(None, "You got up at three."));
        let draft = world.unsent(ROBIN);
        let events = world.act(ROBIN, keep(Some(draft), "You got up, and I slept."));
        assert!(events.iter().all(|event| event.class() == Class::Own));
        assert_eq!(world.seen(ROBIN).own.drawer.unsent().count(), n + 1);
        world.refuses(SAM, Command::Thanks(ThanksCommand::Drop { draft }), Refusal::NoSuchThanks);
        world.refuses(SAM, send(Some(draft), ROBIN), Refusal::NoSuchThanks);
    }
    assert_eq!(world.act(ROBIN, keep(Some(world.unsent(ROBIN)), "You got up, and I slept.")), []);
    assert_eq!(world.bytes_for(SAM), before);
}

#[test]
fn taken_back_it_is_gone() {
    let mut world = World::together();
    world.act(ROBIN, keep(None, "You got up at three."));
    let draft = world.unsent(ROBIN);
    world.act(ROBIN, Command::Thanks(ThanksCommand::Drop { draft }));
    assert!(world.seen(ROBIN).own.drawer.unsent().next().is_none());
    world.refuses(ROBIN, send(Some(draft), SAM), Refusal::NoSuchThanks);
}

#[test]
fn what_is_sent_leaves_the_drawer_and_has_another_id() {
    let mut world = World::together();
    world.act(ROBIN, keep(None, "You got up at three."));
    let draft = world.unsent(ROBIN);
    world.act(ROBIN, send(Some(draft), SAM));
    assert!(world.seen(ROBIN).own.drawer.unsent().next().is_none());
    let shelf = &world.seen(SAM).shared.thanks;
    let given = shelf.of(SAM).next().expect("sent");
    assert_ne!(given.id, draft);
    assert_eq!((given.from, given.to), (ROBIN, SAM));
    assert!(given.thanks.even_more.is_some());
}

#[test]
fn to_hold_it_is_told_to_nobody() {
    let mut world = World::together();
    world.act(ROBIN, send(None, SAM));
    let id = world.given(SAM);
    let is_new = |world: &World, who| {
        let seen = world.seen(who);
        seen.shared.thanks.get(id, who).expect("there").is_new_to(who, &seen.own.drawer)
    };
    assert!(is_new(&world, SAM) && !is_new(&world, ROBIN));
    let before = world.bytes_for(ROBIN);
    let events = world.act(SAM, Command::Thanks(ThanksCommand::Hold { id }));
    assert!(events.iter().all(|event| event.class() == Class::Own));
    assert_eq!(world.bytes_for(ROBIN), before);
    assert!(!is_new(&world, SAM));
    assert_eq!(world.act(SAM, Command::Thanks(ThanksCommand::Hold { id })), []);
    // Held is not the end of it.
    world.act(SAM, Command::Thanks(ThanksCommand::Answer { id, text: note("It did me good.") }));
    assert!(is_new(&world, ROBIN) && !is_new(&world, SAM));
}

#[test]
fn a_third_is_sent_nothing_new_when_two_thank_each_other_or_talk() {
    let mut world = World::three();
    let before = (world.seen(KIM).version(), world.seen(SAM).version());
    world.act(ROBIN, send(None, SAM));
    let id = world.seen(SAM).shared.thanks.of(SAM).next().expect("sent").id;
    world.act(SAM, Command::Thanks(ThanksCommand::Answer { id, text: note("So were you.") }));
    let talk = world.ask_for_talk(ROBIN, SAM);
    let at = Some(days_after(TODAY, 2).at(20, 30, 0, 0));
    world.act(SAM, Command::Talk(TalkCommand::ProposeTime { talk, at }));
    world.act(ROBIN, Command::Talk(TalkCommand::Agree { talk, at }));
    world.act(ROBIN, Command::Talk(TalkCommand::Close { talk }));
    assert_eq!(world.seen(KIM).version(), before.0);
    assert_ne!(world.seen(SAM).version(), before.1);
    world.act(SAM, Command::ChooseName { name: line("Sammy") });
    assert_ne!(world.seen(KIM).version(), before.0, "what is for all still shows");
}

#[test]
fn thanks_are_between_two() {
    let mut world = World::three();
    world.act(ROBIN, send(None, SAM));
    let id = world.given(SAM);
    assert!(world.seen(KIM).shared.thanks.of(KIM).next().is_none());
    world.refuses(KIM, Command::Thanks(ThanksCommand::Hold { id }), Refusal::NoSuchThanks);
    let answer = Command::Thanks(ThanksCommand::Answer { id, text: note("And me?") });
    world.refuses(KIM, answer, Refusal::NoSuchThanks);
    world.refuses(ROBIN, send(None, ROBIN), Refusal::UnknownMember);
}

#[test]
fn alone_the_drawer_works_and_sends_when_somebody_has_come() {
    let mut world = World::begun();
    let own =
        ThanksCommand::Keep { draft: None, to: None, thanks: thanks("Today went well.", None) };
    world.act(ROBIN, Command::Thanks(own));
    let draft = Some(world.unsent(ROBIN));
    world.refuses(ROBIN, send(draft, SAM), Refusal::UnknownMember);
    world.join(SAM, "Sam");
    world.refuses(ROBIN, send(draft, SAM), Refusal::SayBackFirst);
    world.listen(ROBIN, SAM);
    world.act(ROBIN, send(draft, SAM));
    world.act(SAM, Command::Leave);
    let shelf = &world.seen(ROBIN).shared.thanks;
    assert_eq!(shelf.of(ROBIN).count(), 1, "what was given stays");
}

#[test]
fn the_oldest_of_very_many_goes_and_only_the_senders() {
    let mut world = World::together();
    world.act(SAM, send(None, ROBIN));
    world.act(ROBIN, send(None, SAM));
    let (first, theirs) = (world.given(ROBIN), {
        let shelf = &world.seen(SAM).shared.thanks;
        shelf.of(SAM).last().expect("Sam’s").id
    });
    for _ in 0..SENT_MAX {
        world.act(ROBIN, send(None, SAM));
    }
    let shelf = &world.seen(SAM).shared.thanks;
    assert_eq!(shelf.of(SAM).count(), SENT_MAX + 1);
    assert!(shelf.get(first, SAM).is_none() && shelf.get(theirs, SAM).is_some());
}
