//! What can have happened around a listening talk. What is said while one lasts is not among it.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::Preparation;
use super::listening::{KeptText, Topic};
use crate::event::Class;
use crate::id::{MemberId, TalkId};
use crate::text::Note;

/// A past fact of the room, written beside the kind `talk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum TalkEvent {
    Asked {
        talk: TalkId,
        of: MemberId,
        topic: Topic,
        /// On the family's clock; none is *whenever it suits us both*.
        at: Option<DateTime>,
    },
    Agreed {
        talk: TalkId,
    },
    TimeProposed {
        talk: TalkId,
        at: Option<DateTime>,
    },
    /// Taken back, called off, or held.
    Closed {
        talk: TalkId,
    },
    /// *Not now*, to an ask or to what is offered to keep: the other sees nothing change.
    SetAside {
        talk: TalkId,
    },
    /// What both ticked at a talk's end, or what one wrote down and the other says yes to.
    Kept {
        talk: TalkId,
        with: MemberId,
        topic: Topic,
        texts: Vec<KeptText>,
    },
    KeptRemoved {
        talk: TalkId,
    },
    /// What came of a talk over my device: two hands were on it, and it is mine alone until the
    /// other says yes to it.
    WrittenDown {
        talk: TalkId,
        with: MemberId,
        topic: Topic,
        on: Date,
        texts: Vec<KeptText>,
    },
    /// What I wrote down, for the other to say yes to.
    KeepOffered {
        talk: TalkId,
        with: MemberId,
        topic: Topic,
        texts: Vec<KeptText>,
    },
    /// The one thing I take along, for myself.
    TakenAlong {
        talk: TalkId,
        topic: Topic,
        on: Date,
        text: Note,
    },
    /// What I alone have of it.
    AlongDropped {
        talk: TalkId,
    },
    Prepared {
        preparation: Preparation,
    },
}

impl TalkEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::SetAside { .. }
            | Self::WrittenDown { .. }
            | Self::TakenAlong { .. }
            | Self::AlongDropped { .. }
            | Self::Prepared { .. } => Class::Own,
            Self::Asked { .. }
            | Self::Agreed { .. }
            | Self::TimeProposed { .. }
            | Self::Closed { .. }
            | Self::Kept { .. }
            | Self::KeepOffered { .. }
            | Self::KeptRemoved { .. } => Class::Shared,
        }
    }
}
