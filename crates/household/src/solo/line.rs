//! A line to remember a time by.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::decides_for_all;
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
}

impl Remembered {
    /// Whether `me` may read it: who wrote it, and who decides for all of its children.
    pub(super) fn is_open_to(&self, me: MemberId, people: &People) -> bool {
        self.by == me || decides_for_all(me, &self.children, people)
    }

    pub(super) fn of(
        time: SoloId,
        by: MemberId,
        day: Date,
        children: &BTreeSet<ChildId>,
        text: Option<&Note>,
    ) -> Option<Self> {
        text.map(|text| Self { time, by, day, children: children.clone(), text: text.clone() })
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
