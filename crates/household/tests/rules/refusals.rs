//! The rule table: for every refusal one moment at which it is the answer.

use std::collections::BTreeSet;

use household::agreement::{Outcome, Term};
use household::command::{CheckInCommand, ExpectationsCommand, Reply, TalkCommand, ThanksCommand};
use household::load::MINUTES_MAX;
use household::people::{CARERS_MAX, CHILDREN_MAX};
use household::sort::{Mark, Who};
use household::talk::expectations::{Says, Set, Stance, Statement};
use household::talk::thanks::DRAWER_MAX;
use household::{AgreementId, CardId, ChildId, Command, MemberId, Refusal, TalkId, ThanksId};

use crate::coverage;
use crate::family::{
    DINNER, KIM, ROBIN, SAFETY, SAM, TODAY, World, child, days_after, line, note, term, thanks,
    usual_day,
};

const NO_CARD: CardId = CardId::from_bytes([0; 16]);
const NO_THANKS: ThanksId = ThanksId::from_bytes([0; 16]);
const NO_CHILD: ChildId = ChildId::from_bytes([0; 16]);
const NO_AGREEMENT: AgreementId = AgreementId::from_bytes([0; 16]);

/// A moment, who asks, and what.
type Scene = (World, MemberId, Command);
type Table = &'static [(Refusal, fn() -> Scene)];

#[test]
fn every_refusal_is_the_answer_to_something() {
    let tables =
        [ARRIVING, FAMILY, THANKING, TELLING, LISTENING, EXPECTING, AGREEING, CHECKING_IN, LIVING];
    let mut met = BTreeSet::new();
    for (refusal, scene) in tables.into_iter().flatten() {
        let (world, who, command) = scene();
        world.refuses(who, command, *refusal);
        met.insert(coverage::refusal(refusal));
    }
    assert_eq!(met, coverage::REFUSALS.iter().copied().collect());
}

const ARRIVING: Table = &[
    (Refusal::AlreadyBegun, || (World::begun(), SAM, begin("Europe/Berlin"))),
    (Refusal::UnknownZone, || (World::default(), ROBIN, begin("Europe/Nowhere"))),
    (Refusal::UnknownZone, || (World::default(), ROBIN, begin(""))),
    (Refusal::NotAMember, || (World::begun(), SAM, Command::SealSort)),
    (Refusal::NotAMember, || (World::default(), SAM, Command::KeepAnswer { text: note("Hm.") })),
    (Refusal::AlreadyAMember, || (World::begun(), ROBIN, Command::DropAnswer)),
    (Refusal::AlreadyAMember, || (World::joined(), SAM, begin("Europe/Berlin"))),
    (Refusal::TooManyParents, || {
        let mut world = World::begun();
        for n in 2..7 {
            world.join(MemberId::from_bytes([n; 16]), "Somebody");
        }
        (world, KIM, Command::SendAnswer { text: note("Hm."), name: line("Kim") })
    }),
];

const EXPECTING: Table = &[
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
    (Refusal::SealFirst, || (World::together(), ROBIN, press())),
    (Refusal::NobodyToOpenWith, || (World::begun(), ROBIN, press())),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, press())),
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

fn says(says: Says) -> Command {
    let stance = Stance { says: Some(says), kept: false };
    let statement = Statement::HomeParent;
    Command::Expectations(ExpectationsCommand::Answer { statement, stance })
}

fn seal() -> Command {
    Command::Expectations(ExpectationsCommand::Seal { set: Set::First })
}

fn press() -> Command {
    Command::Expectations(ExpectationsCommand::PressOpen { set: Set::First })
}

const THANKING: Table = &[
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

/// Robin thanks Sam.
fn send(draft: Option<ThanksId>) -> Command {
    Command::Thanks(ThanksCommand::Send { draft, to: SAM, thanks: thanks("You were there.", None) })
}

const FAMILY: Table = &[
    (Refusal::UnknownZone, || (World::begun(), ROBIN, Command::SetZone { zone: "Mars".into() })),
    (Refusal::TooManyChildren, || {
        let mut world = World::begun();
        for _ in 0..CHILDREN_MAX {
            world.act(ROBIN, Command::AddChild { child: child("Noah", 2023) });
        }
        (world, ROBIN, Command::AddChild { child: child("Mia", 2019) })
    }),
    (Refusal::UnknownChild, || (World::begun(), ROBIN, Command::RemoveChild { id: NO_CHILD })),
    (Refusal::UnknownChild, || {
        let child = child("Mia", 2019);
        (World::begun(), ROBIN, Command::ChangeChild { id: NO_CHILD, child })
    }),
    (Refusal::UnknownChild, || (World::begun(), ROBIN, own_card(30, Some(NO_CHILD)))),
    (Refusal::NobodyDecides, || {
        let mut child = child("Mia", 2019);
        child.deciders.members.clear();
        (World::begun(), ROBIN, Command::AddChild { child })
    }),
    (Refusal::TooManyCards, || (World::begun(), ROBIN, choose(&["school-bag"; 301]))),
    (Refusal::UnknownRow, || (World::begun(), ROBIN, choose(&["no-such-row"]))),
    (Refusal::UnknownRow, || {
        let mut world = World::begun();
        let rows = vec![(DINNER.to_owned(), Some(world.add_mia()))];
        (world, ROBIN, Command::ChooseRows { shown: Vec::new(), rows })
    }),
    (Refusal::UnknownCard, || (World::begun(), ROBIN, Command::RemoveCard { card: NO_CARD })),
    (Refusal::UnknownCard, || (World::begun(), ROBIN, Command::RestoreCard { card: NO_CARD })),
    (Refusal::MinutesTooMany, || (World::begun(), ROBIN, own_card(MINUTES_MAX + 1, None))),
    (Refusal::NotTheOwner, || {
        let world = World::agreed();
        let command = Command::RemoveCard { card: world.card(DINNER) };
        (world, SAM, command)
    }),
];

const TELLING: Table = &[
    (Refusal::NothingToSayBack, || {
        (World::begun(), ROBIN, Command::SayBack { to: SAM, text: note("Hm.") })
    }),
    (Refusal::NotSaidBackYet, || (World::joined(), SAM, that_is_it())),
    (Refusal::AlreadyHeard, || (World::together(), SAM, that_is_it())),
    (Refusal::SortIsSealed, || (World::sealed(), ROBIN, Command::DealMore)),
    (Refusal::NothingToSeal, || (World::begun(), ROBIN, Command::SealSort)),
    (Refusal::NotSealed, || (World::begun(), ROBIN, Command::TakeSealBack)),
    (Refusal::SealFirst, || (World::together(), ROBIN, Command::PressOpen)),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, Command::PressOpen)),
    (Refusal::NobodyToOpenWith, || (World::begun(), ROBIN, Command::PressOpen)),
    (Refusal::UnknownMember, || mark(World::begun(), Mark::Does(Who::Parent(SAM)))),
    (Refusal::MinutesTooMany, || mark(World::begun(), Mark::Minutes(MINUTES_MAX + 1))),
    (Refusal::UnknownCard, || {
        (World::begun(), ROBIN, Command::MarkCard { card: NO_CARD, marks: Vec::new() })
    }),
];

const LISTENING: Table = &[
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

const AGREEING: Table = &[
    (Refusal::OwnerHasNoPage, || {
        let mut world = World::opened();
        let oma = world.trust_oma(5, &[SAM]);
        world.agree(&[ROBIN, SAM], &[(DINNER, Some(oma))]);
        let card = world.card(DINNER);
        (world, SAM, Command::AskToBeShown { card })
    }),
    (Refusal::TooManyCarers, || {
        let mut world = World::together();
        for _ in 2..CARERS_MAX {
            world.act(ROBIN, trust(None, 5));
        }
        (world, SAM, trust(None, 5))
    }),
    (Refusal::SharesOutOfRange, || (World::together(), ROBIN, trust(None, 21))),
    (Refusal::UnknownMember, || (World::together(), ROBIN, trust(Some(KIM), 5))),
    (Refusal::NotOffered, || {
        let mut world = World::together();
        let adult = world.trust_oma(5, &[SAM]);
        (world, ROBIN, Command::ConfirmTrusted { adult, name: line("Oma"), part: 5 })
    }),
    (Refusal::NotOffered, || {
        let mut world = World::together();
        let adult = world.trust_oma(5, &[]);
        (world, SAM, Command::ConfirmTrusted { adult, name: line("Oma"), part: 6 })
    }),
    (Refusal::UnknownMember, || {
        let mut world = World::opened();
        let (card, owner) = (world.card(DINNER), world.trust_oma(5, &[]));
        (world, SAM, Command::LockCard { card, owner })
    }),
    (Refusal::PicturesFirst, || {
        let world = World::sealed();
        let command = Command::LockCard { card: world.card(DINNER), owner: SAM };
        (world, ROBIN, command)
    }),
    (Refusal::SharesOutOfRange, || {
        let weights = [(ROBIN, 0), (SAM, 1)].into();
        (World::opened(), ROBIN, Command::OfferShares { weights })
    }),
    (Refusal::NoSharesOffered, || {
        let weights = [(ROBIN, 1), (SAM, 1)].into();
        (World::opened(), ROBIN, Command::ConfirmShares { weights })
    }),
    (Refusal::AgreementTooLong, || {
        let mut world = World::opened();
        for n in 0..60 {
            let name = line(&format!("Card {n}"));
            world.act(ROBIN, Command::AddOwnCard { name, minutes: 1, child: None });
        }
        let long = note(&"é".repeat(household::text::NOTE_CHARS_MAX));
        let said = Term { outcome: Outcome::Open, standard: Some(long) };
        let terms = world.home_cards().into_iter().map(|card| (card, said.clone())).collect();
        let (start, review) = (TODAY, days_after(TODAY, 28));
        (world, ROBIN, Command::ProposeAgreement { terms, start, review })
    }),
    (Refusal::EmptyAgreement, || {
        let (start, review) = (TODAY, days_after(TODAY, 7));
        let command = Command::ProposeAgreement { terms: [].into(), start, review };
        (World::together(), ROBIN, command)
    }),
    (Refusal::SayBackFirst, || propose(World::joined(), 0, 7)),
    (Refusal::StartTooFar, || propose(World::together(), 367, 370)),
    (Refusal::ReviewBeforeStart, || propose(World::together(), 7, 7)),
    (Refusal::UnknownMember, || propose(World::begun(), 0, 7)),
    (Refusal::NoSuchAgreement, || {
        (World::opened(), ROBIN, Command::EndAgreement { agreement: NO_AGREEMENT })
    }),
    (Refusal::AlreadyConfirmed, || {
        let mut world = World::opened();
        let agreement = world.propose(ROBIN, &[(DINNER, Some(SAM))], TODAY);
        world.act(ROBIN, Command::ConfirmAgreement { agreement });
        (world, ROBIN, Command::ConfirmAgreement { agreement })
    }),
];

const CHECKING_IN: Table = &[
    (Refusal::NotOffered, || (World::together(), SAM, check_in(CheckInCommand::WithdrawOffer))),
    (Refusal::NotSealed, || (World::together(), SAM, check_in(CheckInCommand::TakeFullnessBack))),
    (Refusal::FullnessOutOfRange, || (World::begun(), ROBIN, full(11))),
    (Refusal::AlreadyOpened, || {
        let mut world = World::together();
        for who in [ROBIN, SAM] {
            world.act(who, full(5));
        }
        (world, ROBIN, full(6))
    }),
];

const fn check_in(command: CheckInCommand) -> Command {
    Command::CheckIn(command)
}

const fn full(full: u8) -> Command {
    check_in(CheckInCommand::SayFullness { full })
}

const LIVING: Table = &[
    (Refusal::NotTheOwner, || {
        let world = World::agreed();
        let command = Command::MarkDone { card: world.card(DINNER), on: TODAY };
        (world, SAM, command)
    }),
    (Refusal::NotOpen, || {
        let world = World::agreed();
        let command = Command::TakeUpCard { card: world.card(DINNER) };
        (world, SAM, command)
    }),
    (Refusal::WhoHasItInstead, || {
        let world = World::agreed();
        let card = world.card(SAFETY);
        (world, ROBIN, Command::PutDownCard { card, from: TODAY, instead: None })
    }),
    (Refusal::DateOutOfRange, || {
        let world = World::agreed();
        let command = Command::SetNext { card: world.card(DINNER), on: days_after(TODAY, -1) };
        (world, ROBIN, command)
    }),
    (Refusal::NotDone, || {
        (World::agreed(), ROBIN, Command::TakeDoneBack { card: NO_CARD, on: TODAY })
    }),
    (Refusal::NotAsked, || {
        (World::agreed(), ROBIN, Command::CloseShown { card: NO_CARD, of: SAM })
    }),
    (Refusal::NoWayToCopy, || {
        let world = World::agreed();
        let card = world.card(DINNER);
        (world, ROBIN, Command::CopyPlaybook { card, of: SAM })
    }),
];

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

fn begin(zone: &str) -> Command {
    Command::Begin { zone: zone.to_owned() }
}

fn that_is_it() -> Command {
    Command::HearSaidBack { reply: Reply::ThatIsIt }
}

fn own_card(minutes: u16, child: Option<ChildId>) -> Command {
    Command::AddOwnCard { name: line("The rabbit"), minutes, child }
}

fn choose(rows: &[&str]) -> Command {
    let rows = rows.iter().map(|row| ((*row).to_owned(), None)).collect();
    Command::ChooseRows { shown: Vec::new(), rows }
}

fn mark(world: World, mark: Mark) -> Scene {
    let card = world.card(DINNER);
    (world, ROBIN, Command::MarkCard { card, marks: vec![mark] })
}

/// Dinner to Sam, so many days from today.
fn propose(world: World, start: i32, review: i32) -> Scene {
    let terms = [(world.card(DINNER), term(Some(SAM)))].into();
    let (start, review) = (days_after(TODAY, start), days_after(TODAY, review));
    (world, ROBIN, Command::ProposeAgreement { terms, start, review })
}

fn trust(adult: Option<MemberId>, part: u32) -> Command {
    Command::OfferTrusted { adult, name: line("Oma"), part }
}
