//! Living with what was agreed, by chance.

use std::collections::BTreeSet;

use household::{Command, Shared};

use super::{Dice, PEOPLE, card};
use crate::family::note;

pub fn living(shared: &Shared, dice: &mut Dice) -> Command {
    let (card, on) = (card(shared, dice), dice.day());
    match dice.below(13) {
        0 => {
            let instead = dice.coin().then(|| note("Somebody does."));
            Command::PutDownCard { card, from: on, instead }
        }
        1 => Command::TakeUpCard { card },
        2 => {
            let text = dice.coin().then(|| note("Pasta on Mondays."));
            Command::WritePlaybook { card, text }
        }
        3 => Command::SetNext { card, on },
        4 => Command::HaveThisToday { card },
        5 => Command::CannotToday { card },
        6 => Command::AskToBeShown { card },
        7 => Command::CloseShown { card, of: dice.of(&PEOPLE) },
        8 | 9 => Command::MarkDone { card, on },
        10 => {
            let of = BTreeSet::from([dice.of(&PEOPLE)]);
            Command::Show { card, of, until: on, way: dice.coin().then(|| note("So.")) }
        }
        11 => Command::CopyPlaybook { card, of: dice.of(&PEOPLE) },
        _ => Command::TakeDoneBack { card, on },
    }
}
