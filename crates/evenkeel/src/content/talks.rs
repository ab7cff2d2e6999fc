//! The shapes of the text files of the talk room. A field that is missing or unknown is refused.

use serde::Deserialize;

use super::markdown::Body;
use super::texts::{Guide, Section};

/// Thanks, and with them what would help even more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appreciation {
    pub guide: Guide,
    pub useful: Guide,
    #[serde(rename = "starter")]
    pub starters: Vec<Starter>,
    /// Words to begin the second part with.
    pub more: Vec<Ready>,
}

/// Words to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    pub id: String,
    pub text: String,
    pub target: Target,
}

/// What thanks are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    Doing,
    Thinking,
    Being,
    Growth,
    /// What I see in myself: for the drawer.
    #[serde(rename = "self")]
    Oneself,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    pub id: String,
    pub text: String,
}

/// What each of us expects, and where that comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectations {
    pub guide: Guide,
    /// Once a set has opened.
    pub after: Section,
    #[serde(rename = "set")]
    pub(super) sets: Vec<SetText>,
    #[serde(rename = "statement")]
    pub(super) statements: Vec<StatementText>,
    pub upbringing: Guide,
    #[serde(rename = "root")]
    pub(super) roots: Vec<RootText>,
}

/// What six statements are about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetText {
    pub id: String,
    pub subject: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementText {
    pub id: String,
    pub(super) key: String,
    pub text: String,
    /// A question about it.
    pub talk: Body,
    /// Ready cards that it explains.
    pub cards: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RootText {
    pub id: String,
    pub(super) key: String,
    pub text: Body,
}

impl Target {
    /// In the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Doing, Self::Thinking, Self::Being, Self::Growth, Self::Oneself];
}
