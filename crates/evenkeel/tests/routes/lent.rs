//! Pages of *Just me* that a counsellor reads by a link: the server keeps a locked file, for some
//! days, and nobody else learns of it.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use journal::{LENT_BYTES_MAX, LENT_MAX};
use serde_json::{Value, json};

use super::canary::Log;
use super::vault::{save, whose};
use crate::family::Family;
use crate::world::{Answer, Browser};

const AT: &str = "/p/lent";
const FILE: &str = "age-encryption.org/v1\n-> X25519 …";

async fn put(browser: &mut Browser, body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    browser.ask(Method::PUT, AT, &headers, body.to_string()).await
}

fn token(digit: &str) -> String {
    digit.repeat(64)
}

/// What a page sends to lend a file.
async fn lending(browser: &mut Browser, digit: &str, days: u16) -> Value {
    let file = BASE64_STANDARD.encode(FILE);
    json!({ "who": whose(browser).await, "token": token(digit), "days": days, "file": file })
}

async fn lend(browser: &mut Browser, digit: &str, days: u16) -> StatusCode {
    let body = lending(browser, digit, days).await;
    put(browser, &body).await.status
}

async fn take_back(browser: &mut Browser, digit: &str) -> StatusCode {
    let body = json!({ "who": whose(browser).await, "token": token(digit), "days": 0,
        "file": null });
    put(browser, &body).await.status
}

fn links(digit: &str) -> [String; 2] {
    let page = format!("/session/{}", token(digit));
    [page.clone(), format!("{page}/pages")]
}

#[tokio::test]
async fn a_link_hands_out_the_locked_file_in_its_days() {
    let Family { world, mut ana, .. } = Family::joined(1).await;
    let mut reader = world.browser();
    let nothing = reader.get(&links("5")[0]).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(lend(&mut ana, "7", 2).await, StatusCode::NO_CONTENT);
    let log = Log::default();
    let _logging = log.listens();
    let quiet = log.heard();
    let [page, file] = links("7");
    for day in 0..3 {
        let before = world.on_disk();
        let (read, got) = (reader.get(&page).await, reader.get(&file).await);
        if day < 2 {
            assert_eq!((read.status, got.status), (StatusCode::OK, StatusCode::OK), "day {day}");
            assert!(read.shows("needs script") && !read.shows("Ana"), "{}", read.body);
            assert_eq!(got.body, FILE);
            assert_eq!(got.header("content-type"), Some("application/octet-stream"));
            for answer in [&read, &got] {
                assert_eq!(answer.header("cache-control"), Some("no-store"));
                assert!(answer.header("set-cookie").is_none());
            }
            assert_eq!(ana.get(&page).await.body, read.body, "the same for whoever reads");
        } else {
            assert!(read == nothing && got == nothing, "over: {}", read.body);
        }
        for guessed in links("6") {
            assert!(reader.get(&guessed).await == nothing, "guessed");
        }
        assert!(world.on_disk() == before, "reading writes nothing");
        world.pass_days(1);
    }
    assert!(log.heard() == quiet, "nor is it logged");
    for token in ["", "x", "%F0%9F%8C%8A", &"5".repeat(63), &"A".repeat(64), &"g".repeat(64)] {
        for method in [Method::GET, Method::HEAD] {
            for path in [format!("/session/{token}"), format!("/session/{token}/pages")] {
                let answer = reader.ask(method.clone(), &path, &[], Body::empty()).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    }
}

#[tokio::test]
async fn only_who_lent_it_takes_it_back_and_nobody_is_told() {
    let Family { world, mut ana, mut ben, .. } = Family::joined(2).await;
    let mut reader = world.browser();
    let nothing = reader.get(&links("5")[0]).await;
    assert_eq!(lend(&mut ana, "7", 14).await, StatusCode::NO_CONTENT);
    assert_eq!(lend(&mut ben, "7", 14).await, StatusCode::CONFLICT, "nothing is put over it");
    for digit in ["7", "8"] {
        assert_eq!(take_back(&mut ben, digit).await, StatusCode::NO_CONTENT, "his or not");
    }
    assert_eq!(reader.get(&links("7")[1]).await.body, FILE);
    for _ in 0..2 {
        assert_eq!(take_back(&mut ana, "7").await, StatusCode::NO_CONTENT);
        for path in links("7") {
            assert!(reader.get(&path).await == nothing);
        }
    }
    let mut stranger = world.browser();
    let mut body = lending(&mut ana, "9", 1).await;
    assert_eq!(put(&mut stranger, &body).await.status, StatusCode::UNAUTHORIZED);
    // Ana's page is still open while Ben has signed in on the same browser.
    assert_eq!(put(&mut ben, &body).await.status, StatusCode::UNAUTHORIZED);
    body["file"] = Value::Null;
    assert_eq!(put(&mut ben, &body).await.status, StatusCode::UNAUTHORIZED);
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "cross-site")];
    let foreign = ana.ask(Method::PUT, AT, &headers, body.to_string()).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_not_locked_or_too_much_is_refused() {
    let Family { mut ana, .. } = Family::begun(3).await;
    let fine = lending(&mut ana, "7", 1).await;
    for (field, value) in [
        ("file", json!(BASE64_STANDARD.encode("I hoped that we would"))),
        ("file", json!(FILE)),
        ("file", json!("")),
        ("file", json!(1)),
        ("token", json!("7")),
        ("token", json!("A".repeat(64))),
        ("days", json!(0)),
        ("days", json!(31)),
        ("days", json!(-1)),
        ("days", json!(70_000)),
        ("who", json!(1)),
        ("more", json!(1)),
    ] {
        let mut body = fine.clone();
        body[field] = value;
        let answer = put(&mut ana, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", body[field]);
    }
    let mut long = fine.clone();
    long["file"] = json!(BASE64_STANDARD.encode(FILE.to_owned() + &"x".repeat(LENT_BYTES_MAX)));
    assert_eq!(put(&mut ana, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for nth in 0..LENT_MAX {
        let mut body = fine.clone();
        body["token"] = json!(format!("{nth:064}"));
        assert_eq!(put(&mut ana, &body).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(put(&mut ana, &fine).await.status, StatusCode::CONFLICT, "enough of them");
    assert_eq!(take_back(&mut ana, "0").await, StatusCode::NO_CONTENT);
    assert_eq!(put(&mut ana, &fine).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn with_the_pages_thrown_away_go_their_links() {
    let Family { world, mut ana, mut ben, .. } = Family::joined(4).await;
    for (browser, digit) in [(&mut ana, "7"), (&mut ben, "8")] {
        assert_eq!(lend(browser, digit, 14).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(save(&mut ana, 0, "null").await.status, StatusCode::OK);
    let mut reader = world.browser();
    assert_eq!(reader.get(&links("7")[0]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reader.get(&links("8")[0]).await.status, StatusCode::OK);
}
