//! Who may know of an event, kind by kind: a new kind does not compile before it is decided.

use super::Event;

/// Who may know of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Shared,
    Own,
}

macro_rules! classes {
    ($($class:ident: $($kind:ident)*;)*) => {
        impl Event {
            /// Who may know of it.
            pub const fn class(&self) -> Class {
                match self {
                    // A room with events of its own decides for each of them.
                    Self::Talk(event) => event.class(),
                    Self::CheckIn(event) => event.class(),
                    Self::Thanks(event) => event.class(),
                    Self::Expectations(event) => event.class(),
                    Self::ChildPage(event) => event.class(),
                    Self::Knowing(event) => event.class(),
                    Self::Rules(event) => event.class(),
                    Self::Decisions(event) => event.class(),
                    Self::Solo(event) => event.class(),
                    Self::Directory(event) => event.class(),
                    Self::FirstSession(event) => event.class(),
                    $($(Self::$kind { .. })|* => Class::$class,)*
                }
            }
        }
    };
}

classes! {
    Own:
        OtherCalled PreferencesSet AnswerKept AnswerDropped CardMarked MoreDealt SortSealed
        SealTakenBack OpenPressed DoneMarked DoneTakenBack PlanMarked StepSkipped
        StepsHidden;
    Shared:
        HouseholdBegun MemberJoined MemberNamed MemberLeft LookChosen ZoneSet ChildAdded
        ChildChanged ChildRemoved CardsAdded CardRenamed CardRemoved CardRestored AnswerSent
        SaidBack SaidBackHeard SaidBackNotQuite PicturesOpened CardLocked CardUnlocked
        CardSetAside CardBroughtBack SharesOffered SharesConfirmed SharesMadeEqual TrustedOffered
        TrustedConfirmed TrustedWithdrawn TrustedLeft TrustedCannotSet AgreementProposed
        AgreementConfirmed AgreementWithdrawn AgreementMade AgreementEnded CardPutDown CardTakenUp
        PlaybookWritten NextSet HaveThisToday CannotToday ShownOnceAsked ShownOnceClosed
        ShownOnce;
}
