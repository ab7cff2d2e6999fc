//! What one may do without anybody's knowing.

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use crate::routes::list::linked;
use crate::world::{Answer, Browser, attribute_after};

use super::crawl::ENTRANCES;
use super::draws::Draws;

/// One thing that Robin may do without anybody's knowing. A refusal is an answer too.
pub(super) async fn act_in_private(
    robin: &mut Browser,
    cards: &[String],
    draws: &mut Draws,
    may_press_open: bool,
) {
    const WHO: [&str; 5] = ["me", "other", "both", "someone-else", "nobody"];
    const HEAVY: [&str; 5] = ["feather", "light", "middling", "heavy", "draining"];
    const CANNOT: [&str; 3] = ["no", "not-possible", "dont-know-how"];
    const PLAN: [&str; 5] = ["keep", "put-down", "simplify", "ask-someone", "pay-for"];
    let card = &cards[draws.below(cards.len())];
    let sort = format!("/share/sort/{card}");
    let weight = format!("/share/sort/{card}/weight");
    let minutes = draws.below(7_000).to_string();
    match draws.below(40) {
        14 | 15 => prepare(robin, draws).await,
        16 | 17 => talk_in_private(robin, draws).await,
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
        7 => end_of_round(robin, "more").await,
        8 => end_of_round(robin, "seal").await,
        9 => end_of_round(robin, "taken-back").await,
        10 if may_press_open => end_of_round(robin, "open").await,
        24..27 => check_in(robin, draws).await,
        27 | 28 => says_what_they_would_do(robin, draws, may_press_open).await,
        29 | 30 => thinks_about_a_question(robin, draws, may_press_open).await,
        31..34 => know(robin, draws, may_press_open).await,
        34..38 => alone_with_the_child(robin, draws).await,
        38 | 39 => lend(robin, draws).await,
        11 => look_around(robin, draws).await,
        12 | 13 => thank(robin, draws).await,
        20..=22 => expect(robin, draws, may_press_open).await,
        _ => settle(robin, draws).await,
    }
}

/// Robin thinks about a talk before asking for it.
async fn prepare(robin: &mut Browser, draws: &mut Draws) {
    let long = "It is late. ".repeat(draws.below(40));
    let texts = ["", "Tired, I think.", "What is the hardest hour?", long.trim()];
    let [them, ask, afraid] = [(); 3].map(|()| texts[draws.below(4)]);
    robin.get("/talk/preparation").await;
    let fields = [("for-them", them), ("to-ask", ask), ("afraid", afraid)];
    robin.post("/talk/preparation", &fields).await;
}

/// Robin says *not now*, or is there for a talk before Sam is, and thinks better of it; or talks
/// with somebody over a device of their own.
async fn talk_in_private(robin: &mut Browser, draws: &mut Draws) {
    let home = robin.get("/talk").await;
    let links = home.links().into_iter();
    let talks = links
        .filter(|link| link.starts_with("/talk/asks/") || link.starts_with("/talk/listening/"));
    let talks: Vec<_> = talks.collect();
    if talks.is_empty() || draws.below(4) == 0 {
        let topics = ["1", "2", "11"];
        robin.get("/talk/one-device").await;
        let chosen = [("topic", topics[draws.below(3)]), ("asked", "me"), ("own", "")];
        robin.post("/talk/one-device", &chosen).await;
        return;
    }
    let talk = &talks[draws.below(talks.len())];
    robin.get(talk).await;
    let act = if talk.starts_with("/talk/asks/") {
        ("reply", "not-now")
    } else {
        ("do", ["ready", "ready", "leave", "pause"][draws.below(4)])
    };
    robin.post(talk, &[act, ("word", "calm")]).await;
}

/// Robin says how full the week was, takes it back, notes something, or leaves the talk out.
async fn check_in(robin: &mut Browser, draws: &mut Draws) {
    const HERE: &str = "/talk/check-in";
    const ALONE: &str = "/talk/check-in/alone";
    const NUMBER: &str = "/talk/check-in/long/full";
    let full = format!("n{}", draws.below(11));
    match draws.below(5) {
        0 => press(robin, HERE, "/talk/check-in/not-this-week", &[]).await,
        1 => press(robin, NUMBER, "/talk/check-in/long/fullness/removal", &[]).await,
        2 => press(robin, ALONE, ALONE, &[("note", &full)]).await,
        _ => press(robin, NUMBER, "/talk/check-in/long/fullness", &[("full", &full)]).await,
    }
}

/// Presses a button at the end of the sort's round.
async fn end_of_round(robin: &mut Browser, button: &str) {
    robin.get("/share/sort/end").await;
    robin.post(&format!("/share/sort/{button}"), &[]).await;
}

/// Robin says what they expect, closes it, takes it back, or writes about their own home.
async fn expect(robin: &mut Browser, draws: &mut Draws, may_press_open: bool) {
    const SAYS: [&str; 6] =
        ["not-at-all", "mostly-no", "in-the-middle", "mostly-yes", "very-much", "not-us"];
    let n = (1 + draws.below(12)).to_string();
    let set = (1 + draws.below(2)).to_string();
    let set_page = format!("/talk/expectations/set?n={set}");
    let of_set = [("n", set.as_str())];
    match draws.below(8) {
        0 => press(robin, &set_page, "/talk/expectations/seal", &of_set).await,
        1 => press(robin, &set_page, "/talk/expectations/taken-back", &of_set).await,
        2 if may_press_open => press(robin, &set_page, "/talk/expectations/open", &of_set).await,
        3 => {
            let page = format!("/talk/expectations/root?n={n}");
            let text = "My aunt did it all. ".repeat(draws.below(40));
            let fields = [("n", n.as_str()), ("text", text.as_str())];
            press(robin, &page, "/talk/expectations/root", &fields).await;
        }
        _ => {
            let page = format!("/talk/expectations/question?n={n}");
            let fields = [("n", n.as_str()), ("says", SAYS[draws.below(6)]), ("kept", "yes")];
            let told = 2 + draws.below(2);
            press(robin, &page, "/talk/expectations/question", &fields[..told]).await;
        }
    }
}

/// Robin answers a moment, closes it, or takes it back.
async fn says_what_they_would_do(robin: &mut Browser, draws: &mut Draws, may_press_open: bool) {
    const MOMENT: &str = "/children/rules/moment";
    let n = (1 + draws.below(3)).to_string();
    let page = format!("{MOMENT}?n={n}");
    let of = [("n", n.as_str())];
    match draws.below(6) {
        0 => press(robin, &page, &format!("{MOMENT}/seal"), &of).await,
        1 => press(robin, &page, &format!("{MOMENT}/taken-back"), &of).await,
        2 if may_press_open => press(robin, &page, &format!("{MOMENT}/open"), &of).await,
        _ => {
            let text = "I breathe. ".repeat(draws.below(40));
            let fields = [("n", n.as_str()), ("first", text.as_str()), ("root", "My aunt.")];
            press(robin, &page, MOMENT, &fields).await;
        }
    }
}

/// Robin writes how they see a question, closes it, or takes it back.
async fn thinks_about_a_question(robin: &mut Browser, draws: &mut Draws, may_press_open: bool) {
    let asked = robin.get("/talk/decisions").await.links();
    let question = asked
        .iter()
        .find(|link| link.strip_prefix("/talk/decisions/").is_some_and(|id| id.len() == 32));
    let Some(question) = question else { return };
    match draws.below(7) {
        0 => press(robin, question, &format!("{question}/seal"), &[]).await,
        1 => press(robin, question, &format!("{question}/taken-back"), &[]).await,
        2 if may_press_open => press(robin, question, &format!("{question}/open"), &[]).await,
        3 => press(robin, question, &format!("{question}/looking"), &[]).await,
        _ => {
            let think = "I do not know. ".repeat(draws.below(40));
            let view = format!("{question}/view");
            let fields = [("level", "together"), ("think", think.as_str()), ("fear", "")];
            press(robin, &view, &view, &fields).await;
        }
    }
}

/// Robin marks what they know of the child, writes, closes what they ticked, or takes it back.
async fn know(robin: &mut Browser, draws: &mut Draws, may_close: bool) {
    const MARKS: [&str; 4] = ["know", "think-so", "find-out", "not-ours"];
    let child = linked(&robin.get("/children").await, "/children/").expect("a child");
    let home = format!("/children/{child}/knowing");
    match draws.below(6) {
        0 if may_close => {
            let closing = format!("{home}/closing");
            let page = robin.get(&home).await;
            let forms = page.forms_to(&closing);
            let to = forms.first().and_then(|form| form.value("to")).unwrap_or_default();
            robin.post(&closing, &[("to", to)]).await;
        }
        1 => press(robin, &home, &format!("{home}/taken-back"), &[]).await,
        _ => {
            let n = (1 + draws.below(40)).to_string();
            let text = "When the window is open. ".repeat(draws.below(40));
            let mark = MARKS[draws.below(4)];
            let fields = [("n", n.as_str()), ("left", "2"), ("mark", mark), ("text", &text)];
            let fields = [fields.as_slice(), &[("open", "yes")]].concat();
            let told = 3 + draws.below(3);
            let page = format!("{home}/question?n={n}&left=2");
            press(robin, &page, &format!("{home}/question"), &fields[..told]).await;
        }
    }
}

/// Robin says *not now* to a time, writes on a sheet that nobody is shown, or keeps a line of a
/// time that is not agreed.
async fn alone_with_the_child(robin: &mut Browser, draws: &mut Draws) {
    const HOME: &str = "/children/time";
    let links = robin.get(HOME).await.links().into_iter();
    let times: Vec<_> = links
        .filter(|link| link.strip_prefix("/children/time/").is_some_and(|id| id.len() == 32))
        .collect();
    let Some(time) = times.get(draws.below(times.len().max(1))) else { return };
    let text = "The heron stood still. ".repeat(draws.below(20));
    match draws.below(4) {
        0 => press(robin, time, &format!("{time}/not-now"), &[]).await,
        1 => press(robin, time, &format!("{time}/line"), &[("text", text.trim())]).await,
        _ => {
            let words = format!("{time}/sheet/words");
            let fields = [("must-happen", text.trim()), ("do", "keep")];
            press(robin, &words, &words, &fields).await;
        }
    }
}

/// Robin writes thanks and does not send them, or holds what came without a word.
async fn thank(robin: &mut Browser, draws: &mut Draws) {
    const HOME: &str = "/talk/thanks";
    const NEW: &str = "/talk/thanks/new";
    let kept = robin.get(HOME).await.links();
    let draft = kept.iter().find(|link| link.starts_with("/talk/thanks/drawer/"));
    let text = format!("Thank you for {}.", "everything ".repeat(draws.below(40)));
    let fields = [("text", text.as_str()), ("more", "If we slept."), ("do", "keep")];
    match (draws.below(4), draft) {
        (0, _) => press(robin, NEW, NEW, &fields).await,
        (1, Some(draft)) => press(robin, draft, draft, &fields).await,
        (2, Some(draft)) => press(robin, draft, &format!("{draft}/removal"), &[]).await,
        _ => {
            let new = kept
                .iter()
                .find(|link| link.strip_prefix("/talk/thanks/").is_some_and(|id| id.len() == 32));
            if let Some(new) = new {
                press(robin, new, &format!("{new}/held"), &[]).await;
            } else {
                press(robin, NEW, NEW, &[("text", ""), ("begin", "3"), ("do", "keep")]).await;
            }
        }
    }
}

/// Robin lends a counsellor a page of their own, or takes it back.
async fn lend(robin: &mut Browser, draws: &mut Draws) {
    let page = robin.post_raw("/p", b"to=me".to_vec()).await.body;
    let who = attribute_after(&page, "data-who=\"").unwrap_or_default().to_owned();
    let file = format!("age-encryption.org/v1\n{}", "x".repeat(draws.below(40_000)));
    let file = (draws.below(3) > 0).then(|| BASE64_STANDARD.encode(file));
    let token = draws.below(3).to_string().repeat(64);
    let body = json!({ "who": who, "token": token, "days": 1 + draws.below(30), "file": file });
    let headers = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let answer = robin.ask(Method::PUT, "/p/lent", &headers, body.to_string()).await;
    assert!([StatusCode::NO_CONTENT, StatusCode::CONFLICT].contains(&answer.status));
}

/// Robin looks for help, or around.
async fn look_around(robin: &mut Browser, draws: &mut Draws) {
    const HELP: [&str; 11] = [
        "help",
        "signs",
        "kinds",
        "asking",
        "after-no",
        "find",
        "list-file",
        "wellbeing",
        "sheet",
        "sheet-show&brings=Mine&pick=ask-1",
        "joint-choose",
    ];
    match draws.below(5) {
        0 => {
            let to = HELP[draws.below(HELP.len())];
            robin.post_raw("/p", format!("to={to}&region=kent&kind=couple").into_bytes()).await;
        }
        3 => {
            robin.get("/settings").await;
            let to = ["wellbeing-on", "wellbeing-off"][draws.below(2)];
            robin.post("/p", &[("to", to)]).await;
        }
        4 => {
            let answer = |draws: &mut Draws| draws.below(4);
            let [a, b, c, d] = [(); 4].map(|()| answer(draws));
            let answers = format!("phq2-1={a}&phq2-2={b}&gad2-1={c}&gad2-2={d}");
            robin.post_raw("/p", format!("to=wellbeing-answer&{answers}").into_bytes()).await;
        }
        1 => {
            robin.get(ENTRANCES[draws.below(ENTRANCES.len())]).await;
        }
        _ => {
            robin.get("/today").await;
            robin.post("/today/step", &[("step", "talk")]).await;
            robin.get("/today").await;
            let steps = ["hidden", "shown"][draws.below(2)];
            robin.post("/today/steps", &[("steps", steps)]).await;
        }
    }
}

/// Robin sets something for themselves alone.
async fn settle(robin: &mut Browser, draws: &mut Draws) {
    const ZONES: [&str; 3] = ["Europe/Vienna", "America/New_York", "Asia/Tokyo"];
    const COUNTRIES: [&str; 3] = ["at", "us", "jp"];
    match draws.below(8) {
        0 => {
            robin.get("/settings/exit").await;
            robin.post("/settings/exit", &[("site", "usual"), ("own", "")]).await;
        }
        1 | 2 => {
            let zone = ZONES[draws.below(3)];
            let country = COUNTRIES[draws.below(3)];
            let chosen = [("zone", zone), ("country", country), ("language", "en")];
            press(robin, "/settings/place", "/settings/place", &chosen).await;
        }
        3 => {
            let keys = ["on", "off"][draws.below(2)];
            press(robin, "/settings/keys", "/settings/keys", &[("keys", keys)]).await;
        }
        4 => press(robin, "/settings/code", "/settings/code", &[]).await,
        5 => press(robin, "/settings/sessions", "/settings/sessions", &[]).await,
        6 => press(robin, "/settings/code", "/settings/lost-proof", &[]).await,
        _ => {
            let name = format!("robin-{}", draws.below(1_000));
            let chosen = [("name", name.as_str()), ("password", "a quiet harbour at dawn")];
            press(robin, "/settings/sign-in", "/settings/sign-in", &chosen).await;
        }
    }
}

/// Ticks a card of one's own, or takes a tick back.
pub(super) async fn act_on_todays_cards(owner: &mut Browser, draws: &mut Draws) {
    let today = owner.get("/today").await;
    let ticks: Vec<_> = today
        .forms()
        .into_iter()
        .filter(|form| {
            form.action.starts_with("/today/done/") || form.action.starts_with("/today/undone/")
        })
        .collect();
    let tick = &ticks[draws.below(ticks.len())];
    let key = tick.value("key").expect("a key").to_owned();
    let answer = owner.post_with_key(&tick.action, &key, &[]).await;
    assert!(answer.status.is_redirection(), "{}: {}", tick.action, answer.body);
}

/// Sends a page's form as it stands, but for what is chosen. A form that is not there is not sent.
async fn press(browser: &mut Browser, page: &str, action: &str, chosen: &[(&str, &str)]) {
    let read: Answer = browser.get(page).await;
    let Some(form) = read.forms_to(action).into_iter().next() else { return };
    let kept = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, _)| chosen.iter().all(|(other, _)| other != name));
    let key = form.value("key").unwrap_or_default().to_owned();
    let fields: Vec<_> =
        kept.filter(|(name, _)| *name != "key").chain(chosen.iter().copied()).collect();
    browser.post_with_key(action, &key, &fields).await;
}
