//! What the coming year brings: a birth, a birthday, work that begins and ends.

use household::children::{Coming, MONTHS_AHEAD, coming};
use household::load::catalogue::{Scope, catalogue, fits};
use household::people::{AgeBand, Born, Child};
use proptest::prelude::*;

use crate::chance::cases;
use crate::family::{ROBIN, TODAY, World};

fn mia(year: i16, month: i8) -> Child {
    let mut world = World::begun();
    let id = world.add_mia();
    let child = world.seen(ROBIN).shared.people.child(id).expect("there");
    Child { born: Born::new(year, month).expect("a month"), ..child.clone() }
}

fn year_of(child: &Child) -> Coming {
    coming(child.id, std::slice::from_ref(child), TODAY)
}

#[test]
fn a_birth_brings_what_a_baby_needs_in_its_month() {
    let mut child = mia(2026, 6);
    child.arrangement.expected = true;
    let year = year_of(&child);
    assert_eq!(year.birthday, Some((3, 0)));
    let work = |id: &str| year.work.iter().find(|work| work.row.id == id).copied();
    assert_eq!(work("feed-baby-night").expect("a baby").from, Some(3));
    let seat = work("arrival-travel-seat").expect("before the birth");
    assert_eq!((seat.from, seat.until), (None, Some(6)));
}

#[test]
fn who_is_waited_for_at_an_unknown_time_is_left_as_they_are() {
    let mut child = mia(2021, 6);
    child.arrangement.expected = true;
    child.arrangement.adopted = true;
    assert_eq!(year_of(&child).work, []);
}

#[test]
fn a_fifth_birthday_brings_school_questions() {
    let child = mia(2021, 8);
    let year = year_of(&child);
    assert_eq!(year.birthday, Some((5, 5)));
    let (month, questions) = year.questions.expect("another age");
    assert_eq!(month, 5);
    assert!(!questions.is_empty());
    for question in questions {
        assert!(question.fits(AgeBand::School) && !question.fits(AgeBand::Preschool));
    }
}

proptest! {
    #![proptest_config(cases(200))]

    /// At any age each row of work is there from the month the catalogue says, and no other.
    #[test]
    fn work_comes_and_goes_with_the_catalogue(year in 2007_i16..2028, month in 1_i8..13) {
        let child = mia(year, month);
        let age = child.born.age_months(TODAY);
        let coming = year_of(&child);
        prop_assert!(coming.work.is_sorted_by_key(|it| (it.from.is_none(), it.from)));
        for row in catalogue().rows() {
            if row.scope != Scope::Child || !row.default_on {
                continue;
            }
            let there = |ahead: u8| fits(row, age + i32::from(ahead));
            let from = (1..=MONTHS_AHEAD).find(|ahead| there(*ahead)).filter(|_| !there(0));
            let told = coming.work.iter().find(|work| work.row.id == row.id);
            prop_assert_eq!(told.and_then(|work| work.from), from, "{}", row.id);
            for ahead in 0..MONTHS_AHEAD {
                let over = there(ahead) && !there(ahead + 1);
                let until = told.and_then(|work| work.until);
                prop_assert_eq!(over, until == Some(ahead + 1), "{}", row.id);
            }
        }
    }
}
