//! One check-in: what opened, and what was kept of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::MemberId;
use crate::text::Note;

/// What was opened and kept of one check-in. What it answers depends on who asks: whoever joined
/// later was not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// How full each one's week was, 0 to 10; none before it opened.
    full: BTreeMap<MemberId, u8>,
    lines: BTreeMap<MemberId, Line>,
}

/// A line that was kept, for those who were here then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    text: Note,
    audience: BTreeSet<MemberId>,
}

impl Week {
    /// How full it was to each, once it opened with `me`.
    pub fn full(&self, me: MemberId) -> Option<&BTreeMap<MemberId, u8>> {
        Some(&self.full).filter(|full| full.contains_key(&me))
    }

    /// How full the household's week was, in tenths of a step: the mean, which says nothing of who.
    pub fn mean_tenths(&self, me: MemberId) -> Option<u32> {
        let full = self.full(me)?;
        let count = u32::try_from(full.len()).ok()?;
        let sum: u32 = full.values().map(|full| u32::from(*full) * 10).sum();
        Some((sum + count / 2) / count)
    }

    /// What each wrote down of it for `me` to read too.
    pub fn lines(&self, me: MemberId) -> impl Iterator<Item = (MemberId, &Note)> {
        let lines = self.lines.iter().filter(move |(_, line)| line.audience.contains(&me));
        lines.map(|(by, line)| (*by, &line.text))
    }

    pub(super) fn open(&mut self, views: &BTreeMap<MemberId, u8>) {
        self.full.clone_from(views);
    }

    pub(super) fn keep_line(
        &mut self,
        by: MemberId,
        text: Option<&Note>,
        audience: &BTreeSet<MemberId>,
    ) {
        match text.cloned() {
            Some(text) => self.lines.insert(by, Line { text, audience: audience.clone() }),
            None => self.lines.remove(&by),
        };
    }

    pub(super) fn forget(&mut self, member: MemberId) {
        self.full.remove(&member);
        self.lines.remove(&member);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.full.is_empty() && self.lines.is_empty()
    }
}

/// What one member said of one check-in. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWeek {
    full: Option<u8>,
    to_open: bool,
    /// For nobody else.
    pub(super) note: Option<Note>,
}

impl OwnWeek {
    /// How full my week was.
    pub const fn full(&self) -> Option<u8> {
        self.full
    }

    /// Whether I am ready for it to open. Others may not be; I am not told.
    pub const fn is_to_open(&self) -> bool {
        self.to_open
    }

    /// What I wrote down for myself.
    pub const fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    pub(super) const fn say(&mut self, full: u8, to_open: bool) {
        self.full = Some(full);
        self.to_open = to_open;
    }

    pub(super) const fn take_back(&mut self) {
        self.full = None;
        self.to_open = false;
    }

    pub(super) const fn wait(&mut self) {
        self.to_open = false;
    }
}
