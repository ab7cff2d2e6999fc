//! Hands-off: while another has the children, nothing reaches whoever is off, nor them; and when
//! that is, whatever the clocks do.

use household::event::Class;
use household::first_session::FirstSessionEvent as Ended;
use household::people::AgeBand;
use household::solo::{InCharge, Occurrence, Repeat, SoloEvent, Standing, When};
use household::{Command, Event, Refusal};
use jiff::civil::{Date, DateTime, datetime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World, line};
use crate::soloing::{self, ONE, TEN, agreed, once, plan, propose};

const ZONES: [&str; 9] = [
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Etc/UTC",
];

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("a zone")
}

#[test]
fn who_said_yes_is_off_while_another_has_the_children() {
    let (mut world, id) = agreed();
    let off = |world: &World, who| {
        world.seen(who).shared.quiet(who, world.now()).map(|quiet| (quiet.id, quiet.ends))
    };
    assert_eq!(off(&world, SAM), None, "it is nine");
    let ends = "2026-03-02T12:00:00Z".parse().expect("a time");
    for _ in 0..3 {
        world.hours_pass(1);
        assert_eq!(off(&world, SAM), Some((id, ends)));
        assert_eq!(off(&world, ROBIN), None, "who is in charge is not off");
    }
    world.hours_pass(1);
    assert_eq!(off(&world, SAM), None, "it is one");
}

#[test]
fn what_is_not_agreed_and_what_is_mine_silences_nobody() {
    let mut world = World::three();
    let mia = soloing::mia(&mut world, &[ROBIN, SAM]);
    propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    let oma = InCharge::Other(line("Oma"));
    let omas = propose(&mut world, ROBIN, plan(&[mia], oma, once(TEN, ONE)));
    world.act(SAM, Command::Solo(household::command::SoloCommand::Agree { id: omas }));
    world.hours_pass(2);
    for who in [ROBIN, SAM, KIM] {
        assert!(world.seen(who).shared.quiet(who, world.now()).is_none());
    }
}

#[test]
fn who_comes_to_decide_for_a_child_is_asked_before_anybody_is_off() {
    let (mut world, id) = agreed();
    world.join(KIM, "Kim");
    world.listen(ROBIN, KIM);
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    let mut details = crate::family::child("Mia", 2019);
    details.deciders.members = PEOPLE.into_iter().collect();
    world.act(ROBIN, Command::ChangeChild { id: mia, child: details });
    world.hours_pass(2);
    let people = &world.seen(KIM).shared.people;
    let time = world.seen(KIM).shared.solo.get(id, KIM, people).expect("theirs too");
    assert_eq!(time.standing(KIM, people), Standing::Asked);
    assert!(world.seen(SAM).shared.quiet(SAM, world.now()).is_none());
}

#[test]
fn any_of_them_calls_a_time_off() {
    let (mut world, id) = agreed();
    world.act(ROBIN, Command::Solo(household::command::SoloCommand::Withdraw { id }));
    world.hours_pass(2);
    assert!(world.seen(SAM).shared.quiet(SAM, world.now()).is_none());
}

/// Everything that reaches somebody waits; what is one's own alone, and leaving, does not.
#[test]
fn nothing_of_whoever_is_off_reaches_anybody() {
    let (mut world, _) = agreed();
    let mut met = std::collections::BTreeSet::new();
    world.hours_pass(2);
    for seed in 0..40_000 {
        let command = chance::command(world.seen(SAM).shared, &mut Dice::new(seed));
        let decision = world.decide(SAM, &command);
        if command.reaches_others() {
            assert_eq!(decision, Err(Refusal::HandsOff), "{command:?}");
            met.insert(crate::coverage::name_of_command(&command));
        } else {
            assert_ne!(decision, Err(Refusal::HandsOff), "{command:?}");
        }
    }
    assert!(met.len() > 60, "{}", met.len());
}

/// Told of every command: the list of those that reach nobody is right.
#[test]
fn what_reaches_nobody_is_told_to_nobody() {
    let leaves =
        |events: &[Event]| events.iter().any(|event| matches!(event, Event::MemberLeft { .. }));
    // The way out of the quiet, and what somebody outside can read: neither waits.
    let ends = |event: &Event| {
        matches!(event, Event::Solo(SoloEvent::QuietEnded { .. }))
            || matches!(event, Event::FirstSession(Ended::LinkRevoked { .. } | Ended::PutDown))
    };
    for begin in 2..chance::MOMENTS {
        let world = chance::moment(begin);
        for who in PEOPLE.into_iter().filter(|who| world.home.seen_by(*who).is_some()) {
            for seed in 0..4_000 {
                let command = chance::command(world.seen(who).shared, &mut Dice::new(seed));
                let Ok(events) = world.decide(who, &command) else { continue };
                if command.reaches_others() || leaves(&events) {
                    continue;
                }
                let own = |event: &Event| event.class() == Class::Own || ends(event);
                assert!(events.iter().all(own), "{command:?}");
            }
        }
    }
}

#[test]
fn ones_own_words_can_be_kept_meanwhile() {
    let (mut world, _) = agreed();
    world.hours_pass(2);
    let thanks = crate::family::thanks("You have Mia, and I sleep.", None);
    let keep = household::command::ThanksCommand::Keep { draft: None, to: Some(ROBIN), thanks };
    world.act(SAM, Command::Thanks(keep));
    let send = household::command::ThanksCommand::Send {
        draft: None,
        to: ROBIN,
        thanks: crate::family::thanks("And where are the wipes?", None),
    };
    world.refuses(SAM, Command::Thanks(send.clone()), Refusal::HandsOff);
    world.hours_pass(3);
    world.act(SAM, Command::Thanks(send));
    let left = agreed();
    let mut world = left.0;
    world.hours_pass(2);
    world.act(SAM, Command::Leave);
}

#[test]
fn two_who_each_have_a_child_are_both_off() {
    let (mut world, _) = agreed();
    let noah = soloing::mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, SAM, plan(&[noah], InCharge::Parent(SAM), once(TEN, ONE)));
    world.act(ROBIN, Command::Solo(household::command::SoloCommand::Agree { id }));
    world.hours_pass(2);
    for who in [ROBIN, SAM] {
        assert!(world.seen(who).shared.quiet(who, world.now()).is_some());
        world.refuses(who, Command::SealSort, Refusal::HandsOff);
    }
}

/// A day in a year or two, in any of them a clock change.
fn at() -> impl Strategy<Value = DateTime> {
    (0..900_i32, 0..24 * 60_i32).prop_map(|(day, minute)| {
        let from = datetime(2026, 1, 1, 0, 0, 0, 0);
        from.saturating_add(day.days()).saturating_add(minute.minutes())
    })
}

fn when() -> impl Strategy<Value = When> {
    (at(), 1..7 * 24 * 60_i32, 0..3_usize, 0..366_i32).prop_map(|(from, minutes, repeat, days)| {
        let until = from.date().saturating_add(days.days());
        let repeat =
            [Repeat::Once, Repeat::Weekly { until }, Repeat::EveryTwoWeeks { until }][repeat];
        When { from, to: from.saturating_add(minutes.minutes()), repeat }
    })
}

/// The nights on which clocks change, to the minute.
fn around_a_change() -> impl Strategy<Value = (usize, DateTime)> {
    (0..ZONES.len(), 0..8_usize, -180..180_i32).prop_map(|(of, nth, minutes)| {
        let begin = "2024-01-01T00:00:00Z".parse::<Timestamp>().expect("a time");
        let change = zone(ZONES[of]).following(begin).nth(nth).map(|t| t.timestamp());
        let at = change.unwrap_or(begin).to_zoned(zone(ZONES[of])).datetime();
        (of, at.saturating_add(minutes.minutes()))
    })
}

fn is_sound_in(one: Occurrence, zone: &TimeZone) -> Result<(), TestCaseError> {
    let (begins, ends) = one.moments(zone);
    prop_assert!(begins < ends, "{:?}", one);
    prop_assert!(one.is_at(begins, zone) && !one.is_at(ends, zone));
    prop_assert!(!one.is_over(begins, zone) && one.is_over(ends, zone));
    let (first, last) = one.days(zone);
    prop_assert!(first <= begins && ends <= last, "its dates hold it: {:?}", one);
    let read = |moment: Timestamp| moment.to_zoned(zone.clone()).datetime();
    let unambiguous = |at: DateTime| !zone.to_ambiguous_timestamp(at).is_ambiguous();
    prop_assert!(!unambiguous(one.from) || read(begins) == one.from);
    prop_assert!(!unambiguous(one.to) || read(ends) == one.to);
    // No clock change takes more than its own hour, or a day where a day was left out.
    let by_the_clock = one.to.duration_since(one.from);
    let odd = (ends.duration_since(begins) - by_the_clock).abs();
    prop_assert!(odd <= SignedDuration::from_hours(25), "{:?}", one);
    Ok(())
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn a_time_is_never_empty_nor_turned_round(when in when(), of in 0..ZONES.len()) {
        let zone = zone(ZONES[of]);
        for one in when.occurrences() {
            is_sound_in(one, &zone)?;
        }
    }

    #[test]
    fn nor_in_the_night_when_the_clocks_change(
        (of, from) in around_a_change(),
        minutes in 1..300_i32,
    ) {
        let one = Occurrence { from, to: from.saturating_add(minutes.minutes()) };
        is_sound_in(one, &zone(ZONES[of]))?;
    }

    /// What touches by the clock leaves no gap between: nobody is with nobody.
    #[test]
    fn one_after_the_other_leaves_no_gap(
        (of, middle) in around_a_change(),
        before in 1..300_i32,
        after in 1..300_i32,
    ) {
        let zone = zone(ZONES[of]);
        let first = Occurrence { from: middle.saturating_sub(before.minutes()), to: middle };
        let second = Occurrence { from: middle, to: middle.saturating_add(after.minutes()) };
        prop_assert!(first.moments(&zone).1 >= second.moments(&zone).0);
    }

    #[test]
    fn a_repeated_time_says_the_same_by_the_clock(when in when(), of in 0..ZONES.len()) {
        let all: Vec<_> = when.occurrences().collect();
        let every = when.repeat.every();
        for (n, one) in all.iter().enumerate() {
            prop_assert_eq!((one.from.time(), one.to.time()), (when.from.time(), when.to.time()));
            prop_assert_eq!(one.from.date().weekday(), when.from.date().weekday());
            prop_assert_eq!(when.on(one.day()), Some(*one));
            prop_assert!(every.is_none_or(|(_, until)| n == 0 || one.day() <= until));
        }
        prop_assert_eq!(all.last().map(|one| one.to.date()), Some(when.last_day()));
        prop_assert!(all.windows(2).all(|two| two[0].to <= two[1].from), "none overlaps");
        let zone = zone(ZONES[of]);
        let first = all[0].moments(&zone);
        prop_assert_eq!(when.coming(first.0, &zone), Some(all[0]));
        prop_assert_eq!(when.last_over(first.1, &zone), Some(all[0]));
        prop_assert!(when.last_over(first.0, &zone).is_none());
    }

    /// Asked on a day of it, a child is as old as on that day.
    #[test]
    fn a_birth_month_that_comes_meanwhile_counts_from_its_day(
        from in at(),
        days in 1..21_i32,
        month in 1..13_i8,
    ) {
        let mut world = World::begun();
        let mia = soloing::mia(&mut world, &[ROBIN]);
        let born = household::people::Born::new(2019, month).expect("a month");
        let mut details = crate::family::child("Mia", 2019);
        details.born = born;
        world.act(ROBIN, Command::ChangeChild { id: mia, child: details });
        let child = world.seen(ROBIN).shared.people.child(mia).expect("there");
        let one = Occurrence { from, to: from.saturating_add(days.days()) };
        let ages: Vec<_> = (0..=days).map(|day| {
            child.fitting_months(one.day().saturating_add(day.days()))
        }).collect();
        prop_assert!(ages.windows(2).all(|two| two[1] == two[0] || two[1] == two[0] + 1));
        let years = |months: i32| months.div_euclid(12);
        let turns = ages.windows(2).position(|two| years(two[1]) > years(two[0]));
        if let Some(day) = turns {
            let on: Date = one.day().saturating_add((i32::try_from(day).expect("few") + 1).days());
            prop_assert_eq!((on.month(), on.day()), (month, 1));
        }
        let bands: Vec<_> = ages.iter().map(|months| AgeBand::of_months(*months)).collect();
        prop_assert!(bands.windows(2).all(|two| two[0] <= two[1]));
    }
}

/// In Berlin the clocks go from two to three on 29 March, and from three to two on 25 October.
#[test]
fn the_two_nights_of_berlin() {
    let berlin = zone("Europe/Berlin");
    let moments = |from, to| {
        let (begins, ends) = Occurrence { from, to }.moments(&berlin);
        (begins.to_string(), ends.to_string())
    };
    let spring = |h, m| datetime(2026, 3, 29, h, m, 0, 0);
    let autumn = |h, m| datetime(2026, 10, 25, h, m, 0, 0);
    // Half past two is not there: it begins an hour before the change's end, and ends after it.
    assert_eq!(
        moments(spring(2, 30), spring(4, 0)),
        ("2026-03-29T00:30:00Z".into(), "2026-03-29T02:00:00Z".into())
    );
    assert_eq!(moments(spring(1, 0), spring(2, 30)).1, "2026-03-29T01:30:00Z");
    // Half past two comes twice: it begins with the first, and ends with the second.
    assert_eq!(
        moments(autumn(2, 30), autumn(2, 45)),
        ("2026-10-25T00:30:00Z".into(), "2026-10-25T01:45:00Z".into())
    );
}
