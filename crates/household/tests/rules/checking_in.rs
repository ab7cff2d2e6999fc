//! The check-in: a time that all chose, sealed answers, and no trace of leaving one out.

use std::collections::BTreeMap;

use household::check_in::{CheckInEvent, Day, Rhythm};
use household::command::CheckInCommand::{
    Confirm, KeepLine, KeepNote, Offer, PutAway, SayFullness, Stop, TakeFullnessBack, WithdrawOffer,
};
use household::event::Class;
use household::{Command, Event, Refusal};
use jiff::civil::{Date, date, time};
use proptest::prelude::*;

use crate::chance::cases;
use crate::family::{KIM, ROBIN, SAM, TODAY, World, days_after, note};

/// `TODAY` is a Monday.
const TUESDAY: Rhythm = Rhythm { day: Day::Tuesday, at: time(20, 0, 0, 0) };
const SUNDAY: Rhythm = Rhythm { day: Day::Sunday, at: time(17, 30, 0, 0) };

fn day(world: &World) -> Date {
    world.seen(ROBIN).shared.check_in.day_of(TODAY)
}

fn full(world: &World, full: u8) -> Command {
    let (day, arrivals) = (day(world), world.arrivals());
    Command::CheckIn(SayFullness { day, full, arrivals })
}

fn chosen() -> World {
    let mut world = World::together();
    world.act(ROBIN, Command::CheckIn(Offer { rhythm: TUESDAY }));
    world.act(SAM, Command::CheckIn(Confirm { rhythm: TUESDAY }));
    world
}

#[test]
fn a_time_holds_once_everyone_said_yes_to_that_very_time() {
    let mut world = World::three();
    world.act(ROBIN, Command::CheckIn(Offer { rhythm: TUESDAY }));
    world.refuses(SAM, Command::CheckIn(Confirm { rhythm: SUNDAY }), Refusal::NotOffered);
    world.act(SAM, Command::CheckIn(Confirm { rhythm: TUESDAY }));
    assert_eq!(world.seen(SAM).shared.check_in.rhythm(), None);
    // Who suggests the same says yes to it.
    world.act(KIM, Command::CheckIn(Offer { rhythm: TUESDAY }));
    assert_eq!(world.seen(SAM).shared.check_in.rhythm(), Some(TUESDAY));
    assert_eq!(world.act(KIM, Command::CheckIn(Offer { rhythm: TUESDAY })), []);

    world.act(SAM, Command::CheckIn(Offer { rhythm: SUNDAY }));
    assert_eq!(world.seen(SAM).shared.check_in.rhythm(), Some(TUESDAY), "until all said yes");
    world.act(KIM, Command::CheckIn(WithdrawOffer));
    world.refuses(ROBIN, Command::CheckIn(Confirm { rhythm: SUNDAY }), Refusal::NotOffered);
    world.act(ROBIN, Command::CheckIn(Stop));
    assert_eq!(world.seen(SAM).shared.check_in.rhythm(), None);
}

#[test]
fn one_alone_chooses_a_time_alone_and_who_joins_finds_none() {
    let mut world = World::begun();
    world.act(ROBIN, Command::CheckIn(Offer { rhythm: SUNDAY }));
    assert_eq!(world.seen(ROBIN).shared.check_in.rhythm(), Some(SUNDAY));
    world.act(ROBIN, full(&world, 9));
    world.join(SAM, "Sam");
    assert_eq!(world.seen(SAM).shared.check_in.rhythm(), None);
    world.listen(ROBIN, SAM);
    assert_eq!(world.act(SAM, full(&world, 3)).len(), 1, "Robin’s was alone");
}

#[test]
fn how_full_a_week_was_opens_with_the_last_of_all() {
    let mut world = World::three();
    let early = world.act(ROBIN, full(&world, 9));
    let told = CheckInEvent::FullnessSaid { day: day(&world), full: 9, to_open: true };
    assert_eq!(early, [Event::CheckIn(told)]);
    world.act(KIM, full(&world, 2));
    world.act(KIM, Command::CheckIn(TakeFullnessBack { day: day(&world) }));
    assert_eq!(world.act(SAM, full(&world, 6)).len(), 1);
    assert!(world.seen(SAM).shared.check_in.week(day(&world)).is_none());
    world.act(KIM, full(&world, 3));
    let week = world.seen(SAM).shared.check_in.week(day(&world)).expect("open");
    let full_to = week.full(SAM).expect("open to Sam");
    assert_eq!(full_to.values().copied().collect::<Vec<_>>(), [9, 6, 3]);
    assert_eq!(week.mean_tenths(SAM), Some(60));
    let back = Command::CheckIn(TakeFullnessBack { day: day(&world) });
    world.refuses(SAM, back, Refusal::AlreadyOpened);
    world.refuses(SAM, full(&world, 1), Refusal::AlreadyOpened);
}

#[test]
fn what_was_to_open_waits_when_somebody_comes_or_goes() {
    let mut world = World::together();
    world.act(ROBIN, full(&world, 9));
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    world.act(KIM, full(&world, 2));
    assert_eq!(world.act(SAM, full(&world, 6)).len(), 1);
    world.act(ROBIN, full(&world, 9));
    assert!(world.seen(SAM).shared.check_in.week(day(&world)).is_some());

    let mut world = World::three();
    world.act(ROBIN, full(&world, 9));
    world.act(SAM, full(&world, 6));
    world.act(KIM, Command::Leave);
    assert!(world.seen(SAM).shared.check_in.week(day(&world)).is_none(), "two did not press it");
}

#[test]
fn who_leaves_takes_along_what_they_said() {
    let mut world = World::together();
    world.act(ROBIN, full(&world, 9));
    world.act(SAM, full(&world, 6));
    world.act(
        SAM,
        Command::CheckIn(KeepLine { day: day(&world), text: Some(note("Fish on Fridays.")) }),
    );
    world.act(SAM, Command::Leave);
    let week = world.seen(ROBIN).shared.check_in.week(day(&world)).expect("Robin’s part stays");
    assert_eq!((week.full(ROBIN).map(BTreeMap::len), week.lines(ROBIN).count()), (Some(1), 0));
}

#[test]
fn leaving_one_out_is_seen_by_nobody_else() {
    let mut world = chosen();
    let before = world.bytes_for(SAM);
    assert_eq!(
        world.seen(ROBIN).shared.check_in.told(TODAY),
        Some((days_after(TODAY, 1), TUESDAY))
    );
    let events = world.act(ROBIN, Command::CheckIn(PutAway { day: day(&world) }));
    assert!(events.iter().all(|event| event.class() == Class::Own));
    world.act(
        ROBIN,
        Command::CheckIn(KeepNote { day: day(&world), text: Some(note("Too tired.")) }),
    );
    assert!(world.seen(ROBIN).own.check_in.is_put_away(days_after(TODAY, 1)));
    assert_eq!(world.bytes_for(SAM), before);
}

#[test]
fn each_keeps_a_line_of_their_own_for_all_to_read() {
    let mut world = World::together();
    for (who, text) in [(ROBIN, "Fish on Fridays."), (SAM, "Sam takes the shoes.")] {
        world.act(who, Command::CheckIn(KeepLine { day: day(&world), text: Some(note(text)) }));
    }
    assert_eq!(
        world.seen(SAM).shared.check_in.week(day(&world)).expect("kept").lines(SAM).count(),
        2
    );
    world.act(ROBIN, Command::CheckIn(KeepLine { day: day(&world), text: None }));
    assert_eq!(
        world.seen(SAM).shared.check_in.week(day(&world)).expect("kept").lines(SAM).count(),
        1
    );
}

#[test]
fn whoever_joins_was_not_at_the_talks_before_and_takes_none_of_them_away() {
    let mut world = chosen();
    let talk = day(&world);
    for (who, number) in [(ROBIN, 9), (SAM, 6)] {
        world.act(who, full(&world, number));
    }
    let line = Some(note("Fish on Fridays."));
    world.act(ROBIN, Command::CheckIn(KeepLine { day: talk, text: line }));
    world.join(KIM, "Kim");
    world.listen(ROBIN, KIM);
    let check_in = &world.seen(SAM).shared.check_in;
    let week = check_in.week(talk).expect("kept");
    assert_eq!(check_in.rhythm(), None, "they choose a time anew");
    assert_eq!((week.full(SAM).map(BTreeMap::len), week.lines(SAM).count()), (Some(2), 1));
    assert_eq!((week.full(KIM), week.mean_tenths(KIM), week.lines(KIM).count()), (None, None, 0));
}

#[test]
fn a_press_is_about_the_week_and_the_people_that_its_page_showed() {
    let mut world = World::together();
    let (first, line) = (day(&world), Some(note("Fish on Fridays.")));
    let read = full(&world, 9);
    world.days_pass(6);
    world.act(SAM, full(&world, 3));
    world.days_pass(1);
    assert_eq!(world.act(ROBIN, read.clone()).len(), 2, "over midnight it is still last week’s");
    world.days_pass(1);
    world.refuses(ROBIN, read, Refusal::AnotherWeek);
    let late = Command::CheckIn(KeepLine { day: first, text: line });
    world.refuses(ROBIN, late, Refusal::AnotherWeek);

    let mut world = World::together();
    let read = full(&world, 9);
    world.join(KIM, "Kim");
    world.listen(ROBIN, KIM);
    world.refuses(SAM, read, Refusal::SomebodyJoined);
}

#[test]
fn nothing_opens_before_what_somebody_sent_was_said_back() {
    let world = World::joined();
    world.refuses(ROBIN, full(&world, 9), Refusal::SayBackFirst);
}

#[test]
fn a_number_is_one_of_eleven() {
    let world = World::together();
    world.refuses(ROBIN, full(&world, 11), Refusal::FullnessOutOfRange);
}

proptest! {
    #![proptest_config(cases(500))]

    /// From the day before on a check-in has one name, until the next one is told.
    #[test]
    fn a_check_in_has_one_name_for_a_week(weekday in 0..7_usize, days in 0..400_i32) {
        let rhythm = Rhythm { day: Day::ALL[weekday], at: time(20, 0, 0, 0) };
        let mut world = World::begun();
        world.act(ROBIN, Command::CheckIn(Offer { rhythm }));
        let seen = world.seen(ROBIN);
        let today = days_after(date(2026, 1, 1), days);
        let name = seen.shared.check_in.day_of(today);
        let named = usize::try_from(name.weekday().to_monday_zero_offset()).expect("a day");
        prop_assert_eq!(named, weekday);
        let since = today.since(name).expect("near").get_days();
        prop_assert!((-1..=5).contains(&since), "{} is {} days after {}", today, since, name);
        let told = seen.shared.check_in.told(today).map(|(day, _)| day);
        prop_assert_eq!(told, (since <= 0).then_some(name));
    }
}
