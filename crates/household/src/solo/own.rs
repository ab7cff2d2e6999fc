//! What of times alone is one member's: what they put away, sheets not shared, lines for nobody
//! else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Lines, Remembered, SoloEvent, keep};
use crate::event::Event;
use crate::id::{MemberId, SoloId};
use crate::people::{People, unreachable_event};

/// Sheets of one's own that are kept, to begin the next one with.
const SHEETS_MAX: usize = 40;
const AWAY_MAX: usize = 120;
const LINES_MAX: usize = 500;

/// One member's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSolo {
    put_away: Vec<SoloId>,
    /// As they were last written; the latest comes last.
    sheets: Vec<(SoloId, Lines)>,
    lines: Vec<Remembered>,
}

impl OwnSolo {
    /// Whether I said *not now* to it.
    pub fn is_put_away(&self, id: SoloId) -> bool {
        self.put_away.contains(&id)
    }

    /// What I wrote on a sheet, shared or not.
    pub fn sheet(&self, id: SoloId) -> Option<&Lines> {
        self.sheets.iter().find(|(of, _)| *of == id).map(|(_, lines)| lines)
    }

    /// My sheets, the last written one first: the next one begins with what they say.
    pub fn sheets(&self) -> impl Iterator<Item = (SoloId, &Lines)> {
        self.sheets.iter().rev().map(|(id, lines)| (*id, lines))
    }

    /// My lines that are for nobody else, the latest first.
    pub fn lines(&self) -> impl Iterator<Item = &Remembered> {
        self.lines.iter().rev()
    }

    /// Mine of the time that began on a day.
    pub fn line(&self, time: SoloId, day: Date) -> Option<&Remembered> {
        self.lines.iter().find(|line| (line.time, line.day) == (time, day))
    }

    /// A child is gone: lines of theirs go, and of sheets that may have told of them all that is
    /// not about the house. `is_other` says of a time that it is there and never was with them.
    pub(crate) fn forget_removed(&mut self, people: &People, is_other: impl Fn(SoloId) -> bool) {
        self.lines.retain_mut(|line| line.forget_removed(people));
        for (_, lines) in self.sheets.iter_mut().filter(|(id, _)| !is_other(*id)) {
            lines.retain(|field, _| field.is_of_the_house());
        }
    }

    pub(crate) fn apply(&mut self, by: MemberId, event: &SoloEvent) {
        match event {
            SoloEvent::PutAway { id } => {
                if self.put_away.len() == AWAY_MAX {
                    self.put_away.remove(0);
                }
                self.put_away.push(*id);
            }
            SoloEvent::SheetDrafted { id, lines } => {
                self.sheets.retain(|(of, _)| of != id);
                if self.sheets.len() == SHEETS_MAX {
                    self.sheets.remove(0);
                }
                self.sheets.push((*id, lines.clone()));
            }
            SoloEvent::KeptForMe { id, day, children, text } => {
                let line = Remembered::of(*id, by, *day, children, text.as_ref());
                let same = |kept: &Remembered| kept.is_same(*id, by, *day);
                keep(&mut self.lines, line, same, LINES_MAX);
            }
            SoloEvent::Proposed { .. }
            | SoloEvent::Agreed { .. }
            | SoloEvent::Withdrawn { .. }
            | SoloEvent::SheetShared { .. }
            | SoloEvent::LinkMade { .. }
            | SoloEvent::LinkRevoked { .. }
            | SoloEvent::QuietEnded { .. }
            | SoloEvent::Remembered { .. } => unreachable_event(&Event::Solo(event.clone())),
        }
    }
}
