//! What every answer carries, whatever page it is: headers that keep it to itself, a title and an
//! address that say nothing of the family.

use axum::http::{Method, StatusCode};

use super::list::{Ids, routes};
use crate::family::{Family, hears, invite};
use crate::forms::unescaped;
use crate::world::{Answer, Browser, all_after};

/// Every page that can be read, as one reader reads it.
async fn pages(reader: &mut Browser, ids: &Ids) -> Vec<(String, Answer)> {
    let mut pages = Vec::new();
    for route in routes().iter().filter(|route| !route.is_post() && route.pattern != "/leave") {
        let path = route.path(|name| ids.get(name));
        let answer = reader.get(&path).await;
        pages.push((path, answer));
    }
    for to in super::help::PAGES.into_iter().chain(["me"]) {
        pages.push((format!("/p {to}"), reader.post("/p", &[("to", to)]).await));
    }
    pages.push(("/nothing".to_owned(), reader.get("/nothing").await));
    pages
}

#[tokio::test]
async fn every_page_keeps_to_itself() {
    let mut family = Family::agreed(21).await;
    let ids = Ids::of(&mut family).await;
    let stranger = family.world.browser();
    for mut reader in [family.ana, family.ben, stranger] {
        for (path, answer) in pages(&mut reader, &ids).await {
            let header = |name| answer.header(name).unwrap_or_default();
            assert_eq!(header("cache-control"), "no-store", "{path}");
            assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
            let policy = header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            for name in ["etag", "last-modified", "server", "x-powered-by", "set-cookie"] {
                assert_eq!(answer.header(name), None, "{path}");
            }
            if answer.status.is_redirection() {
                continue;
            }
            assert!(answer.shows("<title>Evenkeel</title>"), "{path}: {}", answer.body);
            assert_eq!(answer.body.matches("<title>").count(), 1, "{path}");
            assert!(answer.links().contains(&"/leave".to_owned()), "{path} can be left");
            assert_nothing_inline(&path, &answer.body);
        }
    }
}

/// The policy would stop it, and the page would be broken.
fn assert_nothing_inline(path: &str, body: &str) {
    for mark in [" style=\"", "<style", " onclick=", " onchange=", " onsubmit=", "javascript:"] {
        assert!(!body.contains(mark), "{path} has {mark:?}");
    }
    for script in body.split("<script").skip(1) {
        let (head, rest) = script.split_once('>').expect("a tag's end");
        assert!(head.contains(" src=\"/assets/"), "{path}: {head}");
        assert!(rest.starts_with("</script>"), "{path} has a script of its own");
    }
    for address in all_after(body, " src=\"") {
        assert!(address.starts_with('/') && !address.starts_with("//"), "{path}: {address}");
    }
}

#[tokio::test]
async fn no_address_and_no_title_says_a_name_or_a_word() {
    const NAMES: [&str; 7] =
        ["Xanavia", "Xbenedict", "Xmoritz", "Xpiano", "Xrenamed", "Xanswer", "Xsaidback"];
    let mut family = Family::begun(22).await;
    let link = invite(&mut family.ana, NAMES[0], NAMES[1]).await;
    crate::family::send_answer(&mut family.ben, &link, NAMES[5]).await;
    let Family { ana, ben, .. } = &mut family;
    let talk = ana.get("/talk").await;
    let to = crate::family::form_value(&talk, "/talk/said-back", "to");
    ana.submit("/talk/said-back", &[("to", &to), ("text", NAMES[6])]).await;
    hears(ben, &[("reply", "yes")]).await;
    let child = [
        ("nickname", NAMES[2]),
        ("month", "5"),
        ("year", "2019"),
        ("lives", "here"),
        ("decides", "else"),
    ];
    ana.visit_and_submit("/children/new", "/children", &child).await;
    let own = [("name", NAMES[3]), ("minutes", "30")];
    ana.visit_and_submit("/children/cards", "/children/cards/own", &own).await;
    let card = crate::family::cards_of(ana).await[0].clone();
    let renaming = format!("/children/cards/{card}");
    ana.visit_and_submit(&renaming, &renaming, &[("name", NAMES[4])]).await;
    let ids = Ids::of(&mut family).await;
    let Family { world: _world, ana, ben } = family;
    let mut seen = String::new();
    for mut reader in [ana, ben] {
        for (path, page) in pages(&mut reader, &ids).await {
            seen.push_str(&page.body);
            for address in addresses(&page) {
                for name in NAMES {
                    assert!(!address.contains(name), "{path} leads to {address}");
                }
            }
        }
    }
    for name in NAMES {
        assert!(seen.contains(name), "{name} stands on no page at all");
    }
}

/// Wherever a page leads.
fn addresses(page: &Answer) -> Vec<String> {
    let marks = [" href=\"", " action=\"", " hx-get=\"", " hx-post=\"", " src=\"", "<title>"];
    let mut all: Vec<_> =
        marks.iter().flat_map(|mark| all_after(&page.body, mark)).map(unescaped).collect();
    all.extend(
        ["location", "hx-redirect", "hx-push-url", "link", "content-location"]
            .iter()
            .filter_map(|name| page.header(name))
            .map(str::to_owned),
    );
    all
}

#[tokio::test]
async fn what_the_program_does_not_take_is_answered_with_a_page_in_words() {
    let mut family = Family::begun(23).await;
    let nowhere = (StatusCode::NOT_FOUND, "There is nothing here");
    let large = (StatusCode::PAYLOAD_TOO_LARGE, "That is more than fits");
    let keyless = (StatusCode::BAD_REQUEST, "open the page again");
    let much = vec![b'a'; (256 << 10) + 1];
    let cases = [
        // A method that is not there, and a page that is not.
        (Method::DELETE, "/today", vec![], nowhere),
        (Method::GET, "/nothing", vec![], nowhere),
        // An address that only takes forms, as reading it again after a mistake asks for it.
        (Method::GET, "/begin", vec![], nowhere),
        (Method::GET, "/talk?ok=a&ok=b", vec![], nowhere),
        (Method::GET, "/not-now?until=tomorrow", vec![], nowhere),
        (Method::POST, "/children/names", much, large),
        (Method::POST, "/children/names", b"name=A".to_vec(), keyless),
    ];
    for (method, path, body, (status, words)) in cases {
        let length = body.len().to_string();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
            ("content-length", length.as_str()),
        ];
        let answer = family.ana.ask(method.clone(), path, &headers, body).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(answer.shows(words), "{method} {path}: {}", answer.body);
        assert!(answer.shows("<title>Evenkeel</title>"), "{method} {path}: {}", answer.body);
    }
}
