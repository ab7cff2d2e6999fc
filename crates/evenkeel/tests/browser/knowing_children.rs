//! Mia's page, what each knows of her, and what the next year brings.

use super::someone::Someone;

pub(crate) async fn they_know_mia(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    sam.opens("/children").await;
    sam.is_at("Children").await;
    assert!(sam.text("main").await.contains("others decide here"));
    let before = what_sam_sees(sam, "/children").await;
    writes_mias_page(robin).await;
    assert_eq!(what_sam_sees(sam, "/children").await, before, "Sam does not decide for Mia");
    robin.presses("Name, birth month and who decides").await;
    robin.looks_at("About this child").await;
    robin.taps(Some("decides"), "Sam").await;
    robin.presses("Keep").await;
    robin.is_at("Children").await;

    sam.opens("/children").await;
    sam.presses("Mia").await;
    sam.looks_at("Mia").await;
    sam.reads("Hazelnuts: her lips swell.").await;
    let mia = sam.path().await;

    says_what_they_know(robin, "A song.").await;
    sam.presses("Knowing Mia").await;
    sam.looks_at("Knowing Mia").await;
    let home = format!("{mia}/knowing");
    let before = what_sam_sees(sam, &home).await;
    robin.presses("Close them").await;
    robin.reads("Closed. They open with what Sam ticked. Nobody is told before.").await;
    robin.looks().await;
    assert_eq!(what_sam_sees(sam, &home).await, before, "Robin has closed");
    sam.opens(&mia).await;
    says_what_they_know(sam, "The open window.").await;
    sam.presses("Close them").await;
    sam.reads("Open between you").await;
    sam.reads("A song.").await;
    sam.looks().await;
    robin.opens(&home).await;
    robin.reads("The open window.").await;
    robin.presses("What I marked and wrote").await;
    robin.looks_at("What I marked and wrote").await;

    robin.opens("/children").await;
    robin.looks_at("Children").await;
    robin.presses("What is coming").await;
    robin.looks_at("What is coming").await;
}

/// Ends on the page, with two facts on it.
async fn writes_mias_page(robin: &mut Someone<'_>) {
    robin.opens("/children").await;
    robin.presses("Mia").await;
    robin.looks_at("Mia").await;
    robin.presses("Allergies").await;
    robin.looks_at("Allergies").await;
    robin.writes("In a few words", "Hazelnuts: her lips swell.").await;
    robin.presses("Keep").await;
    robin.reads("Saved.").await;
    robin.presses("Health").await;
    robin.writes("In a few words", "A cough that comes back.").await;
    robin.taps(None, "For parents only").await;
    robin.presses("Keep").await;
    robin.reads("Saved.").await;
    assert!(robin.text("main").await.contains("for parents only"));
    robin.presses("Whom to ring").await;
    robin.looks_at("Whom to ring").await;
    robin.writes("Who is it?", "Oma").await;
    robin.writes("Phone number", "030 123456").await;
    robin.presses("Keep").await;
    robin.reads("030 123456").await;
    robin.clicks("main .settings .does a").await;
    robin.is_at("Health").await;
    robin.looks().await;
    robin.presses("Take it off the page").await;
    robin.reads("Taken off lately").await;
    robin.presses("Taken off lately").await;
    robin.looks().await;
}

/// From Mia's page to what they ticked; ends where it can be closed.
async fn says_what_they_know(someone: &mut Someone<'_>, answer: &str) {
    if !someone.path().await.ends_with("/knowing") {
        someone.opens("/children").await;
        someone.presses("Mia").await;
        someone.presses("Knowing Mia").await;
    }
    someone.presses("A few questions").await;
    someone.looks_at("What calms them fastest when they are upset?").await;
    someone.taps(Some("mark"), "I think so").await;
    someone.writes("What would you say?", answer).await;
    someone.taps(None, "Open this one together").await;
    someone.presses("Next").await;
    someone.presses("Enough for now").await;
    someone.is_at("Knowing Mia").await;
}

async fn what_sam_sees(sam: &Someone<'_>, home: &str) -> Vec<String> {
    let mut pages = Vec::new();
    for address in [home, "/today", "/children"] {
        sam.opens(address).await;
        pages.push(sam.page().await);
    }
    sam.opens(home).await;
    pages
}
