//! Bad input of every form: a clear message by its field, nothing lost, nothing changed, no panic.

mod child_fields;
mod fields;
mod help_fields;
mod house_fields;
mod requests;
mod talk_fields;
mod time_fields;
mod values;

use axum::http::StatusCode;

use self::child_fields::CHILDS;
use self::fields::{
    AGREED, ALONE, ASKED_FOR, ASKING, BUTTONS, BY_LINK, Field, KEPT, Kind, LISTENED, READY,
    SHARED_DEVICE, STRANGER, TAKES_ALONG, TO_HEAR, TO_SAY_BACK, TO_SHOW,
};
use self::help_fields::{HELPING, LENDING};
use self::house_fields::DECIDING;
use self::talk_fields::{EXPECTING, THANKING, WORDING};
use self::time_fields::PLANNING;
use self::values::bad;
use super::list::linked;
use super::{first_session, solo};
use crate::family::{
    BENS_ANSWER, Family, add_child, agreed_talk, cards_of, form_value, invite, send_answer,
};
use crate::world::{Answer, Browser, World, all_after};

/// Fewest cases of the whole table.
const CASES_MIN: usize = 300;

#[test]
fn the_table_is_long_enough() {
    let tables: [&[Field]; 23] = [
        &HELPING,
        &LENDING,
        &CHILDS,
        &DECIDING,
        &ASKING,
        &ASKED_FOR,
        &READY,
        &LISTENED,
        &TAKES_ALONG,
        &AGREED,
        &ALONE,
        &BUTTONS,
        &STRANGER,
        &BY_LINK,
        &KEPT,
        &TO_SAY_BACK,
        &TO_HEAR,
        &TO_SHOW,
        &THANKING,
        &EXPECTING,
        &WORDING,
        &SHARED_DEVICE,
        &PLANNING,
    ];
    let cases: usize = tables.concat().iter().map(|field| bad(field.kind).len()).sum();
    assert!(cases >= CASES_MIN, "{cases}");
}

#[tokio::test]
async fn one_alone_is_told_beside_each_field() {
    let Family { world, mut ana, .. } = Family::begun(31).await;
    let child = add_child(&mut ana, 1).await;
    let page = format!("/children/{child}/facts");
    let contact = [("about", "10"), ("text", "Oma"), ("phone", "030 123456")];
    let page = ana.visit_and_submit(&format!("{page}/new?about=10"), &page, &contact).await;
    let fact = linked(&page, &format!("/children/{child}/facts/")).expect("written");
    let card = cards_of(&mut ana).await[0].clone();
    let asked = [("own", "A phone at twelve?"), ("child", child.as_str())];
    let new = "/talk/decisions/new";
    let asked = ana.visit_and_submit(new, "/talk/decisions", &asked).await;
    let decision = linked(&asked, "/talk/decisions/").expect("asked");
    let ids = |text: &str| {
        let text = text.replace("{card}", &card).replace("{child}", &child);
        text.replace("{fact}", &fact).replace("{decision}", &decision)
    };
    try_all(&world, &mut ana, &HELPING, ids).await;
    try_all(&world, &mut ana, &DECIDING, ids).await;
    try_all(&world, &mut ana, &CHILDS, ids).await;
    try_all(&world, &mut ana, &ALONE, ids).await;
    try_all(&world, &mut ana, &BUTTONS, ids).await;
}

#[tokio::test]
async fn who_shows_a_page_to_a_counsellor_is_told_beside_the_field() {
    let Family { world, mut ana, mut ben } = first_session::family(196).await;
    let version = first_session::chosen(&mut ana, &mut ben).await;
    try_all(&world, &mut ana, &LENDING, |text| text.replace("{version}", &version)).await;
}

#[tokio::test]
async fn who_plans_a_time_is_told_beside_each_field() {
    let Family { world, mut ana, .. } = Family::begun(30).await;
    solo::add_child(&mut ana, "Mo").await;
    let [from, to] = [["2026-11-23", "08:00"], ["2026-11-23", "22:00"]];
    let time = solo::propose(&mut ana, "other", from, to).await;
    let page = ana.get("/children/time/new").await;
    let me = all_after(&page.body, "name=\"who\" value=\"")[0].to_owned();
    let child = all_after(&page.body, "name=\"child\" value=\"")[0].to_owned();
    let ids =
        |text: &str| text.replace("{time}", &time).replace("{me}", &me).replace("{child}", &child);
    try_all(&world, &mut ana, &PLANNING, ids).await;
}

#[tokio::test]
async fn somebody_not_signed_in_is_told_beside_each_field() {
    let world = World::new(32);
    try_all(&world, &mut world.browser(), &STRANGER, str::to_owned).await;
}

#[tokio::test]
async fn who_was_invited_is_told_beside_each_field() {
    let Family { world, mut ana, mut ben } = Family::begun(33).await;
    let link = invite(&mut ana, "Ana", "").await;
    let token = link.trim_start_matches("/join/");
    try_all(&world, &mut ben, &BY_LINK, |text| text.replace("{token}", token)).await;
    ben.visit_and_submit(&link, &link, &[("do", "keep"), ("text", "Mine")]).await;
    try_all(&world, &mut ben, &KEPT, str::to_owned).await;
}

#[tokio::test]
async fn who_talks_is_told_beside_each_field() {
    let Family { world, mut ana, mut ben } = Family::begun(34).await;
    let link = invite(&mut ana, "Ana", "Ben").await;
    send_answer(&mut ben, &link, BENS_ANSWER).await;
    let other = form_value(&ana.get("/talk").await, "/talk/said-back", "to");
    try_all(&world, &mut ana, &TO_SAY_BACK, |text| text.replace("{other}", &other)).await;
    ana.submit("/talk/said-back", &[("to", &other), ("text", "Long days.")]).await;
    try_all(&world, &mut ben, &TO_HEAR, str::to_owned).await;
}

#[tokio::test]
async fn who_asks_for_a_talk_is_told_beside_each_field() {
    let Family { world, mut ana, mut ben } = Family::heard(37).await;
    try_all(&world, &mut ana, &ASKING, str::to_owned).await;
    let talk = agreed_talk(&mut ana, &mut ben).await.expect("Ben is there");
    let ids = |text: &str| text.replace("{talk}", &talk);
    try_all(&world, &mut ana, &ASKED_FOR, ids).await;
    try_all(&world, &mut ana, &READY, ids).await;
    let here = ids("/talk/listening/{talk}");
    ana.submit(&here, &[("do", "ready")]).await;
    for act in ["ready", "spoken"] {
        ben.visit_and_submit(&here, &here, &[("do", act)]).await;
    }
    try_all(&world, &mut ana, &LISTENED, ids).await;
    ana.submit(&here, &[("do", "said-back"), ("text", "")]).await;
    for act in ["heard", "enough"] {
        ben.submit(&here, &[("do", act)]).await;
    }
    try_all(&world, &mut ana, &TAKES_ALONG, ids).await;
}

#[tokio::test]
async fn who_expects_something_is_told_beside_each_field() {
    const QUESTION: &str = "/talk/expectations/question";
    let Family { world, mut ana, mut ben } = Family::heard(39).await;
    try_all(&world, &mut ana, &EXPECTING, str::to_owned).await;
    for browser in [&mut ana, &mut ben] {
        let says = [("n", "1"), ("says", "mostly-no")];
        browser.visit_and_submit(QUESTION, QUESTION, &says).await;
        for act in ["seal", "open"] {
            browser.get("/talk/expectations/set").await;
            browser.submit(&format!("/talk/expectations/{act}"), &[("n", "1")]).await;
        }
    }
    try_all(&world, &mut ana, &WORDING, str::to_owned).await;
}

#[tokio::test]
async fn who_thanks_is_told_beside_each_field() {
    const NEW: &str = "/talk/thanks/new";
    let Family { world, mut ana, mut ben } = Family::heard(37).await;
    ana.visit_and_submit(NEW, NEW, &[("text", "You were there."), ("do", "send")]).await;
    ben.visit_and_submit(NEW, NEW, &[("text", "So were you."), ("do", "keep")]).await;
    let home = ben.get("/talk/thanks").await;
    let [draft, thanks] = ["/talk/thanks/drawer/", "/talk/thanks/"]
        .map(|before| linked(&home, before).expect("a link"));
    let ids = |text: &str| text.replace("{draft}", &draft).replace("{thanks}", &thanks);
    try_all(&world, &mut ben, &THANKING, ids).await;
}

#[tokio::test]
async fn on_a_shared_device_each_is_told_beside_the_field() {
    let Family { world, mut ana, .. } = Family::begun(35).await;
    let fields = [("name", "Ana"), ("called", "Ben"), ("pin", "482135")];
    ana.visit_and_submit("/share-device", "/share-device", &fields).await;
    try_all(&world, &mut ana, &SHARED_DEVICE, str::to_owned).await;
}

#[tokio::test]
async fn who_has_agreed_is_told_beside_each_field() {
    let Family { world, mut ana, mut ben } = Family::agreed(36).await;
    world.pass_days(1);
    let mut mine = None;
    for card in cards_of(&mut ana).await {
        let page = ana.get(&format!("/share/cards/{card}")).await;
        if !page.forms_to(&format!("/share/cards/{card}/way")).is_empty() {
            mine = Some(card);
        }
    }
    let mine = mine.expect("a card of Ana's");
    try_all(&world, &mut ana, &AGREED, |text| text.replace("{mine}", &mine)).await;
    let here = format!("/share/cards/{mine}");
    ben.get(&here).await;
    ben.submit(&format!("{here}/asking"), &[]).await;
    let page = ana.get(&format!("{here}/showing")).await;
    let asker = form_value(&page, &format!("{here}/showing"), "of");
    let ids = |text: &str| text.replace("{mine}", &mine).replace("{ben}", &asker);
    try_all(&world, &mut ana, &TO_SHOW, ids).await;
}

/// Every bad value of every field; what is wrong with any of the answers is told together.
async fn try_all(
    world: &World,
    browser: &mut Browser,
    fields: &[Field],
    ids: impl Fn(&str) -> String,
) {
    let mut wrong = Vec::new();
    for field in fields {
        wrong.extend(try_one(world, browser, field, &ids).await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn try_one(
    world: &World,
    browser: &mut Browser,
    field: &Field,
    ids: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let (page, path, name) = (ids(field.page), ids(field.path), ids(field.name));
    for (value, words) in bad(field.kind) {
        let read = browser.get(&page).await;
        assert_eq!(read.status, StatusCode::OK, "{page}: {}", read.body);
        let rest = field.rest.iter().filter(|(name, _)| *name != field.name);
        let rest: Vec<_> = rest.map(|(name, value)| (ids(name), ids(value))).collect();
        let fields = rest.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let fields: Vec<_> = fields.chain([(name.as_str(), value.as_str())]).collect();
        let before = world.on_disk();
        let answer = browser.post(&path, &fields).await;
        let mut said = Vec::new();
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            said.extend(unsaid(&answer, field, &name, words));
            said.extend(lost(&answer, field, &name, &fields));
        } else {
            said.push(format!("answered {}", answer.status));
        }
        if world.on_disk() != before {
            said.push("something was written".to_owned());
        }
        if keyless(&browser.get(&page).await) != keyless(&read) {
            said.push("the page is another now".to_owned());
        }
        let value: String = value.chars().take(40).collect();
        let said = said.into_iter();
        wrong.extend(said.map(|what| format!("{path} {}={value:?}: {what}", field.name)));
    }
    wrong
}

/// A page without its form keys: a stranger's are new on every page.
fn keyless(page: &Answer) -> String {
    let keys = all_after(&page.body, "name=\"key\" value=\"");
    keys.iter().fold(page.body.clone(), |body, key| body.replace(key, ""))
}

/// It is said beside the field, and in a summary that leads there.
fn unsaid(answer: &Answer, field: &Field, name: &str, words: &str) -> Vec<String> {
    let at = field.beside.unwrap_or(name);
    let beside = answer.body.split_once(&format!("id=\"{at}-error\">"));
    let beside = beside.map_or("", |(_, rest)| rest);
    let is_beside = field.kind == Kind::Button || !beside.is_empty();
    let is_it = field.kind == Kind::Button || field.beside.is_some() || beside.starts_with(words);
    let leads = field.kind == Kind::Button || answer.shows(&format!("href=\"#{at}\""));
    let is_there = field.kind == Kind::Button || answer.shows(&format!("id=\"{at}\""));
    let told = [
        (answer.shows("id=\"errors\" role=\"alert\""), "there is no summary".to_owned()),
        (field.beside.is_some() || answer.shows(words), format!("nothing says {words:?}")),
        (is_beside, format!("nothing stands beside {at}")),
        (is_it, format!("beside {at} stands {:?}", beside.chars().take(60).collect::<String>())),
        (leads && is_there, format!("the summary does not lead to {at}")),
    ];
    told.into_iter().filter(|(is_so, _)| !is_so).map(|(_, what)| what).collect()
}

/// What was typed is still there, but for secrets, which never come back.
fn lost(answer: &Answer, field: &Field, wrong: &str, fields: &[(&str, &str)]) -> Vec<String> {
    let mut lost = Vec::new();
    for (name, value) in fields {
        let is_button = matches!(*name, "do" | "reply" | "go" | "skip" | "choice")
            || (field.path == "/p" && *name == "to");
        if Field::is_secret(name) {
            if value.len() > 4 && answer.body.contains(value) {
                lost.push(format!("{name} came back"));
            }
        } else if !is_button
            && (*name != wrong || field.can_be_kept())
            && !answer.still_holds(name, value)
        {
            lost.push(format!("{name} was lost"));
        }
    }
    lost
}
