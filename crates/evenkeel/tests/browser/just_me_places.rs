//! Where *Just me* is kept, opened and thrown away: a copy on the device, an address that is not
//! safe, the neutral look.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::discreet::device;
use super::driver::{Driver, Look};
use super::just_me::{WORDS, begins, makes_a_lock, opens_with};
use super::leaving::history;
use super::site::Site;
use super::someone::{Network, Someone};
use crate::family;
use crate::world::Browser;

const PASSWORD: &str = "four small green boats";
const READY: &str = "const done = arguments[0];
    navigator.serviceWorker.ready.then(() => done(true));";

#[tokio::test]
async fn a_copy_opens_without_the_internet_and_goes_without_a_trace() {
    let (site, line) = Site::on_a_line(41);
    let driver = Driver::start();
    let [ana, _] = family::two(&site.world).await;
    let mut me = Someone::at(&driver, &site, Look::PHONE, "just-me-copy").await;
    me.goes_on_as(&ana);
    begins(&me).await;
    me.has_nothing_on_device().await;
    makes_a_lock(&me, WORDS).await;
    me.presses("Not now").await;
    me.presses("Journal").await;
    me.presses("Write something").await;
    me.writes("What is on your mind?", "from home").await;
    me.reads("Saved").await;
    me.presses("Done").await;
    me.presses("Back").await;
    me.has_nothing_on_device().await;
    me.presses("The lock").await;
    me.presses("Keep a locked copy on this device").await;
    me.reads("A locked copy stays on this device.").await;
    assert_eq!(me.kept_on_device().await, json!([["kept"], ["kept"], 1]));
    me.script_waits(READY).await;

    line.cut();
    me.has_network(Network::Gone);
    me.opens("/p").await;
    me.sees("open").await;
    me.looks_at_view().await;
    opens_with(&me, WORDS).await;
    me.presses("Journal").await;
    me.reads("from home").await;
    me.presses("Write something").await;
    me.writes("What is on your mind?", "from the train").await;
    me.reads("Kept on this device. It will be sent when the connection is back.").await;
    line.mend();
    me.has_network(Network::Here);
    me.reads("Saved").await;

    let other = Someone::at(&driver, &site, Look::DESK, "just-me-copy-other").await;
    other.goes_on_as(&ana);
    other.opens("/today").await;
    other.presses("Just me").await;
    opens_with(&other, WORDS).await;
    other.presses("Journal").await;
    other.reads("from the train").await;
    other.has_nothing_on_device().await;
    other.leaves();

    me.presses("Done").await;
    me.presses("Back").await;
    me.presses("The lock").await;
    me.presses("Take the copy off this device").await;
    me.reads("The copy is gone from this device.").await;
    me.has_nothing_on_device().await;
    me.leaves();
}

/// What the server keeps of somebody's pages.
async fn kept(browser: &mut Browser) -> Value {
    serde_json::from_str(&browser.get("/p/kept").await.body).expect("JSON")
}

#[tokio::test]
async fn throwing_it_all_away_needs_the_password() {
    let (site, driver) = (Site::start(42), Driver::start());
    let [mut ana, _] = family::two(&site.world).await;
    let sign_in = [("name", "ana"), ("password", PASSWORD)];
    ana.visit_and_submit("/settings/sign-in", "/settings/sign-in", &sign_in).await;
    let mut me = Someone::at(&driver, &site, Look::PHONE, "just-me-away").await;
    me.goes_on_as(&ana);
    begins(&me).await;
    makes_a_lock(&me, WORDS).await;
    me.presses("Not now").await;
    me.presses("The lock").await;
    me.presses("Throw it all away").await;
    me.sees("away").await;
    let before = kept(&mut ana).await;
    me.presses("Throw it away").await;
    me.reads("Say that you are sure.").await;
    me.taps(None, "Yes, throw away all that I wrote here").await;
    for wrong in ["", "another four words"] {
        let field = me.waits_for_css("#away-proof").await;
        field.clear().await.expect("it can be written in");
        field.send_keys(wrong).await.expect("it can be written in");
        me.presses("Throw it away").await;
        me.waits_for_css("#away-proof[aria-invalid=true]").await;
        let not = "That is not what you sign in with. Your passphrase does not work here. \
                   Nothing was thrown away.";
        me.reads(not).await;
    }
    me.looks_at_view().await;
    assert_eq!(kept(&mut ana).await, before);
    me.presses("Back").await;
    me.presses("Lock now").await;
    opens_with(&me, WORDS).await;

    // Whoever forgot the passphrase throws it away by the same.
    me.presses("Lock now").await;
    me.sees("open").await;
    me.presses("I forgot my passphrase").await;
    me.presses("Throw it all away").await;
    me.taps(None, "Yes, throw away all that I wrote here").await;
    let field = me.waits_for_css("#away-proof").await;
    field.send_keys(PASSWORD).await.expect("it can be written in");
    me.presses("Throw it away").await;
    me.reads("All of it is gone.").await;
    me.sees("first").await;
    assert_eq!(kept(&mut ana).await["files"], Value::Null);
    me.has_nothing_on_device().await;
    me.leaves();
}

#[tokio::test]
async fn at_an_address_that_is_not_safe_it_says_so_and_can_be_read() {
    let (site, driver) = (Site::called("family.test", 43), Driver::start());
    let [mut ana, _] = family::two(&site.world).await;
    let session = driver.open_knowing(Look::PHONE, "family.test").await;
    let mut me = Someone::with(session, &site, "just-me-unsafe");
    me.goes_on_as(&ana);
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("unsafe").await;
    me.reads("This page cannot lock your words here.").await;
    me.looks().await;
    me.presses("A path for you alone").await;
    me.sees("path").await;
    me.presses_first("Name what you hoped for").await;
    me.reads("I hoped that we would …").await;
    assert!(!me.page().await.contains("Passphrase"));
    assert_eq!(kept(&mut ana).await["version"], 0);
    me.leaves();
}

#[tokio::test]
async fn in_the_neutral_look_it_is_at_the_one_address() {
    let (site, driver) = (Site::start(44), Driver::start());
    let [ana, _] = family::two(&site.world).await;
    let profile = tempfile::tempdir().expect("a folder");
    let session = device(&driver, &site, Look::PHONE, profile.path()).await;
    let mut robin = Someone::with(session, &site, "just-me-plain-look");
    robin.goes_on_as(&ana);
    robin.opens("/p").await;
    robin.clicks(".places button[value=me]").await;
    robin.sees("first").await;
    robin.looks().await;
    robin.presses("Choose a passphrase").await;
    makes_a_lock(&robin, WORDS).await;
    robin.presses("Not now").await;
    robin.presses("Journal").await;
    robin.presses("Write something").await;
    robin.writes("What is on your mind?", "in plain sight").await;
    robin.reads("Saved").await;
    robin.presses("Done").await;
    robin.reads("in plain sight").await;
    robin.looks_at_view().await;
    robin.presses("Back").await;
    robin.presses("Lock now").await;
    opens_with(&robin, WORDS).await;
    robin.presses("Journal").await;
    robin.reads("in plain sight").await;
    robin.presses("Back").await;
    robin.presses("My settings").await;
    robin.is_at("Settings").await;
    assert_eq!(robin.path().await, "/p");
    robin.closes().await;
    let kept = history(profile.path());
    let ours = |path: &str| (format!("{}{path}", site.address), "Home list".to_owned());
    assert_eq!(kept, BTreeSet::from([ours("/p")]));
}

#[tokio::test]
async fn the_neutral_look_can_be_turned_off_again() {
    let (site, driver) = (Site::start(45), Driver::start());
    let [ana, _] = family::two(&site.world).await;
    let me = Someone::at(&driver, &site, Look::PHONE, "plain-look").await;
    me.goes_on_as(&ana);
    me.opens("/settings").await;
    for (press, title) in
        [("Use the plain look here", "Home list"), ("Use the usual look again", "Evenkeel")]
    {
        me.presses("Open A neutral look on this device").await;
        me.is_at("A neutral look on this device").await;
        me.presses(press).await;
        me.waits_for_title(title).await;
        me.clicks(".places button[value=me]").await;
        me.sees("first").await;
        me.presses("My settings").await;
        me.is_at("Settings").await;
    }
    assert_eq!(me.path().await, "/settings");
    me.leaves();
}
