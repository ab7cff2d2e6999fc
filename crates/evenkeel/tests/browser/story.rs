//! What Robin and Sam do, step by step, from the first question to a week that is shared.

use super::showing;
use super::someone::Someone;

/// Robin's ten first cards: who notices and plans, who does.
const ROBIN_SAYS: [(&str, &str); 10] = [
    ("Me", "Me"),
    ("Me", "Me"),
    ("Me", "Both"),
    ("Me", "Sam"),
    ("Both", "Both"),
    ("Me", "Me"),
    ("Me", "Me"),
    ("Sam", "Sam"),
    ("Me", "Someone else"),
    ("Nobody", "Me"),
];
/// Sam's twelve, by digits: 1 me, 2 Robin, 3 both, 4 someone else, 5 nobody.
const SAM_SAYS: [&str; 12] =
    ["21", "22", "31", "11", "33", "22", "21", "11", "23", "12", "33", "22"];

pub(crate) async fn sees_what_they_carry(robin: &mut Someone<'_>) {
    robin.opens("/").await;
    robin.looks_at("How are you today?").await;
    robin.presses("Who can see what").await;
    robin.looks_at("Who can see what").await;
    robin.goes_back().await;
    robin.presses("See what I carry").await;
    robin.looks_at("Before you start").await;
    robin.presses("Begin").await;
    robin.looks_at("Weekday evening meals").await;
    for (notices, does) in ROBIN_SAYS {
        let name = |who| if who == "Sam" { "Other parent" } else { who };
        robin.sorts_by_taps(name(notices), name(does)).await;
    }
    robin.looks_at("What I carry").await;
}

pub(crate) async fn tells_who_is_in_the_family(robin: &mut Someone<'_>) {
    robin.opens("/children").await;
    robin.looks_at("Who is in your family?").await;
    robin.writes("What may we call you?", "Robin").await;
    robin.writes("What do you call the other parent?", "Sam").await;
    robin.presses("Keep the names").await;
    for (nickname, month, year) in [("Mia", "May", "2018"), ("Noah", "February", "2022")] {
        robin.presses("Add a child").await;
        robin.is_at("Add a child").await;
        robin.writes("What do you call this child?", nickname).await;
        robin.chooses("Month", month).await;
        robin.writes("Year", year).await;
        if nickname == "Mia" {
            robin.looks().await;
        }
        robin.presses("Keep").await;
        robin.is_at("Children").await;
    }
    robin.looks().await;
    robin.presses("Choose cards").await;
    robin.looks_at("Which cards are yours?").await;
    robin.presses("Keep these cards").await;
    robin.reads("Saved.").await;
}

/// Gives the link that Robin sends.
pub(crate) async fn invites(robin: &mut Someone<'_>) -> String {
    robin.opens("/share").await;
    robin.looks_at("Share").await;
    robin.opens("/invite").await;
    robin.looks_at("Ask how it is for them").await;
    robin.presses("Make the message").await;
    robin.looks_at("Your message to Sam").await;
    robin.text(".link-out").await
}

pub(crate) async fn answers(sam: &mut Someone<'_>, link: &str) {
    sam.opens(link).await;
    sam.presses("Not now").await;
    sam.looks_at("Not now").await;
    sam.opens(link).await;
    sam.looks_at("What is a usual day like for you?").await;
    sam.writes("What is a usual day like for you?", "Up at six, home at six. I miss the children.")
        .await;
    sam.presses("Keep it for me").await;
    sam.reads("Remove what I wrote").await;
    sam.looks().await;
    sam.presses("Send this to Robin").await;
    sam.looks_at("Sent to Robin").await;
    sam.presses("Look around").await;
    sam.looks_at("Today, Sam").await;
}

pub(crate) async fn is_heard(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.opens("/today").await;
    robin.looks_at("Today, Robin").await;
    robin.presses("Sam has written to you. Say back what you heard.").await;
    robin.looks_at("Say back what you heard").await;
    robin.writes("What I heard is …", "Your days are long, and you miss Mia and Noah.").await;
    robin.presses("Send this to Sam").await;
    robin.looks_at("You said it back to Sam").await;
    sam.opens("/talk").await;
    sam.looks_at("What Robin heard").await;
    sam.presses("Yes, that’s it").await;
    sam.looks_at("Talk").await;
}

/// Sam closes twelve cards; Robin two more beside the first ten.
pub(crate) async fn both_close_and_open(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.opens("/share/sort/end").await;
    robin.is_at("So far").await;
    robin.presses("Go on with the cards").await;
    for (notices, does) in [("Me", "Me"), ("Both", "Sam")] {
        robin.sorts_by_taps(notices, does).await;
    }
    robin.looks_at("That is this round").await;
    robin.presses("Close my cards").await;
    robin.looks_at("Closed").await;
    robin.presses("Open together").await;
    robin.looks_at("Ready on your side").await;
    robin.presses("My cards").await;
    robin.reads("Take it back").await;
    robin.looks().await;
    let before = what_it_shows(robin).await;

    sam.presses("Look at the cards").await;
    for digits in SAM_SAYS {
        sam.sorts_by_digits(digits).await;
    }
    sam.looks_at("That is this round").await;
    says_how_heavy(sam).await;
    assert_eq!(what_it_shows(robin).await, before, "Sam has answered");
    sam.presses("Close my cards").await;
    sam.is_at("Closed").await;
    assert_eq!(what_it_shows(robin).await, before, "Sam has closed");
    sam.presses("Open together").await;
    sam.looks_at("Two pictures of one home").await;
    robin.opens("/share").await;
    robin.presses("See the pictures").await;
    robin.looks_at("Two pictures of one home").await;
}

/// One card that costs more than others, one that Sam cannot do.
async fn says_how_heavy(sam: &mut Someone<'_>) {
    sam.presses("How heavy each one is to you").await;
    sam.looks_at("Weekday evening meals").await;
    sam.taps(Some("heaviness"), "Heavy").await;
    sam.presses("Next card").await;
    sam.is_at("Keeping the family calendar").await;
    sam.presses("I would like it, or I can’t").await;
    sam.looks().await;
    sam.taps(None, "I would like this one").await;
    sam.presses("Next card").await;
    sam.is_at("Washing and drying clothes").await;
    sam.opens("/share/sort/end").await;
    sam.is_at("That is this round").await;
}

/// Robin looks at the split, tries one of their own, and both say yes to it.
pub(crate) async fn they_divide_and_agree(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    robin.presses("Divide it").await;
    robin.reads("Both piles").await;
    robin.looks().await;
    robin.clicks(".ways a").await;
    robin.waits_for_css(".ways [aria-current]").await;
    robin.looks().await;
    robin.clicks("button[name=try]").await;
    robin.reads("Back to how it was").await;
    robin.looks().await;
    robin.clicks("button[name=keep]").await;
    robin.waits_for_css("button[name=free]").await;
    robin.presses("Show this to Sam").await;
    robin.looks_at("Whose is what?").await;
    robin.presses("Put it forward").await;
    robin.looks_at("You have put this forward").await;
    robin.presses("Yes to this version").await;
    robin.reads("You have said yes. It holds once everyone has.").await;
    robin.looks().await;

    sam.opens("/today").await;
    sam.presses("Robin has put a way to share forward. Have a look.").await;
    sam.looks_at("Robin has put this forward").await;
    sam.presses("Yes to this version").await;
    sam.looks_at("What you agreed").await;
}

/// The first day of it: done, one's own way, and a card that changes hands.
pub(crate) async fn they_live_it(robin: &mut Someone<'_>, sam: &mut Someone<'_>) {
    sam.opens("/today").await;
    sam.looks_at("Today, Sam").await;
    robin.opens("/today").await;
    robin.looks_at("Today, Robin").await;
    robin.clicks("button.tick[aria-pressed=false]").await;
    robin.waits_for_css("button.tick[aria-pressed=true]").await;
    robin.looks().await;
    // Taken back and said again, each with the row that came with the answer.
    robin.clicks("button.tick[aria-pressed=true]").await;
    robin.waits_for_css(".today:not(:has(button.tick[aria-pressed=true]))").await;
    robin.clicks("button.tick[aria-pressed=false]").await;
    robin.waits_for_css("button.tick[aria-pressed=true]").await;

    let card = robin.words_of(".today a").await;
    robin.clicks(".today a").await;
    robin.looks_at(&card).await;
    robin.writes("How I do it", "Soup on Mondays.").await;
    robin.presses("Keep my way").await;
    robin.reads("Saved.").await;
    robin.looks().await;
    showing::walks_through(robin, sam).await;
    robin.presses("Put it down").await;
    robin.looks_at("Put it down").await;
    robin.presses("Put it down").await;
    robin.reads("I’ll take it").await;
    robin.looks().await;

    sam.opens("/today").await;
    sam.looks_at("Today, Sam").await;
    sam.presses(&format!("I’ll take it {card}")).await;
    sam.reads("Saved.").await;
    showing::starts_from_their_way(sam, &card).await;
    sam.opens("/share").await;
    sam.looks_at("Share").await;
}

/// Robin's tablet becomes one that both use.
pub(crate) async fn shares_the_device(robin: &mut Someone<'_>) {
    robin.opens("/share-device").await;
    robin.looks_at("Share this device").await;
    robin.writes("A PIN for me", "482915").await;
    robin.presses("Share this device").await;
    robin.looks_at("This device is shared").await;
    robin.presses("Hand it over").await;
    robin.looks_at("Who are you?").await;
    robin.writes("PIN", "482915").await;
    robin.presses("Go in").await;
    robin.is_at("Today, Robin").await;
}

/// Every page on which the other's part could show.
async fn what_it_shows(someone: &Someone<'_>) -> Vec<String> {
    let mut pages = Vec::new();
    for address in ["/today", "/talk", "/share", "/share/sort/end", "/share/pictures"] {
        someone.opens(address).await;
        pages.push(someone.page().await);
    }
    pages
}
