//! The care sheet and the form of a time: what is filled in, what is linked, and who is told what.

use axum::http::Method;

use super::solo::{add_child, agreed, make_link, propose};
use crate::family::Family;
use crate::world::all_after;

const TIME: &str = "/children/time";
const NEW: &str = "/children/time/new";
const TODAY: &str = "2026-11-23";
const TOMORROW: &str = "2026-11-24";

#[tokio::test]
async fn no_number_is_guessed_onto_a_sheet_and_whoever_reads_it_is_named() {
    let mut family = Family::begun(87).await;
    add_child(&mut family.ana, "Mo").await;
    let id = propose(&mut family.ana, "other", [TODAY, "18:00"], [TODAY, "23:00"]).await;
    let words = format!("{TIME}/{id}/sheet/words");
    let american = [("accept-language", "en-US")];
    let page = family.ana.ask(Method::GET, &words, &american, axum::body::Body::empty()).await;
    let form = page.forms_to(&words).into_iter().next().expect("the form");
    assert_eq!(form.value("emergency-number"), Some(""));
    assert!(page.shows("Choose your country in Settings"), "{}", page.body);
    let fields = [
        ("ring-me-if", "You are worried."),
        ("contacts", "Jo, 0221 5550"),
        ("medicines", "5 ml"),
        ("do", "share"),
    ];
    family.ana.get(&words).await;
    let shared = family.ana.submit(&words, &fields).await;
    assert!(shared.shows("Only you can read this now."), "{}", shared.body);
    assert!(shared.shows("A link for Oma Lene"));
    let sheet = family.world.browser().get(&make_link(&mut family.ana, &id).await).await;
    assert!(sheet.shows("Jo, <a href=\"tel:02215550\">0221 5550</a>"), "{}", sheet.body);
    assert!(sheet.shows("Ring Ana if") && !sheet.shows("Ring me if"));
}

#[tokio::test]
async fn each_keeps_their_own_number_and_a_time_within_a_day_needs_one_day() {
    let (mut family, _) = agreed(88).await;
    let page = family.ben.get(NEW).await;
    let form = page.forms_to(NEW).into_iter().next().expect("the form");
    let numbers = form.fields.iter().filter(|(name, _)| name.starts_with("there-"));
    let mut numbers: Vec<_> = numbers.map(|(_, number)| number.as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["", "0170 987"], "the one who had Mo, and the other");
    assert_eq!(form.value("to-day"), Some(""));
    let children = all_after(&page.body, "name=\"child\" value=\"");
    let time = [
        ("who", "other"),
        ("name", "Oma Lene"),
        ("child", children[0]),
        ("from-day", TOMORROW),
        ("from-time", "10:00"),
        ("to-time", "10:20"),
        ("repeat", "once"),
    ];
    let home = family.ben.submit(NEW, &time).await;
    assert!(home.shows("Saved.") && home.shows("Oma Lene"), "{}", home.body);
}

/// Nothing tells whoever is in charge whether somebody has begun to write for them.
#[tokio::test]
async fn whoever_is_in_charge_reads_the_same_of_a_sheet_not_shared() {
    let (mut family, id) = agreed(89).await;
    let here = format!("{TIME}/{id}");
    let before = family.ana.get(&here).await;
    assert!(before.shows("A sheet that is written for you, by Ben,"), "{}", before.body);
    assert!(!before.links().contains(&format!("{here}/sheet/words")));
    let words = format!("{here}/sheet/words");
    let kept = [("must-happen", "Drops at four."), ("do", "keep")];
    family.ben.visit_and_submit(&words, &words, &kept).await;
    assert_eq!(family.ana.get(&here).await, before);
}
