//! The rule table: for every refusal one moment at which it is the answer.

mod children;
mod house;
mod talk;

use std::collections::BTreeSet;

use household::agreement::{Outcome, Term};
use household::command::{CheckInCommand, ExpectationsCommand, Reply, TalkCommand, ThanksCommand};
use household::load::MINUTES_MAX;
use household::people::{CARERS_MAX, CHILDREN_MAX};
use household::sort::{Mark, Who};
use household::talk::expectations::{Says, Set, Stance, Statement};
use household::talk::thanks::DRAWER_MAX;
use household::{AgreementId, CardId, ChildId, Command, MemberId, Refusal, TalkId, ThanksId};

use self::talk::{CHECKING_IN, EXPECTING, LISTENING, THANKING};
use crate::family::{
    DINNER, KIM, ROBIN, SAFETY, SAM, TODAY, World, child, days_after, line, note, said_back_to,
    term, thanks, usual_day,
};
use crate::{choosing, coverage, listing, soloing};

const NO_CARD: CardId = CardId::from_bytes([0; 16]);
const NO_THANKS: ThanksId = ThanksId::from_bytes([0; 16]);
const NO_CHILD: ChildId = ChildId::from_bytes([0; 16]);
const NO_AGREEMENT: AgreementId = AgreementId::from_bytes([0; 16]);

pub type Scene = (World, MemberId, Command);
pub type Table = &'static [(Refusal, fn() -> Scene)];

#[test]
fn every_refusal_is_the_answer_to_something() {
    let talking = [THANKING, LISTENING, EXPECTING, CHECKING_IN];
    let tables = [ARRIVING, FAMILY, TELLING, AGREEING, LIVING, house::RULING, house::DECIDING];
    let tables = tables.into_iter().chain(talking).chain([
        children::TABLE,
        soloing::REFUSED,
        listing::REFUSED,
        choosing::REFUSED,
    ]);
    let mut met = BTreeSet::new();
    for (refusal, scene) in tables.flatten() {
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
    (Refusal::NotSaidBackYet, || (World::joined(), SAM, that_is_it(&World::joined()))),
    (Refusal::NotSaidBackYet, || {
        let mut world = World::joined();
        world.act(ROBIN, Command::SayBack { to: SAM, text: note("The nights are long.") });
        let read = that_is_it(&world);
        world.act(ROBIN, Command::SayBack { to: SAM, text: note("You sleep in.") });
        (world, SAM, read)
    }),
    (Refusal::AlreadyHeard, || (World::together(), SAM, that_is_it(&World::together()))),
    (Refusal::SortIsSealed, || (World::sealed(), ROBIN, Command::DealMore)),
    (Refusal::NothingToSeal, || (World::begun(), ROBIN, Command::SealSort)),
    (Refusal::NotSealed, || (World::begun(), ROBIN, Command::TakeSealBack)),
    (Refusal::SomebodyJoined, || (World::three(), ROBIN, Command::PressOpen { arrivals: 2 })),
    (Refusal::SealFirst, || (World::together(), ROBIN, Command::PressOpen { arrivals: 2 })),
    (Refusal::SayBackFirst, || (World::joined(), ROBIN, Command::PressOpen { arrivals: 2 })),
    (Refusal::NobodyToOpenWith, || (World::begun(), ROBIN, Command::PressOpen { arrivals: 1 })),
    (Refusal::UnknownMember, || mark(World::begun(), Mark::Does(Who::Parent(SAM)))),
    (Refusal::MinutesTooMany, || mark(World::begun(), Mark::Minutes(MINUTES_MAX + 1))),
    (Refusal::UnknownCard, || {
        (World::begun(), ROBIN, Command::MarkCard { card: NO_CARD, marks: Vec::new() })
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

const LIVING: Table = &[
    (Refusal::SafetyCardsFirst, || {
        let mut world = World::opened();
        let adult = world.trust_oma(5, &[SAM]);
        world.agree(&[ROBIN, SAM], &[(SAFETY, Some(adult))]);
        (world, ROBIN, Command::PartWithTrusted { adult })
    }),
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
        let card = World::agreed().card(DINNER);
        (World::agreed(), ROBIN, Command::CopyPlaybook { card, of: SAM })
    }),
];

fn begin(zone: &str) -> Command {
    Command::Begin { zone: zone.to_owned() }
}

/// Sam, to what was said back just now.
fn that_is_it(world: &World) -> Command {
    let version = said_back_to(&world.seen(SAM).shared.talk, SAM);
    Command::HearSaidBack { version, reply: Reply::ThatIsIt }
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
