//! Listening talks by chance, and what is left of them.

use household::command::TalkCommand;
use household::talk::Preparation;
use household::talk::listening::{KeptText, Piece, Topic};
use household::{Command, Shared, TalkId, VersionId};
use jiff::civil::DateTime;

use super::{Dice, PEOPLE};
use crate::family::{World, line, note, usual_day};

pub fn listening(shared: &Shared, dice: &mut Dice) -> Command {
    let (talk, at) = (talk(shared, dice), when(dice));
    match dice.below(10) {
        8 => Command::Talk(TalkCommand::OfferKeep { talk: TalkId::from_bytes([7; 16]) }),
        9 => {
            let now = World::default().now();
            let mut offers = PEOPLE.iter().flat_map(|who| shared.talks.offers(*who, now));
            let (talk, version) =
                offers.next().map_or((talk, VersionId::from_bytes([0; 16])), |offer| {
                    (offer.talk, offer.version())
                });
            Command::Talk(TalkCommand::ConfirmKept { talk, version })
        }
        0 | 1 => Command::Talk(TalkCommand::Ask { of: dice.of(&PEOPLE), topic: topic(dice), at }),
        2 => {
            let now = World::default().now();
            let open = PEOPLE.iter().find_map(|who| shared.talks.find(talk, *who, now));
            Command::Talk(TalkCommand::Agree { talk, at: open.map_or(at, |open| open.at) })
        }
        3 => Command::Talk(TalkCommand::ProposeTime { talk, at }),
        4 => Command::Talk(TalkCommand::Close { talk }),
        5 => {
            let (with, topic, texts) = (dice.of(&PEOPLE), topic(dice), texts(dice));
            Command::Talk(TalkCommand::Keep { talk, with, topic, texts })
        }
        6 => Command::Talk(TalkCommand::RemoveKept { talk }),
        _ => in_private(shared, dice),
    }
}

/// What nobody else may know of.
pub fn in_private(shared: &Shared, dice: &mut Dice) -> Command {
    let talk = talk(shared, dice);
    match dice.below(5) {
        4 => {
            let talk = TalkId::from_bytes([7; 16]);
            let (with, topic, texts) = (dice.of(&PEOPLE), topic(dice), texts(dice));
            Command::Talk(TalkCommand::WriteDown { talk, with, topic, texts })
        }
        0 => Command::Talk(TalkCommand::SetAside { talk }),
        1 => Command::Talk(TalkCommand::TakeAlong {
            talk,
            topic: topic(dice),
            text: note("One thing."),
        }),
        2 => Command::Talk(TalkCommand::DropAlong { talk }),
        _ => {
            let [for_them, to_ask, afraid] =
                [(); 3].map(|()| dice.coin().then(|| note("I do not know yet.")));
            let preparation = Preparation { for_them, to_ask, afraid };
            Command::Talk(TalkCommand::Prepare { preparation })
        }
    }
}

/// One that is on the table or was kept; now and then one that never was.
fn talk(shared: &Shared, dice: &mut Dice) -> TalkId {
    let now = World::default().now();
    let asked = PEOPLE.iter().flat_map(|who| shared.talks.asked(*who, now)).map(|(id, _)| id);
    let kept = PEOPLE.iter().flat_map(|who| shared.talks.kept(*who)).map(|kept| kept.talk);
    let all: Vec<_> = asked.chain(kept).chain([TalkId::from_bytes([0; 16])]).collect();
    dice.of(&all)
}

fn texts(dice: &mut Dice) -> Vec<KeptText> {
    let (by, text) = (dice.of(&PEOPLE), note("The nights are long."));
    let piece = dice.of(&[Piece::Heard, Piece::Along]);
    vec![KeptText { piece, by, text }; dice.below(6)]
}

fn topic(dice: &mut Dice) -> Topic {
    if dice.coin() { usual_day() } else { Topic::Own(line("Our evenings")) }
}

fn when(dice: &mut Dice) -> Option<DateTime> {
    dice.coin().then(|| dice.day().at(20, 30, 0, 0))
}
