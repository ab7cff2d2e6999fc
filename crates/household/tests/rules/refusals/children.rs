//! What is refused about a child and what is known of them.

use household::children::{ANSWER_CHARS_MAX, FACT_CHARS_MAX, FACTS_MAX};
use household::command::{ChildPageCommand, KnowingCommand};
use household::{ChildId, Command, FactId, MemberId, Refusal};

use super::{Scene, Table};
use crate::children::{peanuts, says};
use crate::family::{ROBIN, SAM, World, child};
use crate::knowing::{answers, closes, plain, sensitive};

const NO_CHILD: ChildId = ChildId::from_bytes([0; 16]);
const NO_FACT: FactId = FactId::from_bytes([0; 16]);

pub const TABLE: Table = &[
    (Refusal::UnknownChild, || write(World::begun(), ROBIN, NO_CHILD)),
    (Refusal::UnknownChild, || {
        let mut world = World::together();
        let mia = world.add_mia();
        write(world, SAM, mia)
    }),
    (Refusal::DoesNotDecide, || {
        let mut world = World::together();
        let mia = world.add_mia();
        (world, SAM, Command::RemoveChild { id: mia })
    }),
    (Refusal::DoesNotDecide, || {
        let mut world = World::together();
        let id = world.add_mia();
        let mut child = child("Mia", 2019);
        child.deciders.members = [ROBIN, SAM].into();
        (world, SAM, Command::ChangeChild { id, child })
    }),
    (Refusal::DecidesToo, || {
        let mut world = World::together();
        let id = world.our_mia();
        let mut child = child("Mia", 2019);
        child.deciders.members = [SAM].into();
        (world, SAM, Command::ChangeChild { id, child })
    }),
    (Refusal::DecidesToo, || {
        let mut world = World::together();
        let mia = world.our_mia();
        world.act(SAM, says(mia, peanuts(false)));
        (world, ROBIN, Command::RemoveChild { id: mia })
    }),
    (Refusal::NoSuchFact, || with_mia(|child| ChildPageCommand::StillSo { child, fact: NO_FACT })),
    (Refusal::NoSuchFact, || with_mia(|child| ChildPageCommand::TakeOff { child, fact: NO_FACT })),
    (Refusal::NoSuchFact, || with_mia(|child| ChildPageCommand::PutBack { child, fact: NO_FACT })),
    (Refusal::NoSuchFact, || {
        let said = peanuts(true);
        with_mia(|child| ChildPageCommand::Change { child, fact: NO_FACT, said })
    }),
    (Refusal::TextTooLong, || {
        let said = crate::children::words(&"é".repeat(FACT_CHARS_MAX + 1));
        with_mia(|child| ChildPageCommand::Write { child, said })
    }),
    (Refusal::PageFull, || {
        let mut world = World::begun();
        let mia = world.add_mia();
        for _ in 0..FACTS_MAX {
            world.act(ROBIN, says(mia, peanuts(false)));
        }
        write(world, ROBIN, mia)
    }),
    (Refusal::UnknownChild, || (World::begun(), ROBIN, closes(NO_CHILD))),
    (Refusal::OthersDecide, || {
        let mut world = World::together();
        let child = world.our_mia();
        let close = KnowingCommand::Close { child, to: [SAM].into() };
        (world, ROBIN, Command::Knowing(close))
    }),
    (Refusal::NobodyToOpenWith, || {
        let mut world = World::together();
        let mia = world.add_mia();
        (world, ROBIN, closes(mia))
    }),
    (Refusal::SayBackFirst, || {
        let mut world = World::joined();
        let mia = world.our_mia();
        (world, ROBIN, closes(mia))
    }),
    (Refusal::NothingToSeal, || {
        let mut world = World::together();
        let mia = world.our_mia();
        world.act(ROBIN, answers(mia, plain(), "A song.", false));
        (world, ROBIN, closes(mia))
    }),
    (Refusal::NotSealed, || {
        let mut world = World::together();
        let back = KnowingCommand::TakeBack { child: world.our_mia() };
        (world, ROBIN, Command::Knowing(back))
    }),
    (Refusal::AnswersAreSealed, || {
        let mut world = World::together();
        let mia = world.our_mia();
        world.act(ROBIN, answers(mia, plain(), "A song.", true));
        world.act(ROBIN, closes(mia));
        (world, ROBIN, answers(mia, plain(), "A song.", false))
    }),
    (Refusal::NeverOpened, || {
        let mut world = World::together();
        let mia = world.our_mia();
        (world, ROBIN, answers(mia, sensitive(), "She told me.", true))
    }),
    (Refusal::TextTooLong, || {
        let mut world = World::begun();
        let mia = world.add_mia();
        let long = "é".repeat(ANSWER_CHARS_MAX + 1);
        (world, ROBIN, answers(mia, plain(), &long, false))
    }),
];

fn write(world: World, who: MemberId, mia: ChildId) -> Scene {
    (world, who, says(mia, peanuts(false)))
}

fn with_mia(command: impl FnOnce(ChildId) -> ChildPageCommand) -> Scene {
    let mut world = World::begun();
    let command = Command::ChildPage(command(world.add_mia()));
    (world, ROBIN, command)
}
