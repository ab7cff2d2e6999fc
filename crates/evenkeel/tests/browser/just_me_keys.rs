//! What opens *Just me*, and no longer does: passkey, recovery key, changed passphrase; and what
//! was typed to open it.

use axum::http::Method;
use serde_json::{Value, json};

use super::driver::{Driver, Look};
use super::just_me::{WORDS, begins, makes_a_lock, opens_with};
use super::site::Site;
use super::someone::Someone;
use crate::family;
use crate::world::Browser;

const WRONG: &str = "This passphrase does not open your pages. Nothing was lost.";
const TELL: &str = "dispatchEvent(new Event(arguments[0]))";
const NEXT: &str = "six other plain words here";

/// One of two parents, at the point of choosing a passphrase.
async fn begun<'a>(
    driver: &'a Driver,
    site: &'a Site,
    look: Look,
    name: &'static str,
) -> Someone<'a> {
    let [ana, _] = family::two(&site.world).await;
    let me = Someone::at(driver, site, look, name).await;
    me.goes_on_as(&ana);
    begins(&me).await;
    me
}

async fn has_pages(me: &Someone<'_>) {
    begins(me).await;
    makes_a_lock(me, WORDS).await;
    me.presses("Not now").await;
    me.sees("home").await;
}

async fn locks(me: &Someone<'_>) {
    me.sees("home").await;
    me.presses("Lock now").await;
    me.sees("open").await;
}

/// What the server keeps of somebody's pages.
async fn kept(browser: &mut Browser) -> Value {
    serde_json::from_str(&browser.get("/p/kept").await.body).expect("JSON")
}

#[tokio::test]
async fn a_passkey_opens_until_it_is_taken_away() {
    let (site, driver) = (Site::called("localhost", 34), Driver::start());
    let [mut ana, _] = family::two(&site.world).await;
    let mut me = Someone::at(&driver, &site, Look::PHONE, "just-me-passkey").await;
    me.goes_on_as(&ana);
    me.opens("/today").await;
    me.has_passkeys();
    has_pages(&me).await;
    me.presses("The lock").await;
    me.presses("Open with a passkey too").await;
    me.sees("passkey-add").await;
    me.writes("Your passphrase now", "five plain words of yours").await;
    me.presses("Make a passkey").await;
    me.reads(WRONG).await;
    assert_eq!(kept(&mut ana).await["files"]["passkey"], Value::Null);
    me.writes("Your passphrase now", WORDS).await;
    me.presses("Make a passkey").await;
    me.sees("lock").await;
    me.reads("Saved").await;
    me.looks_at_view().await;
    me.presses("Back").await;
    locks(&me).await;
    let with = kept(&mut ana).await;
    assert!(with["files"]["passkey"].is_string(), "{with}");
    me.presses("Open with a passkey").await;
    me.sees("home").await;

    me.presses("The lock").await;
    me.presses("Take the passkey away").await;
    me.sees("passkey-remove").await;
    me.writes("Your passphrase now", WORDS).await;
    me.clicks("[data-view=passkey-remove] .actions button").await;
    me.sees("lock").await;
    me.reads("Saved").await;
    me.presses("Back").await;
    locks(&me).await;
    let without = kept(&mut ana).await;
    assert_eq!(without["files"]["passkey"], Value::Null);
    assert_ne!(without["files"]["passphrase"], with["files"]["passphrase"], "a new key");
    is_no_way_in(&me, &mut ana, [&with, &without]).await;
    me.leaves();
}

/// A server that puts the old passkey's file back opens nothing by it, neither the pages of now...
async fn is_no_way_in(me: &Someone<'_>, ana: &mut Browser, [with, without]: [&Value; 2]) {
    let mut mixed = without["files"].clone();
    mixed["passkey"] = with["files"]["passkey"].clone();
    put(ana, without, &mixed).await;
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("open").await;
    me.presses("Open with a passkey").await;
    let changed = "What the server keeps does not open, or somebody changed it. \
                   Nothing was written over.";
    me.reads(changed).await;
    // ... nor those of now by anything else, until they are put back as they were.
    let now = kept(ana).await;
    put(ana, &now, &without["files"]).await;
    me.opens("/today").await;
    me.presses("Just me").await;
    opens_with(me, WORDS).await;
}

/// Puts files where somebody's are kept, as whoever runs the server could.
async fn put(browser: &mut Browser, kept: &Value, files: &Value) {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let body = json!({ "who": kept["who"], "expected": kept["version"], "files": files });
    let answer = browser.ask(Method::PUT, "/p/kept", &headers, body.to_string()).await;
    assert!(answer.body.contains("version"), "{}", answer.body);
}

#[tokio::test]
async fn a_key_on_paper_opens_and_a_new_passphrase_takes_the_place_of_the_old() {
    let (site, driver) = (Site::start(35), Driver::start());
    let mut me = begun(&driver, &site, Look::PHONE, "just-me-paper").await;
    makes_a_lock(&me, WORDS).await;
    me.presses("Show me a key").await;
    me.sees("paper").await;
    let key = me.text("[data-recovery]").await;
    assert!(key.starts_with("AGE-SECRET-KEY-1 "), "{key}");
    let part = key.split(' ').nth(3).expect("groups").to_owned();
    me.presses("I have it").await;
    me.sees("home").await;
    assert!(!me.source().await.contains(&part), "it is gone from the page");
    locks(&me).await;

    me.presses("I forgot my passphrase").await;
    me.sees("forgot").await;
    me.looks_at_view().await;
    let wrong = "This key does not open your pages. Look at it once more, letter by letter.";
    me.writes("Recovery key", &key.replace(&part, "QQQQQQ")).await;
    me.clicks("[data-view=forgot] .actions button").await;
    me.reads(wrong).await;
    me.writes("Recovery key", &key.to_lowercase()).await;
    me.clicks("[data-view=forgot] .actions button").await;
    me.sees("renew").await;
    let typed = me.source().await;
    assert!(!typed.to_uppercase().contains(&part), "it is gone from the page");
    me.looks_at_view().await;
    me.writes("Passphrase", NEXT).await;
    me.writes("The same again", NEXT).await;
    me.presses("Change it").await;
    me.reads("Saved").await;
    locks(&me).await;
    me.writes("Passphrase", WORDS).await;
    me.presses("Open").await;
    me.reads(WRONG).await;
    opens_with(&me, NEXT).await;

    me.presses("The lock").await;
    me.presses("Change the passphrase").await;
    me.sees("change").await;
    me.writes("Your passphrase now", WORDS).await;
    me.writes("Passphrase", WORDS).await;
    me.writes("The same again", WORDS).await;
    me.presses("Change it").await;
    me.reads(WRONG).await;
    me.writes("Your passphrase now", NEXT).await;
    me.presses("Change it").await;
    me.sees("lock").await;
    me.presses("Back").await;
    locks(&me).await;
    me.writes("Passphrase", NEXT).await;
    me.presses("Open").await;
    me.reads(WRONG).await;
    opens_with(&me, WORDS).await;
    me.leaves();
}

#[tokio::test]
async fn a_key_that_is_shown_goes_when_the_page_is_hidden() {
    let (site, driver) = (Site::start(36), Driver::start());
    let me = begun(&driver, &site, Look::DESK, "just-me-paper-hidden").await;
    makes_a_lock(&me, WORDS).await;
    me.presses("Show me a key").await;
    me.sees("paper").await;
    let key = me.text("[data-recovery]").await;
    let part = key.split(' ').nth(3).expect("groups").to_owned();
    let page = me.window().await;
    // A phone hides the page to print it: then it stays for as long as that takes.
    me.script(TELL, vec!["beforeprint".into()]).await;
    me.opens_tab().await;
    let other = me.window().await;
    me.turns_to(&page).await;
    me.sees("paper").await;
    assert_eq!(me.text("[data-recovery]").await, key);
    me.script(TELL, vec!["afterprint".into()]).await;
    me.sees("open").await;
    assert!(!me.source().await.contains(&part), "it is gone from the page");

    opens_with(&me, WORDS).await;
    me.presses("The lock").await;
    me.presses("Make a new recovery key").await;
    me.writes("Your passphrase now", WORDS).await;
    me.presses("Show me a key").await;
    me.sees("paper").await;
    let next = me.text("[data-recovery]").await;
    assert_ne!(next, key);
    me.turns_to(&other).await;
    me.turns_to(&page).await;
    me.sees("open").await;
    let part = next.split(' ').nth(3).expect("groups").to_owned();
    assert!(!me.source().await.contains(&part), "it is gone from the page");
    me.leaves();
}

#[tokio::test]
async fn what_was_typed_to_open_it_goes_with_whoever_typed_it() {
    let (site, driver) = (Site::start(37), Driver::start());
    let me = begun(&driver, &site, Look::DESK, "just-me-gate").await;
    me.writes("Passphrase", WORDS).await;
    let page = me.window().await;
    me.opens_tab().await;
    me.turns_to(&page).await;
    me.reads("What you had typed was cleared.").await;
    assert_eq!(me.value_of("#make-passphrase").await, "");

    makes_a_lock(&me, WORDS).await;
    me.presses("Not now").await;
    locks(&me).await;
    me.writes("Passphrase", WORDS).await;
    me.lets_pass(50).await;
    assert_eq!(me.value_of("#open-passphrase").await, WORDS);
    me.lets_pass(10).await;
    me.reads("What you had typed was cleared.").await;
    assert_eq!(me.value_of("#open-passphrase").await, "");
    me.leaves();
}

#[tokio::test]
async fn open_pages_lock_when_another_tab_covers_them_and_after_a_minute() {
    let (site, driver) = (Site::start(38), Driver::start());
    let [ana, _] = family::two(&site.world).await;
    let me = Someone::at(&driver, &site, Look::DESK, "just-me-covered").await;
    me.goes_on_as(&ana);
    has_pages(&me).await;
    me.presses("Journal").await;
    me.presses("Write something").await;
    me.writes("What is on your mind?", "half a thou").await;
    let page = me.window().await;
    me.opens_tab().await;
    me.turns_to(&page).await;
    me.sees("open").await;
    assert!(!me.source().await.contains("half a thou"), "nothing of it is left");
    me.writes("Passphrase", WORDS).await;
    me.presses("Open").await;
    me.sees("journal-one").await;
    assert_eq!(me.value_of("#journal-text").await, "half a thou", "what was typed was kept");

    me.lets_pass(50).await;
    me.waits_for_css("#count:not([hidden])").await;
    me.sees("journal-one").await;
    me.types("x").await;
    me.waits_for_css("#count[hidden]").await;
    me.lets_pass(60).await;
    me.sees("open").await;
    assert!(!me.source().await.contains("half a thou"), "nothing of it is left");
    me.leaves();
}
