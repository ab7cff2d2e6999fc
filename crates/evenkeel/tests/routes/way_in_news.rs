//! That a way in changed is told to whom it lets in, in every browser but the one that changed it.

use axum::http::StatusCode;

use crate::family::{Family, begin};
use crate::world::{Answer, Browser, World, attribute_after, form_key};

const PASSWORD: &str = "four words are a lot";
const TITLE: &str = "Your way in was changed on";

async fn set_password(browser: &mut Browser, password: &str, proof: &str) {
    browser.get("/settings/sign-in").await;
    let fields = [("name", "ana"), ("password", password), ("proof", proof)];
    let set = browser.post("/settings/sign-in", &fields).await;
    assert_eq!(set.location(), "/settings?ok=saved", "{}", set.body);
}

async fn sign_in(world: &World, password: &str) -> Browser {
    let mut browser = world.browser();
    browser.get("/sign-in").await;
    let answer = browser.post("/sign-in", &[("name", "ana"), ("password", password)]).await;
    assert_eq!(answer.location(), "/today", "{}", answer.body);
    browser
}

async fn new_code(browser: &mut Browser, proof: &str) -> String {
    browser.get("/settings/code").await;
    let page = browser.post("/settings/code", &[("proof", proof)]).await;
    page.body.split_once("class=\"code\">").expect("a code").1[..24].to_owned()
}

/// Ana with a password, in two browsers that have nothing to tell.
async fn ana_twice(world: &World) -> (Browser, Browser) {
    let mut ana = world.browser();
    begin(&mut ana).await;
    set_password(&mut ana, PASSWORD, "").await;
    let mut elsewhere = sign_in(world, PASSWORD).await;
    put_away(&mut elsewhere).await;
    world.pass_days(2);
    put_away(&mut ana).await;
    (ana, elsewhere)
}

async fn put_away(browser: &mut Browser) {
    let page = browser.get("/today").await;
    assert!(page.shows(TITLE), "{}", page.body);
    let up_to =
        attribute_after(&page.body, "name=\"up-to\" value=\"").expect("a button").to_owned();
    let page = browser.submit("/settings/news", &[("up-to", &up_to)]).await;
    assert!(!page.shows(TITLE), "{}", page.body);
}

async fn told(browser: &mut Browser) -> Answer {
    let page = browser.get("/today").await;
    assert_eq!(page.status, StatusCode::OK);
    page
}

#[tokio::test]
async fn a_new_code_is_told_in_the_other_browser_until_it_is_put_away() {
    let world = World::new(81);
    let (mut ana, mut elsewhere) = ana_twice(&world).await;
    for _ in 0..2 {
        new_code(&mut ana, PASSWORD).await;
        assert!(!told(&mut ana).await.shows(TITLE), "she made it here");
        let page = told(&mut elsewhere).await;
        assert!(page.shows("Your way in was changed on November 25, 2026"), "{}", page.body);
        assert!(page.shows("Your recovery code is a new one."));
        assert!(!page.shows("Your password is a new one."));
        put_away(&mut elsewhere).await;
    }
    world.pass_days(400);
    assert!(!told(&mut sign_in(&world, PASSWORD).await).await.shows(TITLE), "put away for later");
}

#[tokio::test]
async fn each_browser_puts_it_away_for_itself() {
    let world = World::new(82);
    let (mut ana, mut second) = ana_twice(&world).await;
    let mut third = sign_in(&world, PASSWORD).await;
    new_code(&mut ana, PASSWORD).await;
    put_away(&mut second).await;
    assert!(told(&mut third).await.shows(TITLE));
    // Whoever did it cannot put it away for the others.
    ana.get("/today").await;
    ana.submit("/settings/news", &[("up-to", "4294967295")]).await;
    assert!(told(&mut third).await.shows(TITLE));
    for bad in ["", "-1", "x", "4294967296"] {
        let answer = third.post("/settings/news", &[("up-to", bad)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_new_password_is_told_at_the_next_sign_in() {
    let world = World::new(83);
    let (mut ana, _) = ana_twice(&world).await;
    set_password(&mut ana, "other words are fine", PASSWORD).await;
    assert!(!told(&mut ana).await.shows(TITLE));
    let page = told(&mut sign_in(&world, "other words are fine").await).await;
    assert!(page.shows(TITLE) && page.shows("Your password is a new one."), "{}", page.body);
    // What Ana put away where she did it herself stays news to who signs in later, for a month.
    assert!(page.shows("Your sign-in name is another."));
    world.pass_days(40);
    assert!(!told(&mut sign_in(&world, "other words are fine").await).await.shows(TITLE));
}

#[tokio::test]
async fn who_changes_it_twice_in_a_row_is_told_all_the_same() {
    let world = World::new(89);
    let mut ana = world.browser();
    begin(&mut ana).await;
    set_password(&mut ana, PASSWORD, "").await;
    set_password(&mut ana, "other words are fine", PASSWORD).await;
    // Nor can it be put away before it was told.
    ana.get("/today").await;
    ana.submit("/settings/news", &[("up-to", "4294967295")]).await;
    world.pass_days(2);
    assert!(told(&mut ana).await.shows("Your password is a new one."));
}

#[tokio::test]
async fn what_nothing_proved_is_told_in_the_same_browser_a_day_later() {
    let world = World::new(84);
    let mut ana = world.browser();
    begin(&mut ana).await;
    set_password(&mut ana, PASSWORD, "").await;
    assert!(!told(&mut ana).await.shows(TITLE));
    world.pass_days(2);
    let page = told(&mut ana).await;
    assert!(page.shows(TITLE) && page.shows("Your sign-in name is another."), "{}", page.body);
    put_away(&mut ana).await;
}

#[tokio::test]
async fn coming_back_by_the_code_is_told_on_the_device_one_shares() {
    let world = World::new(85);
    let mut device = world.browser();
    begin(&mut device).await;
    let fields = [("name", "Ana"), ("called", "Ben"), ("pin", "482135")];
    device.visit_and_submit("/share-device", "/share-device", &fields).await;
    let code = new_code(&mut device, "482135").await;
    let mut eve = world.browser();
    eve.get("/recover").await;
    let page = eve.post("/recover", &[("code", &code)]).await;
    let ticket = attribute_after(&page.body, "name=\"ticket\" value=\"").expect("a ticket");
    let key = form_key(&page.body).expect("a key");
    let fields = [("ticket", ticket), ("name", "eve"), ("password", PASSWORD)];
    assert_eq!(eve.post_with_key("/recover/password", key, &fields).await.status, StatusCode::OK);
    assert!(!told(&mut eve).await.shows("came in with your recovery code"));
    let who = device.get("/who").await;
    let ana = attribute_after(&who.body, "name=\"who\" value=\"").expect("Ana").to_owned();
    device.post("/who", &[("who", &ana), ("pin", "482135")]).await;
    let page = told(&mut device).await;
    for line in ["came in with your recovery code", "Your password is", "Your sign-in name is"] {
        assert!(page.shows(line), "{line}: {}", page.body);
    }
}

#[tokio::test]
async fn settings_say_when_each_way_in_last_changed() {
    let world = World::new(86);
    let mut ana = world.browser();
    begin(&mut ana).await;
    assert!(!ana.get("/settings").await.shows("Last changed on"));
    set_password(&mut ana, PASSWORD, "").await;
    world.pass_days(1);
    new_code(&mut ana, PASSWORD).await;
    world.pass_days(1);
    let fields = [("name", "Ana"), ("called", "Ben"), ("pin", "482135"), ("proof", PASSWORD)];
    ana.visit_and_submit("/share-device", "/share-device", &fields).await;
    let page = ana.get("/settings").await;
    for line in [
        "Last changed on November 23, 2026",
        "Made on November 24, 2026",
        "Your PIN is from November 25, 2026",
    ] {
        assert!(page.shows(line), "{line}: {}", page.body);
    }
}

#[tokio::test]
async fn nobody_else_is_told() {
    let mut pages = Vec::new();
    for changes in [true, false] {
        let Family { world, mut ana, mut ben } = Family::heard(87).await;
        if changes {
            set_password(&mut ana, PASSWORD, "").await;
            new_code(&mut ana, PASSWORD).await;
            let mut elsewhere = sign_in(&world, PASSWORD).await;
            put_away(&mut elsewhere).await;
        }
        world.pass_days(2);
        let mut seen = Vec::new();
        for path in ["/today", "/settings", "/settings/sessions", "/talk", "/share", "/children"] {
            seen.push(ben.get(path).await);
        }
        pages.push(seen);
    }
    assert!(!pages[0][0].shows(TITLE));
    assert_eq!(pages[0], pages[1]);
}
