//! The neutral look over HTTP: no page leads anywhere but to the one address, and what comes to it
//! is held to every rule that holds elsewhere.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use super::list::{Ids, routes};
use crate::family::{Family, begin, cards_of, sort_all};
use crate::forms::{attribute, tags};
use crate::world::{Answer, Browser, World, all_after};

const OPENED: [(&str, &str); 2] = [("sec-fetch-mode", "navigate"), ("accept", "text/html")];
const FORM: [(&str, &str); 2] =
    [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];

fn chooses(browser: &mut Browser) {
    browser.keeps_cookie("view", "list");
}

async fn opens(browser: &mut Browser, path: &str) -> Answer {
    browser.ask(Method::GET, path, &OPENED, Body::empty()).await
}

/// Presses what was a link.
async fn goes(browser: &mut Browser, to: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("press", &format!("GET {to}"))
        .finish();
    browser.post_raw("/p", body.into_bytes()).await
}

/// Where else than to the one address a page leads.
fn leads(page: &Answer) -> Vec<String> {
    let hrefs = ["a", "area"].into_iter().flat_map(|name| tags(&page.body, name));
    let hrefs = hrefs.filter_map(|tag| attribute(tag, "href"));
    let hrefs = hrefs.filter(|to| to.starts_with(['/', '?']) && to != "/p/");
    let forms = tags(&page.body, "form").filter(|form| !form.contains("method=\"dialog\""));
    let actions = forms.map(|form| attribute(form, "action").unwrap_or_default());
    let actions = actions.filter(|to| to != "/p");
    let own = all_after(&page.body, " formaction=\"").into_iter().map(str::to_owned);
    hrefs.chain(actions).chain(own).collect()
}

#[tokio::test]
async fn no_page_leads_anywhere_but_to_the_one_address() {
    let mut family = Family::agreed(41).await;
    let ids = Ids::of(&mut family).await;
    let stranger = family.world.browser();
    for mut reader in [family.ana, family.ben, stranger] {
        chooses(&mut reader);
        for route in routes().iter().filter(|route| !route.is_post() && route.pattern != "/leave") {
            let path = route.path(|name| ids.get(name));
            let page = goes(&mut reader, &path).await;
            assert_eq!(page.header("location"), None, "{path}");
            if page.header("content-type").is_none_or(|it| !it.contains("text/html")) {
                continue;
            }
            assert_eq!(leads(&page), Vec::<String>::new(), "{path}");
            assert!(page.shows("<title>Home list</title>"), "{path}: {}", page.body);
            assert!(!page.shows("Evenkeel"), "{path} tells its name: {}", page.body);
            assert_eq!(page.body.matches("<form id=\"go\"").count(), 1, "{path}");
            assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
        }
    }
}

#[tokio::test]
async fn every_other_address_leads_to_the_one() {
    let Family { world: _world, mut ana, .. } = Family::begun(42).await;
    chooses(&mut ana);
    for path in ["/", "/today", "/share/sort", "/settings", "/nothing", "/talk?ok=saved"] {
        let answer = opens(&mut ana, path).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/p"), "{path}");
    }
    let first = opens(&mut ana, "/p").await;
    assert!(first.shows("id=\"places\""), "{}", first.body);
    // What script fetches keeps its address, and only what it shows is changed.
    let part = [("hx-request", "true"), ("sec-fetch-mode", "same-origin")];
    let part = ana.ask(Method::GET, "/today?press=x&request=y", &part, Body::empty()).await;
    assert_eq!(part.status, StatusCode::OK);
    assert_eq!(leads(&part), Vec::<String>::new());
    // A link that somebody sent opens where it was sent to.
    let sent = opens(&mut ana, &format!("/sheet/{}", "5".repeat(64))).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert!(sent.shows("<title>Home list</title>"));
}

#[tokio::test]
async fn only_our_own_addresses_are_taken() {
    let Family { world, mut ana, .. } = Family::begun(43).await;
    chooses(&mut ana);
    let before = world.on_disk();
    for to in ["//evil.example/", "https://evil.example/", "/\\evil.example", "x", "", "/a\r\nb: c"]
    {
        let answer = goes(&mut ana, to).await;
        assert_eq!(answer.header("location"), None, "{to:?}");
        assert!(!answer.shows("evil"), "{to:?}: {}", answer.body);
    }
    let answer = goes(&mut ana, "/nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(world.on_disk(), before);
}

#[tokio::test]
async fn the_rules_of_other_requests_hold() {
    let Family { world, mut ana, .. } = Family::begun(44).await;
    chooses(&mut ana);
    let before = world.on_disk();
    let name = b"request=POST+%2Fchildren%2Fnames&key=0123456789abcdef0123456789abcdef&name=Ana";
    let elsewhere: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ];
    for headers in elsewhere {
        let headers = [&FORM[..1], headers].concat();
        for body in [&name[..], b"press=GET+%2Ftoday"] {
            let answer = ana.ask(Method::POST, "/p", &headers, body.to_vec()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
    }
    let host = [&FORM[..], &[("host", "evil.example")]].concat();
    let answer = ana.ask(Method::POST, "/p", &host, name.to_vec()).await;
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    let large = [&name[..], &vec![b'a'; 300 << 10]].concat();
    let answer = ana.ask(Method::POST, "/p", &FORM, large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.shows("<title>"), "{}", answer.body);
    let keyless = ana.post_raw("/p", b"request=POST+%2Fchildren%2Fnames&name=Ana".to_vec()).await;
    assert_eq!(keyless.status, StatusCode::BAD_REQUEST);
    assert_eq!(world.on_disk(), before);
    let mut stranger = world.browser();
    chooses(&mut stranger);
    let page = goes(&mut stranger, "/today").await;
    assert!(page.shows("Sign in") && !page.shows("id=\"places\""), "{}", page.body);
    // What was pressed happens, once, and what follows is shown in place.
    let page = ana.get("/children").await;
    let fields = format!("request=POST+%2Fchildren%2Fnames&key={}&name=Ana&other=", ana.key);
    assert_eq!(leads(&page), Vec::<String>::new());
    for _ in 0..2 {
        let done = ana.post_raw("/p", fields.clone().into_bytes()).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        assert!(done.shows("Saved."), "{}", done.body);
    }
}

#[tokio::test]
async fn a_device_chooses_for_itself_and_keeps_its_choice() {
    let world = World::new(45);
    let mut ana = world.browser();
    begin(&mut ana).await;
    let before = world.on_disk();
    let page = ana.post("/p", &[("to", "look")]).await;
    assert!(page.shows("Use the plain look here"), "{}", page.body);
    assert_eq!(page.header("set-cookie"), None);
    let on = ana.post("/p", &[("to", "look"), ("set", "on")]).await;
    assert_eq!((on.status, on.location()), (StatusCode::SEE_OTHER, "/p"));
    let cookie = on.header("set-cookie").unwrap_or_default();
    assert!(cookie.starts_with("view=list; Path=/; Max-Age=34560000; HttpOnly"), "{cookie}");
    assert!(opens(&mut ana, "/p").await.shows("<title>Home list</title>"));
    // Nothing of it is kept here, so there is nothing that anybody could read of it.
    assert_eq!(world.on_disk(), before);
    ana.get("/leave").await;
    assert_eq!(ana.cookie("view"), Some("list"), "leaving takes the session, not the look");
    let mut other = world.browser();
    assert!(opens(&mut other, "/").await.shows("<title>Evenkeel</title>"));
    let off = ana.post("/p", &[("to", "look"), ("set", "off")]).await;
    assert_eq!((off.status, off.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(ana.cookie("view"), None);
    assert!(opens(&mut ana, "/sign-in").await.shows("<title>Evenkeel</title>"));
}

#[tokio::test]
async fn its_way_out_ends_the_session_with_the_look_on_or_off() {
    for look in [true, false] {
        let Family { world: _world, mut ana, .. } = Family::begun(46).await;
        if look {
            chooses(&mut ana);
            let page = opens(&mut ana, "/p").await;
            let out: Vec<_> = page.links().into_iter().filter(|to| to.starts_with("/p")).collect();
            assert_eq!(out, ["/p/"], "{}", page.body);
        }
        let copied = ana.clone();
        let left = opens(&mut ana, "/p/").await;
        assert_eq!(left.location(), "https://www.wikipedia.org/");
        for mut reader in [ana, copied] {
            let page = goes(&mut reader, "/today").await;
            assert!(!page.shows("id=\"places\""), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn script_is_told_where_to_go_without_another_address() {
    let Family { world: _world, mut ana, .. } = Family::begun(47).await;
    sort_all(&mut ana, ["me", "me"]).await;
    let card = cards_of(&mut ana).await.pop().expect("a card");
    let path = format!("/share/sort/{card}");
    ana.get(&path).await;
    let by_script = [&FORM[..], &[("hx-request", "true"), ("sec-fetch-mode", "cors")]].concat();
    let fields = format!("key={}&notices=me&does=other&go=next", ana.key);
    let usual = ana.ask(Method::POST, &path, &by_script, fields.clone()).await;
    assert_eq!(usual.header("hx-redirect"), Some("/share/mine"), "{usual:?}");
    chooses(&mut ana);
    let answer = ana.ask(Method::POST, &path, &by_script, fields + "&request=x").await;
    assert_eq!(answer.header("hx-redirect"), None);
    assert_eq!(answer.header("hx-trigger"), Some(r#"{"go-to":{"to":"/share/mine"}}"#));
    assert_eq!(answer.header("hx-reswap"), Some("none"));
}

#[tokio::test]
async fn a_file_is_fetched_at_the_one_address() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(48).await;
    let time = "/talk/check-in/time";
    let weekly = [("day", "tuesday"), ("at", "20:15")];
    ana.visit_and_submit(time, time, &weekly).await;
    ben.visit_and_submit(time, &format!("{time}/confirmation"), &weekly).await;
    chooses(&mut ana);
    let file = goes(&mut ana, "/talk/check-in/calendar").await;
    assert_eq!(file.header("content-type"), Some("text/calendar; charset=utf-8"));
    assert!(file.body.starts_with("BEGIN:VCALENDAR"), "{}", file.body);
}
