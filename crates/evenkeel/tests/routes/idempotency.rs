//! Every write carries a key: whatever becomes of the connection, pressing twice is pressing once.

use axum::http::StatusCode;

use super::list::Ids;
use crate::family::{Family, cards_of, form_value, invite};
use crate::world::{Browser, World, break_after};

/// One press of a button: the page it stands on, where its form goes, and what it sends.
type Press<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// Presses, then again with the same key: the same answer, and nothing more on disk. Then with the
/// same key and other fields: refused, by a page that offers to send exactly that.
async fn press_twice(world: &World, browser: &mut Browser, press: Press<'_>) {
    let (page, path, fields) = press;
    let read = browser.get(page).await;
    let form = read.forms_to(path);
    let form = form.first().unwrap_or_else(|| panic!("no form for {path}: {}", read.body));
    let key = form.value("key").expect("a key").to_owned();
    let before = world.on_disk();
    let first = browser.post_with_key(path, &key, fields).await;
    assert!(
        first.status.is_success() || first.status == StatusCode::SEE_OTHER,
        "{path}: {}",
        first.body
    );
    let after = world.on_disk();
    assert_ne!(after, before, "{path} did nothing");
    let again = browser.post_with_key(path, &key, fields).await;
    assert_eq!(again, first, "{path}: another answer to the same press");
    assert_eq!(world.on_disk(), after, "{path}: the second press wrote something");
}

/// The same key with other fields: refused, and what was written can be sent from there.
async fn press_otherwise(browser: &mut Browser, press: Press<'_>, field: &str, otherwise: &str) {
    let (page, path, fields) = press;
    let read = browser.get(page).await;
    let key = read.forms_to(path)[0].value("key").expect("a key").to_owned();
    let first = browser.post_with_key(path, &key, fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{path}: {}", first.body);
    let mut others = fields.to_vec();
    others.retain(|(name, _)| *name != field);
    others.push((field, otherwise));
    let refused = browser.post_with_key(path, &key, &others).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{path}: {}", refused.body);
    assert!(refused.shows("What you wrote is still here."), "{path}");
    let offered = refused.forms_to(path);
    let offered = offered.first().expect("a form that sends it again");
    for (name, value) in &others {
        assert_eq!(offered.value(name), Some(*value), "{path}: {name} was lost");
    }
    let next = offered.value("key").expect("a key of its own");
    assert_ne!(next, key);
    let sent = browser.post_with_key(path, next, &others).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", sent.body);
    let again = browser.post_with_key(path, next, &others).await;
    assert_eq!(again, sent, "{path}");
}

const CHILD: [(&str, &str); 5] =
    [("nickname", "Ida"), ("month", "2"), ("year", "2018"), ("lives", "here"), ("decides", "else")];
const OWN: [(&str, &str); 2] = [("name", "Piano"), ("minutes", "30")];

#[tokio::test]
async fn the_same_press_twice_happens_once() {
    let mut family = Family::heard(51).await;
    let ids = Ids::of(&mut family).await;
    let Family { world, mut ana, mut ben } = family;
    let (card, child) =
        (format!("/children/cards/{}", ids.card), format!("/children/{}", ids.child));
    let revocation = format!("/invitations/{}/revocation", ids.invitation);
    let (details, removal) = (format!("{child}/details"), format!("{child}/removal"));
    let presses: [Press<'_>; 14] = [
        ("/children", "/children/names", &[("name", "Anna")]),
        ("/children/new", "/children", &CHILD),
        (&details, &details, &CHILD),
        ("/children/cards", "/children/cards/own", &OWN),
        (&card, &card, &[("name", "Our name for it")]),
        ("/invite", "/invitations", &[("mine", "Anna"), ("called", "Kim")]),
        ("/invite", &revocation, &[]),
        (&details, &removal, &[]),
        ("/settings/me", "/settings/me", &[("name", "Anna"), ("tone", "rose"), ("shape", "bar")]),
        ("/settings/place", "/settings/place", &[("family-zone", "Europe/Vienna")]),
        ("/settings/exit", "/settings/exit", &[("site", "own"), ("own", "weather.example")]),
        ("/settings/keys", "/settings/keys", &[("keys", "off")]),
        ("/settings/code", "/settings/code", &[]),
        ("/settings/sessions", "/settings/sessions", &[("end", "others")]),
    ];
    for press in presses {
        press_twice(&world, &mut ana, press).await;
    }
    let sorted = [("notices", "me"), ("does", "me"), ("go", "next")];
    let first = cards_of(&mut ben).await[0].clone();
    let (sort, plan) = (format!("/share/sort/{first}"), format!("/share/plan/{first}"));
    let weight = format!("/share/sort/{first}/weight");
    let presses: [Press<'_>; 6] = [
        (&sort, &sort, &sorted),
        (&weight, &weight, &[("heaviness", "heavy"), ("cannot", "dont-know-how")]),
        ("/share/plan", &plan, &[("choice", "simplify")]),
        ("/share/sort/end", "/share/sort/seal", &[]),
        ("/share/sort/end", "/share/sort/open", &[]),
        ("/share/sort/end", "/share/sort/taken-back", &[]),
    ];
    for press in presses {
        press_twice(&world, &mut ben, press).await;
    }
}

#[tokio::test]
async fn what_was_said_back_and_heard_is_said_once() {
    let Family { world, mut ana, mut ben } = Family::joined(52).await;
    let to = form_value(&ana.get("/talk").await, "/talk/said-back", "to");
    let said = [("to", to.as_str()), ("text", "Long days.")];
    press_twice(&world, &mut ana, ("/talk", "/talk/said-back", &said)).await;
    let version = form_value(&ben.get("/talk").await, "/talk/heard", "version");
    let reply =
        [("version", version.as_str()), ("reply", "not-quite"), ("missing", "The evenings.")];
    press_twice(&world, &mut ben, ("/talk", "/talk/heard", &reply)).await;
}

#[tokio::test]
async fn what_is_agreed_and_done_is_agreed_and_done_once() {
    let Family { world, mut ana, mut ben } = Family::opened(57).await;
    crate::family::propose(&mut ana).await;
    crate::family::confirm(&mut ana).await;
    let offered = ben.get("/share/agreement").await;
    let mut paths = offered.forms().into_iter().map(|form| form.action);
    let yes = paths.find(|path| path.ends_with("/confirmation")).expect("to say yes to");
    press_twice(&world, &mut ben, ("/share/agreement", &yes, &[])).await;
    world.pass_days(7);
    let mut owned = None;
    for card in cards_of(&mut ana).await {
        let page = ana.get(&format!("/share/cards/{card}")).await;
        if !page.forms_to(&format!("/share/cards/{card}/way")).is_empty() {
            owned = Some(card);
        }
    }
    let card = owned.expect("a card of Ana's");
    let page = format!("/share/cards/{card}");
    let to = |end: &str| format!("{page}/{end}");
    let (done, undone) = (format!("/today/done/{card}"), format!("/today/undone/{card}"));
    let (way, next, given_up) = (to("way"), to("next"), to("not-today"));
    let (taken, down) = (to("taken"), to("putting-down"));
    let presses: [Press<'_>; 7] = [
        (&page, &done, &[]),
        (&page, &undone, &[]),
        (&page, &way, &[("way", "Bags the evening before.")]),
        (&page, &next, &[("next", "2026-12-03")]),
        (&page, &given_up, &[]),
        (&page, &taken, &[]),
        (&down, &down, &[("from", "2026-12-05"), ("instead", "Grandma has it")]),
    ];
    for press in presses {
        press_twice(&world, &mut ana, press).await;
    }
}

#[tokio::test]
async fn the_same_key_with_other_words_is_refused_and_offers_to_send_them() {
    let mut family = Family::joined(53).await;
    let ids = Ids::of(&mut family).await;
    let Family { world: _world, mut ana, .. } = family;
    let card = format!("/children/cards/{}", ids.card);
    let long = "\"quotes\" & <tags>, ".repeat(4);
    let to = form_value(&ana.get("/talk").await, "/talk/said-back", "to");
    press_otherwise(
        &mut ana,
        ("/children", "/children/names", &[("name", "Anna")]),
        "name",
        &long[..70],
    )
    .await;
    press_otherwise(&mut ana, ("/children/new", "/children", &CHILD), "nickname", "Ida & Mo").await;
    press_otherwise(&mut ana, ("/children/cards", "/children/cards/own", &OWN), "name", "Flute")
        .await;
    press_otherwise(&mut ana, (&card, &card, &[("name", "One name")]), "name", "Another").await;
    let said = [("to", to.as_str()), ("text", "Long days.")];
    let read = ana.get("/talk").await;
    let key = form_value(&read, "/talk/said-back", "key");
    ana.post_with_key("/talk/said-back", &key, &said).await;
    let others = [("to", to.as_str()), ("text", "Longer days,\r\nand nights.")];
    let refused = ana.post_with_key("/talk/said-back", &key, &others).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.still_holds("text", "Longer days,\r\nand nights."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_presses_at_once_happen_once() {
    let Family { world: _world, mut ana, .. } = Family::begun(54).await;
    for round in 0..10 {
        let name = format!("Piano {round}");
        ana.get("/children/cards").await;
        let presses: Vec<_> = (0..12)
            .map(|_| {
                let (mut ana, name) = (ana.clone(), name.clone());
                tokio::spawn(async move {
                    ana.post("/children/cards/own", &[("name", &name), ("minutes", "30")]).await
                })
            })
            .collect();
        for press in presses {
            let answer = press.await.expect("no panic");
            assert_eq!(answer.location(), "/children/cards?ok=saved", "{}", answer.body);
        }
        assert_eq!(times_on_the_table(&mut ana, &name).await, 1);
    }
}

#[tokio::test]
async fn a_press_whose_connection_broke_happens_once_when_it_is_sent_again() {
    let Family { world: _world, mut ana, .. } = Family::begun(55).await;
    for polls in 0..12 {
        let name = format!("Flute {polls}");
        ana.get("/children/cards").await;
        let fields = [("name", name.as_str()), ("minutes", "30")];
        let mut gone = ana.clone();
        let answered = break_after(polls, gone.post("/children/cards/own", &fields)).await;
        let again = ana.post("/children/cards/own", &fields).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{polls}: {}", again.body);
        assert_eq!(
            times_on_the_table(&mut ana, &name).await,
            1,
            "after {polls} polls ({answered})"
        );
    }
}

#[tokio::test]
async fn an_answer_whose_connection_broke_joins_once_when_it_is_sent_again() {
    for polls in 0..8 {
        let Family { world: _world, mut ana, mut ben } = Family::begun(56).await;
        let link = invite(&mut ana, "Ana", "Ben").await;
        ben.get(&link).await;
        let fields = [("do", "send"), ("text", "A long day.")];
        let mut gone = ben.clone();
        break_after(polls, gone.post(&link, &fields)).await;
        let again = ben.post(&link, &fields).await;
        assert_eq!(again.location(), "/welcome", "{polls}: {}", again.body);
        assert!(ben.get("/welcome").await.shows("Sent to Ana"), "{polls}");
        assert_eq!(ana.get("/talk").await.body.matches("A long day.").count(), 1, "{polls}");
        let second = send_late(&mut ben.clone(), &link).await;
        assert_eq!(second, StatusCode::OK, "the link is used up");
    }
}

async fn send_late(browser: &mut Browser, link: &str) -> StatusCode {
    browser.get(link).await.status
}

/// How often a card of this name is on the table.
async fn times_on_the_table(browser: &mut Browser, name: &str) -> usize {
    let page = browser.get("/children/cards").await;
    page.body.matches(&format!("<li><span>{name}</span>")).count()
}
