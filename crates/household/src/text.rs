//! What people write. Limits are enforced here, where text enters; everything after may rely on
//! them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest [`Line`], in characters: a name, a nickname, a card's title.
pub const LINE_CHARS_MAX: usize = 80;
/// Longest [`Note`], in characters: an answer, a playbook, a standard.
pub const NOTE_CHARS_MAX: usize = 4_000;

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    #[error("nothing is written")]
    Empty,
    #[error("longer than {max} characters")]
    TooLong { max: usize },
    #[error("holds a character that cannot be shown")]
    Unprintable,
}

/// One line of text: trimmed, not empty, no line breaks, at most [`LINE_CHARS_MAX`] characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

/// Some lines of text: trimmed, not empty, at most [`NOTE_CHARS_MAX`] characters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Note(String);

impl Line {
    /// Trims `text`; an error where nothing is left, it is too long, or holds a line break, a
    /// control character or one that reorders text.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = text.trim();
        if text.chars().any(|c| c.is_control() || is_invisible(c)) {
            return Err(TextProblem::Unprintable);
        }
        within(text, LINE_CHARS_MAX).map(Self)
    }

    /// What was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Note {
    /// Trims `text` and reads any line end as `\n`; an error as for a [`Line`], but lines and tabs
    /// may stay.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        if text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || is_invisible(c)) {
            return Err(TextProblem::Unprintable);
        }
        within(text, NOTE_CHARS_MAX).map(Self)
    }

    /// What was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people write must not reach a log by way of `{:?}`.
impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line({} characters)", self.0.chars().count())
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Note({} characters)", self.0.chars().count())
    }
}

fn within(text: &str, max: usize) -> Result<String, TextProblem> {
    if text.is_empty() {
        return Err(TextProblem::Empty);
    }
    if text.chars().count() > max {
        return Err(TextProblem::TooLong { max });
    }
    Ok(text.to_owned())
}

/// Characters that reorder or hide text around them, so that a name could pose as something else;
/// and the one that stands for what could not be read.
fn is_invisible(c: char) -> bool {
    let is_lost = matches!(c, '\u{FFFD}' | '\u{FFFE}');
    is_lost || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_bounded() {
        assert_eq!(Line::parse("  Sam ").map(|l| l.as_str().to_owned()), Ok("Sam".to_owned()));
        assert_eq!(Line::parse(" "), Err(TextProblem::Empty));
        assert_eq!(Line::parse(&"é".repeat(81)), Err(TextProblem::TooLong { max: 80 }));
        assert_eq!(Line::parse("a\nb"), Err(TextProblem::Unprintable));
        assert_eq!(Line::parse("a\u{202E}b"), Err(TextProblem::Unprintable));
        assert_eq!(Line::parse("a\u{FFFD}b"), Err(TextProblem::Unprintable));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(Note::parse("a\r\nb\n").map(|n| n.as_str().to_owned()), Ok("a\nb".to_owned()));
        assert_eq!(Note::parse("\u{0}"), Err(TextProblem::Unprintable));
    }

    #[test]
    fn debug_shows_no_word() {
        let note = Note::parse("something private").expect("fits");
        assert!(!format!("{note:?}").contains("private"));
    }
}
