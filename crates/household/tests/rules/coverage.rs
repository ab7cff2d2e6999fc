//! Lists of every kind of command, event and refusal, which do not compile when one is missing.

use std::collections::BTreeSet;

use household::check_in::CheckInEvent;
use household::children::{ChildPageEvent, KnowingEvent};
use household::command::{
    CheckInCommand, ChildPageCommand, DecisionsCommand, DirectoryCommand, ExpectationsCommand,
    FirstSessionCommand, KnowingCommand, RulesCommand, SoloCommand, TalkCommand, ThanksCommand,
};
use household::decisions::DecisionsEvent;
use household::directory::DirectoryEvent;
use household::first_session::FirstSessionEvent;
use household::rules::RulesEvent;
use household::solo::SoloEvent;
use household::talk::TalkEvent;
use household::talk::expectations::ExpectationsEvent;
use household::talk::thanks::ThanksEvent;
use household::{Command, Event, Refusal};

macro_rules! kinds {
    ($of:ident, $list:ident, $kind:ident: $($name:ident)*) => {
        pub const $list: &[&str] = &[$(stringify!($name)),*];

        pub fn $kind(of: &$of) -> &'static str {
            match of {
                $($of::$name { .. } => stringify!($name),)*
            }
        }
    };
}

kinds! { Event, EVENTS, event:
    HouseholdBegun MemberJoined MemberNamed MemberLeft LookChosen ZoneSet ChildAdded ChildChanged
    ChildRemoved OtherCalled PreferencesSet CardsAdded CardRenamed CardRemoved CardRestored
    AnswerKept AnswerDropped AnswerSent SaidBack SaidBackHeard SaidBackNotQuite CardMarked MoreDealt
    SortSealed SealTakenBack OpenPressed PicturesOpened CardLocked CardUnlocked CardSetAside
    CardBroughtBack SharesOffered SharesConfirmed SharesMadeEqual AgreementProposed
    AgreementConfirmed AgreementWithdrawn AgreementMade AgreementEnded CardPutDown CardTakenUp
    PlaybookWritten NextSet HaveThisToday CannotToday ShownOnceAsked ShownOnceClosed
    ShownOnce DoneMarked DoneTakenBack PlanMarked StepSkipped StepsHidden TrustedOffered
    TrustedConfirmed TrustedWithdrawn TrustedLeft TrustedCannotSet Talk Thanks CheckIn Expectations
    ChildPage Knowing
    Rules Decisions
    Solo Directory FirstSession
}

kinds! { TalkEvent, TALK_EVENTS, talk_event:
    Asked Agreed TimeProposed Closed SetAside Kept KeptRemoved WrittenDown KeepOffered TakenAlong
    AlongDropped Prepared
}

kinds! { ExpectationsEvent, EXPECTATIONS_EVENTS, expectations_event:
    Answered Sealed SealTakenBack OpenPressed Opened WordsOffered WordsConfirmed WordsWithdrawn
    WordsAgreed RootWritten
}

kinds! { ExpectationsCommand, EXPECTATIONS_COMMANDS, expectations_command:
    Answer Seal TakeSealBack PressOpen OfferWords ConfirmWords WithdrawWords WriteRoot
}

kinds! { ChildPageEvent, CHILD_PAGE_EVENTS, child_page_event: Written StillSo TakenOff PutBack }

kinds! { ChildPageCommand, CHILD_PAGE_COMMANDS, child_page_command:
    Write Change StillSo TakeOff PutBack
}

kinds! { KnowingEvent, KNOWING_EVENTS, knowing_event: Marked Written Closed TakenBack Opened }

kinds! { KnowingCommand, KNOWING_COMMANDS, knowing_command: Mark Write Close TakeBack }
kinds! { RulesEvent, RULES_EVENTS, rules_event:
    Answered Sealed SealTakenBack OpenPressed Opened Offered Confirmed Withdrawn Made PutDown
}

kinds! { RulesCommand, RULES_COMMANDS, rules_command:
    Answer Seal TakeSealBack PressOpen Offer Confirm Withdraw PutDown
}

kinds! { DecisionsEvent, DECISIONS_EVENTS, decisions_event:
    Asked AskedOfAll Removed ViewWritten Sealed SealTakenBack OpenPressed Opened OptionAdded
    OptionRemoved VoiceWritten SleptOn Offered Confirmed Withdrawn Decided LookedAgain
}

kinds! { DecisionsCommand, DECISIONS_COMMANDS, decisions_command:
    Ask AskAll Remove WriteView Seal TakeSealBack PressOpen AddOption RemoveOption WriteVoice
    SleepOn Offer Confirm Withdraw LookAgain
}

kinds! { DirectoryEvent, DIRECTORY_EVENTS, directory_event: Written Removed }

kinds! { DirectoryCommand, DIRECTORY_COMMANDS, directory_command: Add Change Remove ReadIn }

kinds! { FirstSessionEvent, FIRST_SESSION_EVENTS, first_session_event:
    Offered Confirmed Withdrawn Made PutDown LinkMade LinkRevoked
}

kinds! { FirstSessionCommand, FIRST_SESSION_COMMANDS, first_session_command:
    Offer Confirm Withdraw PutDown MakeLink RevokeLink
}

kinds! { ThanksEvent, THANKS_EVENTS, thanks_event: Drafted Dropped Sent Answered Held }

kinds! { Command, COMMANDS, command:
    Begin ChooseName ChooseLook SetZone SetPreferences Leave CallOther AddChild ChangeChild
    RemoveChild ChooseRows AddOwnCard RenameCard RemoveCard RestoreCard KeepAnswer DropAnswer
    SendAnswer SayBack HearSaidBack MarkCard DealMore SealSort TakeSealBack PressOpen LockCard
    UnlockCard SetCardAside BringCardBack OfferShares ConfirmShares MakeSharesEqual ProposeAgreement
    ConfirmAgreement WithdrawAgreement EndAgreement PutDownCard TakeUpCard WritePlaybook SetNext
    HaveThisToday CannotToday AskToBeShown CloseShown Show CopyPlaybook MarkDone TakeDoneBack
    MarkPlan SkipStep HideSteps
    OfferTrusted ConfirmTrusted WithdrawTrusted PartWithTrusted SetTrustedCannot Talk Thanks
    CheckIn Expectations ChildPage Knowing Rules Decisions Solo Directory
    FirstSession
}

kinds! { TalkCommand, TALK_COMMANDS, talk_command:
    Ask Agree ProposeTime SetAside Close Keep RemoveKept WriteDown OfferKeep ConfirmKept TakeAlong
    DropAlong Prepare
}

kinds! { ThanksCommand, THANKS_COMMANDS, thanks_command: Keep Drop Send Answer Hold }

kinds! { Refusal, REFUSALS, refusal:
    AlreadyBegun NotAMember AlreadyAMember TooManyParents UnknownZone TooManyChildren UnknownChild
    NobodyDecides TooManyCards UnknownCard UnknownRow MinutesTooMany NothingToSayBack
    NotSaidBackYet AlreadyHeard SortIsSealed NothingToSeal NotSealed SealFirst SayBackFirst
    UnknownMember SharesOutOfRange NoSharesOffered PicturesFirst EmptyAgreement AgreementTooLong
    ReviewBeforeStart StartTooFar NoSuchAgreement AlreadyConfirmed NotTheOwner NotOpen
    WhoHasItInstead DateOutOfRange NotDone NotAsked NobodyToOpenWith OwnerHasNoPage
    TooManyCarers NotOffered NoSuchTalk AlreadyAskedForTalk FullnessOutOfRange AlreadyOpened
    NoSuchThanks DrawerFull AlreadyAnswered AnswersAreSealed NotOpened NoWayToCopy
    SomebodyJoined AnotherWeek SafetyCardsFirst
    DoesNotDecide DecidesToo NoSuchFact PageFull TextTooLong NeverOpened OthersDecide
    NoSuchRule TooManyRules NoSuchDecision
    TooManyDecisions SleepOnItFirst AlreadyDecided TooManyOptions
    HandsOff NoSuchTime TimeDoesNotFit TooManyTimes ShareSheetFirst EmptySheet
    NoSuchEntry NameOnList ListFull TooManyLinks SheetTooLong
}

kinds! { CheckInEvent, CHECK_IN_EVENTS, check_in_event:
    Offered Confirmed OfferWithdrawn Stopped FullnessSaid FullnessTakenBack FullnessOpened LineKept
    NoteKept PutAway
}

kinds! { CheckInCommand, CHECK_IN_COMMANDS, check_in_command:
    Offer Confirm WithdrawOffer Stop SayFullness TakeFullnessBack KeepLine KeepNote PutAway
}

kinds! { SoloEvent, SOLO_EVENTS, solo_event:
    Proposed Agreed Withdrawn PutAway SheetDrafted SheetShared LinkMade LinkRevoked QuietEnded
    Remembered KeptForMe
}

kinds! { SoloCommand, SOLO_COMMANDS, solo_command:
    Propose Agree Withdraw PutAway DraftSheet ShareSheet MakeLink RevokeLink EndQuiet Remember
}

/// A kind, and which of the kinds of a room that has its own.
pub type Name = (&'static str, &'static str);

pub fn name_of_command(of: &Command) -> Name {
    let inner = match of {
        Command::CheckIn(of) => check_in_command(of),
        Command::ChildPage(of) => child_page_command(of),
        Command::Knowing(of) => knowing_command(of),
        Command::Expectations(of) => expectations_command(of),
        Command::Rules(of) => rules_command(of),
        Command::Decisions(of) => decisions_command(of),
        Command::Solo(of) => solo_command(of),
        Command::Directory(of) => directory_command(of),
        Command::FirstSession(of) => first_session_command(of),
        Command::Talk(of) => talk_command(of),
        Command::Thanks(of) => thanks_command(of),
        _ => "",
    };
    (command(of), inner)
}

pub fn name_of_event(of: &Event) -> Name {
    let inner = match of {
        Event::CheckIn(of) => check_in_event(of),
        Event::ChildPage(of) => child_page_event(of),
        Event::Knowing(of) => knowing_event(of),
        Event::Expectations(of) => expectations_event(of),
        Event::Rules(of) => rules_event(of),
        Event::Decisions(of) => decisions_event(of),
        Event::Solo(of) => solo_event(of),
        Event::Directory(of) => directory_event(of),
        Event::FirstSession(of) => first_session_event(of),
        Event::Talk(of) => talk_event(of),
        Event::Thanks(of) => thanks_event(of),
        _ => "",
    };
    (event(of), inner)
}

pub fn all_commands() -> BTreeSet<Name> {
    let rooms = [
        ("CheckIn", CHECK_IN_COMMANDS),
        ("ChildPage", CHILD_PAGE_COMMANDS),
        ("Knowing", KNOWING_COMMANDS),
        ("Expectations", EXPECTATIONS_COMMANDS),
        ("Rules", RULES_COMMANDS),
        ("Decisions", DECISIONS_COMMANDS),
        ("Solo", SOLO_COMMANDS),
        ("Directory", DIRECTORY_COMMANDS),
        ("FirstSession", FIRST_SESSION_COMMANDS),
        ("Talk", TALK_COMMANDS),
        ("Thanks", THANKS_COMMANDS),
    ];
    all(COMMANDS, &rooms)
}

pub fn all_events() -> BTreeSet<Name> {
    let rooms = [
        ("CheckIn", CHECK_IN_EVENTS),
        ("ChildPage", CHILD_PAGE_EVENTS),
        ("Knowing", KNOWING_EVENTS),
        ("Expectations", EXPECTATIONS_EVENTS),
        ("Rules", RULES_EVENTS),
        ("Decisions", DECISIONS_EVENTS),
        ("Solo", SOLO_EVENTS),
        ("Directory", DIRECTORY_EVENTS),
        ("FirstSession", FIRST_SESSION_EVENTS),
        ("Talk", TALK_EVENTS),
        ("Thanks", THANKS_EVENTS),
    ];
    all(EVENTS, &rooms)
}

fn all(kinds: &[&'static str], rooms: &[(&'static str, &[&'static str])]) -> BTreeSet<Name> {
    let of_room = |kind: &str| rooms.iter().find(|(room, _)| *room == kind);
    let names = kinds.iter().flat_map(|kind| match of_room(kind) {
        Some((_, inner)) => inner.iter().map(|inner| (*kind, *inner)).collect(),
        None => vec![(*kind, "")],
    });
    names.collect()
}

#[test]
fn the_list_of_refusals_is_whole() {
    let all: Vec<_> = Refusal::ALL.iter().map(refusal).collect();
    assert_eq!(all, REFUSALS);
}

#[test]
fn every_refusal_has_a_text_of_its_own() {
    let keys: BTreeSet<_> = Refusal::ALL.iter().map(|r| r.key()).collect();
    assert_eq!(keys.len(), REFUSALS.len());
}
