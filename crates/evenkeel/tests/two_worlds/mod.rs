//! Two worlds: the main test against the likeliest attacker, the other adult in the house.
//!
//! Both worlds have the same seed and the same visible history. In one of them Robin also does
//! things in private. Whatever Sam then fetches is the same in both, to the byte: status, headers,
//! bodies, ids, order and times; and Sam fetches all there is. A room that lets Robin do something
//! in private adds it to [`acts`].

mod acts;
pub mod crawl;
pub mod door;
pub mod draws;

use std::collections::BTreeSet;

use axum::http::StatusCode;

use crate::family::{Family, add_child, agreed_talk, hears};
use crate::routes::solo::propose as propose_time;
use crate::world::{Answer, Browser, World, all_after};
use acts::{act_in_private, act_on_todays_cards};
use crawl::{TALK, crawl};
use door::knock;
use draws::Draws;

/// Rounds of private acts in one pair of worlds, each followed by Sam's reading everything.
const ROUNDS: usize = 260;

struct Side {
    _world: World,
    robin: Browser,
    sam: Browser,
    cards: Vec<String>,
}

// Four pairs, side by side: they take long.
#[tokio::test]
async fn nothing_in_private_changes_a_byte_for_the_other_1() {
    before_the_opening(1).await;
}

#[tokio::test]
async fn nothing_in_private_changes_a_byte_for_the_other_2() {
    before_the_opening(2).await;
}

#[tokio::test]
async fn nothing_in_private_changes_a_byte_for_the_other_3() {
    before_the_opening(3).await;
}

#[tokio::test]
async fn nothing_in_private_changes_a_byte_for_the_other_4() {
    before_the_opening(4).await;
}

#[tokio::test]
async fn after_the_opening_private_marks_are_private_again() {
    for seed in 1..=2 {
        let mut draws = Draws::new(seed);
        let (mut left, mut right) = (begun(seed).await, begun(seed).await);
        for _ in 0..20 {
            act_in_private(&mut left.robin, &left.cards, &mut draws, false).await;
        }
        for side in [&mut left, &mut right] {
            open_the_same(side).await;
        }
        let page = left.sam.get("/share/pictures").await;
        assert!(page.shows("class=\"rows"), "the pictures are open: {}", page.body);
        compare(&mut left.sam, &mut right.sam).await;
        for _ in 0..40 {
            for _ in 0..=draws.below(3) {
                act_in_private(&mut left.robin, &left.cards, &mut draws, false).await;
            }
            compare(&mut left.sam, &mut right.sam).await;
        }
    }
}

#[tokio::test]
async fn what_an_owner_does_light_marks_on_is_theirs() {
    let mut draws = Draws::new(5);
    let (mut left, mut right) = (Family::agreed(85).await, Family::agreed(85).await);
    compare(&mut left.ben, &mut right.ben).await;
    for _ in 0..40 {
        act_on_todays_cards(&mut left.ana, &mut draws).await;
        compare(&mut left.ben, &mut right.ben).await;
    }
    assert_ne!(left.ana.get("/today").await.body, right.ana.get("/today").await.body);
}

async fn before_the_opening(seed: u8) {
    let mut draws = Draws::new(seed);
    let (mut left, mut right) = (begun(seed).await, begun(seed).await);
    for _ in 0..ROUNDS {
        for _ in 0..=draws.below(3) {
            act_in_private(&mut left.robin, &left.cards, &mut draws, true).await;
        }
        if draws.below(4) == 0 {
            let (act, card) = (draws.below(6), draws.below(left.cards.len()));
            both_as_sam(&mut left, act, card).await;
            both_as_sam(&mut right, act, card).await;
        }
        compare(&mut left.sam, &mut right.sam).await;
    }
    // What Robin did was done: their own pages do differ.
    let own = [
        "/share/sort/list",
        "/share/plan",
        "/settings",
        "/talk/preparation",
        "/talk/thanks",
        "/children/time",
    ];
    for path in own {
        assert_ne!(left.robin.get(path).await.body, right.robin.get(path).await.body, "{path}");
    }
}

/// The other reads everything in both worlds, and finds the same.
async fn compare(left: &mut Browser, right: &mut Browser) {
    let (one, other) = (crawl(left).await, crawl(right).await);
    assert_eq!(one.len(), other.len(), "more pages in one world");
    assert!(one.len() > 30, "the crawl reads the site: {}", one.len());
    for ((path, a), (_, b)) in one.iter().zip(&other) {
        assert_eq!(a, b, "{path} differs");
    }
    for (talk, _) in one.iter().filter(|(path, _)| path.starts_with(TALK)) {
        assert_eq!(knock(left, talk).await, knock(right, talk).await);
    }
}

/// What Sam does too, the same in both worlds; never pressing *open*, which may bring the opening.
async fn both_as_sam(side: &mut Side, act: usize, card: usize) {
    let sort = format!("/share/sort/{}", side.cards[card]);
    let sam = &mut side.sam;
    match act {
        0 => {
            sam.get("/share/sort/end").await;
            sam.post("/share/sort/seal", &[]).await;
        }
        1 => {
            sam.get("/share/sort/end").await;
            sam.post("/share/sort/taken-back", &[]).await;
        }
        _ => {
            sam.get(&sort).await;
            sam.post(&sort, &[("notices", "me"), ("does", "both")]).await;
        }
    }
}

/// Both tell the same of every card in both worlds, close, and open.
async fn open_the_same(side: &mut Side) {
    side.robin.get("/share/sort/end").await;
    side.robin.post("/share/sort/taken-back", &[]).await;
    for (n, card) in side.cards.clone().iter().enumerate() {
        let sort = format!("/share/sort/{card}");
        let weight = format!("/share/sort/{card}/weight");
        let does = ["me", "other"][n % 2];
        for browser in [&mut side.robin, &mut side.sam] {
            browser.get(&sort).await;
            browser.post(&sort, &[("skip", "no")]).await;
            browser.get(&sort).await;
            let marks = [("notices", "me"), ("does", does), ("minutes", "60")];
            expect_sent_on(&browser.post(&sort, &marks).await);
            browser.get(&weight).await;
            let marks = [("heaviness", "middling"), ("cannot", "no")];
            expect_sent_on(&browser.post(&weight, &marks).await);
        }
    }
    for browser in [&mut side.robin, &mut side.sam] {
        browser.get("/share/sort/end").await;
        expect_sent_on(&browser.post("/share/sort/seal", &[]).await);
        browser.get("/share/sort/end").await;
        expect_sent_on(&browser.post("/share/sort/open", &[]).await);
    }
}

#[track_caller]
fn expect_sent_on(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Robin has begun; Sam was invited, answered, was said back to, and heard.
async fn begun(seed: u8) -> Side {
    let world = World::new(seed);
    let mut robin = world.browser();
    robin.get("/before?to=carry").await;
    expect_sent_on(&robin.post("/begin", &[("to", "carry"), ("zone", "Europe/Vienna")]).await);
    let fields = [("mine", "Robin"), ("called", "Sam")];
    let page = robin.visit_and_submit("/invite", "/invitations", &fields).await;
    let (_, rest) = page.body.split_once("http://localhost:7466/join/").expect("a link");
    let link = format!("/join/{}", &rest[..64]);
    let mut sam = world.browser();
    sam.get(&link).await;
    let answer = [("text", "Long, and then the washing."), ("do", "send")];
    expect_sent_on(&sam.post(&link, &answer).await);
    let talk = robin.get("/talk").await;
    let to = all_after(&talk.body, "type=\"hidden\" name=\"to\" value=\"");
    let said = [("to", to[0]), ("text", "A long day.")];
    expect_sent_on(&robin.post("/talk/said-back", &said).await);
    hears(&mut sam, &[("reply", "yes")]).await;
    // One talk is agreed, for another Sam has asked.
    agreed_talk(&mut robin, &mut sam).await.expect("both are here");
    expect_sent_on(&sam.post("/talk/asks", &[("topic", "2")]).await);
    sam.get("/talk/thanks/new").await;
    let thanks = [("text", "You asked how it is for me."), ("do", "send")];
    expect_sent_on(&sam.post("/talk/thanks/new", &thanks).await);
    // A question about a child whom both decide for.
    let child = add_child(&mut robin, 2).await;
    let asked = [("own", "A party?"), ("child", child.as_str())];
    robin.visit_and_submit("/talk/decisions/new", "/talk/decisions", &asked).await;
    // A time alone that runs and is not agreed, and one that waits for Robin.
    let (today, tomorrow) = ("2026-11-23", "2026-11-24");
    propose_time(&mut robin, "me", [today, "08:00"], [today, "22:00"]).await;
    propose_time(&mut sam, "me", [tomorrow, "10:00"], [tomorrow, "13:00"]).await;
    let list = robin.get("/share/sort/list").await;
    let cards: BTreeSet<_> = all_after(&list.body, "href=\"/share/sort/")
        .into_iter()
        .filter(|id| id.len() == 32)
        .map(ToOwned::to_owned)
        .collect();
    assert_eq!(cards.len(), 10, "the opening's cards");
    Side { _world: world, robin, sam, cards: cards.into_iter().collect() }
}
