//! R4: changes by agreement, and nobody is held by it.

use household::agreement::{Outcome, Term};
use household::division::SetAside;
use household::{Command, Event, Refusal};

use crate::family::{
    CALENDAR, DINNER, KIM, ROBIN, SAFETY, SAM, TODAY, WASH, World, days_after, note, term,
};

#[test]
fn a_version_is_in_force_when_everyone_confirmed_that_very_version() {
    let mut world = World::opened();
    let first = world.propose(ROBIN, &[(DINNER, Some(SAM))], TODAY);
    world.act(ROBIN, Command::ConfirmAgreement { agreement: first });
    assert!(world.seen(SAM).shared.agreements.in_force(SAM).is_none());

    let second = world.propose(SAM, &[(DINNER, Some(ROBIN))], TODAY);
    world.act(SAM, Command::ConfirmAgreement { agreement: second });
    let old = Command::ConfirmAgreement { agreement: first };
    world.refuses(SAM, old, Refusal::NoSuchAgreement);
    assert!(
        world.seen(SAM).shared.agreements.in_force(SAM).is_none(),
        "Robin's yes was to another"
    );

    let again = Command::ConfirmAgreement { agreement: second };
    world.refuses(SAM, again, Refusal::AlreadyConfirmed);
    world.act(ROBIN, Command::ConfirmAgreement { agreement: second });
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN));
    let in_force = world.seen(SAM).shared.agreements.in_force(SAM).expect("made");
    assert_eq!(in_force.proposed.id, second);
}

#[test]
fn proposing_is_not_confirming() {
    let mut world = World::opened();
    let agreement = world.propose(ROBIN, &[(DINNER, Some(SAM))], TODAY);
    let events = world.act(SAM, Command::ConfirmAgreement { agreement });
    assert_eq!(events, [Event::AgreementConfirmed { agreement }]);
}

#[test]
fn a_third_parents_yes_is_needed_too() {
    let mut world = World::three();
    let agreement = world.propose(ROBIN, &[(DINNER, Some(SAM))], TODAY);
    world.act(ROBIN, Command::ConfirmAgreement { agreement });
    world.act(SAM, Command::ConfirmAgreement { agreement });
    assert_eq!(world.owner(DINNER, TODAY), None);
    world.act(KIM, Command::ConfirmAgreement { agreement });
    assert_eq!(world.owner(DINNER, TODAY), Some(SAM));
}

#[test]
fn a_change_of_one_card_keeps_the_others() {
    let mut world = World::agreed();
    world.agree(&[SAM, ROBIN], &[(WASH, Some(SAM))]);
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN));
    assert_eq!(world.owner(WASH, TODAY), Some(SAM));
    assert_eq!(world.seen(SAM).shared.agreements.history(SAM).count(), 2);
    let force = world.seen(SAM).shared.agreements.in_force(SAM).expect("the newer one");
    assert_eq!(force.proposed.terms.len(), 4);
}

#[test]
fn what_was_put_down_meanwhile_is_not_given_back_by_a_yes_from_before() {
    let mut world = World::agreed();
    let agreement = world.propose(SAM, &[(WASH, Some(SAM))], TODAY);
    world.act(ROBIN, Command::ConfirmAgreement { agreement });
    let put_down = Command::PutDownCard { card: world.card(DINNER), from: TODAY, instead: None };
    world.act(ROBIN, put_down);
    world.act(SAM, Command::ConfirmAgreement { agreement });
    assert_eq!(world.owner(DINNER, TODAY), None);
    world.act(ROBIN, Command::ConfirmAgreement { agreement });
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN), "asked again, and yes");
}

#[test]
fn a_version_about_another_card_does_not_take_a_putting_down_back() {
    let mut world = World::agreed();
    let (card, from) = (world.card(DINNER), days_after(TODAY, 7));
    world.act(ROBIN, Command::PutDownCard { card, from, instead: None });
    world.agree(&[SAM, ROBIN], &[(WASH, Some(SAM))]);
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN));
    assert_eq!(world.owner(DINNER, from), None);
    world.agree(&[SAM, ROBIN], &[(DINNER, Some(SAM))]);
    assert_eq!(world.owner(DINNER, from), Some(SAM), "another owner is another matter");
}

#[test]
fn a_change_of_one_card_keeps_what_is_to_begin_later() {
    let mut world = World::opened();
    let later = days_after(TODAY, 10);
    let agreement = world.propose(ROBIN, &[(DINNER, Some(ROBIN)), (WASH, None)], later);
    for who in [ROBIN, SAM] {
        world.act(who, Command::ConfirmAgreement { agreement });
    }
    world.agree(&[SAM, ROBIN], &[(CALENDAR, Some(SAM))]);
    assert_eq!(world.owner(DINNER, later), Some(ROBIN));
}

#[test]
fn any_parent_may_end_an_agreement_and_a_safety_card_stays() {
    let mut world = World::agreed();
    let agreement = world.seen(SAM).shared.agreements.in_force(SAM).expect("made").proposed.id;
    world.days_pass(3);
    world.act(SAM, Command::EndAgreement { agreement });
    let today = days_after(TODAY, 3);
    assert_eq!(world.owner(DINNER, today), None);
    assert_eq!(world.owner(CALENDAR, today), None);
    assert_eq!(world.owner(SAFETY, today), Some(ROBIN));
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN), "what was stays true");
    assert!(world.seen(SAM).shared.agreements.in_force(SAM).is_none());
    world.refuses(SAM, Command::EndAgreement { agreement }, Refusal::NoSuchAgreement);
    world.act(SAM, Command::TakeUpCard { card: world.card(DINNER) });
    assert_eq!(world.owner(DINNER, today), Some(SAM));
}

#[test]
fn a_waiting_version_can_be_withdrawn_by_either() {
    let mut world = World::opened();
    let agreement = world.propose(ROBIN, &[(DINNER, Some(SAM))], TODAY);
    world.act(SAM, Command::WithdrawAgreement { agreement });
    assert!(world.seen(ROBIN).shared.agreements.offer().is_none());
    let withdraw = Command::WithdrawAgreement { agreement };
    world.refuses(ROBIN, withdraw, Refusal::NoSuchAgreement);
}

#[test]
fn one_alone_can_agree_with_themselves() {
    let mut world = World::begun();
    world.agree(&[ROBIN], &[(DINNER, Some(ROBIN)), (WASH, None)]);
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN));
    let owner = Command::ProposeAgreement {
        terms: [(world.card(WASH), term(Some(SAM)))].into(),
        start: TODAY,
        review: days_after(TODAY, 7),
    };
    world.refuses(ROBIN, owner, Refusal::UnknownMember);
}

#[test]
fn a_card_can_be_let_go_and_has_a_standard_when_agreed() {
    let mut world = World::opened();
    let let_go = Term { outcome: Outcome::LetGo(SetAside::Drop), standard: None };
    let standard = Some(note("On the table by six."));
    let kept = Term { outcome: Outcome::Owner(SAM), standard: standard.clone() };
    let terms = [(world.card(WASH), let_go), (world.card(DINNER), kept)].into();
    let review = days_after(TODAY, 30);
    world.act(ROBIN, Command::ProposeAgreement { terms, start: TODAY, review });
    let agreement = world.offer();
    for who in [ROBIN, SAM] {
        world.act(who, Command::ConfirmAgreement { agreement });
    }
    let agreements = &world.seen(SAM).shared.agreements;
    let wash = agreements.holding(world.card(WASH), SAM).expect("agreed");
    assert_eq!(wash.let_go_on(TODAY), Some(SetAside::Drop));
    assert!(!wash.is_open_on(TODAY));
    let dinner = agreements.holding(world.card(DINNER), SAM).expect("agreed");
    assert_eq!(dinner.standard_on(TODAY), standard.as_ref());
    world.refuses(ROBIN, Command::TakeUpCard { card: world.card(WASH) }, Refusal::NotOpen);
}

#[test]
fn what_begins_later_changes_nothing_before() {
    let mut world = World::opened();
    let (early, late) = (note("On the table by six."), note("Whenever it is ready."));
    let agree = |world: &mut World, outcome, standard: &household::Note, start| {
        let term = Term { outcome, standard: Some(standard.clone()) };
        let terms = [(world.card(DINNER), term)].into();
        let review = days_after(start, 30);
        world.act(ROBIN, Command::ProposeAgreement { terms, start, review });
        let agreement = world.offer();
        for who in [ROBIN, SAM] {
            world.act(who, Command::ConfirmAgreement { agreement });
        }
    };
    agree(&mut world, Outcome::Owner(SAM), &early, TODAY);
    let start = days_after(TODAY, 14);
    agree(&mut world, Outcome::LetGo(SetAside::Drop), &late, start);
    let holding = world.seen(SAM).shared.agreements.holding(world.card(DINNER), SAM);
    let holding = holding.expect("agreed");
    let eve = days_after(start, -1);
    for (day, owner, let_go, standard) in [
        (TODAY, Some(SAM), None, &early),
        (eve, Some(SAM), None, &early),
        (start, None, Some(SetAside::Drop), &late),
    ] {
        assert_eq!(holding.owner_on(day), owner);
        assert_eq!(holding.let_go_on(day), let_go);
        assert_eq!(holding.standard_on(day), Some(standard));
        assert!(!holding.is_open_on(day));
    }
}

#[test]
fn dates_far_away_are_refused_and_do_not_break() {
    let world = World::opened();
    let propose = |start, review| Command::ProposeAgreement {
        terms: [(world.card(DINNER), term(Some(SAM)))].into(),
        start,
        review,
    };
    let (first, last) = (jiff::civil::Date::MIN, jiff::civil::Date::MAX);
    world.refuses(ROBIN, propose(first, TODAY), Refusal::StartTooFar);
    world.refuses(ROBIN, propose(last, last), Refusal::StartTooFar);
    world.refuses(ROBIN, propose(days_after(TODAY, -1), TODAY), Refusal::StartTooFar);
    world.refuses(ROBIN, propose(TODAY, TODAY), Refusal::ReviewBeforeStart);
    world.refuses(ROBIN, propose(TODAY, last), Refusal::ReviewBeforeStart);
    world.refuses(ROBIN, propose(TODAY, first), Refusal::ReviewBeforeStart);
    let year = days_after(TODAY, 366);
    assert!(world.decide(ROBIN, &propose(year, days_after(year, 366))).is_ok());
}

#[test]
fn anothers_card_keeps_its_name() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    let rename =
        Command::RenameCard { card, name: crate::family::line("Dinner, and lunch boxes too") };
    world.refuses(SAM, rename.clone(), Refusal::NotTheOwner);
    world.act(ROBIN, rename);
}
