//! The division while many are reckoned at once.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, mpsc};
use std::task::Poll;

use axum::http::StatusCode;
use evenkeel::app::{WAITING_MAX, cores};

use crate::family::Family;

#[tokio::test]
async fn who_comes_to_a_full_queue_is_told_one_moment_and_then_sees_it() {
    let Family { world, mut ana, .. } = Family::opened(111).await;
    let mut alone = world.browser();
    crate::family::begin(&mut alone).await;
    crate::family::sort_all(&mut alone, ["me", "me"]).await;
    let paths = ["/share/division", "/share/agreement/new?from=division"];
    let (open, door) = mpsc::channel::<()>();
    let door = Arc::new(Mutex::new(door));
    let mut waiting = Vec::new();
    for _ in 0..WAITING_MAX + cores() {
        let (app, door) = (Arc::clone(&world.app), Arc::clone(&door));
        let mut work = Box::pin(async move {
            let closed = move || door.lock().map(|door| door.recv()).is_ok();
            app.reckoning.take(closed).await
        });
        poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await;
        waiting.push(work);
    }
    for path in paths {
        let told = ana.get(path).await;
        assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(told.header("retry-after"), Some("3"));
        assert!(told.shows("One moment") && told.shows("Nothing was lost."), "{}", told.body);
        assert!(told.links().iter().any(|link| link.starts_with(path)), "{:?}", told.links());
    }
    for path in ["/share/division", "/share/division/draft"] {
        let told = alone.get(path).await;
        assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(told.links().contains(&path.to_owned()), "{:?}", told.links());
    }
    // Nobody waits for those who reckon: the rest of the program answers, and takes what is told.
    assert_eq!(ana.get("/today").await.status, StatusCode::OK);
    let child = [("nickname", "Mo"), ("month", "5"), ("year", "2021"), ("lives", "here")];
    let child = [child.as_slice(), &[("decides", "else")]].concat();
    ana.visit_and_submit("/children/new", "/children", &child).await;
    drop(open);
    for work in waiting {
        assert_eq!(work.await, Ok(true));
    }
    for path in paths {
        assert_eq!(ana.get(path).await.status, StatusCode::OK);
    }
    assert_eq!(alone.get("/share/division").await.status, StatusCode::OK);
}
