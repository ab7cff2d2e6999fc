//! Signing in, coming back, sharing a device, leaving: who somebody is, and that it stays theirs.

use axum::http::StatusCode;
use evenkeel::app::Act;
use evenkeel::identity::hash_of;
use evenkeel::web::ask::{Ask, Request};
use evenkeel::web::form::Form;
use household::{Command, HouseholdId, MemberId};

use super::list::{Ids, routes};
use crate::family::{Family, begin, invite};
use crate::world::{Answer, Browser, World, all_after, attribute_after};

pub(super) const PASSWORD: &str = "four words are fine";

/// Gives somebody a name and a password; who joined proves it by the code they were shown.
pub(super) async fn keep(browser: &mut Browser, name: &str) {
    let welcome = browser.get("/welcome").await;
    let code = welcome.body.split_once("id=\"code\">").map_or("", |(_, rest)| &rest[..24]);
    let fields = [("name", name), ("password", PASSWORD), ("proof", code)];
    browser.visit_and_submit("/settings/sign-in", "/settings/sign-in", &fields).await;
}

async fn sign_in(browser: &mut Browser, name: &str, password: &str) -> Answer {
    browser.get("/sign-in").await;
    browser.post("/sign-in", &[("name", name), ("password", password)]).await
}

#[tokio::test]
async fn a_name_and_a_password_open_it_from_anywhere() {
    let Family { world, mut ana, .. } = Family::begun(61).await;
    keep(&mut ana, "Ana@Home.test").await;
    let mut elsewhere = world.browser();
    let answer = sign_in(&mut elsewhere, "ana@home.test", PASSWORD).await;
    assert_eq!(answer.location(), "/today", "{}", answer.body);
    assert_eq!(elsewhere.get("/today").await.status, StatusCode::OK);
    let cookie = answer.header("set-cookie").expect("a session");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_alike() {
    let Family { world, mut ana, .. } = Family::begun(62).await;
    keep(&mut ana, "ana").await;
    let wrong = sign_in(&mut world.browser(), "ana", "another four words").await;
    let unknown = sign_in(&mut world.browser(), "eve", "another four words").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(plain(&wrong, "ana"), plain(&unknown, "eve"));
}

/// A page without its keys and without the name that was typed.
fn plain(answer: &Answer, name: &str) -> String {
    let keys = all_after(&answer.body, "name=\"key\" value=\"");
    let body = keys.iter().fold(answer.body.clone(), |body, key| body.replace(key, ""));
    body.replace(&format!("value=\"{name}\""), "")
}

#[tokio::test]
async fn guessing_takes_longer_each_time_and_never_locks_anyone_out() {
    let Family { world, mut ana, .. } = Family::begun(63).await;
    keep(&mut ana, "ana").await;
    let mut eve = world.browser();
    let mut waits = 0;
    for _ in 0..12 {
        waits += u32::from(
            sign_in(&mut eve, "ana", "a guess of many").await.status
                == StatusCode::TOO_MANY_REQUESTS,
        );
    }
    assert!(waits >= 5, "{waits}");
    // The right one waits too, at this name, and another name does not.
    let right = sign_in(&mut world.browser(), "ana", PASSWORD).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(right.shows("Too many tries."), "{}", right.body);
    let other = sign_in(&mut eve, "somebody else", "a guess of many").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Whoever is signed in notices nothing, and after a while the owner gets in.
    assert_eq!(ana.get("/today").await.status, StatusCode::OK);
    world.pass_minutes(60);
    assert_eq!(sign_in(&mut world.browser(), "ana", PASSWORD).await.location(), "/today");
}

#[tokio::test]
async fn a_code_lets_its_owner_back_in_once_and_ends_what_was_open() {
    let Family { world, mut ana, .. } = Family::begun(64).await;
    ana.get("/settings/code").await;
    let page = ana.post("/settings/code", &[]).await;
    let code = code_of(&page);
    let mut elsewhere = world.browser();
    elsewhere.get("/recover").await;
    let page = elsewhere.post("/recover", &[("code", &code.to_lowercase())]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let form = page.forms_to("/recover/password").remove(0);
    let value = |name| form.value(name).unwrap_or_default().to_owned();
    let (key, ticket) = (value("key"), value("ticket"));
    let fields = [("ticket", ticket.as_str()), ("name", "ana"), ("password", PASSWORD)];
    assert_eq!(ana.get("/today").await.status, StatusCode::OK, "nothing has changed yet");
    let bad = [("ticket", ticket.as_str()), ("name", "ana"), ("password", "short")];
    let told = elsewhere.post_with_key("/recover/password", &key, &bad).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.shows("id=\"password-error\"") && told.still_holds("name", "ana"));
    let next = elsewhere.post_with_key("/recover/password", &key, &fields).await;
    assert_eq!(next.status, StatusCode::OK, "{}", next.body);
    assert_ne!(code_of(&next), code);
    assert_eq!(elsewhere.get("/today").await.status, StatusCode::OK);
    assert_eq!(ana.get("/today").await.location(), "/sign-in", "open elsewhere no more");
    // Neither the code nor the page of before work again.
    let mut eve = world.browser();
    eve.get("/recover").await;
    let old = eve.post("/recover", &[("code", &code)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let late = [("ticket", ticket.as_str()), ("name", "eve"), ("password", "other words for me")];
    let late = eve.post_with_key("/recover/password", "another key", &late).await;
    assert_eq!(late.status, StatusCode::GONE, "{}", late.body);
    assert_eq!(sign_in(&mut eve, "ana", PASSWORD).await.location(), "/today");
}

/// The code that a page shows.
fn code_of(page: &Answer) -> String {
    let shown = page.body.split('>').filter_map(|part| part.split('<').next());
    let is_code = |text: &&str| text.len() == 24 && text.matches('-').count() == 4;
    shown
        .map(str::trim)
        .find(is_code)
        .unwrap_or_else(|| panic!("no code: {}", page.body))
        .to_owned()
}

#[tokio::test]
async fn a_session_is_ended_by_its_owner_and_by_leaving() {
    let Family { world, mut ana, .. } = Family::begun(65).await;
    keep(&mut ana, "ana").await;
    let mut elsewhere = world.browser();
    sign_in(&mut elsewhere, "ana", PASSWORD).await;
    let list = ana.get("/settings/sessions").await;
    let others = all_after(&list.body, "name=\"end\" value=\"");
    let one = others.iter().find(|id| **id != "others").expect("the other session").to_string();
    ana.submit("/settings/sessions", &[("end", &one)]).await;
    assert_eq!(elsewhere.get("/today").await.location(), "/sign-in");
    let mut copied = ana.clone();
    let left = ana.get("/leave").await;
    assert_eq!(left.location(), "https://www.wikipedia.org/");
    assert_eq!(copied.get("/today").await.location(), "/sign-in", "a copied cookie opens nothing");
}

#[tokio::test]
async fn two_share_a_device_with_a_pin_each() {
    let Family { world, mut ana, .. } = Family::begun(66).await;
    let fields = [("name", "Ana"), ("called", "Ben"), ("pin", "482135")];
    ana.visit_and_submit("/share-device", "/share-device", &fields).await;
    ana.get("/share-device").await;
    let mut device = ana;
    let to = device.post("/sign-out", &[("to", "who")]).await;
    assert_eq!(to.location(), "/who");
    let who = device.get("/who").await;
    assert!(who.shows("Ana") && who.shows("Ben"), "{}", who.body);
    let first = who.links().into_iter().find(|link| link.starts_with("/join/")).expect("Ben's");
    assert_eq!(device.get("/today").await.location(), "/sign-in");
    // Ben's name leads to the one question, and nothing else opens by it.
    let welcome = crate::family::send_answer(&mut device, &first, "A long day.").await;
    assert!(welcome.shows("Sent to Ana"), "{}", welcome.body);
    device.post("/sign-out", &[("to", "who")]).await;
    let who = device.get("/who").await;
    let anas = attribute_after(&who.body, "name=\"who\" value=\"").expect("Ana").to_owned();
    let mut waited = false;
    for _ in 0..8 {
        let wrong = device.post("/who", &[("who", &anas), ("pin", "482136")]).await;
        waited |= wrong.status == StatusCode::TOO_MANY_REQUESTS;
        assert!(wrong.status.is_client_error(), "{}", wrong.body);
        device.get("/who").await;
    }
    assert!(waited, "guesses at a PIN take longer and longer");
    let too_early = device.post("/who", &[("who", &anas), ("pin", "482135")]).await;
    assert_eq!(too_early.status, StatusCode::TOO_MANY_REQUESTS);
    // Nowhere else does the PIN open anything.
    let mut elsewhere = world.browser();
    elsewhere.get("/sign-in").await;
    let refused = elsewhere.post("/who", &[("who", &anas), ("pin", "482135")]).await;
    assert_eq!(refused.location(), "/sign-in");
    world.pass_minutes(61);
    device.get("/who").await;
    let right = device.post("/who", &[("who", &anas), ("pin", "482135")]).await;
    assert_eq!(right.location(), "/today", "{}", right.body);
}

#[tokio::test]
async fn who_has_left_is_a_stranger_and_a_former_member() {
    let mut family = Family::heard(67).await;
    let ids = Ids::of(&mut family).await;
    let Family { world, mut ana, mut ben } = family;
    keep(&mut ben, "ben").await;
    let mut copied = ben.clone();
    let fields = [("sure", "yes"), ("proof", PASSWORD)];
    let gone = ben.visit_and_submit("/settings/goodbye", "/settings/goodbye", &fields).await;
    assert_eq!(gone.status, StatusCode::OK);
    for route in routes().iter().filter(|route| !route.is_open() && !route.is_post()) {
        let answer = copied.get(&route.path(|name| ids.get(name))).await;
        assert_eq!(answer.location(), "/sign-in", "{route:?}");
    }
    let denied = sign_in(&mut world.browser(), "ben", PASSWORD).await;
    assert_eq!(denied.status, StatusCode::UNPROCESSABLE_ENTITY);
    let family = ana.get("/children").await;
    assert!(!family.body.contains("</span> Ben</span>"), "{}", family.body);
    // The name is free again, and so is the family's second place.
    let link = invite(&mut ana, "Ana", "Ben").await;
    let back = crate::family::send_answer(&mut world.browser(), &link, "Hello again.").await;
    assert!(back.shows("Sent to Ana"), "{}", back.body);
}

#[tokio::test]
async fn the_last_one_takes_the_whole_space_along() {
    let Family { world, mut ana, .. } = Family::begun(68).await;
    keep(&mut ana, "ana").await;
    let fields = [("sure", "yes"), ("proof", PASSWORD)];
    ana.visit_and_submit("/settings/goodbye", "/settings/goodbye", &fields).await;
    assert_eq!(ana.get("/today").await.location(), "/sign-in");
    let mut new = world.browser();
    begin(&mut new).await;
    keep(&mut new, "ana").await;
    assert_eq!(sign_in(&mut world.browser(), "ana", PASSWORD).await.location(), "/today");
}

#[tokio::test]
async fn leaving_takes_two_answers() {
    let world = World::new(69);
    let mut ana = world.browser();
    begin(&mut ana).await;
    keep(&mut ana, "ana").await;
    for (fields, field) in [
        (vec![("proof", PASSWORD)], "sure"),
        (vec![("sure", "yes")], "proof"),
        (vec![("sure", "yes"), ("proof", "not the password")], "proof"),
    ] {
        ana.get("/settings/goodbye").await;
        let answer = ana.post("/settings/goodbye", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.shows(&format!("id=\"{field}-error\"")), "{fields:?}: {}", answer.body);
        assert!(!answer.shows(PASSWORD));
    }
    assert_eq!(ana.get("/today").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_in_use_does_not_end_and_one_that_is_not_does() {
    let Family { world, mut ana, .. } = Family::begun(71).await;
    assert_eq!(ana.get("/today").await.header("set-cookie"), None);
    let mut unused = ana.clone();
    for _ in 0..5 {
        world.pass_days(120);
        let answer = ana.get("/today").await;
        assert_eq!(answer.status, StatusCode::OK);
        let cookie = answer.header("set-cookie").expect("the same cookie, for longer");
        assert!(cookie.contains("Max-Age=31536000"), "{cookie}");
        assert_eq!(ana.get("/today").await.header("set-cookie"), None, "not each time");
    }
    // It is the same session in both, so leaving ends it in both.
    assert_eq!(unused.get("/today").await.status, StatusCode::OK);
    ana.get("/leave").await;
    assert_eq!(unused.get("/today").await.location(), "/sign-in");
    let Family { world, mut ana, .. } = Family::begun(72).await;
    world.pass_days(366);
    assert_eq!(ana.get("/today").await.location(), "/sign-in");
}

#[tokio::test]
async fn who_has_no_way_back_is_told_how_to_make_one() {
    let Family { mut ana, .. } = Family::begun(73).await;
    assert!(ana.get("/today").await.shows("there is no way back in yet"));
    keep(&mut ana, "ana").await;
    assert!(!ana.get("/today").await.shows("there is no way back in yet"));
}

#[tokio::test]
async fn an_interrupted_leaving_is_finished_at_the_next_start() {
    let Family { world, ben, .. } = Family::joined(74).await;
    let (household, ben) = person_behind(&world, &ben).await;
    let (key, path) = ("a key".to_owned(), "/settings/goodbye".to_owned());
    let request = Request::new(&key, &path, &[]);
    let ask = Ask { request, form: Form::default(), key, path, is_secret: false };
    let commands = &[Command::Leave];
    let (rows, to) = (Vec::new(), "/goodbye");
    let act = Act { household, member: ben, ask: &ask, commands, rows, to };
    world.app.act_as(act).await.expect("leaves");
    assert!(world.app.journal.person(ben).await.expect("read").is_some(), "not erased yet");
    assert_eq!(world.app.finish_erasures().await.expect("erased"), 1);
    assert_eq!(world.app.journal.person(ben).await.expect("read"), None);
    assert_eq!(world.app.finish_erasures().await.expect("nothing to do"), 0);
}

async fn person_behind(world: &World, browser: &Browser) -> (HouseholdId, MemberId) {
    let token = browser.cookie("evenkeel").expect("signed in");
    let session = world.app.journal.session(&hash_of(token), world.app.clock.now()).await;
    let session = session.expect("read").expect("a session");
    (session.household, session.member)
}

#[tokio::test]
async fn a_link_that_is_loaded_ahead_ends_nothing() {
    let Family { mut ana, .. } = Family::begun(75).await;
    let ahead = ana.get_with("/leave", "sec-purpose", "prefetch;prerender").await;
    assert_eq!(ahead.header("set-cookie"), None);
    assert_eq!(ana.get("/today").await.status, StatusCode::OK);
}
