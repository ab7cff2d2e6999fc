//! Time alone with the children: two parents and a trusted adult, before, in and after its dates.

use std::path::Path;

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use crate::family;

const HERE: &str = "/children/time";
const HEADING: &str = "Time alone with the children";
const NOTHING: &str = "A sheet can be read only on its days. Ask whoever sent it.";
/// A4 and Letter, in inches.
const PAPER: [(&str, [f64; 2]); 2] = [("a4", [8.27, 11.69]), ("letter", [8.5, 11.0])];

/// By itself, so that it does not hang on what came before in a longer story.
#[tokio::test]
async fn two_parents_and_a_trusted_adult_have_their_time() {
    let (site, driver) = (Site::start(19), Driver::start());
    let [mut robin, mut sam] = family::two(&site.world).await;
    for (browser, name) in [(&mut robin, "Robin"), (&mut sam, "Sam")] {
        let names = [("name", name), ("other", "")];
        browser.visit_and_submit("/children", "/children/names", &names).await;
    }
    for nickname in ["Mia", "Noah", "Lea"] {
        let page = robin.get("/children/new").await;
        let forms = page.forms_to("/children");
        let all = forms.iter().flat_map(|form| &form.fields).filter(|(name, _)| name == "decides");
        let decides = all.map(|(name, id)| (name.as_str(), id.as_str()));
        let mut child: Vec<_> = decides.collect();
        child.extend([("nickname", nickname), ("month", "5"), ("year", "2021"), ("lives", "here")]);
        robin.submit("/children", &child).await;
    }
    let mut people = Vec::new();
    for (browser, album) in [(Some(robin), "off"), (Some(sam), "in-charge"), (None, "lene")] {
        let someone = Someone::at(&driver, &site, Look::PHONE, album).await;
        if let Some(browser) = &browser {
            someone.goes_on_as(browser);
        }
        someone.opens(if browser.is_some() { "/today" } else { "/" }).await;
        people.push(someone);
    }
    let [robin, sam, lene] = &mut people[..] else { unreachable!("three of them") };
    they_have_time_alone(&site, robin, sam, lene).await;
    for someone in people {
        someone.leaves();
    }
}

/// It is Monday morning; at the end of it two weeks have passed.
pub(crate) async fn they_have_time_alone(
    site: &Site,
    robin: &mut Someone<'_>,
    sam: &mut Someone<'_>,
    lene: &mut Someone<'_>,
) {
    robin_suggests(robin).await;
    they_agree(robin, sam).await;
    robin_writes_three_lines(robin).await;
    // Saturday, about noon.
    site.world.pass_minutes(5 * 24 * 60 + 3 * 60);
    robin_is_off(robin, sam).await;
    site.world.pass_minutes(4 * 60);
    they_remember_it(robin, sam).await;
    let link = robin_asks_lene(robin).await;
    lene.opens(&link).await;
    lene.reads(NOTHING).await;
    site.world.pass_days(7);
    lene.opens(&link).await;
    lene.looks_at("Mia, Noah").await;
    lene.reads("Oma Lene is in charge.").await;
    prints(lene, "care-sheet");
    site.world.pass_days(2);
    lene.opens(&link).await;
    lene.reads(NOTHING).await;
}

async fn robin_suggests(robin: &mut Someone<'_>) {
    robin.opens("/children").await;
    robin.presses(HEADING).await;
    robin.looks_at(HEADING).await;
    robin.presses("A morning out").await;
    robin.looks_at(HEADING).await;
    robin.taps(Some("who"), "Sam").await;
    robin.taps(Some("child"), "Lea").await;
    robin.presses("Numbers to ring").await;
    robin.writes("Name", "Robin").await;
    robin.writes("Number", "0170").await;
    robin.presses("Suggest it").await;
    robin.reads("Saved.").await;
    robin.looks().await;
}

async fn they_agree(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    sam.opens("/today").await;
    sam.presses("Robin suggests a time with the children").await;
    sam.looks_at("You: time with Mia, Noah").await;
    sam.presses("Another time").await;
    sam.looks_at("Suggest another time").await;
    sam.presses("Everything else stays").await;
    sam.presses("Numbers to ring").await;
    sam.writes("Number", "0170 123456").await;
    sam.writes("Your number with the children", "0170 7654321").await;
    sam.presses("Suggest it").await;
    sam.reads("Saved.").await;
    robin.opens("/today").await;
    robin.presses("Sam suggests a time with the children").await;
    robin.looks_at("Sam: time with Mia, Noah").await;
    robin.presses("Yes to this").await;
    robin.reads("Saved.").await;
    robin.looks().await;
}

async fn robin_writes_three_lines(robin: &mut Someone<'_>) {
    robin.presses("Write the sheet").await;
    robin.looks_at("The sheet").await;
    robin.writes("What must happen", "Swimming at eleven, pool by the station.").await;
    robin.writes("Medicine", "Noah: drops at noon, kitchen shelf.").await;
    robin.writes("Ring me if", "Somebody is hurt, or not found.").await;
    robin.presses("Share the sheet").await;
    robin.reads("Saved.").await;
    robin.looks().await;
    prints(robin, "three-lines");
}

async fn robin_is_off(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    for address in ["/today", "/talk", "/share", "/children", HERE] {
        robin.opens(address).await;
        robin.is_at("You are off").await;
    }
    robin.looks().await;
    sam.opens("/today").await;
    sam.is_at("Today, Sam").await;
    sam.opens(HERE).await;
    sam.clicks("main section .doors a").await;
    sam.reads("You are in charge.").await;
    sam.looks().await;
    sam.presses("Read the sheet").await;
    sam.looks_at("Mia, Noah").await;
    robin.presses("We are together again").await;
    robin.is_at("Today, Robin").await;
}

async fn they_remember_it(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    sam.opens(HERE).await;
    sam.clicks("main section .doors a").await;
    sam.is_at("You: time with Mia, Noah").await;
    sam.writes("November 28, 2026", "The heron stood still, and so did Noah.").await;
    sam.presses("Keep it").await;
    sam.reads("Saved.").await;
    sam.looks().await;
    robin.opens(HERE).await;
    robin.reads("The heron stood still, and so did Noah.").await;
    robin.looks().await;
}

/// Gives the link that Robin sends.
async fn robin_asks_lene(robin: &mut Someone<'_>) -> String {
    robin.opens(&format!("{HERE}/new?step=6")).await;
    robin.taps(Some("who"), "Somebody else").await;
    robin.taps(Some("child"), "Lea").await;
    robin.writes("Their name", "Oma Lene").await;
    robin.presses("Suggest it").await;
    robin.reads("Saved.").await;
    robin.clicks("main section .doors a").await;
    robin.is_at("Oma Lene: time with Mia, Noah").await;
    robin.presses("Write the sheet").await;
    robin.looks_at("The sheet").await;
    robin.unfolds().await;
    for (label, text) in SHEET {
        robin.writes(label, text).await;
    }
    robin.presses("Share the sheet").await;
    robin.reads("Saved.").await;
    robin.reads("Oma Lene reads it by a link, on the days of this time.").await;
    robin.looks().await;
    robin.presses("A link for Oma Lene").await;
    robin.reads("Take the link back").await;
    robin.looks().await;
    robin.text(".link-out").await
}

/// As a family may write it.
const SHEET: [(&str, &str); 12] = [
    ("What must happen", "Mia: piano at four, music school, by bus.\nNoah: nap after lunch."),
    ("How they are today", "Noah slept badly."),
    ("Our full address", "12 Harbour Row, second floor, left"),
    ("Someone near who can come", "Jo next door, 0170 555 000"),
    ("Doctor, and the nearest hospital for children", "Dr Weber, 0221 5550\nSt Anne, Mill Road"),
    ("Ring me if", "A fall on the head, a fever over 39, or you are worried."),
    ("Allergies, and what to do", "Mia: nuts. Pen in the red bag by the door. Ring 112 at once."),
    ("Medicine", "Noah: drops at noon, kitchen shelf."),
    ("Food and drink", "Pasta is in the fridge. No nuts at all. Water with meals."),
    ("Naps and bedtime", "Noah at one, with the rabbit. Bed at half past seven."),
    ("What helps when they are upset", "Noah: the blue blanket. Mia: being left alone a bit."),
    ("Watch out for", "The gate to the road. The hob."),
];

fn prints(someone: &Someone<'_>, name: &str) {
    for (paper, size) in PAPER {
        let printed = someone.prints(size);
        // Beside the screenshots, to be looked at.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        let file = folder.join(format!("paper-{name}-{paper}.pdf"));
        std::fs::write(file, &printed).expect("a file can be written");
        assert_eq!(super::talk::pages(&printed), 1, "{name} on {paper}");
    }
}
