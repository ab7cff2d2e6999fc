//! Thanks by chance.

use household::command::ThanksCommand;
use household::{Command, Own, Shared, ThanksId};

use super::{Dice, PEOPLE};
use crate::family::{note, thanks};

/// Thanks. Which lie in a drawer is not for all to see: those are kept anew, or not there.
pub fn thanking(shared: &Shared, dice: &mut Dice) -> Command {
    let to = dice.of(&PEOPLE);
    let thanks = thanks("You were there.", dice.coin().then_some("If you were here, too."));
    let nobodys = ThanksId::from_bytes([0; 16]);
    let known: Vec<_> =
        PEOPLE.iter().flat_map(|who| shared.thanks.of(*who)).map(|given| given.id).collect();
    let id = known.get(dice.below(known.len() + 1)).copied().unwrap_or(nobodys);
    Command::Thanks(match dice.below(8) {
        0..3 => ThanksCommand::Keep { draft: None, to: dice.coin().then_some(to), thanks },
        3 => ThanksCommand::Drop { draft: nobodys },
        4 | 5 => ThanksCommand::Send { draft: None, to, thanks },
        6 => ThanksCommand::Answer { id, text: note(dice.of(&["Gladly.", "That did me good."])) },
        _ => ThanksCommand::Hold { id },
    })
}

/// What is done with what lies in one's own drawer.
pub fn with_drawer(own: &Own, dice: &mut Dice) -> Command {
    let unsent: Vec<_> = own.drawer.unsent().map(|unsent| unsent.id).collect();
    let draft = unsent.get(dice.below(unsent.len() + 1)).copied();
    let thanks = thanks(dice.of(&["You were there.", "You heard me."]), None);
    let to = dice.coin().then(|| dice.of(&PEOPLE));
    match draft {
        Some(draft) if dice.coin() => Command::Thanks(ThanksCommand::Drop { draft }),
        draft => Command::Thanks(ThanksCommand::Keep { draft, to, thanks }),
    }
}
