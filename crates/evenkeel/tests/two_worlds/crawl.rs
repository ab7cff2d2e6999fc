//! Reading all that somebody can read.

use std::collections::{BTreeSet, VecDeque};

use crate::world::{Answer, Browser, all_after};

/// Most pages a crawl reads.
const PAGES_MAX: usize = 400;
/// Where a member's crawl begins; the rest is found by following links.
pub const ENTRANCES: &[&str] = &[
    "/",
    "/today",
    "/talk",
    "/talk/expectations",
    "/talk/thanks",
    "/talk/thanks/new",
    "/share",
    "/children",
    "/settings",
    "/p",
    "/share/sort",
    "/share/pictures",
    "/share/division",
    "/share/agreement",
    "/share/mine",
    "/share/plan",
];
/// Where a talk is held.
pub const TALK: &str = "/talk/listening/";
/// Marks a page that is asked for by a form's field.
const POSTED: &str = "/p to=";

/// Every page that links lead to, in the order they were found.
pub async fn crawl(browser: &mut Browser) -> Vec<(String, Answer)> {
    let mut waiting: VecDeque<String> = ENTRANCES.iter().map(|path| (*path).to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let answer = match path.strip_prefix(POSTED) {
            Some(to) => browser.post_raw("/p", format!("to={to}").into_bytes()).await,
            None => browser.get(&path).await,
        };
        for link in links(&answer) {
            if known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        pages.push((path, answer));
        assert!(pages.len() <= PAGES_MAX, "the site has no end");
    }
    pages
}

/// Links of a page within the site, but for the one that signs out.
pub fn links(answer: &Answer) -> Vec<String> {
    let hrefs = all_after(&answer.body, "href=\"").into_iter();
    let inside = hrefs.filter(|href| href.starts_with('/') && !href.starts_with("/assets/"));
    let mut links: Vec<_> = inside
        .map(|href| href.split('#').next().unwrap_or(href).replace("&amp;", "&"))
        .filter(|href| href != "/leave")
        // One form for ten things; one of them is enough.
        .filter(|href| !href.contains("?about=") || href.ends_with("?about=5"))
        .collect();
    if answer.location().starts_with('/') {
        links.push(answer.location().to_owned());
    }
    links.extend(neutral_pages(&answer.body));
    links
}

/// What the page's forms ask the one neutral address for. It changes nothing, so it is read too.
fn neutral_pages(body: &str) -> impl Iterator<Item = String> {
    let names = all_after(body, " name=\"to\" value=\"").into_iter();
    let is_name =
        |name: &&str| name.len() < 24 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    names.filter(is_name).map(|name| format!("{POSTED}{name}"))
}
