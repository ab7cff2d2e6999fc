//! Check-ins by chance.

use household::check_in::{Day, Rhythm};
use household::command::CheckInCommand;
use household::{Command, Shared};
use jiff::civil::{Date, time};

use super::{Dice, arrivals};
use crate::family::{TODAY, note};

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
        4 => CheckInCommand::KeepLine { day: day(shared), text },
        _ => return in_private(shared, dice),
    })
}

/// What is its author's own, but for the number that opens.
pub fn in_private(shared: &Shared, dice: &mut Dice) -> Command {
    let day = day(shared);
    Command::CheckIn(match dice.below(6) {
        0 => CheckInCommand::TakeFullnessBack { day },
        1 => {
            let text = dice.coin().then(|| note("Too tired."));
            CheckInCommand::KeepNote { day, text }
        }
        2 => CheckInCommand::PutAway { day },
        _ => {
            let (full, arrivals) = (dice.of(&[0, 5, 10, 11]), arrivals(shared, dice));
            CheckInCommand::SayFullness { day, full, arrivals }
        }
    })
}

fn day(shared: &Shared) -> Date {
    shared.check_in.day_of(TODAY)
}

fn rhythm(dice: &mut Dice) -> Rhythm {
    Rhythm { day: dice.of(&Day::ALL), at: time(dice.of(&[0, 20]), 30, 0, 0) }
}
