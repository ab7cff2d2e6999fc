//! R1: listening first. An invited person's answer is theirs until sent, and is said back first.

use household::command::Reply;
use household::event::Class;
use household::people::PARENTS_MAX;
use household::sort::Who;
use household::{Command, Event, MemberId, Refusal};

use crate::family::{DINNER, KIM, ROBIN, SAM, World, line, note};

#[test]
fn the_first_person_needs_nobody() {
    let world = World::begun();
    let seen = world.seen(ROBIN);
    assert!(seen.shared.people.is_alone());
    assert_eq!(seen.shared.deck.cards().count(), 10);
    assert_eq!(seen.shared.people.zone(), "Europe/Berlin");
}

#[test]
fn a_kept_answer_shows_to_nobody() {
    let mut world = World::begun();
    let before = world.bytes_for(ROBIN);
    let version = world.seen(ROBIN).version();
    for text in ["Up at six.", "Up at six, or five."] {
        let events = world.act(SAM, Command::KeepAnswer { text: note(text) });
        assert!(events.iter().all(|event| event.class() == Class::Own));
    }
    assert!(world.home.draft_of(SAM).0.text().is_some());
    world.act(SAM, Command::DropAnswer);
    assert_eq!(world.home.draft_of(SAM).0.text(), None);
    assert_eq!(world.act(SAM, Command::DropAnswer), []);
    assert_eq!(world.bytes_for(ROBIN), before);
    assert_eq!(world.seen(ROBIN).version(), version);
    assert!(world.home.seen_by(SAM).is_none(), "who has not sent has not joined");
}

#[test]
fn sending_is_joining_and_leaves_no_draft() {
    let mut world = World::begun();
    world.act(SAM, Command::KeepAnswer { text: note("A first try.") });
    world.join(SAM, "Sam");
    assert_eq!(world.home.draft_of(SAM).0.text(), None);
    let seen = world.seen(SAM);
    let name = seen.shared.people.member(SAM).and_then(|sam| sam.name.as_ref());
    assert_eq!(name.map(household::Line::as_str), Some("Sam"));
    let to_say_back = seen.shared.talk.to_say_back(ROBIN).map(|(of, _)| of);
    assert_eq!(to_say_back, Some(SAM));
    assert_eq!(seen.shared.talk.to_say_back(SAM), None);
}

#[test]
fn nothing_opens_before_the_answer_is_said_back() {
    let mut world = World::joined();
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Me);
        world.act(who, Command::SealSort);
        world.refuses(who, world.pressing(), Refusal::SayBackFirst);
    }
    let terms = [(world.card(DINNER), crate::family::term(Some(ROBIN)))].into();
    let (start, review) = (world.today(), crate::family::days_after(world.today(), 7));
    let propose = Command::ProposeAgreement { terms, start, review };
    world.refuses(ROBIN, propose, Refusal::SayBackFirst);
    world.listen(ROBIN, SAM);
    world.press_open(ROBIN);
    world.press_open(SAM);
    assert!(world.seen(SAM).shared.pictures.is_some());
}

#[test]
fn not_quite_asks_to_say_it_back_again_and_holds_nothing_up() {
    let mut world = World::joined();
    world.act(ROBIN, Command::SayBack { to: SAM, text: note("You sleep in.") });
    assert_eq!(world.seen(ROBIN).shared.talk.to_say_back(ROBIN), None);
    let reply = Reply::NotQuite { missing: Some(note("No.")) };
    world.hear(SAM, reply);
    assert!(world.seen(ROBIN).shared.talk.to_say_back(ROBIN).is_some());
    assert!(world.seen(ROBIN).shared.talk.all_said_back());
    world.listen(ROBIN, SAM);
    let again = Command::SayBack { to: SAM, text: note("Once more.") };
    world.refuses(ROBIN, again, Refusal::AlreadyHeard);
}

#[test]
fn nobody_says_their_own_answer_back() {
    let world = World::joined();
    let own = Command::SayBack { to: SAM, text: note("I said it well.") };
    world.refuses(SAM, own, Refusal::NothingToSayBack);
    let nobody = Command::SayBack { to: ROBIN, text: note("Robin said nothing.") };
    world.refuses(SAM, nobody, Refusal::NothingToSayBack);
}

#[test]
fn two_who_were_invited_may_send_at_once() {
    let mut world = World::begun();
    for who in [SAM, KIM] {
        world.act(who, Command::KeepAnswer { text: note("Up at six.") });
    }
    let before = world.home.to_snapshot().own.remove(&KIM);
    world.join(SAM, "Sam");
    assert_eq!(world.home.to_snapshot().own.remove(&KIM), before);
    world.join(KIM, "Kim");
    assert_eq!(world.seen(KIM).shared.people.parents().count(), 3);
    world.listen(ROBIN, SAM);
    assert!(!world.seen(KIM).shared.talk.all_said_back());
    world.listen(SAM, KIM);
    assert!(world.seen(KIM).shared.talk.all_said_back());
}

#[test]
fn who_has_not_joined_may_do_nothing_else() {
    let mut world = World::begun();
    world.act(SAM, Command::KeepAnswer { text: note("Up at six.") });
    for command in
        [Command::PressOpen { arrivals: 2 }, Command::Leave, Command::SealSort, Command::DealMore]
    {
        world.refuses(SAM, command, Refusal::NotAMember);
    }
    let begin = Command::Begin { zone: "Europe/Berlin".to_owned() };
    world.refuses(SAM, begin, Refusal::AlreadyBegun);
}

#[test]
fn there_is_room_for_so_many_parents() {
    let mut world = World::begun();
    for n in 2..=PARENTS_MAX {
        let who = MemberId::from_bytes([u8::try_from(n).expect("few"); 16]);
        world.join(who, "Somebody");
    }
    let text = note("Is there room?");
    let keep = Command::KeepAnswer { text: text.clone() };
    world.refuses(KIM, keep, Refusal::TooManyParents);
    let send = Command::SendAnswer { text, name: line("Kim") };
    world.refuses(KIM, send, Refusal::TooManyParents);
}

#[test]
fn who_joins_finds_nothing_that_was_settled_without_them() {
    let mut world = World::begun();
    world.agree(&[ROBIN], &[(DINNER, Some(ROBIN)), ("feed-shop", None)]);
    let waiting = world.propose(ROBIN, &[(DINNER, None)], world.today());
    world.join(SAM, "Sam");
    world.listen(ROBIN, SAM);

    let seen = world.seen(SAM);
    assert!(seen.shared.agreements.offer().is_none());
    world.refuses(SAM, Command::ConfirmAgreement { agreement: waiting }, Refusal::NoSuchAgreement);
    assert!(seen.shared.agreements.in_force(SAM).is_none());
    assert_eq!(seen.shared.agreements.history(SAM).count(), 0);
    assert_eq!(seen.shared.agreements.holdings(SAM).count(), 0);
    assert_eq!(seen.own, household::Own::none());
    assert!(seen.shared.agreements.in_force(ROBIN).is_some(), "Robin keeps what was Robin's");

    let card = world.card(DINNER);
    let remove = Command::RemoveCard { card };
    assert!(world.decide(SAM, &remove).is_ok(), "no answer tells of it");
    let take = Command::TakeUpCard { card: world.card("feed-shop") };
    world.refuses(SAM, take, Refusal::UnknownCard);
}

#[test]
fn a_proposal_after_somebody_joined_holds_nothing_that_was_settled_without_them() {
    let mut world = World::begun();
    world.agree(&[ROBIN], &[(DINNER, Some(ROBIN)), ("feed-shop", None)]);
    world.join(SAM, "Sam");
    world.listen(ROBIN, SAM);
    world.propose(ROBIN, &[("wash-loads", Some(SAM))], world.today());
    let offer = world.seen(SAM).shared.agreements.offer().expect("a version waits");
    let cards: Vec<_> = offer.proposed.terms.keys().copied().collect();
    assert_eq!(cards, [world.card("wash-loads")]);
}

#[test]
fn what_two_opened_to_each_other_a_third_does_not_see() {
    let mut world = World::opened();
    world.act(ROBIN, Command::LockCard { card: world.card(DINNER), owner: SAM });
    let weights = [(ROBIN, 60), (SAM, 40)].into();
    world.act(ROBIN, Command::OfferShares { weights });
    world.join(KIM, "Kim");
    let seen = world.seen(KIM);
    assert!(seen.shared.pictures.is_none());
    assert_eq!(seen.shared.division.locked(world.card(DINNER)), None);
    assert!(seen.shared.division.shares_offer().is_none());
    world.listen(ROBIN, KIM);
    world.tell_all(KIM, Who::Both);
    for who in [ROBIN, SAM, KIM] {
        world.act(who, Command::SealSort);
        assert!(world.seen(KIM).shared.pictures.is_none());
        world.press_open(who);
    }
    assert!(world.seen(KIM).shared.pictures.is_some(), "all three told it anew");
}

#[test]
fn a_press_meant_for_one_does_not_open_to_another() {
    let mut world = World::sealed();
    world.press_open(ROBIN);
    world.act(ROBIN, Command::CallOther { name: line("Sam") });
    world.join(KIM, "Kim");
    assert!(world.home.seen_by(ROBIN).expect("a member").own.sort.is_sealed());
    assert!(!world.home.seen_by(ROBIN).expect("a member").own.sort.is_open_pressed());
    let opened = world.log.iter().any(|r| matches!(r.event, Event::PicturesOpened { .. }));
    assert!(!opened);
}

#[test]
fn what_was_sent_is_not_read_by_who_joins_later() {
    let mut world = World::begun();
    world.join(SAM, "Sam");
    world.join(KIM, "Kim");
    let read_by = |world: &World, who| {
        let seen = world.seen(who);
        seen.shared.talk.answers(who).map(|(of, _)| of).collect::<Vec<_>>()
    };
    assert_eq!(read_by(&world, ROBIN).len(), 2);
    assert!(!read_by(&world, KIM).contains(&SAM));
    let say_back = Command::SayBack { to: SAM, text: note("Long.") };
    world.refuses(KIM, say_back, Refusal::NothingToSayBack);
}
