//! The invited parent's one question, and its being said back before anything else opens (R1).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Event, Recorded};
use crate::id::{MemberId, VersionId};
use crate::people::unreachable_event;
use crate::text::Note;

/// An answer not sent yet. Its author's alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    text: Option<Note>,
}

impl Draft {
    /// The text kept so far.
    pub const fn text(&self) -> Option<&Note> {
        self.text.as_ref()
    }

    pub(crate) fn keep(&mut self, text: &Note) {
        self.text = Some(text.clone());
    }
}

/// What joined parents answered to "What is a usual day like for you?", and what was heard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    answers: BTreeMap<MemberId, Answer>,
}

/// An answer that was sent, and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub text: Note,
    pub sent: Timestamp,
    pub said_back: Option<SaidBack>,
    /// The parents it was sent to, its author among them. Who joins later does not read it.
    audience: BTreeSet<MemberId>,
}

/// "What I heard is …"
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidBack {
    pub by: MemberId,
    pub text: Note,
    pub heard: Heard,
}

/// What the speaker says to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heard {
    NotSaidYet,
    ThatIsIt,
    NotQuite { missing: Option<Note> },
}

impl SaidBack {
    /// Which one it is: another may come in its place before its speaker has answered.
    pub fn version(&self) -> VersionId {
        VersionId::of([(self.by, &self.text)])
    }
}

impl Talk {
    /// What `of` sent.
    pub fn answer(&self, of: MemberId) -> Option<&Answer> {
        self.answers.get(&of)
    }

    /// Everything that `me` sent or was sent, by author.
    pub fn answers(&self, me: MemberId) -> impl Iterator<Item = (MemberId, &Answer)> {
        let sent = self.answers.iter().map(|(of, answer)| (*of, answer));
        sent.filter(move |(_, answer)| answer.audience.contains(&me))
    }

    /// The answer that `me` is the one to say back: sent by another, and not heard yet or not
    /// quite.
    pub fn to_say_back(&self, me: MemberId) -> Option<(MemberId, &Answer)> {
        self.answers(me).find(|(of, answer)| {
            *of != me
                && answer
                    .said_back
                    .as_ref()
                    .is_none_or(|said| matches!(said.heard, Heard::NotQuite { .. }))
        })
    }

    /// Whether every answer has been said back once. Until then nothing shared opens.
    pub fn all_said_back(&self) -> bool {
        self.answers.values().all(|answer| answer.said_back.is_some())
    }

    pub(crate) fn send(
        &mut self,
        by: MemberId,
        text: &Note,
        sent: Timestamp,
        audience: BTreeSet<MemberId>,
    ) {
        let answer = Answer { text: text.clone(), sent, said_back: None, audience };
        self.answers.insert(by, answer);
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        let by = recorded.by;
        match &recorded.event {
            Event::SaidBack { to, text } => {
                if let Some(answer) = self.answers.get_mut(to) {
                    let heard = Heard::NotSaidYet;
                    answer.said_back = Some(SaidBack { by, text: text.clone(), heard });
                }
            }
            Event::SaidBackHeard => self.mark(by, Heard::ThatIsIt),
            Event::SaidBackNotQuite { missing } => {
                self.mark(by, Heard::NotQuite { missing: missing.clone() });
            }
            other => unreachable_event(other),
        }
    }

    /// A former member's own words go; what was heard of them goes with them.
    pub(crate) fn forget(&mut self, member: MemberId) {
        self.answers.remove(&member);
    }

    fn mark(&mut self, speaker: MemberId, heard: Heard) {
        if let Some(said) = self.answers.get_mut(&speaker).and_then(|a| a.said_back.as_mut()) {
            said.heard = heard;
        }
    }
}
