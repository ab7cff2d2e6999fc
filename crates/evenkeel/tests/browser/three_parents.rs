//! Ana, Ben and Cem, and a grandmother who carries with them: what more than two piles look like.

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use crate::family;
use crate::world::Browser;

/// Who does each of the ten first cards, as all three say it: Ben, Cem, or all together.
const DOES: [Option<usize>; 10] =
    [Some(0), Some(0), None, Some(0), None, Some(0), Some(1), None, Some(0), Some(1)];
/// How heavy the cards are, to each of the three.
const FEELS: [[&str; 10]; 3] = [
    ["feather", "light", "heavy", "light", "heavy", "middling", "light", "heavy", "light", "heavy"],
    ["heavy", "heavy", "light", "draining", "light", "heavy", "light", "light", "heavy", "light"],
    ["light", "heavy", "light", "heavy", "middling", "light", "heavy", "light", "heavy", "light"],
];

#[tokio::test]
async fn three_parents_and_a_grandmother_share_it() {
    let (site, driver) = (Site::start(14), Driver::start());
    let mut people = Vec::new();
    for (browser, album) in opened(&site).await.iter().zip(["ana", "ben", "cem"]) {
        let someone = Someone::at(&driver, &site, Look::PHONE, album).await;
        someone.goes_on_as(browser);
        someone.opens("/today").await;
        people.push(someone);
    }
    let [ana, ben, cem] = &mut people[..] else { unreachable!("three of them") };

    ana.opens("/share/division").await;
    ana.reads("All piles").await;
    ana.looks().await;
    a_grandmother_is_put_forward(ana, [ben, cem]).await;
    a_card_is_tried_and_kept(ana).await;
    ben.opens("/share/division/shares").await;
    ben.looks().await;
    they_agree([ana, ben, cem]).await;
    cem.opens("/share/sort/list").await;
    cem.looks().await;
    cem.opens("/share/pictures").await;
    cem.looks_at("Your pictures of one home").await;
    for someone in people {
        someone.leaves();
    }
}

/// They have sorted, said how heavy each card is to them, and opened.
async fn opened(site: &Site) -> [Browser; 3] {
    let (mut parents, ids) = family::three(&site.world).await;
    for (place, browser) in parents.iter_mut().enumerate() {
        for (at, card) in family::cards_of(browser).await.iter().enumerate() {
            let path = format!("/share/sort/{card}");
            browser.get(&path).await;
            let does = match DOES[at % 10] {
                Some(one) if one + 1 == place => "me",
                Some(one) => ids[one].as_str(),
                None => "both",
            };
            browser.post(&path, &[("notices", "both"), ("does", does), ("go", "next")]).await;
            let path = format!("{path}/weight");
            browser.get(&path).await;
            browser.submit(&path, &[("heaviness", FEELS[place][at % 10])]).await;
        }
        family::seal(browser).await;
    }
    for browser in &mut parents {
        family::open(browser).await;
    }
    parents
}

async fn a_grandmother_is_put_forward(ana: &mut Someone<'_>, others: [&mut Someone<'_>; 2]) {
    ana.presses("Who else carries?").await;
    ana.looks_at("Who else carries?").await;
    ana.writes("Their name", "Grandma").await;
    ana.taps(Some("part"), "Half of what one of you carries").await;
    ana.presses("Suggest it").await;
    ana.reads("You suggested it. It counts once everyone else here has said yes.").await;
    ana.looks().await;
    for (at, other) in others.into_iter().enumerate() {
        other.opens("/share/division").await;
        other.reads("All piles").await;
        if at == 0 {
            other.looks().await;
        }
        other.presses("Look at it").await;
        other.is_at("Who else carries?").await;
        if at == 0 {
            other.looks().await;
        }
        other.presses("Yes, Grandma carries some").await;
        other.reads("Saved.").await;
    }
}

async fn a_card_is_tried_and_kept(ana: &mut Someone<'_>) {
    ana.opens("/share/division").await;
    ana.reads("All piles").await;
    ana.looks().await;
    ana.clicks("details.moving > summary").await;
    ana.waits_for_css("details.moving[open]").await;
    ana.looks().await;
    ana.clicks("details.moving[open] button[name=try]:last-of-type").await;
    ana.reads("Back to how it was").await;
    ana.looks().await;
    ana.clicks("button[name=keep]").await;
    ana.waits_for_css("button[name=free]").await;
    ana.presses("Which cards hang on a thread?").await;
    ana.waits_for_css("section#thread").await;
    ana.looks().await;
    ana.opens("/share/division/thread").await;
    ana.looks_at("Which cards hang on a thread?").await;
    ana.opens("/share/division/others").await;
    ana.presses("Not possible for Grandma").await;
    ana.chooses("Which card?", "Food shopping").await;
    ana.presses("Not possible for them").await;
    ana.reads("Saved.").await;
    ana.looks().await;
}

async fn they_agree([ana, ben, cem]: [&mut Someone<'_>; 3]) {
    ana.opens("/share/division?plan=best").await;
    ana.presses("Show this to the others").await;
    ana.looks_at("Whose is what?").await;
    ana.presses("Put it forward").await;
    ana.looks_at("You have put this forward").await;
    ana.presses("Yes to this version").await;
    for other in [&mut *ben, &mut *cem] {
        other.opens("/share/agreement").await;
        other.presses("Yes to this version").await;
    }
    cem.looks().await;
    ben.opens("/today").await;
    ben.is_at("Today, Ben").await;
    ben.looks().await;
    ben.clicks(".today li > span + a").await;
    ben.looks().await;
}
