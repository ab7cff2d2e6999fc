//! The list of those who can help: one name once, read in twice changes nothing, all may change it.

use household::children::Phone;
use household::command::DirectoryCommand as Do;
use household::directory::{Details, DirectoryEvent, ENTRIES_MAX, Kind, NOTE_CHARS_MAX, Way, Web};
use household::{Command, EntryId, Event, Household, MemberId, Refusal};
use proptest::prelude::*;

use crate::chance::Dice;
use crate::family::{KIM, ROBIN, SAM, World, line, note};
use crate::refusals::Table;

const NO_ENTRY: EntryId = EntryId::from_bytes([0; 16]);

pub fn details(name: &str) -> Details {
    Details {
        name: line(name),
        kinds: [Kind::Family].into(),
        phone: Phone::parse("030 123456").ok(),
        web: Web::parse("https://hill.example/welcome"),
        region: None,
        ways: [Way::Online].into(),
        languages: None,
        fees: None,
        note: None,
    }
}

fn full() -> Details {
    Details {
        kinds: Kind::ALL.into(),
        ways: Way::ALL.into(),
        region: Some(line("Berlin")),
        languages: Some(line("German, Turkish")),
        fees: Some(line("By income")),
        note: Some(note("Ask for Ms Yilmaz.")),
        ..details("The house on the hill")
    }
}

pub fn samples() -> Vec<Event> {
    let entry = EntryId::from_bytes([0x7a; 16]);
    let plain = Details { phone: None, web: None, kinds: [].into(), ..details("Somebody") };
    let written = [full(), plain].map(|details| {
        let details = Box::new(details);
        DirectoryEvent::Written { entry, details }
    });
    written.into_iter().chain([DirectoryEvent::Removed { entry }]).map(Event::Directory).collect()
}

pub fn chance(shared: &household::Shared, dice: &mut Dice) -> Command {
    let names = ["The hill", "the  hill", "Harbour"];
    let entries = shared.directory.entries();
    let entry = entries.get(dice.below(entries.len() + 1)).map_or(NO_ENTRY, |entry| entry.id);
    let list = |dice: &mut Dice| (0..dice.below(4)).map(|_| details(dice.of(&names))).collect();
    Command::Directory(match dice.below(4) {
        0 => Do::Add { details: details(dice.of(&names)) },
        1 => Do::Change { entry, details: details(dice.of(&names)) },
        2 => Do::Remove { entry },
        _ => Do::ReadIn { list: list(dice) },
    })
}

pub const REFUSED: Table = &[
    (Refusal::NoSuchEntry, || (World::begun(), ROBIN, of(Do::Remove { entry: NO_ENTRY }))),
    (Refusal::NoSuchEntry, || {
        let details = details("The hill");
        (World::begun(), ROBIN, of(Do::Change { entry: NO_ENTRY, details }))
    }),
    (Refusal::NameOnList, || {
        let mut world = World::together();
        world.act(ROBIN, of(Do::Add { details: full() }));
        (world, SAM, of(Do::Add { details: details(" the House on the  hill") }))
    }),
    (Refusal::NameOnList, || {
        let list = vec![details("The hill"), details("THE HILL")];
        (World::begun(), ROBIN, of(Do::ReadIn { list }))
    }),
    (Refusal::ListFull, || {
        let mut world = World::begun();
        world.act(ROBIN, of(Do::ReadIn { list: many(0..ENTRIES_MAX) }));
        (world, ROBIN, of(Do::Add { details: details("One more") }))
    }),
    (Refusal::TextTooLong, || {
        let note = Some(note(&"é".repeat(NOTE_CHARS_MAX + 1)));
        (World::begun(), ROBIN, of(Do::Add { details: Details { note, ..details("The hill") } }))
    }),
    (Refusal::NotAMember, || (World::begun(), KIM, of(Do::Add { details: full() }))),
];

fn of(command: Do) -> Command {
    Command::Directory(command)
}

fn many(range: std::ops::Range<usize>) -> Vec<Details> {
    range.map(|n| details(&format!("Practice {n}"))).collect()
}

fn names(world: &World, who: MemberId) -> Vec<&str> {
    let entries = world.seen(who).shared.directory.entries().iter();
    entries.map(|entry| entry.details.name.as_str()).collect()
}

#[test]
fn every_member_reads_and_changes_the_list() {
    let mut world = World::together();
    world.act(ROBIN, of(Do::Add { details: full() }));
    let entry = world.seen(SAM).shared.directory.entries()[0].clone();
    assert_eq!(entry.details, full());
    let changed = Details { fees: None, ..full() };
    world.act(SAM, of(Do::Change { entry: entry.id, details: changed.clone() }));
    assert!(world.act(ROBIN, of(Do::Change { entry: entry.id, details: changed })).is_empty());
    assert_eq!(world.seen(ROBIN).shared.directory.entries()[0].details.fees, None);
    world.act(SAM, of(Do::Remove { entry: entry.id }));
    assert!(names(&world, ROBIN).is_empty());
}

#[test]
fn a_list_read_in_twice_is_there_once() {
    let mut world = World::begun();
    world.act(ROBIN, of(Do::Add { details: details("Practice 1") }));
    let mut list = many(0..3);
    list[1].region = Some(line("Kiel"));
    assert_eq!(world.act(ROBIN, of(Do::ReadIn { list: list.clone() })).len(), 3);
    assert_eq!(names(&world, ROBIN), ["Practice 1", "Practice 0", "Practice 2"]);
    assert!(world.seen(ROBIN).shared.directory.entries()[0].details.region.is_some());
    assert!(world.act(ROBIN, of(Do::ReadIn { list })).is_empty());
    assert_eq!(world.act(ROBIN, of(Do::ReadIn { list: many(0..ENTRIES_MAX) })).len(), 98);
}

#[test]
fn a_name_may_be_written_otherwise_in_its_place() {
    let mut world = World::begun();
    world.act(ROBIN, of(Do::ReadIn { list: many(0..2) }));
    let entry = world.seen(ROBIN).shared.directory.entries()[0].id;
    world.act(ROBIN, of(Do::Change { entry, details: details("PRACTICE 0") }));
    let taken = of(Do::Change { entry, details: details("practice 1") });
    world.refuses(ROBIN, taken, Refusal::NameOnList);
}

proptest! {
    #[test]
    fn no_two_entries_have_one_name(seeds in proptest::collection::vec(any::<u64>(), 1..40)) {
        let mut world = World::together();
        for seed in seeds {
            let mut dice = Dice::new(seed);
            let command = chance(world.seen(ROBIN).shared, &mut dice);
            let _refused = world.try_act([ROBIN, SAM][dice.below(2)], &command);
            let entries = world.seen(ROBIN).shared.directory.entries();
            let mut keys: Vec<_> = entries.iter().map(|it| it.details.name_key()).collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), entries.len());
            let again = Household::from_snapshot(&world.home.to_snapshot());
            prop_assert_eq!(again.expect("reads back"), world.home.clone());
        }
    }
}
