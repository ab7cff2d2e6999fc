//! House rules by chance.

use std::collections::BTreeSet;

use household::command::RulesCommand;
use household::rules::{Gut, RuleWords, Scenario};
use household::{AgreementId, Command, RuleId, Shared};

use super::{Dice, PEOPLE, arrivals};
use crate::family::note;

/// Few moments, so that both have often answered the same.
const MOMENTS: [Scenario; 3] = [Scenario::FoodThrown, Scenario::ScreenOver, Scenario::SkipsClass];

pub fn ruling(shared: &Shared, dice: &mut Dice) -> Command {
    let seen: Vec<_> = PEOPLE.iter().flat_map(|who| shared.rules.of(*who)).collect();
    let offer = seen.iter().find_map(|rule| rule.versions.offer());
    let version = offer.map_or(AgreementId::from_bytes([0; 16]), |offer| offer.id);
    let rule = seen.get(dice.below(seen.len() + 1)).map(|rule| rule.id);
    Command::Rules(match dice.below(9) {
        0..3 => {
            let about = dice.coin().then(|| dice.of(&MOMENTS));
            RulesCommand::Offer { rule: rule.filter(|_| dice.coin()), about, words: words(dice) }
        }
        3 | 4 => RulesCommand::Confirm { version },
        5 => RulesCommand::Withdraw { version },
        6 => RulesCommand::PutDown { rule: rule.unwrap_or(RuleId::from_bytes([0; 16])) },
        _ => return in_private(shared, dice),
    })
}

/// What is its author's own, but for the press that opens.
pub fn in_private(shared: &Shared, dice: &mut Dice) -> Command {
    let scenario = dice.of(&MOMENTS);
    Command::Rules(match dice.below(7) {
        0 | 1 => RulesCommand::Seal { scenario },
        2 => RulesCommand::TakeSealBack { scenario },
        3 | 4 => RulesCommand::PressOpen { scenario, arrivals: arrivals(shared, dice) },
        _ => {
            let written = [None, Some("I breathe first."), Some("I say it once.")];
            let [do_first, learn, root] = [(); 3].map(|()| dice.of(&written).map(note));
            RulesCommand::Answer { scenario, gut: Gut { do_first, learn }, root }
        }
    })
}

fn words(dice: &mut Dice) -> RuleWords {
    RuleWords {
        when: note("screen time is over"),
        we: note(dice.of(&["we say it once", "we put it away together"])),
        because: None,
        then: dice.coin().then(|| note("it sleeps in the kitchen")),
        ages: BTreeSet::new(),
        review: dice.coin().then(|| dice.day()),
    }
}
