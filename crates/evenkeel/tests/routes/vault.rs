//! Where private pages are kept: one's own, as they came, and nothing that could be read.

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use journal::VAULT_BYTES_MAX;

use crate::family::Family;
use crate::world::{Answer, Browser, attribute_after};

const AT: &str = "/p/kept";
const NONE: &str = r#"{"version":0,"files":null}"#;

fn files(pages: &str) -> String {
    let file = |text: &str| BASE64_STANDARD.encode(format!("age-encryption.org/v1\n{text}"));
    let (lock, pages) = (file("lock"), file(pages));
    format!(r#"{{"passphrase":"{lock}","recovery":null,"passkey":null,"pages":"{pages}"}}"#)
}

async fn put(browser: &mut Browser, body: &str) -> Answer {
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    browser.ask(Method::PUT, AT, &headers, body.to_owned()).await
}

async fn save(browser: &mut Browser, expected: u32, files: &str) -> Answer {
    put(browser, &format!(r#"{{"expected":{expected},"files":{files}}}"#)).await
}

#[tokio::test]
async fn each_keeps_their_own_and_of_two_devices_one_is_first() {
    let Family { mut ana, mut ben, .. } = Family::joined(1).await;
    assert_eq!(ana.get(AT).await.body, NONE);
    let first = save(&mut ana, 0, &files("first")).await;
    assert_eq!((first.status, first.body.as_str()), (StatusCode::OK, r#"{"version":1}"#));
    assert_eq!(save(&mut ana, 0, &files("late")).await.status, StatusCode::CONFLICT);
    assert_eq!(save(&mut ana, 1, &files("second")).await.body, r#"{"version":2}"#);
    let kept = ana.get(AT).await;
    assert_eq!(kept.body, format!(r#"{{"version":2,"files":{}}}"#, files("second")));
    assert_eq!(kept.header("cache-control"), Some("no-store"));
    assert_eq!(ben.get(AT).await.body, NONE, "of the other's pages nothing shows");
    assert_eq!(save(&mut ana, 2, "null").await.body, r#"{"version":3}"#);
    assert_eq!(ana.get(AT).await.body, r#"{"version":3,"files":null}"#);
}

#[tokio::test]
async fn whoever_is_not_signed_in_reads_and_keeps_nothing() {
    let Family { world, mut ana, .. } = Family::begun(1).await;
    save(&mut ana, 0, &files("mine")).await;
    let mut stranger = world.browser();
    assert_eq!(stranger.get(AT).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(save(&mut stranger, 0, &files("mine")).await.status, StatusCode::UNAUTHORIZED);
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "cross-site")];
    let foreign = ana.ask(Method::PUT, AT, &headers, r#"{"expected":1,"files":null}"#).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(ana.get(AT).await.body.starts_with(r#"{"version":1,"files":{"#));
}

#[tokio::test]
async fn what_is_no_encrypted_file_is_refused_and_nothing_is_lost() {
    let Family { mut ana, .. } = Family::begun(1).await;
    save(&mut ana, 0, &files("mine")).await;
    let fine = files("next");
    let readable = BASE64_STANDARD.encode("I hoped that we would");
    for body in [
        String::new(),
        "{}".to_owned(),
        "null".to_owned(),
        "[[[[".to_owned(),
        format!(r#"{{"expected":-1,"files":{fine}}}"#),
        format!(r#"{{"expected":1.5,"files":{fine}}}"#),
        format!(r#"{{"expected":4294967296,"files":{fine}}}"#),
        format!(r#"{{"expected":1,"files":{fine},"more":1}}"#),
        format!(r#"{{"files":{fine}}}"#),
        r#"{"expected":1,"files":{}}"#.to_owned(),
        r#"{"expected":1,"files":"x"}"#.to_owned(),
        format!(r#"{{"expected":1,"files":{}}}"#, fine.replace("passkey", "title")),
        format!(r#"{{"expected":1,"files":{}}}"#, fine.replace("null", "\"x\"")),
        format!(r#"{{"expected":1,"files":{}}}"#, fine.replace("null", &format!("{readable:?}"))),
    ] {
        assert_eq!(put(&mut ana, &body).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    let long = files(&"x".repeat(VAULT_BYTES_MAX));
    assert_eq!(save(&mut ana, 1, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(ana.get(AT).await.body, format!(r#"{{"version":1,"files":{}}}"#, files("mine")));
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
