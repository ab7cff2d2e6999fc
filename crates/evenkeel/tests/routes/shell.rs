//! The frame of every page.

use axum::http::StatusCode;

use crate::family::begin;
use crate::world::World;

#[tokio::test]
async fn a_stranger_meets_the_first_question() {
    let world = World::new(1);
    let answer = world.browser().get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.shows("How are you today?"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn what_is_not_there_answers_with_a_page() {
    let world = World::new(1);
    let answer = world.browser().get("/nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.shows("There is nothing here"));
}

#[tokio::test]
async fn an_address_that_cannot_be_read_answers_like_one_that_is_not_there() {
    let world = World::new(1);
    let absent = world.browser().get("/nothing").await;
    for path in ["/not-now?until=soon", "/not-now", "/begin", "/question?ok=%FF%FE&ok", "/who?a=%"]
    {
        let answer = world.browser().get(path).await;
        assert!(answer == absent || answer.status != StatusCode::BAD_REQUEST, "{path}");
        assert!(!answer.body.is_empty() || !answer.location().is_empty(), "{path}");
    }
    assert_eq!(world.browser().get("/not-now?until=soon").await.body, absent.body);
    assert_eq!(world.browser().get("/begin").await.body, absent.body);
}

#[tokio::test]
async fn keys_that_are_off_are_off_on_every_page() {
    const OFF: &str = " data-keys=\"off\"";
    const LIST: &str = "id=\"keys-help\"";
    let world = World::new(1);
    let mut ana = world.browser();
    begin(&mut ana).await;
    let pages = ["/today", "/share/sort", "/settings/keys"];
    for path in pages {
        let page = ana.get(path).await.body;
        assert!(!page.contains(OFF) && page.contains(LIST), "{path}");
    }
    ana.visit_and_submit("/settings/keys", "/settings/keys", &[("keys", "off")]).await;
    // What is set elsewhere leaves them as they are.
    let place = [("family-zone", "Europe/Vienna")];
    ana.visit_and_submit("/settings/place", "/settings/place", &place).await;
    for path in pages {
        let page = ana.get(path).await.body;
        assert!(page.contains(OFF) && !page.contains(LIST), "{path}");
    }
    ana.visit_and_submit("/settings/keys", "/settings/keys", &[("keys", "on")]).await;
    assert!(!ana.get("/today").await.body.contains(OFF));
}
