//! *Just me* on several devices, and on one that several people use.

use super::driver::{Driver, Look};
use super::just_me::{WORDS, begins, makes_a_lock, opens_with};
use super::site::Site;
use super::someone::{Network, Someone};
use crate::family;

const BENS_WORDS: &str = "four small green boats";
const OFFLINE: &str = "Kept on this device. It will be sent when the connection is back.";
const SIGNED_OUT: &str = "Kept on this device. It will be sent once you sign in again.";

/// With a lock of their own, and the journal open.
async fn has_a_journal(me: &Someone<'_>, passphrase: &str) {
    begins(me).await;
    makes_a_lock(me, passphrase).await;
    me.presses("Not now").await;
    me.presses("Journal").await;
}

async fn writes_new(me: &Someone<'_>, text: &str, is_told: &str) {
    me.presses("Write something").await;
    writes(me, text, is_told).await;
}

async fn writes(me: &Someone<'_>, text: &str, is_told: &str) {
    me.writes("What is on your mind?", text).await;
    me.reads(is_told).await;
}

/// Opens the pages on a browser where they are locked, and the journal in them.
async fn opens_journal(me: &Someone<'_>, passphrase: &str) {
    me.opens("/today").await;
    me.presses("Just me").await;
    opens_with(me, passphrase).await;
    me.presses("Journal").await;
}

#[tokio::test]
async fn who_signs_in_beside_open_pages_gets_nothing_of_them() {
    let (site, driver) = (Site::start(31), Driver::start());
    let [mut ana, mut ben] = family::two(&site.world).await;
    let me = Someone::at(&driver, &site, Look::DESK, "just-me-beside").await;
    me.goes_on_as(&ana);
    has_a_journal(&me, WORDS).await;
    writes_new(&me, "from before", "Saved").await;
    let anas = me.window().await;

    me.opens_window().await;
    me.goes_on_as(&ben);
    has_a_journal(&me, BENS_WORDS).await;
    me.reads("Nothing here yet.").await;
    writes_new(&me, "of the other", "Saved").await;
    let bens = me.window().await;
    let kept = [ana.get("/p/kept").await.body, ben.get("/p/kept").await.body];

    me.turns_to(&anas).await;
    writes(&me, "while somebody else was signed in", SIGNED_OUT).await;
    let now = [ana.get("/p/kept").await.body, ben.get("/p/kept").await.body];
    assert_eq!(now, kept, "nothing of it is sent in another's name");

    me.turns_to(&bens).await;
    writes(&me, "of the other, whole", "Saved").await;
    opens_journal(&me, BENS_WORDS).await;
    me.reads("of the other, whole").await;
    assert!(!me.page().await.contains("somebody else"), "{}", me.page().await);
    let kept = ben.get("/p/kept").await.body;

    me.goes_on_as(&ana);
    me.turns_to(&anas).await;
    writes(&me, "and signed in again", "Saved").await;
    me.presses("Done").await;
    me.presses("Back").await;
    me.presses("Lock now").await;
    me.sees("open").await;
    me.has_nothing_on_device().await;
    assert_eq!(ben.get("/p/kept").await.body, kept);
    me.leaves();
}

#[tokio::test]
async fn locked_pages_that_cannot_be_had_say_why() {
    let (site, driver) = (Site::start(39), Driver::start());
    let [ana, ben] = family::two(&site.world).await;
    let me = Someone::at(&driver, &site, Look::DESK, "just-me-cut-off").await;
    me.goes_on_as(&ana);
    has_a_journal(&me, WORDS).await;
    writes_new(&me, "from before", "Saved").await;
    let anas = me.window().await;
    me.opens_tab().await;
    me.goes_on_as(&ben);
    me.opens("/today").await;
    let other = me.window().await;
    me.turns_to(&anas).await;
    me.sees("signed-out").await;
    me.turns_to(&other).await;
    me.goes_on_as(&ana);
    me.turns_to(&anas).await;
    me.sees("open").await;

    me.has_network(Network::Gone);
    me.turns_to(&other).await;
    me.turns_to(&anas).await;
    me.sees("offline").await;
    me.presses("Try again").await;
    me.sees("offline").await;
    me.has_network(Network::Here);
    me.sees("open").await;
    me.writes("Passphrase", WORDS).await;
    me.presses("Open").await;
    me.sees("journal-one").await;
    assert_eq!(me.value_of("#journal-text").await, "from before");
    me.leaves();
}

#[tokio::test]
async fn what_was_not_sent_waits_on_the_device_for_its_writer() {
    let (site, driver) = (Site::start(32), Driver::start());
    let [ana, ben] = family::two(&site.world).await;
    let me = Someone::at(&driver, &site, Look::DESK, "just-me-waits").await;
    me.goes_on_as(&ana);
    has_a_journal(&me, WORDS).await;
    me.goes_on_as(&ben);
    writes_new(&me, "while somebody else was signed in", SIGNED_OUT).await;
    // The page of before, locked, knows whose it is, and opens what waits here.
    me.presses("Done").await;
    me.presses("Back").await;
    me.presses("Lock now").await;
    opens_with(&me, WORDS).await;
    // Whoever is signed in now sees that there is something of theirs, or not; nothing else.
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("first").await;
    me.goes_on_as(&ana);
    opens_journal(&me, WORDS).await;
    me.reads("while somebody else was signed in").await;
    me.presses("Back").await;
    me.presses("Lock now").await;
    me.sees("open").await;
    me.has_nothing_on_device().await;
    me.leaves();
}

#[tokio::test]
async fn two_devices_that_were_offline_lose_nothing() {
    let (site, driver) = (Site::start(33), Driver::start());
    let [ana, _] = family::two(&site.world).await;
    let phone = Someone::at(&driver, &site, Look::PHONE, "just-me-phone").await;
    let desk = Someone::at(&driver, &site, Look::DESK, "just-me-desk").await;
    for device in [&phone, &desk] {
        device.goes_on_as(&ana);
    }
    has_a_journal(&phone, WORDS).await;
    writes_new(&phone, "on both", "Saved").await;
    opens_journal(&desk, WORDS).await;
    desk.presses("on both").await;
    for (device, mine, new) in [
        (&phone, "changed by phone", "new by phone"),
        (&desk, "changed at the desk", "new at the desk"),
    ] {
        device.has_network(Network::Gone);
        writes(device, mine, OFFLINE).await;
        device.presses("Done").await;
        writes_new(device, new, OFFLINE).await;
        device.presses("Done").await;
    }
    for device in [&phone, &desk] {
        device.has_network(Network::Here);
        device.reads("Saved").await;
    }
    // The one that sent last has met the other's; the other one looks again.
    phone.presses("Back").await;
    phone.presses("Lock now").await;
    opens_journal(&phone, WORDS).await;
    for device in [&phone, &desk] {
        for text in ["new by phone", "new at the desk"] {
            device.reads(text).await;
        }
        device.presses_first("changed").await;
        device.waits_for_css(".shown [data-elsewhere] .note").await;
        let copies = device.text(".shown [data-elsewhere]").await;
        let mine = device.value_of("#journal-text").await;
        let both = format!("{mine}\n{copies}");
        for text in ["changed by phone", "changed at the desk"] {
            assert!(both.contains(text), "{both}");
        }
    }
    phone.presses("Keep both").await;
    phone.reads("Saved").await;
    phone.presses("Done").await;
    for text in ["changed by phone", "changed at the desk", "new by phone", "new at the desk"] {
        phone.reads(text).await;
    }
    phone.leaves();
    desk.leaves();
}

#[tokio::test]
async fn what_was_written_before_the_passphrase_changed_elsewhere_is_brought_in() {
    const NEXT: &str = "six other plain words here";
    let (site, driver) = (Site::start(40), Driver::start());
    let [ana, _] = family::two(&site.world).await;
    let phone = Someone::at(&driver, &site, Look::PHONE, "just-me-changes").await;
    let desk = Someone::at(&driver, &site, Look::DESK, "just-me-changed").await;
    for device in [&phone, &desk] {
        device.goes_on_as(&ana);
    }
    has_a_journal(&phone, WORDS).await;
    writes_new(&phone, "on both", "Saved").await;
    phone.presses("Done").await;
    phone.presses("Back").await;
    opens_journal(&desk, WORDS).await;
    desk.reads("on both").await;

    phone.presses("The lock").await;
    phone.presses("Change the passphrase").await;
    phone.writes("Your passphrase now", WORDS).await;
    phone.writes("Passphrase", NEXT).await;
    phone.writes("The same again", NEXT).await;
    phone.presses("Change it").await;
    phone.reads("The passphrase is changed.").await;
    phone.presses("Back").await;
    phone.presses("Lock now").await;

    desk.presses("Write something").await;
    desk.writes("What is on your mind?", "before I knew").await;
    desk.sees("open").await;
    let told = "The passphrase was changed on another device. Open your pages with the new one.";
    desk.reads(told).await;
    desk.writes("Passphrase", NEXT).await;
    desk.presses("Open").await;
    desk.sees("bring").await;
    desk.writes("The passphrase from then", WORDS).await;
    desk.presses("Bring it in").await;
    desk.reads("It is back among your pages.").await;
    desk.presses("Journal").await;
    for text in ["on both", "before I knew"] {
        desk.reads(text).await;
    }
    desk.presses("Back").await;
    desk.presses("Lock now").await;
    opens_journal(&phone, NEXT).await;
    phone.reads("before I knew").await;
    desk.has_nothing_on_device().await;
    desk.leaves();
    phone.leaves();
}
