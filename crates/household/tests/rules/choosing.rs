//! A sheet for a session of all parents: what all chose is what is read, for so long, and no more.

use household::command::FirstSessionCommand as Do;
use household::first_session::{
    Called, FirstSessionEvent, LINK_DAYS_MAX, LINKS_MAX, PIECES_MAX, Piece, Section, SheetWords,
};
use household::{AgreementId, Command, Event, LinkHash, MemberId, Refusal, Shared};
use jiff::civil::date;
use proptest::prelude::*;

use crate::chance::{Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World, child, line, note};
use crate::refusals::Table;

const NO_VERSION: AgreementId = AgreementId::from_bytes([0; 16]);
const HASH: LinkHash = LinkHash::from_bytes([7; 16]);

pub fn words(text: &str) -> SheetWords {
    let piece = Piece { key: line("rule-1"), title: note("When it is late"), lines: Vec::new() };
    SheetWords {
        brings: Some(note(text)),
        sections: vec![Section { title: line("House rules"), pieces: vec![piece] }],
        ..SheetWords::default()
    }
}

fn full() -> SheetWords {
    let piece = Piece {
        key: line("decided-1"),
        title: note("A phone at twelve?"),
        lines: vec![note("At thirteen."), note("Because the bus is late.")],
    };
    SheetWords {
        called: Called::Initials,
        brings: Some(note("We row each evening.")),
        tried: Some(note("A walk.")),
        different: Some(note("One calm evening.")),
        sections: vec![Section { title: line("What we decided"), pieces: vec![piece] }],
    }
}

pub fn samples() -> Vec<Event> {
    let version = AgreementId::from_bytes([0x5a; 16]);
    let offered = |words| FirstSessionEvent::Offered { version, words: Box::new(words) };
    let all = [
        offered(full()),
        offered(words("We row each evening.")),
        FirstSessionEvent::Confirmed { version },
        FirstSessionEvent::Withdrawn { version },
        FirstSessionEvent::Made { version },
        FirstSessionEvent::PutDown,
        FirstSessionEvent::LinkMade { hash: HASH, until: date(2026, 3, 16) },
        FirstSessionEvent::LinkRevoked { nth: 3 },
    ];
    all.into_iter().map(Event::FirstSession).collect()
}

pub fn chance(shared: &Shared, dice: &mut Dice) -> Command {
    let session = &shared.first_session;
    let waits = session.offer().map(|offer| offer.id);
    let held = PEOPLE.iter().find_map(|who| session.holds(*who, &shared.people));
    let held = held.map_or(NO_VERSION, |held| held.id);
    let version = waits.unwrap_or(NO_VERSION);
    let nth = u32::try_from(dice.below(3)).expect("few");
    of(match dice.below(8) {
        0 | 1 => offer(dice.of(&["We row.", "We are tired."])),
        2 | 3 => Do::Confirm { version },
        4 => Do::Withdraw { version },
        5 => Do::PutDown,
        6 => {
            let hash = LinkHash::from_bytes([u8::try_from(dice.below(9)).expect("few"); 16]);
            Do::MakeLink { version: held, nth: session.links_made(), hash, days: 3 }
        }
        _ => Do::RevokeLink { nth: session.links_made().saturating_sub(nth) },
    })
}

pub const REFUSED: Table = &[
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, of(offer("We row.")))),
    (Refusal::EmptySheet, || {
        let words = Box::new(SheetWords { called: Called::Initials, ..SheetWords::default() });
        (World::together(), ROBIN, of(Do::Offer { words }))
    }),
    (Refusal::SheetTooLong, || (World::together(), ROBIN, of(many(PIECES_MAX + 1, "x")))),
    (Refusal::SheetTooLong, || (World::together(), ROBIN, of(many(PIECES_MAX, &long())))),
    (Refusal::NoSuchAgreement, || {
        (World::together(), ROBIN, of(Do::Confirm { version: NO_VERSION }))
    }),
    (Refusal::NoSuchAgreement, || {
        (World::together(), ROBIN, of(Do::Withdraw { version: NO_VERSION }))
    }),
    (Refusal::AlreadyConfirmed, || {
        let mut world = World::together();
        world.act(ROBIN, of(offer("We row.")));
        let version = waiting(&world);
        (world, ROBIN, of(Do::Confirm { version }))
    }),
    (Refusal::NoSuchAgreement, || {
        let mut world = World::together();
        world.act(ROBIN, of(offer("We row.")));
        let version = waiting(&world);
        (world, ROBIN, of(Do::MakeLink { version, nth: 0, hash: HASH, days: 1 }))
    }),
    (Refusal::DateOutOfRange, || {
        let (world, version) = held();
        (world, ROBIN, of(Do::MakeLink { version, nth: 0, hash: HASH, days: 0 }))
    }),
    (Refusal::DateOutOfRange, || {
        let (world, version) = held();
        let days = LINK_DAYS_MAX + 1;
        (world, ROBIN, of(Do::MakeLink { version, nth: 0, hash: HASH, days }))
    }),
    (Refusal::TooManyLinks, || {
        let (mut world, version) = held();
        for nth in 0..u8::try_from(LINKS_MAX).expect("few") {
            link(&mut world, [ROBIN, SAM][usize::from(nth % 2)], version, nth);
        }
        let nth = u32::try_from(LINKS_MAX).expect("few");
        (world, SAM, of(Do::MakeLink { version, nth, hash: HASH, days: 1 }))
    }),
    (Refusal::NotAMember, || (World::begun(), KIM, of(Do::PutDown))),
];

fn of(command: Do) -> Command {
    Command::FirstSession(command)
}

fn offer(text: &str) -> Do {
    Do::Offer { words: Box::new(words(text)) }
}

fn many(pieces: usize, text: &str) -> Do {
    let piece = |_| Piece { key: line("x"), title: note(text), lines: Vec::new() };
    let pieces = (0..pieces).map(piece).collect();
    let sections = vec![Section { title: line("House rules"), pieces }];
    Do::Offer { words: Box::new(SheetWords { sections, ..SheetWords::default() }) }
}

fn long() -> String {
    "é".repeat(300)
}

fn waiting(world: &World) -> AgreementId {
    world.seen(ROBIN).shared.first_session.offer().expect("one waits").id
}

/// Both have said yes.
fn held() -> (World, AgreementId) {
    let mut world = World::together();
    world.act(ROBIN, of(offer("We row.")));
    let version = waiting(&world);
    world.act(SAM, of(Do::Confirm { version }));
    (world, version)
}

fn hash(n: u8) -> LinkHash {
    LinkHash::from_bytes([n + 1; 16])
}

fn link(world: &mut World, who: MemberId, version: AgreementId, n: u8) {
    let nth = u32::from(n);
    let made = world.act(who, of(Do::MakeLink { version, nth, hash: hash(n), days: 14 }));
    assert_eq!(made.len(), 1);
}

fn reads(world: &World, n: u8) -> Option<&SheetWords> {
    let linked = world.home.linked_session(hash(n), world.now());
    linked.map(|(_, linked)| &linked.sheet.words)
}

#[test]
fn it_holds_once_all_have_said_yes_to_the_same_words() {
    let mut world = World::three();
    world.act(ROBIN, of(offer("We row.")));
    let first = waiting(&world);
    world.act(SAM, of(Do::Confirm { version: first }));
    assert!(world.seen(SAM).shared.first_session.holds(SAM, people(&world)).is_none());
    // Other words are another version, with a yes of their own.
    world.act(KIM, of(offer("We are tired.")));
    world.refuses(SAM, of(Do::Confirm { version: first }), Refusal::NoSuchAgreement);
    let second = waiting(&world);
    // The same words said again are that yes.
    world.act(SAM, of(offer("We are tired.")));
    let events = world.act(ROBIN, of(Do::Confirm { version: second }));
    assert_eq!(events.len(), 2, "{events:?}");
    for who in [ROBIN, SAM, KIM] {
        let held = world.seen(who).shared.first_session.holds(who, people(&world));
        assert_eq!(held.expect("it holds").words, words("We are tired."));
    }
}

fn people(world: &World) -> &household::people::People {
    &world.seen(ROBIN).shared.people
}

#[test]
fn a_link_shows_what_was_chosen_in_its_days_and_nothing_later() {
    let (mut world, version) = held();
    link(&mut world, SAM, version, 0);
    for day in 0..20 {
        assert_eq!(reads(&world, 0).is_some(), day <= 14, "day {day}");
        if day == 3 {
            // What waits for a yes is on no link.
            world.act(ROBIN, of(offer("We are tired.")));
        }
        assert!(reads(&world, 0).is_none_or(|sheet| *sheet == words("We row.")));
        assert!(reads(&world, 1).is_none(), "guessed");
        world.days_pass(1);
    }
}

#[test]
fn a_new_sheet_ends_the_links_to_the_one_before() {
    let (mut world, version) = held();
    link(&mut world, ROBIN, version, 0);
    world.act(SAM, of(offer("We are tired.")));
    let version = waiting(&world);
    assert!(reads(&world, 0).is_some());
    world.act(ROBIN, of(Do::Confirm { version }));
    assert!(reads(&world, 0).is_none());
    link(&mut world, ROBIN, version, 1);
    assert_eq!(reads(&world, 1), Some(&words("We are tired.")));
}

#[test]
fn any_of_them_ends_a_link_or_puts_it_down() {
    let (mut world, version) = held();
    link(&mut world, ROBIN, version, 0);
    link(&mut world, SAM, version, 1);
    world.act(SAM, of(Do::RevokeLink { nth: 0 }));
    assert!(reads(&world, 0).is_none() && reads(&world, 1).is_some());
    assert!(world.act(ROBIN, of(Do::RevokeLink { nth: 0 })).is_empty());
    world.act(ROBIN, of(Do::PutDown));
    assert!(reads(&world, 1).is_none());
    assert!(world.act(SAM, of(Do::PutDown)).is_empty());
    let make = Do::MakeLink { version, nth: 2, hash: hash(2), days: 1 };
    world.refuses(SAM, of(make), Refusal::NoSuchAgreement);
}

#[test]
fn two_links_made_at_once_are_one() {
    let (mut world, version) = held();
    link(&mut world, ROBIN, version, 0);
    let make = Do::MakeLink { version, nth: 0, hash: hash(9), days: 1 };
    assert!(world.act(SAM, of(make)).is_empty());
}

#[test]
fn nothing_is_left_when_somebody_joins_leaves_or_decides_otherwise() {
    let join = |world: &mut World| world.join(KIM, "Kim");
    let leave = |world: &mut World| drop(world.act(SAM, Command::Leave));
    let change = |world: &mut World| {
        let mia = world.seen(ROBIN).shared.people.children()[0].id;
        let mut details = child("Mia", 2019);
        details.deciders.members = [ROBIN].into();
        world.act(SAM, Command::ChangeChild { id: mia, child: details });
    };
    let remove = |world: &mut World| {
        let id = world.seen(ROBIN).shared.people.children()[1].id;
        world.act(ROBIN, Command::RemoveChild { id });
    };
    let all: [&dyn Fn(&mut World); 4] = [&join, &leave, &change, &remove];
    for (n, happens) in all.into_iter().enumerate() {
        let (mut world, _) = World::deciding();
        let mut noah = child("Noah", 2021);
        noah.deciders.members = [ROBIN].into();
        world.act(ROBIN, Command::AddChild { child: noah });
        world.act(ROBIN, of(offer("We row.")));
        let version = waiting(&world);
        world.act(SAM, of(Do::Confirm { version }));
        link(&mut world, ROBIN, version, 0);
        world.act(ROBIN, of(offer("We are tired.")));
        happens(&mut world);
        let session = &world.seen(ROBIN).shared.first_session;
        assert!(reads(&world, 0).is_none(), "{n}");
        assert!(session.offer().is_none(), "{n}");
        assert!(session.holds(ROBIN, people(&world)).is_none(), "{n}");
    }
}

#[test]
fn one_alone_has_a_sheet_which_nobody_finds_later() {
    let mut world = World::begun();
    world.act(ROBIN, of(offer("I am tired.")));
    let held = world.seen(ROBIN).shared.first_session.holds(ROBIN, people(&world));
    let version = held.expect("mine").id;
    link(&mut world, ROBIN, version, 0);
    assert!(reads(&world, 0).is_some());
    world.join(SAM, "Sam");
    assert!(reads(&world, 0).is_none());
    assert!(world.seen(SAM).shared.first_session.holds(SAM, people(&world)).is_none());
}

proptest! {
    #![proptest_config(cases(200))]

    /// Whatever they do, a link shows nothing that not every parent here said yes to.
    #[test]
    fn what_is_read_was_chosen_by_all(
        steps in proptest::collection::vec((0..3_usize, any::<u64>()), 1..60),
    ) {
        let mut world = World::three();
        for (who, seed) in steps {
            let mut dice = Dice::new(seed);
            let command = if dice.below(12) == 0 {
                Command::Leave
            } else {
                let here = PEOPLE.iter().find_map(|who| world.home.seen_by(*who));
                chance(here.expect("somebody is here").shared, &mut dice)
            };
            let _refused = world.try_act(PEOPLE[who], &command);
            for n in 0..10 {
                let hash = LinkHash::from_bytes([n; 16]);
                let Some((people, linked)) = world.home.linked_session(hash, world.now()) else {
                    continue;
                };
                prop_assert!(linked.sheet.is_of_all(people.parent_ids()));
            }
            if world.home.is_deserted() {
                break;
            }
        }
    }
}
