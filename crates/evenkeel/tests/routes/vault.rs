//! Where private pages are kept: one's own, as they came, and nothing that could be read.

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use journal::VAULT_BYTES_MAX;
use serde_json::{Value, json};

use super::identity::{PASSWORD, keep};
use crate::family::Family;
use crate::world::{Answer, Browser, attribute_after};

const AT: &str = "/p/kept";

fn files(pages: &str) -> String {
    let file = |text: &str| BASE64_STANDARD.encode(format!("age-encryption.org/v1\n{text}"));
    let (lock, pages) = (file("lock"), file(pages));
    format!(r#"{{"passphrase":"{lock}","recovery":null,"passkey":null,"pages":"{pages}"}}"#)
}

async fn put(browser: &mut Browser, body: &str) -> Answer {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    browser.ask(Method::PUT, AT, &headers, body.to_owned()).await
}

/// Whose pages this browser's page says it opens.
pub async fn whose(browser: &mut Browser) -> String {
    let page = browser.post_raw("/p", b"to=me".to_vec()).await.body;
    attribute_after(&page, "data-who=\"").unwrap_or("nobody").to_owned()
}

pub async fn save(browser: &mut Browser, expected: u32, files: &str) -> Answer {
    let who = whose(browser).await;
    save_as(browser, &who, expected, files).await
}

async fn save_as(browser: &mut Browser, who: &str, expected: u32, files: &str) -> Answer {
    put(browser, &format!(r#"{{"who":"{who}","expected":{expected},"files":{files}}}"#)).await
}

/// What `browser` is told is kept.
async fn kept(browser: &mut Browser) -> Value {
    let mut kept: Value = serde_json::from_str(&browser.get(AT).await.body).expect("JSON");
    let who = kept.as_object_mut().and_then(|kept| kept.remove("who")).expect("whose it is");
    assert_eq!(who, whose(browser).await);
    kept
}

fn at(version: u32, files: &str) -> Value {
    json!({ "version": version, "files": serde_json::from_str::<Value>(files).expect("JSON") })
}

#[tokio::test]
async fn each_keeps_their_own_and_of_two_devices_one_is_first() {
    let Family { mut ana, mut ben, .. } = Family::joined(1).await;
    assert_eq!(kept(&mut ana).await, at(0, "null"));
    let first = save(&mut ana, 0, &files("first")).await;
    assert_eq!((first.status, first.body.as_str()), (StatusCode::OK, r#"{"version":1}"#));
    assert_eq!(save(&mut ana, 0, &files("late")).await.status, StatusCode::CONFLICT);
    assert_eq!(save(&mut ana, 1, &files("second")).await.body, r#"{"version":2}"#);
    assert_eq!(kept(&mut ana).await, at(2, &files("second")));
    assert_eq!(ana.get(AT).await.header("cache-control"), Some("no-store"));
    assert_eq!(kept(&mut ben).await, at(0, "null"), "of the other's pages nothing shows");
    assert_eq!(save(&mut ana, 2, "null").await.body, r#"{"version":3}"#);
    assert_eq!(kept(&mut ana).await, at(3, "null"));
}

#[tokio::test]
async fn a_page_that_another_member_opened_keeps_nothing_in_ones_own_place() {
    let Family { mut ana, mut ben, .. } = Family::joined(1).await;
    let anas = whose(&mut ana).await;
    save(&mut ben, 0, &files("ben's")).await;
    // Ana's page is still open while Ben has signed in on the same browser.
    for (expected, theirs) in [(0, files("ana's")), (1, files("ana's")), (1, "null".to_owned())] {
        let answer = save_as(&mut ben, &anas, expected, &theirs).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{theirs}");
    }
    assert_eq!(kept(&mut ben).await, at(1, &files("ben's")));
}

#[tokio::test]
async fn what_is_thrown_away_needs_what_its_writer_signs_in_by() {
    let Family { mut ana, .. } = Family::joined(1).await;
    keep(&mut ana, "ana").await;
    save(&mut ana, 0, &files("mine")).await;
    let who = whose(&mut ana).await;
    let away = |proof: &str| {
        json!({ "who": who, "expected": 1, "files": null, "proof": proof }).to_string()
    };
    for wrong in ["", "another four words", &"x".repeat(5000)] {
        let answer = put(&mut ana, &away(wrong)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wrong:?}");
    }
    assert_eq!(kept(&mut ana).await, at(1, &files("mine")));
    let mut answers = Vec::new();
    for _ in 0..12 {
        answers.push(put(&mut ana, &away("another four words")).await.status);
    }
    assert_eq!(answers.last(), Some(&StatusCode::TOO_MANY_REQUESTS), "guesses wait");
    assert_eq!(put(&mut ana, &away(PASSWORD)).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(save(&mut ana, 1, &files("still")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_thrown_away_with_a_proof_is_gone() {
    let Family { mut ana, .. } = Family::joined(1).await;
    keep(&mut ana, "ana").await;
    save(&mut ana, 0, &files("mine")).await;
    let away = json!({ "who": whose(&mut ana).await, "expected": 1, "files": null,
        "proof": PASSWORD });
    assert_eq!(put(&mut ana, &away.to_string()).await.status, StatusCode::OK);
    assert_eq!(kept(&mut ana).await, at(2, "null"));
}

#[tokio::test]
async fn whoever_is_not_signed_in_reads_and_keeps_nothing() {
    let Family { world, mut ana, .. } = Family::begun(1).await;
    save(&mut ana, 0, &files("mine")).await;
    let who = whose(&mut ana).await;
    let mut stranger = world.browser();
    assert_eq!(stranger.get(AT).await.status, StatusCode::UNAUTHORIZED);
    let answer = save_as(&mut stranger, &who, 0, &files("mine")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "cross-site")];
    let away = format!(r#"{{"who":"{who}","expected":1,"files":null}}"#);
    let foreign = ana.ask(Method::PUT, AT, &headers, away).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert_eq!(kept(&mut ana).await, at(1, &files("mine")));
}

#[tokio::test]
async fn what_is_no_encrypted_file_is_refused_and_nothing_is_lost() {
    let Family { mut ana, .. } = Family::begun(1).await;
    save(&mut ana, 0, &files("mine")).await;
    let fine = files("next");
    let readable = BASE64_STANDARD.encode("I hoped that we would");
    let me = format!(r#""who":"{}""#, whose(&mut ana).await);
    for body in [
        String::new(),
        "{}".to_owned(),
        "null".to_owned(),
        "[[[[".to_owned(),
        format!(r#"{{{me},"expected":-1,"files":{fine}}}"#),
        format!(r#"{{{me},"expected":1.5,"files":{fine}}}"#),
        format!(r#"{{{me},"expected":4294967296,"files":{fine}}}"#),
        format!(r#"{{{me},"expected":1,"files":{fine},"more":1}}"#),
        format!(r#"{{{me},"files":{fine}}}"#),
        format!(r#"{{"expected":1,"files":{fine}}}"#),
        format!(r#"{{"who":1,"expected":1,"files":{fine}}}"#),
        format!(r#"{{{me},"expected":1,"files":null,"proof":1}}"#),
        format!(r#"{{{me},"expected":1,"files":{{}}}}"#),
        format!(r#"{{{me},"expected":1,"files":"x"}}"#),
        format!(r#"{{{me},"expected":1,"files":{}}}"#, fine.replace("passkey", "title")),
        format!(r#"{{{me},"expected":1,"files":{}}}"#, fine.replace("null", "\"x\"")),
        format!(
            r#"{{{me},"expected":1,"files":{}}}"#,
            fine.replace("null", &format!("{readable:?}"))
        ),
    ] {
        assert_eq!(put(&mut ana, &body).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    let long = files(&"x".repeat(VAULT_BYTES_MAX));
    assert_eq!(save(&mut ana, 1, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(kept(&mut ana).await, at(1, &files("mine")));
}

#[tokio::test]
async fn the_page_for_no_internet_shows_nothing_of_anybody() {
    let Family { world, mut ana, mut ben, .. } = Family::joined(1).await;
    let [shell, worker] = ["/p/shell", "/p/worker"];
    let stranger = world.browser().get(shell).await;
    assert_eq!(stranger.status, StatusCode::OK);
    assert_eq!(stranger.header("set-cookie"), None);
    for reader in [&mut ana, &mut ben] {
        assert_eq!(reader.get(shell).await.body, stranger.body);
    }
    let worker = world.browser().get(worker).await;
    assert_eq!(worker.header("service-worker-allowed"), Some("/p"));
    assert!(worker.header("content-type").is_some_and(|kind| kind.starts_with("text/javascript")));
}

#[tokio::test]
async fn the_page_is_the_same_for_two_members_but_for_whose_it_is() {
    let Family { mut ana, mut ben, .. } = Family::joined(1).await;
    let mut pages = Vec::new();
    for reader in [&mut ana, &mut ben] {
        let page = reader.post_raw("/p", b"to=me".to_vec()).await.body;
        let whose = attribute_after(&page, "data-who=\"").expect("whose it is").to_owned();
        pages.push((page.replace(&whose, ""), whose));
    }
    assert_eq!(pages[0].0, pages[1].0);
    assert_ne!(pages[0].1, pages[1].1);
}
