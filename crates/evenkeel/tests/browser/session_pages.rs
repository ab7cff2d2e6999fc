//! Pages of *Just me* that somebody takes to a session of their own: on a sheet, and by a link that
//! a counsellor opens without an account.

use super::driver::{Driver, Look};
use super::site::Site;
use super::someone::Someone;
use crate::family;
use crate::routes::first_session::{posts, version};
use crate::world::Browser;

const WORDS: &str = "five plain words of mine";
const CHOSEN: [&str; 2] = ["amber-heron-in-the-reeds", "slow-barge-at-the-lock"];
const TOGETHER: &str = "We both miss each other.";
const KEPT: &str = "quiet-otter-under-the-bridge";
const ALONG: &str = "Take pages to a session";
const LINK: &str = "A link for a counsellor";
const NOTHING: &str = "This link opens nothing here.";

#[tokio::test]
async fn a_counsellor_reads_the_pages_that_were_chosen_and_no_others() {
    let (site, driver) = (Site::start(27), Driver::start());
    let [mut robin, mut sam] = family::two(&site.world).await;
    both_choose(&mut robin, &mut sam).await;
    let mut me = Someone::at(&driver, &site, Look::PHONE, "lent-writer").await;
    let mut counsellor = Someone::at(&driver, &site, Look::DESK, "lent-reader").await;
    me.goes_on_as(&robin);
    writes_three_pages(&me).await;
    takes_two_along(&mut me).await;
    let link = makes_a_link(&mut me).await;
    reads_two(&mut counsellor, &link).await;
    leaves_no_trace(&site, &link);
    locks_and_takes_it_back(&mut me).await;
    counsellor.opens("/p").await;
    counsellor.opens(&link).await;
    counsellor.reads("There is nothing here, or nothing for you.").await;
    me.leaves();
    counsellor.leaves();
}

/// Both say yes to a page for a session together, and Robin makes a link to it.
async fn both_choose(robin: &mut Browser, sam: &mut Browser) {
    let offered = posts(robin, &[("to", "joint-offer"), ("brings", TOGETHER)]).await;
    let version = version(&offered);
    for (who, to) in [(sam, "joint-yes"), (robin, "joint-link")] {
        let said = posts(who, &[("to", to), ("version", &version), ("days", "9")]).await;
        assert!(said.shows("Show it to your counsellor"), "{}", said.body);
    }
}

async fn writes_three_pages(me: &Someone<'_>) {
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("first").await;
    me.presses("Choose a passphrase").await;
    me.sees("make").await;
    me.writes("Passphrase", WORDS).await;
    me.writes("The same again", WORDS).await;
    me.presses("Make the lock").await;
    me.sees("offer").await;
    me.presses("Not now").await;
    me.sees("home").await;
    me.presses("Journal").await;
    for text in [CHOSEN[0], KEPT] {
        me.presses("Write something").await;
        me.writes("What is on your mind?", text).await;
        me.reads("Saved").await;
        me.presses("Back").await;
    }
    me.presses("Back").await;
    me.presses("My boundaries").await;
    me.presses("Write a boundary").await;
    me.writes("I will …", CHOSEN[1]).await;
    me.reads("Saved").await;
    me.presses("Back").await;
    me.presses("Back").await;
    me.sees("home").await;
}

async fn takes_two_along(me: &mut Someone<'_>) {
    me.presses(ALONG).await;
    me.sees("along").await;
    me.looks_at_view().await;
    me.presses("Show my sheet").await;
    me.reads("Tick a page first.").await;
    for text in CHOSEN {
        me.taps(None, text).await;
    }
    me.presses("Add what I see elsewhere").await;
    me.reads("What else goes on it?").await;
    me.writes("What brings me", "We row each evening.").await;
    me.looks_at_view().await;
    me.presses("Show my sheet").await;
    me.sees("sheet").await;
    let sheet = me.page().await;
    for shown in ["We row each evening.", CHOSEN[0], CHOSEN[1]] {
        assert!(sheet.contains(shown), "{shown}: {sheet}");
    }
    assert!(!sheet.contains(KEPT), "{sheet}");
    assert_eq!(me.path().await, "/p");
    me.looks_at_view().await;
    me.presses("Back").await;
    me.sees("along").await;
}

async fn makes_a_link(me: &mut Someone<'_>) -> String {
    me.presses(LINK).await;
    me.sees("lend").await;
    me.writes("Your name, as the counsellor knows you", "Robin").await;
    me.writes("For how many days?", "40").await;
    me.presses("Make a link").await;
    me.reads("From 1 to 30.").await;
    me.writes("For how many days?", "7").await;
    me.taps(None, "Also the page that all of you chose").await;
    me.presses("Make a link").await;
    me.waits_for_css("[data-lent] .link-out").await;
    me.looks_at_view().await;
    let link = me.text(".link-out").await;
    assert!(link.contains("#AGE-SECRET-KEY-1"), "{link}");
    link
}

async fn reads_two(counsellor: &mut Someone<'_>, link: &str) {
    let (page, key) = link.split_once('#').expect("a key");
    counsellor.opens(page).await;
    counsellor.reads(NOTHING).await;
    counsellor.looks_at_view().await;
    // The rest of it, in the same window.
    counsellor.opens(link).await;
    counsellor.reads("Only from Robin").await;
    let shown = counsellor.page().await;
    for text in [CHOSEN[0], CHOSEN[1], "We row each evening."] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(!shown.contains(KEPT), "{shown}");
    counsellor.reads(TOGETHER).await;
    assert!(!counsellor.source().await.contains(key), "the key is gone from the page");
    counsellor.looks_at_view().await;
    let address = counsellor.address().await;
    assert_eq!(address, page, "and from the address");
    counsellor.opens("/p").await;
    let last = if key.ends_with('Q') { "P" } else { "Q" };
    counsellor.opens(&format!("{}{last}", &link[..link.len() - 1])).await;
    counsellor.reads(NOTHING).await;
    assert!(!counsellor.source().await.contains(CHOSEN[0]));
}

fn leaves_no_trace(site: &Site, link: &str) {
    let (page, key) = link.split_once('#').expect("a key");
    let token = page.rsplit('/').next().expect("a token");
    for file in ["evenkeel.db", "evenkeel.db-wal"] {
        let kept = std::fs::read(site.world.folder.path().join(file)).unwrap_or_default();
        for text in [CHOSEN[0], CHOSEN[1], KEPT, "We row", key, token] {
            assert!(
                !kept.windows(text.len()).any(|part| part == text.as_bytes()),
                "{file}: {text}"
            );
        }
    }
}

async fn locks_and_takes_it_back(me: &mut Someone<'_>) {
    me.is_hidden().await;
    me.sees("open").await;
    let locked = me.source().await;
    for text in [CHOSEN[0], "#AGE-SECRET-KEY", "We row", "/session/"] {
        assert!(!locked.contains(text), "{text} is left on a hidden page");
    }
    me.opens("/today").await;
    me.presses("Just me").await;
    me.sees("open").await;
    me.writes("Passphrase", WORDS).await;
    me.presses("Open").await;
    me.sees("home").await;
    me.presses(ALONG).await;
    me.presses(LINK).await;
    me.sees("lend").await;
    me.presses("Take it back").await;
    me.reads("Taken back. The link opens nothing any more.").await;
    assert!(!me.page().await.contains("/session/"));
}
