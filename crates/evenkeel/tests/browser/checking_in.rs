//! The weekly talk, from choosing its time to an agreement that it changed.

use super::someone::Someone;

pub(crate) async fn they_check_in(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    they_choose_a_time(robin, sam).await;

    sam.opens("/today").await;
    sam.presses("Your weekly talk is tomorrow at 8:00\u{202f}PM.").await;
    sam.looks_at("Our weekly talk").await;
    sam.presses("Begin, 20 minutes").await;
    sam.looks_at("Thank you").await;
    sam.presses("Next").await;
    sam.looks_at("How full was your week?").await;
    sam.taps(Some("full"), "8").await;
    sam.presses("Open together").await;
    sam.reads("You said 8. It is ready on your side.").await;
    sam.looks().await;
    robin.opens("/talk/check-in/long/full").await;
    robin.taps(Some("full"), "5").await;
    robin.presses("Open together").await;
    robin.reads("What would make the fullest week one step lighter?").await;
    robin.looks().await;
    sam.presses("See if it is open").await;
    sam.reads("5 of 10").await;

    for heading in ["What worked?", "One change"] {
        robin.presses("Next").await;
        robin.looks_at(heading).await;
    }
    they_change_one(robin, sam).await;

    robin.opens("/talk/check-in/long/close").await;
    robin.looks_at("Close").await;
    robin.writes("One line to keep", "I take the evening meals. We look again in a month.").await;
    robin.presses("Done").await;
    robin.looks_at("Our weekly talk").await;
    sam.opens("/talk/check-in").await;
    sam.presses("What we kept").await;
    sam.reads("I take the evening meals. We look again in a month.").await;
    sam.looks().await;
}

async fn they_choose_a_time(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.opens("/talk").await;
    robin.presses("A weekly talk").await;
    robin.looks_at("Our weekly talk").await;
    robin.presses("Choose a weekly time").await;
    robin.looks_at("Our weekly time").await;
    robin.chooses("Day", "Tuesday").await;
    robin.presses("Suggest this time").await;
    robin.reads("You suggest Tuesdays at 8:00\u{202f}PM").await;
    robin.looks().await;
    sam.opens("/today").await;
    sam.presses("Robin suggests a time for a weekly talk.").await;
    sam.looks_at("Our weekly time").await;
    sam.presses("Yes to this time").await;
    sam.is_at("Our weekly talk").await;
}

/// One card goes from Sam to Robin.
async fn they_change_one(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    const CARD: &str = "Weekday evening meals";
    robin.presses("Hand one over").await;
    robin.is_at("Whose is what?").await;
    robin.chooses(&format!("Whose is {CARD}?"), "You").await;
    robin.presses("Put it forward").await;
    robin.is_at("You have put this forward").await;
    robin.presses("Yes to this version").await;
    robin.reads("You have said yes. It holds once everyone has.").await;
    sam.opens("/today").await;
    sam.presses("Robin has put a way to share forward. Have a look.").await;
    sam.presses("Yes to this version").await;
    sam.looks_at("What you agreed").await;
    robin.opens("/today").await;
    robin.presses(CARD).await;
    robin.is_at(CARD).await;
}
