//! What some say to each other moves nothing that another is sent (R5, R7): not a word, not a key,
//! not a count.

use std::fmt::Write;

use household::command::TalkCommand;
use household::event::Class;
use household::rules::Scenario;
use household::talk::listening::{KeptText, Piece, Topic};
use household::{Command, Event, MemberId, Refusal, TalkId};
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World, line, note};

/// Robin and Sam decide for Mia and have asked each other about her; Kim is here and does not.
fn two_and_kim() -> World {
    let (mut world, _) = World::deciding();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    world
}

/// All that `me` can read of what is between some and not between all.
fn readings(world: &World, me: MemberId) -> String {
    let mut text = String::new();
    let Some(seen) = world.home.seen_by(me) else { return text };
    let (shared, now) = (seen.shared, world.now());
    let people = &shared.people;
    let mut read = |what: &dyn std::fmt::Debug| writeln!(text, "{what:?}").expect("to memory");
    shared.talks.asked(me, now).for_each(|it| read(&it));
    shared.talks.kept(me).for_each(|it| read(&it));
    shared.talks.offers(me, now).for_each(|it| read(&it));
    shared.thanks.of(me).for_each(|it| read(&it));
    for child in people.children() {
        if let Some(page) = seen.child_page(child.id) {
            read(&(page.facts().collect::<Vec<_>>(), page.taken_off().collect::<Vec<_>>()));
        }
        shared.known.of(child, me).for_each(|it| read(&it));
    }
    for rule in shared.rules.of(me) {
        let history: Vec<_> = rule.versions.history(me).collect();
        let standing = rule.standing(me, people);
        read(&(rule.id, rule.about, rule.put_down, rule.versions.offer(), history, standing));
    }
    for question in shared.decisions.of(me, people) {
        let history: Vec<_> = question.outcomes.history(me).collect();
        let voices: Vec<_> = question.voices(me).collect();
        let asked = (question.circle(people), question.not_asked(people), question.circles());
        read(&(question.id, question.by, &question.matter, &question.children, asked));
        read(&(question.views(me), question.options(me), voices, question.is_led_by(me)));
        read(&(question.outcomes.offer(), history, question.sleeps_until(people, now)));
    }
    shared.solo.of(me, people).for_each(|it| read(&it));
    shared.solo.lines(me, people).for_each(|it| read(&it));
    for scenario in Scenario::ALL {
        read(&shared.rules.opened(scenario, me));
    }
    text
}

/// Rooms in which some can say something to each other.
const fn is_between_some(event: &Event) -> bool {
    matches!(
        event,
        Event::Talk(_)
            | Event::Thanks(_)
            | Event::ChildPage(_)
            | Event::Knowing(_)
            | Event::Decisions(_)
            | Event::Solo(_)
    )
}

proptest! {
    #![proptest_config(cases(400))]

    /// Where nothing that somebody can read has changed, nothing of their version has; and where it
    /// has, so has their version.
    #[test]
    fn what_is_said_between_others_changes_nothing_for_a_third(
        steps in proptest::collection::vec((0..3_usize, any::<u64>()), 0..60),
    ) {
        let mut world = two_and_kim();
        for (asks, seed) in steps {
            let who = PEOPLE[asks];
            let Some(seen) = world.home.seen_by(who) else { continue };
            let command = chance::command(seen.shared, &mut Dice::new(seed));
            let before = PEOPLE.map(|one| (readings(&world, one), version(&world, one)));
            let Ok(events) = world.try_act(who, &command) else { continue };
            let some = events.iter().all(is_between_some);
            for (one, (read, counted)) in PEOPLE.into_iter().zip(before) {
                let same = readings(&world, one) == read;
                if one != who {
                    prop_assert!(same || version(&world, one) != counted, "untold: {command:?}");
                }
                if one != who && some && !knows(&world, one, who) {
                    prop_assert!(!same || version(&world, one) == counted, "told: {command:?}");
                }
                let own = events.iter().all(|event| event.class() == Class::Own);
                prop_assert!(!own || one == who || same, "{command:?}");
            }
        }
    }
}

fn version(world: &World, who: MemberId) -> Option<(u64, u64, u64)> {
    world.home.seen_by(who).map(|seen| seen.version())
}

/// Whether there is a child for whom both decide, so that anything about it may be for both.
fn knows(world: &World, one: MemberId, other: MemberId) -> bool {
    let seen = world.home.seen_by(one);
    let mut children = seen.iter().flat_map(|seen| seen.shared.people.children());
    children.any(|child| child.is_decided_by(one) && child.is_decided_by(other))
}

#[test]
fn the_walk_meets_every_room() {
    let mut world = two_and_kim();
    let mut met = [0_usize; 6];
    for seed in 0..12_000 {
        let who = PEOPLE[seed % 3];
        let Some(seen) = world.home.seen_by(who) else { break };
        let command = chance::command(seen.shared, &mut Dice::new(seed as u64));
        if matches!(command, Command::Leave) {
            continue;
        }
        for event in world.try_act(who, &command).into_iter().flatten() {
            match event {
                Event::Talk(_) => met[0] += 1,
                Event::Thanks(_) => met[1] += 1,
                Event::ChildPage(_) => met[2] += 1,
                Event::Knowing(_) => met[3] += 1,
                Event::Decisions(_) => met[4] += 1,
                Event::Solo(_) => met[5] += 1,
                _ => {}
            }
        }
    }
    assert!(met.iter().all(|count| *count > 10), "{met:?}");
}

#[test]
fn a_talk_of_others_is_not_overwritten() {
    let mut world = two_and_kim();
    let talk = TalkId::from_bytes([7; 16]);
    let keeps = |with, by| {
        let text = KeptText { piece: Piece::Along, by, text: note("Long days.") };
        let topic = Topic::Own(line("Mornings"));
        Command::Talk(TalkCommand::Keep { talk, with, topic, texts: vec![text] })
    };
    world.try_act(KIM, &keeps(ROBIN, KIM)).expect("a talk of theirs");
    let before = PEOPLE.map(|one| readings(&world, one));
    assert_eq!(world.try_act(SAM, &keeps(ROBIN, SAM)), Err(Refusal::NoSuchTalk));
    assert!(PEOPLE.map(|one| readings(&world, one)) == before);
}
