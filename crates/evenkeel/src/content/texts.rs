//! The shapes of the text files. A field that is missing or unknown is refused when they are read.

use serde::Deserialize;

use super::markdown::Body;

/// A group of cards.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainText {
    pub name: String,
    /// What is in it, in one line.
    pub part: String,
}

/// "How heavy is this one to you?"
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    pub title: String,
    pub hint: String,
    pub(super) step: Vec<StepText>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    pub(super) step: u32,
    pub name: String,
    pub hint: String,
}

/// A titled paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub body: Body,
}

/// What an idea rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The idea was tested in a controlled trial; this program was not.
    Trial,
    Study,
    Guideline,
    Practice,
    Article,
}

/// A titled text that says what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    pub id: String,
    pub title: String,
    pub body: Body,
    pub evidence: Evidence,
    /// Keys of sources.
    pub sources: Vec<String>,
    pub evidence_note: String,
}

/// Sharing the work by owning whole jobs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ownership {
    pub guide: Guide,
    /// The four kinds of thinking work.
    pub thinking: Vec<Section>,
    #[serde(rename = "step")]
    pub steps: Vec<Section>,
    #[serde(rename = "rule")]
    pub rules: Vec<Section>,
    /// How a card is shown once to somebody who does not know how yet, step by step.
    pub showing: Vec<Section>,
    /// The same for whoever is shown it.
    pub being_shown: Section,
    /// Ways to look at what is even.
    #[serde(rename = "fairness_view")]
    pub fairness_views: Vec<Section>,
}

/// The weekly talk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    pub guide: Guide,
    #[serde(rename = "rule")]
    pub rules: Vec<Paragraph>,
    pub(super) step: Vec<CheckInStep>,
    /// The same for one parent, alone.
    pub alone: Section,
    /// Words to ask for the first one.
    pub first_time: Section,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckInStep {
    pub id: String,
    pub(super) key: String,
    pub title: String,
    pub minutes: u32,
    /// In the short form; none where that leaves it out.
    pub short: Option<u32>,
    pub body: Body,
}

/// Two pictures beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    pub title: String,
    pub intro: String,
    pub(super) difference: Vec<CompareText>,
    pub(super) meeting: Vec<CompareText>,
    pub(super) whole: Vec<WholeText>,
}

/// What two pictures of a card show, and a question about it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareText {
    pub(super) when: String,
    pub text: String,
    pub question: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeText {
    pub(super) when: String,
    pub text: Body,
}

/// The invited person's door, and the asker's side of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    pub message: Paragraph,
    pub first: FirstQuestion,
    pub after_send: Paragraph,
    pub after_keep: Paragraph,
    pub after_not_now: Paragraph,
    pub what_is_this: Paragraph,
    pub say_back: SayBack,
    pub heard: Heard,
    pub more: Section,
}

/// A text without a title.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    pub id: String,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstQuestion {
    pub id: String,
    pub title: String,
    pub hint: String,
    pub private: String,
    pub send: String,
    pub keep: String,
    pub not_now: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayBack {
    pub id: String,
    pub title: String,
    pub hint: Body,
    pub send: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    pub id: String,
    pub title: String,
    pub yes: String,
    pub not_quite: String,
    pub not_quite_hint: String,
}

/// A listening talk: how it goes, on a screen and on a printed page, and what to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listening {
    pub title: String,
    pub minutes: u16,
    /// A good length for one who speaks.
    pub speaking_minutes: u16,
    pub intro: Body,
    /// Over the lines for a question of one's own.
    pub own_title: String,
    pub close: Body,
    pub pause: Body,
    pub safe: Body,
    /// Over the empty lines to write on.
    pub write_title: String,
    pub lines_to_write: u8,
    pub evidence: Evidence,
    pub sources: Vec<String>,
    pub evidence_note: String,
    /// As they stand on paper.
    pub steps: Vec<Body>,
    pub rules: Vec<Body>,
    #[serde(rename = "prompt")]
    pub prompts: Vec<PromptText>,
}

/// A question to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptText {
    pub id: String,
    pub title: String,
    /// 1 light, 2 medium, 3 deep.
    pub depth: u8,
    pub question: String,
    pub body: Body,
    pub follow_ups: Vec<String>,
    /// For the one who listens.
    pub tip: Body,
}

impl Listening {
    /// The words of a ready topic; none for one that is not offered any more.
    pub fn prompt(&self, id: &str) -> Option<&PromptText> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }
}

/// Making it less before sharing it, and one parent's own plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetGo {
    pub guide: Section,
    #[serde(rename = "way")]
    pub ways: Vec<Keyed>,
    pub plan: Section,
    pub(super) choice: Vec<Keyed>,
    /// Asked before a card that keeps a child safe is put down.
    pub safety: SafetyQuestion,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keyed {
    pub id: String,
    pub key: String,
    pub title: String,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyQuestion {
    pub id: String,
    pub title: String,
    pub body: Body,
    pub who: String,
    pub nobody_yet: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NextSteps {
    pub(super) step: Vec<NextStep>,
}

/// One gentle step of the method.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    pub id: String,
    pub(super) key: String,
    /// Of the first month.
    pub week: Option<u8>,
    pub title: String,
    pub body: Body,
    /// The same step for one parent alone, where there is one.
    pub alone: Option<Body>,
    pub go: String,
    pub skip: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Help {
    pub(super) page: Vec<HelpPage>,
    pub(super) operator: OperatorText,
    pub(super) micro: Micro,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpPage {
    pub id: String,
    pub title: String,
    pub body: Body,
    pub sources: Vec<String>,
}

/// What whoever runs the server can read; fills `{{operator}}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorText {
    pub own_machine: String,
    /// Takes `{{operator_name}}`.
    pub hosted: String,
    /// Said too where others' browsers reach the server by plain HTTP.
    pub plain_http: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Micro {
    pub leave: String,
    pub joint_reminder: String,
    pub not_therapy: String,
    pub for_seeing: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Domains {
    pub(super) domain: std::collections::BTreeMap<String, DomainText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sources {
    pub(super) source: Vec<Source>,
}

/// What a text or a number rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub key: String,
    pub cite: String,
    pub url: String,
    /// The claim was read in a stored copy of the page named.
    pub verified: bool,
    #[serde(rename = "use")]
    pub use_for: String,
}
