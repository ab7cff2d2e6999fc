//! Questions about a child: who sees them, views opened together, sleeping on it, what is decided.

use std::collections::{BTreeMap, BTreeSet};

use household::command::DecisionsCommand as Do;
use household::decisions::{Matter, Outcome, Question, View, Voice};
use household::{Command, DecisionId, MemberId, Refusal};
use jiff::civil::{DateTime, date};
use jiff::tz::TimeZoneDatabase;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World, days_after, line, note};

#[track_caller]
pub fn act(world: &mut World, who: MemberId, what: Do) {
    let events = world.act(who, Command::Decisions(what));
    assert!(!events.is_empty());
}

pub fn question(world: &World, who: MemberId, id: DecisionId) -> Option<&Question> {
    let shared = world.seen(who).shared;
    shared.decisions.get(id, who, &shared.people)
}

fn view(text: &str) -> View {
    View { think: Some(note(text)), ..View::default() }
}

pub fn thinks(world: &mut World, who: MemberId, decision: DecisionId, text: &str) {
    act(world, who, Do::WriteView { decision, view: view(text) });
    act(world, who, Do::Seal { decision });
}

/// *Open*, by somebody who knows who is asked.
pub fn press(world: &mut World, who: MemberId, decision: DecisionId) {
    let circles = question(world, who, decision).expect("asked").circles();
    act(world, who, Do::PressOpen { decision, circles });
}

pub fn opened(people: &[MemberId], world: &mut World, decision: DecisionId) {
    for who in people {
        thinks(world, *who, decision, "Home by ten.");
        press(world, *who, decision);
    }
}

pub fn outcome(what: &str) -> Outcome {
    Outcome { what: note(what), why: note("The last bus."), level: None, review: None }
}

/// Robin and Sam have opened their views.
pub fn both_opened() -> (World, DecisionId) {
    let (mut world, decision) = World::deciding();
    opened(&[ROBIN, SAM], &mut world, decision);
    (world, decision)
}

#[test]
fn who_does_not_decide_for_the_child_does_not_see_the_question() {
    let (mut world, decision) = both_opened();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    act(&mut world, ROBIN, Do::AddOption { decision, text: line("Yes, if") });
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(ROBIN, decision);
    act(&mut world, SAM, Do::Confirm { decision, version });
    let shared = world.seen(KIM).shared;
    assert_eq!(shared.decisions.of(KIM, &shared.people).count(), 0);
    assert!(question(&world, KIM, decision).is_none());
    for command in [Do::AskAll { decision }, Do::Offer { decision, outcome: outcome("No.") }] {
        world.refuses(KIM, Command::Decisions(command), Refusal::NoSuchDecision);
    }
}

#[test]
fn a_question_about_siblings_is_seen_by_those_who_decide_for_all_of_them() {
    let mut world = World::together();
    let mia = world.add_mia();
    world.decides_for(mia, &[ROBIN, SAM]);
    world.act(ROBIN, Command::AddChild { child: crate::family::child("Noah", 2014) });
    let noah = world.seen(ROBIN).shared.people.children()[1].id;
    let matter = Matter::Own(line("A phone at twelve?"));
    let children = BTreeSet::from([mia, noah]);
    act(&mut world, ROBIN, Do::Ask { matter, children });
    let shared = world.seen(SAM).shared;
    assert_eq!(shared.decisions.of(SAM, &shared.people).count(), 0, "Noah’s is Robin’s alone");
    assert_eq!(shared.decisions.of(ROBIN, &shared.people).count(), 1);
}

#[test]
fn who_comes_to_decide_is_asked_first_and_sees_no_view_of_before() {
    let (mut world, decision) = both_opened();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    world.decides_for(mia, &[ROBIN, SAM, KIM]);
    assert!(question(&world, KIM, decision).is_none());
    act(&mut world, ROBIN, Do::AskAll { decision });
    let seen = question(&world, KIM, decision).expect("asked");
    assert!(seen.views(KIM).is_none() && seen.views(SAM).is_none());
    world.refuses(
        SAM,
        Command::Decisions(Do::Offer { decision, outcome: outcome("No.") }),
        Refusal::NotOpened,
    );
    for who in [ROBIN, SAM] {
        act(&mut world, who, Do::Seal { decision });
        press(&mut world, who, decision);
    }
    assert!(question(&world, SAM, decision).expect("asked").views(SAM).is_none());
    thinks(&mut world, KIM, decision, "Home by eleven.");
    press(&mut world, KIM, decision);
    let seen = question(&world, ROBIN, decision).expect("asked");
    assert_eq!(seen.views(ROBIN).map(BTreeMap::len), Some(3));
}

#[test]
fn a_page_read_before_somebody_was_asked_too_opens_nothing_to_them() {
    let (mut world, decision) = World::deciding();
    thinks(&mut world, ROBIN, decision, "Home by ten.");
    let circles = question(&world, ROBIN, decision).expect("asked").circles();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    world.decides_for(mia, &[ROBIN, SAM, KIM]);
    act(&mut world, ROBIN, Do::AskAll { decision });
    let open = Command::Decisions(Do::PressOpen { decision, circles });
    world.refuses(ROBIN, open, Refusal::SomebodyJoined);
}

#[test]
fn what_is_decided_moves_nothing_that_a_third_is_sent() {
    let (mut world, decision) = World::deciding();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    let before = world.seen(KIM).version();
    opened(&[ROBIN, SAM], &mut world, decision);
    act(&mut world, ROBIN, Do::AddOption { decision, text: line("Yes, if") });
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(ROBIN, decision);
    let sams = world.seen(SAM).version();
    act(&mut world, SAM, Do::Confirm { decision, version });
    assert_ne!(world.seen(SAM).version(), sams);
    assert_eq!(world.seen(KIM).version(), before);
}

#[test]
fn who_decides_no_more_sees_nothing_more() {
    let (mut world, decision) = both_opened();
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    world.decides_for(mia, &[ROBIN]);
    assert!(question(&world, SAM, decision).is_none());
    let seen = question(&world, ROBIN, decision).expect("asked");
    assert!(seen.outcomes.offer().is_none(), "what waited for Sam waits no more");
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    assert!(question(&world, ROBIN, decision).expect("asked").outcomes.holds(ROBIN).is_some());
}

#[test]
fn a_removed_childs_questions_go_with_it() {
    let (mut world, decision) = both_opened();
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    world.refuses(ROBIN, Command::RemoveChild { id: mia }, Refusal::DecidesToo);
    world.decides_for(mia, &[ROBIN]);
    world.act(ROBIN, Command::RemoveChild { id: mia });
    assert!(question(&world, ROBIN, decision).is_none());
    let snapshot = world.home.to_snapshot();
    let all = snapshot.own.values().chain([&snapshot.shared]);
    for bytes in all {
        let text = String::from_utf8(bytes.clone()).expect("JSON");
        assert!(!text.contains("Home by ten."));
    }
}

#[test]
fn a_sealed_view_shows_nothing() {
    let (mut world, decision) = World::deciding();
    let before = world.bytes_for(SAM);
    thinks(&mut world, ROBIN, decision, "Home by ten.");
    press(&mut world, ROBIN, decision);
    assert_eq!(world.bytes_for(SAM), before);
    act(&mut world, ROBIN, Do::TakeSealBack { decision });
    thinks(&mut world, ROBIN, decision, "Not at all.");
    assert_eq!(world.bytes_for(SAM), before);
}

#[test]
fn it_is_decided_when_each_has_said_yes_to_exactly_these_words() {
    let (mut world, decision) = both_opened();
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by nine.") });
    let first = world.outcome(SAM, decision);
    act(&mut world, SAM, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let yes = Command::Decisions(Do::Confirm { decision, version: first });
    world.refuses(SAM, yes.clone(), Refusal::NoSuchAgreement);
    world.refuses(ROBIN, yes, Refusal::NoSuchAgreement);
    let second = world.outcome(ROBIN, decision);
    act(&mut world, ROBIN, Do::Confirm { decision, version: second });
    world.days_pass(30);
    act(&mut world, SAM, Do::Offer { decision, outcome: outcome("Home by eleven.") });
    let third = world.outcome(ROBIN, decision);
    act(&mut world, ROBIN, Do::Confirm { decision, version: third });
    let held = question(&world, SAM, decision).expect("asked");
    let history: Vec<_> = held.outcomes.history(SAM).map(|it| it.words.what.as_str()).collect();
    assert_eq!(history, ["Home by eleven.", "Home by ten."]);
}

#[test]
fn while_anybody_sleeps_on_it_nobody_can_say_yes() {
    let (mut world, decision) = both_opened();
    let until = days_after(world.today(), 1).at(18, 0, 0, 0);
    act(&mut world, SAM, Do::SleepOn { decision, until: Some(until) });
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(ROBIN, decision);
    let yes = Command::Decisions(Do::Confirm { decision, version });
    for who in [ROBIN, SAM] {
        world.refuses(who, yes.clone(), Refusal::SleepOnItFirst);
    }
    // Whoever asked for it may take it back; nobody else.
    assert!(world.act(ROBIN, Command::Decisions(Do::SleepOn { decision, until: None })).is_empty());
    world.refuses(ROBIN, yes.clone(), Refusal::SleepOnItFirst);
    world.days_pass(2);
    act(&mut world, ROBIN, Do::Confirm { decision, version });
    act(&mut world, SAM, Do::Confirm { decision, version });
    assert!(question(&world, SAM, decision).expect("asked").outcomes.holds(SAM).is_some());
}

#[test]
fn each_writes_down_what_the_child_told_them() {
    let (mut world, decision) = World::deciding();
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    let said = |text| Some(Voice { text: note(text), level: None });
    let heard = |voice| Do::WriteVoice { decision, child: mia, voice };
    act(&mut world, ROBIN, heard(said("All my friends may.")));
    act(&mut world, SAM, heard(said("I would be home by ten.")));
    act(&mut world, SAM, heard(None));
    let seen = question(&world, SAM, decision).expect("asked");
    let heard: Vec<_> = seen.voices(SAM).map(|(_, it)| (it.by, it.what.text.as_str())).collect();
    assert_eq!(heard, [(ROBIN, "All my friends may.")]);
}

#[test]
fn what_was_looked_at_again_is_its_readers_alone() {
    let (mut world, decision) = both_opened();
    act(&mut world, ROBIN, Do::Offer { decision, outcome: outcome("Home by ten.") });
    let version = world.outcome(SAM, decision);
    act(&mut world, SAM, Do::Confirm { decision, version });
    let before = world.bytes_for(SAM);
    act(&mut world, ROBIN, Do::LookAgain { decision });
    assert_eq!(world.bytes_for(SAM), before);
    assert!(world.seen(ROBIN).own.decisions.has_looked(decision, version));
    assert!(!world.seen(SAM).own.decisions.has_looked(decision, version));
}

#[test]
fn what_a_former_member_thought_is_gone() {
    let (mut world, decision) = both_opened();
    world.act(SAM, Command::Leave);
    let seen = question(&world, ROBIN, decision).expect("asked");
    assert!(seen.views(ROBIN).is_none(), "one view alone lies beside nothing");
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever is done in whatever order: a view shows to another only where all who were asked
    /// pressed *open*, and only to them.
    #[test]
    fn no_order_of_commands_shows_a_view_that_was_not_opened(
        steps in proptest::collection::vec((0..3_usize, any::<u64>()), 0..80),
    ) {
        let (mut world, asked) = World::deciding();
        world.join(KIM, "Kim");
        world.listen(SAM, KIM);
        let mut pressed = BTreeSet::new();
        for (asks, seed) in steps {
            let who = PEOPLE[asks];
            let command = chance::decide::deciding(world.seen(who).shared, &mut Dice::new(seed));
            let done = world.try_act(who, &command).is_ok();
            if let Command::Decisions(Do::PressOpen { decision, .. }) = command
                && decision == asked
                && done
            {
                pressed.insert(who);
            }
            prop_assert!(question(&world, KIM, asked).is_none());
            for who in [ROBIN, SAM] {
                let views = question(&world, who, asked).and_then(|it| it.views(who));
                prop_assert!(views.is_none() || pressed.len() == 2);
            }
        }
    }

    /// By the family's clock, over nights on which clocks are changed: no yes before the time,
    /// every yes from it on, and what is over stays over.
    #[test]
    fn sleeping_on_it_ends_once_and_at_its_time(
        zone in prop::sample::select(vec![
            "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
            "Pacific/Apia", "Etc/UTC",
        ]),
        day in 0..700_i64,
        minute in 0..1_440_i64,
        later in proptest::collection::vec(-3_000..3_000_i64, 1..20),
    ) {
        let (mut world, decision) = both_opened();
        world.act(ROBIN, Command::SetZone { zone: zone.to_owned() });
        world.days_pass(day);
        let tz = TimeZoneDatabase::bundled().get(zone).expect("a zone");
        let there = world.now().to_zoned(tz.clone()).datetime();
        let tomorrow = there.date().tomorrow().expect("a day");
        let until: DateTime = tomorrow.at(0, 0, 0, 0) + minute.minutes();
        act(&mut world, SAM, Do::SleepOn { decision, until: Some(until) });
        let over = until.to_zoned(tz.clone()).expect("a moment").timestamp();
        let seen = question(&world, ROBIN, decision).expect("asked");
        let people = &world.seen(ROBIN).shared.people;
        for minutes in later {
            let now: Timestamp = over + SignedDuration::from_mins(minutes);
            prop_assert_eq!(seen.sleeps_until(people, now).is_none(), minutes >= 0);
            let clock = now.to_zoned(tz.clone()).datetime();
            // Where no clock is changed near it, that is what the clock on the wall says.
            if tz.to_offset(now - SignedDuration::from_hours(50))
                == tz.to_offset(now + SignedDuration::from_hours(50))
                && tz.to_offset(over) == tz.to_offset(now)
            {
                prop_assert_eq!(seen.sleeps_until(people, now).is_none(), clock >= until);
            }
        }
    }
}

#[test]
fn an_hour_that_clocks_leave_out_or_show_twice_is_over_once() {
    let (mut world, decision) = World::deciding();
    // In Berlin clocks go from 2 to 3 in the night to 29 March 2026.
    world.days_pass(20);
    let until = date(2026, 3, 29).at(2, 30, 0, 0);
    act(&mut world, SAM, Do::SleepOn { decision, until: Some(until) });
    let seen = question(&world, ROBIN, decision).expect("asked");
    let people = &world.seen(ROBIN).shared.people;
    for (at, sleeps) in [
        ("2026-03-29T00:59:00Z", true),
        ("2026-03-29T01:29:00Z", true),
        ("2026-03-29T01:30:00Z", false),
        ("2026-03-29T02:00:00Z", false),
    ] {
        let now = at.parse().expect("a time");
        assert_eq!(seen.sleeps_until(people, now).is_some(), sleeps, "{at}");
    }
}
