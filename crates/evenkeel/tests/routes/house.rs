//! House rules and decisions, as two parents' browsers play them.

use axum::http::StatusCode;

use super::list::linked;
use crate::family::{Family, add_child, three};
use crate::world::{Answer, Browser, World};

const RULES: &str = "/children/rules";
const NEW: &str = "/children/rules/new";
const MOMENT: &str = "/children/rules/moment?n=12";
const ASKED: &str = "/talk/decisions";

pub async fn puts_forward(who: &mut Browser, when: &str, we: &str) -> String {
    let words = [("when", when), ("we", we), ("because", "it helps"), ("age", "teen")];
    let home = who.visit_and_submit(NEW, NEW, &words).await;
    format!("{RULES}/{}", linked(&home, "/children/rules/").expect("a rule"))
}

/// The version that a page's form would say yes to.
fn version(page: &Answer, action: &str) -> String {
    let forms = page.forms_to(action);
    forms.first().and_then(|form| form.value("version")).expect("a version").to_owned()
}

pub async fn says_yes(who: &mut Browser, page: &str) -> Answer {
    let there = format!("{page}/confirmation");
    let version = version(&who.get(page).await, &there);
    who.submit(&there, &[("version", &version)]).await
}

#[tokio::test]
async fn a_rule_from_a_moment_is_kept_by_both_and_printed_without_a_name() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(161).await;
    let before = all_of(&mut ben).await;
    let mine = [("n", "12"), ("first", "I say it thrice."), ("root", "My aunt shouted.")];
    ana.visit_and_submit(MOMENT, "/children/rules/moment", &mine).await;
    ana.submit("/children/rules/moment/seal", &[("n", "12")]).await;
    let pressed = ana.submit("/children/rules/moment/open", &[("n", "12")]).await;
    assert!(pressed.shows("Ready on your side"), "{}", pressed.body);
    assert_eq!(all_of(&mut ben).await, before, "nothing shows before both open");

    let his = [("n", "12"), ("first", "I let it run."), ("root", "My uncle slept.")];
    let none = [("n", "12"), ("first", " "), ("learn", ""), ("root", "")];
    ben.get(MOMENT).await;
    let empty = ben.post("/children/rules/moment/seal", &none).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "there is nothing to close");
    // What stands in the form is closed with it.
    ben.submit("/children/rules/moment/seal", &his).await;
    assert_eq!(ana.get(MOMENT).await.body, pressed.body, "Ben has answered and closed");
    let opened = ben.submit("/children/rules/moment/open", &[("n", "12")]).await;
    assert!(opened.shows("I say it thrice.") && opened.shows("I let it run."), "{}", opened.body);
    assert!(!opened.shows("My aunt shouted."), "where it comes from never opens");

    let rule = puts_forward(&mut ana, "screen time is over", "say it once").await;
    assert!(ben.get("/today").await.shows("puts a house rule forward"));
    assert!(!ben.get("/children/rules/print").await.shows("say it once"));
    says_yes(&mut ben, &rule).await;
    assert!(!ben.get("/today").await.shows("puts a house rule forward"));
    let print = ben.get("/children/rules/print").await;
    let (_, sheet) = print.body.split_once("<article").expect("a sheet");
    let (sheet, _) = sheet.split_once("</article>").expect("a sheet");
    assert!(sheet.contains("say it once") && !sheet.contains("Ana"), "{sheet}");
}

#[tokio::test]
async fn a_yes_is_to_exactly_the_words_that_were_read() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(162).await;
    let rule = puts_forward(&mut ana, "it rains", "stay in").await;
    let there = format!("{rule}/confirmation");
    let read = version(&ben.get(&rule).await, &there);
    let words = format!("{rule}/words");
    let other = [("when", "it rains"), ("we", "go out")];
    ana.visit_and_submit(&words, &words, &other).await;
    let answer = ben.post(&there, &[("version", &read)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.shows("go out") && !ben.get("/children/rules/print").await.shows("go out"));
    says_yes(&mut ben, &rule).await;
    ben.visit_and_submit(&rule, &format!("{rule}/putting-down"), &[]).await;
    let page = ana.get(&rule).await;
    assert!(page.shows("A rule we do not keep any more"), "{}", page.body);
    assert!(page.shows("said yes on"), "who said yes to which words stays: {}", page.body);
}

#[tokio::test]
async fn one_alone_has_rules_of_their_own_that_a_second_sees_once_asked() {
    let Family { world: _world, mut ana, mut ben } = Family::begun(163).await;
    let rule = puts_forward(&mut ana, "it rains", "stay in").await;
    assert!(ana.get(&rule).await.shows("My rule so far"));
    assert!(ana.get("/children/rules/print").await.shows("stay in"));
    let link = crate::family::invite(&mut ana, "Ana", "Ben").await;
    crate::family::send_answer(&mut ben, &link, "Long days.").await;
    crate::family::is_heard(&mut ana, &mut ben).await;
    assert_eq!(ben.get(&rule).await.status, StatusCode::NOT_FOUND);
    let words = format!("{rule}/words");
    ana.visit_and_submit(&words, &words, &[("when", "it rains"), ("we", "stay in")]).await;
    says_yes(&mut ben, &rule).await;
    assert!(ana.get(&rule).await.shows("A rule we keep"));
}

/// Ana asks about her child; where it stands.
async fn asks(ana: &mut Browser, child: &str) -> String {
    let asked = [("own", "A party at fifteen?"), ("child", child)];
    let home = ana.visit_and_submit("/talk/decisions/new", ASKED, &asked).await;
    format!("{ASKED}/{}", linked(&home, "/talk/decisions/").expect("asked"))
}

async fn writes_and_opens(who: &mut Browser, question: &str, think: &str) -> Answer {
    let view = format!("{question}/view");
    who.visit_and_submit(&view, &view, &[("level", "together"), ("think", think)]).await;
    who.submit(&format!("{question}/seal"), &[]).await;
    who.submit(&format!("{question}/open"), &[]).await
}

#[tokio::test]
async fn a_question_goes_from_sealed_views_to_a_day_to_look_again() {
    let Family { world, mut ana, mut ben } = Family::heard(164).await;
    let child = add_child(&mut ana, 2).await;
    let question = asks(&mut ana, &child).await;
    assert!(ben.get("/today").await.shows("asks a question for you all"));
    let before = all_of(&mut ben).await;
    let pressed = writes_and_opens(&mut ana, &question, "Not yet.").await;
    assert!(pressed.shows("Ready on your side"), "{}", pressed.body);
    assert_eq!(all_of(&mut ben).await, before, "nothing shows before both open");
    let outcome = format!("{question}/outcome");
    let words = [("what", "Home by ten."), ("why", "the last bus"), ("review", "2026-12-20")];
    ana.get(&outcome).await;
    let early = ana.post(&outcome, &words).await;
    assert!(early.shows("This is not open between you."), "{}", early.body);

    let opened = writes_and_opens(&mut ben, &question, "Yes, if.").await;
    assert!(opened.shows("Not yet.") && opened.shows("Yes, if."), "{}", opened.body);
    let voice = [("child", child.as_str()), ("text", "All may."), ("level", "child")];
    ben.submit(&format!("{question}/voice"), &voice).await;
    let page = ana.get(&question).await;
    assert!(page.shows("All may.") && page.shows("The child decides"), "{}", page.body);
    ana.submit(&format!("{question}/options"), &[("option", "Yes, with Ida")]).await;
    let until = [("until", "2026-11-24"), ("time", "18:00")];
    ben.visit_and_submit(&question, &format!("{question}/sleep"), &until).await;
    ana.visit_and_submit(&outcome, &outcome, &words).await;
    let page = ben.get(&question).await;
    assert!(page.shows("You sleep on it until"), "{}", page.body);
    assert!(page.forms_to(&format!("{question}/confirmation")).is_empty());
    world.pass_days(2);
    let told = "puts forward what you decide";
    assert!(ben.get("/today").await.shows(told) && !ana.get("/today").await.shows(told), "her own");
    says_yes(&mut ana, &question).await;
    says_yes(&mut ben, &question).await;
    assert!(ana.get(ASKED).await.shows("Home by ten."));
    assert!(!ana.get("/today").await.shows("something you decided"));

    world.pass_days(26);
    assert!(ana.get("/today").await.shows("something you decided"));
    ana.visit_and_submit(&question, &format!("{question}/looking"), &[]).await;
    assert!(!ana.get("/today").await.shows("something you decided"));
    assert!(ben.get("/today").await.shows("something you decided"), "hers alone");
}

#[tokio::test]
async fn who_does_not_decide_for_the_child_finds_no_question() {
    let world = World::new(165);
    let ([mut ana, mut ben, mut cem], _) = three(&world).await;
    let child = add_child(&mut ana, 2).await;
    let before = all_of(&mut cem).await;
    let question = asks(&mut ana, &child).await;
    // The order of parents is theirs: who of the two was ticked beside Ana?
    let (sees, not) = if ben.get(&question).await.status == StatusCode::OK {
        (&mut ben, &mut cem)
    } else {
        (&mut cem, &mut ben)
    };
    assert_eq!(sees.get(&question).await.status, StatusCode::OK);
    let absent = format!("{ASKED}/{}", "5".repeat(32));
    let (there, none) = (not.get(&question).await, not.get(&absent).await);
    assert_eq!((there.status, there.body), (none.status, none.body));
    let seal = [&question, &absent].map(|page| format!("{page}/seal"));
    let (there, none) = (not.post(&seal[0], &[]).await, not.post(&seal[1], &[]).await);
    assert_eq!((there.status, there.body), (none.status, none.body));
    assert!(!before.is_empty());
}

/// The pages on which another's part could show.
async fn all_of(who: &mut Browser) -> Vec<String> {
    let mut pages = Vec::new();
    let moments = "/children/rules/moments";
    for page in ["/today", "/talk", RULES, moments, MOMENT, "/children/rules/print", ASKED] {
        pages.push(who.get(page).await.body);
    }
    let links = who.get(ASKED).await.links();
    let questions = links.iter().filter(|link| link.starts_with("/talk/decisions/"));
    for link in questions {
        pages.push(who.get(link).await.body);
    }
    pages
}
