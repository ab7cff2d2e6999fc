//! Questions about a child by chance.

use std::collections::BTreeSet;

use household::command::DecisionsCommand;
use household::decisions::{Level, Matter, Outcome, Ready, View, Voice};
use household::{AgreementId, Command, DecisionId, Shared};

use super::{Dice, PEOPLE, child};
use crate::family::{line, note};

pub fn deciding(shared: &Shared, dice: &mut Dice) -> Command {
    let decision = decision(shared, dice);
    let mut all = PEOPLE.iter().flat_map(|who| shared.decisions.of(*who, &shared.people));
    let offer = all.find_map(|question| question.outcomes.offer());
    let version = offer.map_or(AgreementId::from_bytes([0; 16]), |offer| offer.id);
    Command::Decisions(match dice.below(16) {
        0 => {
            let matters = [Matter::Ready(Ready::Curfew), Matter::Own(line("A phone at twelve?"))];
            let children = (0..dice.below(3)).map(|_| child(shared, dice));
            let children = children.collect::<BTreeSet<_>>();
            DecisionsCommand::Ask { matter: matters[dice.below(2)].clone(), children }
        }
        1 => DecisionsCommand::AskAll { decision },
        2 => DecisionsCommand::Remove { decision },
        3 => DecisionsCommand::AddOption { decision, text: option(dice) },
        4 => DecisionsCommand::RemoveOption { decision, text: option(dice) },
        5 => {
            let level = dice.coin().then(|| dice.of(&Level::ALL));
            let voice = dice.coin().then(|| Voice { text: note("All my friends may."), level });
            DecisionsCommand::WriteVoice { decision, child: child(shared, dice), voice }
        }
        6 => {
            let until = dice.coin().then(|| dice.day().at(18, 0, 0, 0));
            DecisionsCommand::SleepOn { decision, until }
        }
        7 | 8 => {
            let what = note(dice.of(&["Home by ten.", "Home by eleven."]));
            let review = dice.coin().then(|| dice.day());
            let why = note("The last bus.");
            let outcome = Outcome { what, why, level: Some(Level::ParentsHear), review };
            DecisionsCommand::Offer { decision, outcome }
        }
        9 | 10 => DecisionsCommand::Confirm { decision, version },
        11 => DecisionsCommand::Withdraw { decision, version },
        _ => return in_private(shared, dice),
    })
}

/// What is its author's own, but for the press that opens.
pub fn in_private(shared: &Shared, dice: &mut Dice) -> Command {
    let decision = decision(shared, dice);
    Command::Decisions(match dice.below(8) {
        0 | 1 => DecisionsCommand::Seal { decision },
        2 => DecisionsCommand::TakeSealBack { decision },
        3 | 4 => {
            let mut all = PEOPLE.iter();
            let known = |who: &_| shared.decisions.get(decision, *who, &shared.people);
            let circles = all.find_map(known).map_or(0, household::decisions::Question::circles);
            DecisionsCommand::PressOpen { decision, circles }
        }
        5 => DecisionsCommand::LookAgain { decision },
        _ => {
            let written = [None, Some("I am afraid for her."), Some("She will learn.")];
            let [think, fear, hope] = [(); 3].map(|()| dice.of(&written).map(note));
            let level = dice.coin().then(|| dice.of(&Level::ALL));
            DecisionsCommand::WriteView { decision, view: View { level, think, fear, hope } }
        }
    })
}

/// One that somebody can see; now and then one that never was.
fn decision(shared: &Shared, dice: &mut Dice) -> DecisionId {
    let all = PEOPLE.iter().flat_map(|who| shared.decisions.of(*who, &shared.people));
    let all: Vec<_> = all.map(|question| question.id).collect();
    let n = dice.below(all.len() + 1);
    all.get(n).copied().unwrap_or(DecisionId::from_bytes([0; 16]))
}

fn option(dice: &mut Dice) -> household::Line {
    line(dice.of(&["Yes, if", "Not yet", "Ask again in May"]))
}
