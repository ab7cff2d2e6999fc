//! The shapes of the text file about counselling. A field that is missing or unknown is refused.

use anyhow::{Result, ensure};
use household::directory::Kind;
use serde::Deserialize;

use super::CHECKED;
use super::checks::same;
use super::markdown::Body;
use super::texts::{Guide, Section};

/// Finding a counsellor, and asking somebody along.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counselling {
    pub guide: Guide,
    #[serde(rename = "kind_of_help")]
    pub kinds: Vec<KindOfHelp>,
    pub low_cost: Section,
    #[serde(rename = "sign")]
    signs: Vec<Sign>,
    #[serde(rename = "question")]
    questions: Vec<Asked>,
    #[serde(rename = "invite")]
    pub invites: Vec<InviteText>,
    pub invite_notes: Guide,
    pub safe: SafeFirst,
    pub trial: TrialText,
    pub after_no: Vec<AfterNo>,
}

/// One kind of counselling, and what it is good for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindOfHelp {
    pub id: String,
    key: String,
    pub title: String,
    /// In a word, for lists.
    pub name: String,
    pub body: String,
    /// For whom it is the wrong one. Never folded away.
    pub warning: Option<String>,
    pub sources: Vec<String>,
}

/// Something that is a reason to look for help.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    pub id: String,
    urgency: Urgency,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// A help line, today.
    Now,
    Soon,
}

/// A question to a counsellor before the first session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    pub id: String,
    group: AskedAbout,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskedAbout {
    Training,
    Fit,
    Safety,
    Plan,
    Cost,
}

/// A way to ask somebody along.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InviteText {
    pub id: String,
    pub title: String,
    pub text: String,
}

/// Stands before whatever is said to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeFirst {
    pub asking: String,
    pub trying: String,
    pub after_no: String,
}

/// Both texts take `{{date}}`, the last of fourteen days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrialText {
    pub id: String,
    pub title: String,
    pub body: Body,
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterNo {
    pub id: String,
    pub title: String,
    pub body: Body,
    /// The page that goes on from there, as the neutral address calls it.
    pub to: Option<String>,
}

impl AskedAbout {
    pub const ALL: [Self; 5] = [Self::Training, Self::Fit, Self::Safety, Self::Plan, Self::Cost];
}

impl Counselling {
    pub fn signs(&self, urgency: Urgency) -> impl Iterator<Item = &str> {
        let signs = self.signs.iter().filter(move |sign| sign.urgency == urgency);
        signs.map(|sign| sign.text.as_str())
    }

    pub fn questions(&self, about: AskedAbout) -> impl Iterator<Item = &str> {
        let asked = self.questions.iter().filter(move |asked| asked.group == about);
        asked.map(|asked| asked.text.as_str())
    }

    /// A kind of counselling in a word.
    pub fn kind_name(&self, kind: Kind) -> &str {
        let of_kind = self.kinds.iter().find(|text| text.key == kind.key());
        &of_kind.expect(CHECKED).name
    }

    #[cfg(test)]
    pub(super) fn sources(&self) -> impl Iterator<Item = &String> {
        let of_kinds = self.kinds.iter().flat_map(|kind| &kind.sources);
        of_kinds.chain(&self.guide.sources).chain(&self.invite_notes.sources)
    }

    pub(super) fn check(&self) -> Result<()> {
        let keys = self.kinds.iter().map(|text| text.key.as_str());
        same("kinds of counselling", keys, Kind::ALL.map(Kind::key))?;
        for about in AskedAbout::ALL {
            ensure!(self.questions(about).next().is_some(), "nothing to ask about {about:?}");
        }
        for urgency in [Urgency::Now, Urgency::Soon] {
            ensure!(self.signs(urgency).next().is_some(), "no sign for {urgency:?}");
        }
        let is_warned = self.kinds.iter().find(|kind| kind.key == Kind::Couple.key());
        ensure!(
            is_warned.is_some_and(|kind| kind.warning.is_some()),
            "for whom couple counselling is the wrong thing has to be said"
        );
        Ok(())
    }
}
