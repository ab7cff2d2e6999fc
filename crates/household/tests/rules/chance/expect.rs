//! Expectations by chance.

use household::command::ExpectationsCommand;
use household::talk::expectations::{Root, Says, Set, Stance, Statement};
use household::{AgreementId, Command, Shared};

use super::{Dice, arrivals};
use crate::family::note;

/// Few statements, so that both have often answered the same.
const ASKED: [Statement; 3] =
    [Statement::AskedNotGuess, Statement::HomeParent, Statement::CommunityOpinion];

pub fn expecting(shared: &Shared, dice: &mut Dice) -> Command {
    let offered = shared.expectations.offers().map(|(_, offer)| offer.id).next();
    let id = offered.unwrap_or(AgreementId::from_bytes([0; 16]));
    Command::Expectations(match dice.below(8) {
        0 | 1 => {
            let text = note(dice.of(&["We all stop at eight.", "Sundays are free."]));
            ExpectationsCommand::OfferWords { statement: dice.of(&ASKED), text }
        }
        2 => ExpectationsCommand::ConfirmWords { id },
        3 => ExpectationsCommand::WithdrawWords { id },
        _ => return in_private(shared, dice),
    })
}

/// What is its author's own, but for the press that opens.
pub fn in_private(shared: &Shared, dice: &mut Dice) -> Command {
    let set = dice.of(&[Set::First, Set::First, Set::Fourth]);
    Command::Expectations(match dice.below(9) {
        0 | 1 => ExpectationsCommand::Seal { set },
        2 => ExpectationsCommand::TakeSealBack { set },
        3 | 4 => ExpectationsCommand::PressOpen { set, arrivals: arrivals(shared, dice) },
        5 => {
            let text = dice.coin().then(|| note("My aunt did it all."));
            ExpectationsCommand::WriteRoot { root: dice.of(&Root::ALL), text }
        }
        _ => {
            let says = (dice.below(6) > 0).then(|| dice.of(&Says::ALL));
            let stance = Stance { says, kept: dice.below(5) == 0 };
            ExpectationsCommand::Answer { statement: dice.of(&ASKED), stance }
        }
    })
}
