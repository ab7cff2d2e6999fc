//! Which cards are on the table: found with no word of it in an address, and chosen by two at once.

use axum::http::StatusCode;

use crate::family::Family;
use crate::world::{Answer, Browser};

const PAGE: &str = "/children/cards";
const SEARCH: &str = "/children/cards/search";

/// The list's form, as a browser would send it, with some ticks turned over.
fn turned(page: &Answer, values: &[&str]) -> Vec<(String, String)> {
    let mut fields = page.forms_to(PAGE).remove(0).fields;
    fields.retain(|(name, _)| name != "key" && name != "find");
    for value in values {
        let ticked = ("card".to_owned(), (*value).to_owned());
        match fields.iter().position(|field| *field == ticked) {
            Some(at) => {
                fields.remove(at);
            }
            None => fields.push(ticked),
        }
    }
    fields
}

async fn post(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    browser.post(path, &fields.collect::<Vec<_>>()).await
}

fn ticked(page: &Answer) -> Vec<String> {
    let fields = page.forms_to(PAGE).remove(0).fields.into_iter();
    let mut ticked: Vec<_> =
        fields.filter(|(name, _)| name == "card").map(|(_, value)| value).collect();
    ticked.sort();
    ticked
}

#[tokio::test]
async fn two_who_choose_at_once_undo_nothing_of_each_other() {
    let Family { mut ana, mut ben, .. } = Family::heard(101).await;
    let (anas, bens) = (ana.get(PAGE).await, ben.get(PAGE).await);
    assert!(ticked(&bens).contains(&"feed-shop".to_owned()));
    let bens_choice = turned(&bens, &["feed-shop", "feed-staples"]);
    assert_eq!(post(&mut ben, PAGE, &bens_choice).await.status, StatusCode::SEE_OTHER);
    let anas_choice = turned(&anas, &["wash-sizes", "feed-kitchen-reset"]);
    assert_eq!(post(&mut ana, PAGE, &anas_choice).await.status, StatusCode::SEE_OTHER);
    let now = ticked(&ana.get(PAGE).await);
    for (value, is_there) in [
        ("feed-staples", true),
        ("feed-kitchen-reset", true),
        ("feed-shop", false),
        ("wash-sizes", false),
        ("plan-calendar", true),
    ] {
        assert_eq!(now.contains(&value.to_owned()), is_there, "{value}: {now:?}");
    }
    assert_eq!(ticked(&ben.get(PAGE).await), now);
}

#[tokio::test]
async fn a_search_stands_in_no_address_changes_nothing_and_keeps_every_tick() {
    let Family { world, mut ana, .. } = Family::begun(102).await;
    let page = ana.get(PAGE).await;
    assert!(!page.body.contains("method=\"get\""));
    let mut fields = turned(&page, &["feed-shop", "feed-staples"]);
    let chosen: Vec<_> = fields.iter().filter(|(name, _)| name == "card").collect();
    let mut chosen: Vec<_> = chosen.into_iter().map(|(_, value)| value.clone()).collect();
    chosen.sort();
    fields.push(("find".to_owned(), "Shop".to_owned()));
    let before = world.on_disk();
    let found = post(&mut ana, SEARCH, &fields).await;
    assert_eq!(found.status, StatusCode::OK);
    assert_eq!(found.header("location"), None);
    assert_eq!(world.on_disk(), before);
    assert!(found.shows("value=\"Shop\""), "{}", found.body);
    assert!(found.body.matches("type=\"checkbox\"").count() < 20);
    assert_eq!(ticked(&found), chosen);
    // Found, then all of them again, then kept: as if nothing had been searched.
    let all = turned(&found, &[]);
    let all = post(&mut ana, SEARCH, &all).await;
    assert_eq!(ticked(&all), chosen);
    let kept = turned(&all, &[]);
    assert_eq!(post(&mut ana, PAGE, &kept).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ticked(&ana.get(PAGE).await), chosen);
}

#[tokio::test]
async fn a_search_of_anything_finds_or_says_that_it_did_not() {
    let Family { mut ana, .. } = Family::begun(103).await;
    let long = "x".repeat(5_000);
    for find in ["<b>\"'&", "zzz", "\u{0}", "🌊", &long, "%"] {
        let fields = [("find", find), ("card", "no-such"), ("shown", "x:y")];
        let found = ana.post(SEARCH, &fields).await;
        assert_eq!(found.status, StatusCode::OK, "{find:?}");
        assert!(found.shows("No card has this in its name."), "{find:?}");
    }
}

#[tokio::test]
async fn more_than_fit_is_said_on_the_list_with_every_tick() {
    let Family { mut ana, .. } = Family::begun(104).await;
    let page = ana.get(PAGE).await;
    let mut fields = turned(&page, &[]);
    fields.extend((0..301).map(|_| ("card".to_owned(), "feed-staples".to_owned())));
    let told = post(&mut ana, PAGE, &fields).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.shows("id=\"find-error\">There are 300 cards"), "{}", told.body);
    assert!(ticked(&told).contains(&"feed-staples".to_owned()));
}
