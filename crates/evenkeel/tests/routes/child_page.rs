//! A child's page: for those who decide for the child, and for nobody else.

use axum::http::StatusCode;

use super::list::linked;
use super::solo;
use crate::family::{Family, add_child};
use crate::world::Browser;

const PRINT: &str = include_str!("../../src/web/look/print.css");

/// Writes down one thing, and gives where it stands.
async fn write(ana: &mut Browser, child: &str, about: &str, said: &[(&str, &str)]) -> String {
    let facts = format!("/children/{child}/facts");
    let said = [&[("about", about)], said].concat();
    let new = format!("{facts}/new?about={about}");
    let page = ana.visit_and_submit(&new, &facts, &said).await;
    format!("{facts}/{}", linked(&page, &format!("{facts}/")).expect("what was written"))
}

#[tokio::test]
async fn both_who_decide_write_on_one_page() {
    let Family { world, mut ana, mut ben } = Family::heard(151).await;
    let child = add_child(&mut ana, 2).await;
    let page = format!("/children/{child}");
    let fact = write(&mut ana, &child, "9", &[("text", "Shoes 29")]).await;
    let read = ben.get(&page).await;
    assert!(read.shows("Shoes 29") && read.shows("From Ana, true on"), "{}", read.body);
    assert!(!read.shows("Still so"), "it was only just written");

    world.pass_days(130);
    assert!(ana.get(&page).await.shows("Still so"));
    ben.visit_and_submit(&page, &format!("{fact}/still-so"), &[]).await;
    assert!(!ana.get(&page).await.shows("Still so"));

    ben.visit_and_submit(&fact, &fact, &[("text", "Shoes 31")]).await;
    let read = ana.get(&page).await;
    assert!(read.shows("Shoes 31") && read.shows("From Ben, true on"), "{}", read.body);

    ana.visit_and_submit(&fact, &format!("{fact}/removal"), &[]).await;
    let read = ben.get(&page).await;
    assert!(read.shows("Taken off lately"), "{}", read.body);
    ben.visit_and_submit(&page, &format!("{fact}/return"), &[]).await;
    assert!(!ana.get(&page).await.shows("Taken off lately"));

    write(&mut ana, &child, "10", &[("text", "Oma"), ("phone", "+49 (30) 12-34")]).await;
    assert!(ben.get(&page).await.shows("href=\"tel:+49301234\""));
}

#[tokio::test]
async fn who_does_not_decide_is_answered_as_if_there_were_no_child() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(152).await;
    let child = add_child(&mut ana, 1).await;
    let fact = write(&mut ana, &child, "5", &[("text", "An inhaler"), ("sensitive", "yes")]).await;
    let mine = ana.get(&format!("/children/{child}")).await;
    assert!(mine.shows("An inhaler") && mine.shows("for parents only"), "{}", mine.body);

    let home = ben.get("/children").await;
    assert!(home.shows("Mo") && !home.links().iter().any(|link| link.contains(&child)));
    let nobody = "5".repeat(32);
    for path in ["", "/details", "/facts/new?about=5"] {
        let [there, absent] = [&child, &nobody].map(|id| format!("/children/{id}{path}"));
        let (there, absent) = (ben.get(&there).await, ben.get(&absent).await);
        assert_eq!(there.status, StatusCode::NOT_FOUND);
        assert_eq!(there.body, absent.body);
    }
    assert_eq!(ben.get(&fact).await.status, StatusCode::NOT_FOUND);
    let details = [("nickname", "Mo"), ("month", "5"), ("year", "2021"), ("lives", "here")];
    let mine = ben.get("/children/new").await;
    let me = mine.forms_to("/children")[0].value("decides").expect("Ben").to_owned();
    let details = [details.as_slice(), &[("decides", me.as_str())]].concat();
    for (path, fields) in [
        ("details", details.as_slice()),
        ("removal", &[]),
        ("facts", &[("about", "5"), ("text", "Mine")]),
    ] {
        ben.get("/children").await;
        let answer = ben.post(&format!("/children/{child}/{path}"), fields).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
    ben.get("/children").await;
    assert!(ben.post(&format!("{fact}/removal"), &[]).await.status.is_client_error());
    assert!(ana.get(&format!("/children/{child}")).await.shows("An inhaler"));
}

/// What stands on a child's page for parents only is shown nowhere else: not where a sheet is begun
/// from the page, not by a sheet's link, not on paper.
#[tokio::test]
async fn what_is_for_parents_only_leaves_their_pages_neither_by_link_nor_on_paper() {
    let Family { world, mut ana, .. } = Family::begun(155).await;
    solo::add_child(&mut ana, "Mo").await;
    let child = linked(&ana.get("/children").await, "/children/").expect("a child");
    write(&mut ana, &child, "5", &[("text", "An inhaler"), ("sensitive", "yes")]).await;
    write(&mut ana, &child, "6", &[("text", "Hazelnuts")]).await;
    let page = ana.get(&format!("/children/{child}")).await;
    let off_paper = "<li class=\"no-print\"><div><p class=\"their-words\">An inhaler";
    assert!(page.shows(off_paper), "{}", page.body);
    let title = "<section class=\"stack-tight no-print\"><h2>Health</h2>";
    assert!(page.shows(title), "nor that there is something: {}", page.body);
    assert!(page.shows("<small class=\"no-print\">From you, true on"), "{}", page.body);
    let hidden = PRINT.lines().find(|line| line.contains(".no-print"));
    assert!(hidden.is_some_and(|line| line.contains("display: none")));

    let (from, to) = (["2026-11-23", "10:00"], ["2026-11-23", "13:00"]);
    let time = solo::propose(&mut ana, "other", from, to).await;
    let words = format!("/children/time/{time}/sheet/words");
    let page = ana.get(&words).await;
    assert!(page.shows("Hazelnuts") && !page.shows("An inhaler"), "{}", page.body);
    assert!(page.shows("<li>Mo: Health needs and signs to watch for</li>"), "{}", page.body);
    let form = page.forms_to(&words).into_iter().next().expect("the sheet's form");
    let texts = form.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "key" | "do"));
    let mut fields: Vec<_> = texts.map(|(name, text)| (name.as_str(), text.as_str())).collect();
    fields.push(("do", "share"));
    ana.submit(&words, &fields).await;
    let link = solo::make_link(&mut ana, &time).await;
    world.pass_minutes(120);
    let sheet = world.browser().get(&link).await;
    assert!(sheet.shows("Hazelnuts") && !sheet.shows("An inhaler"), "{}", sheet.body);
    assert!(!sheet.shows("for parents only") && !sheet.shows("Health needs"), "{}", sheet.body);
}
