//! An adult of the household.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::Line;

/// An adult of the household, as all members see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// `None` only for a former member, whose name went with their key.
    pub name: Option<Line>,
    pub joined: Timestamp,
    pub look: Look,
    /// How often a name was given. Kept apart from [`Shared::version`](crate::Shared), because a
    /// name's events are erased with its member and a replay must come to the same count.
    pub(crate) named: u64,
}

impl Member {
    pub(crate) const fn new(joined: Timestamp, look: Look) -> Self {
        Self { name: None, joined, look, named: 0 }
    }

    pub(crate) fn call(&mut self, name: &Line) {
        self.name = Some(name.clone());
        self.named += 1;
    }
}

/// How a member is marked everywhere: a colour and a shape, so that neither stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub tone: Tone,
    pub pattern: Pattern,
}

/// A colour's name; its value is the pages' business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    Sea,
    Plum,
    Moss,
    Ochre,
    Slate,
    Rose,
}

/// A shape beside the colour, for those who do not tell colours apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    Round,
    Square,
    Diamond,
    Ring,
    Frame,
    Bar,
}

impl Look {
    /// The look the `n`-th parent starts with, until they choose another.
    pub const fn nth(n: usize) -> Self {
        match n % 6 {
            0 => Self { tone: Tone::Sea, pattern: Pattern::Round },
            1 => Self { tone: Tone::Plum, pattern: Pattern::Square },
            2 => Self { tone: Tone::Moss, pattern: Pattern::Diamond },
            3 => Self { tone: Tone::Ochre, pattern: Pattern::Ring },
            4 => Self { tone: Tone::Slate, pattern: Pattern::Frame },
            _ => Self { tone: Tone::Rose, pattern: Pattern::Bar },
        }
    }
}

/// What a member has set for themselves. Nobody else sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// BCP 47 tag; `None`: as the browser asks.
    pub language: Option<String>,
    /// IANA name; `None`: the household's.
    pub zone: Option<String>,
    /// Where *Leave this page* goes, one of the program's list; `None`: the program's default.
    pub leave_to: Option<String>,
    /// ISO 3166 code, for the help lines shown first.
    pub country: Option<String>,
    /// Whether single keys do something by themselves. Left out of what is written while they do,
    /// as it was before there was the choice.
    #[serde(default, skip_serializing_if = "Keys::are_on")]
    pub keys: Keys,
    /// Whether the short look at mood and worry is offered.
    #[serde(default, skip_serializing_if = "Wellbeing::is_off")]
    pub wellbeing: Wellbeing,
}

/// Single keys that act on a page: for some a help; for who speaks to their device, a hazard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keys {
    #[default]
    On,
    Off,
}

/// The short look at mood and worry. Off, until somebody wants it for themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wellbeing {
    #[default]
    Off,
    On,
}

impl Wellbeing {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_off(&self) -> bool {
        *self == Self::Off
    }
}

impl Keys {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn are_on(&self) -> bool {
        *self == Self::On
    }
}
