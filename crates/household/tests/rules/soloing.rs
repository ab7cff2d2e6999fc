//! Time alone with the children: whom it is between, what it silences, and who may read what.

use std::collections::BTreeSet;

use household::children::Phone;
use household::command::SoloCommand::{
    Agree, DraftSheet, EndQuiet, MakeLink, Propose, PutAway, Remember, RevokeLink, ShareSheet,
    Withdraw,
};
use household::event::Class;
use household::solo::{
    Contact, InCharge, Lines, Plan, Repeat, SheetField, SoloEvent, Standing, TIMES_MAX, When,
};
use household::{ChildId, Command, Event, LinkHash, MemberId, Refusal, SoloId};
use jiff::civil::{DateTime, datetime};

use crate::family::{KIM, ROBIN, SAM, TODAY, World, child, days_after, line, note};
use crate::refusals::Table;

const TIME: SoloId = SoloId::from_bytes([0x5a; 16]);
const OTHER_TIME: SoloId = SoloId::from_bytes([0x5b; 16]);
const MIA: ChildId = ChildId::from_bytes([0x1a; 16]);
const HASH: LinkHash = LinkHash::from_bytes([0x77; 16]);

/// Today from ten to one, in Berlin; it is nine there when a world begins.
pub const TEN: DateTime = datetime(2026, 3, 2, 10, 0, 0, 0);
pub const ONE: DateTime = datetime(2026, 3, 2, 13, 0, 0, 0);

pub fn once(from: DateTime, to: DateTime) -> When {
    When { from, to, repeat: Repeat::Once }
}

pub fn phone(text: &str) -> Phone {
    Phone::parse(text).expect("a number")
}

pub fn plan(children: &[ChildId], in_charge: InCharge, when: When) -> Plan {
    let contact = Contact { name: line("Sam"), number: phone("+49 170 123456") };
    Plan {
        in_charge,
        children: children.iter().copied().collect(),
        when,
        contact: Some(contact),
        there: None,
    }
}

/// Mia, for whom these decide.
pub fn mia(world: &mut World, deciders: &[MemberId]) -> ChildId {
    let mut mia = child("Mia", 2019);
    mia.deciders.members = deciders.iter().copied().collect();
    world.act(ROBIN, Command::AddChild { child: mia });
    world.seen(ROBIN).shared.people.children().last().expect("added").id
}

pub fn propose(world: &mut World, who: MemberId, plan: Plan) -> SoloId {
    let events = world.act(who, Command::Solo(Propose { plan, instead_of: None }));
    match &events[..] {
        [Event::Solo(SoloEvent::Proposed { id, .. })] => *id,
        other => panic!("{other:?}"),
    }
}

/// Robin has Mia from ten to one; Sam has said yes, and is off then.
pub fn agreed() -> (World, SoloId) {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, SAM, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    world.act(ROBIN, Command::Solo(Agree { id }));
    (world, id)
}

fn standing(world: &World, who: MemberId, id: SoloId) -> Option<Standing> {
    let shared = world.seen(who).shared;
    Some(shared.solo.get(id, who, &shared.people)?.standing(who, &shared.people))
}

fn sheet() -> Lines {
    Lines::from([
        (SheetField::MustHappen, note("Drops at four.")),
        (SheetField::Allergies, note("Nuts.")),
    ])
}

#[test]
fn a_time_is_agreed_once_everyone_it_is_between_said_yes() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    assert_eq!(standing(&world, ROBIN, id), Some(Standing::Waits));
    assert_eq!(standing(&world, SAM, id), Some(Standing::Asked));
    assert_eq!(standing(&world, KIM, id), None, "Kim does not decide for Mia");
    world.refuses(KIM, Command::Solo(Agree { id }), Refusal::NoSuchTime);
    world.act(SAM, Command::Solo(Agree { id }));
    assert_eq!(standing(&world, ROBIN, id), Some(Standing::Agreed));
    assert_eq!(world.act(SAM, Command::Solo(Agree { id })), []);
    let sams = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(KIM), once(TEN, ONE)));
    world.act(SAM, Command::Solo(Agree { id: sams }));
    assert_eq!(standing(&world, KIM, sams), Some(Standing::Asked), "who is in charge is asked");
}

#[test]
fn another_suggestion_takes_the_place_of_the_first() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let first = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    let other = plan(&[mia], InCharge::Parent(SAM), once(TEN, ONE));
    world.act(SAM, Command::Solo(Propose { plan: other.clone(), instead_of: Some(first) }));
    world.refuses(SAM, Command::Solo(Agree { id: first }), Refusal::NoSuchTime);
    let shared = world.seen(ROBIN).shared;
    let (second, time) = shared.solo.of(ROBIN, &shared.people).next().expect("the second");
    assert_eq!((time.by, &time.plan), (SAM, &other));
    world.act(ROBIN, Command::Solo(Agree { id: second }));
    let again = Propose { plan: other, instead_of: Some(second) };
    world.refuses(ROBIN, Command::Solo(again), Refusal::NoSuchTime);
}

#[test]
fn not_now_is_told_to_nobody() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    let before = world.bytes_for(ROBIN);
    let events = world.act(SAM, Command::Solo(PutAway { id }));
    assert!(events.iter().all(|event| event.class() == Class::Own));
    assert!(world.seen(SAM).own.solo.is_put_away(id));
    assert_eq!(world.bytes_for(ROBIN), before);
    assert_eq!(standing(&world, SAM, id), Some(Standing::Asked), "yes can still be said");
}

#[test]
fn for_one_alone_it_is_mine() {
    let mut world = World::begun();
    let mia = mia(&mut world, &[ROBIN]);
    let oma = InCharge::Other(line("Oma"));
    let id = propose(&mut world, ROBIN, plan(&[mia], oma, once(TEN, ONE)));
    assert_eq!(standing(&world, ROBIN, id), Some(Standing::Mine));
    world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    world.act(ROBIN, Command::Solo(MakeLink { id, nth: 0, hash: HASH }));
    world.hours_pass(3);
    let line = Remember { id, day: TODAY, text: Some(note("The heron stood still.")) };
    let events = world.act(ROBIN, Command::Solo(line));
    assert!(events.iter().all(|event| event.class() == Class::Own));
    assert_eq!(world.seen(ROBIN).own.solo.lines().count(), 1);
}

#[test]
fn a_sheet_is_its_authors_until_it_is_shared_and_then_for_the_childs_parents() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let oma = InCharge::Other(line("Oma"));
    let id = propose(&mut world, ROBIN, plan(&[mia], oma, once(TEN, ONE)));
    let before = world.bytes_for(SAM);
    world.act(ROBIN, Command::Solo(DraftSheet { id, lines: sheet() }));
    assert_eq!(world.bytes_for(SAM), before);
    world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    let sheet_of = |world: &World, who| {
        let shared = world.seen(who).shared;
        let time = shared.solo.get(id, who, &shared.people)?;
        time.sheet(who, &shared.people, world.now()).cloned()
    };
    assert_eq!(sheet_of(&world, SAM).expect("shared").lines, sheet());
    assert_eq!(sheet_of(&world, KIM), None);
    world.refuses(SAM, Command::Solo(ShareSheet { id, lines: sheet() }), Refusal::NotTheOwner);
    // Who carries on the next one finds what they wrote.
    assert_eq!(world.seen(ROBIN).own.solo.sheets().next(), Some((id, &sheet())));
}

#[test]
fn a_parent_gets_three_lines() {
    let (mut world, id) = agreed();
    world.act(SAM, Command::Solo(ShareSheet { id, lines: sheet() }));
    let shared = world.seen(ROBIN).shared;
    let time = shared.solo.get(id, ROBIN, &shared.people).expect("there");
    let sheet = time.sheet(ROBIN, &shared.people, world.now()).expect("shared");
    assert_eq!(sheet.lines.keys().collect::<Vec<_>>(), [&SheetField::MustHappen]);
    let made = world.decide(SAM, &Command::Solo(MakeLink { id, nth: 0, hash: HASH }));
    assert_eq!(made, Err(Refusal::ShareSheetFirst), "a parent has a page of their own");
}

#[test]
fn who_is_in_charge_without_deciding_reads_the_sheet_in_its_dates() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let tomorrow = once(datetime(2026, 3, 3, 22, 0, 0, 0), datetime(2026, 3, 4, 7, 0, 0, 0));
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(KIM), tomorrow));
    world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    let mut open = Vec::new();
    for _ in 0..72 {
        let shared = world.seen(KIM).shared;
        let time = shared.solo.get(id, KIM, &shared.people).expect("Kim is part of it");
        open.push(time.sheet(KIM, &shared.people, world.now()).is_some());
        world.hours_pass(1);
    }
    // It is nine in the morning of the day before: from its midnight to the one after.
    let expected: Vec<_> = (0..72).map(|hour| (15..63).contains(&hour)).collect();
    assert_eq!(open, expected);
}

#[test]
fn a_link_shows_the_sheet_in_its_dates_only() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let (from, to) = (datetime(2026, 3, 3, 18, 0, 0, 0), datetime(2026, 3, 4, 0, 0, 0, 0));
    let when = When { from, to, repeat: Repeat::Weekly { until: days_after(TODAY, 8) } };
    let oma = InCharge::Other(line("Oma"));
    let id = propose(&mut world, ROBIN, plan(&[mia], oma, when));
    world.refuses(
        ROBIN,
        Command::Solo(MakeLink { id, nth: 0, hash: HASH }),
        Refusal::ShareSheetFirst,
    );
    world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    world.act(ROBIN, Command::Solo(MakeLink { id, nth: 0, hash: HASH }));
    let guessed = LinkHash::from_bytes([0x78; 16]);
    let mut open = Vec::new();
    for hour in 0..(24 * 12) {
        let shared = world.seen(ROBIN).shared;
        let linked = |hash| shared.solo.linked(hash, world.now()).is_some();
        assert!(!linked(guessed));
        if linked(HASH) {
            open.push(hour);
        }
        world.hours_pass(1);
    }
    let second = 15 + 24 * 7;
    assert_eq!(open, (15..39).chain(second..second + 24).collect::<Vec<_>>());

    let mut world = World::together();
    let mia = self::mia(&mut world, &[ROBIN, SAM]);
    let oma = InCharge::Other(line("Oma"));
    let id = propose(&mut world, ROBIN, plan(&[mia], oma, once(TEN, ONE)));
    world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    world.act(ROBIN, Command::Solo(MakeLink { id, nth: 0, hash: HASH }));
    world.act(SAM, Command::Solo(RevokeLink { id }));
    let shared = world.seen(ROBIN).shared;
    assert!(shared.solo.linked(HASH, world.now()).is_none());
}

#[test]
fn a_line_is_kept_with_the_child_for_those_who_decide_for_them() {
    let (mut world, id) = agreed();
    let line = |text| Command::Solo(Remember { id, day: TODAY, text });
    world.refuses(ROBIN, line(Some(note("Not yet."))), Refusal::DateOutOfRange);
    world.hours_pass(5);
    world.act(ROBIN, line(Some(note("The heron."))));
    world.act(ROBIN, line(Some(note("The heron stood still."))));
    world.act(SAM, line(Some(note("I slept."))));
    let texts = |world: &World, who| {
        let shared = world.seen(who).shared;
        let lines = shared.solo.lines(who, &shared.people);
        lines.map(|line| line.text.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&world, SAM), ["I slept.", "The heron stood still."]);
    world.join(KIM, "Kim");
    assert_eq!(texts(&world, KIM), Vec::<String>::new());
    world.act(SAM, Command::Leave);
    assert_eq!(texts(&world, ROBIN), ["I slept.", "The heron stood still."]);
    world.act(ROBIN, line(None));
    assert_eq!(texts(&world, ROBIN), ["I slept."]);
}

#[test]
fn who_leaves_takes_their_times_along_and_a_removed_child_is_in_none() {
    let (mut world, id) = agreed();
    world.act(SAM, Command::Leave);
    assert_eq!(standing(&world, ROBIN, id), None);

    let (mut world, id) = agreed();
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    world.decides_for(mia, &[ROBIN]);
    world.act(ROBIN, Command::RemoveChild { id: mia });
    assert_eq!(standing(&world, ROBIN, id), None);
}

#[test]
fn a_third_is_sent_nothing_new_by_a_time_of_two_nor_one_by_the_others_end_of_quiet() {
    let (mut world, id) = agreed();
    world.join(KIM, "Kim");
    world.listen(SAM, KIM);
    let kims = world.seen(KIM).version();
    world.act(ROBIN, Command::Solo(Withdraw { id }));
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    let again = plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE));
    let id = propose(&mut world, ROBIN, again);
    world.act(SAM, Command::Solo(Agree { id }));
    world.hours_pass(2);
    let (robins, sams) = (world.seen(ROBIN).version(), world.seen(SAM).version());
    world.act(SAM, Command::Solo(EndQuiet { id }));
    assert_eq!(world.seen(ROBIN).version(), robins);
    assert_ne!(world.seen(SAM).version(), sams);
    assert_eq!(world.seen(KIM).version(), kims);
}

pub const REFUSED: Table = &[
    (Refusal::NoSuchTime, || (World::together(), ROBIN, Command::Solo(Agree { id: TIME }))),
    (Refusal::UnknownChild, || {
        let plan = plan(&[MIA], InCharge::Parent(ROBIN), once(TEN, ONE));
        (World::together(), ROBIN, Command::Solo(Propose { plan, instead_of: None }))
    }),
    (Refusal::UnknownChild, || {
        let mut world = World::together();
        let mia = mia(&mut world, &[ROBIN]);
        let plan = plan(&[mia], InCharge::Parent(SAM), once(TEN, ONE));
        (world, SAM, Command::Solo(Propose { plan, instead_of: None }))
    }),
    (Refusal::UnknownMember, || {
        let mut world = World::begun();
        let mia = mia(&mut world, &[ROBIN]);
        let plan = plan(&[mia], InCharge::Parent(SAM), once(TEN, ONE));
        (world, ROBIN, Command::Solo(Propose { plan, instead_of: None }))
    }),
    (Refusal::TimeDoesNotFit, || proposing(once(ONE, TEN))),
    (Refusal::TimeDoesNotFit, || proposing(once(TEN, days_after(TODAY, 22).at(10, 0, 0, 1)))),
    (Refusal::TimeDoesNotFit, || {
        proposing(once(days_after(TODAY, -1).at(9, 0, 0, 0), days_after(TODAY, -1).at(10, 0, 0, 0)))
    }),
    (Refusal::TimeDoesNotFit, || {
        let repeat = Repeat::Weekly { until: days_after(TODAY, 400) };
        proposing(When { from: TEN, to: ONE, repeat })
    }),
    (Refusal::TooManyTimes, || {
        let mut world = World::begun();
        let mia = mia(&mut world, &[ROBIN]);
        let plan = plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE));
        for _ in 0..TIMES_MAX {
            propose(&mut world, ROBIN, plan.clone());
        }
        (world, ROBIN, Command::Solo(Propose { plan, instead_of: None }))
    }),
    (Refusal::ShareSheetFirst, || {
        let (world, id) = agreed();
        (world, SAM, Command::Solo(MakeLink { id, nth: 0, hash: HASH }))
    }),
    (Refusal::EmptySheet, || {
        let (world, id) = agreed();
        (world, SAM, Command::Solo(ShareSheet { id, lines: Lines::new() }))
    }),
    (Refusal::HandsOff, || {
        let (mut world, id) = agreed();
        world.hours_pass(2);
        (world, SAM, Command::Solo(Withdraw { id }))
    }),
];

fn proposing(when: When) -> (World, MemberId, Command) {
    let mut world = World::begun();
    let mia = mia(&mut world, &[ROBIN]);
    let plan = plan(&[mia], InCharge::Parent(ROBIN), when);
    (world, ROBIN, Command::Solo(Propose { plan, instead_of: None }))
}

pub fn samples() -> Vec<Event> {
    use SoloEvent as E;
    let until = days_after(TODAY, 60);
    let repeats = [Repeat::Once, Repeat::Weekly { until }, Repeat::EveryTwoWeeks { until }];
    let charges =
        [InCharge::Parent(ROBIN), InCharge::Parent(SAM), InCharge::Other(line("Oma Lene"))];
    let proposed = repeats.into_iter().zip(charges).zip([None, None, Some(OTHER_TIME)]);
    let proposed = proposed.map(|((repeat, in_charge), instead_of)| {
        let plan = plan(&[MIA], in_charge, When { from: TEN, to: ONE, repeat });
        let contact = plan.contact.filter(|_| instead_of.is_none());
        E::Proposed { id: TIME, plan: Plan { contact, ..plan }, instead_of }
    });
    let all = SheetField::ALL.iter().map(|field| (*field, note("None known.")));
    let lines: Lines = all.collect();
    let (id, day, children) = (TIME, TODAY, BTreeSet::from([MIA]));
    let text = Some(note("The heron stood still."));
    let rest = [
        E::Agreed { id },
        E::Withdrawn { id },
        E::PutAway { id },
        E::SheetDrafted { id, lines: lines.clone() },
        E::SheetShared { id, lines },
        E::LinkMade { id, hash: HASH },
        E::LinkRevoked { id },
        E::QuietEnded { id, day },
        E::Remembered { id, day, children: children.clone(), text: text.clone() },
        E::Remembered { id, day, children: children.clone(), text: None },
        E::KeptForMe { id, day, children, text },
    ];
    proposed.chain(rest).map(Event::Solo).collect()
}

#[test]
fn together_again_ends_the_quiet_of_that_day() {
    for who in [ROBIN, SAM] {
        let (mut world, id) = agreed();
        assert_eq!(world.act(who, Command::Solo(EndQuiet { id })), [], "it has not begun");
        world.hours_pass(2);
        assert!(world.seen(SAM).shared.quiet(SAM, world.now()).is_some());
        world.act(who, Command::Solo(EndQuiet { id }));
        assert!(world.seen(SAM).shared.quiet(SAM, world.now()).is_none());
        assert_eq!(world.act(who, Command::Solo(EndQuiet { id })), []);
    }
}
