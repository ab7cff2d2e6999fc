//! Refusals of the room where they talk.

use super::*;

/// Robin thanks Sam.
pub(super) const THANKING: Table = &[
    (Refusal::UnknownMember, || (World::begun(), ROBIN, send(None))),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, send(None))),
    (Refusal::NoSuchThanks, || (World::together(), ROBIN, send(Some(NO_THANKS)))),
    (Refusal::NoSuchThanks, || {
        (World::together(), ROBIN, Command::Thanks(ThanksCommand::Drop { draft: NO_THANKS }))
    }),
    (Refusal::NoSuchThanks, || {
        (World::together(), ROBIN, Command::Thanks(ThanksCommand::Hold { id: NO_THANKS }))
    }),
    (Refusal::NoSuchThanks, || {
        let mut world = World::together();
        world.act(ROBIN, send(None));
        let id = world.given(ROBIN);
        (world, ROBIN, Command::Thanks(ThanksCommand::Answer { id, text: note("Mine.") }))
    }),
    (Refusal::AlreadyAnswered, || {
        let mut world = World::together();
        world.act(ROBIN, send(None));
        let id = world.given(SAM);
        world.act(SAM, Command::Thanks(ThanksCommand::Answer { id, text: note("Gladly.") }));
        (world, SAM, Command::Thanks(ThanksCommand::Answer { id, text: note("Or not.") }))
    }),
    (Refusal::DrawerFull, || {
        let mut world = World::begun();
        let keep =
            ThanksCommand::Keep { draft: None, to: None, thanks: thanks("Today went well.", None) };
        for _ in 0..DRAWER_MAX {
            world.act(ROBIN, Command::Thanks(keep.clone()));
        }
        (world, ROBIN, Command::Thanks(keep))
    }),
];

pub(super) const LISTENING: Table = &[
    (Refusal::UnknownMember, || (World::begun(), ROBIN, ask_for_talk(SAM, None))),
    (Refusal::UnknownMember, || (World::together(), ROBIN, ask_for_talk(ROBIN, None))),
    (Refusal::AlreadyAskedForTalk, || (World::asked(), ROBIN, ask_for_talk(SAM, None))),
    (Refusal::DateOutOfRange, || (World::together(), ROBIN, ask_for_talk(SAM, Some(400)))),
    (Refusal::NoSuchTalk, || {
        let (world, talk) = asked();
        (world, ROBIN, Command::Talk(TalkCommand::Agree { talk, at: None }))
    }),
    (Refusal::NoSuchTalk, || {
        let (world, talk) = asked();
        (world, SAM, Command::Talk(TalkCommand::Agree { talk, at: Some(TODAY.at(20, 0, 0, 0)) }))
    }),
    (Refusal::NoSuchTalk, || {
        let (world, talk) = asked();
        (world, SAM, Command::Talk(TalkCommand::Close { talk }))
    }),
    (Refusal::NoSuchTalk, || {
        let (world, talk) = asked();
        (world, ROBIN, Command::Talk(TalkCommand::OfferKeep { talk }))
    }),
    (Refusal::NoSuchTalk, || {
        let (world, talk) = asked();
        (world, ROBIN, Command::Talk(TalkCommand::SetAside { talk }))
    }),
    (Refusal::NoSuchTalk, || {
        let (mut world, talk) = asked();
        world.act(SAM, Command::Talk(TalkCommand::Agree { talk, at: None }));
        (world, SAM, Command::Talk(TalkCommand::SetAside { talk }))
    }),
    (Refusal::DateOutOfRange, || (World::together(), ROBIN, ask_for_talk(SAM, Some(-1)))),
    (Refusal::NoSuchTalk, || {
        let (mut world, talk) = asked();
        world.days_pass(22);
        (world, SAM, Command::Talk(TalkCommand::Agree { talk, at: None }))
    }),
    (Refusal::NoSuchTalk, || {
        let talk = TalkId::from_bytes([9; 16]);
        let keep = Command::Talk(TalkCommand::Keep {
            talk,
            with: SAM,
            topic: usual_day(),
            texts: Vec::new(),
        });
        (World::together(), ROBIN, keep)
    }),
];

pub(super) const EXPECTING: Table = &[
    (Refusal::NothingToSeal, || (World::together(), ROBIN, seal())),
    (Refusal::AnswersAreSealed, || {
        let mut world = World::together();
        world.act(ROBIN, says(Says::MostlyNo));
        world.act(ROBIN, seal());
        (world, ROBIN, says(Says::MostlyYes))
    }),
    (Refusal::NotSealed, || {
        let back = ExpectationsCommand::TakeSealBack { set: Set::First };
        (World::together(), ROBIN, Command::Expectations(back))
    }),
    (Refusal::SealFirst, || (World::together(), ROBIN, press(2))),
    (Refusal::NobodyToOpenWith, || (World::begun(), ROBIN, press(1))),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, press(2))),
    (Refusal::NotOpened, || {
        let text = note("We all stop at eight.");
        let words = ExpectationsCommand::OfferWords { statement: Statement::HomeParent, text };
        (World::together(), ROBIN, Command::Expectations(words))
    }),
    (Refusal::NoSuchAgreement, || {
        let yes = ExpectationsCommand::ConfirmWords { id: NO_AGREEMENT };
        (World::together(), ROBIN, Command::Expectations(yes))
    }),
];

pub(super) const CHECKING_IN: Table = &[
    (Refusal::NotOffered, || (World::together(), SAM, check_in(CheckInCommand::WithdrawOffer))),
    (Refusal::NotSealed, || {
        (World::together(), SAM, check_in(CheckInCommand::TakeFullnessBack { day: TODAY }))
    }),
    (Refusal::AnotherWeek, || {
        let late = CheckInCommand::PutAway { day: days_after(TODAY, -14) };
        (World::together(), SAM, check_in(late))
    }),
    (Refusal::FullnessOutOfRange, || (World::begun(), ROBIN, full(11, 1))),
    (Refusal::AlreadyOpened, || {
        let mut world = World::together();
        for who in [ROBIN, SAM] {
            world.act(who, full(5, 2));
        }
        (world, ROBIN, full(6, 2))
    }),
];

fn says(says: Says) -> Command {
    let stance = Stance { says: Some(says), kept: false };
    let statement = Statement::HomeParent;
    Command::Expectations(ExpectationsCommand::Answer { statement, stance })
}

fn seal() -> Command {
    Command::Expectations(ExpectationsCommand::Seal { set: Set::First })
}

fn press(arrivals: usize) -> Command {
    Command::Expectations(ExpectationsCommand::PressOpen { set: Set::First, arrivals })
}

fn send(draft: Option<ThanksId>) -> Command {
    Command::Thanks(ThanksCommand::Send { draft, to: SAM, thanks: thanks("You were there.", None) })
}

fn asked() -> (World, TalkId) {
    let mut world = World::together();
    let talk = world.ask_for_talk(ROBIN, SAM);
    (world, talk)
}

/// In the evening, so many days from today, or whenever.
fn ask_for_talk(of: MemberId, days: Option<i32>) -> Command {
    let at = days.map(|days| days_after(TODAY, days).at(20, 30, 0, 0));
    Command::Talk(TalkCommand::Ask { of, topic: usual_day(), at })
}

const fn check_in(command: CheckInCommand) -> Command {
    Command::CheckIn(command)
}

/// `TODAY` is a Monday, whose name the week has.
const fn full(full: u8, arrivals: usize) -> Command {
    check_in(CheckInCommand::SayFullness { day: TODAY, full, arrivals })
}
