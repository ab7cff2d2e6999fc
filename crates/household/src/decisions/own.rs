//! What one member keeps to themselves of the questions: views not opened yet, and what they have
//! looked at again.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{DecisionsEvent, View};
use crate::event::Event;
use crate::id::{AgreementId, DecisionId};
use crate::people::unreachable_event;
use crate::sealed::Sheet;

/// One member's own views. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDecisions {
    sheets: BTreeMap<DecisionId, Sheet<DecisionId, View>>,
    /// Of each question, the version that I looked at again last.
    looked: BTreeMap<DecisionId, AgreementId>,
}

impl OwnDecisions {
    /// My view of a question, and whether it is sealed.
    pub fn sheet(&self, id: DecisionId) -> &Sheet<DecisionId, View> {
        static NONE: LazyLock<Sheet<DecisionId, View>> = LazyLock::new(Sheet::default);
        self.sheets.get(&id).unwrap_or(&NONE)
    }

    /// Whether I looked at what was decided again, so that *Today* tells it no more.
    pub fn has_looked(&self, id: DecisionId, version: AgreementId) -> bool {
        self.looked.get(&id) == Some(&version)
    }

    pub(crate) fn apply(&mut self, event: &DecisionsEvent) {
        match event {
            DecisionsEvent::ViewWritten { decision, view } => {
                self.sheets.entry(*decision).or_default().set(*decision, view.clone());
            }
            DecisionsEvent::Sealed { decision } => self.sheets.entry(*decision).or_default().seal(),
            DecisionsEvent::SealTakenBack { decision } => {
                self.sheets.entry(*decision).or_default().take_back();
            }
            DecisionsEvent::OpenPressed { decision } => {
                self.sheets.entry(*decision).or_default().press_open();
            }
            DecisionsEvent::LookedAgain { .. }
            | DecisionsEvent::Asked { .. }
            | DecisionsEvent::AskedOfAll { .. }
            | DecisionsEvent::Removed { .. }
            | DecisionsEvent::Opened { .. }
            | DecisionsEvent::OptionAdded { .. }
            | DecisionsEvent::OptionRemoved { .. }
            | DecisionsEvent::VoiceWritten { .. }
            | DecisionsEvent::SleptOn { .. }
            | DecisionsEvent::Offered { .. }
            | DecisionsEvent::Confirmed { .. }
            | DecisionsEvent::Withdrawn { .. }
            | DecisionsEvent::Decided { .. } => {
                unreachable_event(&Event::Decisions(event.clone()));
            }
        }
    }

    /// I looked at what was decided about a question again.
    pub(crate) fn look(&mut self, id: DecisionId, version: AgreementId) {
        self.looked.insert(id, version);
    }

    pub(crate) fn opened(&mut self, id: DecisionId) {
        if let Some(sheet) = self.sheets.get_mut(&id) {
            sheet.opened([id]);
        }
    }

    /// Who is asked has changed: a press meant to open this to those of before.
    pub(crate) fn wait(&mut self, ids: &[DecisionId]) {
        for id in ids {
            if let Some(sheet) = self.sheets.get_mut(id) {
                sheet.wait();
            }
        }
    }

    /// Somebody else is asked too: what was opened before opens anew, to them as well.
    pub(crate) fn start_clean(&mut self, id: DecisionId) {
        if let Some(sheet) = self.sheets.get_mut(&id) {
            sheet.start_clean();
        }
    }

    pub(crate) fn forget(&mut self, ids: &[DecisionId]) {
        self.sheets.retain(|id, _| !ids.contains(id));
        self.looked.retain(|id, _| !ids.contains(id));
    }
}
