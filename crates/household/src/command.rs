//! What a member may ask for. [`Household::decide`] answers with events or a [`Refusal`]; the rules
//! R1 to R11 stand here and in the rooms it calls, not on pages.

mod agree;
mod arrive;
mod check_in;
mod child_page;
mod decide_for;
mod expect;
mod family;
mod first_session;
mod keep_list;
mod know;
mod listen;
pub(crate) mod live;
mod reach;
mod rule;
mod show;
mod solo;
mod tell;
mod thank;
mod trust;

pub use check_in::CheckInCommand;
pub use child_page::ChildPageCommand;
pub use decide_for::DecisionsCommand;
pub use first_session::FirstSessionCommand;
pub use keep_list::DirectoryCommand;
pub use listen::TalkCommand;
pub use rule::RulesCommand;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::agreement::Term;
use crate::division::SetAside;
use crate::event::Event;
use crate::id::{AgreementId, CardId, ChildId, Ids, MemberId, VersionId};
use crate::people::{Look, Preferences};
use crate::plan::Choice;
use crate::refusal::Refusal;
use crate::sort::Mark;
use crate::state::Household;
use crate::text::{Line, Note};
use crate::today::Step;

pub use expect::ExpectationsCommand;
pub use family::ChildDetails;
pub use know::KnowingCommand;
pub use solo::SoloCommand;
pub use thank::ThanksCommand;

/// Everything a person can ask for. Its texts and names are within their limits by type; lengths of
/// lists, dates and numbers are checked by [`Household::decide`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The first person opens the family's space: they join, and the first ten cards are dealt.
    Begin {
        zone: String,
    },
    ChooseName {
        name: Line,
    },
    ChooseLook {
        look: Look,
    },
    SetZone {
        zone: String,
    },
    SetPreferences {
        preferences: Preferences,
    },
    /// Leave for good. The journal then erases what was theirs alone.
    Leave,
    CallOther {
        name: Line,
    },
    AddChild {
        child: ChildDetails,
    },
    ChangeChild {
        id: ChildId,
        child: ChildDetails,
    },
    RemoveChild {
        id: ChildId,
    },

    /// Rows of the catalogue on the table, as somebody changed a list that showed `shown` of them
    /// there: those that are new in `rows` come, those missing from it go. What somebody else
    /// changed since stays as they left it, and so do cards that somebody owns and the family's
    /// own.
    ChooseRows {
        shown: Vec<(String, Option<ChildId>)>,
        rows: Vec<(String, Option<ChildId>)>,
    },
    AddOwnCard {
        name: Line,
        minutes: u16,
        child: Option<ChildId>,
    },
    RenameCard {
        card: CardId,
        name: Line,
    },
    RemoveCard {
        card: CardId,
    },
    RestoreCard {
        card: CardId,
    },

    /// An invited person keeps their answer for themselves.
    KeepAnswer {
        text: Note,
    },
    DropAnswer,
    /// An invited person sends it, which is also their joining.
    SendAnswer {
        text: Note,
        name: Line,
    },
    SayBack {
        to: MemberId,
        text: Note,
    },
    /// The speaker: "yes, that's it" or "not quite".
    HearSaidBack {
        /// What was read.
        version: VersionId,
        reply: Reply,
    },

    // Rooms with commands of their own; each tells there what they are.
    Talk(TalkCommand),
    CheckIn(CheckInCommand),
    Thanks(ThanksCommand),
    Expectations(ExpectationsCommand),
    ChildPage(ChildPageCommand),
    Knowing(KnowingCommand),
    Rules(RulesCommand),
    Decisions(DecisionsCommand),
    Solo(SoloCommand),
    Directory(DirectoryCommand),
    FirstSession(FirstSessionCommand),

    MarkCard {
        card: CardId,
        marks: Vec<Mark>,
    },
    DealMore,
    SealSort,
    TakeSealBack,
    PressOpen {
        /// Who was here on the page that was read, as [`crate::people::People::arrivals`] tells.
        arrivals: usize,
    },

    LockCard {
        card: CardId,
        owner: MemberId,
    },
    UnlockCard {
        card: CardId,
    },
    SetCardAside {
        card: CardId,
        how: SetAside,
    },
    BringCardBack {
        card: CardId,
    },
    OfferShares {
        weights: BTreeMap<MemberId, u32>,
    },
    /// Yes to exactly these shares.
    ConfirmShares {
        weights: BTreeMap<MemberId, u32>,
    },
    MakeSharesEqual,

    /// Somebody carries who does not decide: a new one, or one of before with another name or part.
    OfferTrusted {
        adult: Option<MemberId>,
        name: Line,
        /// Twentieths of what one parent carries.
        part: u32,
    },
    /// Yes to exactly this.
    ConfirmTrusted {
        adult: MemberId,
        name: Line,
        part: u32,
    },
    WithdrawTrusted {
        adult: MemberId,
    },
    /// They carry nothing any more, from today on.
    PartWithTrusted {
        adult: MemberId,
    },
    SetTrustedCannot {
        adult: MemberId,
        card: CardId,
        cannot: bool,
    },

    ProposeAgreement {
        terms: BTreeMap<CardId, Term>,
        start: Date,
        review: Date,
    },
    ConfirmAgreement {
        agreement: AgreementId,
    },
    WithdrawAgreement {
        agreement: AgreementId,
    },
    EndAgreement {
        agreement: AgreementId,
    },

    PutDownCard {
        card: CardId,
        from: Date,
        instead: Option<Note>,
    },
    TakeUpCard {
        card: CardId,
    },
    /// None takes it away.
    WritePlaybook {
        card: CardId,
        text: Option<Note>,
    },
    SetNext {
        card: CardId,
        on: Date,
    },
    HaveThisToday {
        card: CardId,
    },
    CannotToday {
        card: CardId,
    },
    AskToBeShown {
        card: CardId,
    },
    CloseShown {
        card: CardId,
        of: MemberId,
    },
    /// I walked through it with these, and wrote down what only I know; their questions are welcome
    /// until a day.
    Show {
        card: CardId,
        of: BTreeSet<MemberId>,
        until: Date,
        way: Option<Note>,
    },
    /// The way of one who had it, or who showed it to me, as the start of mine.
    CopyPlaybook {
        card: CardId,
        of: MemberId,
    },
    MarkDone {
        card: CardId,
        on: Date,
    },
    TakeDoneBack {
        card: CardId,
        on: Date,
    },

    MarkPlan {
        card: CardId,
        choice: Choice,
    },
    SkipStep {
        step: Step,
    },
    /// No next steps any more, or again.
    HideSteps {
        hidden: bool,
    },
}

/// What the speaker says to what was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    ThatIsIt,
    NotQuite { missing: Option<Note> },
}

/// Who asks, when, and where new ids come from.
pub(crate) struct Asked<'a> {
    pub who: MemberId,
    pub now: Timestamp,
    pub ids: &'a mut Ids,
}

/// Which room decides a command: one that is in no list does not compile.
macro_rules! by_room {
    ($self:ident, $asked:ident, $command:ident; $($decide:ident: $($kind:ident)*;)*) => {
        match $command {
            Command::Begin { .. }
            | Command::KeepAnswer { .. }
            | Command::DropAnswer
            | Command::SendAnswer { .. } => Err(Refusal::AlreadyAMember),
            // A room with commands of its own.
            Command::Talk(command) => $self.decide_listening($asked, command),
            Command::CheckIn(command) => $self.decide_check_in($asked, command),
            Command::Thanks(command) => $self.decide_thanking($asked, command),
            Command::Expectations(command) => $self.decide_expecting($asked, command),
            Command::ChildPage(command) => $self.decide_child_page($asked, command),
            Command::Knowing(command) => $self.decide_knowing($asked, command),
            Command::Rules(command) => $self.decide_rules($asked, command),
            Command::Decisions(command) => $self.decide_decisions($asked, command),
            Command::Solo(command) => $self.decide_solo($asked, command),
            Command::Directory(command) => $self.decide_directory($asked, command),
            Command::FirstSession(command) => $self.decide_first_session($asked, command),
            $($(Command::$kind { .. })|* => $self.$decide($asked, $command),)*
        }
    };
}

type Decision = Result<Vec<Event>, Refusal>;

impl Household {
    /// Turns `command` by `who` at `now` into events, or says why not. Pure: the same arguments
    /// give the same answer, and nothing changes until the events are applied.
    ///
    /// No events means that it is so already. The answer depends on what `who` may see, and in one
    /// place on more: *open*, pressed by the last of all who sealed, opens. `ids` must come from
    /// this request alone. A refusal is a person's reason, never an error of the program; no input
    /// panics.
    ///
    /// ```
    /// use household::{Command, Household, Ids, MemberId, Recorded, Refusal};
    ///
    /// let robin = MemberId::from_bytes([1; 16]);
    /// let now = "2026-03-02T08:00:00Z".parse()?;
    /// let mut home = Household::default();
    ///
    /// let begin = Command::Begin { zone: "Europe/Berlin".to_owned() };
    /// let events = home.decide(robin, &begin, now, &mut Ids::new([7; 32]))?;
    /// for event in events {
    ///     home.apply(&Recorded { at: now, by: robin, event });
    /// }
    /// assert_eq!(home.seen_by(robin).map(|seen| seen.shared.deck.cards().count()), Some(10));
    ///
    /// let again = home.decide(robin, &Command::SealSort, now, &mut Ids::new([8; 32]));
    /// assert_eq!(again, Err(Refusal::NothingToSeal));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn decide(
        &self,
        who: MemberId,
        command: &Command,
        now: Timestamp,
        ids: &mut Ids,
    ) -> Decision {
        let mut asked = Asked { who, now, ids };
        if let Some(decision) = self.decide_arriving(&mut asked, command) {
            return decision;
        }
        if self.shared.people.member(who).is_none() {
            return Err(Refusal::NotAMember);
        }
        if command.reaches_others() && self.shared.quiet(who, now).is_some() {
            return Err(Refusal::HandsOff);
        }
        self.decide_as_member(&mut asked, command)
    }

    fn decide_as_member(&self, asked: &mut Asked<'_>, command: &Command) -> Decision {
        by_room! { self, asked, command;
            decide_family:
                ChooseName ChooseLook SetZone SetPreferences Leave CallOther AddChild ChangeChild
                RemoveChild ChooseRows AddOwnCard RenameCard RemoveCard RestoreCard;
            decide_telling:
                SayBack HearSaidBack MarkCard DealMore SealSort TakeSealBack PressOpen MarkPlan
                SkipStep HideSteps;
            decide_agreeing:
                LockCard UnlockCard SetCardAside BringCardBack OfferShares ConfirmShares
                MakeSharesEqual ProposeAgreement ConfirmAgreement WithdrawAgreement EndAgreement;
            decide_trusting:
                OfferTrusted ConfirmTrusted WithdrawTrusted PartWithTrusted SetTrustedCannot;
            decide_living:
                PutDownCard TakeUpCard WritePlaybook SetNext HaveThisToday CannotToday MarkDone
                TakeDoneBack;
            decide_showing: AskToBeShown CloseShown Show CopyPlaybook;
        }
    }
}
