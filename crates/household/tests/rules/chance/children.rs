//! Children's pages by chance.

use household::children::{Mark, Phone, Question, Said, Topic, Written};
use household::command::{ChildPageCommand, KnowingCommand};
use household::{ChildId, Command, FactId, Shared};

use super::{Dice, PEOPLE};
use crate::family::{line, note};

/// On the page of a child, for a parent who may or may not decide for them.
pub fn writing(shared: &Shared, dice: &mut Dice) -> Command {
    let child = super::child(shared, dice);
    let fact = fact(shared, child, dice);
    Command::ChildPage(match dice.below(8) {
        0..3 => ChildPageCommand::Write { child, said: said(dice) },
        3 => ChildPageCommand::Change { child, fact, said: said(dice) },
        4 => ChildPageCommand::StillSo { child, fact },
        5 | 6 => ChildPageCommand::TakeOff { child, fact },
        _ => ChildPageCommand::PutBack { child, fact },
    })
}

/// What is its author's own, but for the close that opens. Few questions, so that all have often
/// answered the same; one of them is sensitive.
pub fn knowing(shared: &Shared, dice: &mut Dice) -> Command {
    let child = super::child(shared, dice);
    let sensitive = Question::all().find(|question| question.is_sensitive());
    let few = Question::all().take(2).chain(sensitive);
    let question = dice.of(&few.collect::<Vec<_>>());
    Command::Knowing(match dice.below(8) {
        0 => {
            let mark = dice.coin().then(|| dice.of(&Mark::ALL));
            KnowingCommand::Mark { child, question, mark }
        }
        1..5 => {
            let text = note(dice.of(&["A song.", "The window.", "Being held."]));
            let written = Written { text, to_open: dice.below(4) > 0 };
            let written = (dice.below(6) > 0).then_some(written);
            KnowingCommand::Write { child, question, written }
        }
        5 => KnowingCommand::TakeBack { child },
        _ => {
            let known = shared.people.child(child);
            let to = known.map(|child| child.deciders.members.clone()).unwrap_or_default();
            KnowingCommand::Close { child, to }
        }
    })
}

/// One that is or was on the page; now and then one that never was.
fn fact(shared: &Shared, child: ChildId, dice: &mut Dice) -> FactId {
    let mut pages = PEOPLE.iter().filter_map(|who| shared.children.of(child, *who, &shared.people));
    let page = pages.next();
    let facts = page.into_iter().flat_map(|page| page.facts().chain(page.taken_off()));
    let all: Vec<_> = facts.map(|fact| fact.id).chain([FactId::from_bytes([0; 16])]).collect();
    dice.of(&all)
}

fn said(dice: &mut Dice) -> Said {
    if dice.below(4) == 0 {
        let phone = Phone::parse("030 123456").expect("a number");
        return Said::Contact { name: line("Oma"), phone };
    }
    let text = note(dice.of(&["Sleeps with the lamp on.", "No nuts."]));
    Said::Words { topic: dice.of(&Topic::ALL), text, sensitive: dice.coin() }
}
