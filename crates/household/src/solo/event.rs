//! What can have happened around a time alone with the children.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lines, Plan};
use crate::event::Class;
use crate::id::{ChildId, LinkHash, SoloId};
use crate::text::Note;

/// A past fact of the room, written beside the kind `solo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum SoloEvent {
    /// In place of another one that was not agreed, perhaps.
    Proposed {
        id: SoloId,
        plan: Plan,
        instead_of: Option<SoloId>,
    },
    Agreed {
        id: SoloId,
    },
    /// Taken back, or called off.
    Withdrawn {
        id: SoloId,
    },
    /// *Not now*: whoever proposed it sees nothing change.
    PutAway {
        id: SoloId,
    },
    SheetDrafted {
        id: SoloId,
        lines: Lines,
    },
    SheetShared {
        id: SoloId,
        lines: Lines,
    },
    LinkMade {
        id: SoloId,
        hash: LinkHash,
    },
    LinkRevoked {
        id: SoloId,
    },
    /// We are together again before the time is over.
    QuietEnded {
        id: SoloId,
        day: Date,
    },
    /// One's line about the time that began on a day; none takes it away.
    Remembered {
        id: SoloId,
        day: Date,
        children: BTreeSet<ChildId>,
        text: Option<Note>,
    },
    /// The same, for nobody else.
    KeptForMe {
        id: SoloId,
        day: Date,
        children: BTreeSet<ChildId>,
        text: Option<Note>,
    },
}

impl SoloEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::PutAway { .. } | Self::SheetDrafted { .. } | Self::KeptForMe { .. } => Class::Own,
            Self::Proposed { .. }
            | Self::Agreed { .. }
            | Self::Withdrawn { .. }
            | Self::SheetShared { .. }
            | Self::LinkMade { .. }
            | Self::LinkRevoked { .. }
            | Self::QuietEnded { .. }
            | Self::Remembered { .. } => Class::Shared,
        }
    }
}
