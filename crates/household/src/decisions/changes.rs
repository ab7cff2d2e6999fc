//! What moves more than one part of a household: views that open, and who decides for a child.

use std::collections::BTreeSet;

use super::DecisionsEvent;
use crate::event::{Class, Recorded};
use crate::id::{ChildId, DecisionId, MemberId};
use crate::state::Household;

impl Household {
    pub(crate) fn apply_decisions(&mut self, recorded: &Recorded, event: &DecisionsEvent) {
        let by = recorded.by;
        match (event, event.class()) {
            (DecisionsEvent::LookedAgain { version }, _) => {
                if let Some(id) = self.shared.decisions.of_outcome(*version, by) {
                    self.own_of(by).decisions.look(id, *version);
                }
            }
            (_, Class::Own) => self.own_of(by).decisions.apply(event),
            (_, Class::Shared) => self.apply_shared_decisions(recorded, event),
        }
    }

    fn apply_shared_decisions(&mut self, recorded: &Recorded, event: &DecisionsEvent) {
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
    pub(crate) fn ask_again_about(&mut self, child: ChildId, before: &BTreeSet<MemberId>) {
        let shared = &mut self.shared;
        let changed = shared.decisions.deciders_changed(child, before, &shared.people);
        self.wait_with(&changed);
    }

    /// A former member is asked nothing any more, nor is anything of theirs told.
    pub(crate) fn stop_asking(&mut self, member: MemberId) {
        let asked = self.shared.decisions.leave(member);
        self.wait_with(&asked);
    }

    /// A child is not here any more: what was asked about it goes, and what each thought of it.
    pub(crate) fn forget_questions(&mut self, child: ChildId) {
        let about = self.shared.decisions.about(child);
        self.shared.decisions.forget(child);
        self.own.values_mut().for_each(|own| own.decisions.forget(&about));
    }

    /// Others are asked these now, and where nobody is left the question is not there any more.
    fn wait_with(&mut self, changed: &[DecisionId]) {
        let is_gone = |id: &DecisionId| !self.shared.decisions.is_there(*id);
        let gone: Vec<_> = changed.iter().copied().filter(is_gone).collect();
        for own in self.own.values_mut() {
            own.decisions.wait(changed);
            own.decisions.forget(&gone);
        }
    }
}
