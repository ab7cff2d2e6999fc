//! R3: the owner's way. R4: putting down needs nobody, but a safety card asks who has it instead.

use std::collections::BTreeSet;

use household::agreement::Shown;
use household::event::Class;
use household::plan::Choice;
use household::today::{Step, step};
use household::{Command, Refusal};

use crate::family::{
    CALENDAR, DINNER, KIM, ROBIN, SAFETY, SAM, TODAY, WASH, World, days_after, note, term,
};

#[test]
fn only_the_owner_writes_the_playbook_sets_the_next_time_and_marks_done() {
    let world = World::agreed();
    let card = world.card(DINNER);
    for command in [
        Command::WritePlaybook { card, text: Some(note("Pasta on Mondays.")) },
        Command::SetNext { card, on: TODAY },
        Command::MarkDone { card, on: TODAY },
        Command::CannotToday { card },
        Command::PutDownCard { card, from: TODAY, instead: None },
    ] {
        world.refuses(SAM, command.clone(), Refusal::NotTheOwner);
        assert!(world.decide(ROBIN, &command).is_ok(), "{command:?}");
    }
}

#[test]
fn a_step_that_was_taken_is_not_asked_for_again() {
    let begun = World::begun();
    assert_eq!(step(&begun.seen(ROBIN), TODAY, TODAY), Some(Step::Talk));
    let heard = World::together();
    assert_eq!(step(&heard.seen(ROBIN), TODAY, TODAY), None);
    let (second, third) = (days_after(TODAY, 7), days_after(TODAY, 14));
    assert_eq!(step(&heard.seen(ROBIN), TODAY, second), Some(Step::HandOver));
    let agreed = World::agreed();
    assert_eq!(step(&agreed.seen(SAM), TODAY, second), None);
    assert_eq!(step(&agreed.seen(SAM), TODAY, third), Some(Step::TimeAlone));
}

#[test]
fn alone_the_second_step_is_one_card_less() {
    let mut world = World::begun();
    let (second, card) = (days_after(TODAY, 7), world.card(DINNER));
    world.act(ROBIN, Command::MarkPlan { card, choice: Choice::Keep });
    assert_eq!(step(&world.seen(ROBIN), TODAY, second), Some(Step::HandOver));
    world.act(ROBIN, Command::MarkPlan { card, choice: Choice::Simplify });
    assert_eq!(step(&world.seen(ROBIN), TODAY, second), None);
}

#[test]
fn after_the_first_month_the_first_step_not_taken_is_shown_until_it_is_put_away() {
    let mut world = World::agreed();
    let later = days_after(TODAY, 28);
    let now = |world: &World| step(&world.seen(SAM), TODAY, later);
    assert_eq!(now(&world), Some(Step::Thanks), "they have told and agreed");
    world.act(SAM, Command::SkipStep { step: Step::Thanks });
    assert_eq!(now(&world), Some(Step::Expect));
    world.act(SAM, Command::SkipStep { step: Step::Expect });
    assert_eq!(now(&world), Some(Step::CheckIn));
    world.act(SAM, Command::HideSteps { hidden: true });
    assert_eq!(now(&world), None);
    assert_eq!(step(&world.seen(ROBIN), TODAY, later), Some(Step::Thanks), "another's own");
    world.act(SAM, Command::HideSteps { hidden: false });
    assert_eq!(now(&world), Some(Step::CheckIn));
    world.act(SAM, Command::SkipStep { step: Step::CheckIn });
    assert_eq!(now(&world), None);
}

#[test]
fn a_step_for_two_is_not_shown_to_one_alone() {
    let mut world = World::begun();
    let later = days_after(TODAY, 28);
    for shown in [Step::See, Step::Expect, Step::Divide, Step::CheckIn] {
        assert_eq!(step(&world.seen(ROBIN), TODAY, later), Some(shown));
        world.act(ROBIN, Command::SkipStep { step: shown });
    }
    assert_eq!(step(&world.seen(ROBIN), TODAY, later), None);
}

#[test]
fn done_is_seen_by_its_owner_only_and_completes_for_nobody_else() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    let before = world.bytes_for(SAM);
    let events = world.act(ROBIN, Command::MarkDone { card, on: TODAY });
    assert!(events.iter().all(|event| event.class() == Class::Own));
    assert_eq!(world.seen(ROBIN).own.done.times_on(card, TODAY), 1);
    assert_eq!(world.bytes_for(SAM), before);
    world.refuses(SAM, Command::TakeDoneBack { card, on: TODAY }, Refusal::NotDone);
    world.act(ROBIN, Command::TakeDoneBack { card, on: TODAY });
    world.refuses(ROBIN, Command::TakeDoneBack { card, on: TODAY }, Refusal::NotDone);
}

#[test]
fn i_have_this_today_is_about_oneself_and_completes_nothing() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    world.act(SAM, Command::HaveThisToday { card });
    assert_eq!(world.seen(ROBIN).shared.living[&card].taken_on(TODAY), Some(SAM));
    assert_eq!(world.owner(DINNER, TODAY), Some(ROBIN));
    assert_eq!(world.act(SAM, Command::HaveThisToday { card }), []);
    world.refuses(SAM, Command::MarkDone { card, on: TODAY }, Refusal::NotTheOwner);
    world.days_pass(1);
    let tomorrow = days_after(TODAY, 1);
    assert_eq!(world.seen(ROBIN).shared.living[&card].taken_on(tomorrow), None);
}

#[test]
fn an_open_card_is_anybodys_to_take_and_nobodys_to_mark() {
    let mut world = World::agreed();
    let card = world.card(WASH);
    world.refuses(SAM, Command::MarkDone { card, on: TODAY }, Refusal::NotTheOwner);
    world.act(SAM, Command::TakeUpCard { card });
    assert_eq!(world.owner(WASH, TODAY), Some(SAM));
    world.refuses(ROBIN, Command::TakeUpCard { card }, Refusal::NotOpen);
}

#[test]
fn a_put_down_card_is_open_from_its_day_on() {
    let mut world = World::agreed();
    let (card, from) = (world.card(DINNER), days_after(TODAY, 7));
    world.act(ROBIN, Command::PutDownCard { card, from, instead: None });
    assert_eq!(world.owner(DINNER, days_after(TODAY, 6)), Some(ROBIN));
    assert_eq!(world.owner(DINNER, from), None);
    world.refuses(SAM, Command::TakeUpCard { card }, Refusal::NotOpen);
    world.days_pass(7);
    world.act(SAM, Command::TakeUpCard { card });
    world.days_pass(30);
    assert_eq!(world.owner(DINNER, days_after(from, 30)), Some(SAM));
}

#[test]
fn a_safety_card_asks_first_who_has_it_instead_and_keeps_the_answer() {
    let mut world = World::agreed();
    let card = world.card(SAFETY);
    let nobody = Command::PutDownCard { card, from: TODAY, instead: None };
    world.refuses(ROBIN, nobody, Refusal::WhoHasItInstead);
    let instead = Some(note("Sam, until Friday."));
    world.act(ROBIN, Command::PutDownCard { card, from: TODAY, instead: instead.clone() });
    let holding = |world: &World| {
        let agreements = &world.seen(SAM).shared.agreements;
        agreements.holding(card, SAM).expect("agreed").clone()
    };
    assert_eq!(holding(&world).instead(), instead.as_ref());
    world.act(SAM, Command::TakeUpCard { card });
    assert_eq!(holding(&world).instead(), None);
}

#[test]
fn putting_down_leaves_what_is_agreed_for_later() {
    let mut world = World::agreed();
    let later = days_after(TODAY, 20);
    let agreement = world.propose(ROBIN, &[(DINNER, Some(SAM))], later);
    for who in [ROBIN, SAM] {
        world.act(who, Command::ConfirmAgreement { agreement });
    }
    let card = world.card(DINNER);
    let put_down =
        |days| Command::PutDownCard { card, from: days_after(TODAY, days), instead: None };
    world.refuses(ROBIN, put_down(20), Refusal::NotTheOwner);
    world.act(ROBIN, put_down(15));
    world.act(ROBIN, put_down(10));
    assert_eq!(world.owner(DINNER, days_after(TODAY, 9)), Some(ROBIN));
    assert_eq!(world.owner(DINNER, days_after(TODAY, 10)), None);
    assert_eq!(world.owner(DINNER, later), Some(SAM));
    world.days_pass(12);
    world.act(ROBIN, Command::TakeUpCard { card });
    assert_eq!(world.owner(DINNER, days_after(TODAY, 17)), Some(ROBIN));
    assert_eq!(world.owner(DINNER, later), Some(SAM));
}

#[test]
fn an_earlier_owners_way_stays_to_start_from() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    world.act(ROBIN, Command::WritePlaybook { card, text: Some(note("Pasta on Mondays.")) });
    world.agree(&[ROBIN, SAM], &[(DINNER, Some(SAM))]);
    world.act(SAM, Command::WritePlaybook { card, text: Some(note("Soup.")) });
    let playbooks = &world.seen(SAM).shared.living[&card].playbooks;
    assert_eq!(playbooks[&ROBIN], note("Pasta on Mondays."));
    assert_eq!(playbooks[&SAM], note("Soup."));
    let back = Command::WritePlaybook { card, text: Some(note("No, pasta.")) };
    world.refuses(ROBIN, back, Refusal::NotTheOwner);
}

#[test]
fn an_owner_takes_their_own_way_away() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    let write = |text: Option<&str>| Command::WritePlaybook { card, text: text.map(note) };
    assert_eq!(world.act(ROBIN, write(None)), [], "there was none");
    world.act(ROBIN, write(Some("Pasta on Mondays.")));
    assert_eq!(world.act(ROBIN, write(Some("Pasta on Mondays."))), []);
    world.refuses(SAM, write(None), Refusal::NotTheOwner);
    assert_eq!(world.act(ROBIN, write(None)).len(), 1);
    assert!(world.seen(SAM).shared.living[&card].playbooks.is_empty());
}

#[test]
fn being_shown_once_is_asked_and_closed_once() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    world.refuses(ROBIN, Command::CloseShown { card, of: SAM }, Refusal::NotAsked);
    world.act(SAM, Command::AskToBeShown { card });
    assert_eq!(world.act(SAM, Command::AskToBeShown { card }), []);
    world.act(ROBIN, Command::CloseShown { card, of: SAM });
    assert!(world.seen(SAM).shared.living[&card].to_be_shown.is_empty());
    World::begun().refuses(ROBIN, Command::AskToBeShown { card }, Refusal::NobodyToOpenWith);
}

#[test]
fn who_shows_it_writes_their_way_and_says_until_when_they_are_asked() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    let show = |until| {
        let way = Some(note("Pasta on Mondays."));
        Command::Show { card, of: BTreeSet::from([SAM]), until, way }
    };
    let week = days_after(TODAY, 7);
    world.refuses(ROBIN, show(week), Refusal::NotAsked);
    world.act(SAM, Command::AskToBeShown { card });
    world.refuses(SAM, show(week), Refusal::NotAsked);
    for (until, allowed) in
        [(days_after(TODAY, -1), false), (TODAY, true), (days_after(TODAY, 29), false)]
    {
        let mut other = world.clone();
        if allowed {
            assert_eq!(other.act(ROBIN, show(until)).len(), 2);
        } else {
            other.refuses(ROBIN, show(until), Refusal::DateOutOfRange);
        }
    }
    world.act(ROBIN, show(days_after(TODAY, 28)));
    world.refuses(ROBIN, show(week), Refusal::NotAsked);
    world.act(SAM, Command::AskToBeShown { card });
    assert_eq!(world.act(ROBIN, show(week)).len(), 1, "the way stands already");
    let living = &world.seen(SAM).shared.living[&card];
    let (shown, way) = living.shown_to(SAM).expect("shown");
    assert_eq!((shown, way), (Shown { by: ROBIN, until: week }, Some(&note("Pasta on Mondays."))));
    assert!(living.to_be_shown.is_empty());
}

#[test]
fn what_nobody_owns_is_shown_by_whoever_knows_how() {
    let mut world = World::together();
    let card = world.card(DINNER);
    world.act(SAM, Command::AskToBeShown { card });
    let of = BTreeSet::from([SAM]);
    world.act(ROBIN, Command::Show { card, of, until: TODAY, way: None });
    let living = &world.seen(SAM).shared.living[&card];
    assert_eq!(living.shown_to(SAM), Some((Shown { by: ROBIN, until: TODAY }, None)));
}

#[test]
fn a_way_is_copied_as_a_start_and_never_over_ones_own() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    let copy = Command::CopyPlaybook { card, of: ROBIN };
    world.act(ROBIN, Command::WritePlaybook { card, text: Some(note("Pasta on Mondays.")) });
    world.refuses(SAM, copy.clone(), Refusal::NotTheOwner);
    world.act(ROBIN, Command::PutDownCard { card, from: TODAY, instead: None });
    world.act(SAM, Command::TakeUpCard { card });
    world.act(SAM, copy.clone());
    assert_eq!(world.seen(ROBIN).shared.living[&card].playbooks[&SAM], note("Pasta on Mondays."));
    world.refuses(SAM, copy, Refusal::NoWayToCopy);
}

#[test]
fn who_has_no_page_here_is_asked_in_person() {
    let mut world = World::opened();
    let oma = world.trust_oma(5, &[SAM]);
    world.agree(&[ROBIN, SAM], &[(DINNER, Some(oma)), (WASH, None)]);
    let (hers, open) = (world.card(DINNER), world.card(WASH));
    world.refuses(SAM, Command::AskToBeShown { card: hers }, Refusal::OwnerHasNoPage);
    assert_eq!(world.act(SAM, Command::AskToBeShown { card: open }).len(), 1, "anyone may show it");
}

#[test]
fn done_is_marked_for_the_days_just_gone() {
    let mut world = World::agreed();
    let card = world.card(DINNER);
    for (day, allowed) in [
        (days_after(TODAY, 1), false),
        (TODAY, true),
        (days_after(TODAY, -31), true),
        (days_after(TODAY, -32), false),
        (jiff::civil::Date::MIN, false),
        (jiff::civil::Date::MAX, false),
    ] {
        let decision = world.decide(ROBIN, &Command::MarkDone { card, on: day });
        assert_eq!(decision.is_ok(), allowed, "{day}");
    }
    // Some cards are done many times a day; only the latest marks are kept.
    for _ in 0..100 {
        world.act(ROBIN, Command::MarkDone { card, on: TODAY });
    }
}

#[test]
fn the_day_is_the_members_own() {
    let mut world = World::agreed();
    let zone = |name: &str| household::people::Preferences {
        zone: Some(name.to_owned()),
        ..household::people::Preferences::default()
    };
    let preferences = zone("Pacific/Auckland");
    world.act(SAM, Command::SetPreferences { preferences });
    let evening = world.now() + jiff::SignedDuration::from_hours(10);
    assert_eq!(world.home.today_of(ROBIN, evening), TODAY);
    assert_eq!(world.home.today_of(SAM, evening), days_after(TODAY, 1));
    assert_eq!(world.home.today_of(KIM, evening), TODAY, "the household's, for others");
    let preferences = zone("Europe/Nowhere");
    world.refuses(SAM, Command::SetPreferences { preferences }, Refusal::UnknownZone);
}

#[test]
fn a_card_that_was_not_agreed_is_nobodys() {
    let mut world = World::agreed();
    let card = world.card("feed-shop");
    for command in [
        Command::MarkDone { card, on: TODAY },
        Command::HaveThisToday { card },
        Command::TakeUpCard { card },
    ] {
        world.refuses(ROBIN, command, Refusal::UnknownCard);
    }
    let terms = [(card, term(None))].into();
    let review = days_after(TODAY, 7);
    world.act(SAM, Command::ProposeAgreement { terms, start: TODAY, review });
    world.refuses(ROBIN, Command::TakeUpCard { card }, Refusal::UnknownCard);
    assert_eq!(world.owner(CALENDAR, TODAY), Some(SAM));
}
