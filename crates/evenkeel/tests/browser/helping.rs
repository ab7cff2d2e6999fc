//! Somebody looks for help: not signed in, on a phone; then as a member, with a list of their own.

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use super::talk::pages;
use crate::family::begin;

/// Doors of Help, and what is behind them.
const DOORS: [(&str, &str); 9] = [
    ("When to look for help", "When to look for help"),
    ("Which kind fits", "Which kind fits"),
    ("Questions to ask first", "Questions to ask first"),
    ("Find somebody", "Find somebody"),
    ("Five ways to ask", "Five ways to ask"),
    ("Try it for two weeks", "Two weeks, with an end date"),
    ("After a no", "After a no"),
    ("Is this more than a heavy load?", "Is this more than a heavy load?"),
    ("Who can see what", "Who can see what"),
];
/// A4, and Letter, in inches.
const PAPERS: [[f64; 2]; 2] = [[8.27, 11.69], [8.5, 11.0]];
const LIST: &str = "name,kinds,region\nHarbour,family,Kiel\nHill,wizard,Berlin";

#[tokio::test]
async fn somebody_who_is_not_signed_in_finds_help() {
    let (site, driver) = (Site::start(16), Driver::start());
    for (look, album) in [(Look::PHONE, "help"), (Look::PHONE.without_script(), "help-plain")] {
        let mut kim = Someone::at(&driver, &site, look, album).await;
        kim.opens("/p").await;
        kim.looks_at("Help").await;
        for (door, heading) in DOORS {
            kim.presses(door).await;
            kim.looks_at(heading).await;
            if heading == "Questions to ask first" {
                for paper in PAPERS {
                    assert_eq!(pages(&kim.prints(paper)), 1, "{paper:?}");
                }
            }
            kim.presses("← All help").await;
            kim.is_at("Help").await;
        }
        assert_eq!(kim.path().await, "/p");
        kim.leaves();
    }
}

#[tokio::test]
async fn a_member_keeps_a_list_and_looks_at_how_they_are() {
    let (site, driver) = (Site::start(17), Driver::start());
    for (look, album) in [(Look::PHONE, "finding"), (Look::PHONE.without_script(), "finding-plain")]
    {
        let mut ana = site.world.browser();
        begin(&mut ana).await;
        let mut robin = Someone::at(&driver, &site, look, album).await;
        robin.goes_on_as(&ana);
        robin.opens("/today").await;
        robin.presses("Help").await;
        robin.looks_at("Help").await;
        robin.presses("Find somebody").await;
        robin.is_at("Find somebody").await;
        robin.presses("Put somebody on the list").await;
        robin.is_at("Put somebody on the list").await;
        robin.presses("Keep").await;
        robin.reads("Please write something here.").await;
        robin.looks().await;
        robin.writes("Name", "The house on the hill").await;
        robin.taps(Some("kind"), "Family").await;
        robin.writes("Phone", "030 123456").await;
        robin.writes("Web", "hill.example").await;
        robin.presses("Keep").await;
        robin.reads("Saved.").await;
        robin.looks().await;
        robin.presses("The list as a file").await;
        robin.looks_at("The list as a file").await;
        robin.writes("Or paste it here", LIST).await;
        robin.presses("Read in a list").await;
        robin.reads("Line 3: kinds are couple, family, individual, parenting and group.").await;
        robin.looks().await;
        robin.writes("Or paste it here", &LIST.replace("wizard", "couple")).await;
        robin.presses("Read in a list").await;
        robin.reads("2 entries read in.").await;
        robin.looks().await;
        robin.chooses("For whom", "Couples").await;
        robin.presses("Show those who fit").await;
        robin.reads("2 of 4 fit").await;
        robin.looks().await;
        robin.presses_at("Hill", "Take off").await;
        robin.reads("Taken off the list.").await;
        robin.looks().await;
        robin.presses("Put it back").await;
        robin.reads("4 of 4 fit").await;
        looks_at_how_they_are(&mut robin).await;
        assert_eq!(robin.path().await, "/p");
        robin.leaves();
    }
}

async fn looks_at_how_they_are(robin: &mut Someone<'_>) {
    const QUESTION: &str = "A quick look at mood and worry";
    robin.presses("← All help").await;
    robin.is_at("Help").await;
    robin.presses(QUESTION).await;
    robin.looks_at(QUESTION).await;
    robin.presses("Switch it on for me").await;
    robin.reads("Little interest or pleasure in doing things").await;
    robin.looks().await;
    for item in ["phq2-1", "phq2-2", "gad2-1", "gad2-2"] {
        robin.taps(Some(item), "More than half the days").await;
    }
    robin.presses("See what it says").await;
    robin.reads("This is shown once. Your answers are not kept.").await;
    robin.looks().await;
}
