//! Help, as somebody meets it who is not signed in: it keeps nothing, sets nothing, asks nobody
//! else for anything, and is light.

use axum::http::{Method, StatusCode};

use crate::family::Family;
use crate::world::{Browser, World, all_after, attribute_after};

/// What the neutral address shows to everybody.
pub const PAGES: [&str; 14] = [
    "help",
    "signs",
    "kinds",
    "questions",
    "find",
    "asking",
    "trial",
    "after-no",
    "load",
    "behaviour",
    "child",
    "device",
    "before",
    "who",
];
/// Where lines are known; more than one screen of them in most.
const COUNTRIES: [&str; 9] = ["", "US", "GB", "CA", "AU", "IE", "NZ", "ES", "DE"];
/// Page, style and script together, on a first visit.
const BYTES_MAX: usize = 12 * 1024;

async fn opens(browser: &mut Browser, to: &str, country: &str) -> String {
    let answer = browser.post_raw("/p", asking(to, country)).await;
    assert_eq!(answer.status, StatusCode::OK, "{to}");
    assert_eq!(answer.header("set-cookie"), None, "{to}");
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{to}");
    answer.body
}

fn asking(to: &str, country: &str) -> Vec<u8> {
    format!("to={to}&country={country}").into_bytes()
}

#[tokio::test]
async fn each_page_says_what_it_is_about_and_keeps_nothing() {
    let world = World::new(171);
    let before = world.on_disk();
    let mut stranger = world.browser();
    let mut headings = Vec::new();
    for to in PAGES {
        let page = opens(&mut stranger, to, "").await;
        let (_, rest) = page.split_once("<h1").expect("a heading");
        headings.push(rest.split('<').next().expect("its words").to_owned());
        for outside in all_after(&page, " src=\"").into_iter().chain(all_after(&page, "action=\""))
        {
            assert!(outside.starts_with('/'), "{to}: {outside}");
        }
    }
    headings.sort();
    headings.dedup();
    assert_eq!(headings.len(), PAGES.len(), "{headings:#?}");
    assert!(world.on_disk() == before, "reading is not kept");
}

#[tokio::test]
async fn a_first_visit_is_light() {
    let world = World::new(172);
    let mut stranger = world.browser();
    let mut heaviest = (0, String::new());
    for to in PAGES {
        for country in COUNTRIES {
            let page = opens(&mut stranger, to, country).await;
            let mut bytes = stranger.weighs(Method::POST, "/p", asking(to, country)).await;
            let scripts = all_after(&page, "<script type=\"module\" src=\"");
            assert!(scripts.len() == 1, "only what leaves and prints: {scripts:?}");
            let style = attribute_after(&page, "rel=\"stylesheet\" href=\"").expect("a style");
            for part in scripts.into_iter().chain([style]) {
                bytes += stranger.weighs(Method::GET, part, Vec::new()).await;
            }
            if bytes > heaviest.0 {
                heaviest = (bytes, format!("{to} {country}"));
            }
        }
    }
    assert!(heaviest.0 <= BYTES_MAX, "{heaviest:?}");
}

#[tokio::test]
async fn who_is_afraid_is_told_first() {
    let world = World::new(173);
    let mut stranger = world.browser();
    let kinds = opens(&mut stranger, "kinds", "").await;
    assert!(kinds.contains("Not advised if one of you is afraid of the other."));
    let before = |page: &str, first: &str, then: &str| {
        let at = |words| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
        assert!(at(first) < at(then), "{first} stands before {then}");
    };
    let asking = opens(&mut stranger, "asking", "").await;
    before(&asking, "do not ask", "We get the car checked.");
    let trial = opens(&mut stranger, "trial", "").await;
    before(&trial, "this is the wrong tool", "Could we try it for two weeks");
    assert_eq!(trial.matches("December 6, 2026").count() + trial.matches("6 December").count(), 2);
    let after = opens(&mut stranger, "after-no", "").await;
    before(&after, "talk with a help line first", "Let yourself be sad");
    before(&after, "Only if it is safe", "You are welcome any time.");
    let signs = opens(&mut stranger, "signs", "GB").await;
    before(&signs, "You are afraid of someone close to you", "Show lines to call");
    before(&signs, "tel:999", "You have the same row over and over");
    assert!(!signs.contains("checkbox") && !signs.contains("radio"), "no quiz");
}

#[tokio::test]
async fn sixteen_questions_stand_on_one_page() {
    let world = World::new(174);
    let page = opens(&mut world.browser(), "questions", "").await;
    let (_, asked) = page.split_once("<article").expect("a sheet");
    let (asked, _) = asked.split_once("</article>").expect("its end");
    assert_eq!(asked.matches("<li>").count(), 16);
}

#[tokio::test]
async fn a_member_reads_the_same_in_place() {
    let Family { world, mut ana, .. } = Family::begun(175).await;
    let before = world.on_disk();
    for to in PAGES {
        let page = opens(&mut ana, to, "GB").await;
        assert!(page.contains("hx-post=\"/p\""), "{to} moves in place");
        assert!(page.contains("id=\"places\""), "{to}");
    }
    assert!(world.on_disk() == before, "which of them somebody reads is not kept");
}
