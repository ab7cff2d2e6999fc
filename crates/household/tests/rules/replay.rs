//! Whatever people ask for, in whatever order: nothing breaks, and the journal tells it all.

use household::event::{Class, DataKey};
use household::{Household, MemberId, Recorded};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::World;
use crate::golden;

/// Who asks, and by which dice.
fn walk() -> impl Strategy<Value = (u8, Vec<(usize, u64)>)> {
    (any::<u8>(), proptest::collection::vec((0..3_usize, any::<u64>()), 0..60))
}

/// Who, and which of the golden samples.
fn any_order() -> impl Strategy<Value = Vec<(usize, prop::sample::Index)>> {
    proptest::collection::vec((0..3_usize, any::<prop::sample::Index>()), 0..200)
}

fn replayed<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Household {
    let mut home = Household::default();
    for recorded in log {
        home.apply(recorded);
    }
    home
}

fn step(world: &mut World, asks: usize, seed: u64) -> Vec<household::Event> {
    let mut dice = Dice::new(seed);
    let shared =
        PEOPLE.into_iter().find_map(|who| world.home.seen_by(who)).map(|seen| seen.shared.clone());
    let command = chance::command(&shared.unwrap_or_default(), &mut dice);
    if dice.below(20) == 0 {
        world.days_pass(i64::try_from(dice.below(30)).expect("few days"));
    }
    world.try_act(PEOPLE[asks], &command).unwrap_or_default()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_replay_comes_to_the_live_state((begin, steps) in walk()) {
        let mut world = chance::moment(begin);
        for (asks, seed) in steps {
            step(&mut world, asks, seed);
        }
        prop_assert_eq!(replayed(&world.log), world.home.clone());
        let read: Vec<_> = world.log.iter().map(|recorded| {
            Recorded::decode(&recorded.encode()).expect("what was written reads")
        }).collect();
        prop_assert_eq!(&read, &world.log);
        prop_assert_eq!(replayed(&read).to_snapshot(), world.home.to_snapshot());
    }

    #[test]
    fn a_snapshot_reads_back_at_every_step((begin, steps) in walk()) {
        let mut world = chance::moment(begin);
        for (asks, seed) in steps {
            if step(&mut world, asks, seed).is_empty() {
                continue;
            }
            let snapshot = world.home.to_snapshot();
            let read = Household::from_snapshot(&snapshot).expect("what was written reads");
            prop_assert_eq!(&read, &world.home);
            prop_assert_eq!(read.to_snapshot(), snapshot);
        }
    }

    #[test]
    fn an_own_event_changes_nothing_that_others_see((begin, steps) in walk()) {
        let mut world = chance::moment(begin);
        for (asks, seed) in steps {
            let before = world.home.to_snapshot();
            let versions = versions(&world);
            let events = step(&mut world, asks, seed);
            if events.is_empty() || events.iter().any(|event| event.class() == Class::Shared) {
                continue;
            }
            let (mut before, mut after) = (before, world.home.to_snapshot());
            let me = PEOPLE[asks];
            before.own.remove(&me);
            after.own.remove(&me);
            prop_assert_eq!(before, after);
            for (who, version) in versions {
                prop_assert!(who == me || version == world.seen(who).version());
            }
        }
    }

    #[test]
    fn a_replay_without_the_erased_comes_to_the_live_state((begin, steps) in walk()) {
        let mut world = chance::moment(begin);
        for (asks, seed) in steps {
            step(&mut world, asks, seed);
        }
        let former: Vec<_> = world.log.iter().filter_map(|recorded| {
            matches!(recorded.event, household::Event::MemberLeft { .. }).then_some(recorded.by)
        }).collect();
        let kept = world.log.iter().filter(|recorded| match recorded.data_key() {
            DataKey::Household => true,
            DataKey::Member(member) => !former.contains(&member),
        });
        prop_assert_eq!(replayed(kept), world.home);
    }

    /// A journal is trusted, but a fold that stops on an odd one would lock a family out.
    #[test]
    fn any_events_in_any_order_fold(order in any_order()) {
        let samples = golden::samples();
        let mut home = Household::default();
        for (by, event) in order {
            let event = event.get(&samples).clone();
            home.apply(&Recorded { at: World::default().now(), by: PEOPLE[by], event });
        }
        let read = Household::from_snapshot(&home.to_snapshot()).expect("what was written reads");
        prop_assert_eq!(read, home);
    }

    #[test]
    fn bytes_that_are_no_event_are_refused_calmly(
        sample in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let event = sample.get(&golden::samples()).clone();
        let recorded = Recorded { at: World::default().now(), by: PEOPLE[0], event };
        let mut bytes = recorded.encode();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = Recorded::decode(&bytes);
        prop_assert!(Recorded::decode(&bytes[..at]).is_err());
    }
}

fn versions(world: &World) -> Vec<(MemberId, (u64, u64, u64))> {
    let seen = PEOPLE.into_iter().filter_map(|who| world.home.seen_by(who));
    seen.map(|seen| (seen.me, seen.version())).collect()
}
