//! A card's page: its owner's way, and presses that came too late.

use axum::http::StatusCode;

use crate::family::{Family, cards_of, form_value};
use crate::world::{Browser, World, attribute_after};

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
async fn what_somebody_does_not_know_yet_is_shown_once() {
    let Family { world, mut ana, mut ben } = Family::agreed(135).await;
    let here = format!("/share/cards/{}", mine(&mut ana).await);
    let showing = format!("{here}/showing");
    assert_eq!(ana.get(&showing).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody asks");
    ben.get(&here).await;
    ben.submit(&format!("{here}/asking"), &[]).await;
    assert!(ben.get(&here).await.shows("When you sit down together"));
    assert_eq!(ben.get(&showing).await.status, StatusCode::UNPROCESSABLE_ENTITY, "not his to show");
    assert!(ana.get("/today").await.links().contains(&showing));

    let page = ana.get(&showing).await;
    assert!(page.shows("Ben would like to be shown this."), "{}", page.body);
    let of = form_value(&page, &showing, "of");
    let late = [("of", of.as_str()), ("way", "Soup on Sundays"), ("until", "2027-01-01")];
    let told = ana.post(&showing, &late).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.shows("until-error") && told.shows("Soup on Sundays"), "{}", told.body);
    ana.get(&showing).await;
    let until = [("of", of.as_str()), ("way", "Soup on Sundays"), ("until", "2026-11-26")];
    ana.submit(&showing, &until).await;
    assert!(ana.get(&here).await.shows("You showed Ben this."));
    assert!(ben.get(&here).await.shows("Ana showed you this."));
    assert!(!ana.get("/today").await.links().contains(&showing));

    world.pass_days(3);
    for (browser, words) in [(&mut ana, "You showed Ben this."), (&mut ben, "Ana showed you this.")]
    {
        assert!(browser.get("/today").await.shows(words));
    }
    world.pass_days(1);
    for browser in [&mut ana, &mut ben] {
        assert!(!browser.get("/today").await.shows("showed"), "said once");
    }
}

#[tokio::test]
async fn who_has_a_card_starts_from_the_way_of_whoever_had_it() {
    let Family { mut ana, mut ben, .. } = Family::agreed(136).await;
    let here = format!("/share/cards/{}", mine(&mut ana).await);
    ana.get(&here).await;
    ana.submit(&format!("{here}/way"), &[("way", "Soup on Sundays")]).await;
    let down = format!("{here}/putting-down");
    ana.visit_and_submit(&down, &down, &[("from", "2026-11-23"), ("instead", "Ben")]).await;
    ben.get(&here).await;
    ben.submit(&format!("{here}/taken-up"), &[]).await;
    let page = ben.get(&here).await;
    let of = attribute_after(&page.body, "name=\"of\" value=\"").expect("whose").to_owned();
    ben.submit(&format!("{here}/copy"), &[("of", &of)]).await;
    let page = ben.get(&here).await;
    assert!(page.shows(">Soup on Sundays</textarea>"), "{}", page.body);
    let again = ben.post(&format!("{here}/copy"), &[("of", &of)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.shows("begun your own"), "{}", again.body);
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
