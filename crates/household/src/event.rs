//! Everything that can have happened in a household, and how it is written down for ever.
//!
//! Each event is *shared* (every member may know it) or *own* (its author alone may know it, even
//! that it happened). [`Event::data_key`] says under whose key its bytes are encrypted at rest:
//! erasing a member's key erases what was theirs alone, and their name, while the rest still reads.
//!
//! The encoding is JSON in an envelope with a version. A kind, once released, is read for ever:
//! `tests/golden/` holds a sample of every kind and version.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::agreement::Proposed;
use crate::division::SetAside;
use crate::id::{AgreementId, CardId, ChildId, MemberId};
use crate::load::Card;
use crate::people::{Child, Look, Preferences};
use crate::plan::Choice;
use crate::sort::{Mark, OpenedCard};
use crate::text::{Line, Note};
use crate::today::Step;

/// Newest version of the envelope that this build writes.
pub const VERSION: u16 = 1;

/// An event with who did it and when: what a journal keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    pub at: Timestamp,
    pub by: MemberId,
    pub event: Event,
}

/// Whose data key an event's bytes are encrypted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKey {
    Household,
    Member(MemberId),
}

/// Who may know of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Shared,
    Own,
}

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
}

impl Event {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::OtherCalled { .. }
            | Self::PreferencesSet { .. }
            | Self::AnswerKept { .. }
            | Self::AnswerDropped
            | Self::CardMarked { .. }
            | Self::MoreDealt { .. }
            | Self::SortSealed
            | Self::SealTakenBack
            | Self::OpenPressed
            | Self::DoneMarked { .. }
            | Self::DoneTakenBack { .. }
            | Self::PlanMarked { .. }
            | Self::StepSkipped { .. } => Class::Own,
            Self::HouseholdBegun { .. }
            | Self::MemberJoined { .. }
            | Self::MemberNamed { .. }
            | Self::MemberLeft { .. }
            | Self::LookChosen { .. }
            | Self::ZoneSet { .. }
            | Self::ChildAdded { .. }
            | Self::ChildChanged { .. }
            | Self::ChildRemoved { .. }
            | Self::CardsAdded { .. }
            | Self::CardRenamed { .. }
            | Self::CardRemoved { .. }
            | Self::CardRestored { .. }
            | Self::AnswerSent { .. }
            | Self::SaidBack { .. }
            | Self::SaidBackHeard
            | Self::SaidBackNotQuite { .. }
            | Self::PicturesOpened { .. }
            | Self::CardLocked { .. }
            | Self::CardUnlocked { .. }
            | Self::CardSetAside { .. }
            | Self::CardBroughtBack { .. }
            | Self::SharesOffered { .. }
            | Self::SharesConfirmed
            | Self::SharesMadeEqual
            | Self::TrustedOffered { .. }
            | Self::TrustedConfirmed { .. }
            | Self::TrustedWithdrawn { .. }
            | Self::TrustedLeft { .. }
            | Self::TrustedCannotSet { .. }
            | Self::AgreementProposed { .. }
            | Self::AgreementConfirmed { .. }
            | Self::AgreementWithdrawn { .. }
            | Self::AgreementMade { .. }
            | Self::AgreementEnded { .. }
            | Self::CardPutDown { .. }
            | Self::CardTakenUp { .. }
            | Self::PlaybookWritten { .. }
            | Self::NextSet { .. }
            | Self::HaveThisToday { .. }
            | Self::CannotToday { .. }
            | Self::ShownOnceAsked { .. }
            | Self::ShownOnceClosed { .. } => Class::Shared,
        }
    }
}

impl Recorded {
    /// Whose key its bytes are encrypted under. A name goes with its member, though all may read
    /// it.
    pub fn data_key(&self) -> DataKey {
        match (self.event.class(), &self.event) {
            (Class::Own, _) | (Class::Shared, Event::MemberNamed { .. }) => {
                DataKey::Member(self.by)
            }
            (Class::Shared, _) => DataKey::Household,
        }
    }

    /// The bytes to keep, before encryption and padding.
    pub fn encode(&self) -> Vec<u8> {
        let envelope = Envelope { v: VERSION, recorded: std::borrow::Cow::Borrowed(self) };
        serde_json::to_vec(&envelope).expect("events hold only strings, numbers, lists and maps")
    }

    /// Reads what any released version wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, EncodingProblem> {
        let problem = match serde_json::from_slice::<Envelope<'_>>(bytes) {
            Ok(envelope) if envelope.v == VERSION => return Ok(envelope.recorded.into_owned()),
            Ok(envelope) => EncodingProblem::Version(envelope.v),
            // A newer version may hold what this one cannot read; its number comes first.
            Err(malformed) => match serde_json::from_slice(bytes) {
                Ok(VersionOnly { v }) if v != VERSION => EncodingProblem::Version(v),
                Ok(_) | Err(_) => EncodingProblem::Malformed(malformed),
            },
        };
        Err(problem)
    }
}

/// Bytes that are not an event this build knows.
#[derive(Debug, thiserror::Error)]
pub enum EncodingProblem {
    #[error("not an event: {0}")]
    Malformed(serde_json::Error),
    #[error("written by a newer version (encoding {0})")]
    Version(u16),
}

#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    v: u16,
    #[serde(flatten)]
    recorded: std::borrow::Cow<'a, Recorded>,
}

#[derive(Deserialize)]
struct VersionOnly {
    v: u16,
}
