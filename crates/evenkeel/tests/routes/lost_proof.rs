//! Whoever has lost their code and never set a password: days of waiting, told to them all the
//! while, and one press stops it. Nobody else can help, nor is told.

use axum::http::StatusCode;

use crate::family::{Family, begin};
use crate::world::{Answer, Browser, World};

const PASSWORD: &str = "four words are a lot";
const WAITING: &str = "It opens during November 26, 2026.";

async fn set_password(browser: &mut Browser, proof: &str) -> Answer {
    browser.get("/settings/sign-in").await;
    let fields = [("name", "ben"), ("password", PASSWORD), ("proof", proof)];
    browser.post("/settings/sign-in", &fields).await
}

/// Ben has joined, was shown a code, and asks to do without it.
async fn asked(seed: u8) -> Family {
    let mut family = Family::joined(seed).await;
    let page = family.ben.get("/settings/sign-in").await;
    assert!(page.shows("I do not have it any more"), "{}", page.body);
    let page = family.ben.submit("/settings/lost-proof", &[]).await;
    assert!(page.shows(WAITING), "{}", page.body);
    family
}

#[tokio::test]
async fn a_password_is_set_without_the_code_after_three_days() {
    let Family { world, mut ben, .. } = asked(91).await;
    let too_early = set_password(&mut ben, "").await;
    assert_eq!(too_early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(ben.get("/today").await.shows(WAITING));
    world.pass_minutes(3 * 24 * 60 - 1);
    assert_eq!(set_password(&mut ben, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.pass_minutes(1);
    assert!(ben.get("/today").await.shows("Until December 10, 2026 you can."));
    assert_eq!(set_password(&mut ben, "").await.location(), "/settings?ok=saved");
    assert!(!ben.get("/today").await.shows("to choose a password without"));
    // From now on the password is asked for, and this very browser tells of it.
    assert_eq!(set_password(&mut ben, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!ben.get("/settings/code").await.shows("I do not have it any more"));
    world.pass_days(2);
    assert!(ben.get("/today").await.shows("Your password is a new one."));
}

#[tokio::test]
async fn it_is_stopped_by_one_press_and_begins_anew() {
    let Family { world, mut ben, .. } = asked(92).await;
    world.pass_days(2);
    ben.get("/today").await;
    let page = ben.submit("/settings/lost-proof/removal", &[]).await;
    assert!(page.shows("I do not have it any more"), "{}", page.body);
    assert!(!ben.get("/today").await.shows("to choose a password without"));
    world.pass_days(2);
    assert_eq!(set_password(&mut ben, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    ben.get("/settings/sign-in").await;
    let page = ben.submit("/settings/lost-proof", &[]).await;
    assert!(page.shows("It opens during November 30, 2026."), "{}", page.body);
    // Asked again, it goes on as it was.
    world.pass_days(1);
    ben.get("/settings/sign-in").await;
    let page = ben.submit("/settings/lost-proof", &[]).await;
    assert!(page.shows("It opens during November 30, 2026."), "{}", page.body);
}

#[tokio::test]
async fn each_request_is_stopped_by_a_press_of_its_own() {
    let Family { world, mut ben, .. } = asked(98).await;
    for _ in 0..3 {
        ben.get("/today").await;
        ben.submit("/settings/lost-proof/removal", &[]).await;
        assert!(!ben.get("/today").await.shows("to choose a password without"));
        world.pass_minutes(1);
        ben.get("/settings/sign-in").await;
        ben.submit("/settings/lost-proof", &[]).await;
        assert!(ben.get("/today").await.shows(WAITING));
    }
}

#[tokio::test]
async fn it_closes_again_by_itself() {
    let Family { world, mut ben, .. } = asked(93).await;
    world.pass_days(17);
    assert_eq!(set_password(&mut ben, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!ben.get("/today").await.shows("to choose a password without"));
    assert!(ben.get("/settings/sign-in").await.shows("I do not have it any more"));
}

#[tokio::test]
async fn who_finds_the_code_need_not_wait_and_ends_the_request() {
    let mut family = Family::joined(94).await;
    let welcome = family.ben.get("/welcome").await;
    let code = welcome.body.split_once("id=\"code\">").expect("a code").1[..24].to_owned();
    family.ben.get("/settings/sign-in").await;
    family.ben.submit("/settings/lost-proof", &[]).await;
    assert_eq!(set_password(&mut family.ben, &code).await.location(), "/settings?ok=saved");
    family.world.pass_days(4);
    assert_eq!(set_password(&mut family.ben, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_has_a_password_or_neither_is_not_offered_it() {
    let world = World::new(95);
    let mut ana = world.browser();
    begin(&mut ana).await;
    for _ in 0..2 {
        assert!(!ana.get("/settings/sign-in").await.shows("I do not have it any more"));
        ana.submit("/settings/lost-proof", &[]).await;
        assert!(!ana.get("/today").await.shows("to choose a password without"));
        // With neither there is nothing to prove: it is set at once.
        set_password(&mut ana, "").await;
    }
    world.pass_days(4);
    assert_eq!(set_password(&mut ana, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_lost_pin_can_be_done_without_on_ones_own_page() {
    let world = World::new(96);
    let mut ana = world.browser();
    begin(&mut ana).await;
    let fields = [("name", "Ana"), ("called", "Ben"), ("pin", "482135")];
    ana.visit_and_submit("/share-device", "/share-device", &fields).await;
    ana.get("/settings/sign-in").await;
    ana.submit("/settings/lost-proof", &[]).await;
    world.pass_days(3);
    ana.get("/share-device").await;
    let changed = ana.post("/share-device/pin", &[("new-pin", "739164")]).await;
    assert_eq!(changed.location(), "/share-device?ok=saved", "{}", changed.body);
}

#[tokio::test]
async fn nobody_else_is_told_of_it() {
    let mut pages = Vec::new();
    for asks in [true, false] {
        let mut family = if asks { asked(97).await } else { Family::joined(97).await };
        if !asks {
            family.ben.get("/settings/sign-in").await;
        }
        let mut seen = Vec::new();
        for path in ["/today", "/settings", "/settings/sign-in", "/talk", "/share", "/children"] {
            seen.push(family.ana.get(path).await);
        }
        // Nor can anybody else ask for it, or stop it.
        family.ana.get("/settings").await;
        family.ana.submit("/settings/lost-proof/removal", &[]).await;
        assert_eq!(family.ben.get("/today").await.shows(WAITING), asks);
        pages.push(seen);
    }
    assert_eq!(pages[0], pages[1]);
}
