//! What moves more than one part of a household: views that open, and who decides for a child.

use super::DecisionsEvent;
use crate::event::Recorded;
use crate::id::ChildId;
use crate::state::Household;

impl Household {
    pub(crate) fn apply_decisions(&mut self, recorded: &Recorded, event: &DecisionsEvent) {
        self.shared.decisions.apply(recorded, event);
        for own in self.own.values_mut() {
            match event {
                DecisionsEvent::Opened { decision, .. } => own.decisions.opened(*decision),
                DecisionsEvent::AskedOfAll { decision, .. } => own.decisions.start_clean(*decision),
                DecisionsEvent::Removed { decision } => own.decisions.forget(&[*decision]),
                _ => {}
            }
        }
    }

    /// Who decides for a child has changed: what was to open, and a yes, was meant for others.
    pub(crate) fn ask_again_about(&mut self, child: ChildId) {
        let about = self.shared.decisions.about(child);
        self.shared.decisions.ask_again(child);
        self.own.values_mut().for_each(|own| own.decisions.wait(&about));
    }

    /// A child is not here any more: what was asked about it goes, and what each thought of it.
    pub(crate) fn forget_questions(&mut self, child: ChildId) {
        let about = self.shared.decisions.about(child);
        self.shared.decisions.forget(child);
        self.own.values_mut().for_each(|own| own.decisions.forget(&about));
    }
}
