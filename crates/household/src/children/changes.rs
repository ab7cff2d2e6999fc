//! What happens to what is known of a child when the child, or who decides for them, changes.

use crate::children::KnowingEvent;
use crate::event::{Event, Recorded};
use crate::id::{ChildId, MemberId};
use crate::people::unreachable_event;
use crate::state::{Household, Shared};

impl Household {
    /// What changes both what all see of a child and what each keeps about them.
    pub(crate) fn apply_about_child(&mut self, recorded: &Recorded) {
        let deciders = |home: &Self, child: ChildId| {
            home.shared.people.child(child).map(|child| child.deciders.members.clone())
        };
        match &recorded.event {
            Event::ChildChanged { child } => {
                let before = deciders(self, child.id);
                self.shared.apply(recorded);
                if before != deciders(self, child.id) {
                    self.take_back_knowing(child.id);
                    self.ask_again_about(child.id, &before.unwrap_or_default());
                    self.shared.first_session.end();
                }
            }
            Event::ChildRemoved { child } => {
                let others = self.shared.solo.without(*child);
                self.shared.apply(recorded);
                for own in self.own.values_mut() {
                    own.knowing.forget(*child);
                    own.solo.forget_removed(&self.shared.people, |time| others.contains(&time));
                }
                self.forget_questions(*child);
                self.shared.first_session.end();
            }
            Event::Knowing(KnowingEvent::Opened { child, .. }) => {
                self.shared.apply(recorded);
                self.take_back_knowing(*child);
            }
            other => unreachable_event(other),
        }
    }

    /// What was closed about this child is to be closed anew.
    fn take_back_knowing(&mut self, child: ChildId) {
        for own in self.own.values_mut() {
            own.knowing.take_back(child);
        }
    }

    /// Somebody leaves: what was closed to be opened with theirs is to be closed anew.
    pub(crate) fn stop_opening_with(&mut self, by: MemberId) {
        let children = self.shared.people.children().iter();
        let theirs: Vec<_> =
            children.filter(|it| it.is_decided_by(by)).map(|child| child.id).collect();
        for child in theirs {
            self.take_back_knowing(child);
        }
    }
}

impl Shared {
    /// Who decides for a child may be somebody else now.
    pub(crate) fn people_changed(&mut self) {
        self.children.people_changed(&self.people);
        self.known.people_changed(&self.people);
        self.solo.people_changed(&self.people);
    }
}
