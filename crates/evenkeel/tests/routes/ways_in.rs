//! The ways in: doing again what was undone elsewhere, proving oneself, guessing, leaving.

use axum::http::{Method, StatusCode};

use crate::family::{Family, begin, invite};
use crate::world::{Answer, Browser, World, attribute_after, form_key};

const NAME: &str = "ana@home.test";
const PASSWORD: &str = "four words are a lot";

/// Ana, alone, with a name and a password.
async fn ana(world: &World) -> Browser {
    let mut ana = world.browser();
    begin(&mut ana).await;
    set_password(&mut ana, NAME, PASSWORD, "").await;
    ana
}

async fn set_password(browser: &mut Browser, name: &str, password: &str, proof: &str) -> Answer {
    browser.get("/settings/sign-in").await;
    let fields = [("name", name), ("password", password), ("proof", proof)];
    browser.post("/settings/sign-in", &fields).await
}

async fn sign_in(browser: &mut Browser, password: &str) -> Answer {
    browser.get("/sign-in").await;
    browser.post("/sign-in", &[("name", NAME), ("password", password)]).await
}

/// A new code, as the page shows it.
async fn new_code(browser: &mut Browser, proof: &str) -> String {
    browser.get("/settings/code").await;
    code_in(&browser.post("/settings/code", &[("proof", proof)]).await)
}

fn code_in(page: &Answer) -> String {
    let marks = ["id=\"code\">", "class=\"code\">"];
    let found = marks.iter().find_map(|mark| page.body.split_once(mark));
    found.unwrap_or_else(|| panic!("no code: {}", page.body)).1[..24].to_owned()
}

/// Ben, who has joined and has neither password nor PIN, and his code.
async fn ben() -> (Family, String) {
    let mut family = Family::begun(21).await;
    let link = invite(&mut family.ana, "Ana", "Ben").await;
    family.ben.get(&link).await;
    family.ben.post(&link, &[("do", "send"), ("text", "Long.")]).await;
    let code = code_in(&family.ben.get("/welcome").await);
    (family, code)
}

#[tokio::test]
async fn ending_other_sessions_works_each_time_there_are_others() {
    let world = World::new(1);
    let mut ana = ana(&world).await;
    for _ in 0..3 {
        let mut other = world.browser();
        assert_eq!(sign_in(&mut other, PASSWORD).await.location(), "/today");
        ana.get("/settings/sessions").await;
        ana.submit("/settings/sessions", &[("end", "others")]).await;
        assert_eq!(other.get("/today").await.location(), "/sign-in");
    }
}

#[tokio::test]
async fn a_new_code_is_another_and_a_press_of_before_shows_none() {
    let world = World::new(1);
    let mut ana = ana(&world).await;
    ana.get("/settings/code").await;
    let stale = ana.key.clone();
    let first = code_in(&ana.post("/settings/code", &[("proof", PASSWORD)]).await);
    // Pressed twice: the same code.
    let again = ana.post_with_key("/settings/code", &stale, &[("proof", PASSWORD)]).await;
    assert_eq!(code_in(&again), first);
    let second = new_code(&mut ana, PASSWORD).await;
    assert_ne!(first, second);
    let late = ana.post_with_key("/settings/code", &stale, &[("proof", PASSWORD)]).await;
    assert_eq!(late.location(), "/settings/code");
    // A code proves its owner too.
    assert_ne!(new_code(&mut ana, &second).await, second);
}

#[tokio::test]
async fn a_password_is_changed_back_and_forth() {
    let world = World::new(1);
    let mut ana = ana(&world).await;
    let words = [PASSWORD, "other words are fine", PASSWORD, "other words are fine"];
    for pair in words.windows(2) {
        let set = set_password(&mut ana, NAME, pair[1], pair[0]).await;
        assert_eq!(set.location(), "/settings?ok=saved", "{}", set.body);
        assert_eq!(sign_in(&mut world.browser(), pair[1]).await.location(), "/today");
    }
}

#[tokio::test]
async fn whoever_has_only_a_code_proves_themselves_by_it() {
    let (mut family, code) = ben().await;
    let ben = &mut family.ben;
    let unproved = set_password(ben, "ben", PASSWORD, "").await;
    assert_eq!(unproved.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unproved.shows("proof-error"));
    ben.get("/settings/code").await;
    let wrong = ben.post("/settings/code", &[("proof", "0000-0000-0000-0000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let set = set_password(ben, "ben", PASSWORD, &code.to_lowercase()).await;
    assert_eq!(set.location(), "/settings?ok=saved");
}

#[tokio::test]
async fn coming_back_with_the_code_ends_the_other_sessions() {
    let world = World::new(2);
    let mut ana = world.browser();
    begin(&mut ana).await;
    let code = new_code(&mut ana, "").await;
    let mut elsewhere = world.browser();
    elsewhere.get("/recover").await;
    let page = elsewhere.post("/recover", &[("code", &code)]).await;
    let ticket = attribute_after(&page.body, "name=\"ticket\" value=\"").expect("a ticket");
    let key = form_key(&page.body).expect("a key");
    let fields = [("ticket", ticket), ("name", NAME), ("password", PASSWORD)];
    let done = elsewhere.post_with_key("/recover/password", key, &fields).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(ana.get("/today").await.location(), "/sign-in");
    assert_eq!(elsewhere.get("/today").await.status, StatusCode::OK);
}

#[tokio::test]
async fn wrong_guesses_make_waits_and_a_right_one_tells_nobody() {
    let worlds = [World::new(3), World::new(3)];
    let mut told = Vec::new();
    for (nth, world) in worlds.iter().enumerate() {
        let mut ana = ana(world).await;
        let mut guesser = world.browser();
        for _ in 0..5 {
            let wrong = sign_in(&mut guesser, "not the right one").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(sign_in(&mut guesser, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        // Where she set her password, nobody else's guesses keep her out.
        ana.get("/settings").await;
        ana.post("/sign-out", &[]).await;
        if nth == 1 {
            assert_eq!(sign_in(&mut ana, PASSWORD).await.location(), "/today");
        }
        world.pass_minutes(1);
        let wrong = sign_in(&mut guesser, "not the right one").await;
        let next = sign_in(&mut guesser, "not the right one").await;
        told.push((wrong.status, next.status));
        // Never for good.
        world.pass_days(2);
        assert_eq!(sign_in(&mut guesser, PASSWORD).await.location(), "/today");
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn names_are_tried_a_few_times_a_day() {
    let world = World::new(1);
    let mut ana = ana(&world).await;
    let mut answers = Vec::new();
    for name in ["a1", "a2", "a3", "a4", "a5", "a6"] {
        ana.get("/settings/sign-in").await;
        let fields = [("name", name), ("password", ""), ("proof", PASSWORD)];
        answers.push(ana.post("/settings/sign-in", &fields).await);
    }
    assert_eq!(answers[0].location(), "/settings?ok=saved");
    let last = answers.last().expect("six");
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(last.shows("new names a day"));
}

#[tokio::test]
async fn another_site_and_a_browser_that_looks_ahead_sign_nobody_out() {
    let world = World::new(1);
    let mut ana = ana(&world).await;
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-purpose", "prefetch;prerender"),
        ("purpose", "prefetch"),
    ] {
        let left = ana.ask(Method::GET, "/leave", &[header], "").await;
        assert_eq!(left.status, StatusCode::SEE_OTHER);
        assert_eq!(left.header("set-cookie"), None);
        assert_eq!(ana.get("/today").await.status, StatusCode::OK, "{header:?}");
    }
    for site in ["same-origin", "none"] {
        let mut other = world.browser();
        sign_in(&mut other, PASSWORD).await;
        let mut kept = other.clone();
        other.ask(Method::GET, "/leave", &[("sec-fetch-site", site)], "").await;
        assert_eq!(kept.get("/today").await.location(), "/sign-in");
    }
}

#[tokio::test]
async fn an_open_way_to_the_server_is_said_where_it_is_open() {
    for (address, is_said) in [
        ("http://192.168.1.5:7466", true),
        ("http://localhost:7466", false),
        ("https://family.example", false),
    ] {
        let page = World::opened_at(1, address).browser().get("/who-can-see").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.shows("The way to this server"), is_said, "{address}");
    }
}

#[tokio::test]
async fn a_used_key_gives_no_secret_back() {
    let world = World::new(1);
    let mut ana = ana(&world).await;
    ana.get("/settings/sign-in").await;
    let key = ana.key.clone();
    let fields = |password| [("name", NAME), ("password", password), ("proof", PASSWORD)];
    ana.post_with_key("/settings/sign-in", &key, &fields("")).await;
    let again = ana.post_with_key("/settings/sign-in", &key, &fields("another long one")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(!again.shows(PASSWORD) && !again.shows("another long one") && !again.shows(NAME));
}

#[tokio::test]
async fn a_code_that_was_lost_keeps_nobody_here() {
    let (mut family, _) = ben().await;
    let ben = &mut family.ben;
    ben.get("/settings/goodbye").await;
    let gone = ben.post("/settings/goodbye", &[("sure", "yes")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    assert_eq!(ben.get("/today").await.location(), "/sign-in");
}
