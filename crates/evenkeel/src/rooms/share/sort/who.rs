//! Who carries a part of a card, as an answer to tap and as words to read.

use household::sort::Who;
use household::{MemberId, Seen};

use crate::rooms::card::{Person, other_name};
use crate::words::Words;

/// One answer that can be tapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    pub label: String,
    pub who: Who,
}

/// The answers a reader has: with one other parent (here or not) "the other", with several each by
/// name.
pub fn choices(seen: &Seen<'_>, words: &'static Words) -> Vec<Choice> {
    let choice = |value: &str, label: String, who| Choice { value: value.to_owned(), label, who };
    let plain = |value: &str, key: &str, who| choice(value, words.text(key).to_owned(), who);
    let mut all = vec![plain("me", "sort-who-me", Who::Me)];
    let others: Vec<MemberId> = seen.shared.people.others_than(seen.me).map(|(id, _)| id).collect();
    match others.as_slice() {
        [] | [_] => {
            all.push(choice("other", other_label(seen, words), Who::Other));
            all.push(plain("both", "sort-who-both", Who::Both));
        }
        several => {
            all.extend(several.iter().map(|id| {
                let person = Person::of(seen, words, *id);
                Choice { value: id.to_string(), label: person.name, who: Who::Parent(*id) }
            }));
            all.push(plain("both", "sort-who-together", Who::Both));
        }
    }
    all.push(plain("someone-else", "sort-who-someone-else", Who::SomeoneElse));
    all.push(plain("nobody", "sort-who-nobody", Who::Nobody));
    all
}

/// What the form shows as tapped for an earlier answer; empty where it cannot be read any more.
pub fn value_of(seen: &Seen<'_>, choices: &[Choice], who: Option<Who>) -> String {
    let who = who.map(|who| told_now(seen, who));
    let found = choices.iter().find(|choice| Some(choice.who) == who);
    found.map(|choice| choice.value.clone()).unwrap_or_default()
}

/// What an earlier answer is called; nothing where there is none.
pub fn label_of(seen: &Seen<'_>, choices: &[Choice], who: Option<Who>) -> String {
    let who = who.map(|who| told_now(seen, who));
    let found = choices.iter().find(|choice| Some(choice.who) == who);
    found.map(|choice| choice.label.clone()).unwrap_or_default()
}

/// Whether an answer means one thing among those who are here now.
pub fn is_readable(seen: &Seen<'_>, who: Who) -> bool {
    let others = seen.shared.people.others_than(seen.me).count();
    match told_now(seen, who) {
        Who::Other => others < 2,
        Who::Parent(member) => seen.shared.people.member(member).is_some(),
        Who::Me | Who::Both | Who::SomeoneElse | Who::Nobody => true,
    }
}

/// The same answer among those who are here now: one parent by name is "the other" when there is no
/// third.
fn told_now(seen: &Seen<'_>, who: Who) -> Who {
    let mut others = seen.shared.people.others_than(seen.me).map(|(id, _)| id);
    match (who, others.next(), others.next()) {
        (Who::Parent(member), Some(only), None) if member == only => Who::Other,
        _ => who,
    }
}

/// The other's name; where there is none, the words that stand for one, as a label begins.
fn other_label(seen: &Seen<'_>, words: &'static Words) -> String {
    let name = other_name(seen, words);
    if name == words.text("person-other") { words.text("sort-who-other").to_owned() } else { name }
}
