//! What can have happened around a question for the parents of a child.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{Matter, Outcome, View, Voice};
use crate::event::Class;
use crate::id::{AgreementId, ChildId, DecisionId, MemberId};
use crate::text::Line;

/// A past fact of the room, written beside the kind `decisions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum DecisionsEvent {
    Asked {
        decision: DecisionId,
        matter: Matter,
        children: BTreeSet<ChildId>,
        /// Who decided for all of these children then.
        among: BTreeSet<MemberId>,
    },
    /// Who decides for the child by now is asked too.
    AskedOfAll {
        decision: DecisionId,
        among: BTreeSet<MemberId>,
    },
    Removed {
        decision: DecisionId,
    },
    ViewWritten {
        decision: DecisionId,
        view: View,
    },
    Sealed {
        decision: DecisionId,
    },
    SealTakenBack {
        decision: DecisionId,
    },
    OpenPressed {
        decision: DecisionId,
    },
    Opened {
        decision: DecisionId,
        views: BTreeMap<MemberId, View>,
    },
    OptionAdded {
        decision: DecisionId,
        text: Line,
    },
    OptionRemoved {
        decision: DecisionId,
        text: Line,
    },
    /// What a child said, as its writer heard it; none takes it away.
    VoiceWritten {
        decision: DecisionId,
        child: ChildId,
        voice: Option<Voice>,
    },
    /// I sleep on it until then, by the family's clock; none no longer.
    SleptOn {
        decision: DecisionId,
        until: Option<DateTime>,
    },
    Offered {
        decision: DecisionId,
        version: AgreementId,
        outcome: Outcome,
    },
    Confirmed {
        version: AgreementId,
    },
    Withdrawn {
        version: AgreementId,
    },
    Decided {
        version: AgreementId,
    },
    /// I have looked at it again: *Today* tells this version's review no more.
    LookedAgain {
        version: AgreementId,
    },
}

impl DecisionsEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::ViewWritten { .. }
            | Self::Sealed { .. }
            | Self::SealTakenBack { .. }
            | Self::OpenPressed { .. }
            | Self::LookedAgain { .. } => Class::Own,
            Self::Asked { .. }
            | Self::AskedOfAll { .. }
            | Self::Removed { .. }
            | Self::Opened { .. }
            | Self::OptionAdded { .. }
            | Self::OptionRemoved { .. }
            | Self::VoiceWritten { .. }
            | Self::SleptOn { .. }
            | Self::Offered { .. }
            | Self::Confirmed { .. }
            | Self::Withdrawn { .. }
            | Self::Decided { .. } => Class::Shared,
        }
    }
}
