//! The shapes of the text files of the children's room. A field that is missing or unknown is
//! refused.

use household::children::Question;
use serde::Deserialize;

use super::texts::Guide;
use super::{CHECKED, Content};

/// The questions about a child.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Knowing {
    pub guide: Guide,
    #[serde(rename = "question")]
    pub questions: Vec<QuestionText>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionText {
    pub id: String,
    pub text: String,
}

impl Content {
    /// What it is to know a child.
    pub fn knowing(&self) -> &Guide {
        &self.knowing
    }

    pub fn question(&self, question: Question) -> &str {
        self.questions.get(question.id()).expect(CHECKED)
    }
}
