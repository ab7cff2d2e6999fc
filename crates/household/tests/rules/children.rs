//! A child's page: who reads it, and what of it goes on a sheet.

use household::children::{ChildPage, Fact, Phone, Said, Topic};
use household::command::ChildPageCommand;
use household::{ChildId, Command, FactId, MemberId, Refusal};
use jiff::ToSpan;
use proptest::prelude::*;

use crate::chance::{self, Dice, PEOPLE, cases};
use crate::family::{KIM, ROBIN, SAM, World, child, line, note};

pub fn words(text: &str) -> Said {
    Said::Words { topic: Topic::Allergies, text: note(text), sensitive: false }
}

pub fn peanuts(sensitive: bool) -> Said {
    Said::Words { topic: Topic::Allergies, text: note("No peanuts."), sensitive }
}

pub fn says(child: ChildId, said: Said) -> Command {
    Command::ChildPage(ChildPageCommand::Write { child, said })
}

fn facts(world: &World, who: MemberId, mia: ChildId) -> Vec<Fact> {
    let page = world.seen(who).child_page(mia).expect("decides for Mia");
    page.facts().cloned().collect()
}

fn only_fact(world: &World, mia: ChildId) -> FactId {
    facts(world, ROBIN, mia)[0].id
}

#[test]
fn a_fact_says_who_wrote_it_and_when_it_was_last_true() {
    let mut world = World::together();
    let mia = world.our_mia();
    world.act(ROBIN, says(mia, peanuts(false)));
    let fact = only_fact(&world, mia);
    world.days_pass(40);
    let told = facts(&world, SAM, mia);
    assert_eq!((told[0].by, told[0].last_true), (ROBIN, crate::family::TODAY));

    let still = Command::ChildPage(ChildPageCommand::StillSo { child: mia, fact });
    assert_eq!(world.act(SAM, still.clone()).len(), 1);
    assert_eq!(world.act(ROBIN, still), [], "once a day is enough");
    let told = facts(&world, ROBIN, mia);
    assert_eq!((told[0].by, told[0].last_true), (ROBIN, world.today()));

    let said = words("No nuts at all.");
    let change = Command::ChildPage(ChildPageCommand::Change { child: mia, fact, said });
    world.act(SAM, change.clone());
    assert_eq!(world.act(SAM, change), []);
    assert_eq!(facts(&world, ROBIN, mia)[0].by, SAM);
}

#[test]
fn the_page_asks_after_the_topics_months_and_not_a_day_before() {
    let mut world = World::begun();
    let mia = world.add_mia();
    let number = Phone::parse("112").expect("a number");
    let said = Topic::ALL.map(|topic| Said::Words { topic, text: note("So."), sensitive: false });
    for said in said.into_iter().chain([Said::Contact { name: line("Oma"), phone: number }]) {
        world.act(ROBIN, says(mia, said));
    }
    for fact in facts(&world, ROBIN, mia) {
        let months = i32::from(fact.said.topic().still_so_months());
        let due = fact.last_true.saturating_add(months.months());
        assert!(fact.asks_still_so(due) && !fact.asks_still_so(due.saturating_sub(1.day())));
    }
}

#[test]
fn what_is_taken_off_can_be_put_back() {
    let mut world = World::together();
    let mia = world.our_mia();
    world.act(ROBIN, says(mia, peanuts(false)));
    let fact = only_fact(&world, mia);
    let off = Command::ChildPage(ChildPageCommand::TakeOff { child: mia, fact });
    world.act(SAM, off.clone());
    assert_eq!(world.act(SAM, off), []);
    assert_eq!(facts(&world, ROBIN, mia), []);
    let back = Command::ChildPage(ChildPageCommand::PutBack { child: mia, fact });
    world.act(ROBIN, back.clone());
    assert_eq!(world.act(ROBIN, back), []);
    assert_eq!(facts(&world, SAM, mia)[0].by, ROBIN);
}

#[test]
fn a_sheet_has_everything_but_what_is_sensitive() {
    let mut world = World::begun();
    let mia = world.add_mia();
    world.act(ROBIN, says(mia, peanuts(true)));
    world.act(ROBIN, says(mia, words("No nuts at all.")));
    let phone = Phone::parse("+49 30 123456").expect("a number");
    world.act(ROBIN, says(mia, Said::Contact { name: line("Oma"), phone }));
    let page = world.seen(ROBIN).child_page(mia).expect("Robin decides");
    assert_eq!(page.facts().count(), 3);
    let sheet: Vec<_> = page.for_sheet().map(|fact| fact.said.is_sensitive()).collect();
    assert_eq!(sheet, [false, false]);
}

#[test]
fn who_comes_to_decide_beside_another_reads_the_page() {
    let mut world = World::together();
    let id = world.add_mia();
    world.act(ROBIN, says(id, peanuts(true)));
    assert!(world.seen(SAM).child_page(id).is_none());
    let mut both = child("Mia", 2019);
    both.deciders.members.insert(SAM);
    world.act(ROBIN, Command::ChangeChild { id, child: both });
    assert_eq!(facts(&world, SAM, id).len(), 1);
}

#[test]
fn who_takes_themselves_off_reads_it_no_more_and_may_come_back_alone() {
    let mut world = World::together();
    let id = world.add_mia();
    world.act(ROBIN, says(id, peanuts(true)));
    let mut nobody = child("Mia", 2019);
    nobody.deciders.members.clear();
    nobody.deciders.somebody_else = true;
    world.act(ROBIN, Command::ChangeChild { id, child: nobody });
    assert!(world.seen(ROBIN).child_page(id).is_none());

    let mut sams = world.clone();
    let mut sam = child("Mia", 2019);
    sam.deciders.members = [SAM].into();
    sams.act(SAM, Command::ChangeChild { id, child: sam });
    assert_eq!(facts(&sams, SAM, id), [], "it was written for Robin's eyes");

    world.act(ROBIN, Command::ChangeChild { id, child: child("Mia", 2019) });
    assert_eq!(facts(&world, ROBIN, id).len(), 1);
}

#[test]
fn a_page_goes_with_the_last_who_could_read_it() {
    let mut world = World::together();
    let id = world.add_mia();
    world.act(ROBIN, says(id, peanuts(true)));
    world.act(ROBIN, Command::Leave);
    let mut sam = child("Mia", 2019);
    sam.deciders.members = [SAM].into();
    world.act(SAM, Command::ChangeChild { id, child: sam });
    assert_eq!(facts(&world, SAM, id), []);
}

#[test]
fn what_a_former_parent_wrote_stays_for_the_other() {
    let mut world = World::together();
    let mia = world.our_mia();
    world.act(ROBIN, says(mia, peanuts(false)));
    world.act(ROBIN, Command::Leave);
    assert_eq!(facts(&world, SAM, mia).len(), 1);
    world.act(SAM, Command::RemoveChild { id: mia });
    assert!(world.seen(SAM).child_page(mia).is_none());
}

proptest! {
    #![proptest_config(cases(500))]

    /// Whatever is written of Mia, one who does not decide for her reads none of it and is answered
    /// the same to everything, as if nothing had been written.
    #[test]
    fn a_parent_who_does_not_decide_meets_no_page(
        seeds in proptest::collection::vec(any::<u64>(), 1..40),
    ) {
        let mut world = World::three();
        let mia = world.our_mia();
        let empty = world.clone();
        for seed in seeds {
            let mut dice = Dice::new(seed);
            let command = chance::children::writing(world.seen(ROBIN).shared, &mut dice);
            let _ = world.try_act(dice.of(&[ROBIN, SAM]), &command);
            prop_assert!(world.seen(KIM).child_page(mia).is_none());
            prop_assert_eq!(world.seen(KIM).version(), empty.seen(KIM).version());
            let answers = [&world, &empty].map(|world| world.decide(KIM, &command));
            prop_assert_eq!(&answers[0], &Err(Refusal::UnknownChild));
            prop_assert_eq!(&answers[0], &answers[1]);
        }
    }

    /// However the family changes, only those who decide for a child have its page, and only who
    /// decided without a break, or beside such a one, has what was written.
    #[test]
    fn a_page_is_read_by_those_who_decide_and_by_nobody_else(
        begin in any::<u8>(),
        seeds in proptest::collection::vec(any::<u64>(), 1..60),
    ) {
        let mut world = chance::moment(begin);
        for seed in seeds {
            let mut dice = Dice::new(seed);
            let command = match world.home.seen_by(ROBIN).or(world.home.seen_by(SAM)) {
                Some(seen) if dice.coin() => chance::children::writing(seen.shared, &mut dice),
                Some(seen) => chance::command(seen.shared, &mut dice),
                None => break,
            };
            let _ = world.try_act(dice.of(&PEOPLE), &command);
            for who in PEOPLE {
                let Some(seen) = world.home.seen_by(who) else { continue };
                for child in seen.shared.people.children() {
                    let page = seen.child_page(child.id);
                    prop_assert_eq!(page.is_some(), child.deciders.members.contains(&who));
                    let mut on_sheet = page.iter().flat_map(ChildPage::for_sheet);
                    prop_assert!(!on_sheet.any(|fact| fact.said.is_sensitive()));
                }
            }
        }
    }
}
