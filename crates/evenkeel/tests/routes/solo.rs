//! Time alone with the children over HTTP: the link to a sheet in its dates, and the silence.

use axum::http::{Method, StatusCode};

use super::list::{Ids, Route, routes};
use crate::family::Family;
use crate::world::{Answer, Browser, all_after};

const TIME: &str = "/children/time";
const NEW: &str = "/children/time/new";
/// In Berlin it is nine on Monday, the 23rd, when a world begins.
const TODAY: &str = "2026-11-23";
const TOMORROW: &str = "2026-11-24";

/// What stays open to whoever is off, beside all settings: the neutral address that leads to *Help*
/// and *Just me*, the ways out and in, the sheet for whom it was shared with, and the way back.
const OPEN_IN_THE_QUIET: [&str; 18] = [
    "/p",
    "/leave",
    "/goodbye",
    "/sign-in",
    "/sign-out",
    "/recover",
    "/recover/password",
    "/who",
    "/phone",
    "/phone/certificate",
    "/who-can-see",
    "/share-device",
    "/share-device/person",
    "/share-device/pin",
    "/share-device/end",
    "/sheet/{token}",
    "/session/{token}",
    "/children/time/{id}/together",
];

/// A child for whom everybody here decides.
pub async fn add_child(browser: &mut Browser, nickname: &str) {
    let page = browser.get("/children/new").await;
    let form = page.forms_to("/children").into_iter().next().expect("the form");
    let kept = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut fields: Vec<_> =
        kept.filter(|(name, _)| matches!(*name, "decides" | "lives")).collect();
    fields.extend([("nickname", nickname), ("month", "5"), ("year", "2021")]);
    browser.submit("/children", &fields).await;
}

/// Proposes a time with all children; its id.
pub async fn propose(browser: &mut Browser, who: &str, from: [&str; 2], to: [&str; 2]) -> String {
    let before = browser.get(TIME).await.links();
    let page = browser.get(NEW).await;
    let who = if who == "me" { all_after(&page.body, "name=\"who\" value=\"")[0] } else { who };
    let children = all_after(&page.body, "name=\"child\" value=\"");
    let mut fields = vec![("who", who), ("name", "Oma Lene"), ("repeat", "once"), ("until", "")];
    fields.extend(children.iter().map(|child| ("child", *child)));
    fields.extend([("from-day", from[0]), ("from-time", from[1])]);
    fields.extend([("to-day", to[0]), ("to-time", to[1])]);
    let number = format!("there-{who}");
    fields.extend([("contact", "Ana"), ("number", "+49 170 / 123-456"), (&number, "0170 987")]);
    let home = browser.submit(NEW, &fields).await;
    let new = home.links().into_iter().find(|link| {
        link.strip_prefix("/children/time/").is_some_and(|id| id.len() == 32)
            && !before.contains(link)
    });
    let new = new.unwrap_or_else(|| panic!("no time: {}", home.body));
    new.trim_start_matches("/children/time/").to_owned()
}

/// Shares a sheet; every line says its own name.
pub async fn share_sheet(browser: &mut Browser, id: &str) {
    let words = format!("{TIME}/{id}/sheet/words");
    let page = browser.get(&words).await;
    let form = page.forms_to(&words).into_iter().next().expect("the form");
    let texts = form.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "key" | "do"));
    let texts: Vec<_> = texts.map(|(name, _)| (name.clone(), format!("About {name}."))).collect();
    let mut fields: Vec<_> = texts.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    fields.push(("do", "share"));
    browser.submit(&words, &fields).await;
}

/// Makes a link to a sheet that was shared; its path.
pub async fn make_link(browser: &mut Browser, id: &str) -> String {
    let here = format!("{TIME}/{id}");
    let page = browser.visit_and_submit(&here, &format!("{here}/link"), &[]).await;
    let token = all_after(&page.body, "/sheet/").into_iter().find_map(|rest| {
        let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        (token.len() == 64).then_some(token)
    });
    format!("/sheet/{}", token.expect("the page shows the link"))
}

/// Ana has Mo from ten to one; Ben has said yes and is off then.
pub async fn agreed(seed: u8) -> (Family, String) {
    let mut family = Family::agreed(seed).await;
    add_child(&mut family.ana, "Mo").await;
    let id = propose(&mut family.ana, "me", [TODAY, "10:00"], [TODAY, "13:00"]).await;
    let here = format!("{TIME}/{id}");
    family.ben.visit_and_submit(&here, &format!("{here}/yes"), &[]).await;
    (family, id)
}

#[tokio::test]
async fn a_link_shows_the_sheet_in_its_dates_and_nothing_before_or_after() {
    let mut family = Family::begun(71).await;
    add_child(&mut family.ana, "Mo").await;
    let id = propose(&mut family.ana, "other", [TOMORROW, "18:00"], [TOMORROW, "23:00"]).await;
    share_sheet(&mut family.ana, &id).await;
    let link = make_link(&mut family.ana, &id).await;
    let absent = format!("/sheet/{}", "5".repeat(64));
    let mut oma = family.world.browser();
    let mut open = Vec::new();
    for hour in 0..60 {
        let before = family.world.on_disk();
        let nothing = oma.get(&absent).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        assert!(nothing.shows("Ask whoever sent it."), "{}", nothing.body);
        let mut guessed = link.clone();
        guessed.replace_range(link.len() - 1.., if link.ends_with('0') { "1" } else { "0" });
        assert_eq!(oma.get(&guessed).await, nothing, "guessed");
        let answer = oma.get(&link).await;
        if answer.status == StatusCode::OK {
            assert!(answer.shows("About allergies.") && answer.shows("tel:+49170123456"));
            assert!(answer.shows("Oma Lene is in charge."), "{}", answer.body);
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            assert!(answer.header("set-cookie").is_none());
            open.push(hour);
        } else {
            assert_eq!(answer, nothing, "at {hour}");
        }
        assert_eq!(family.world.on_disk(), before, "reading writes nothing");
        family.world.pass_minutes(60);
    }
    assert_eq!(open, (15..39).collect::<Vec<_>>(), "from its midnight to the one after");
}

#[tokio::test]
async fn a_link_taken_back_and_the_one_before_a_new_one_are_gone() {
    let mut family = Family::begun(72).await;
    add_child(&mut family.ana, "Mo").await;
    let id = propose(&mut family.ana, "other", [TODAY, "18:00"], [TODAY, "23:00"]).await;
    share_sheet(&mut family.ana, &id).await;
    let mut oma = family.world.browser();
    let first = make_link(&mut family.ana, &id).await;
    assert_eq!(oma.get(&first).await.status, StatusCode::OK);
    let second = make_link(&mut family.ana, &id).await;
    assert_ne!(first, second);
    assert_eq!(oma.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(oma.get(&second).await.status, StatusCode::OK);
    let here = format!("{TIME}/{id}");
    family.ana.visit_and_submit(&here, &format!("{here}/link/removal"), &[]).await;
    assert_eq!(oma.get(&second).await.status, StatusCode::NOT_FOUND);
    let third = make_link(&mut family.ana, &id).await;
    assert_eq!(oma.get(&third).await.status, StatusCode::OK);
    family.ana.visit_and_submit(&here, &format!("{here}/withdrawal"), &[]).await;
    assert_eq!(oma.get(&third).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_link_works_after_the_program_began_anew() {
    let mut family = Family::begun(73).await;
    add_child(&mut family.ana, "Mo").await;
    let id = propose(&mut family.ana, "other", [TODAY, "18:00"], [TODAY, "23:00"]).await;
    share_sheet(&mut family.ana, &id).await;
    let link = make_link(&mut family.ana, &id).await;
    let world = family.world.restarted(74).await;
    assert_eq!(world.browser().get(&link).await.status, StatusCode::OK);
    let page = family.ana.moved_to(&world).get(&format!("{TIME}/{id}")).await;
    assert!(page.shows("It cannot be shown again here"), "{}", page.body);
}

#[tokio::test]
async fn what_is_not_shared_is_on_nobodys_page() {
    let (mut family, id) = agreed(75).await;
    let words = format!("{TIME}/{id}/sheet/words");
    let kept = [("must-happen", "Drops at four."), ("do", "keep")];
    family.ana.visit_and_submit(&words, &words, &kept).await;
    let sheet = format!("{TIME}/{id}/sheet");
    for page in [TIME, &format!("{TIME}/{id}"), &sheet, &words] {
        assert!(!family.ben.get(page).await.shows("Drops at four."), "{page}");
    }
    assert_eq!(family.ben.get(&sheet).await.status, StatusCode::NOT_FOUND);
    assert!(family.ana.get(&words).await.shows("Drops at four."));
    let shared = [("must-happen", "Drops at four."), ("do", "share")];
    family.ana.submit(&words, &shared).await;
    assert!(family.ben.get(&sheet).await.shows("Drops at four."));
    assert_eq!(family.ben.get(&words).await.status, StatusCode::NOT_FOUND, "its author’s");
}

fn stays_open(route: &Route) -> bool {
    route.pattern.starts_with("/settings") || OPEN_IN_THE_QUIET.contains(&route.pattern.as_str())
}

fn is_calm(answer: &Answer) -> bool {
    answer.shows("You are off") && answer.shows("tel:0170987")
}

#[tokio::test]
async fn whoever_is_off_meets_one_calm_page_at_every_address() {
    let (mut family, id) = agreed(76).await;
    let mut ids = Ids::of(&mut family).await;
    ids.time.clone_from(&id);
    let country =
        [("zone", ""), ("family-zone", "Europe/Berlin"), ("country", "GB"), ("language", "en")];
    family.ben.visit_and_submit("/settings/place", "/settings/place", &country).await;
    family.world.pass_minutes(90);
    let before = family.world.on_disk();
    let fields = [("text", "Where are the wipes?"), ("name", "Ben"), ("do", "send"), ("to", "me")];
    for route in routes() {
        let path = route.path(|name| ids.get(name));
        if stays_open(&route) || route.pattern == "/leave" {
            continue;
        }
        let key = "0123456789abcdef0123456789abcdef";
        if route.is_post() {
            let answer = family.ben.post_with_key(&path, key, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{route:?}");
            assert!(is_calm(&answer), "{route:?}: {}", answer.body);
            assert!(answer.shows("Where are the wipes?"), "{route:?} lost what was typed");
        } else {
            let answer = family.ben.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{route:?}");
            assert!(is_calm(&answer), "{route:?}: {}", answer.body);
            assert!(answer.shows("tel:999"), "the emergency number of where Ben is");
            assert!(answer.shows("Emergency number: United Kingdom"), "{route:?}");
            assert!(!answer.links().contains(&"/talk".to_owned()), "no way that leads back here");
        }
    }
    assert_eq!(family.world.on_disk(), before, "nothing was written");
    let today = family.ana.get("/today").await;
    assert!(!today.shows("wipes") && !is_calm(&today), "{}", today.body);
}

#[tokio::test]
async fn what_stays_open_opens_and_what_would_be_told_waits() {
    let (mut family, _) = agreed(77).await;
    family.world.pass_minutes(90);
    for route in routes().iter().filter(|route| stays_open(route) && !route.is_post()) {
        if route.has_parameter() || route.pattern == "/leave" {
            continue;
        }
        let answer = family.ben.get(&route.pattern).await;
        assert!(!is_calm(&answer) && !answer.status.is_server_error(), "{route:?}");
    }
    let help = family.ben.post_raw("/p", b"to=help".to_vec()).await;
    assert!(help.status == StatusCode::OK && !is_calm(&help));
    let me = family.ben.get("/settings/me").await;
    let form = me.forms_to("/settings/me").into_iter().next().expect("the form");
    let kept = form.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "key" | "name"));
    let mut fields: Vec<_> = kept.map(|(name, it)| (name.as_str(), it.as_str())).collect();
    fields.push(("name", "Benjamin"));
    let answer = family.ben.post("/settings/me", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.shows("It waits; nothing was lost") && answer.shows("value=\"Benjamin\""));
    family.world.pass_minutes(4 * 60);
    let form = answer.forms_to("/settings/me").into_iter().next().expect("to be sent again");
    let kept = form.fields.iter().map(|(name, it)| (name.as_str(), it.as_str()));
    let fields: Vec<_> = kept.filter(|(name, _)| *name != "key").collect();
    let key = form.value("key").expect("a key");
    let sent = family.ben.post_with_key("/settings/me", key, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

#[tokio::test]
async fn what_waited_is_sent_once_it_is_over() {
    let (mut family, _) = agreed(78).await;
    let page = family.ben.get("/talk/thanks/new").await;
    let key = page.forms_to("/talk/thanks/new")[0].value("key").expect("a key").to_owned();
    family.world.pass_minutes(90);
    let thanks = [("text", "You have Mo, and I slept."), ("do", "send")];
    let answer = family.ben.post_with_key("/talk/thanks/new", &key, &thanks).await;
    assert!(is_calm(&answer) && answer.shows("You have Mo, and I slept."), "{}", answer.body);
    family.world.pass_minutes(3 * 60);
    let sent = family.ben.post_with_key("/talk/thanks/new", &key, &thanks).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(family.ana.get("/today").await.shows("thanks you"));
}

#[tokio::test]
async fn we_are_together_again_ends_it_for_that_day() {
    let (mut family, id) = agreed(79).await;
    family.world.pass_minutes(90);
    let page = family.ben.get("/talk").await;
    assert!(is_calm(&page));
    let before = family.ana.get("/today").await;
    family.ben.submit(&format!("{TIME}/{id}/together"), &[]).await;
    assert!(!is_calm(&family.ben.get("/talk").await));
    let after = family.ana.get("/today").await;
    let keyless = |answer: &Answer| {
        let keys = all_after(&answer.body, "name=\"key\" value=\"");
        keys.iter().fold(answer.body.clone(), |body, key| body.replace(key, ""))
    };
    assert_eq!(keyless(&after), keyless(&before), "nobody is told");
}

#[tokio::test]
async fn a_time_that_is_mine_silences_nobody() {
    let mut family = Family::heard(80).await;
    add_child(&mut family.ana, "Mo").await;
    propose(&mut family.ana, "me", [TODAY, "10:00"], [TODAY, "13:00"]).await;
    family.world.pass_minutes(90);
    for path in ["/today", "/talk", "/share", "/children", TIME] {
        for browser in [&mut family.ana, &mut family.ben] {
            let answer = browser.get(path).await;
            assert!(answer.status == StatusCode::OK && !is_calm(&answer), "{path}");
        }
    }
}

#[tokio::test]
async fn a_stranger_who_guesses_leaves_nothing_behind() {
    let family = Family::begun(81).await;
    let mut stranger = family.world.browser();
    for token in ["", "x", "🌊", &"5".repeat(63), &"5".repeat(65), &"g".repeat(64)] {
        let path = format!("/sheet/{}", token.replace('🌊', "%F0%9F%8C%8A"));
        for method in [Method::GET, Method::HEAD] {
            let answer = stranger.ask(method, &path, &[], axum::body::Body::empty()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn a_line_is_kept_with_the_child_and_can_be_taken_away() {
    let (mut family, id) = agreed(82).await;
    let here = format!("{TIME}/{id}");
    assert!(!family.ana.get(&here).await.shows("One line to remember it by"), "not begun");
    family.world.pass_minutes(5 * 60);
    let line = [("day", TODAY), ("text", "The heron stood still.")];
    let path = format!("{here}/line");
    family.ana.visit_and_submit(&here, &path, &line).await;
    for page in [here.as_str(), TIME] {
        assert!(family.ben.get(page).await.shows("The heron stood still."), "{page}");
    }
    family.ana.get(&here).await;
    family.ana.submit(&path, &[("day", TODAY), ("text", "")]).await;
    assert!(!family.ben.get(TIME).await.shows("The heron stood still."));
}

#[tokio::test]
async fn looking_ahead_while_off_is_no_form() {
    let (mut family, _) = agreed(83).await;
    family.world.pass_minutes(90);
    let answer = family.ben.ask(Method::HEAD, "/talk", &[], axum::body::Body::empty()).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn the_other_clock_of_a_family_that_moves_stretches_no_quiet() {
    let (mut family, id) = agreed(84).await;
    family.world.pass_minutes(4 * 60 + 30);
    assert!(!is_calm(&family.ben.get("/talk").await), "it is half past one");
    let west =
        [("zone", ""), ("family-zone", "America/New_York"), ("country", "GB"), ("language", "en")];
    family.ana.visit_and_submit("/settings/place", "/settings/place", &west).await;
    for _ in 0..8 {
        assert!(!is_calm(&family.ben.get("/talk").await), "it does not come again");
        family.world.pass_minutes(60);
    }
    let page = family.ben.get(&format!("{TIME}/{id}")).await;
    let shown = page.body.replace('\u{202f}', " ");
    assert!(shown.contains("4:00 AM to 7:00 AM"), "{shown}");
    assert!(page.shows("planned on Berlin time"), "{}", page.body);
}

#[tokio::test]
async fn two_links_pressed_at_once_are_one_that_can_be_shown() {
    let mut family = Family::begun(86).await;
    add_child(&mut family.ana, "Mo").await;
    let id = propose(&mut family.ana, "other", [TODAY, "18:00"], [TODAY, "23:00"]).await;
    let words = format!("{TIME}/{id}/sheet/words");
    family.ana.get(&words).await;
    let empty = family.ana.post(&words, &[("do", "share")]).await;
    assert!(empty.shows("An empty sheet helps nobody."), "{}", empty.body);
    share_sheet(&mut family.ana, &id).await;
    let here = format!("{TIME}/{id}");
    let page = family.ana.get(&here).await;
    let key = page.forms_to(&format!("{here}/link"))[0].value("key").expect("a key").to_owned();
    let link = make_link(&mut family.ana, &id).await;
    // A second press of the page that was read before.
    family.ana.post_with_key(&format!("{here}/link"), &key, &[]).await;
    let page = family.ana.get(&here).await;
    let shown =
        all_after(&page.body, "/sheet/").into_iter().map(|rest| &rest[..64.min(rest.len())]);
    let shown: Vec<_> = shown.filter(|it| it.chars().all(|c| c.is_ascii_hexdigit())).collect();
    let latest = format!("/sheet/{}", shown.first().expect("the link can be shown"));
    let mut oma = family.world.browser();
    assert_eq!(oma.get(&latest).await.status, StatusCode::OK);
    assert!(latest == link || oma.get(&link).await.status == StatusCode::NOT_FOUND);
}
