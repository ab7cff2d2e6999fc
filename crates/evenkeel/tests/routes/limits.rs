//! As much as there may be, and one more: clear words, nothing lost.

use axum::http::StatusCode;

use crate::family::begin;
use crate::world::{Answer, Browser, World};

/// As many cards as a table holds.
const CARDS: usize = 300;
const AT_ONCE: usize = 60;

async fn add_card(browser: &mut Browser, name: &str) -> Answer {
    browser.get("/children/cards").await;
    browser.post("/children/cards/own", &[("name", name), ("minutes", "5")]).await
}

/// The form of every card, with a standard of so many letters on each.
async fn write(browser: &mut Browser, letters: usize) -> Answer {
    let page = browser.get("/share/agreement/new").await;
    let mut fields = page.forms_to("/share/agreement").remove(0).fields;
    fields.retain(|(name, _)| name != "key");
    for (name, value) in &mut fields {
        if name.starts_with("standard-") {
            *value = "w".repeat(letters);
        } else if name.starts_with("owner-") {
            "open".clone_into(value);
        }
    }
    assert_eq!(fields.iter().filter(|(name, _)| name.starts_with("owner-")).count(), CARDS);
    let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post("/share/agreement", &fields).await
}

#[tokio::test]
async fn an_agreement_about_every_card_fits_or_says_what_does_not() {
    let world = World::new(121);
    let mut ana = world.browser();
    begin(&mut ana).await;
    let mut cards = 0;
    while add_card(&mut ana, &format!("Card {cards}")).await.status == StatusCode::SEE_OTHER {
        cards += 1;
    }
    for letters in [900, 4_000] {
        let before = world.on_disk();
        let told = write(&mut ana, letters).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{letters}");
        assert!(told.shows("id=\"cards-error\">All of what “done” means is longer"));
        assert!(told.shows("href=\"#cards\""));
        assert_eq!(told.body.matches(&"w".repeat(letters)).count() % CARDS, 0, "nothing is lost");
        assert!(told.shows(&"w".repeat(letters)));
        assert_eq!(world.on_disk(), before);
    }
    let too_long = write(&mut ana, 4_001).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.shows("This is longer than 4000 characters.") || too_long.shows("4,000"));
    // 300 times 873 letters are just within it.
    let kept = write(&mut ana, 873).await;
    assert_eq!(kept.location(), "/share/agreement?ok=saved", "{}", kept.status);
    assert_eq!(ana.get("/share/agreement").await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_writes_faster_than_a_hand_is_told_to_wait_a_moment_and_loses_nothing() {
    let world = World::limited(122);
    let (mut ana, mut cleo) = (world.browser(), world.browser());
    begin(&mut ana).await;
    begin(&mut cleo).await;
    let mut kept = 0;
    let told = loop {
        let answer = add_card(&mut ana, &format!("Card {kept}")).await;
        if answer.status != StatusCode::SEE_OTHER {
            break answer;
        }
        kept += 1;
    };
    assert!((AT_ONCE - 1..=AT_ONCE).contains(&kept), "{kept}");
    assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(told.shows("Nothing was lost"), "{}", told.body);
    // Reading goes on, and so does everybody else.
    assert_eq!(ana.get("/today").await.status, StatusCode::OK);
    assert_eq!(add_card(&mut cleo, "Hers").await.status, StatusCode::SEE_OTHER);
    // What was sent is in the page, and is sent again from it.
    let again = told.forms_to("/children/cards/own").remove(0);
    assert_eq!(again.value("name"), Some(format!("Card {kept}").as_str()));
    let fields: Vec<_> = again.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let key = again.value("key").expect("its key").to_owned();
    let fields: Vec<_> = fields.into_iter().filter(|(name, _)| *name != "key").collect();
    let early = ana.post_with_key("/children/cards/own", &key, &fields).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    world.pass_minutes(1);
    let late = ana.post_with_key("/children/cards/own", &key, &fields).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
    // A press that happened before is answered as it was, however many there were since.
    for n in 0..AT_ONCE {
        add_card(&mut ana, &format!("More {n}")).await;
    }
    let twice = ana.post_with_key("/children/cards/own", &key, &fields).await;
    assert_eq!(twice, late);
}

#[tokio::test]
async fn a_password_that_was_sent_too_fast_does_not_come_back() {
    let world = World::limited(123);
    let mut ana = world.browser();
    begin(&mut ana).await;
    while add_card(&mut ana, "Card").await.status == StatusCode::SEE_OTHER {}
    ana.get("/settings/sign-in").await;
    let fields = [("name", "ana"), ("password", "four words are a lot")];
    let told = ana.post("/settings/sign-in", &fields).await;
    assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(told.shows("never sent back") && !told.shows("four words"), "{}", told.body);
}
