//! Times alone with the children, by chance.

use std::collections::BTreeSet;

use household::command::SoloCommand;
use household::solo::{Contact, InCharge, Lines, Plan, Repeat, SheetField, When};
use household::{Command, LinkHash, Shared, SoloId};
use jiff::ToSpan;
use jiff::civil::DateTime;

use super::{Dice, PEOPLE, child};
use crate::family::{TODAY, line, note};
use crate::soloing::phone;

pub fn soloing(shared: &Shared, dice: &mut Dice) -> Command {
    let id = solo(shared, dice);
    Command::Solo(match dice.below(12) {
        0..4 => {
            let instead_of = (dice.below(4) == 0).then_some(id);
            SoloCommand::Propose { plan: plan(shared, dice), instead_of }
        }
        4 | 5 => SoloCommand::Agree { id },
        6 => SoloCommand::Withdraw { id },
        7 => SoloCommand::ShareSheet { id, lines: lines(dice) },
        8 => {
            let nth = u32::try_from(dice.below(3)).expect("few");
            SoloCommand::MakeLink { id, nth, hash: LinkHash::from_bytes([7; 16]) }
        }
        9 => SoloCommand::RevokeLink { id },
        10 => SoloCommand::EndQuiet { id },
        _ => return in_private(shared, dice),
    })
}

/// What nobody else may know of, while a time is one's own.
pub fn in_private(shared: &Shared, dice: &mut Dice) -> Command {
    let id = solo(shared, dice);
    Command::Solo(match dice.below(3) {
        0 => SoloCommand::PutAway { id },
        1 => SoloCommand::DraftSheet { id, lines: lines(dice) },
        _ => {
            let text = dice.coin().then(|| note("The heron stood still."));
            SoloCommand::Remember { id, day: dice.day(), text }
        }
    })
}

fn plan(shared: &Shared, dice: &mut Dice) -> Plan {
    let children: BTreeSet<_> = (0..dice.below(3)).map(|_| child(shared, dice)).collect();
    let in_charge = match dice.below(4) {
        0 => InCharge::Other(line("Oma")),
        _ => InCharge::Parent(dice.of(&PEOPLE)),
    };
    let number = phone("+49 170 123456");
    let contact = dice.coin().then(|| Contact { name: line("Sam"), number });
    let there = dice.coin().then(|| phone("0170 9"));
    Plan { in_charge, children, when: when(dice), contact, there }
}

fn when(dice: &mut Dice) -> When {
    let hour = dice.of(&[6, 9, 23]);
    let from = dice.day().at(hour, 0, 0, 0);
    let to = from.saturating_add(dice.of(&[0, 1, 4, 30, 600]).hours());
    let until = dice.day();
    let repeat =
        dice.of(&[Repeat::Once, Repeat::Weekly { until }, Repeat::EveryTwoWeeks { until }]);
    When { from: around_now(from, dice), to, repeat }
}

/// Now and then one that is going on.
fn around_now(from: DateTime, dice: &mut Dice) -> DateTime {
    if dice.coin() { TODAY.at(6, 0, 0, 0) } else { from }
}

fn lines(dice: &mut Dice) -> Lines {
    let count = dice.below(4);
    (0..count).map(|_| (dice.of(&SheetField::ALL), note("None known."))).collect()
}

/// One that is there; now and then one that never was.
fn solo(shared: &Shared, dice: &mut Dice) -> SoloId {
    let known = PEOPLE.iter().flat_map(|who| shared.solo.of(*who, &shared.people));
    let all: Vec<_> = known.map(|(id, _)| id).chain([SoloId::from_bytes([0; 16])]).collect();
    dice.of(&all)
}
