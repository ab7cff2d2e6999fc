//! The shapes of the text files of the talk room. A field that is missing or unknown is refused.

use serde::Deserialize;

use super::texts::Guide;

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

impl Target {
    /// In the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Doing, Self::Thinking, Self::Being, Self::Growth, Self::Oneself];
}
