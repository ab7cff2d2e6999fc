//! What whoever runs the server provides beside the content built in: practices and groups near
//! their families, and help lines they have checked. Read once, at the start, and by `doctor`.

pub mod lines;
pub mod list;
pub mod shipped;

#[cfg(test)]
mod tests;

use household::directory::Details;
use jiff::civil::Date;

use crate::content::{Content, Helplines};

/// Nothing provided: what is built in.
#[derive(Debug, Clone, Default)]
pub struct Provided {
    /// The operator's list of those who can help.
    pub directory: Vec<Details>,
    /// Help lines as the operator's file changes them; with the language they are in.
    lines: Vec<(&'static str, Helplines)>,
}

impl Provided {
    pub fn new(directory: Vec<Details>, lines: Vec<(&'static str, Helplines)>) -> Self {
        Self { directory, lines }
    }

    /// The lines to show in this language.
    pub fn helplines<'a>(&'a self, content: &'static Content) -> &'a Helplines {
        let changed = self.lines.iter().find(|(language, _)| *language == content.language());
        changed.map_or_else(|| content.helplines(), |(_, lines)| lines)
    }

    /// What is to be checked again, each in a line for the operator.
    pub fn due(&self, today: Date) -> Vec<String> {
        self.helplines(Content::for_language("")).due(today)
    }
}
