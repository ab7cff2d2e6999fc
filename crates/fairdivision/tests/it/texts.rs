//! What people read.

use fairdivision::{Options, Sensitive, divide, text};
use serde_json::json;

use crate::families::instance;

#[test]
fn a_division_reads_plainly() {
    let family = instance(&json!({
        "carers": [{"id": "Ana"}, {"id": "Ben"}],
        "responsibilities": [
            {"id": "cooking", "minutes": 300, "burden": {"Ana": 300, "Ben": 150}, "current": "Ana"},
            {"id": "washing", "minutes": 90, "burden": {"Ana": 90, "Ben": 120}, "current": "Ana"},
            {"id": "nights", "minutes": 60, "burden": {"Ana": 60, "Ben": 60}, "cannot": ["Ben"]},
            {"id": "school", "minutes": 50, "burden": {"Ana": 50, "Ben": 70}, "locked": "Ana",
             "current": "Ben"},
        ],
    }));
    let options = Options { sensitive: Sensitive::Find, ..Options::default() };
    let division = divide(&family, &options).expect("two carers");
    assert_eq!(text::render(&division, &family), KNOWN);
}

const KNOWN: &str = "\
The fairest division, by the numbers each of you gave

Ana: 80.0 % of the agreed share, by Ana's own ratings
  - nights: only Ana can take it
  - school (today: Ben): you fixed this one
  - washing: placed so that it comes out even

Ben: 75.0 % of the agreed share, by Ben's own ratings
  - cooking (today: Ana): it fits Ben well

1 thing changes hands (300 minutes a week). 1 more has to move.
No division is fairer by these numbers, and none as fair changes less.

In each one's own eyes
  Ana: would not swap piles.
  Ben: would not swap piles.

One step up or down in any one rating would move nothing.
";

#[test]
fn a_plan_with_fewer_changes_and_a_giant_are_told_kindly() {
    let small = (0..100).map(|index| {
        json!({"id": format!("small-{index:02}"), "minutes": 5, "current": "Ana",
               "burden": {"Ana": 1, "Ben": 1}})
    });
    let mut rows: Vec<_> = small.collect();
    let read = |rows: &[serde_json::Value]| {
        let input = json!({"carers": [{"id": "Ana"}, {"id": "Ben"}], "responsibilities": rows});
        let family = instance(&input);
        let division = divide(&family, &Options::default()).expect("two carers");
        text::render(&division, &family)
    };
    let text = read(&rows);
    assert!(text.contains("Nearly as fair, with fewer changes\n"), "{text}");
    rows.push(json!({"id": "farm", "burden": {"Ana": 900, "Ben": 900}, "current": "Ana"}));
    let text = read(&rows);
    assert!(text.contains("every division gives someone more than agreed"), "{text}");
    assert!(text.contains("farm alone is 180.0 % of a fair share, whoever takes it."), "{text}");
    assert!(text.contains("Ben: but for farm, would not swap piles with Ana."), "{text}");
}

#[test]
fn alone_there_is_a_list_and_no_word_of_fairness() {
    let family = instance(&json!({
        "carers": [{"id": "Ana"}],
        "responsibilities": [{"id": "cooking", "burden": {"Ana": 300}}],
    }));
    let division = divide(&family, &Options::default()).expect("one carer");
    assert_eq!(text::render(&division, &family), "Ana: cooking\n");
}

#[test]
fn nothing_to_divide_is_said() {
    let family = instance(&json!({"carers": [{"id": "Ana"}], "responsibilities": []}));
    let division = divide(&family, &Options::default()).expect("one carer");
    assert_eq!(text::render(&division, &family), "There is nothing to divide.\n");
}
