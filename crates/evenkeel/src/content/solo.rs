//! Time alone with the children: its texts. A field that is missing or unknown is refused.

use anyhow::{Result, ensure};
use household::solo::SheetField;
use serde::Deserialize;

use super::same;
use super::texts::{Guide, Paragraph, Section};

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoloTexts {
    pub guide: Guide,
    pub promise_out: Promise,
    pub promise_home: Promise,
    /// From twenty minutes to a weekend.
    pub ladder: Vec<Rung>,
    /// The care sheet.
    #[serde(rename = "section")]
    pub sections: Vec<SheetSection>,
    /// For whoever is off.
    #[serde(rename = "idea")]
    pub ideas: Vec<Idea>,
    pub after: Vec<After>,
    pub not_yet: Section,
    /// To send along with a link to the sheet.
    pub link_message: Paragraph,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub id: String,
    pub title: String,
    pub items: Vec<String>,
}

/// One step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub id: String,
    pub title: String,
    pub minutes: u32,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetSection {
    pub id: String,
    pub title: String,
    #[serde(rename = "field")]
    pub fields: Vec<FieldText>,
}

/// One line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldText {
    pub id: String,
    pub(super) key: String,
    pub label: String,
    pub hint: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    pub id: String,
    pub text: String,
}

/// Words to begin a line with, for who was in charge or who was out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    pub id: String,
    pub who: Who,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    Home,
    Out,
}

impl FieldText {
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl SoloTexts {
    /// Every line of the sheet has its words, and whoever is off gets an idea.
    pub(super) fn check(&self) -> Result<()> {
        let known = SheetField::ALL.iter().map(|field| field.key());
        same("lines of the sheet", self.fields().map(FieldText::key), known)?;
        ensure!(!self.ideas.is_empty() && !self.ladder.is_empty(), "an idea and a first step");
        Ok(())
    }

    /// What a line of the sheet is called.
    pub fn field(&self, field: SheetField) -> Option<&FieldText> {
        self.fields().find(|text| text.key == field.key())
    }

    fn fields(&self) -> impl Iterator<Item = &FieldText> {
        self.sections.iter().flat_map(|section| &section.fields)
    }
}
