//! A sheet as it is read: on paper, as text, and as the frozen words of one for all.

use household::first_session::{Piece as FrozenPiece, Section, SheetWords};
use household::text::NOTE_CHARS_MAX;
use household::{Line, Note};

use super::names::Names;
use super::pieces::{For, Group, Piece};
use crate::web::form::Form;
use crate::words::Words;

/// The field, what it is called and what is said to it.
pub(super) type Written = (&'static str, &'static str, &'static str);

/// What is written by hand.
pub(super) const fn written(whose: For) -> [Written; 3] {
    match whose {
        For::Me => [
            ("brings", "session-brings", "session-brings-hint"),
            ("tried", "session-tried", "session-tried-hint"),
            ("different", "session-different", "session-different-hint"),
        ],
        For::Us => [
            ("brings", "session-brings-us", "session-brings-hint"),
            ("tried", "session-tried-us", "session-tried-hint"),
            ("different", "session-different-us", "session-different-hint"),
        ],
    }
}

#[derive(Debug)]
pub(super) struct Sheet {
    pub day: String,
    pub written: Vec<(&'static str, String)>,
    pub groups: Vec<Group>,
}

impl Sheet {
    /// What all said yes to, in the very words.
    pub fn frozen(
        words: &'static Words,
        names: &Names<'_>,
        day: String,
        frozen: &SheetWords,
    ) -> Self {
        let notes = [&frozen.brings, &frozen.tried, &frozen.different];
        let titles = written(For::Us).map(|(_, title, _)| words.text(title));
        let written = titles.into_iter().zip(notes).filter_map(|(title, note)| {
            note.as_ref().map(|note| (title, note.as_str().to_owned()))
        });
        let text = |note: &Note| note.as_str().to_owned();
        let piece = |piece: &FrozenPiece| Piece {
            key: piece.key.as_str().to_owned(),
            title: text(&piece.title),
            lines: piece.lines.iter().map(text).collect(),
        };
        let group = |section: &Section| Group {
            title: section.title.as_str().to_owned(),
            pieces: section.pieces.iter().map(piece).collect(),
        };
        let groups = frozen.sections.iter().map(|section| group(section).read(names)).collect();
        Self { day, written: written.collect(), groups }
    }

    /// Plain text, with line ends that every editor shows as such.
    pub fn text(&self, title: &str) -> String {
        let mut lines = vec![title.to_owned(), self.day.clone()];
        for (title, words) in &self.written {
            lines.extend([String::new(), (*title).to_owned(), words.clone()]);
        }
        for group in &self.groups {
            lines.extend([String::new(), group.title.clone()]);
            for piece in &group.pieces {
                lines.push(format!("- {}", piece.title));
                lines.extend(piece.lines.iter().map(|line| format!("  {line}")));
            }
        }
        let mut text = lines.join("\n").replace('\n', "\r\n");
        text.push_str("\r\n");
        text
    }
}

/// Those that are ticked. What is not there any more is left out, as if it had not been.
pub(super) fn picked(groups: Vec<Group>, form: &Form) -> Vec<Group> {
    let is_picked = |piece: &Piece| form.has("pick", &piece.key);
    let pick = |group: Group| Group {
        pieces: group.pieces.into_iter().filter(is_picked).collect(),
        ..group
    };
    groups.into_iter().map(pick).filter(|group| !group.pieces.is_empty()).collect()
}

/// In the words they have now, for all to read before they say yes.
pub(super) fn freeze(groups: Vec<Group>) -> Vec<Section> {
    let piece = |piece: Piece| {
        Some(FrozenPiece {
            key: Line::parse(&piece.key).ok()?,
            title: note(&piece.title)?,
            lines: piece.lines.iter().filter_map(|line| note(line)).collect(),
        })
    };
    let section = |group: Group| {
        let title = Line::parse(&group.title).ok()?;
        let pieces = group.pieces.into_iter().filter_map(piece).collect();
        Some(Section { title, pieces })
    };
    groups.into_iter().filter_map(section).collect()
}

/// What is too long for one is cut where it says so.
pub(super) fn note(text: &str) -> Option<Note> {
    if text.chars().count() <= NOTE_CHARS_MAX {
        return Note::parse(text).ok();
    }
    let cut: String = text.chars().take(NOTE_CHARS_MAX - 2).collect();
    Note::parse(&format!("{} …", cut.trim_end())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_says_that_it_was_cut() {
        let long = "word ".repeat(NOTE_CHARS_MAX);
        let cut = note(&long).expect("some of it");
        assert!(cut.as_str().ends_with(" …") && cut.as_str().chars().count() <= NOTE_CHARS_MAX);
        assert_eq!(note("short").expect("all of it").as_str(), "short");
    }
}
