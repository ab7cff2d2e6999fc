//! Everything that can have happened in a household, and how it is written down for ever.
//!
//! Each event is *shared* (every member may know it) or *own* (its author alone may know it, even
//! that it happened). [`Event::data_key`] says under whose key its bytes are encrypted at rest:
//! erasing a member's key erases what was theirs alone, and their name, while the rest still reads.
//!
//! The encoding is JSON in an envelope with a version. A kind, once released, is read for ever:
//! `tests/golden/` holds a sample of every kind and version.

mod class;
mod encoding;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use class::Class;
pub use encoding::{DataKey, EncodingProblem, Recorded, VERSION};

use crate::agreement::Proposed;
use crate::check_in::CheckInEvent;
use crate::children::{ChildPageEvent, KnowingEvent};
use crate::decisions::DecisionsEvent;
use crate::directory::DirectoryEvent;
use crate::division::SetAside;
use crate::first_session::FirstSessionEvent;
use crate::id::{AgreementId, CardId, ChildId, MemberId};
use crate::load::Card;
use crate::people::{Child, Look, Preferences};
use crate::plan::Choice;
use crate::rules::RulesEvent;
use crate::solo::SoloEvent;
use crate::sort::{Mark, OpenedCard};
use crate::talk::TalkEvent;
use crate::talk::expectations::ExpectationsEvent;
use crate::talk::thanks::ThanksEvent;
use crate::text::{Line, Note};
use crate::today::Step;

/// A past fact. Who did it and when stand beside it, in [`Recorded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    // People
    HouseholdBegun {
        zone: String,
    },
    MemberJoined {
        look: Look,
    },
    MemberNamed {
        name: Line,
    },
    /// A member left and was erased; what was shared stays without their name.
    MemberLeft {
        from: Date,
    },
    LookChosen {
        look: Look,
    },
    ZoneSet {
        zone: String,
    },
    ChildAdded {
        child: Child,
    },
    ChildChanged {
        child: Child,
    },
    ChildRemoved {
        child: ChildId,
    },
    /// What I call the other parent before they have a name here.
    OtherCalled {
        name: Line,
    },
    PreferencesSet {
        preferences: Preferences,
    },

    // Load
    CardsAdded {
        cards: Vec<Card>,
    },
    CardRenamed {
        card: CardId,
        name: Line,
    },
    CardRemoved {
        card: CardId,
    },
    CardRestored {
        card: CardId,
    },

    // Talk: the invited parent's one question
    AnswerKept {
        text: Note,
    },
    AnswerDropped,
    AnswerSent {
        text: Note,
    },
    SaidBack {
        to: MemberId,
        text: Note,
    },
    SaidBackHeard,
    /// "Not quite", and what is missing.
    SaidBackNotQuite {
        missing: Option<Note>,
    },

    /// A listening talk that is asked for or was, and what one prepares alone.
    Talk(TalkEvent),
    /// The weekly check-in.
    CheckIn(CheckInEvent),
    /// Thanks, kept or sent.
    Thanks(ThanksEvent),
    /// What we expect.
    Expectations(ExpectationsEvent),
    /// What is known of a child.
    ChildPage(ChildPageEvent),
    /// Knowing a child.
    Knowing(KnowingEvent),
    /// Time alone with the children.
    Solo(SoloEvent),

    // Children
    /// House rules.
    Rules(RulesEvent),
    /// A question about a child, and what was decided.
    Decisions(DecisionsEvent),

    /// The list of those who can help.
    Directory(DirectoryEvent),
    /// A sheet for a session of all parents.
    FirstSession(FirstSessionEvent),

    // Sort
    CardMarked {
        card: CardId,
        marks: Vec<Mark>,
    },
    MoreDealt {
        cards: u16,
    },
    SortSealed,
    SealTakenBack,
    OpenPressed,
    PicturesOpened {
        cards: Vec<OpenedCard>,
        hours_a_week: u32,
    },

    // Division
    CardLocked {
        card: CardId,
        owner: MemberId,
    },
    CardUnlocked {
        card: CardId,
    },
    CardSetAside {
        card: CardId,
        how: SetAside,
    },
    CardBroughtBack {
        card: CardId,
    },
    SharesOffered {
        weights: BTreeMap<MemberId, u32>,
    },
    SharesConfirmed,
    SharesMadeEqual,

    /// A trusted adult is to carry, or to carry otherwise: for every parent to say yes to.
    TrustedOffered {
        adult: MemberId,
        name: Line,
        part: u32,
    },
    TrustedConfirmed {
        adult: MemberId,
    },
    TrustedWithdrawn {
        adult: MemberId,
    },
    /// They carry nothing here any more; what was theirs is open from a day on.
    TrustedLeft {
        adult: MemberId,
        from: Date,
    },
    TrustedCannotSet {
        adult: MemberId,
        card: CardId,
        cannot: bool,
    },

    // Agreement and living
    AgreementProposed {
        agreement: Proposed,
    },
    AgreementConfirmed {
        agreement: AgreementId,
    },
    AgreementWithdrawn {
        agreement: AgreementId,
    },
    AgreementMade {
        agreement: AgreementId,
    },
    /// From a day on; a child's safety cards stay with their owner until put down.
    AgreementEnded {
        agreement: AgreementId,
        from: Date,
        stays: BTreeSet<CardId>,
    },
    CardPutDown {
        card: CardId,
        from: Date,
        instead: Option<Note>,
    },
    CardTakenUp {
        card: CardId,
        from: Date,
    },
    /// None where its owner took it away.
    PlaybookWritten {
        card: CardId,
        text: Option<Note>,
    },
    NextSet {
        card: CardId,
        on: Date,
    },
    HaveThisToday {
        card: CardId,
        on: Date,
    },
    CannotToday {
        card: CardId,
        on: Date,
    },
    ShownOnceAsked {
        card: CardId,
    },
    ShownOnceClosed {
        card: CardId,
        of: MemberId,
    },
    /// It was walked through with `of`, whose questions are welcome until a day.
    ShownOnce {
        card: CardId,
        of: MemberId,
        until: Date,
    },
    DoneMarked {
        card: CardId,
        on: Date,
    },
    DoneTakenBack {
        card: CardId,
        on: Date,
    },

    // My plan, and Today's one gentle step
    PlanMarked {
        card: CardId,
        choice: Choice,
    },
    StepSkipped {
        step: Step,
    },
    StepsHidden {
        hidden: bool,
    },
}
