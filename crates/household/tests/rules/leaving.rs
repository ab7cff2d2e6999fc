//! R10: anyone can leave at any time; what was theirs alone goes, and what was shared reads on.

use household::event::DataKey;
use household::sort::{Mark, Who};
use household::{Command, Household, Refusal};

use crate::family::{
    CALENDAR, DINNER, KIM, ROBIN, SAFETY, SAM, TODAY, World, days_after, line, note,
};

#[test]
fn who_leaves_takes_what_was_theirs_alone() {
    let mut world = World::agreed();
    world.act(SAM, Command::CallOther { name: line("R.") });
    world.act(SAM, Command::Leave);
    assert!(!world.home.to_snapshot().own.contains_key(&SAM));
    assert!(world.home.seen_by(SAM).is_none());
    let shared = String::from_utf8(world.home.to_snapshot().shared).expect("JSON");
    assert!(!shared.contains("\"Sam\""), "the name is gone");
    assert!(world.seen(ROBIN).shared.people.is_former(SAM));
    assert!(world.seen(ROBIN).shared.talk.answer(SAM).is_none());
}

#[test]
fn what_a_former_member_owned_is_open_and_never_becomes_theirs_again() {
    let mut world = World::agreed();
    let later = days_after(TODAY, 20);
    let agreement = world.propose(ROBIN, &[(DINNER, Some(SAM))], later);
    world.act(ROBIN, Command::ConfirmAgreement { agreement });
    world.act(SAM, Command::ConfirmAgreement { agreement });
    world.days_pass(1);
    world.act(SAM, Command::Leave);
    let holding = |row| {
        let agreements = &world.seen(ROBIN).shared.agreements;
        agreements.holding(world.card(row), ROBIN).expect("agreed")
    };
    assert!(holding(CALENDAR).is_open_on(days_after(TODAY, 1)));
    assert_eq!(holding(CALENDAR).owner_on(TODAY), Some(SAM), "what was stays true");
    assert_eq!(world.owner(DINNER, days_after(TODAY, 1)), Some(ROBIN));
    assert!(holding(DINNER).is_open_on(later));
    assert_eq!(world.owner(SAFETY, later), Some(ROBIN));
}

#[test]
fn a_former_member_does_not_come_back_under_an_erased_key() {
    let mut world = World::together();
    world.act(SAM, Command::Leave);
    let text = note("May I come back?");
    world.refuses(SAM, Command::KeepAnswer { text: text.clone() }, Refusal::NotAMember);
    world.refuses(SAM, Command::SendAnswer { text, name: line("Sam") }, Refusal::NotAMember);
    world.refuses(SAM, Command::DropAnswer, Refusal::NotAMember);
}

#[test]
fn a_replay_without_the_erased_comes_to_the_same_state() {
    let mut world = World::agreed();
    for name in ["Sammy", "Sam"] {
        world.act(SAM, Command::ChooseName { name: line(name) });
    }
    world.act(KIM, Command::KeepAnswer { text: note("Up at six.") });
    world.act(SAM, Command::Leave);
    let mut again = Household::default();
    for recorded in world.log.iter().filter(|r| r.data_key() != DataKey::Member(SAM)) {
        again.apply(recorded);
    }
    assert_eq!(again, world.home);
}

#[test]
fn a_version_never_comes_twice_when_names_go() {
    let mut world = World::together();
    let mut versions = vec![world.seen(ROBIN).version()];
    for command in [Command::ChooseName { name: line("Sammy") }, Command::Leave] {
        world.act(SAM, command);
        versions.push(world.seen(ROBIN).version());
    }
    assert!(versions.is_sorted_by(|one, next| one < next), "{versions:?}");
}

#[test]
fn who_stays_is_not_held_by_an_answer_nobody_can_say_back() {
    let mut world = World::joined();
    world.act(ROBIN, Command::Leave);
    let terms = [(
        world.seen(SAM).shared.deck.cards().next().expect("a card").card.id,
        crate::family::term(Some(SAM)),
    )];
    let propose = Command::ProposeAgreement {
        terms: terms.into(),
        start: TODAY,
        review: days_after(TODAY, 7),
    };
    world.act(SAM, propose);
}

#[test]
fn two_who_stay_open_by_pressing_again_without_the_third() {
    let mut world = World::three();
    for who in [ROBIN, SAM] {
        world.tell_all(who, Who::Both);
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    world.act(KIM, Command::Leave);
    assert!(world.seen(ROBIN).shared.pictures.is_none());
    for who in [ROBIN, SAM] {
        assert!(world.home.seen_by(who).expect("a member").own.sort.is_sealed());
        world.press_open(who);
    }
    assert!(world.seen(ROBIN).shared.pictures.is_some());
}

#[test]
fn nobody_waits_to_show_a_former_member_anything() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    world.act(SAM, Command::AskToBeShown { card });
    world.act(SAM, Command::HaveThisToday { card });
    world.act(SAM, Command::Leave);
    let living = &world.seen(ROBIN).shared.living[&card];
    assert!(living.to_be_shown.is_empty());
    assert_eq!(living.taken_on(TODAY), None);
    world.refuses(ROBIN, Command::CloseShown { card, of: SAM }, Refusal::NotAsked);
}

#[test]
fn a_mark_about_somebody_who_left_stays_closed() {
    let mut world = World::three();
    let card = world.card(DINNER);
    let of_kim = Who::Parent(KIM);
    let marks = vec![Mark::Notices(of_kim), Mark::Does(of_kim)];
    world.act(ROBIN, Command::MarkCard { card, marks });
    world.tell(SAM, card, Who::Me);
    world.act(KIM, Command::Leave);
    for who in [ROBIN, SAM] {
        world.act(who, Command::SealSort);
        world.press_open(who);
    }
    let pictures = world.seen(SAM).shared.pictures.as_ref().expect("open");
    assert!(pictures.is_empty());
}
