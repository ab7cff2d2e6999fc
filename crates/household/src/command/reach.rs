//! Which commands reach somebody else. While another has the children and one is off, those wait.
//!
//! It is said of the command, never of what would come of it: whether *open* opens depends on what
//! others did in private, and a refusal must not tell that (R5).

use super::{
    CheckInCommand, Command, DecisionsCommand, ExpectationsCommand, FirstSessionCommand,
    KnowingCommand, RulesCommand, SoloCommand, TalkCommand, ThanksCommand,
};

/// Said of each kind: one that is in no list does not compile.
macro_rules! reaches {
    ($of:expr, $kind:ident; alone: $($alone:ident)*; others: $($others:ident)*;) => {
        match $of {
            $($kind::$alone { .. })|* => false,
            $($kind::$others { .. })|* => true,
        }
    };
}

impl Command {
    /// Whether somebody else could come to know of it.
    pub const fn reaches_others(&self) -> bool {
        match self {
            Self::Talk(command) => talk(command),
            Self::CheckIn(command) => check_in(command),
            Self::Thanks(command) => thanks(command),
            Self::Expectations(command) => expectations(command),
            // A child's page is read by all who decide for them, the list by every member.
            Self::ChildPage(_) | Self::Directory(_) => true,
            Self::Knowing(command) => knowing(command),
            Self::Rules(command) => rules(command),
            Self::Decisions(command) => decisions(command),
            Self::Solo(command) => solo(command),
            Self::FirstSession(command) => first_session(command),
            other => of_a_kind(other),
        }
    }
}

/// Leaving for good is never held up, though others come to know of it.
const fn of_a_kind(command: &Command) -> bool {
    reaches! { command, Command;
        alone:
            Leave SetPreferences CallOther KeepAnswer DropAnswer MarkCard DealMore TakeSealBack
            MarkPlan SkipStep HideSteps MarkDone TakeDoneBack;
        others:
            Begin ChooseName ChooseLook SetZone AddChild ChangeChild RemoveChild ChooseRows
            AddOwnCard RenameCard RemoveCard RestoreCard SendAnswer SayBack HearSaidBack Talk
            CheckIn Thanks Expectations ChildPage Knowing Rules Decisions Solo
            Directory FirstSession SealSort PressOpen
            LockCard UnlockCard SetCardAside BringCardBack OfferShares ConfirmShares
            MakeSharesEqual OfferTrusted ConfirmTrusted WithdrawTrusted PartWithTrusted
            SetTrustedCannot ProposeAgreement ConfirmAgreement WithdrawAgreement EndAgreement
            PutDownCard TakeUpCard WritePlaybook SetNext HaveThisToday CannotToday AskToBeShown
            CloseShown Show CopyPlaybook;
    }
}

const fn talk(command: &TalkCommand) -> bool {
    reaches! { command, TalkCommand;
        alone: SetAside WriteDown TakeAlong DropAlong Prepare;
        others: Ask Agree ProposeTime Close Keep RemoveKept OfferKeep ConfirmKept;
    }
}

const fn check_in(command: &CheckInCommand) -> bool {
    reaches! { command, CheckInCommand;
        alone: TakeFullnessBack KeepNote PutAway;
        others: Offer Confirm WithdrawOffer Stop SayFullness KeepLine;
    }
}

const fn thanks(command: &ThanksCommand) -> bool {
    reaches! { command, ThanksCommand;
        alone: Keep Drop Hold;
        others: Send Answer;
    }
}

const fn expectations(command: &ExpectationsCommand) -> bool {
    reaches! { command, ExpectationsCommand;
        alone: Answer TakeSealBack WriteRoot;
        others: Seal PressOpen OfferWords ConfirmWords WithdrawWords;
    }
}

const fn knowing(command: &KnowingCommand) -> bool {
    reaches! { command, KnowingCommand;
        alone: Mark Write TakeBack;
        others: Close;
    }
}

const fn rules(command: &RulesCommand) -> bool {
    reaches! { command, RulesCommand;
        alone: Answer TakeSealBack;
        others: Seal PressOpen Offer Confirm Withdraw PutDown;
    }
}

const fn decisions(command: &DecisionsCommand) -> bool {
    reaches! { command, DecisionsCommand;
        alone: WriteView TakeSealBack LookAgain;
        others:
            Ask AskAll Remove Seal PressOpen AddOption RemoveOption WriteVoice SleepOn Offer
            Confirm Withdraw;
    }
}

/// *We are together again* is the way out of it.
const fn solo(command: &SoloCommand) -> bool {
    reaches! { command, SoloCommand;
        alone: PutAway DraftSheet EndQuiet;
        others: Propose Agree Withdraw ShareSheet MakeLink RevokeLink Remember;
    }
}

/// What somebody outside can read is ended at once, whoever is off.
const fn first_session(command: &FirstSessionCommand) -> bool {
    reaches! { command, FirstSessionCommand;
        alone: PutDown RevokeLink;
        others: Offer Confirm Withdraw MakeLink;
    }
}
