//! Who may read and do what, for every address of the list: whoever may not is told the same as if
//! the thing were not there, and nothing changes.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use super::list::{Ids, Route, routes};
use crate::family::{Family, begin, invite};
use crate::world::{Answer, Browser};

/// Fields that some form or other would take.
const FIELDS: [(&str, &str); 26] = [
    ("name", "Whoever"),
    ("text", "whatever"),
    ("to", "me"),
    ("do", "keep"),
    ("mine", "Whoever"),
    ("nickname", "Whoever"),
    ("month", "4"),
    ("year", "2020"),
    ("lives", "here"),
    ("decides", "else"),
    ("minutes", "30"),
    ("choice", "keep"),
    ("notices", "me"),
    ("does", "me"),
    ("go", "next"),
    ("heaviness", "light"),
    ("cannot", "no"),
    ("reply", "yes"),
    ("step", "talk"),
    ("from", "2026-12-01"),
    ("on", "2026-12-01"),
    ("start", "2026-12-01"),
    ("review", "2026-12-20"),
    ("instead", "whoever"),
    ("how", "drop"),
    ("sure", "yes"),
];

async fn ask(browser: &mut Browser, route: &Route, path: &str) -> Answer {
    if route.is_post() {
        browser.post_with_key(path, "0123456789abcdef0123456789abcdef", &FIELDS).await
    } else {
        browser.get(path).await
    }
}

#[tokio::test]
async fn somebody_who_is_not_signed_in_is_sent_to_sign_in() {
    let mut family = Family::begun(11).await;
    let ids = Ids::of(&mut family).await;
    let before = family.world.on_disk();
    for route in routes().iter().filter(|route| !route.is_open()) {
        for path in [route.path(|name| ids.get(name)), route.path(Ids::nobodys)] {
            let answer = ask(&mut family.ben, route, &path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{route:?}");
            // Whoever pressed twice has left, and is told so.
            let is_left = route.is_post() && route.pattern == "/settings/goodbye";
            let to = if is_left { "/goodbye" } else { "/sign-in" };
            assert_eq!(answer.location(), to, "{route:?}");
        }
    }
    assert_eq!(family.world.on_disk(), before);
}

#[tokio::test]
async fn who_was_invited_and_has_not_joined_has_their_own_answer_only() {
    let mut family = Family::begun(12).await;
    let ids = Ids::of(&mut family).await;
    let link = format!("/join/{}", ids.token);
    let kept = [("do", "keep"), ("text", "Only for me")];
    let page = family.ben.visit_and_submit(&link, &link, &kept).await;
    assert!(page.shows("Only for me"), "{}", page.body);
    let before = family.world.on_disk();
    for route in routes().iter().filter(|route| !route.is_open()) {
        if route.pattern.starts_with("/settings/goodbye") {
            continue; // Whoever has left something here may take it away.
        }
        for path in [route.path(|name| ids.get(name)), route.path(Ids::nobodys)] {
            let answer = ask(&mut family.ben, route, &path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{route:?}: {}", answer.body);
            assert_eq!(answer.location(), "/answer", "{route:?}");
        }
    }
    assert_eq!(family.world.on_disk(), before);
}

#[tokio::test]
async fn what_is_another_familys_answers_as_what_does_not_exist() {
    let mut family = Family::agreed(13).await;
    let ids = Ids::of(&mut family).await;
    let mut cleo = family.world.browser();
    begin(&mut cleo).await;
    let before = pages_of(&mut family.ana).await;
    for route in routes().iter().filter(|route| route.has_id() && !route.is_open()) {
        let (there, absent) = (route.path(|name| ids.get(name)), route.path(Ids::nobodys));
        let forbidden = ask(&mut cleo, route, &there).await;
        let missing = ask(&mut cleo, route, &absent).await;
        assert!(!forbidden.status.is_success(), "{route:?}: {}", forbidden.body);
        assert!(!forbidden.status.is_server_error(), "{route:?}: {}", forbidden.body);
        assert_eq!(nameless(forbidden, &there), nameless(missing, &absent), "{route:?}");
    }
    assert!(pages_of(&mut family.ana).await == before, "a page of the family is another now");
}

/// Every page that has an address of its own.
async fn pages_of(browser: &mut Browser) -> Vec<Answer> {
    let mut pages = Vec::new();
    for route in routes().iter().filter(|route| !route.is_post() && !route.has_parameter()) {
        if route.pattern != "/leave" {
            pages.push(browser.get(&route.pattern).await);
        }
    }
    pages
}

/// An answer without the address it was asked at.
fn nameless(mut answer: Answer, path: &str) -> Answer {
    answer.body = answer.body.replace(path, "…");
    answer
}

#[tokio::test]
async fn an_id_that_is_none_answers_with_the_page_of_what_is_not_there() {
    let mut family = Family::begun(14).await;
    for route in routes().iter().filter(|route| route.has_parameter() && !route.is_open()) {
        for id in ["x", "%00", "..%2f..", "%E2%80%AE", "🌊", "-1", "0", "%FF", &"a".repeat(3_000)]
        {
            let path = route.path(|_| id.to_owned());
            let answer =
                family.ana.ask(route.method.clone(), &encoded(&path), &SAME_SITE, FORM).await;
            let is_html = answer.header("content-type").is_some_and(|it| it.contains("text/html"));
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{route:?} {id}: {}", answer.body);
            assert!(is_html && answer.shows("There is nothing here"), "{route:?}: {}", answer.body);
        }
    }
}

fn encoded(path: &str) -> String {
    path.replace('🌊', "%F0%9F%8C%8A")
}

const SAME_SITE: [(&str, &str); 2] =
    [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
const FORM: &str = "key=00112233445566778899aabbccddeeff&name=x&text=x&choice=keep&nickname=x";

#[tokio::test]
async fn reading_changes_nothing() {
    let mut family = Family::agreed(15).await;
    let ids = Ids::of(&mut family).await;
    let mut invited = family.world.browser();
    let link = format!("/join/{}", ids.token);
    invited.visit_and_submit(&link, &link, &[("do", "keep"), ("text", "Mine")]).await;
    let mut cleo = family.world.browser();
    begin(&mut cleo).await;
    let stranger = family.world.browser();
    let Family { world, ana, ben } = family;
    for mut reader in [ana, ben, invited, cleo, stranger] {
        for route in routes().iter().filter(|route| !route.is_post() && route.pattern != "/leave") {
            let before = world.on_disk();
            let answer = reader.get(&route.path(|name| ids.get(name))).await;
            assert!(!answer.status.is_server_error(), "{route:?}: {}", answer.body);
            assert_eq!(world.on_disk(), before, "{route:?} wrote something");
        }
    }
}

#[tokio::test]
async fn a_link_that_is_only_looked_at_stays_as_it_was() {
    let mut family = Family::begun(16).await;
    let link = invite(&mut family.ana, "Ana", "Ben").await;
    let before = family.world.on_disk();
    for agent in ["WhatsApp/2.24", "Slackbot-LinkExpanding 1.0", "Mozilla/5.0"] {
        for method in [Method::GET, Method::HEAD] {
            let mut preview = family.world.browser();
            let answer = preview.ask(method, &link, &[("user-agent", agent)], Body::empty()).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.header("set-cookie"), None);
        }
    }
    assert_eq!(family.world.on_disk(), before);
    let page = crate::family::send_answer(&mut family.ben, &link, "Now I do").await;
    assert!(page.shows("Sent to Ana"), "{}", page.body);
}

#[tokio::test]
async fn another_host_is_refused() {
    let mut family = Family::begun(17).await;
    for host in [
        "evil.example",
        "localhost.evil.example",
        "localhost:7466.evil.example",
        "",
        "127.0.0.1.nip.io",
    ] {
        for path in ["/", "/today", "/nothing"] {
            let answer = family.ana.ask(Method::GET, path, &[("host", host)], Body::empty()).await;
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host:?}");
            assert!(!answer.shows("Today"), "{host:?}");
        }
    }
}

#[tokio::test]
async fn a_form_of_another_site_changes_nothing() {
    let mut family = Family::agreed(18).await;
    let ids = Ids::of(&mut family).await;
    let before = family.world.on_disk();
    let elsewhere: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site"), ("origin", "http://other.localhost:7466")],
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ];
    for route in routes().iter().filter(|route| route.is_post()) {
        for headers in elsewhere {
            let path = route.path(|name| ids.get(name));
            let mut headers = headers.to_vec();
            headers.push(("content-type", "application/x-www-form-urlencoded"));
            let answer = family.ana.ask(Method::POST, &path, &headers, FORM).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{route:?} {headers:?}");
        }
    }
    assert_eq!(family.world.on_disk(), before);
}
