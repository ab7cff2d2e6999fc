//! What can have happened around house rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Gut, RuleWords, Scenario};
use crate::event::Class;
use crate::id::{AgreementId, MemberId, RuleId};
use crate::text::Note;

/// A past fact of the room, written beside the kind `rules`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum RulesEvent {
    Answered {
        scenario: Scenario,
        gut: Gut,
        /// Where it comes from: kept beside it, never opened.
        root: Option<Note>,
    },
    Sealed {
        scenario: Scenario,
    },
    SealTakenBack {
        scenario: Scenario,
    },
    OpenPressed {
        scenario: Scenario,
    },
    Opened {
        scenario: Scenario,
        views: BTreeMap<MemberId, Gut>,
    },
    /// Words for a rule, new or changed, for every parent to say yes to.
    Offered {
        rule: RuleId,
        version: AgreementId,
        about: Option<Scenario>,
        words: RuleWords,
    },
    Confirmed {
        version: AgreementId,
    },
    Withdrawn {
        version: AgreementId,
    },
    Made {
        version: AgreementId,
    },
    PutDown {
        rule: RuleId,
    },
}

impl RulesEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::Answered { .. }
            | Self::Sealed { .. }
            | Self::SealTakenBack { .. }
            | Self::OpenPressed { .. } => Class::Own,
            Self::Opened { .. }
            | Self::Offered { .. }
            | Self::Confirmed { .. }
            | Self::Withdrawn { .. }
            | Self::Made { .. }
            | Self::PutDown { .. } => Class::Shared,
        }
    }
}
