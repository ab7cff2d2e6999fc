//! Listening talks over HTTP: two devices, one, and what is left; and what nobody else is told.

mod one_device;

use axum::http::StatusCode;
use http_body_util::BodyExt;

use crate::family::{Family, agreed_talk, form_value};
use crate::two_worlds::door::knock;
use crate::world::{Answer, Browser, World};

/// Presses something in the talk at `here`, and reads the page then.
async fn press(browser: &mut Browser, here: &str, fields: &[(&str, &str)]) -> Answer {
    browser.get(here).await;
    browser.submit(here, fields).await
}

/// Both have said that they are there: Ben speaks, Ana listens.
async fn begun(seed: u8) -> (Family, String) {
    let mut family = Family::heard(seed).await;
    let talk = agreed_talk(&mut family.ana, &mut family.ben).await.expect("Ben is here");
    let here = format!("/talk/listening/{talk}");
    press(&mut family.ana, &here, &[("do", "ready"), ("word", "calm")]).await;
    press(&mut family.ben, &here, &[("do", "ready"), ("word", "tired")]).await;
    (family, here)
}

/// One turn, said back in writing.
async fn turn(speaker: &mut Browser, listener: &mut Browser, here: &str, heard: &str) {
    press(speaker, here, &[("do", "spoken")]).await;
    press(listener, here, &[("do", "said-back"), ("text", heard)]).await;
    press(speaker, here, &[("do", "heard")]).await;
}

#[tokio::test]
async fn a_talk_goes_its_way_and_only_what_both_ticked_is_kept() {
    let (Family { mut ana, mut ben, world }, here) = begun(150).await;
    let page = ana.get(&here).await;
    assert!(page.shows("You listen") && page.shows("Ben: tired"), "{}", page.body);
    turn(&mut ben, &mut ana, &here, "The nights are long for you.").await;
    press(&mut ana, &here, &[("do", "over")]).await;
    press(&mut ben, &here, &[("do", "over")]).await;
    turn(&mut ana, &mut ben, &here, "You are up before all of us.").await;
    let along = [("do", "along"), ("text", "Ask again in May."), ("together", "yes")];
    press(&mut ana, &here, &along).await;
    press(&mut ben, &here, &[("do", "along"), ("text", "Only for me, Ben.")]).await;
    let keep = ana.get(&here).await;
    assert_eq!(keep.choices()["item"], ["heard-0", "heard-1", "along-0"]);
    let ticks = [("do", "keep"), ("item", "heard-0"), ("item", "along-0")];
    press(&mut ana, &here, &ticks).await;
    let after = press(&mut ben, &here, &[("do", "keep"), ("item", "heard-0")]).await;
    assert!(after.shows("The talk is over."), "{}", after.body);
    // The page that followed looks again, and is sent on.
    let sent_on = ana.get(&format!("{here}?was=on")).await;
    assert_eq!(sent_on.location(), "/talk?ok=over");
    let (anas, bens) = (ana.get("/talk").await, ben.get("/talk").await);
    for page in [&anas, &bens] {
        assert!(page.shows("The nights are long for you."), "{}", page.body);
        assert!(!page.shows("You are up before all of us."), "{}", page.body);
    }
    assert!(anas.shows("Ask again in May.") && !bens.shows("Ask again in May."));
    assert!(bens.shows("Only for me, Ben.") && !anas.shows("Only for me, Ben."));
    assert!(!anas.links().iter().any(|link| link.starts_with("/talk/asks/")), "it was held");
    // Restarted, what was kept is there, and either may remove it.
    let world = world.restarted(150).await;
    let (mut ana, mut ben) = (ana.moved_to(&world), ben.moved_to(&world));
    let read = ben.get("/talk").await;
    let kept = read.forms().into_iter().find(|form| form.action.starts_with("/talk/kept/"));
    ben.submit(&kept.expect("kept").action, &[]).await;
    assert!(!ana.get("/talk").await.shows("The nights are long for you."));
}

#[tokio::test]
async fn nobody_is_told_that_the_other_is_there_or_looked() {
    let mut family = Family::heard(151).await;
    let talk = agreed_talk(&mut family.ana, &mut family.ben).await.expect("Ben is here");
    let here = format!("/talk/listening/{talk}");
    let Family { world: _world, mut ana, mut ben } = family;
    let before = (ana.get(&here).await, ana.get("/talk").await, ana.get("/today").await);
    ben.get(&here).await;
    press(&mut ben, &here, &[("do", "ready"), ("word", "tired")]).await;
    ben.get(&here).await;
    assert_eq!((ana.get(&here).await, ana.get("/talk").await, ana.get("/today").await), before);
    let events = ana.get(&format!("{here}/changes")).await;
    assert_eq!(events.status, StatusCode::NOT_FOUND, "who is not in it follows nothing");
    press(&mut ben, &here, &[("do", "leave")]).await;
    let waiting = press(&mut ana, &here, &[("do", "ready")]).await;
    assert!(waiting.shows("It begins when Ben is ready too."), "{}", waiting.body);
}

/// Two families, of which in one Ben waits in the talk. Whatever Ana asks at its door, she is
/// answered the same: also when another time was put forward, and pressing *ready* then begins
/// nothing.
#[tokio::test]
async fn whatever_one_asks_at_the_door_tells_nothing_of_the_other() {
    let mut answers = Vec::new();
    for is_there in [false, true] {
        let Family { world, mut ana, mut ben } = Family::heard(161).await;
        let talk = agreed_talk(&mut ana, &mut ben).await.expect("Ben is here");
        let (here, ask) = (format!("/talk/listening/{talk}"), format!("/talk/asks/{talk}"));
        if is_there {
            press(&mut ben, &here, &[("do", "ready"), ("word", "tired")]).await;
        }
        let mut told = knock(&mut ana, &here).await;
        let another = [("reply", "another"), ("day", "2026-11-24"), ("time", "20:30")];
        press(&mut ana, &ask, &another).await;
        told.extend(knock(&mut ana, &here).await);
        ana.get("/talk").await;
        told.push(("ready".to_owned(), ana.post(&here, &[("do", "ready")]).await));
        told.push(("then".to_owned(), ana.get(&here).await));
        assert!(told.iter().all(|(_, answer)| !answer.shows("You listen")));
        // Three hours later Ben has gone, whatever Ana pressed meanwhile.
        press(&mut ben, &ask, &[("reply", "yes"), ("at", "2026-11-24T20:30")]).await;
        world.pass_minutes(181);
        let waits = press(&mut ana, &here, &[("do", "ready")]).await;
        assert!(waits.shows("It begins when Ben is ready too."), "{}", waits.body);
        answers.push(told);
    }
    let [alone, with_ben] = &answers[..] else { unreachable!("two families") };
    for ((what, one), (_, other)) in alone.iter().zip(with_ben) {
        assert_eq!(one, other, "{what}");
    }
}

/// Two families, of which in one Ana writes a line for herself. Ben is told nothing of it, and the
/// talk was held in both.
#[tokio::test]
async fn a_line_for_oneself_ends_a_talk_as_none_does() {
    let mut seen = Vec::new();
    for text in ["", "Only for me, Ana."] {
        let (Family { world: _world, mut ana, mut ben }, here) = begun(162).await;
        press(&mut ben, &here, &[("do", "spoken")]).await;
        press(&mut ana, &here, &[("do", "said-back"), ("text", "")]).await;
        press(&mut ben, &here, &[("do", "heard")]).await;
        press(&mut ana, &here, &[("do", "enough")]).await;
        press(&mut ben, &here, &[("do", "along"), ("text", "")]).await;
        let over = press(&mut ana, &here, &[("do", "along"), ("text", text)]).await;
        assert!(over.shows("The talk is over."), "{}", over.body);
        assert_eq!(over.shows("Only for me, Ana."), !text.is_empty());
        seen.push((ben.get("/talk").await, ben.get("/today").await, ben.get(&here).await));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].2.status, StatusCode::NOT_FOUND, "it was held");
}

#[tokio::test]
async fn what_is_said_back_does_not_change_under_a_yes() {
    let (Family { world: _world, mut ana, mut ben }, here) = begun(163).await;
    press(&mut ben, &here, &[("do", "spoken")]).await;
    press(&mut ana, &here, &[("do", "said-back"), ("text", "Long nights.")]).await;
    let read = ben.get(&here).await;
    assert!(read.shows("Long nights."), "{}", read.body);
    ana.get(&here).await;
    let late = ana.post(&here, &[("do", "said-back"), ("text", "You like the nights.")]).await;
    assert!(late.shows("was not sent") && late.shows("You like the nights."), "{}", late.body);
    assert!(!ben.get(&here).await.shows("You like the nights."));
}

#[tokio::test]
async fn a_pause_and_a_leaving_look_the_same_and_lose_nothing() {
    let (Family { world: _world, mut ana, mut ben }, here) = begun(152).await;
    press(&mut ben, &here, &[("do", "spoken")]).await;
    let mut seen = Vec::new();
    for act in ["pause", "leave"] {
        ben.get(&here).await;
        ben.post(&here, &[("do", act)]).await;
        let mut page = ana.get(&here).await;
        assert!(page.shows("Paused") && !page.shows("value=\"on\""), "{}", page.body);
        let version = crate::world::attribute_after(&page.body, "data-seen=\"").expect("one");
        page.body = page.body.replace(version, "…");
        seen.push(page);
        press(&mut ben, &here, &[("do", "on")]).await;
    }
    assert_eq!(seen[0], seen[1]);
    ben.post(&here, &[("do", "pause")]).await;
    // What Ana sends meanwhile is there when Ben comes back.
    press(&mut ana, &here, &[("do", "said-back"), ("text", "Long nights.")]).await;
    let back = press(&mut ben, &here, &[("do", "on")]).await;
    assert!(back.shows("Long nights."), "{}", back.body);
}

#[tokio::test]
async fn a_restart_interrupts_a_talk_calmly() {
    let (Family { world, ana, ben }, here) = begun(153).await;
    let world = world.restarted(153).await;
    let (mut ana, mut ben) = (ana.moved_to(&world), ben.moved_to(&world));
    let page = ana.get(&format!("{here}?was=on")).await;
    assert!(page.shows("The talk was interrupted") && page.shows("Ready?"), "{}", page.body);
    assert!(!ben.get(&here).await.shows("interrupted"), "only who was in it is told");
    // What was being written comes back, though it was not sent.
    let fields = [("do", "said-back"), ("text", "The nights are long.")];
    let late = ana.post(&here, &fields).await;
    assert!(late.shows("was not sent") && late.shows("The nights are long."), "{}", late.body);
    press(&mut ana, &here, &[("do", "ready")]).await;
    let on = press(&mut ben, &here, &[("do", "ready")]).await;
    assert!(on.shows("You speak"), "{}", on.body);
}

#[tokio::test]
async fn not_now_changes_nothing_for_who_asked() {
    let Family { world, mut ana, mut ben } = Family::heard(155).await;
    ana.visit_and_submit("/talk/asks", "/talk/asks", &[("topic", "4")]).await;
    let mine = ana.get("/talk").await;
    let links = mine.links();
    let path = links.iter().find(|link| link.starts_with("/talk/asks/")).expect("asked").clone();
    let before = (ana.get("/talk").await, ana.get(&path).await, ana.get("/today").await);
    assert!(ben.get("/today").await.links().contains(&path), "it waits for Ben");
    let after = press(&mut ben, &path, &[("reply", "not-now")]).await;
    assert!(after.shows("Nobody is told."), "{}", after.body);
    assert!(!ben.get("/today").await.links().contains(&path), "and is not told again");
    assert_eq!((ana.get("/talk").await, ana.get(&path).await, ana.get("/today").await), before);
    world.pass_days(22);
    assert_eq!(ana.get(&path).await.status, StatusCode::NOT_FOUND, "it goes by itself");
}

#[tokio::test]
async fn who_asks_twice_is_told_beside_it_and_loses_nothing() {
    let Family { world: _world, mut ana, .. } = Family::heard(164).await;
    ana.visit_and_submit("/talk/asks", "/talk/asks", &[("topic", "4")]).await;
    ana.get("/talk/asks").await;
    let fields =
        [("topic", "own"), ("own", "Our evenings"), ("day", "2026-11-24"), ("time", "20:30")];
    let page = ana.post("/talk/asks", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.shows("id=\"of\"") && page.shows("You have asked for a talk already."));
    assert!(page.still_holds("own", "Our evenings") && page.still_holds("time", "20:30"));
}

#[tokio::test]
async fn a_time_with_seconds_can_be_agreed() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(165).await;
    let fields = [("topic", "4"), ("day", "2026-11-23"), ("time", "08:40:59.5")];
    ana.visit_and_submit("/talk/asks", "/talk/asks", &fields).await;
    let links = ben.get("/talk").await.links();
    let path = links.iter().find(|link| link.starts_with("/talk/asks/")).expect("asked").clone();
    let read = ben.get(&path).await;
    let at = form_value(&read, &path, "at");
    let ready = ben.submit(&path, &[("reply", "yes"), ("at", &at)]).await;
    assert!(ready.shows("Ready?"), "{}", ready.body);
}

#[tokio::test]
async fn another_time_is_agreed_by_the_other_and_can_be_called_off() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(156).await;
    ana.visit_and_submit("/talk/asks", "/talk/asks", &[("topic", "4")]).await;
    let links = ana.get("/talk").await.links();
    let path = links.iter().find(|link| link.starts_with("/talk/asks/")).expect("asked").clone();
    let another = [("reply", "another"), ("day", "2026-11-24"), ("time", "20:30")];
    let page = press(&mut ben, &path, &another).await;
    assert!(page.shows("Tuesday, November 24, 8:30"), "{}", page.body);
    let stale = ana.get(&path).await;
    assert!(stale.shows("Ben would like another time."), "{}", stale.body);
    let answer = ana.post(&path, &[("reply", "yes"), ("at", "")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "not the time that is offered");
    let yes = [("reply", "yes"), ("at", "2026-11-24T20:30")];
    let agreed = press(&mut ana, &path, &yes).await;
    assert!(agreed.shows("You have a talk with Ben"), "its room opens when it is time");
    press(&mut ben, &path, &[("reply", "back")]).await;
    assert_eq!(ana.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// What comes over an open stream until it says something.
async fn next_event(stream: &mut axum::body::Body) -> Option<String> {
    loop {
        let frame = stream.frame().await?.expect("a body in memory").into_data().ok()?;
        let text = String::from_utf8(frame.to_vec()).expect("text");
        if text.contains("id:") || text.contains("id: ") {
            return Some(text);
        }
    }
}

fn version(event: &str) -> u64 {
    let id = event.lines().find_map(|line| line.strip_prefix("id:")).expect("an id");
    id.trim().parse().expect("a number")
}

#[tokio::test]
async fn who_follows_is_told_that_there_is_something_and_not_what() {
    let (Family { world, mut ana, mut ben }, here) = begun(157).await;
    let page = ana.get(&here).await;
    let seen = crate::world::attribute_after(&page.body, "data-seen=\"").expect("one").to_owned();
    let path = format!("{here}/changes");
    let mut stream = ana.stream(&format!("{path}?seen={seen}"), None).await;
    press(&mut ben, &here, &[("do", "spoken")]).await;
    let event = next_event(&mut stream).await.expect("one");
    assert!(event.contains("event:") && event.contains("data:"), "{event}");
    for word in ["tired", "calm", "Ben", "spoken", "long"] {
        assert!(!event.contains(word), "{event}");
    }
    let told = version(&event);
    drop(stream);
    // Lost, and come back: what happened meanwhile is told once, by what the device knew last.
    press(&mut ben, &here, &[("do", "pause")]).await;
    press(&mut ben, &here, &[("do", "on")]).await;
    let mut again = ana.stream(&path, Some(told)).await;
    let now = version(&next_event(&mut again).await.expect("one"));
    assert!(now > told, "{now} {told}");
    let page = ana.get(&here).await;
    assert!(page.shows(&format!("data-seen=\"{now}\"")), "{}", page.body);
    // Signed out elsewhere, the open stream ends without another word.
    ana.post("/sign-out", &[]).await;
    press(&mut ben, &here, &[("do", "pause")]).await;
    assert_eq!(next_event(&mut again).await, None);
    // And a program that stops holds nobody.
    let mut bens = ben.stream(&path, Some(0)).await;
    next_event(&mut bens).await.expect("the first");
    world.app.talks.close();
    next_event(&mut bens).await.expect("a last word");
    assert_eq!(next_event(&mut bens).await, None);
}

#[tokio::test]
async fn too_many_pages_that_follow_are_turned_away() {
    let (Family { world: _world, mut ana, ben: _ben }, here) = begun(158).await;
    let path = format!("{here}/changes");
    let mut open = Vec::new();
    for _ in 0..6 {
        open.push(ana.stream(&path, None).await);
    }
    assert_eq!(ana.get(&path).await.status, StatusCode::NOT_FOUND);
    open.pop();
    drop(ana.stream(&path, None).await);
}

#[tokio::test]
async fn what_is_said_in_a_talk_is_never_on_disk() {
    let (Family { world, mut ana, mut ben }, here) = begun(159).await;
    let before = world.on_disk();
    turn(&mut ben, &mut ana, &here, "The nights are long.").await;
    press(&mut ana, &here, &[("do", "pause")]).await;
    press(&mut ana, &here, &[("do", "on")]).await;
    assert_eq!(world.on_disk(), before);
}

#[tokio::test]
async fn one_parent_alone_has_paper_and_the_preparation() {
    let Family { world: _world, mut ana, .. } = Family::begun(160).await;
    for path in ["/talk/asks", "/talk/one-device"] {
        assert_eq!(ana.get(path).await.location(), "/talk");
    }
    let home = ana.get("/talk").await;
    let links = home.links();
    assert!(["/question", "/talk/preparation"].iter().all(|it| links.contains(&(*it).to_owned())));
    let fields = [("for-them", "Tired."), ("to-ask", ""), ("afraid", "Silence.")];
    let here = "/talk/preparation";
    let page = ana.visit_and_submit(here, here, &fields).await;
    assert!(page.still_holds("afraid", "Silence.") && page.shows("Kept for you."));
    let paper = ana.get("/question?about=11").await;
    assert!(paper.shows("What is not okay for you"), "{}", paper.body);
    assert_eq!(ana.get("/question?about=99").await.status, StatusCode::NOT_FOUND);
    assert_eq!(World::new(1).browser().get("/question?about=0").await.status, StatusCode::OK);
}
