//! Knowing a child: marks for oneself, answers that open together, and what is never opened.

use axum::http::StatusCode;
use household::children::Question;

use crate::family::{Family, add_child};
use crate::world::{Answer, Browser};

/// Answers one question.
async fn say(
    who: &mut Browser,
    child: &str,
    question: Question,
    fields: &[(&str, &str)],
) -> Answer {
    let path = format!("/children/{child}/knowing/question");
    let n = question.number().to_string();
    let fields = [&[("n", n.as_str()), ("left", "0")], fields].concat();
    who.visit_and_submit(&format!("{path}?n={n}"), &path, &fields).await
}

async fn close(who: &mut Browser, child: &str) {
    let home = format!("/children/{child}/knowing");
    let page = who.get(&home).await;
    let path = format!("{home}/closing");
    let to = page.forms_to(&path)[0].value("to").expect("to whom").to_owned();
    who.submit(&path, &[("to", &to)]).await;
}

fn plain() -> Question {
    Question::all().find(|question| !question.is_sensitive()).expect("most are")
}

fn sensitive() -> Question {
    Question::all().find(|question| question.is_sensitive()).expect("some are")
}

/// Every page on which it could stand.
fn pages(child: &str) -> Vec<String> {
    let n = [plain(), sensitive()].map(Question::number);
    let here = format!("/children/{child}/knowing");
    let questions = n.iter().map(|n| format!("{here}/question?n={n}"));
    let rest = ["/mine", ""].map(|end| format!("{here}{end}"));
    let others = [format!("/children/{child}"), "/children".to_owned(), "/today".to_owned()];
    questions.chain(rest).chain(others).collect()
}

#[tokio::test]
async fn until_the_last_closes_every_page_is_the_same_for_the_other() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(161).await;
    let child = add_child(&mut ana, 2).await;
    let home = format!("/children/{child}/knowing");
    say(&mut ben, &child, plain(), &[("text", "The window."), ("open", "yes")]).await;
    let mut before = Vec::new();
    for page in pages(&child) {
        before.push(ben.get(&page).await);
    }
    let ticked = [("mark", "think-so"), ("text", "A song."), ("open", "yes")];
    say(&mut ana, &child, plain(), &ticked).await;
    say(&mut ana, &child, sensitive(), &[("mark", "know"), ("text", "She told me.")]).await;
    close(&mut ana, &child).await;
    assert!(ana.get(&home).await.shows("They open with what Ben ticked."));
    for (page, before) in pages(&child).into_iter().zip(before) {
        assert_eq!(ben.get(&page).await, before, "{page}");
    }

    close(&mut ben, &child).await;
    for who in [&mut ana, &mut ben] {
        let page = who.get(&home).await;
        assert!(page.shows("A song.") && page.shows("The window."), "{}", page.body);
    }
    for page in pages(&child) {
        let read = ben.get(&page).await;
        assert!(!read.shows("She told me.") && !read.shows(" checked> I think so"), "{page}");
    }
}

#[tokio::test]
async fn what_is_the_childs_to_tell_cannot_be_ticked() {
    let Family { world: _world, mut ana, .. } = Family::heard(162).await;
    let child = add_child(&mut ana, 2).await;
    let path = format!("/children/{child}/knowing/question");
    let n = sensitive().number().to_string();
    let page = ana.get(&format!("{path}?n={n}")).await;
    assert!(page.shows("stays with you for ever") && !page.shows("name=\"open\""), "{}", page.body);
    let fields = [("n", n.as_str()), ("left", "0"), ("text", "She told me."), ("open", "yes")];
    let answer = ana.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.shows("It is the child’s to tell."), "{}", answer.body);
}

#[tokio::test]
async fn a_sitting_is_a_few_questions_and_they_are_the_childs_own() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(163).await;
    let [mo, other] = [add_child(&mut ana, 2).await, add_child(&mut ana, 2).await];
    let home = format!("/children/{mo}/knowing");
    let begin = |page: &Answer| {
        let mut links = page.links().into_iter();
        links.find(|link| link.contains("/question?n=")).expect("a first question")
    };
    let mut next = begin(&ana.get(&home).await);
    let mut met = Vec::new();
    while next.contains("/question?") {
        met.push(next.clone());
        let page = ana.get(&next).await;
        let path = format!("{home}/question");
        let forms = page.forms_to(&path);
        let form = &forms[0];
        let n = form.value("n").expect("which").to_owned();
        let left = form.value("left").expect("how many").to_owned();
        let fields = [("n", n.as_str()), ("left", left.as_str()), ("mark", "find-out")];
        let answer = ana.post(&path, &fields).await;
        next = answer.location().to_owned();
    }
    assert_eq!(met.len(), 4, "{met:?}");
    assert!(next.starts_with(&home), "{next}");
    assert_ne!(begin(&ana.get(&home).await), met[0]);
    let mine = ana.get(&format!("{home}/mine")).await;
    assert!(mine.shows("I would like to find out"), "{}", mine.body);
    let others = ana.get(&format!("/children/{other}/knowing/mine")).await;
    assert!(others.shows("Nothing yet."));
    // What to find out together is the same for both, whoever marked what.
    let together = |page: &Answer| {
        let part = page.body.split("this week</h2>").nth(1).unwrap_or_default();
        part.split("</section>").next().unwrap_or_default().to_owned()
    };
    let (mine, theirs) = (ana.get(&home).await, ben.get(&home).await);
    assert_eq!(together(&mine), together(&theirs));
    assert!(!together(&mine).is_empty());
}

#[tokio::test]
async fn one_who_does_not_decide_has_no_questions() {
    let Family { world: _world, mut ana, mut ben } = Family::heard(164).await;
    let child = add_child(&mut ana, 1).await;
    for page in ["", "/question?n=1", "/mine"] {
        let page = format!("/children/{child}/knowing{page}");
        assert_eq!(ben.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(ana.get(&page).await.status, StatusCode::OK, "{page}");
    }
    let ticked = ana.get(&format!("/children/{child}/knowing/question?n=1")).await;
    assert!(!ticked.shows("name=\"open\""), "there is nobody to open it with");
}
