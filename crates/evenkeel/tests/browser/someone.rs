//! Somebody at their own browser: what they press, write and read, in the words on the page.
//!
//! Nothing here waits for a time to pass, only for what the next page shows.

mod device;
mod paper;
mod reading;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::driver::{Driver, Look, Script, Session};
use super::met::is_of;
use super::page::{Visit, look_over};
use super::site::Site;
use crate::world::Browser;

/// The cookie of who is signed in, where there is no TLS.
const SIGNED_IN: &str = "evenkeel";
const LINKS: &str =
    r#"return [...document.querySelectorAll("a[href^='/']")].map((a) => a.pathname)"#;
const STATUS: &str = r#"return performance.getEntriesByType("navigation")[0].responseStatus"#;
/// Whether a press on it leaves the page: by a link, or by a form that no script sends instead.
const LEAVES: &str = r#"
    const [pressed, script] = arguments;
    const link = pressed.closest("a[href]:not([href^='#'])");
    const button = pressed.closest("button");
    const form = button?.form;
    const ours = (one) => script && one.closest("[hx-post], [hx-get]") !== null;
    const isSent = form != null && button.type === "submit"
        && (form.hasAttribute("action") || button.hasAttribute("formaction"));
    return (link !== null && !ours(link)) || (isSent && !ours(button) && !ours(form));
"#;
/// Which page this is: no other one began at the same moment.
const BEGUN: &str = "return performance.timeOrigin";
const BEGUN_AND_WHOLE: &str =
    "return document.readyState === 'complete' ? performance.timeOrigin : null";
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(20);
/// Longer than any page takes, also where other tests want the same processor.
const PATIENCE: Duration = Duration::from_mins(1);
/// Most pages that may pass by on the way to the one that is waited for.
const PAGES_MAX: usize = 3;
/// How much of a page a failed test tells.
const SHOWN_CHARS_MAX: usize = 4_000;

/// Whether a browser reaches anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    Here,
    Gone,
}

pub(crate) struct Someone<'a> {
    /// Of the site, without a final slash.
    address: &'a str,
    session: Session,
    /// What pictures of their pages are called by.
    album: &'static str,
    pictures: usize,
    faults: Vec<String>,
    /// Paths of the pages that were looked over (of a refusal: none), and of those that they link
    /// to.
    met: BTreeSet<String>,
    links: BTreeSet<String>,
}

impl<'a> Someone<'a> {
    pub(crate) async fn at(
        driver: &Driver,
        site: &'a Site,
        look: Look,
        album: &'static str,
    ) -> Self {
        Self::with(driver.open(look).await, site, album)
    }

    /// At a browser that is open already.
    pub(crate) fn with(session: Session, site: &'a Site, album: &'static str) -> Self {
        Self::reaching(session, &site.address, album)
    }

    /// At a browser that is open, and with it at a site that is somewhere else.
    pub(crate) fn reaching(session: Session, address: &'a str, album: &'static str) -> Self {
        let (met, links) = (BTreeSet::new(), BTreeSet::new());
        Self { address, session, album, pictures: 0, faults: Vec::new(), met, links }
    }

    /// Goes on as who is signed in at another browser.
    pub(crate) fn goes_on_as(&self, browser: &Browser) {
        let session = browser.cookie(SIGNED_IN).expect("signed in");
        let cookie = json!({ "name": SIGNED_IN, "value": session, "url": self.address });
        self.session.devtools("Network.setCookie", &cookie);
    }

    /// Opens an address of the site, or a whole one that somebody sent.
    pub(crate) async fn opens(&self, address: &str) {
        let whole = if address.starts_with('/') {
            format!("{}{address}", self.address)
        } else {
            address.to_owned()
        };
        self.session.goto(&whole).await.expect("the page opens");
    }

    /// Their network is gone, or there again.
    pub(crate) fn has_network(&self, network: Network) {
        let offline = network == Network::Gone;
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.session.devtools("Network.enable", &json!({}));
        self.session.devtools("Network.emulateNetworkConditions", &conditions);
    }

    pub(crate) async fn goes_back(&self) {
        self.session.back().await.expect("there is a page before");
    }

    /// Presses the link, button or fold that says exactly this (a door: whose first line does).
    pub(crate) async fn presses(&self, words: &str) {
        let is_it = format!(r#"[normalize-space()="{words}" or normalize-space(b)="{words}"]"#);
        let kinds = ["a", "button", "summary"].map(|kind| format!("//{kind}{is_it}"));
        self.click(&kinds.join("|")).await;
    }

    /// Presses a button, beside others that say the same, in the list entry of `entry`.
    pub(crate) async fn presses_at(&self, entry: &str, words: &str) {
        let path = format!(r#"//li[.//*[normalize-space(text())="{entry}"]]"#)
            + &format!(r#"//button[starts-with(normalize-space(), "{words}")]"#);
        self.click(&path).await;
    }

    /// Presses the first of these.
    pub(crate) async fn clicks(&self, css: &str) {
        let found = self.waits_for_css(css).await;
        self.press(&found, css).await;
    }

    /// Chooses the answer, box or circle whose label begins like this; the first one, unless it is
    /// looked for in the question with this id.
    pub(crate) async fn taps(&self, question: Option<&str>, words: &str) {
        let within = question.map_or_else(String::new, |id| format!(r#"//*[@id="{id}"]"#));
        self.click(&format!(
            r#"{within}//label[input][starts-with(normalize-space(), "{words}")]"#
        ))
        .await;
    }

    /// Writes into the field with this label, in place of what stands there.
    pub(crate) async fn writes(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("it can be written in");
        field.send_keys(text).await.expect("it can be written in");
    }

    /// Chooses from the list with this label.
    pub(crate) async fn chooses(&self, label: &str, option: &str) {
        self.field(label).await.select_by_label(option).await.expect("it is on the list");
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn types(&self, keys: &str) {
        let actions = keys.chars().fold(KeyActions::new("keys".to_owned()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.session.perform_actions(actions).await.expect("keys can be pressed");
    }

    /// Both answers to the card of the sort on top, by taps; then the next card.
    pub(crate) async fn sorts_by_taps(&self, notices: &str, does: &str) {
        let card = self.address_of_card().await;
        self.taps(Some("notices"), notices).await;
        self.taps(Some("does"), does).await;
        if self.session.look().script == Script::Off {
            self.presses("Next card").await;
        }
        self.is_past(&card).await;
    }

    /// The same by two digits, each the place of an answer; by taps on them where script is off.
    pub(crate) async fn sorts_by_digits(&self, digits: &str) {
        let card = self.address_of_card().await;
        if self.session.look().script == Script::On {
            self.types(digits).await;
        } else {
            for (question, digit) in ["notices", "does"].into_iter().zip(digits.chars()) {
                self.click(&format!(r#"(//*[@id="{question}"]//label[input])[{digit}]"#)).await;
            }
            self.presses("Next card").await;
        }
        self.is_past(&card).await;
    }

    /// Waits until the page says this as its first heading.
    pub(crate) async fn is_at(&self, heading: &str) {
        self.waits_for(&format!(r#"//h1[normalize-space()="{heading}"]"#)).await;
    }

    /// Waits until something on the page says exactly this.
    pub(crate) async fn reads(&self, words: &str) {
        self.waits_for(&format!(r#"//main//*[normalize-space()="{words}"]"#)).await;
    }

    /// As [`Self::is_at`]; then looks the page over in every light, and keeps pictures of it.
    pub(crate) async fn looks_at(&mut self, heading: &str) {
        self.is_at(heading).await;
        self.looks().await;
    }

    pub(crate) async fn looks(&mut self) {
        let visit = if self.pictures == 0 { Visit::First } else { Visit::Later };
        self.looks_on(visit).await;
    }

    /// As [`Self::looks_at`], at a page that brings a script of its own along.
    pub(crate) async fn looks_first_at(&mut self, heading: &str) {
        self.is_at(heading).await;
        self.looks_on(Visit::First).await;
    }

    async fn looks_on(&mut self, visit: Visit) {
        self.pictures += 1;
        let name = format!("{}-{:02}", self.album, self.pictures);
        self.faults.extend(look_over(&mut self.session, &name, visit).await);
        let status = self.session.execute(STATUS, Vec::new()).await.expect("it runs");
        if status == 200 {
            self.met.insert(self.path().await);
        }
        let links = self.session.execute(LINKS, Vec::new()).await.expect("it runs");
        let links = links.as_array().expect("a list").iter().filter_map(|link| link.as_str());
        self.links.extend(links.map(str::to_owned));
    }

    /// The path of the page they are on.
    pub(crate) async fn path(&self) -> String {
        self.session.current_url().await.expect("a page has an address").path().to_owned()
    }

    /// Whether they looked at a page of this route.
    pub(crate) fn has_met(&self, route: &str) -> bool {
        self.met.iter().any(|path| is_of(path, route))
    }

    /// The addresses of this route that they can know.
    pub(crate) fn links_to(&self, route: &str) -> Vec<String> {
        if route.contains('{') {
            self.links.iter().filter(|path| is_of(path, route)).cloned().collect()
        } else {
            vec![route.to_owned()]
        }
    }

    /// That every page was fine.
    pub(crate) fn leaves(mut self) {
        let faults = std::mem::take(&mut self.faults);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// As [`Self::leaves`], and closes the browser, so that it writes down what it keeps.
    pub(crate) async fn closes(self) {
        let client = (*self.session).clone();
        self.leaves();
        client.close().await.expect("a browser closes");
    }

    async fn address_of_card(&self) -> String {
        let card = self.session.find(Locator::Id("deck")).await.expect("a card of the sort");
        card.attr("hx-post").await.expect("asked").expect("it has an address")
    }

    async fn is_past(&self, card: &str) {
        self.waits_for(&format!(r#"//main[.//h1][not(.//form[@id="deck"][@hx-post="{card}"])]"#))
            .await;
    }

    async fn field(&self, label: &str) -> Element {
        let path = format!(r#"//*[@id=//label[normalize-space()="{label}"]/@for]"#);
        let first = self.waits_for(&path).await;
        for found in self.session.find_all(Locator::XPath(&path)).await.expect("a path") {
            if found.is_displayed().await.expect("asked") {
                return found;
            }
        }
        first
    }

    #[expect(clippy::disallowed_methods, reason = "a browser tells nobody that script showed it")]
    async fn click(&self, path: &str) {
        self.waits_for(path).await;
        let until = Instant::now() + PATIENCE;
        loop {
            for found in self.session.find_all(Locator::XPath(path)).await.expect("a path") {
                // Script may put another in its place meanwhile.
                if found.is_displayed().await.unwrap_or(false) {
                    self.press(&found, path).await;
                    return;
                }
            }
            assert!(Instant::now() < until, "hidden: {path}");
            tokio::time::sleep(LOOK_AGAIN_AFTER).await;
        }
    }

    /// Opens every fold on the page.
    pub(crate) async fn unfolds(&self) {
        const FOLDED: Locator<'_> = Locator::Css("main details.fold:not([open]) > summary");
        for fold in self.session.find_all(FOLDED).await.expect("a path") {
            self.press(&fold, "a fold").await;
        }
    }

    /// Presses it, and, where that leads to another page, is there when it returns: a browser may
    /// say that it pressed before it has begun to leave.
    async fn press(&self, found: &Element, path: &str) {
        self.scrolls_to(found).await;
        let script = (self.session.look().script == Script::On).into();
        let element = serde_json::to_value(found).expect("a reference to it");
        let leaves = self.session.execute(LEAVES, vec![element, script]).await.expect("it runs");
        let begun = self.session.execute(BEGUN, Vec::new()).await.expect("it runs");
        found.click().await.unwrap_or_else(|why| panic!("{path}: {why}"));
        if leaves == true {
            self.is_past_page(&begun, path).await;
        }
    }

    /// Waits until another page than the one of that beginning is here whole.
    #[expect(clippy::disallowed_methods, reason = "a browser tells nobody that it is there")]
    async fn is_past_page(&self, begun: &Value, path: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.session.execute(BEGUN_AND_WHOLE, Vec::new()).await {
                Ok(page) if page != *begun && !page.is_null() => return,
                // An error is the page going away while it was asked.
                _ => assert!(Instant::now() < end, "{}: {path} leads nowhere", self.album),
            }
            tokio::time::sleep(LOOK_AGAIN_AFTER).await;
        }
    }

    /// As a thumb does, out from under the places at the foot.
    async fn scrolls_to(&self, element: &Element) {
        const SCROLL: &str = r#"arguments[0].scrollIntoView({ block: "center" })"#;
        let element = serde_json::to_value(element).expect("a reference to it");
        self.session.execute(SCROLL, vec![element]).await.expect("it scrolls");
    }

    pub(crate) async fn waits_for_css(&self, css: &str) -> Element {
        self.waits(Locator::Css(css)).await
    }

    async fn waits_for(&self, path: &str) -> Element {
        self.waits(Locator::XPath(path)).await
    }

    async fn waits(&self, what: Locator<'_>) -> Element {
        let mut left = 0;
        loop {
            let wait = self.session.wait().at_most(PATIENCE).every(LOOK_AGAIN_AFTER);
            match wait.for_element(what).await {
                Ok(found) => return found,
                // The page went away while it was looked at: then the next one is looked at.
                Err(CmdError::NotW3C(why))
                    if why == "aborted by navigation" && left < PAGES_MAX =>
                {
                    left += 1;
                }
                Err(why) => {
                    let page: String = self.page().await.chars().take(SHOWN_CHARS_MAX).collect();
                    panic!("{}: {what:?}: {why}\n{page}", self.album)
                }
            }
        }
    }
}

impl Drop for Someone<'_> {
    #[expect(clippy::print_stderr, reason = "a test that fails on its way still tells what it saw")]
    fn drop(&mut self) {
        if !self.faults.is_empty() {
            eprintln!("{}", self.faults.join("\n"));
        }
    }
}
