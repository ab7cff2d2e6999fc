//! The main property of this program: two households that differ only in what others did in
//! private are the same household to Sam, byte for byte, and answer Sam the same.

use household::event::Class;
use household::sort::Who;
use household::{Command, MemberId};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World};

/// What happens in private before each of Sam's commands (whose, by which dice), and the command's
/// own dice.
type Day = (Vec<(u8, u64)>, u64);

fn days() -> impl Strategy<Value = Vec<Day>> {
    let private = proptest::collection::vec((any::<u8>(), any::<u64>()), 0..8);
    proptest::collection::vec((private, any::<u64>()), 1..8)
}

fn seeds(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(any::<u64>(), count)
}

/// Somebody who is not Sam does something, if it is theirs alone.
fn in_private(world: &mut World, whose: u8, seed: u64, allowed: fn(&Command) -> bool) {
    let who = if whose.is_multiple_of(4) { KIM } else { ROBIN };
    let mut dice = Dice::new(seed);
    let shared = world.seen(SAM).shared;
    let likely = dice.below(3) > 0;
    let command = if likely {
        chance::telling(shared, &mut dice)
    } else {
        chance::command(shared, &mut dice)
    };
    let own = world
        .decide(who, &command)
        .is_ok_and(|events| events.iter().all(|event| event.class() == Class::Own));
    if own && allowed(&command) {
        world.act(who, command);
    }
}

/// Robin has told and sealed everything, and pressed: as far as anyone can go alone.
fn all_but_open(world: &mut World, who: MemberId) {
    if world.home.own(who).sort.is_sealed() {
        return;
    }
    world.tell_all(who, Who::Nobody);
    world.act(who, Command::SealSort);
}

fn same_to_sam(quiet: &World, busy: &World) -> Result<(), TestCaseError> {
    let seen = [quiet, busy]
        .map(|world| world.home.seen_by(SAM).map(|seen| (seen.shared, seen.own, seen.version())));
    prop_assert_eq!(seen[0], seen[1]);
    Ok(())
}

/// Sam asks the same of both, and both answer the same.
fn sam_asks(quiet: &mut World, busy: &mut World, command: &Command) -> Result<(), TestCaseError> {
    let answer = quiet.try_act(SAM, command);
    prop_assert_eq!(busy.try_act(SAM, command), answer, "{:?}", command);
    same_to_sam(quiet, busy)
}

fn live_through(
    begin: u8,
    days: Vec<Day>,
    sam_may: fn(&World, &Command) -> bool,
    others_may: fn(&Command) -> bool,
) -> Result<(), TestCaseError> {
    let begin = if begin % 8 < 2 { begin + 2 } else { begin };
    let mut quiet = chance::moment(begin);
    let mut busy = quiet.clone();
    for (private, seed) in days {
        for (whose, seed) in private {
            in_private(&mut busy, whose, seed, others_may);
            same_to_sam(&quiet, &busy)?;
        }
        let mut dice = Dice::new(seed);
        let command = chance::command(quiet.seen(SAM).shared, &mut dice);
        if !sam_may(&quiet, &command) {
            continue;
        }
        sam_asks(&mut quiet, &mut busy, &command)?;
        if quiet.home.seen_by(SAM).is_none() {
            break;
        }
    }
    prop_assert_eq!(quiet.bytes_for(SAM), busy.bytes_for(SAM));
    Ok(())
}

proptest! {
    #![proptest_config(cases(1_000))]

    /// Others may seal and press as they like; Sam does anything but the one thing that opens.
    #[test]
    fn what_others_do_in_private_changes_nothing_for_sam(begin in any::<u8>(), days in days()) {
        let sam_may = |world: &World, command: &Command| {
            *command != Command::PressOpen || !world.home.own(SAM).sort.is_sealed()
        };
        live_through(begin, days, sam_may, |_| true)?;
    }

    /// Sam presses open too, and too early: whether others began, told all or sealed is not told.
    #[test]
    fn pressing_open_too_early_tells_nothing(begin in any::<u8>(), days in days()) {
        live_through(begin, days, |_, _| true, |command| *command != Command::PressOpen)?;
    }

    /// Sam has sealed and pressed, and takes it back; Robin's seal beside it is not seen.
    #[test]
    fn taking_a_press_back_tells_nothing(pressed: bool, seeds in seeds(0..6)) {
        let mut quiet = World::together();
        all_but_open(&mut quiet, SAM);
        if pressed {
            quiet.act(SAM, Command::PressOpen);
        }
        let mut busy = quiet.clone();
        all_but_open(&mut busy, ROBIN);
        sam_asks(&mut quiet, &mut busy, &Command::TakeSealBack)?;
        busy.act(ROBIN, Command::PressOpen);
        for seed in seeds {
            let command = chance::telling(quiet.seen(SAM).shared, &mut Dice::new(seed));
            if command != Command::PressOpen {
                sam_asks(&mut quiet, &mut busy, &command)?;
            }
        }
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
                world.act(who, Command::PressOpen);
            }
            prop_assert!(world.seen(SAM).shared.pictures.is_some());
        }
        same_to_sam(&quiet, &busy)?;
        prop_assert_eq!(quiet.bytes_for(SAM), busy.bytes_for(SAM));
    }
}

#[test]
fn a_walk_in_private_gets_far_enough_to_matter() {
    let mut sealed = 0;
    let mut pressed = 0;
    for seed in 0..200 {
        let mut world = World::together();
        for n in 0..20 {
            in_private(&mut world, 1, seed * 1_000 + n, |_| true);
        }
        let sort = &world.home.own(PEOPLE[0]).sort;
        sealed += usize::from(sort.is_sealed());
        pressed += usize::from(sort.is_open_pressed());
    }
    assert!(sealed > 20 && pressed > 10, "{sealed} sealed, {pressed} pressed");
}
