//! The neutral look in a real browser: everything works, with script and without, and the browser's
//! history on disk holds one address with one name.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use super::driver::{Driver, Look, Session};
use super::leaving::{history, neutral_site};
use super::site::Site;
use super::someone::Someone;

/// A device that chose the neutral look before.
pub(super) async fn device(driver: &Driver, site: &Site, look: Look, profile: &Path) -> Session {
    let session = driver.open_in(look, profile).await;
    let cookie = json!({ "name": "view", "value": "list", "url": site.address });
    session.devtools("Network.setCookie", &cookie);
    session
}

/// From the first question to one's own plan, cards, family and way in; out, and in again.
async fn lives_a_while(robin: &mut Someone<'_>) {
    robin.opens("/p").await;
    robin.looks_at("How are you today?").await;
    robin.presses("They won’t").await;
    robin.is_at("Before you start").await;
    robin.presses("Begin").await;
    robin.looks_at("My plan").await;
    robin.presses_at("Weekday evening meals", "Simplify").await;
    robin.reads("Your plan so far: simplify 1.").await;
    robin.presses("To the cards").await;
    for _ in 0..10 {
        robin.sorts_by_digits("11").await;
    }
    robin.looks_at("What I carry").await;
    robin.presses("Share").await;
    robin.looks_at("Share").await;
    robin.presses("The split").await;
    super::alone::adds_nana(robin).await;
}

async fn keeps_what_is_theirs(robin: &mut Someone<'_>) {
    robin.presses("Back").await;
    robin.is_at("A first draft, from your own cards").await;
    robin.presses("Look at it without the other parent").await;
    robin.is_at("A first draft, from your own cards").await;
    robin.presses("Write down what I keep").await;
    robin.looks_at("What I keep").await;
    robin.presses("This is what I keep").await;
    robin.clicks(".places button[value='GET /today']").await;
    robin.reads("Yours today").await;
    robin.looks().await;
    robin.clicks("button.tick[aria-pressed=false]").await;
    robin.waits_for_css("button.tick[aria-pressed=true]").await;
}

async fn has_a_child(robin: &mut Someone<'_>) {
    robin.presses("Children").await;
    robin.looks_at("Who is in your family?").await;
    robin.presses("Add a child").await;
    robin.is_at("Add a child").await;
    robin.presses("Keep").await;
    robin.waits_for_css("#errors").await;
    robin.writes("What do you call this child?", "Mia").await;
    robin.chooses("Month", "May").await;
    robin.writes("Year", "2018").await;
    robin.looks().await;
    robin.presses("Keep").await;
    robin.looks_at("Children").await;
    robin.presses("Mia").await;
    robin.looks_at("Mia").await;
}

/// Makes a way in, goes out by it, and comes in again; then Help, and what is only theirs.
async fn comes_and_goes(robin: &mut Someone<'_>) {
    robin.clicks(".places button[value=me]").await;
    robin.looks_first_at("Just me").await;
    robin.presses("My settings").await;
    robin.looks_at("Settings").await;
    robin.presses("Set up Sign-in name and password").await;
    robin.looks_at("Sign-in name and password").await;
    robin.writes("Sign-in name", "robin").await;
    robin.writes("Password", "four small green boats").await;
    robin.presses("Save").await;
    robin.waits_for_css("main :is(.code, .settings)").await;
    robin.looks().await;
    if robin.page().await.contains("I have written it down") {
        robin.presses("I have written it down").await;
    }
    robin.clicks(".places button[value=me]").await;
    robin.presses("My settings").await;
    robin.presses("Sign out").await;
    robin.looks_at("Sign in").await;
    robin.writes("Sign-in name", "robin").await;
    robin.writes("Password", "four small green boats").await;
    robin.clicks("main form button.button").await;
    robin.waits_for_css("#places").await;
    robin.clicks(".furniture button[value=help]").await;
    robin.is_at("Help").await;
    robin.clicks("a[data-leave]").await;
}

async fn is_plain(look: Look, seed: u8, album: &'static str) {
    let neutral = neutral_site();
    let (site, driver) = (Site::left_for(seed, neutral.clone()), Driver::start());
    let profile = tempfile::tempdir().expect("a folder");
    let session = device(&driver, &site, look, profile.path()).await;
    let mut robin = Someone::with(session, &site, album);
    lives_a_while(&mut robin).await;
    keeps_what_is_theirs(&mut robin).await;
    has_a_child(&mut robin).await;
    comes_and_goes(&mut robin).await;
    robin.closes().await;
    let kept = history(profile.path());
    let addresses: BTreeSet<_> = kept.iter().map(|(address, _)| address.as_str()).collect();
    let ours = ["/p", "/p/"].map(|path| format!("{}{path}", site.address));
    assert_eq!(addresses, BTreeSet::from([neutral.as_str(), &ours[0], &ours[1]]));
    // What leads on is called by what it led to.
    let names: BTreeSet<_> = kept.iter().map(|(_, name)| name.as_str()).collect();
    assert!(names.is_subset(&BTreeSet::from(["Home list", "Weather"])), "{names:?}");
}

#[tokio::test]
async fn all_of_it_works_at_one_address() {
    is_plain(Look::PHONE, 61, "plain").await;
}

#[tokio::test]
async fn all_of_it_works_at_one_address_without_script() {
    is_plain(Look::PHONE.without_script(), 62, "plain-still").await;
}
