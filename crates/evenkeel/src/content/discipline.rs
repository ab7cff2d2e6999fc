//! The shapes of the text file of house rules and decisions. A field that is missing or unknown is
//! refused.

use anyhow::Result;
use household::decisions::{Level, Ready};
use household::people::AgeBand;
use household::rules::Scenario;
use serde::Deserialize;

use super::CHECKED;
use super::checks::same;
use super::markdown::Body;
use super::texts::{Evidence, Guide, Section};

/// House rules, and questions that the parents of a child decide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discipline {
    pub guide: Guide,
    #[serde(rename = "principle")]
    pub principles: Vec<Section>,
    #[serde(rename = "scenario")]
    scenarios: Vec<ScenarioText>,
    #[serde(rename = "level")]
    levels: Vec<LevelText>,
    pub level_note: Guide,
    #[serde(rename = "decision")]
    decisions: Vec<ReadyText>,
    whose: KindTexts,
    pub together: TogetherText,
    pub talk: TalkBefore,
}

/// A moment in which parents do not always do the same.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioText {
    pub id: String,
    key: String,
    /// The ages it is met at.
    pub bands: Vec<AgeBand>,
    pub text: Body,
    /// How a rule about it can begin, after *when*.
    pub when: String,
}

/// Who can decide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelText {
    pub id: String,
    key: String,
    pub label: String,
    pub body: String,
}

/// A question to start from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyText {
    pub id: String,
    key: String,
    pub kind: Kind,
    pub text: String,
}

/// Whose business a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Personal,
    Mixed,
    Safety,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindTexts {
    personal: String,
    mixed: String,
    safety: String,
}

/// Words that buy time, in front of a child.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TogetherText {
    pub id: String,
    pub title: String,
    pub body: Body,
    pub young_title: String,
    pub young: Vec<String>,
    pub teen_title: String,
    pub teen: Vec<String>,
    pub each_other_title: String,
    pub each_other: Vec<String>,
    pub safe: Body,
}

/// Ten minutes before a teenager gets an answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkBefore {
    pub id: String,
    pub title: String,
    pub minutes: u32,
    pub steps: Vec<Body>,
    pub evidence: Evidence,
    pub sources: Vec<String>,
    pub evidence_note: String,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Personal, Self::Mixed, Self::Safety];
}

impl Discipline {
    pub fn scenario(&self, scenario: Scenario) -> &ScenarioText {
        self.scenarios.iter().find(|text| text.key == scenario.key()).expect(CHECKED)
    }

    pub fn ready(&self, ready: Ready) -> &ReadyText {
        self.decisions.iter().find(|text| text.key == ready.key()).expect(CHECKED)
    }

    pub fn level(&self, level: Level) -> &LevelText {
        self.levels.iter().find(|text| text.key == level.key()).expect(CHECKED)
    }

    /// Whose business a question is, in words.
    pub fn kind(&self, kind: Kind) -> &str {
        match kind {
            Kind::Personal => &self.whose.personal,
            Kind::Mixed => &self.whose.mixed,
            Kind::Safety => &self.whose.safety,
        }
    }

    /// Every moment, question and level has its words, and no words lack one.
    pub(super) fn check(&self) -> Result<()> {
        let keys = self.scenarios.iter().map(|text| text.key.as_str());
        same("moments", keys, Scenario::ALL.map(Scenario::key))?;
        let keys = self.decisions.iter().map(|text| text.key.as_str());
        same("questions", keys, Ready::ALL.map(Ready::key))?;
        let keys = self.levels.iter().map(|text| text.key.as_str());
        same("levels", keys, Level::ALL.map(Level::key))
    }
}
