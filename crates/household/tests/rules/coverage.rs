//! Lists of every kind of command, event and refusal, which do not compile when one is missing.

use household::check_in::CheckInEvent;
use household::command::{CheckInCommand, TalkCommand};
use household::talk::TalkEvent;
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
    PlaybookWritten NextSet HaveThisToday CannotToday ShownOnceAsked ShownOnceClosed DoneMarked
    DoneTakenBack PlanMarked StepSkipped TrustedOffered TrustedConfirmed TrustedWithdrawn
    TrustedLeft TrustedCannotSet Talk CheckIn
}

kinds! { TalkEvent, TALK_EVENTS, talk_event:
    Asked Agreed TimeProposed Closed SetAside Kept KeptRemoved TakenAlong AlongDropped Prepared
}

kinds! { Command, COMMANDS, command:
    Begin ChooseName ChooseLook SetZone SetPreferences Leave CallOther AddChild ChangeChild
    RemoveChild ChooseRows AddOwnCard RenameCard RemoveCard RestoreCard KeepAnswer DropAnswer
    SendAnswer SayBack HearSaidBack MarkCard DealMore SealSort TakeSealBack PressOpen LockCard
    UnlockCard SetCardAside BringCardBack OfferShares ConfirmShares MakeSharesEqual ProposeAgreement
    ConfirmAgreement WithdrawAgreement EndAgreement PutDownCard TakeUpCard WritePlaybook SetNext
    HaveThisToday CannotToday AskToBeShown CloseShown MarkDone TakeDoneBack MarkPlan SkipStep
    OfferTrusted ConfirmTrusted WithdrawTrusted PartWithTrusted SetTrustedCannot Talk
    CheckIn
}

kinds! { TalkCommand, TALK_COMMANDS, talk_command:
    Ask Agree ProposeTime SetAside Close Keep RemoveKept TakeAlong DropAlong Prepare
}

kinds! { Refusal, REFUSALS, refusal:
    AlreadyBegun NotAMember AlreadyAMember TooManyParents UnknownZone TooManyChildren UnknownChild
    NobodyDecides TooManyCards UnknownCard UnknownRow MinutesTooMany NothingToSayBack
    NotSaidBackYet AlreadyHeard SortIsSealed NothingToSeal NotSealed SealFirst SayBackFirst
    UnknownMember SharesOutOfRange NoSharesOffered PicturesFirst EmptyAgreement AgreementTooLong
    ReviewBeforeStart StartTooFar NoSuchAgreement AlreadyConfirmed NotTheOwner NotOpen
    WhoHasItInstead DateOutOfRange NotDone NotAsked NobodyToOpenWith OwnerHasNoPage
    TooManyCarers NotOffered NoSuchTalk AlreadyAskedForTalk FullnessOutOfRange
    AlreadyOpened
}

kinds! { CheckInEvent, CHECK_IN_EVENTS, check_in_event:
    Offered Confirmed OfferWithdrawn Stopped FullnessSaid FullnessTakenBack FullnessOpened LineKept
    NoteKept PutAway
}

kinds! { CheckInCommand, CHECK_IN_COMMANDS, check_in_command:
    Offer Confirm WithdrawOffer Stop SayFullness TakeFullnessBack KeepLine KeepNote PutAway
}

/// The same of a check-in.
pub fn of_check_in(event: &Event) -> Option<&'static str> {
    if let Event::CheckIn(event) = event { Some(check_in_event(event)) } else { None }
}

/// What happened in a room that has events of its own; none for another's.
pub fn of_talk(event: &Event) -> Option<&'static str> {
    if let Event::Talk(event) = event { Some(talk_event(event)) } else { None }
}

#[test]
fn the_list_of_refusals_is_whole() {
    let all: Vec<_> = Refusal::ALL.iter().map(refusal).collect();
    assert_eq!(all, REFUSALS);
}

#[test]
fn every_refusal_has_a_text_of_its_own() {
    let keys: std::collections::BTreeSet<_> = Refusal::ALL.iter().map(|r| r.key()).collect();
    assert_eq!(keys.len(), REFUSALS.len());
}
