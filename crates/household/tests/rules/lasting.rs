//! Times alone, their sheets and their lines, when the clock is another one, or other parents
//! decide for the children: nobody is off for longer than they said yes to, and nobody comes to
//! read what was written for others' eyes.

use household::command::SoloCommand::{Agree, MakeLink, Propose, Remember, RevokeLink, ShareSheet};
use household::event::Class;
use household::solo::{InCharge, Lines, Repeat, SheetField, Standing, TIMES_MAX, When};
use household::{ChildId, Command, Event, LinkHash, MemberId, Refusal, SoloId};
use jiff::Timestamp;
use jiff::civil::datetime;
use proptest::prelude::*;

use crate::chance::{self, Dice, cases};
use crate::family::{KIM, ROBIN, SAM, TODAY, World, child, days_after, line, note};
use crate::soloing::{ONE, TEN, agreed, mia, once, plan, propose};

const HASH: LinkHash = LinkHash::from_bytes([0x77; 16]);
const ZONES: [&str; 5] =
    ["Europe/Berlin", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Asia/Kathmandu"];

fn move_to(world: &mut World, who: MemberId, zone: &str) {
    world.act(who, Command::SetZone { zone: zone.to_owned() });
}

fn quiet_ends(world: &World, who: MemberId) -> Option<Timestamp> {
    world.seen(who).shared.quiet(who, world.now()).map(|quiet| quiet.ends)
}

fn standing(world: &World, who: MemberId, id: SoloId) -> Option<Standing> {
    let shared = world.seen(who).shared;
    Some(shared.solo.get(id, who, &shared.people)?.standing(who, &shared.people))
}

fn has_sheet(world: &World, who: MemberId, id: SoloId) -> bool {
    let shared = world.seen(who).shared;
    let time = shared.solo.get(id, who, &shared.people);
    time.is_some_and(|time| time.sheet(who, &shared.people, world.now()).is_some())
}

fn works(world: &World, hash: LinkHash) -> bool {
    world.home.linked_sheet(hash, world.now()).is_some()
}

fn lines_of(world: &World, who: MemberId) -> Vec<String> {
    let shared = world.seen(who).shared;
    let lines = shared.solo.lines(who, &shared.people);
    lines.map(|line| line.text.as_str().to_owned()).collect()
}

fn own_lines(world: &World, who: MemberId) -> usize {
    world.seen(who).own.solo.lines().count()
}

fn sheet() -> Lines {
    Lines::from([
        (SheetField::Address, note("Two, Mill Lane.")),
        (SheetField::Allergies, note("Nuts.")),
    ])
}

fn oma() -> InCharge {
    InCharge::Other(line("Oma"))
}

fn decided_by(nickname: &str, members: &[MemberId]) -> household::command::ChildDetails {
    let mut details = child(nickname, 2019);
    details.deciders.members = members.iter().copied().collect();
    details.deciders.somebody_else = members.is_empty();
    details
}

fn set_deciders(world: &mut World, by: MemberId, id: ChildId, members: &[MemberId]) {
    world.act(by, Command::ChangeChild { id, child: decided_by("Mia", members) });
}

fn noah(world: &mut World, deciders: &[MemberId]) -> ChildId {
    world.act(ROBIN, Command::AddChild { child: decided_by("Noah", deciders) });
    world.seen(ROBIN).shared.people.children().last().expect("added").id
}

fn remember(world: &mut World, who: MemberId, id: SoloId, text: &str) -> Vec<Event> {
    world.act(who, Command::Solo(Remember { id, day: TODAY, text: Some(note(text)) }))
}

#[test]
fn a_time_keeps_to_the_clock_it_was_agreed_on() {
    for zone in ZONES {
        let (mut world, id) = agreed();
        let ends: Timestamp = "2026-03-02T12:00:00Z".parse().expect("a time");
        world.hours_pass(2);
        move_to(&mut world, ROBIN, zone);
        assert_eq!(quiet_ends(&world, SAM), Some(ends), "{zone}");
        world.hours_pass(2);
        for _ in 0..48 {
            assert_eq!(quiet_ends(&world, SAM), None, "it was, and does not come again: {zone}");
            world.hours_pass(1);
        }
        let people = &world.seen(SAM).shared.people;
        let time = world.seen(SAM).shared.solo.get(id, SAM, people).expect("there");
        let shown = time.for_family(time.nearest(world.now()).expect("it was"), people);
        let read = ends.to_zoned(people.time_zone()).datetime();
        assert_eq!(shown.to, read, "as the family's clock shows it");
    }
}

#[test]
fn a_sheet_is_not_open_longer_because_the_family_has_moved() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let tomorrow = once(datetime(2026, 3, 3, 22, 0, 0, 0), datetime(2026, 3, 4, 7, 0, 0, 0));
    let kims = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(KIM), tomorrow));
    let omas = propose(&mut world, ROBIN, plan(&[mia], oma(), tomorrow));
    world.act(ROBIN, Command::Solo(ShareSheet { id: omas, lines: sheet() }));
    world.act(ROBIN, Command::Solo(MakeLink { id: omas, nth: 0, hash: HASH }));
    let three = Lines::from([(SheetField::Medicines, note("Drops."))]);
    world.act(ROBIN, Command::Solo(ShareSheet { id: kims, lines: three }));
    for hour in 0..96 {
        move_to(&mut world, KIM, ZONES[hour % ZONES.len()]);
        let open = (15..63).contains(&hour);
        assert_eq!(has_sheet(&world, KIM, kims), open, "{hour}");
        assert_eq!(works(&world, HASH), open, "{hour}");
        world.hours_pass(1);
    }
}

#[test]
fn whoever_appoints_themselves_reads_no_time_sheet_or_line_of_those_before() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    world.act(SAM, Command::Solo(Agree { id }));
    world.hours_pass(5);
    remember(&mut world, ROBIN, id, "The heron stood still.");
    let omas = propose(&mut world, SAM, plan(&[mia], oma(), once(TEN, TODAY.at(23, 0, 0, 0))));
    world.act(SAM, Command::Solo(ShareSheet { id: omas, lines: sheet() }));
    world.act(SAM, Command::Solo(MakeLink { id: omas, nth: 0, hash: HASH }));
    assert!(works(&world, HASH));
    // Both stop deciding; nobody here does any more. Whoever did still finds it all.
    set_deciders(&mut world, SAM, mia, &[ROBIN]);
    assert!(!works(&world, HASH), "whose link it is decides no more");
    set_deciders(&mut world, ROBIN, mia, &[]);
    let mut back = world.clone();
    set_deciders(&mut back, ROBIN, mia, &[ROBIN]);
    assert_eq!(lines_of(&back, ROBIN), ["The heron stood still."]);
    assert_eq!(standing(&back, ROBIN, id), Some(Standing::Mine));

    set_deciders(&mut world, KIM, mia, &[KIM]);
    assert_eq!(lines_of(&world, KIM), Vec::<String>::new());
    assert!([id, omas].iter().all(|id| standing(&world, KIM, *id).is_none()));
    assert_eq!(lines_of(&world, ROBIN), ["The heron stood still."], "one's own words stay");
    assert_eq!(lines_of(&world, SAM), Vec::<String>::new());

    // Also where those before have left altogether.
    let (mut world, id) = agreed();
    let mia = world.seen(ROBIN).shared.people.children()[0].id;
    world.hours_pass(5);
    remember(&mut world, SAM, id, "I slept.");
    world.join(KIM, "Kim");
    let oma = propose(&mut world, ROBIN, plan(&[mia], oma(), once(ONE, TODAY.at(23, 0, 0, 0))));
    world.act(ROBIN, Command::Leave);
    world.act(SAM, Command::Leave);
    set_deciders(&mut world, KIM, mia, &[KIM]);
    assert_eq!(lines_of(&world, KIM), Vec::<String>::new());
    assert!([id, oma].iter().all(|id| standing(&world, KIM, *id).is_none()));
}

#[test]
fn whoever_is_brought_in_is_asked_and_reads_what_is_written_from_then_on() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    world.act(SAM, Command::Solo(Agree { id }));
    world.hours_pass(5);
    remember(&mut world, SAM, id, "I slept.");
    set_deciders(&mut world, ROBIN, mia, &[ROBIN, SAM, KIM]);
    assert_eq!(lines_of(&world, KIM), Vec::<String>::new(), "it was not written to Kim");
    assert_eq!(lines_of(&world, ROBIN), ["I slept."]);
    assert_eq!(standing(&world, KIM, id), Some(Standing::Asked));
    world.act(KIM, Command::Solo(Agree { id }));
    remember(&mut world, SAM, id, "I slept till noon.");
    assert_eq!(lines_of(&world, KIM), ["I slept till noon."]);
}

#[test]
fn a_removed_child_opens_no_line_and_no_sheet_to_anybody() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let noah = noah(&mut world, &[ROBIN]);
    let both =
        propose(&mut world, ROBIN, plan(&[mia, noah], InCharge::Parent(ROBIN), once(TEN, ONE)));
    world.act(SAM, Command::Solo(Agree { id: both }));
    let evening = once(ONE, TODAY.at(23, 0, 0, 0));
    let omas = propose(&mut world, ROBIN, plan(&[mia, noah], oma(), evening));
    let noahs = propose(&mut world, ROBIN, plan(&[noah], oma(), evening));
    for id in [omas, noahs] {
        world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    }
    world.act(ROBIN, Command::Solo(MakeLink { id: omas, nth: 0, hash: HASH }));
    world.hours_pass(6);
    remember(&mut world, ROBIN, both, "The two of them, and the heron.");
    remember(&mut world, ROBIN, noahs, "Noah slept.");
    assert_eq!((lines_of(&world, SAM), own_lines(&world, ROBIN)), (Vec::new(), 1));
    assert!(!has_sheet(&world, SAM, omas));
    world.act(ROBIN, Command::RemoveChild { id: noah });
    assert_eq!(lines_of(&world, SAM), Vec::<String>::new());
    assert_eq!(lines_of(&world, ROBIN), ["The two of them, and the heron."]);
    assert_eq!(own_lines(&world, ROBIN), 0, "what was Noah's alone goes");
    assert!(!has_sheet(&world, SAM, omas) && !has_sheet(&world, ROBIN, omas));
    assert!(!works(&world, HASH));
    let drafts: Vec<_> = world.seen(ROBIN).own.solo.sheets().map(|(_, it)| it.clone()).collect();
    let mut fields = drafts.iter().flat_map(Lines::keys);
    assert!(fields.all(|field| field.is_of_the_house()), "nothing of Noah is left on a draft");
    // Not even by a later change of who decides.
    set_deciders(&mut world, SAM, mia, &[SAM, ROBIN]);
    assert_eq!(lines_of(&world, SAM), Vec::<String>::new());
}

#[test]
fn a_line_of_a_day_is_one_and_lies_where_its_writer_is_told() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    world.hours_pass(2);
    let events = remember(&mut world, ROBIN, id, "The heron.");
    assert!(events.iter().all(|event| event.class() == Class::Own));
    assert_eq!(remember(&mut world, ROBIN, id, "The heron."), [], "as it was");
    world.act(SAM, Command::Solo(Agree { id }));
    remember(&mut world, ROBIN, id, "The heron stood still.");
    assert_eq!((lines_of(&world, SAM).len(), own_lines(&world, ROBIN)), (1, 0));
    assert_eq!(remember(&mut world, ROBIN, id, "The heron stood still."), []);
    // Kim comes to decide as well and is asked: what is written now is Robin's own again.
    world.join(KIM, "Kim");
    set_deciders(&mut world, ROBIN, mia, &[ROBIN, SAM, KIM]);
    remember(&mut world, ROBIN, id, "The heron stood quite still.");
    assert_eq!((lines_of(&world, SAM).len(), own_lines(&world, ROBIN)), (0, 1));
    let none = Remember { id, day: TODAY, text: None };
    world.act(ROBIN, Command::Solo(none.clone()));
    assert_eq!(own_lines(&world, ROBIN), 0);
    assert_eq!(world.act(ROBIN, Command::Solo(none)), []);
}

#[test]
fn what_one_may_not_know_of_takes_no_room() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let noah = noah(&mut world, &[ROBIN, KIM]);
    for _ in 0..TIMES_MAX {
        propose(&mut world, SAM, plan(&[mia], InCharge::Parent(SAM), once(TEN, ONE)));
    }
    propose(&mut world, KIM, plan(&[noah], InCharge::Parent(KIM), once(TEN, ONE)));
    let again = plan(&[mia], InCharge::Parent(SAM), once(TEN, ONE));
    let again = Propose { plan: again, instead_of: None };
    world.refuses(SAM, Command::Solo(again), Refusal::TooManyTimes);
}

#[test]
fn in_place_of_what_is_over_a_new_one_is_new() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let before = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), once(TEN, ONE)));
    world.hours_pass(6);
    let late = |hour| once(TODAY.at(hour, 0, 0, 0), TODAY.at(hour, 30, 0, 0));
    let later = plan(&[mia], InCharge::Parent(ROBIN), late(20));
    let instead = Propose { plan: later.clone(), instead_of: Some(before) };
    world.act(ROBIN, Command::Solo(instead.clone()));
    assert!(standing(&world, ROBIN, before).is_some(), "a line can still be kept of it");
    for _ in 1..TIMES_MAX {
        propose(&mut world, ROBIN, later.clone());
    }
    world.refuses(ROBIN, Command::Solo(instead), Refusal::TooManyTimes);
    let shared = world.seen(ROBIN).shared;
    let open = shared.solo.of(ROBIN, &shared.people).map(|(id, _)| id).find(|id| *id != before);
    let other = plan(&[mia], InCharge::Parent(ROBIN), late(21));
    world.act(ROBIN, Command::Solo(Propose { plan: other, instead_of: open }));
    // Who was in charge of a child they do not decide for cannot begin anew with that child.
    let mut world = World::three();
    let mia = self::mia(&mut world, &[ROBIN]);
    let kims = plan(&[mia], InCharge::Parent(KIM), once(TEN, ONE));
    let before = propose(&mut world, ROBIN, kims.clone());
    let again = |plan| Command::Solo(Propose { plan, instead_of: Some(before) });
    world.hours_pass(6);
    let next = plan(&[mia], InCharge::Parent(KIM), late(20));
    world.refuses(KIM, again(next), Refusal::UnknownChild);
}

#[test]
fn a_sheet_of_whoever_does_not_decide_is_written_anew_by_those_who_do() {
    let mut world = World::three();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(KIM), once(TEN, ONE)));
    let share = |text| {
        let lines = Lines::from([(SheetField::Medicines, note(text))]);
        Command::Solo(ShareSheet { id, lines })
    };
    let empty = Command::Solo(ShareSheet { id, lines: Lines::new() });
    world.refuses(KIM, empty.clone(), Refusal::EmptySheet);
    world.act(KIM, share("None."));
    world.act(SAM, share("Drops at four."));
    world.refuses(KIM, share("None."), Refusal::NotTheOwner);
    world.refuses(ROBIN, share("None."), Refusal::NotTheOwner);
    set_deciders(&mut world, SAM, mia, &[ROBIN]);
    world.act(ROBIN, share("Drops at five."));
    // One's own, emptied, is there no more.
    world.act(ROBIN, empty);
    assert!(!has_sheet(&world, ROBIN, id));
    world.act(KIM, share("None."));
}

#[test]
fn a_link_works_as_long_as_whoever_made_it_decides_and_has_its_own_number() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, ROBIN, plan(&[mia], oma(), once(TEN, ONE)));
    world.act(ROBIN, Command::Solo(ShareSheet { id, lines: sheet() }));
    let make =
        |nth, byte| Command::Solo(MakeLink { id, nth, hash: LinkHash::from_bytes([byte; 16]) });
    let nth = |world: &World| {
        let shared = world.seen(ROBIN).shared;
        let time = shared.solo.get(id, ROBIN, &shared.people).expect("there");
        time.link().map(|link| (link.nth, link.hash))
    };
    world.act(ROBIN, make(0, 1));
    assert_eq!(world.act(ROBIN, make(0, 1)), [], "pressed twice");
    assert_eq!(world.act(SAM, make(0, 2)), [], "pressed at once by two");
    assert_eq!(nth(&world), Some((0, LinkHash::from_bytes([1; 16]))));
    world.act(ROBIN, Command::Solo(RevokeLink { id }));
    assert_eq!(world.act(ROBIN, make(0, 1)), [], "what was revoked stays so");
    world.act(SAM, make(1, 3));
    assert_eq!(nth(&world), Some((1, LinkHash::from_bytes([3; 16]))));
    set_deciders(&mut world, SAM, mia, &[ROBIN]);
    assert_eq!(nth(&world), None);
    assert!(!works(&world, LinkHash::from_bytes([3; 16])));
}

#[test]
fn whoever_stopped_deciding_makes_no_link() {
    let mut world = World::together();
    let mia = mia(&mut world, &[ROBIN, SAM]);
    let id = propose(&mut world, SAM, plan(&[mia], oma(), once(TEN, ONE)));
    world.act(SAM, Command::Solo(ShareSheet { id, lines: sheet() }));
    set_deciders(&mut world, SAM, mia, &[ROBIN]);
    let make = Command::Solo(MakeLink { id, nth: 0, hash: HASH });
    world.refuses(SAM, make, Refusal::ShareSheetFirst);
}

/// What Robin can do while Sam rests.
fn by_who_is_in_charge(world: &World, id: SoloId, dice: &mut Dice) -> Command {
    match dice.below(4) {
        0 => Command::SetZone { zone: dice.of(&ZONES).to_owned() },
        1 => {
            let from = TODAY.at(dice.of(&[9, 10, 13]), 0, 0, 0);
            let when = once(from, days_after(TODAY, 1).at(9, 0, 0, 0));
            let children = world.seen(ROBIN).shared.people.children().iter();
            let all: Vec<_> = children.map(|child| child.id).collect();
            let plan = plan(&all, InCharge::Parent(ROBIN), when);
            Command::Solo(Propose { plan, instead_of: dice.coin().then_some(id) })
        }
        2 => Command::Solo(Agree { id }),
        _ => chance::command(world.seen(ROBIN).shared, dice),
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn no_command_of_whoever_is_in_charge_makes_the_quiet_last_later(
        weekly in any::<bool>(),
        steps in proptest::collection::vec((0..3_i64, any::<u64>()), 1..40),
    ) {
        let mut world = World::together();
        let mia = mia(&mut world, &[ROBIN, SAM]);
        let until = days_after(TODAY, 15);
        let repeat = if weekly { Repeat::Weekly { until } } else { Repeat::Once };
        let when = When { from: TEN, to: ONE, repeat };
        let id = propose(&mut world, ROBIN, plan(&[mia], InCharge::Parent(ROBIN), when));
        world.act(SAM, Command::Solo(Agree { id }));
        let berlin = world.seen(SAM).shared.people.time_zone();
        let said_yes_to: Vec<_> = when.occurrences().map(|one| one.moments(&berlin)).collect();
        for (hours, seed) in steps {
            world.hours_pass(hours * if weekly { 9 } else { 1 });
            let command = by_who_is_in_charge(&world, id, &mut Dice::new(seed));
            if matches!(command, Command::Leave) {
                continue;
            }
            let _ = world.try_act(ROBIN, &command);
            if let Some(ends) = quiet_ends(&world, SAM) {
                let within = said_yes_to.iter().any(|(from, to)| {
                    (*from..*to).contains(&world.now()) && ends <= *to
                });
                prop_assert!(within, "{:?} till {ends}", world.now());
            }
        }
    }
}
