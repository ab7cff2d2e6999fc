//! Two worlds: the main test against the likeliest attacker, the other adult in the house.
//!
//! Both worlds have the same seed and the same visible history. In one of them Robin also does
//! things in private. Whatever Sam then fetches is the same in both, to the byte: status, headers,
//! bodies, ids, order and times. A room that lets Robin do something in private adds it to
//! [`private_act`].

use std::collections::{BTreeSet, VecDeque};

use axum::http::StatusCode;
use sha2::{Digest, Sha256};

use crate::world::{Answer, Browser, World, all_after};

/// Pairs of worlds, each compared after so many rounds of private acts.
const PAIRS: u8 = 4;
const ROUNDS: usize = 260;
/// A whole crawl every so many rounds; in between some pages of the last one.
const CRAWL_EVERY: usize = 20;
const PAGES_BETWEEN: usize = 5;
/// Most pages a crawl reads.
const PAGES_MAX: usize = 400;
/// Where a member's crawl begins; the rest is found by following links.
const ENTRANCES: &[&str] = &[
    "/",
    "/today",
    "/talk",
    "/share",
    "/children",
    "/settings",
    "/p",
    "/share/sort",
    "/share/pictures",
    "/share/division",
    "/share/agreement",
    "/share/mine",
    "/share/plan",
];

struct Side {
    _world: World,
    robin: Browser,
    sam: Browser,
    cards: Vec<String>,
}

#[tokio::test]
async fn nothing_that_robin_does_in_private_changes_a_byte_for_sam() {
    let mut compared = 0;
    for seed in 1..=PAIRS {
        let mut draws = Draws::new(seed);
        let (mut left, mut right) = (begun(seed).await, begun(seed).await);
        for round in 0..ROUNDS {
            for _ in 0..=draws.below(3) {
                private_act(&mut left, &mut draws, true).await;
            }
            if draws.below(4) == 0 {
                let (act, card) = (draws.below(6), draws.below(left.cards.len()));
                both_as_sam(&mut left, act, card).await;
                both_as_sam(&mut right, act, card).await;
            }
            compare(&mut left, &mut right, round, &mut draws).await;
            compared += 1;
        }
        // What Robin did was done: their own pages do differ.
        for path in ["/share/sort/list", "/share/plan"] {
            assert_ne!(left.robin.get(path).await.body, right.robin.get(path).await.body);
        }
    }
    assert!(compared >= 1_000);
}

#[tokio::test]
async fn after_the_opening_private_marks_are_private_again() {
    for seed in 1..=2 {
        let mut draws = Draws::new(seed);
        let (mut left, mut right) = (begun(seed).await, begun(seed).await);
        for _ in 0..20 {
            private_act(&mut left, &mut draws, false).await;
        }
        for side in [&mut left, &mut right] {
            open_the_same(side).await;
        }
        let page = left.sam.get("/share/pictures").await;
        assert!(page.shows("class=\"rows"), "the pictures are open: {}", page.body);
        compare(&mut left, &mut right, 0, &mut draws).await;
        for round in 1..=40 {
            for _ in 0..=draws.below(3) {
                private_act(&mut left, &mut draws, false).await;
            }
            compare(&mut left, &mut right, round, &mut draws).await;
        }
    }
}

/// Sam reads in both worlds, and finds the same.
async fn compare(left: &mut Side, right: &mut Side, round: usize, draws: &mut Draws) {
    if round.is_multiple_of(CRAWL_EVERY) {
        let (one, other) = (crawl(&mut left.sam).await, crawl(&mut right.sam).await);
        assert_eq!(one.len(), other.len(), "Sam finds more pages in one world");
        assert!(one.len() > 20, "the crawl reads the site");
        for ((path, a), (_, b)) in one.iter().zip(&other) {
            assert_eq!(a, b, "{path} differs");
        }
        return;
    }
    for _ in 0..PAGES_BETWEEN {
        let path = ENTRANCES[draws.below(ENTRANCES.len())];
        let (a, b) = (left.sam.get(path).await, right.sam.get(path).await);
        assert_eq!(a, b, "{path} differs");
    }
}

/// One thing that Robin may do without anybody's knowing. A refusal is an answer too.
async fn private_act(side: &mut Side, draws: &mut Draws, may_press_open: bool) {
    const WHO: [&str; 5] = ["me", "other", "both", "someone-else", "nobody"];
    const HEAVY: [&str; 5] = ["feather", "light", "middling", "heavy", "draining"];
    const CANNOT: [&str; 3] = ["no", "not-possible", "dont-know-how"];
    const PLAN: [&str; 5] = ["keep", "put-down", "simplify", "ask-someone", "pay-for"];
    let card = side.cards[draws.below(side.cards.len())].clone();
    let sort = format!("/share/sort/{card}");
    let weight = format!("/share/sort/{card}/weight");
    let minutes = draws.below(7_000).to_string();
    let robin = &mut side.robin;
    match draws.below(12) {
        0..=2 => {
            robin.get(&sort).await;
            let marks = [
                ("notices", WHO[draws.below(5)]),
                ("does", WHO[draws.below(5)]),
                ("minutes", minutes.as_str()),
            ];
            let told = 1 + draws.below(3);
            robin.post(&sort, &marks[..told]).await;
        }
        3 => {
            robin.get(&sort).await;
            robin.post(&sort, &[("skip", "yes")]).await;
        }
        4 | 5 => {
            robin.get(&weight).await;
            let fields = [
                ("heaviness", HEAVY[draws.below(5)]),
                ("cannot", CANNOT[draws.below(3)]),
                ("like", "yes"),
            ];
            robin.post(&weight, &fields[..2 + draws.below(2)]).await;
        }
        6 => {
            robin.get("/share/plan").await;
            robin.post(&format!("/share/plan/{card}"), &[("choice", PLAN[draws.below(5)])]).await;
        }
        7 => {
            robin.get("/share/sort/end").await;
            robin.post("/share/sort/more", &[]).await;
        }
        8 => {
            robin.get("/share/sort/end").await;
            robin.post("/share/sort/seal", &[]).await;
        }
        9 => {
            robin.get("/share/sort/end").await;
            robin.post("/share/sort/taken-back", &[]).await;
        }
        10 if may_press_open => {
            robin.get("/share/sort/end").await;
            robin.post("/share/sort/open", &[]).await;
        }
        _ => read_or_settle(robin, draws).await,
    }
}

/// Robin looks for help, looks around, or sets something for themselves.
async fn read_or_settle(robin: &mut Browser, draws: &mut Draws) {
    match draws.below(4) {
        0 => {
            robin.post_raw("/p", b"to=help".to_vec()).await;
        }
        1 => {
            robin.get(ENTRANCES[draws.below(ENTRANCES.len())]).await;
        }
        2 => {
            robin.get("/today").await;
            robin.post("/today/step", &[("step", "talk")]).await;
        }
        _ => {
            robin.get("/settings/exit").await;
            robin.post("/settings/exit", &[("site", "usual"), ("own", "")]).await;
        }
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
    sam.get("/talk").await;
    expect_sent_on(&sam.post("/talk/heard", &[("reply", "yes")]).await);
    let list = robin.get("/share/sort/list").await;
    let cards: BTreeSet<_> = all_after(&list.body, "href=\"/share/sort/")
        .into_iter()
        .filter(|id| id.len() == 32)
        .map(ToOwned::to_owned)
        .collect();
    assert_eq!(cards.len(), 10, "the opening's cards");
    Side { _world: world, robin, sam, cards: cards.into_iter().collect() }
}

/// Every page that links lead to, in the order they were found.
async fn crawl(browser: &mut Browser) -> Vec<(String, Answer)> {
    let mut waiting: VecDeque<String> = ENTRANCES.iter().map(|path| (*path).to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let answer = browser.get(&path).await;
        for link in links(&answer) {
            if known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
        pages.push((path, answer));
        assert!(pages.len() <= PAGES_MAX, "the site has no end");
    }
    pages
}

/// Links of a page within the site, but for the one that signs out.
fn links(answer: &Answer) -> Vec<String> {
    let hrefs = all_after(&answer.body, "href=\"").into_iter();
    let inside = hrefs.filter(|href| href.starts_with('/') && !href.starts_with("/assets/"));
    let mut links: Vec<_> = inside
        .map(|href| href.split('#').next().unwrap_or(href).replace("&amp;", "&"))
        .filter(|href| href != "/leave")
        .collect();
    if answer.location().starts_with('/') {
        links.push(answer.location().to_owned());
    }
    links
}

/// The same draws for the same seed, on every run: a hash of how many there were.
struct Draws {
    seed: u8,
    drawn: u64,
}

impl Draws {
    const fn new(seed: u8) -> Self {
        Self { seed, drawn: 0 }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.drawn += 1;
        let digest = Sha256::new()
            .chain_update([self.seed])
            .chain_update(self.drawn.to_be_bytes())
            .finalize();
        usize::from(u16::from_be_bytes([digest[0], digest[1]])) % bound
    }
}
