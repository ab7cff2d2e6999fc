//! The frame of every page.

use axum::http::StatusCode;

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
