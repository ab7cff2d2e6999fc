//! What can have happened around a check-in. Each stands by the day of the check-in it is about.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Rhythm;
use crate::event::Class;
use crate::id::MemberId;
use crate::text::Note;

/// A past fact of the room, written beside the kind `check-in`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum CheckInEvent {
    Offered {
        rhythm: Rhythm,
    },
    Confirmed,
    OfferWithdrawn,
    Stopped,
    FullnessSaid {
        day: Date,
        full: u8,
        to_open: bool,
    },
    FullnessTakenBack {
        day: Date,
    },
    FullnessOpened {
        day: Date,
        views: BTreeMap<MemberId, u8>,
    },
    LineKept {
        day: Date,
        text: Option<Note>,
    },
    NoteKept {
        day: Date,
        text: Option<Note>,
    },
    /// Had, or left out: nobody else knows which, or that.
    PutAway {
        day: Date,
    },
}

impl CheckInEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::FullnessSaid { .. }
            | Self::FullnessTakenBack { .. }
            | Self::NoteKept { .. }
            | Self::PutAway { .. } => Class::Own,
            Self::Offered { .. }
            | Self::Confirmed
            | Self::OfferWithdrawn
            | Self::Stopped
            | Self::FullnessOpened { .. }
            | Self::LineKept { .. } => Class::Shared,
        }
    }
}
