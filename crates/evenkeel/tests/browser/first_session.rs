//! Before a first session: a page for oneself, one that both choose, and the counsellor who reads
//! it by a link.

use std::path::Path;

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use super::talk::pages;
use crate::family;

const OWN: &str = "A page for my own session";
const JOINT: &str = "A page for a session together";
const SHEET: &str = "For the first session";
const NOTHING: &str = "There is nothing here, or nothing for you.";
/// A4 and Letter, in inches.
const PAPER: [(&str, [f64; 2]); 2] = [("a4", [8.27, 11.69]), ("letter", [8.5, 11.0])];

/// By itself, so that it does not hang on what came before in a longer story.
#[tokio::test]
async fn two_parents_prepare_a_first_session() {
    let (site, driver) = (Site::start(24), Driver::start());
    let [mut ana, mut ben] = family::two(&site.world).await;
    for (browser, said) in [(&mut ana, ["me", "me"]), (&mut ben, ["other", "me"])] {
        family::sort_all(browser, said).await;
        family::seal(browser).await;
    }
    family::open(&mut ana).await;
    family::open(&mut ben).await;
    family::propose(&mut ana).await;
    family::confirm(&mut ana).await;
    family::confirm(&mut ben).await;
    for (look, albums) in [
        (Look::PHONE, ["session-ana", "session-ben", "counsellor"]),
        (Look::PHONE.without_script(), ["plain-ana", "plain-ben", "plain-counsellor"]),
    ] {
        let mut robin = Someone::at(&driver, &site, look, albums[0]).await;
        let mut sam = Someone::at(&driver, &site, look, albums[1]).await;
        let mut counsellor = Someone::at(&driver, &site, look, albums[2]).await;
        robin.goes_on_as(&ana);
        sam.goes_on_as(&ben);
        they_prepare_a_session(&mut robin, &mut sam, &mut counsellor).await;
        for person in [robin, sam, counsellor] {
            person.leaves();
        }
    }
}

pub(crate) async fn they_prepare_a_session(
    robin: &mut Someone<'_>,
    sam: &mut Someone<'_>,
    counsellor: &mut Someone<'_>,
) {
    robin.opens("/today").await;
    robin.presses("Help").await;
    robin.is_at("Help").await;
    prepares_for_oneself(robin).await;
    both_choose(robin, sam).await;
    a_counsellor_reads(robin, sam, counsellor).await;
}

async fn prepares_for_oneself(robin: &mut Someone<'_>) {
    robin.presses(OWN).await;
    robin.looks_at(OWN).await;
    robin.presses("Show my page").await;
    robin.reads("Write a line, or pick something to go on the page.").await;
    robin.looks().await;
    robin.writes("What brings me", "We row each evening, since the move.").await;
    robin.presses("Who we are").await;
    robin.taps(None, "The adults").await;
    robin.presses("Who has what").await;
    robin.clicks("input[value^=agreed-]").await;
    robin.presses("Where our pictures differ").await;
    robin.clicks("input[value^=card-]").await;
    robin.presses("Questions to ask").await;
    robin.clicks("input[value=ask-3]").await;
    robin.looks().await;
    robin.presses("Show my page").await;
    robin.looks_at(SHEET).await;
    prints_on_one_page(robin);
    robin.presses("Change it").await;
    robin.is_at(OWN).await;
    assert_eq!(robin.value_of("#brings").await, "We row each evening, since the move.");
    robin.looks().await;
    robin.presses("← All help").await;
    robin.is_at("Help").await;
    assert_eq!(robin.path().await, "/p");
}

async fn both_choose(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.presses(JOINT).await;
    robin.looks_at(JOINT).await;
    robin.presses("Pick what goes on the page").await;
    robin.looks_at("Pick what goes on the page").await;
    robin.writes("What brings us", "We row each evening, since the move.").await;
    robin.presses("Who has what").await;
    robin.clicks("input[value^=agreed-]").await;
    robin.presses("Put it forward").await;
    robin.reads("This page waits for a yes").await;
    robin.looks().await;
    sam.opens("/today").await;
    sam.reads("Something waits for your word in Help.").await;
    sam.looks().await;
    sam.presses("Help").await;
    sam.is_at("Help").await;
    sam.reads("One waits for your yes.").await;
    sam.presses(JOINT).await;
    sam.reads("Is this the page for your session?").await;
    sam.looks().await;
    sam.presses("Yes, this page").await;
    sam.reads("Show it to your counsellor").await;
    sam.looks().await;
}

async fn a_counsellor_reads(
    robin: &mut Someone<'_>,
    sam: &mut Someone<'_>,
    counsellor: &mut Someone<'_>,
) {
    robin.presses("Help").await;
    robin.is_at("Help").await;
    robin.presses(JOINT).await;
    robin.writes("For how many days?", "7").await;
    robin.presses("Make a link").await;
    let link = robin.text(".link-out").await;
    robin.looks_at(JOINT).await;
    counsellor.opens(&link).await;
    counsellor.looks_at(SHEET).await;
    counsellor.reads("We row each evening, since the move.").await;
    prints_on_one_page(counsellor);
    // Sam ends it, and it is as if there had never been one.
    sam.presses("Help").await;
    sam.is_at("Help").await;
    sam.presses(JOINT).await;
    sam.looks_at(JOINT).await;
    sam.presses("Put this page down").await;
    sam.reads("Pick what goes on the page").await;
    counsellor.opens(&link).await;
    counsellor.reads(NOTHING).await;
}

fn prints_on_one_page(someone: &Someone<'_>) {
    for (name, paper) in PAPER {
        let printed = someone.prints(paper);
        // Beside the screenshots, to be looked at.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        let file = folder.join(format!("first-session-{name}.pdf"));
        std::fs::write(file, &printed).expect("a file can be written");
        assert_eq!(pages(&printed), 1, "{name}");
    }
}
