//! A line to remember a time by.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{decides_for_all, may_plan_with};
use crate::id::{ChildId, MemberId, SoloId};
use crate::people::People;
use crate::text::Note;

/// One line to remember a time by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    pub time: SoloId,
    pub by: MemberId,
    pub day: Date,
    pub children: BTreeSet<ChildId>,
    pub text: Note,
    /// Who else may read it, as long as they decide for all of its children: those who did when it
    /// was written. Nobody is added, whoever decides later, and whichever child goes.
    #[serde(default)]
    open_to: BTreeSet<MemberId>,
}

impl Remembered {
    /// Whether `me` may read it: who wrote it, and who decides for all of its children.
    pub(super) fn is_open_to(&self, me: MemberId, people: &People) -> bool {
        self.by == me || (self.open_to.contains(&me) && decides_for_all(me, &self.children, people))
    }

    /// For those who decide for its children now.
    pub(super) fn open_to_deciders(self, people: &People) -> Self {
        let parents = people.parent_ids();
        let deciders = parents.filter(|parent| decides_for_all(*parent, &self.children, people));
        Self { open_to: deciders.collect(), ..self }
    }

    /// Who decides for its children may be somebody else now, or a child gone. False where nobody
    /// is left to read it.
    pub(super) fn people_changed(&mut self, people: &People) -> bool {
        self.forget_removed(people);
        // Where nobody here decides just now, whoever did may do so again.
        let may = |parent: &MemberId| {
            let all = self.children.iter();
            people.member(*parent).is_some() && { all }
                .all(|child| may_plan_with(*parent, *child, people))
        };
        self.open_to.retain(may);
        let is_read = people.member(self.by).is_some() || !self.open_to.is_empty();
        is_read && !self.children.is_empty()
    }

    /// False where it was of removed children only.
    pub(super) fn forget_removed(&mut self, people: &People) -> bool {
        self.children.retain(|child| people.child(*child).is_some());
        !self.children.is_empty()
    }

    pub(super) fn of(
        time: SoloId,
        by: MemberId,
        day: Date,
        children: &BTreeSet<ChildId>,
        text: Option<&Note>,
    ) -> Option<Self> {
        let open_to = BTreeSet::new();
        text.map(|text| Self {
            time,
            by,
            day,
            children: children.clone(),
            text: text.clone(),
            open_to,
        })
    }

    pub(super) fn is_same(&self, time: SoloId, by: MemberId, day: Date) -> bool {
        (self.time, self.by, self.day) == (time, by, day)
    }
}

/// Puts a line in the place of the same one's of before.
pub(super) fn keep(
    lines: &mut Vec<Remembered>,
    line: Option<Remembered>,
    of: impl Fn(&Remembered) -> bool,
    max: usize,
) {
    lines.retain(|kept| !of(kept));
    let Some(line) = line else { return };
    if lines.len() == max {
        lines.remove(0);
    }
    lines.push(line);
}
