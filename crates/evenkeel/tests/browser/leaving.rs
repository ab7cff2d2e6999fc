//! Leaving in a real browser: whatever was open is gone, *Back* brings nothing of it back, and what
//! the browser keeps on disk of *Help* and *Just me* is one neutral address.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;

use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use super::driver::{Driver, Look, Script, Session};
use super::site::Site;
use crate::family::begin;
use crate::world::Browser;

/// How WebDriver writes the Shift key.
const SHIFT: char = '\u{E008}';
/// What only a member's page has, and what the page shows.
const SHOWN: &str = "return [document.getElementById('places') !== null, document.title,
    document.body ? document.body.innerText : '']";

/// A site that nobody wonders about. Its address.
pub(crate) fn neutral_site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let body = "<!doctype html><title>Weather</title><p>Rain later.";
            // A browser may open a connection that it never uses.
            let _asked = stream.read(&mut [0; 4096]);
            let _told = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\
                 Content-Length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

/// Signs a browser in as somebody who is signed in elsewhere.
pub(crate) fn goes_on_as(session: &Session, site: &Site, member: &Browser) {
    let token = member.cookie("evenkeel").expect("signed in");
    let cookie = json!({ "name": "evenkeel", "value": token, "url": site.address });
    session.devtools("Network.setCookie", &cookie);
}

/// How somebody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Link,
    Shift,
}

/// Where somebody is when they leave: an address, or a button of the page there.
const PLACES: [(&str, Option<&str>); 7] = [
    ("/today", None),
    ("/share/sort", None),
    ("/children/new", None),
    ("/settings/exit", None),
    ("/nothing", None),
    ("/settings", Some(".furniture button[value=help]")),
    ("/talk", Some(".places button[value=me]")),
];

async fn shown(session: &Session) -> (bool, String, String) {
    let shown = session.execute(SHOWN, Vec::new()).await.expect("it runs");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (shown[0] == true, text(&shown[1]), text(&shown[2]))
}

async fn leaves(session: &Session, by: By, neutral: &str) {
    match by {
        By::Link => {
            let link = session.find(Locator::Css("a[data-leave]")).await.expect("a way out");
            link.click().await.expect("it is pressed");
        }
        By::Shift => {
            let keys = (0..3).fold(KeyActions::new("keys".to_owned()), |keys, _| {
                keys.then(KeyAction::Down { value: SHIFT }).then(KeyAction::Up { value: SHIFT })
            });
            session.perform_actions(keys).await.expect("keys can be pressed");
        }
    }
    let there = neutral.parse().expect("an address");
    session.wait().for_url(&there).await.expect("the neutral site");
}

/// Goes to each place as a new member, leaves, and goes back as far as there is anything.
async fn leaves_everywhere(seed: u8, look: Look, by: By) {
    let neutral = neutral_site();
    let (site, driver) = (Site::left_for(seed, neutral.clone()), Driver::start());
    for (path, button) in PLACES {
        let session = driver.open(look).await;
        let mut ana = site.world.browser();
        begin(&mut ana).await;
        goes_on_as(&session, &site, &ana);
        for page in ["/today", path] {
            session.goto(&format!("{}{page}", site.address)).await.expect("it opens");
        }
        let (is_signed_in, _, before) = shown(&session).await;
        assert!(is_signed_in || path == "/nothing", "{path}: {before}");
        if let Some(button) = button {
            let button = session.find(Locator::Css(button)).await.expect("it is on the page");
            button.click().await.expect("it is pressed");
            session.wait().for_element(Locator::Css("a[data-leave]")).await.expect("a page");
        }
        leaves(&session, by, &neutral).await;
        for step in 1..=3 {
            if session.back().await.is_err() {
                break;
            }
            let (is_signed_in, title, text) = shown(&session).await;
            assert!(!is_signed_in, "{path}, {step} back: {text}");
            assert!(!text.contains("Sign out") && title != "Today", "{path}: {title}: {text}");
        }
        assert_eq!(ana.get("/today").await.location(), "/sign-in", "{path}: the session goes on");
        session.close().await;
    }
}

#[tokio::test]
async fn back_brings_nothing_back_after_the_link() {
    leaves_everywhere(51, Look::PHONE, By::Link).await;
}

#[tokio::test]
async fn back_brings_nothing_back_after_shift_three_times() {
    leaves_everywhere(52, Look::DESK, By::Shift).await;
}

#[tokio::test]
async fn back_brings_nothing_back_where_no_script_runs() {
    leaves_everywhere(53, Look::DESK.without_script(), By::Link).await;
}

/// Every address and title that a closed browser keeps on disk.
pub(crate) fn history(profile: &Path) -> BTreeSet<(String, String)> {
    let file = profile.join("Default/History");
    let kept = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let kept = kept.expect("the browser's history");
    let mut rows = kept.prepare("select url, title from urls").expect("its table");
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// Presses what leads there, in the page itself or in its frame, and waits for another heading.
pub(crate) async fn presses(session: &Session, button: &str) {
    const OLD: &str = "document.querySelectorAll('main h1').forEach((h) => { h.dataset.old = '' })";
    const SCROLL: &str = "arguments[0].scrollIntoView({ block: 'center' })";
    if session.look().script == Script::On {
        // A page of parts shows the first of them when it knows which.
        let ready = Locator::Css("main:not(:has([data-view=wait].shown))");
        session.wait().for_element(ready).await.expect("a page that is ready");
    }
    session.execute(OLD, Vec::new()).await.expect("it runs");
    let places = [format!("main {button}"), format!(":is(.furniture, .places) {button}")];
    let mut found = Vec::new();
    for css in &places {
        for one in session.find_all(Locator::Css(css)).await.expect("asked") {
            if one.is_displayed().await.expect("asked") {
                found.push(one);
            }
        }
    }
    let first = found.first().unwrap_or_else(|| panic!("nothing leads to {button}"));
    // As a thumb does, out from under the places at the foot.
    let element = serde_json::to_value(first).expect("a reference to it");
    session.execute(SCROLL, vec![element]).await.expect("it scrolls");
    first.click().await.expect("it is pressed");
    let next = Locator::Css("main h1:not([data-old])");
    session.wait().for_element(next).await.expect("another page, or another part");
}

/// What somebody read last before they closed the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    JustMe,
    Today,
}

/// Reads what stands at the one neutral address, and gives what the browser has kept of it.
async fn reads_help_and_just_me(seed: u8, look: Look, last: Last) -> BTreeSet<(String, String)> {
    let (site, driver) = (Site::start(seed), Driver::start());
    let profile = tempfile::tempdir().expect("a folder");
    let session = driver.open_in(look, profile.path()).await;
    let mut ana = site.world.browser();
    begin(&mut ana).await;
    goes_on_as(&session, &site, &ana);
    session.goto(&format!("{}/p", site.address)).await.expect("it opens");
    for to in ["me", "load", "help", "device", "help", "who", "help", "me"] {
        presses(&session, &format!("button[name=to][value={to}]")).await;
    }
    if last == Last::Today {
        session.goto(&format!("{}/today", site.address)).await.expect("it opens");
    }
    session.close().await;
    let kept = history(profile.path());
    kept.into_iter().map(|(address, title)| (address.replace(&site.address, ""), title)).collect()
}

#[tokio::test]
async fn of_help_and_just_me_a_browser_keeps_one_neutral_address() {
    let one = BTreeSet::from([("/p".to_owned(), "Evenkeel".to_owned())]);
    assert_eq!(reads_help_and_just_me(54, Look::PHONE, Last::JustMe).await, one);
    let plain = Look::PHONE.without_script();
    assert_eq!(reads_help_and_just_me(55, plain, Last::JustMe).await, one);
    // What was read last would stand there if it had an address of its own.
    let kept = reads_help_and_just_me(56, Look::PHONE, Last::Today).await;
    assert!(kept.iter().any(|(address, _)| address == "/today"), "{kept:?}");
}
