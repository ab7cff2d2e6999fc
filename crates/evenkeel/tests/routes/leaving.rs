//! *Leave this page* is on every page of the router, whoever reads it, and is nothing but a link:
//! what follows it without script has left for good.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::list::{Ids, routes};
use crate::family::{Family, invite};
use crate::forms::{attribute, tags};
use crate::world::{Answer, Browser, all_after};

/// Everything that a reader is shown: by each address of the router, and in place at the one
/// neutral address.
async fn pages(reader: &mut Browser, ids: &Ids) -> Vec<(String, Answer)> {
    let mut pages = Vec::new();
    for route in routes().iter().filter(|route| !route.is_post() && route.pattern != "/leave") {
        let path = route.path(|name| ids.get(name));
        pages.push((path.clone(), reader.get(&path).await));
    }
    pages.push(("/nothing".to_owned(), reader.get("/nothing").await));
    let mut waiting = vec!["help".to_owned(), "me".to_owned()];
    let mut known: BTreeSet<_> = waiting.iter().cloned().collect();
    while let Some(to) = waiting.pop() {
        let page = reader.post("/p", &[("to", &to)]).await;
        for name in all_after(&page.body, " name=\"to\" value=\"") {
            if known.insert(name.to_owned()) {
                waiting.push(name.to_owned());
            }
        }
        pages.push((format!("/p {to}"), page));
    }
    pages
}

/// What is wrong with a page's way out.
fn fault(page: &Answer) -> Option<&'static str> {
    let (before, _) = page.body.split_once("<main")?;
    let link: Vec<_> = tags(before, "a")
        .filter(|tag| attribute(tag, "href").as_deref() == Some("/leave"))
        .collect();
    let [link] = link[..] else { return Some("it has no link to leave by, or several") };
    if !link.contains(" data-leave") {
        return Some("script does not know its link");
    }
    if link.contains(" target=") || link.contains(" hx-") {
        return Some("its link opens elsewhere, or in place");
    }
    None
}

#[tokio::test]
async fn every_page_has_the_way_out_whoever_reads_it() {
    let mut family = Family::agreed(24).await;
    let ids = Ids::of(&mut family).await;
    let mut invited = family.world.browser();
    let link = format!("/join/{}", ids.token);
    invited.visit_and_submit(&link, &link, &[("do", "keep"), ("text", "Mine")]).await;
    let stranger = family.world.browser();
    for mut reader in [family.ana, family.ben, invited, stranger] {
        let mut shown = 0;
        for (path, page) in pages(&mut reader, &ids).await {
            let is_page = page.header("content-type").is_some_and(|it| it.contains("text/html"));
            if !is_page || page.status.is_redirection() {
                continue;
            }
            assert!(page.shows("<main"), "{path}");
            assert_eq!(fault(&page), None, "{path}");
            shown += 1;
        }
        assert!(shown >= 10, "only {shown} pages were looked at");
    }
}

#[tokio::test]
async fn who_has_left_is_a_stranger_at_every_address() {
    let mut family = Family::agreed(25).await;
    let ids = Ids::of(&mut family).await;
    let Family { world, mut ana, .. } = family;
    let copied = ana.clone();
    let left = ana.get("/leave").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(left.location(), "https://www.wikipedia.org/");
    assert_eq!(left.header("cache-control"), Some("no-store"));
    assert!(left.body.is_empty(), "{}", left.body);
    assert_eq!(ana.cookie("evenkeel"), None);
    // The same cookie sent again, as by a page that somebody saved, opens nothing either.
    for mut reader in [ana, copied] {
        for (path, page) in pages(&mut reader, &ids).await {
            assert!(!page.shows("id=\"places\""), "{path} is a member's page");
            assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
            let to = page.header("location").unwrap_or("/sign-in");
            assert!(["/", "/sign-in"].contains(&to), "{path} leads to {to}");
        }
    }
    drop(world);
}

#[tokio::test]
async fn whoever_was_invited_leaves_too() {
    let Family { world: _world, mut ana, mut ben } = Family::begun(26).await;
    let link = invite(&mut ana, "Ana", "Ben").await;
    let kept = [("do", "keep"), ("text", "Between two shifts.")];
    ben.visit_and_submit(&link, &link, &kept).await;
    assert!(ben.get("/answer").await.shows("Between two shifts."));
    ben.get("/leave").await;
    assert!(!ben.get("/answer").await.shows("Between two shifts."));
}
