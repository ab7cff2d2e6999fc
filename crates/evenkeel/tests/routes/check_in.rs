//! The weekly talk: a time both chose, numbers that open together, and nothing of leaving it out.

use axum::http::StatusCode;

use crate::family::Family;
use crate::world::Answer;

const TIME: &str = "/talk/check-in/time";
/// The world's clock stands at a Monday.
const TOMORROW: [(&str, &str); 2] = [("day", "tuesday"), ("at", "20:15")];
const FULL: &str = "/talk/check-in/long/full";

async fn with_a_time(seed: u8) -> Family {
    let mut family = Family::heard(seed).await;
    family.ana.visit_and_submit(TIME, TIME, &TOMORROW).await;
    let yes = format!("{TIME}/confirmation");
    family.ben.visit_and_submit(TIME, &yes, &TOMORROW).await;
    family
}

#[tokio::test]
async fn a_time_is_suggested_agreed_and_told_from_the_day_before() {
    let Family { world, mut ana, mut ben } = Family::heard(141).await;
    ana.visit_and_submit(TIME, TIME, &TOMORROW).await;
    assert!(ana.get("/talk/check-in").await.shows("No weekly time is set"));
    assert!(ben.get("/today").await.shows("Ana suggests a time for a weekly talk."));
    let yes = format!("{TIME}/confirmation");
    let stale = ben.post(&yes, &[("day", "tuesday"), ("at", "21:00")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.shows("That is not on the table any more"));
    ben.visit_and_submit(TIME, &yes, &TOMORROW).await;
    for who in [&mut ana, &mut ben] {
        assert!(who.get("/today").await.shows("Your weekly talk is tomorrow at 8:15\u{202f}PM."));
        assert!(who.get("/talk/check-in").await.shows("Tuesdays at 8:15\u{202f}PM"));
    }
    world.pass_days(1);
    assert!(ben.get("/today").await.shows("Your weekly talk is today at 8:15\u{202f}PM."));
    world.pass_days(1);
    assert!(!ben.get("/today").await.shows("weekly talk is"));
    // Either may end it.
    ben.visit_and_submit(TIME, &format!("{TIME}/ending"), &[]).await;
    assert!(ana.get("/talk/check-in").await.shows("No weekly time is set"));
}

#[tokio::test]
async fn leaving_one_out_is_nobody_elses_to_know() {
    let Family { world: _world, mut ana, mut ben } = with_a_time(142).await;
    let pages = ["/today", "/talk", "/talk/check-in", "/talk/check-in/long/close"];
    let mut before = Vec::new();
    for page in pages {
        before.push(ben.get(page).await);
    }
    ana.visit_and_submit("/talk/check-in", "/talk/check-in/not-this-week", &[]).await;
    assert!(!ana.get("/today").await.shows("weekly talk is"));
    for (page, before) in pages.into_iter().zip(before) {
        assert_eq!(ben.get(page).await, before, "{page}");
    }
}

#[tokio::test]
async fn numbers_open_together_and_the_picture_is_the_households() {
    let Family { world: _world, mut ana, mut ben } = with_a_time(143).await;
    let before = [ben.get(FULL).await, ben.get("/talk/check-in").await];
    let say = "/talk/check-in/long/fullness";
    ana.visit_and_submit(FULL, say, &[("full", "n9")]).await;
    assert!(ana.get(FULL).await.shows("You said 9."));
    assert_eq!([ben.get(FULL).await, ben.get("/talk/check-in").await], before);
    ana.visit_and_submit(FULL, "/talk/check-in/long/fullness/removal", &[]).await;
    ana.visit_and_submit(FULL, say, &[("full", "n8")]).await;
    ben.visit_and_submit(FULL, say, &[("full", "n5")]).await;
    for who in [&mut ana, &mut ben] {
        let page = who.get(FULL).await;
        assert!(page.shows("8 of 10") && page.shows("5 of 10"), "{}", page.body);
        let picture = who.get("/talk/check-in").await;
        assert!(picture.shows("7 of 10") && !picture.shows("8 of 10"), "{}", picture.body);
    }
}

#[tokio::test]
async fn a_line_is_kept_for_all_and_a_note_for_oneself() {
    let Family { world: _world, mut ana, mut ben } = with_a_time(144).await;
    let (close, end) = ("/talk/check-in/short/close", "/talk/check-in/short/end");
    ana.visit_and_submit(close, end, &[("line", "Fish on Fridays.")]).await;
    assert!(!ana.get("/today").await.shows("weekly talk is"), "it was had");
    assert!(ben.get("/today").await.shows("weekly talk is"), "Ben may still have it");
    assert!(ben.get("/talk/check-in").await.shows("Fish on Fridays."));
    let alone = "/talk/check-in/alone";
    ben.visit_and_submit(alone, alone, &[("note", "I am so tired.")]).await;
    assert!(ben.get("/talk/check-in").await.shows("I am so tired."));
    for page in ["/talk/check-in", alone, close] {
        assert!(!ana.get(page).await.shows("so tired"), "{page}");
    }
}

#[tokio::test]
async fn one_alone_has_a_time_a_number_and_a_note() {
    let Family { world: _world, mut ana, .. } = Family::begun(145).await;
    let alone = "/talk/check-in/alone";
    assert_eq!(ana.get(FULL).await.location(), alone);
    ana.visit_and_submit(TIME, TIME, &TOMORROW).await;
    assert!(ana.get("/talk/check-in").await.shows("Tuesdays at 8:15\u{202f}PM"));
    ana.visit_and_submit(alone, "/talk/check-in/alone/full", &[("full", "n10")]).await;
    assert!(ana.get("/talk/check-in").await.shows("10 of 10"));
    ana.visit_and_submit(alone, alone, &[("note", "Soup counts.")]).await;
    assert!(ana.get("/talk/check-in").await.shows("Soup counts."));
    // With somebody else here a number is for the talk with them.
    let Family { world: _world, mut ana, .. } = Family::heard(146).await;
    ana.get(alone).await;
    let refused = ana.post("/talk/check-in/alone/full", &[("full", "n1")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_calendar_file_says_when_and_nothing_more() {
    let Family { world, mut ana, .. } = with_a_time(147).await;
    let file: Answer = ana.get("/talk/check-in/calendar").await;
    assert_eq!(file.header("content-type"), Some("text/calendar; charset=utf-8"));
    for line in [
        "DTSTART:20261124T201500",
        "DTEND:20261124T203500",
        "RRULE:FREQ=WEEKLY",
        "SUMMARY:Weekly talk",
    ] {
        assert!(file.body.lines().any(|it| it == line), "{line}: {}", file.body);
    }
    assert!(!file.body.contains("Ana") && !file.body.contains("Ben"));
    world.pass_minutes(60);
    assert_eq!(ana.get("/talk/check-in/calendar").await.body, file.body);
    // Elsewhere it is at another time of the day.
    let place = [("zone", "America/New_York"), ("family-zone", "Etc/UTC")];
    let place = [&place[..], &[("country", ""), ("language", "en")]].concat();
    ana.visit_and_submit("/settings/place", "/settings/place", &place).await;
    let there = ana.get("/talk/check-in/calendar").await;
    assert!(!there.body.contains("T201500"), "{}", there.body);
    let Family { world: _world, mut ana, .. } = Family::begun(148).await;
    let missing = ana.get("/talk/check-in/calendar").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_step_is_not_there() {
    let Family { world: _world, mut ana, .. } = Family::heard(149).await;
    for page in ["long/nothing", "wide/thanks", "short/worked", "short/time"] {
        let answer = ana.get(&format!("/talk/check-in/{page}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
}
