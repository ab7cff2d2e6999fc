//! Before one's own list: what it might be like for the other. Nobody else ever reads it.

use serde::{Deserialize, Serialize};

use crate::text::Note;

/// Three questions to oneself before asking for a talk; each may stay empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// What might it be like for them?
    pub for_them: Option<Note>,
    /// What do I want to ask?
    pub to_ask: Option<Note>,
    /// What am I afraid to hear?
    pub afraid: Option<Note>,
}

impl Preparation {
    /// Whether nothing is written.
    pub const fn is_empty(&self) -> bool {
        self.for_them.is_none() && self.to_ask.is_none() && self.afraid.is_none()
    }
}
