//! A card's page: its owner's way, and presses that came too late.

use axum::http::StatusCode;

use crate::family::{Family, cards_of};
use crate::world::{Browser, World};

/// A card whose way this browser may write.
async fn mine(browser: &mut Browser) -> String {
    for card in cards_of(browser).await {
        let page = browser.get(&format!("/share/cards/{card}")).await;
        if !page.forms_to(&format!("/share/cards/{card}/way")).is_empty() {
            return card;
        }
    }
    panic!("a card of one's own");
}

#[tokio::test]
async fn an_owner_can_empty_their_way() {
    let Family { mut ana, mut ben, .. } = Family::agreed(131).await;
    let here = format!("/share/cards/{}", mine(&mut ana).await);
    let way = format!("{here}/way");
    ana.get(&here).await;
    ana.submit(&way, &[("way", "Soup on Sundays")]).await;
    assert!(ben.get(&here).await.shows("Soup on Sundays"));
    ana.get(&here).await;
    ana.submit(&way, &[("way", " ")]).await;
    assert!(!ana.get(&here).await.shows("Soup on Sundays"));
    assert!(!ben.get(&here).await.shows("Soup on Sundays"));
}

#[tokio::test]
async fn a_press_that_came_too_late_is_answered_on_the_cards_page() {
    let Family { mut ana, mut ben, .. } = Family::agreed(132).await;
    let here = format!("/share/cards/{}", mine(&mut ana).await);
    ben.get(&here).await;
    for (press, words) in [
        ("taken-up", "Somebody has this card already."),
        ("not-today", "This card is not yours."),
        ("way", "This card is not yours."),
    ] {
        let told = ben.post(&format!("{here}/{press}"), &[("way", "Mine now")]).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{press}");
        assert!(told.shows(words) && told.shows("id=\"now\""), "{press}: {}", told.body);
        assert!(told.shows("What done means"), "the page itself: {}", told.body);
    }
}

#[tokio::test]
async fn who_can_see_what_leads_back() {
    let world = World::new(133);
    let mut ana = world.browser();
    assert!(ana.get("/who-can-see").await.links().contains(&"/".to_owned()));
    crate::family::begin(&mut ana).await;
    let page = ana.get("/who-can-see").await;
    assert!(page.shows("href=\"/today\""), "{}", page.body);
}

#[tokio::test]
async fn a_mistyped_code_is_not_shown_again() {
    let world = World::new(134);
    let mut ana = world.browser();
    ana.get("/recover").await;
    let told = ana.post("/recover", &[("code", "ABCD-EFGH-JKMN-PQRS-TVWX")]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.shows("code-error") && !told.shows("ABCD"), "{}", told.body);
}
