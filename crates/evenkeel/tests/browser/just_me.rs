//! *Just me*: what its owner alone can open, at one device.

use std::time::{Duration, Instant};

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use crate::family;

pub(super) const WORDS: &str = "five plain words of mine";
const CANARY: &str = "quiet-otter-under-the-bridge";

#[tokio::test]
async fn what_is_written_opens_for_its_owner_alone() {
    let (site, driver) = (Site::start(23), Driver::start());
    let [robin, _] = family::two(&site.world).await;
    let mut me = Someone::at(&driver, &site, Look::PHONE, "just-me").await;
    me.goes_on_as(&robin);
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("first").await;
    me.looks().await;
    me.presses("Choose a passphrase").await;
    me.sees("make").await;
    makes_a_lock(&me, WORDS).await;
    me.presses("Not now").await;
    me.sees("home").await;
    me.looks_at_view().await;

    me.presses("Journal").await;
    me.presses("Write something").await;
    me.writes("What is on your mind?", CANARY).await;
    me.reads("Saved").await;
    me.looks_at_view().await;
    me.presses("Back").await;
    me.reads(CANARY).await;
    me.presses("Back").await;
    me.presses("Lock now").await;
    me.sees("open").await;
    assert!(!me.source().await.contains(CANARY), "nothing of it is left on the page");
    me.looks_at_view().await;

    me.writes("Passphrase", "five plain words of yours").await;
    me.presses("Open").await;
    me.reads("This passphrase does not open your pages. Nothing was lost.").await;
    me.looks_at_view().await;
    opens_with(&me, WORDS).await;
    me.presses("Is this more than a heavy load?").await;
    me.is_at("Is this more than a heavy load?").await;
    me.opens("/today").await;
    me.presses("Just me").await;
    opens_with(&me, WORDS).await;
    me.presses("Journal").await;
    me.reads(CANARY).await;
    me.is_hidden().await;
    me.sees("open").await;
    assert!(!me.source().await.contains(CANARY), "nothing of it is left on a hidden page");
    for file in ["evenkeel.db", "evenkeel.db-wal"] {
        let kept = std::fs::read(site.world.folder.path().join(file)).unwrap_or_default();
        assert!(!kept.windows(CANARY.len()).any(|part| part == CANARY.as_bytes()), "{file}");
    }
    me.leaves();
}

#[tokio::test]
async fn it_locks_by_itself_where_nobody_touches_it_for_a_minute() {
    let (site, driver) = (Site::start(25), Driver::start());
    let [robin, _] = family::two(&site.world).await;
    let me = Someone::at(&driver, &site, Look::DESK, "just-me-idle").await;
    me.goes_on_as(&robin);
    begins(&me).await;
    makes_a_lock(&me, WORDS).await;
    me.presses("Not now").await;
    let begun = Instant::now();
    me.waits_for_css("#count:not([hidden])").await;
    me.sees("open").await;
    let (after, least) = (begun.elapsed(), Duration::from_secs(55));
    // Looked at once a second, and by a browser that may have to wait for its turn.
    let most = Duration::from_secs(63);
    assert!((least..=most).contains(&after), "{after:?}");
    me.leaves();
}

#[tokio::test]
async fn without_script_the_path_can_be_read() {
    let (site, driver) = (Site::start(26), Driver::start());
    let [robin, _] = family::two(&site.world).await;
    let look = Look::PHONE.without_script();
    let mut me = Someone::at(&driver, &site, look, "just-me-plain").await;
    me.goes_on_as(&robin);
    me.opens("/today").await;
    me.presses("Just me").await;
    me.looks_at("Name what you hoped for").await;
    let page = me.page().await;
    assert!(page.contains("I hoped that we would …"), "{page}");
    assert!(!page.contains("Passphrase"), "{page}");
    me.leaves();
}

/// From the first page after signing in to where a passphrase is chosen.
pub(super) async fn begins(me: &Someone<'_>) {
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("first").await;
    me.presses("Choose a passphrase").await;
    me.sees("make").await;
}

pub(super) async fn makes_a_lock(me: &Someone<'_>, passphrase: &str) {
    me.writes("Passphrase", passphrase).await;
    me.writes("The same again", "five plain words of mind").await;
    me.presses("Make the lock").await;
    me.reads("The two are not the same.").await;
    me.writes("The same again", passphrase).await;
    me.presses("Make the lock").await;
    me.sees("offer").await;
}

pub(super) async fn opens_with(me: &Someone<'_>, passphrase: &str) {
    me.sees("open").await;
    me.writes("Passphrase", passphrase).await;
    me.presses("Open").await;
    me.sees("home").await;
}
