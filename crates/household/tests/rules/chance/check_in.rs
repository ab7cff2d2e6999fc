//! Check-ins by chance.

use household::check_in::{Day, Rhythm};
use household::command::CheckInCommand;
use household::{Command, Shared};
use jiff::civil::time;

use super::Dice;
use crate::family::note;

pub fn checking_in(shared: &Shared, dice: &mut Dice) -> Command {
    let text = dice.coin().then(|| note("Fish on Fridays."));
    Command::CheckIn(match dice.below(9) {
        0 => CheckInCommand::Offer { rhythm: rhythm(dice) },
        1 => {
            let offer = shared.check_in.offer();
            let rhythm = offer.map_or_else(|| rhythm(dice), |offer| offer.rhythm);
            CheckInCommand::Confirm { rhythm }
        }
        2 => CheckInCommand::WithdrawOffer,
        3 => CheckInCommand::Stop,
        4 => CheckInCommand::KeepLine { text },
        _ => return in_private(dice),
    })
}

/// What is its author's own, but for the number that opens.
pub fn in_private(dice: &mut Dice) -> Command {
    Command::CheckIn(match dice.below(6) {
        0 => CheckInCommand::TakeFullnessBack,
        1 => {
            let text = dice.coin().then(|| note("Too tired."));
            CheckInCommand::KeepNote { text }
        }
        2 => CheckInCommand::PutAway,
        _ => CheckInCommand::SayFullness { full: dice.of(&[0, 5, 10, 11]) },
    })
}

fn rhythm(dice: &mut Dice) -> Rhythm {
    Rhythm { day: dice.of(&Day::ALL), at: time(dice.of(&[0, 20]), 30, 0, 0) }
}
