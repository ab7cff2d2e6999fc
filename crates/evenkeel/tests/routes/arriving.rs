//! Beginning, inviting, being invited, and being heard.

use axum::http::StatusCode;

use crate::family::{form_value, hears};
use crate::world::{Answer, Browser, World, attribute_after};

/// Robin, who has begun.
async fn robin(world: &World) -> Browser {
    let mut robin = world.browser();
    robin.get("/before?to=carry").await;
    let answer = robin.post("/begin", &[("to", "carry"), ("zone", "Europe/Vienna")]).await;
    assert_eq!(answer.location(), "/share/sort");
    robin
}

/// The address of a new link.
async fn link(robin: &mut Browser, called: &str) -> String {
    let fields = [("mine", "Robin"), ("called", called)];
    let page = robin.visit_and_submit("/invite", "/invitations", &fields).await;
    let (_, rest) = page.body.split_once("http://localhost:7466/join/").expect("a link");
    format!("/join/{}", &rest[..64])
}

async fn answer_with(browser: &mut Browser, link: &str, text: &str, choice: &str) -> Answer {
    browser.get(link).await;
    browser.post(link, &[("text", text), ("do", choice)]).await
}

/// A page without its form keys, which differ between readers.
fn plain(answer: &Answer) -> String {
    let mut body = answer.body.clone();
    while let Some(key) = attribute_after(&body, "name=\"key\" value=\"").map(ToOwned::to_owned) {
        body = body.replace(&format!("name=\"key\" value=\"{key}\""), "");
    }
    body
}

fn cookie(answer: &Answer) -> Option<&str> {
    answer.header("set-cookie")
}

#[tokio::test]
async fn beginning_twice_begins_once() {
    let world = World::new(1);
    let mut robin = world.browser();
    robin.get("/before?to=alone").await;
    let fields = [("to", "alone"), ("zone", "Europe/Vienna")];
    let mut without_answer = robin.clone();
    let first = robin.post("/begin", &fields).await;
    assert_eq!(first.location(), "/share/plan");
    let again = without_answer.clone().post("/begin", &fields).await;
    assert_eq!((first.location(), cookie(&first)), (again.location(), cookie(&again)));
    // Whoever finds the page a day later does not get in by it.
    world.pass_days(1);
    assert_eq!(cookie(&without_answer.post("/begin", &fields).await), None);
    // Who has begun does not begin again.
    assert_eq!(cookie(&robin.post_with_key("/begin", "another", &fields).await), None);
}

#[tokio::test]
async fn an_unknown_zone_bothers_nobody() {
    let world = World::new(1);
    let mut robin = world.browser();
    robin.get("/before").await;
    let answer = robin.post("/begin", &[("zone", "Mars/Olympus")]).await;
    assert_eq!(answer.location(), "/share/sort");
}

#[tokio::test]
async fn a_link_is_used_once_and_what_does_not_work_answers_alike() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let used = link(&mut robin, "Sam").await;
    let revoked = link(&mut robin, "Kim").await;
    let revocation = {
        let list = robin.get("/invite").await;
        let (_, rest) = list.body.split_once("/invitations/").expect("a link to show");
        format!("/invitations/{}/revocation", &rest[..32])
    };
    assert_eq!(robin.post(&revocation, &[]).await.location(), "/invite?ok=undone");
    let late = link(&mut robin, "Kai").await;
    let mut sam = world.browser();
    let sent = answer_with(&mut sam, &used, "Long", "send").await;
    assert_eq!(sent.location(), "/welcome");
    world.pass_days(15);
    let mut gone = Vec::new();
    for path in [&used, &revoked, &late, "/join/no-such-link"] {
        let read = world.browser().get(path).await;
        let post = async |choice| {
            let fields = [("text", "Long"), ("do", choice)];
            world.browser().post_with_key(path, "a key", &fields).await
        };
        let (sent, kept, not_now) = (post("send").await, post("keep").await, post("not-now").await);
        gone.extend([read, sent, kept, not_now].map(|answer| (answer.status, answer.body)));
    }
    assert!(gone.iter().all(|answer| *answer == gone[0]));
    assert_eq!(gone[0].0, StatusCode::GONE);
}

#[tokio::test]
async fn sending_twice_joins_once() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "Sam").await;
    let mut sam = world.browser();
    sam.get(&link).await;
    let fields = [("text", "A long day."), ("do", "send")];
    let mut without_answer = sam.clone();
    let first = sam.post(&link, &fields).await;
    let again = without_answer.post(&link, &fields).await;
    assert_eq!((first.location(), cookie(&first)), ("/welcome", cookie(&again)));
    assert_eq!(again.location(), "/welcome");
    let welcome = sam.get("/welcome").await;
    assert!(welcome.shows("Robin will first tell you what they heard"));
    let code = attribute_after(&welcome.body.replace("id=\"code\">", "code=\""), "code=\"")
        .map(|code| code[..24].to_owned());
    assert_eq!(code.map(|code| code.matches('-').count()), Some(4));
    assert_eq!(without_answer.get("/welcome").await, welcome);
    world.pass_days(1);
    assert_eq!(sam.get("/welcome").await.location(), "/talk");
}

#[tokio::test]
async fn keeping_an_answer_shows_nowhere() {
    let worlds = [World::new(1), World::new(1)];
    let mut seen = Vec::new();
    for (nth, world) in worlds.iter().enumerate() {
        let mut robin = robin(world).await;
        let link = link(&mut robin, "").await;
        let mut sam = world.browser();
        if nth == 1 {
            let kept = answer_with(&mut sam, &link, "Mine alone", "keep").await;
            assert_eq!(kept.location(), "/answer");
            let read = sam.get("/answer").await;
            assert!(read.shows("Mine alone") && read.shows("Kept for you."));
            assert_eq!(sam.get(&link).await.location(), "/answer");
            // No other page opens to them.
            assert_eq!(sam.get("/talk").await.location(), "/answer");
        }
        let mut pages = Vec::new();
        for path in ["/talk", "/invite", "/today", "/children"] {
            pages.push(robin.get(path).await);
        }
        let opened = world.browser().get(&link).await;
        seen.push((pages, opened.status, plain(&opened)));
    }
    assert!(seen[0] == seen[1]);
}

#[tokio::test]
async fn a_kept_answer_is_changed_and_sent_with_a_name() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "").await;
    let mut sam = world.browser();
    answer_with(&mut sam, &link, "One", "keep").await;
    sam.get("/answer").await;
    assert_eq!(sam.post("/answer", &[("text", "Two"), ("do", "keep")]).await.location(), "/answer");
    let page = sam.get("/answer").await;
    assert!(page.shows("Two") && !page.shows(">One<"));
    let nameless = sam.post("/answer", &[("text", "Three"), ("do", "send")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.shows("name-error") && nameless.shows("Three"));
    let fields = [("text", "Three"), ("name", "Sam"), ("do", "send")];
    assert_eq!(sam.post("/answer", &fields).await.location(), "/welcome");
    assert_eq!(sam.post("/answer", &fields).await.location(), "/welcome");
    let talk = robin.get("/talk").await;
    assert!(talk.shows("Sam answered you") && talk.shows("Three"));
}

#[tokio::test]
async fn not_now_leaves_nothing() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "Sam").await;
    let mut sam = world.browser();
    answer_with(&mut sam, &link, "Only mine", "keep").await;
    let before = sam.clone();
    sam.get("/answer").await;
    let ending = sam.post("/answer", &[("do", "not-now")]).await;
    assert_eq!(ending.location(), "/not-now?until=2026-12-07");
    assert!(cookie(&ending).is_some_and(|cookie| cookie.contains("Max-Age=0")));
    assert!(sam.get(ending.location()).await.shows("nothing is kept"));
    assert_eq!(before.clone().get("/answer").await.location(), "/");
    // The form of before, sent again, is an answer of somebody new.
    let fields = [("text", "Only mine"), ("do", "keep")];
    let mut stale = world.browser();
    let old = stale.post_with_key(&link, &before.key, &fields).await;
    assert_eq!(old.status, StatusCode::CONFLICT);
    assert!(old.shows("Only mine"));
    let key = attribute_after(&old.body, "name=\"key\" value=\"").expect("a new key").to_owned();
    assert_eq!(stale.post_with_key(&link, &key, &fields).await.location(), "/answer");
}

#[tokio::test]
async fn what_was_kept_goes_when_its_link_has_ended() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "Sam").await;
    let mut sam = world.browser();
    answer_with(&mut sam, &link, "Only mine", "keep").await;
    world.app.forget_what_ended().await.expect("a round");
    assert_eq!(sam.get("/answer").await.status, StatusCode::OK);
    // It works to the end of the day that was told.
    world.pass_days(14);
    assert!(sam.get("/answer").await.shows("until December 7, 2026"));
    assert_eq!(world.browser().get(&link).await.status, StatusCode::OK);
    world.pass_days(1);
    let page = sam.get("/answer").await;
    assert!(page.shows("cannot be sent now") && page.shows("Only mine"));
    world.app.forget_what_ended().await.expect("a round");
    assert_eq!(sam.get("/answer").await.location(), "/");
    assert_eq!(robin.get("/talk").await.status, StatusCode::OK);
    world.pass_days(8);
    world.app.forget_what_ended().await.expect("a round");
    assert!(!robin.get("/invite").await.shows("For Sam"));
}

#[tokio::test]
async fn a_link_changes_nothing_for_a_member() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "Sam").await;
    let mut kim = world.browser();
    kim.get("/before").await;
    kim.post("/begin", &[]).await;
    let pages = [robin.get(&link).await, kim.get(&link).await, kim.get("/join/nothing").await];
    assert!(pages.iter().all(|page| page.shows("You are signed in on this device")));
    let sent = kim.post(&link, &[("text", "Mine"), ("do", "send")]).await;
    assert!(sent.shows("You are signed in on this device"));
    assert_eq!(cookie(&sent), None);
    assert_eq!(world.browser().get(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn only_a_few_links_work_at_once() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    robin.get("/invite").await;
    let stale = robin.clone();
    for called in ["A", "B", "C", "D", "E"] {
        link(&mut robin, called).await;
    }
    assert!(robin.get("/invite").await.shows("Five links work"));
    let fields = [("mine", "Robin"), ("called", "F")];
    let sixth = robin.post_with_key("/invitations", "another", &fields).await;
    assert_eq!(sixth.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The first press, come again, finds the first link.
    let fields = [("mine", "Robin"), ("called", "A")];
    let again = robin.post_with_key("/invitations", &stale.key, &fields).await;
    assert!(again.location().starts_with("/invitations/"));
    assert!(robin.get(again.location()).await.shows("Your message to A"));
}

#[tokio::test]
async fn a_link_made_after_one_was_taken_back_is_another() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let first = link(&mut robin, "Sam").await;
    let list = robin.get("/invite").await;
    let (_, rest) = list.body.split_once("/invitations/").expect("a link to show");
    robin.post(&format!("/invitations/{}/revocation", &rest[..32]), &[]).await;
    assert_ne!(link(&mut robin, "Sam").await, first);
}

#[tokio::test]
async fn an_answer_is_said_back_until_it_was_heard() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "Sam").await;
    let mut sam = world.browser();
    answer_with(&mut sam, &link, "I never sit down.", "send").await;
    assert!(sam.get("/talk").await.shows("Your answer is with Robin"));
    let page = robin.get("/talk").await;
    assert!(page.shows("I never sit down.") && page.shows("Send this to Sam"));
    let to = attribute_after(&page.body, "type=\"hidden\" name=\"to\" value=\"");
    let to = to.expect("whom to").to_owned();
    let empty = robin.post("/talk/said-back", &[("to", &to), ("text", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows("text-error") && empty.shows("I never sit down."));
    let said = robin.submit("/talk/said-back", &[("to", &to), ("text", "You are tired.")]).await;
    assert!(said.shows("You said it back to Sam"));
    assert!(sam.get("/talk").await.shows("What Robin heard"));
    let fields = [("reply", "not-quite"), ("missing", "The sitting down.")];
    assert!(hears(&mut sam, &fields).await.shows("Your answer is with Robin"));
    let page = robin.get("/talk").await;
    assert!(page.shows("You are tired.") && page.shows("The sitting down."));
    robin.submit("/talk/said-back", &[("to", &to), ("text", "You never sit.")]).await;
    // What Sam reads is said otherwise meanwhile: the yes is not to that.
    let read = sam.get("/talk").await;
    let version = form_value(&read, "/talk/heard", "version");
    robin.get("/talk/thanks/new").await;
    robin.submit("/talk/said-back", &[("to", &to), ("text", "You never sit, and like it.")]).await;
    for reply in [("reply", "yes"), ("reply", "not-quite")] {
        let fields = [("version", version.as_str()), reply, ("missing", "The evening.")];
        let stale = sam.post("/talk/heard", &fields).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stale.body);
        assert!(stale.shows("You never sit, and like it.") && stale.shows("Nothing was changed."));
        assert!(stale.still_holds("missing", "The evening."), "{}", stale.body);
    }
    assert_eq!(sam.post("/talk/heard", &[("reply", "yes")]).await.status, StatusCode::NOT_FOUND);
    robin.get("/talk/thanks/new").await;
    robin.submit("/talk/said-back", &[("to", &to), ("text", "You never sit.")]).await;
    let heard = hears(&mut sam, &[("reply", "yes")]).await;
    assert!(heard.shows("If you have two more minutes") && heard.shows("You never sit."));
    assert!(robin.get("/talk").await.shows("I never sit down."));
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
    let world = World::new(1);
    let mut robin = robin(&world).await;
    let link = link(&mut robin, "").await;
    let long_line = "a".repeat(81);
    let long_note = "b".repeat(4_001);
    let not_ours = "Sam\u{202E}";
    let mut stranger = world.browser();
    for (fields, field, kept) in [
        (vec![("do", "send")], "text-error", ""),
        (vec![("do", "keep"), ("text", " \n ")], "text-error", ""),
        (vec![("text", "Hello")], "text-error", "Hello"),
        (vec![("do", "later"), ("text", "Hello")], "text-error", "Hello"),
        (vec![("do", "send"), ("text", "Hello")], "name-error", "Hello"),
        (vec![("do", "send"), ("text", &long_note), ("name", "Sam")], "text-error", &long_note),
        (vec![("do", "keep"), ("text", &long_note)], "text-error", &long_note),
        (vec![("do", "send"), ("text", "Hi"), ("name", &long_line)], "name-error", &long_line),
        (vec![("do", "send"), ("text", "Hi"), ("name", not_ours)], "name-error", "Hi"),
        (vec![("do", "send"), ("text", "Hi"), ("name", "a\nb")], "name-error", "Hi"),
        (vec![("do", "keep"), ("text", "a\u{0}b")], "text-error", "a"),
        (vec![("do", "keep"), ("text", "<b>\"</b>\u{7}")], "text-error", "&#60;b&#62;"),
    ] {
        stranger.get(&link).await;
        let answer = stranger.post(&link, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.shows(&format!("id=\"{field}\"")) && answer.shows("id=\"errors\""));
        assert!(answer.shows(kept), "{fields:?}: {}", answer.body);
        assert_eq!(cookie(&answer), None);
    }
    for (fields, field, kept) in [
        (vec![], "mine-error", ""),
        (vec![("called", "Kai")], "mine-error", "Kai"),
        (vec![("mine", "Robin"), ("called", &long_line)], "called-error", &long_line),
        (vec![("mine", &long_line), ("called", "Kai")], "mine-error", "Kai"),
        (vec![("mine", "Robin"), ("called", not_ours)], "called-error", "Robin"),
    ] {
        robin.get("/invite").await;
        let answer = robin.post("/invitations", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.shows(&format!("id=\"{field}\"")) && answer.shows("id=\"errors\""));
        assert!(answer.shows(kept), "{fields:?}: {}", answer.body);
    }
}

/// Whoever kept an answer reads that it is too late, and not why.
#[tokio::test]
async fn who_kept_an_answer_is_not_told_why_its_link_has_ended() {
    let mut pages = Vec::new();
    for is_taken_back in [true, false] {
        let world = World::new(7);
        let mut robin = robin(&world).await;
        let link = link(&mut robin, "Sam").await;
        let mut sam = world.browser();
        answer_with(&mut sam, &link, "I never sit down.", "keep").await;
        assert!(sam.get("/answer").await.shows("I never sit down."));
        if is_taken_back {
            let list = robin.get("/invite").await;
            let (_, rest) = list.body.split_once("/invitations/").expect("a link to show");
            robin.submit(&format!("/invitations/{}/revocation", &rest[..32]), &[]).await;
        }
        world.pass_days(15);
        let page = sam.get("/answer").await;
        assert!(page.shows("I never sit down."), "what is Sam's stays Sam's: {}", page.body);
        pages.push((page.status, page.headers, page.body));
    }
    assert_eq!(pages[0], pages[1]);
}
