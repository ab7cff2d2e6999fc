//! At the door of a talk: asking it in every way there is, without coming in.

use crate::world::{Answer, Browser};

use super::crawl::TALK;

/// What is sent to a talk: what only who is in it may do, with a text and without, and what nobody
/// can.
const PRESSES: [&[(&str, &str)]; 9] = [
    &[("do", "pause")],
    &[("do", "on")],
    &[("do", "leave")],
    &[("do", "pause"), ("text", "Are you there?")],
    &[("do", "spoken")],
    &[("do", "said-back"), ("text", "Long nights.")],
    &[("do", "along"), ("text", "One thing."), ("together", "yes")],
    &[("do", "keep"), ("item", "heard-0")],
    &[("do", "nothing")],
];

/// Everything that a talk answers to who has not come in.
pub async fn knock(browser: &mut Browser, talk: &str) -> Vec<(String, Answer)> {
    assert!(talk.starts_with(TALK), "{talk}");
    let mut answers = Vec::new();
    for path in [talk.to_owned(), format!("{talk}?was=on"), format!("{talk}/changes")] {
        for by_script in [true, false] {
            let answer = if by_script {
                browser.get_with(&path, "hx-request", "true").await
            } else {
                browser.get(&path).await
            };
            answers.push((format!("{path} {by_script}"), answer));
        }
    }
    for fields in PRESSES {
        browser.get(talk).await;
        let answer = browser.post(talk, fields).await;
        let then = browser.get(talk).await;
        let told = browser.get(&format!("{talk}/changes")).await;
        for answer in [answer, then, told] {
            answers.push((format!("{talk} {fields:?}"), answer));
        }
    }
    answers
}
