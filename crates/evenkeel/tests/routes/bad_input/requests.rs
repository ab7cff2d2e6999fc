//! Requests that no form of ours sends: whatever comes, the answer is a page in words or the way
//! to one, and never a panic.

use axum::http::{Method, StatusCode};

use crate::family::Family;
use crate::routes::list::{Ids, Route, routes};

/// Addresses that take a form without a key: they change nothing that doing twice would double.
const WITHOUT_KEY: [&str; 4] = ["/sign-out", "/recover", "/p", "/children/cards/search"];

fn posts() -> Vec<Route> {
    routes().into_iter().filter(|route| route.is_post() && route.pattern != "/sign-out").collect()
}

const URLENCODED: &str = "application/x-www-form-urlencoded";

fn headers(kind: &str) -> [(&'static str, &str); 2] {
    [("content-type", kind), ("sec-fetch-site", "same-origin")]
}

#[tokio::test]
async fn a_form_without_its_key_does_nothing_and_says_so() {
    let mut family = Family::agreed(41).await;
    let ids = Ids::of(&mut family).await;
    let before = family.world.on_disk();
    for route in posts().iter().filter(|route| !WITHOUT_KEY.contains(&route.pattern.as_str())) {
        let path = route.path(|name| ids.get(name));
        if matches!(path.as_str(), "/begin" | "/who") || path.starts_with("/join/") {
            continue; // A member is sent on from there, whatever the form says.
        }
        for body in ["", "name=Ana&text=Hello&choice=keep", "key=&name=Ana", "KEY=1234"] {
            let answer = family.ana.ask(Method::POST, &path, &headers(URLENCODED), body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {body}: {}", answer.body);
            assert!(answer.shows("Please open the page again."), "{path}: {}", answer.body);
        }
        let other = [
            ("application/json", "{\"key\":\"1234\",\"name\":\"Ana\"}"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n1234\r\n--x--",
            ),
        ];
        for (kind, body) in other {
            let answer = family.ana.ask(Method::POST, &path, &headers(kind), body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {kind}");
        }
    }
    assert_eq!(family.world.on_disk(), before);
}

#[tokio::test]
async fn too_much_is_refused_before_anything_is_done() {
    let mut family = Family::agreed(42).await;
    let ids = Ids::of(&mut family).await;
    let before = family.world.on_disk();
    let many = format!("key=1234&{}", "card=x&".repeat(2_001));
    for route in posts() {
        let path = route.path(|name| ids.get(name));
        // The one form about every card is read further, to tell beside it what is too long.
        let most = if path == "/share/agreement" { 4 << 20 } else { 256 << 10 };
        let long = format!("key=1234&name={}", "a".repeat(most));
        for body in [&many, &long] {
            let length = body.len().to_string();
            for is_told in [true, false] {
                let mut headers = headers(URLENCODED).to_vec();
                if is_told {
                    headers.push(("content-length", &length));
                }
                let answer = family.ana.ask(Method::POST, &path, &headers, body.clone()).await;
                assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
                assert!(answer.shows("That is more than fits."), "{path}: {}", answer.body);
            }
        }
    }
    assert_eq!(family.world.on_disk(), before);
}

#[tokio::test]
async fn whatever_is_sent_nothing_breaks() {
    let mut family = Family::agreed(43).await;
    let ids = Ids::of(&mut family).await;
    let huge = "9".repeat(400);
    let values = [
        "",
        "%00",
        "%FF%FE",
        "%ED%A0%80",
        "%",
        "%zz",
        "+",
        "-1",
        "0",
        "1.5",
        &huge,
        "2026-02-30",
        "9999-12-31",
        "-9999-01-01",
        "0000-00-00",
        "10000-01-01",
        "2026-W01",
        "NaN",
        "%F0%9F%8C%8A",
        "%3Cscript%3E",
        "%E2%80%AEx",
        "..%2F..%2F",
        "%0D%0ASet-Cookie:%20a=b",
        "{{7*7}}",
        "55555555555555555555555555555555",
        &ids.card,
        &ids.child,
        "yes",
        "me",
        "not-possible",
    ];
    let names = field_names();
    let mut keys = 0;
    for route in posts().iter().filter(|route| route.pattern != "/settings/goodbye") {
        for value in values {
            for path in [route.path(|name| ids.get(name)), route.path(|_| "x".to_owned())] {
                keys += 1;
                let fields: String =
                    names.iter().flat_map(|name| ["&", name, "=", value]).collect();
                let body = format!("key={keys}{fields}{fields}");
                let answer = family.ana.ask(Method::POST, &path, &headers(URLENCODED), body).await;
                let status = answer.status;
                assert!(!status.is_server_error(), "{path} {value}: {}", answer.body);
                let is_page = answer.body.contains("<title>Evenkeel</title>");
                assert!(is_page || status == StatusCode::SEE_OTHER, "{path} {value}: {status}");
                assert!(!answer.body.contains("<script>"), "{path} {value}");
                let cookie = answer.header("set-cookie").unwrap_or_default();
                assert!(!cookie.contains("a=b"), "{path}: {cookie}");
                assert!(cookie.is_empty(), "{path} {value} changed who is signed in: {cookie}");
            }
        }
    }
}

#[tokio::test]
async fn whatever_is_asked_for_nothing_breaks() {
    let mut family = Family::agreed(44).await;
    let ids = Ids::of(&mut family).await;
    let questions = [
        "",
        "?",
        "?ok",
        "?ok=saved",
        "?ok=<b>",
        "?ok=a&ok=b",
        "?ok=%FF",
        "?find=%00",
        "?find=%FF",
        "?to=x",
        "?until=2026-02-30",
        "?until=99999999-01-01",
        "?until=-9999-01-01",
        "?until=9999-12-31",
        "?n=99999999999999999999",
        "?card=x",
        "?plan=-1",
        "?plan=x",
        "?at=-1",
        "?at=99999999999999999999",
        "?&&&=",
        "?%",
    ];
    for route in routes().iter().filter(|route| !route.is_post() && route.pattern != "/leave") {
        for question in questions {
            let path = format!(
                "{}{}",
                route.path(|name| ids.get(name)),
                question.replace('<', "%3C").replace('>', "%3E")
            );
            let answer = family.ana.get(&path).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.body);
            let is_page = answer.body.contains("<title>Evenkeel</title>");
            assert!(is_page || answer.status == StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        }
    }
}

/// Every name that a form field has anywhere.
fn field_names() -> Vec<String> {
    let mut names: Vec<String> = crate::words::sources("html")
        .iter()
        .flat_map(|text| {
            let plain = text.split(" name=\"").skip(1);
            let called = text.split("(page, form, \"").skip(1);
            plain
                .chain(called)
                .filter_map(|rest| rest.split_once('"'))
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|name| name != "key" && name != "viewport" && !name.contains('{'))
        .collect();
    names.sort();
    names.dedup();
    assert!(names.len() > 30, "{names:?}");
    names
}
