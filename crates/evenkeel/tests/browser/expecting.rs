//! What each expects: answered alone, opened together, and put into words of their own.

use super::someone::Someone;

pub(crate) async fn they_say_what_they_expect(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    let robin_says = ["Mostly no", "Yes, very much", "Mostly no", "Mostly yes", "Mostly yes"];
    let sam_says = ["Mostly yes", "Mostly no", "Mostly no", "Yes, very much", "Mostly yes"];
    answers(robin, robin_says).await;
    robin.looks_at("Nights, weekends and who leads").await;
    robin.presses("Close my answers").await;
    robin.reads("Closed. Nobody else can see it.").await;
    robin.looks().await;
    robin.presses("Open together").await;
    robin.reads("Ready on your side. It opens here when everyone has opened theirs.").await;
    robin.looks().await;
    let before = robin.page().await;
    answers(sam, sam_says).await;
    sam.presses("Close my answers").await;
    sam.reads("Closed. Nobody else can see it.").await;
    robin.opens("/talk/expectations/set?n=1").await;
    assert_eq!(robin.page().await, before, "Sam has answered and closed");
    sam.presses("Open together").await;
    sam.reads("You are far apart").await;
    sam.looks().await;

    sam.opens("/talk/expectations/words?n=2").await;
    sam.writes("What do you agree about it?", "We all stop at eight.").await;
    sam.presses("Put it forward").await;
    sam.reads("You put this forward").await;
    sam.looks().await;
    robin.opens("/talk/expectations/words?n=2").await;
    robin.reads("Sam put this forward").await;
    robin.looks().await;
    robin.presses("Yes to this version").await;
    robin.reads("What you agreed").await;
    robin.looks().await;

    robin.opens("/talk/expectations/root?n=1").await;
    robin.writes("A line or two", "My aunt did it all, and hummed.").await;
    robin.looks().await;
    robin.presses("Keep it for me").await;
    robin.is_at("Where my ideas come from").await;
    robin.looks().await;
    robin.opens("/talk/expectations/aloud?n=1").await;
    robin.looks_at("To read out").await;
}

/// Five of the six, and the last one kept.
async fn answers(someone: &mut Someone<'_>, says: [&str; 5]) {
    someone.opens("/talk/expectations").await;
    someone.is_at("What each of us expects").await;
    someone.looks().await;
    someone.opens("/talk/expectations/question?n=1").await;
    someone.looks().await;
    for says in says {
        someone.taps(Some("says"), says).await;
        someone.presses("Next").await;
    }
    someone.taps(Some("says"), "Yes, very much").await;
    someone.taps(None, "Keep this answer to myself").await;
    someone.presses("Next").await;
    someone.is_at("Nights, weekends and who leads").await;
}
