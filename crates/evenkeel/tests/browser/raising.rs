//! Raising them together: a rule from a moment to the fridge, a question from sealed views to a day
//! to look again.

use super::someone::Someone;
use super::talk::pages;

/// Paper in inches: A4 and Letter.
const PAPERS: [[f64; 2]; 2] = [[8.27, 11.69], [8.5, 11.0]];

pub(crate) async fn they_agree_on_a_rule(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    const MOMENT: &str = "/children/rules/moment?n=12";
    robin.opens("/children/rules").await;
    robin.looks_at("What we do when …").await;
    robin.presses("Start from a moment").await;
    robin.looks_at("Start from a moment").await;
    robin.presses("Screen time is over and they will not stop.").await;
    robin.looks_at("Screen time is over and they will not stop.").await;
    answers(robin, "I say it three times.").await;
    robin.looks().await;
    robin.presses("Close my answer").await;
    robin.presses("Open together").await;
    robin.reads("Ready on your side. It opens here when everyone has opened theirs.").await;
    robin.looks().await;
    let before = robin.page().await;
    sam.opens(MOMENT).await;
    answers(sam, "I let it run.").await;
    sam.presses("Close my answer").await;
    robin.opens(MOMENT).await;
    assert_eq!(robin.page().await, before, "Sam has answered and closed");
    sam.presses("Open together").await;
    sam.reads("I say it three times.").await;
    sam.looks().await;

    sam.presses("Write our rule").await;
    sam.looks_at("A new rule").await;
    sam.writes("we …", "say it once, wait, and put it away together").await;
    sam.presses("Put it forward").await;
    sam.is_at("What we do when …").await;
    robin.opens("/today").await;
    robin.presses("Sam puts a house rule forward. Have a look.").await;
    robin.looks_at("A rule that waits for a yes").await;
    robin.presses("Yes to these words").await;
    robin.reads("We all keep these").await;
    robin.presses("A page for the fridge").await;
    robin.looks_at("In our home").await;
    for paper in PAPERS {
        assert_eq!(pages(&robin.prints(paper)), 1, "{paper:?}");
    }
    sam.opens("/children/rules").await;
    sam.presses("When screen time is over and nobody wants to stop").await;
    sam.looks_at("A rule we keep").await;
    sam.presses("Change the words").await;
    sam.looks_at("Change the words").await;
}

async fn answers(someone: &Someone<'_>, first: &str) {
    someone.writes("What would you do, there and then?", first).await;
    someone.writes("Where does your answer come from?", "My aunt hummed.").await;
    someone.presses("Keep what I wrote").await;
    someone.reads("Close my answer").await;
}

pub(crate) async fn they_decide_for_lea(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.opens("/children/new").await;
    robin.writes("What do you call this child?", "Lea").await;
    robin.chooses("Month", "May").await;
    robin.writes("Year", "2011").await;
    robin.presses("Keep").await;
    robin.opens("/talk/decisions/together").await;
    robin.looks_at("We will answer together").await;
    for paper in PAPERS {
        assert_eq!(pages(&robin.prints(paper)), 1, "{paper:?}");
    }
    robin.presses("Write down a question").await;
    robin.looks_at("Write down a question").await;
    robin.taps(Some("child"), "Lea").await;
    robin.writes("Your question", "The party on Saturday?").await;
    robin.presses("Ask it").await;
    robin.looks_at("A question for us").await;
    robin.presses("The party on Saturday?").await;
    robin.looks_at("The party on Saturday?").await;
    writes_and_closes(robin, "Parents decide", "Not yet.").await;
    robin.presses("Open together").await;
    robin.reads("Ready on your side. It opens here when everyone has opened theirs.").await;
    let before = robin.page().await;
    let here = robin.path().await;

    sam.opens("/today").await;
    sam.presses("Robin asks a question for you all.").await;
    writes_and_closes(sam, "We decide together", "Yes, with Ida.").await;
    robin.opens(&here).await;
    assert_eq!(robin.page().await, before, "Sam has answered and closed");
    sam.presses("Open together").await;
    sam.reads("Not yet.").await;
    sam.presses("Write down what the child says").await;
    sam.writes("What does the child say?", "All my friends may.").await;
    sam.presses("Keep these words").await;
    sam.reads("All my friends may.").await;
    sam.writes("Another way", "Yes, and home by ten").await;
    sam.presses("Add it").await;
    sam.looks().await;

    robin.opens(&here).await;
    robin.presses("Write what we decide").await;
    robin.looks_at("The party on Saturday?").await;
    robin.writes("What do you decide?", "Yes, and home by ten.").await;
    robin.writes("Why?", "the last bus goes then").await;
    robin.presses("Put it forward").await;
    robin.reads("You put this forward").await;
    sam.opens("/today").await;
    sam.presses("Robin puts forward what you decide. Have a look.").await;
    sam.looks().await;
    sam.presses("Yes to these words").await;
    sam.reads("What you decided").await;
    sam.looks().await;
    sam.opens("/talk/decisions").await;
    sam.looks_at("A question for us").await;
}

async fn writes_and_closes(someone: &mut Someone<'_>, level: &str, think: &str) {
    someone.presses("Write how I see it").await;
    someone.looks_at("The party on Saturday?").await;
    someone.taps(Some("level"), level).await;
    someone.writes("What would you say today?", think).await;
    someone.presses("Keep it").await;
    someone.presses("Close my answer").await;
    someone.reads("Your view is closed. Nobody else can see it, or that it is there.").await;
    someone.looks().await;
}
