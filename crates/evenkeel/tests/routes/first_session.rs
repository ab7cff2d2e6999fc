//! A page for a first session: one's own, of which nothing is kept; and one that all chose, which a
//! counsellor reads by a link.

use axum::http::{Method, StatusCode};

use super::canary::Log;
use super::house::{puts_forward, says_yes};
use crate::family::{Family, add_child, cards_of, invite, send_answer};
use crate::world::{Answer, Browser, all_after};

/// Posts a form at the neutral address, with a key that any page gives.
pub async fn posts(who: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    who.get("/settings/keys").await;
    who.post("/p", fields).await
}

fn keys(page: &Answer, kind: &str) -> Vec<String> {
    let all = all_after(&page.body, "name=\"pick\" value=\"").into_iter();
    let keys = all.filter_map(|rest| rest.split('"').next().map(str::to_owned));
    keys.filter(|key| key.starts_with(kind)).collect()
}

/// What a page says between these, without what only looks.
fn sheet(page: &Answer) -> &str {
    let (_, sheet) = page.body.split_once("<article").expect("a sheet");
    sheet.split_once("</article>").expect("a sheet").0
}

/// Ana and Ben, who have agreed, have a rule and have sorted; with two cards that weigh on Ana.
pub async fn family(seed: u8) -> Family {
    let mut family = Family::agreed(seed).await;
    add_child(&mut family.ana, 2).await;
    let one = puts_forward(&mut family.ana, "it is late", "say it once").await;
    says_yes(&mut family.ben, &one).await;
    let second = [("when", "somebody hits"), ("we", "hold the hand"), ("age", "teen")];
    let new = "/children/rules/new";
    let home = family.ana.visit_and_submit(new, new, &second).await;
    let links = home.links().into_iter();
    let mut rules = links.filter(|link| link.len() == one.len() && link.contains("/rules/"));
    let other = rules.find(|link| *link != one).expect("another");
    says_yes(&mut family.ben, &other).await;
    for browser in [&mut family.ana, &mut family.ben] {
        browser.visit_and_submit("/share/sort/end", "/share/sort/more", &[]).await;
    }
    let card = cards_of(&mut family.ana).await.last().expect("a card").clone();
    let path = format!("/share/sort/{card}/weight");
    family.ana.get(&path).await;
    family.ana.post(&path, &[("heaviness", "draining"), ("go", "next")]).await;
    family
}

#[tokio::test]
async fn a_page_for_ones_own_session_holds_what_was_picked_and_is_kept_nowhere() {
    let Family { world, mut ana, mut ben } = family(191).await;
    let choose = posts(&mut ana, &[("to", "sheet")]).await;
    assert_eq!(choose.status, StatusCode::OK);
    for kind in ["adults", "children", "agreed-", "card-", "rule-", "ask-"] {
        assert!(!keys(&choose, kind).is_empty(), "{kind}: {}", choose.body);
    }
    let bens = posts(&mut ben, &[("to", "sheet")]).await;
    assert!(keys(&bens, "heavy-").is_empty(), "what weighs on Ana is hers");

    let rules = keys(&choose, "rule-");
    let before = world.on_disk();
    let typed = [("brings", "We row each evening."), ("pick", rules[0].as_str())];
    let shown = posts(&mut ana, &[&[("to", "sheet-show")], typed.as_slice()].concat()).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    assert!(shown.header("set-cookie").is_none());
    let read = sheet(&shown);
    assert!(read.contains("We row each evening.") && read.contains("say it once"), "{read}");
    assert!(!read.contains("hold the hand") && !read.contains("Mo"), "{read}");

    let file = posts(&mut ana, &[&[("to", "sheet-file")], typed.as_slice()].concat()).await;
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"page.txt\""));
    assert_eq!(file.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(file.shows("- When it is late\r\n  we say it once\r\n"), "{}", file.body);
    let again = posts(&mut ana, &[&[("to", "sheet")], typed.as_slice()].concat()).await;
    assert!(again.shows("We row each evening.") && again.shows("checked"), "to change it");

    let short = [("to", "sheet-show"), ("pick", "children"), ("called", "initials")];
    let short = posts(&mut ana, &short).await;
    assert!(sheet(&short).contains("M., ") && !sheet(&short).contains("Mo"), "{}", short.body);
    for fields in [&[("to", "sheet-show")][..], &[("to", "sheet-file"), ("pick", "rule-1")]] {
        let empty = posts(&mut ana, fields).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.shows("Write a line, or pick something"), "{}", empty.body);
    }
    assert!(world.on_disk() == before, "nothing of it is kept");
    assert_eq!(posts(&mut ben, &[("to", "sheet")]).await.body, bens.body, "nobody is told");
    let stranger =
        world.browser().post("/p", &[&[("to", "sheet-show")], &typed[..]].concat()).await;
    assert!(stranger.shows("<h1") && !stranger.shows("We row"), "{}", stranger.body);
}

/// Ana puts a page forward, and Ben says yes to it.
pub async fn chosen(ana: &mut Browser, ben: &mut Browser) -> String {
    let choose = posts(ana, &[("to", "joint-choose")]).await;
    assert!(keys(&choose, "heavy-").is_empty(), "what is one's own is not offered");
    let rules = keys(&choose, "rule-");
    let offer = [("to", "joint-offer"), ("brings", "We row."), ("pick", rules[0].as_str())];
    let offered = posts(ana, &offer).await;
    assert_eq!(offered.status, StatusCode::OK, "{}", offered.body);
    assert!(offered.shows("This page waits for a yes"), "{}", offered.body);
    assert!(ben.get("/today").await.shows("Something waits for your word in Help."));
    let page = posts(ben, &[("to", "joint")]).await;
    assert!(sheet(&page).contains("say it once") && page.shows("Yes, this page"), "{}", page.body);
    let version = version(&page);
    let said = posts(ben, &[("to", "joint-yes"), ("version", &version)]).await;
    assert!(said.shows("Show it to your counsellor"), "{}", said.body);
    version
}

pub fn version(page: &Answer) -> String {
    let all = all_after(&page.body, "name=\"version\" value=\"");
    all.first().and_then(|rest| rest.split('"').next()).expect("a version").to_owned()
}

async fn link(who: &mut Browser, version: &str, days: &str) -> String {
    let made = posts(who, &[("to", "joint-link"), ("version", version), ("days", days)]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let all = all_after(&made.body, "/session/");
    let token = all.last().expect("the page shows the link");
    let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
    assert_eq!(token.len(), 96);
    format!("/session/{token}")
}

#[tokio::test]
async fn a_link_opens_what_all_chose_in_its_days_and_nothing_else() {
    let Family { world, mut ana, mut ben } = family(192).await;
    let version = chosen(&mut ana, &mut ben).await;
    let mut reader = world.browser();
    let absent = format!("/session/{}", "5".repeat(96));
    let nothing = reader.get(&absent).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let path = link(&mut ana, &version, "2").await;
    let bens = posts(&mut ben, &[("to", "joint")]).await;
    assert!(bens.shows("Ana made a link") && !bens.shows(&path), "{}", bens.body);
    let log = Log::default();
    let _logging = log.listens();
    let quiet = log.heard();
    for day in 0..4 {
        let before = world.on_disk();
        let read = reader.get(&path).await;
        if day <= 2 {
            assert_eq!(read.status, StatusCode::OK, "day {day}");
            for words in ["We row.", "say it once", "Chosen for this session by ", "Ana", "Ben"] {
                assert!(read.shows(words), "{words}: {}", read.body);
            }
            // Whatever else there is stays where it is.
            for words in ["hold the hand", "Mo", "Food shopping", "/today", "name=\"key\""] {
                assert!(!read.shows(words), "{words}: {}", read.body);
            }
            assert_eq!(read.header("cache-control"), Some("no-store"));
            // Read by one who is signed in, it is the same.
            assert_eq!(ana.get(&path).await.body, read.body);
            assert!(read.header("set-cookie").is_none());
        } else {
            assert!(read == nothing, "over: {}", read.body);
        }
        let mut guessed = path.clone();
        guessed.replace_range(path.len() - 1.., if path.ends_with('0') { "1" } else { "0" });
        assert!(reader.get(&guessed).await == nothing, "guessed");
        assert!(world.on_disk() == before, "reading writes nothing");
        world.pass_days(1);
    }
    assert!(log.heard() == quiet, "nor is it logged");
    for token in ["", "x", "%F0%9F%8C%8A", &"5".repeat(95), &"5".repeat(97), &"g".repeat(96)] {
        for method in [Method::GET, Method::HEAD] {
            let path = format!("/session/{token}");
            let answer = reader.ask(method, &path, &[], axum::body::Body::empty()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn any_of_them_ends_it_at_once() {
    let Family { world, mut ana, mut ben } = family(193).await;
    let first = chosen(&mut ana, &mut ben).await;
    let mut reader = world.browser();
    let nothing = reader.get(&format!("/session/{}", "5".repeat(96))).await;
    let [one, other] = [link(&mut ana, &first, "14").await, link(&mut ben, &first, "30").await];
    for path in [&one, &other, &one] {
        assert_eq!(reader.get(path).await.status, StatusCode::OK, "as often as they like");
    }
    posts(&mut ben, &[("to", "joint-end"), ("link", "0")]).await;
    assert!(reader.get(&one).await == nothing);
    assert_eq!(reader.get(&other).await.status, StatusCode::OK);
    posts(&mut ana, &[("to", "joint-down")]).await;
    assert!(reader.get(&other).await == nothing);
    let gone = posts(&mut ana, &[("to", "joint-link"), ("version", &first), ("days", "1")]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", gone.body);

    let again = chosen(&mut ana, &mut ben).await;
    let path = link(&mut ana, &again, "1").await;
    assert_eq!(reader.get(&path).await.status, StatusCode::OK);
    let invited = invite(&mut ana, "Ana", "Kim").await;
    send_answer(&mut world.browser(), &invited, "Long days.").await;
    assert!(reader.get(&path).await == nothing, "somebody joined who did not choose it");
}

#[tokio::test]
async fn what_waits_is_on_no_link_and_can_be_taken_back() {
    let Family { world, mut ana, mut ben } = family(194).await;
    let offer = [("to", "joint-offer"), ("brings", "We row.")];
    let page = posts(&mut ana, &offer).await;
    let version = version(&page);
    for (who, to) in [(&mut ana, "joint-link"), (&mut ben, "joint-link")] {
        let refused = posts(who, &[("to", to), ("version", &version), ("days", "3")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let back = posts(&mut ben, &[("to", "joint-back"), ("version", &version)]).await;
    assert!(back.shows("Pick what goes on the page"), "{}", back.body);
    assert!(!ben.get("/today").await.shows("Something waits for your word"));
    let late = posts(&mut ana, &[("to", "joint-yes"), ("version", &version)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.shows("There is a newer version"), "{}", late.body);
    let restarted = chosen(&mut ana, &mut ben).await;
    let path = link(&mut ana, &restarted, "3").await;
    let world = world.restarted(195).await;
    assert_eq!(world.browser().get(&path).await.status, StatusCode::OK);
    let page = posts(&mut ana.moved_to(&world), &[("to", "joint")]).await;
    assert!(page.shows("You made a link") && !page.shows(&path), "{}", page.body);
}
