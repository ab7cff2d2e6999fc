//! Agreeing and living with it: the same version for both, the owner's way, and nobody is held by
//! it (R2, R3, R4, R5).

use axum::http::StatusCode;

use crate::family::{Family, begin, cards_of, confirm, propose};
use crate::world::{Answer, Browser, World};

/// The cards on somebody's *Today* that they can tick off.
async fn cards_to_do(browser: &mut Browser) -> Vec<String> {
    let today = browser.get("/today").await;
    let forms = today.forms().into_iter();
    let cards = forms.filter_map(|form| form.action.strip_prefix("/today/done/").map(String::from));
    cards.collect()
}

fn actions(page: &Answer) -> Vec<String> {
    page.forms().into_iter().map(|form| form.action).collect()
}

#[tokio::test]
async fn until_both_opened_each_page_is_the_same() {
    let Family { world: _world, mut ana, mut ben } = Family::sealed(81).await;
    let before = [ben.get("/share").await, ben.get("/share/pictures").await];
    crate::family::open(&mut ana).await;
    assert_eq!([ben.get("/share").await, ben.get("/share/pictures").await], before);
    // Taken back as long as it is closed, and again nothing shows.
    ana.visit_and_submit("/share/sort/end", "/share/sort/taken-back", &[]).await;
    assert_eq!([ben.get("/share").await, ben.get("/share/pictures").await], before);
    crate::family::open(&mut ben).await;
    let pressed = ben.get("/share/pictures").await;
    crate::family::seal(&mut ana).await;
    assert_eq!(ben.get("/share/pictures").await, pressed, "closed again, not opened");
    crate::family::open(&mut ana).await;
    let opened = [ana.get("/share/pictures").await, ben.get("/share/pictures").await];
    assert!(opened.iter().all(|page| page.body.len() > 2 * pressed.body.len()));
}

#[tokio::test]
async fn nothing_is_divided_before_the_pictures_are_open() {
    let Family { world: _world, mut ana, .. } = Family::sealed(82).await;
    ana.get("/share").await;
    let start = [("start", "2026-11-30"), ("review", "2026-12-28")];
    let answer = ana.post("/share/division/shares", &[("mine", "60"), ("theirs", "40")]).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    let answer = ana.post("/share/agreement", &start).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
}

#[tokio::test]
async fn a_yes_is_to_the_very_version_that_was_read() {
    let Family { world: _world, mut ana, mut ben } = Family::opened(83).await;
    propose(&mut ana).await;
    let read = ben.get("/share/agreement").await;
    let stale = actions(&read).into_iter().find(|path| path.ends_with("/confirmation"));
    let stale = stale.expect("a version to say yes to");
    // Ana puts another forward meanwhile.
    propose(&mut ana).await;
    let late = ben.post(&stale, &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.body);
    assert!(late.shows("There is a newer version."), "{}", late.body);
    let now = actions(&late).into_iter().find(|path| path.ends_with("/confirmation"));
    assert!(now.is_some_and(|now| now != stale), "the newer one is at hand");
    assert!(cards_to_do(&mut ben).await.is_empty(), "nothing holds yet");
    confirm(&mut ana).await;
    assert!(cards_to_do(&mut ana).await.is_empty(), "one yes is not two");
    confirm(&mut ben).await;
    ana.get("/share/agreement").await;
    let again = ben.post(&stale, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_other_has_no_button_to_complete_remind_or_rewrite() {
    let Family { world, mut ana, mut ben } = Family::agreed(84).await;
    world.pass_days(7);
    let card = first_of(&mut ana, &mut ben).await;
    let page = ben.get(&format!("/share/cards/{card}")).await;
    let allowed = ["/p", "taken", "asking", "shown"];
    for action in actions(&page) {
        let is_allowed = allowed.iter().any(|end| action.ends_with(end));
        assert!(is_allowed, "{action} on another's card");
    }
    let ways = [
        (format!("/today/done/{card}"), vec![]),
        (format!("/today/undone/{card}"), vec![]),
        (format!("/share/cards/{card}/way"), vec![("way", "My way")]),
        (format!("/share/cards/{card}/next"), vec![("next", "2026-12-08")]),
        (format!("/share/cards/{card}/not-today"), vec![]),
        (format!("/share/cards/{card}/taken-up"), vec![]),
        (format!("/share/cards/{card}/putting-down"), vec![("from", "2026-12-08")]),
    ];
    let before = ana.get(&format!("/share/cards/{card}")).await;
    for (path, fields) in ways {
        ben.get("/today").await;
        let answer = ben.post(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.body);
    }
    assert_eq!(ana.get(&format!("/share/cards/{card}")).await, before);
}

/// A card that the first owns, as the second finds it.
async fn first_of(owner: &mut Browser, other: &mut Browser) -> String {
    for card in cards_of(other).await {
        let page = owner.get(&format!("/share/cards/{card}")).await;
        if actions(&page).iter().any(|action| action.ends_with("/way")) {
            return card;
        }
    }
    panic!("the owner has no card at all")
}

#[tokio::test]
async fn an_owner_puts_a_card_down_from_a_day_and_anyone_may_take_it_up() {
    let Family { world, mut ana, mut ben } = Family::agreed(85).await;
    world.pass_days(7);
    let card = first_of(&mut ana, &mut ben).await;
    let (page, down) =
        (format!("/share/cards/{card}"), format!("/share/cards/{card}/putting-down"));
    let question = ana.get(&down).await;
    let fields = [("from", "2026-12-01"), ("instead", "Grandma has it")];
    assert_eq!(question.status, StatusCode::OK);
    ana.submit(&down, &fields).await;
    world.pass_days(2);
    let open = ben.get(&page).await;
    let up = format!("{page}/taken-up");
    assert!(actions(&open).contains(&up), "{}", open.body);
    ben.submit(&up, &[]).await;
    assert!(actions(&ben.get(&page).await).iter().any(|action| action.ends_with("/way")));
}

#[tokio::test]
async fn either_ends_it_with_one_question() {
    let Family { world, mut ana, mut ben } = Family::agreed(86).await;
    world.pass_days(7);
    let page = ben.get("/share/agreement").await;
    let links = page.links();
    let ending = links.iter().find(|link| link.ends_with("/ending")).expect("a way to end it");
    let ended = ben.visit_and_submit(ending, ending, &[]).await;
    assert!(ended.shows("Ended."), "{}", ended.body);
    assert!(ana.get("/today").await.status == StatusCode::OK);
    assert_eq!(ben.get(ending).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_one_alone_carries_is_theirs_to_keep_at_first() {
    let world = World::new(84);
    let mut ana = world.browser();
    begin(&mut ana).await;
    let cards = cards_of(&mut ana).await;
    for (card, [notices, does]) in cards.iter().zip([["me", "both"], ["other", "other"]]) {
        let path = format!("/share/sort/{card}");
        let fields = [("notices", notices), ("does", does), ("go", "next")];
        ana.visit_and_submit(&path, &path, &fields).await;
    }
    let form = ana.get("/share/agreement/new").await;
    let form = form.forms_to("/share/agreement").remove(0);
    let whose = |card: &String| form.value(&format!("owner-{card}")).unwrap_or_default();
    assert!(!whose(&cards[0]).is_empty(), "carried, so kept");
    assert_eq!([whose(&cards[1]), whose(&cards[2])], ["", ""], "another's, and not said");
}

#[tokio::test]
async fn script_gets_the_row_of_a_tick_alone() {
    let Family { world: _world, mut ana, .. } = Family::agreed(89).await;
    let card = cards_to_do(&mut ana).await.remove(0);
    let pressed = [("hx-request", "true"), ("content-type", "application/x-www-form-urlencoded")];
    let (done, undone) = (format!("/today/done/{card}"), format!("/today/undone/{card}"));
    let mut page = ana.get("/today").await;
    // Each answer brings what the next press sends.
    for path in [&done, &undone, &done] {
        let form = page.forms_to(path).remove(0);
        let body = format!("key={}", form.value("key").expect("a key"));
        page = ana.ask(axum::http::Method::POST, path, &pressed, body).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        assert!(page.body.starts_with("<li>") && page.body.trim_end().ends_with("</li>"));
        // The row stands in the list's form.
        page.body = format!("<form method=\"post\">{}</form>", page.body);
    }
    assert_eq!(ana.get("/today").await.forms_to(&undone).len(), 1);
}
