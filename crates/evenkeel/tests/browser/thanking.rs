//! Thanks in a drawer, sent, held and answered.

use super::someone::Someone;

const FOR_SAM: &str = "You covered the morning so that I could sleep. It meant a lot.";

pub(crate) async fn they_thank_each_other(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.opens("/talk").await;
    robin.looks_at("Talk").await;
    robin.presses("Thank you").await;
    robin.looks_at("Thank you").await;
    robin.presses("Say thank you").await;
    robin.looks_at("Say thank you").await;
    robin.presses("Words to begin with").await;
    robin.presses("You covered … so that I could … It meant a lot.").await;
    robin.is_at("Say thank you").await;
    robin.writes("Your words", FOR_SAM).await;
    robin.presses("What would help even more").await;
    robin.looks().await;
    robin.writes("It would help me even more if …", "we did that every Sunday.").await;
    let before = what_sam_sees(sam).await;
    robin.presses("Keep it for now").await;
    robin.reads("Kept for you.").await;
    robin.looks().await;
    assert_eq!(what_sam_sees(sam).await, before, "Robin keeps something in a drawer");

    robin.presses(FOR_SAM).await;
    robin.looks_at("Say thank you").await;
    robin.presses("Send to Sam").await;
    robin.reads("Sent.").await;

    sam.opens("/today").await;
    sam.looks_at("Today, Sam").await;
    sam.presses("Robin thanks you.").await;
    sam.looks_at("Robin thanks you").await;
    sam.presses("Put it on my shelf").await;
    sam.reads("Kept for you.").await;
    sam.looks().await;
    sam.presses("Your shelf").await;
    sam.looks_at("Your shelf").await;
    sam.clicks("main section a").await;
    sam.is_at("Robin thanks you").await;
    sam.writes("Your answer", "It was good to hear that. Every Sunday, then.").await;
    sam.looks().await;
    sam.presses("Send to Robin").await;
    sam.reads("Sent.").await;

    robin.opens("/talk/thanks").await;
    robin.reads("Sam answered your thank-you").await;
    robin.clicks("main .step a").await;
    robin.looks_at("You thanked Sam").await;
    robin.presses("Put it on my shelf").await;
    robin.reads("Kept for you.").await;
}

async fn what_sam_sees(sam: &Someone<'_>) -> Vec<String> {
    let mut pages = Vec::new();
    for address in ["/today", "/talk", "/talk/thanks", "/talk/thanks/shelf"] {
        sam.opens(address).await;
        pages.push(sam.page().await);
    }
    pages
}
