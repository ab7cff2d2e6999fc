//! The main property of this program: two households that differ only in what others did in
//! private are the same household to their reader, byte for byte, and answer the reader the same.

use household::command::{
    CheckInCommand, DecisionsCommand, ExpectationsCommand, KnowingCommand, RulesCommand,
};
use household::division::Wish;
use household::event::Class;
use household::plan::Choice;
use household::sort::Who;
use household::{Command, MemberId};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{ROBIN, SAM, TODAY, World, line, note};

/// What happens in private before each of the reader's commands (whose, by which dice), and the
/// command's own dice.
type Day = (Vec<(usize, u64)>, u64);

fn days() -> impl Strategy<Value = Vec<Day>> {
    let private = proptest::collection::vec((0..4_usize, any::<u64>()), 0..8);
    proptest::collection::vec((private, any::<u64>()), 1..10)
}

fn seeds(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(any::<u64>(), count)
}

/// Somebody who is not `me` does something, if it is theirs alone.
fn in_private(world: &mut World, me: MemberId, other: usize, seed: u64, may: fn(&Command) -> bool) {
    let others: Vec<_> = PEOPLE.into_iter().filter(|who| *who != me).collect();
    // One of the two does most: a sort gets done.
    let who = others[usize::from(other == 0)];
    let mut dice = Dice::new(seed);
    if dice.below(8) == 0 {
        return all_but_open(world, who);
    }
    let shared = world.seen(me).shared;
    let own = world.home.seen_by(who).map(|seen| seen.own);
    let command = if let Some(own) = own.filter(|_| dice.below(5) == 0) {
        chance::thank::with_drawer(own, &mut dice)
    } else {
        match dice.below(11) {
            0..3 => chance::expect::in_private(shared, &mut dice),
            3 => chance::rule::in_private(shared, &mut dice),
            4 => chance::decide::in_private(shared, &mut dice),
            5 | 6 => chance::children::knowing(shared, &mut dice),
            7..10 => chance::telling(shared, &mut dice),
            _ => chance::command(shared, &mut dice),
        }
    };
    let own = world
        .decide(who, &command)
        .is_ok_and(|events| events.iter().all(|event| event.class() == Class::Own));
    if own && may(&command) {
        world.act(who, command);
    }
}

/// Whether it opens something, where the others are ready.
const fn opens(command: &Command) -> bool {
    matches!(
        command,
        Command::PressOpen { .. }
            | Command::CheckIn(CheckInCommand::SayFullness { .. })
            | Command::Expectations(ExpectationsCommand::PressOpen { .. })
            | Command::Knowing(KnowingCommand::Close { .. })
            | Command::Rules(RulesCommand::PressOpen { .. })
            | Command::Decisions(DecisionsCommand::PressOpen { .. })
    )
}

/// `who`, if they are here, has told all and sealed it.
fn all_but_open(world: &mut World, who: MemberId) {
    if world.home.seen_by(who).is_some()
        && !world.home.seen_by(who).expect("a member").own.sort.is_sealed()
    {
        world.tell_all(who, Who::Nobody);
        let _ = world.try_act(who, &Command::SealSort);
    }
}

fn same_to(me: MemberId, quiet: &World, busy: &World) -> Result<(), TestCaseError> {
    let seen = [quiet, busy]
        .map(|world| world.home.seen_by(me).map(|seen| (seen.shared, seen.own, seen.version())));
    prop_assert_eq!(seen[0], seen[1]);
    Ok(())
}

fn same_bytes_to(me: MemberId, quiet: &World, busy: &World) -> Result<(), TestCaseError> {
    prop_assert_eq!(quiet.bytes_for(me), busy.bytes_for(me));
    let divided = [quiet, busy].map(|world| world.home.division_for(me, &Wish::default()));
    prop_assert_eq!(&divided[0], &divided[1]);
    Ok(())
}

/// The reader asks the same of both, and both answer the same.
fn both_asked(
    me: MemberId,
    quiet: &mut World,
    busy: &mut World,
    command: &Command,
) -> Result<(), TestCaseError> {
    let answer = quiet.try_act(me, command);
    prop_assert_eq!(busy.try_act(me, command), answer, "{:?}", command);
    same_to(me, quiet, busy)
}

fn live_through(
    begin: u8,
    days: Vec<Day>,
    i_may: fn(&World, MemberId, &Command) -> bool,
    others_may: fn(&Command) -> bool,
) -> Result<(), TestCaseError> {
    let mut quiet = chance::moment(begin);
    let sam = days.len().is_multiple_of(2) && quiet.home.seen_by(SAM).is_some();
    let me = if sam { SAM } else { ROBIN };
    let mut busy = quiet.clone();
    for (private, seed) in days {
        if quiet.home.seen_by(me).is_none() {
            break;
        }
        for (other, seed) in private {
            in_private(&mut busy, me, other, seed, others_may);
            same_to(me, &quiet, &busy)?;
        }
        let command = chance::command(quiet.seen(me).shared, &mut Dice::new(seed));
        if i_may(&quiet, me, &command) {
            both_asked(me, &mut quiet, &mut busy, &command)?;
        }
    }
    same_bytes_to(me, &quiet, &busy)
}

proptest! {
    #![proptest_config(cases(1_000))]

    /// Others may seal and press as they like; the reader does anything but the one that opens.
    #[test]
    fn what_others_do_in_private_changes_nothing_for_me(begin in any::<u8>(), days in days()) {
        let i_may = |world: &World, me, command: &Command| {
            let sealed = world.home.seen_by(me).expect("a member").own.sort.is_sealed();
            !opens(command) || (matches!(command, Command::PressOpen { .. }) && !sealed)
        };
        live_through(begin, days, i_may, |_| true)?;
    }

    /// The reader presses open too, and too early: whether others told all or sealed is not told.
    #[test]
    fn pressing_open_too_early_tells_nothing(begin in any::<u8>(), days in days()) {
        live_through(begin, days, |_, _, _| true, |command| !opens(command))?;
    }

    /// Sam has sealed and pressed, and takes it back; Robin's seal beside it is not seen.
    #[test]
    fn taking_a_press_back_tells_nothing(pressed: bool, seeds in seeds(0..6)) {
        let mut quiet = World::together();
        all_but_open(&mut quiet, SAM);
        if pressed {
            quiet.press_open(SAM);
        }
        let mut busy = quiet.clone();
        all_but_open(&mut busy, ROBIN);
        both_asked(SAM, &mut quiet, &mut busy, &Command::TakeSealBack)?;
        busy.press_open(ROBIN);
        for seed in seeds {
            let command = chance::telling(quiet.seen(SAM).shared, &mut Dice::new(seed));
            if !matches!(command, Command::PressOpen { .. }) {
                both_asked(SAM, &mut quiet, &mut busy, &command)?;
            }
        }
        same_bytes_to(SAM, &quiet, &busy)?;
    }

    /// How heavy, like and can't are the same to others even after all is opened.
    #[test]
    fn what_robin_feels_is_never_opened(seeds in seeds(1..20)) {
        let mut quiet = World::together();
        let mut busy = quiet.clone();
        for seed in seeds {
            let mut dice = Dice::new(seed);
            let card = chance::card(busy.seen(ROBIN).shared, &mut dice);
            let marks = vec![chance::feeling(&mut dice)];
            let _ = busy.try_act(ROBIN, &Command::MarkCard { card, marks });
        }
        for world in [&mut quiet, &mut busy] {
            for who in [ROBIN, SAM] {
                all_but_open(world, who);
                world.press_open(who);
            }
            prop_assert!(world.seen(SAM).shared.pictures.is_some());
        }
        // The division reckons with it; what it shows Sam of that is the division's own test.
        prop_assert_eq!(quiet.bytes_for(SAM), busy.bytes_for(SAM));
    }
}

/// Everyone but `me` has done in private all that one can.
fn busiest(quiet: &World, me: MemberId) -> World {
    let mut busy = quiet.clone();
    for who in PEOPLE.into_iter().filter(|who| *who != me) {
        let _ = busy.try_act(who, &Command::KeepAnswer { text: note("Up at six.") });
        if busy.home.seen_by(who).is_none() {
            continue;
        }
        busy.act(who, Command::CallOther { name: line("You") });
        for card in busy.seen(who).shared.deck.cards().map(|d| d.card.id).collect::<Vec<_>>() {
            busy.act(who, Command::MarkPlan { card, choice: Choice::PutDown });
            let _ = busy.try_act(who, &Command::MarkDone { card, on: TODAY });
        }
        let _ = busy.try_act(who, &Command::DealMore);
        let day = busy.seen(who).shared.check_in.day_of(TODAY);
        busy.act(who, Command::CheckIn(CheckInCommand::PutAway { day }));
        let text = Some(note("Too tired."));
        busy.act(who, Command::CheckIn(CheckInCommand::KeepNote { day, text }));
        all_but_open(&mut busy, who);
    }
    busy
}

/// One step deep, but with every command many times: what a longer walk meets too seldom.
#[test]
fn every_command_answers_the_same_beside_the_busiest_other() {
    for begin in (1..chance::MOMENTS).chain(u8::MAX - chance::MOMENTS..u8::MAX) {
        let quiet = chance::moment(begin);
        let here = [ROBIN, SAM].into_iter().filter(|who| quiet.home.seen_by(*who).is_some());
        for me in here.collect::<Vec<_>>() {
            let busy = busiest(&quiet, me);
            assert_eq!(quiet.bytes_for(me), busy.bytes_for(me));
            let divided =
                [&quiet, &busy].map(|world| world.home.division_for(me, &Wish::default()));
            assert_eq!(divided[0], divided[1]);
            for seed in 0..2_000 {
                let command = chance::command(quiet.seen(me).shared, &mut Dice::new(seed));
                let answers = [&quiet, &busy].map(|world| world.decide(me, &command));
                assert_eq!(answers[0], answers[1], "{command:?}");
            }
        }
    }
}

#[test]
fn a_walk_in_private_gets_far_enough_to_matter() {
    let (mut sealed, mut pressed) = (0, 0);
    for seed in 0..200 {
        let mut world = World::together();
        for n in 0..20 {
            in_private(&mut world, SAM, 1, seed * 1_000 + n, |_| true);
        }
        let sort = &world.home.seen_by(ROBIN).expect("a member").own.sort;
        sealed += usize::from(sort.is_sealed());
        pressed += usize::from(sort.is_open_pressed());
    }
    assert!(sealed > 40 && pressed > 20, "{sealed} sealed, {pressed} pressed");
}
