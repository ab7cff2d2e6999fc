//! Knowing a child: what one knows, thinks or would like to find out, and what one writes.
//!
//! Marks stay with their author for ever. An answer is its author's until they tick it, close what
//! they ticked, and so has everybody else who decides for the child (R5): then what *all* of them
//! answered to a question opens, and nothing else. An answer to a sensitive question is never
//! opened: what a child told one parent is the child's to tell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::question::{Ask, Question, questions_for};
use crate::event::{Class, Event, Recorded};
use crate::id::{ChildId, MemberId};
use crate::people::{AgeBand, Child, People, unreachable_event};
use crate::text::Note;

/// Longest answer, in characters.
pub const ANSWER_CHARS_MAX: usize = 1_000;
/// Questions to find out about together at a time.
pub const TOGETHER_QUESTIONS: usize = 3;
/// Weeks are counted from here.
const A_MONDAY: Date = Date::constant(1970, 1, 5);

/// How well one knows it. Theirs alone, for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    Know,
    ThinkSo,
    FindOut,
    /// It does not fit this child.
    NotOurs,
}

/// What somebody wrote to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub text: Note,
    /// To be opened with the others'.
    pub to_open: bool,
}

/// All that one member marked and wrote. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knowing {
    of: BTreeMap<ChildId, OfChild>,
}

/// What one member marked and wrote about one child.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfChild {
    marks: BTreeMap<Question, Mark>,
    written: BTreeMap<Question, Written>,
    /// What is ticked is closed, and opens when everyone has closed theirs.
    closed: bool,
}

/// A question that everyone answered, as all of them may read it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedAnswers {
    pub question: Question,
    pub said: BTreeMap<MemberId, Note>,
}

/// What was opened about each child. What it answers depends on who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    of: BTreeMap<ChildId, Opened>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Opened {
    /// Who decided for the child when it was opened: to them it was.
    to: BTreeSet<MemberId>,
    said: BTreeMap<Question, BTreeMap<MemberId, Note>>,
}

/// A past fact of it, written beside the kind `knowing`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum KnowingEvent {
    /// None where its author took it away.
    Marked {
        child: ChildId,
        question: Question,
        mark: Option<Mark>,
    },
    /// None where its author took it away.
    Written {
        child: ChildId,
        question: Question,
        written: Option<Written>,
    },
    Closed {
        child: ChildId,
    },
    TakenBack {
        child: ChildId,
    },
    Opened {
        child: ChildId,
        answers: Vec<OpenedAnswers>,
    },
}

impl KnowingEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::Marked { .. }
            | Self::Written { .. }
            | Self::Closed { .. }
            | Self::TakenBack { .. } => Class::Own,
            Self::Opened { .. } => Class::Shared,
        }
    }
}

impl Mark {
    /// In the order they are offered.
    pub const ALL: [Self; 4] = [Self::Know, Self::ThinkSo, Self::FindOut, Self::NotOurs];
}

impl Knowing {
    /// What I marked and wrote about a child.
    pub fn of(&self, child: ChildId) -> &OfChild {
        static NONE: OfChild =
            OfChild { marks: BTreeMap::new(), written: BTreeMap::new(), closed: false };
        self.of.get(&child).unwrap_or(&NONE)
    }

    pub(crate) fn apply(&mut self, event: &KnowingEvent) {
        match event {
            KnowingEvent::Marked { child, question, mark } => {
                put(&mut self.of.entry(*child).or_default().marks, *question, mark.as_ref());
            }
            KnowingEvent::Written { child, question, written } => {
                put(&mut self.of.entry(*child).or_default().written, *question, written.as_ref());
            }
            KnowingEvent::Closed { child } => self.of.entry(*child).or_default().closed = true,
            KnowingEvent::TakenBack { child } => self.take_back(*child),
            KnowingEvent::Opened { .. } => unreachable_event(&Event::Knowing(event.clone())),
        }
    }

    /// It opened, or who decides for the child changed: a close meant to open to those who decided
    /// then.
    pub(crate) fn take_back(&mut self, child: ChildId) {
        if let Some(of) = self.of.get_mut(&child) {
            of.closed = false;
        }
    }

    /// The child is gone.
    pub(crate) fn forget(&mut self, child: ChildId) {
        self.of.remove(&child);
    }
}

impl OfChild {
    /// My mark of a question.
    pub fn mark(&self, question: Question) -> Option<Mark> {
        self.marks.get(&question).copied()
    }

    /// What I wrote to it.
    pub fn written(&self, question: Question) -> Option<&Written> {
        self.written.get(&question)
    }

    /// Every question I marked or wrote to, in the order of the list.
    pub fn all(&self) -> impl Iterator<Item = Question> + use<> {
        let all: BTreeSet<_> = self.marks.keys().chain(self.written.keys()).copied().collect();
        all.into_iter()
    }

    /// Whether what I ticked is closed. Others may not be as far; I am not told.
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// What I ticked.
    pub fn ticked(&self) -> impl Iterator<Item = (Question, &Note)> {
        let ticked =
            self.written.iter().filter(|(question, it)| it.to_open && !question.is_sensitive());
        ticked.map(|(question, written)| (*question, &written.text))
    }

    /// What is to be asked next, for a child of this age: what I have not said anything about.
    pub fn next(&self, band: AgeBand) -> impl Iterator<Item = Question> {
        let all = questions_for(band).into_iter();
        all.filter(|question| self.mark(*question).is_none() && self.written(*question).is_none())
    }
}

impl Known {
    /// What was opened about a child; nothing for one it was not opened to.
    pub fn of(
        &self,
        child: &Child,
        reader: MemberId,
    ) -> impl Iterator<Item = (Question, &BTreeMap<MemberId, Note>)> {
        let opened = self.of.get(&child.id);
        let opened = opened.filter(|it| child.is_decided_by(reader) && it.to.contains(&reader));
        let said = opened.into_iter().flat_map(|opened| &opened.said);
        said.map(|(question, said)| (*question, said))
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &KnowingEvent, people: &People) {
        let KnowingEvent::Opened { child, answers } = event else {
            return unreachable_event(&recorded.event);
        };
        let opened = self.of.entry(*child).or_default();
        if let Some(child) = people.child(*child) {
            opened.to.clone_from(&child.deciders.members);
        }
        for OpenedAnswers { question, said } in answers {
            opened.said.insert(*question, said.clone());
        }
    }

    /// Who decides for a child changed. To whoever came nothing was opened; whoever went takes
    /// their answers along, and where one is left there is nothing to lay beside it.
    pub(crate) fn people_changed(&mut self, people: &People) {
        self.of.retain(|child, opened| {
            let Some(child) = people.child(*child) else { return false };
            let now = &child.deciders.members;
            if !now.is_subset(&opened.to) {
                return false;
            }
            opened.to.clone_from(now);
            for said in opened.said.values_mut() {
                said.retain(|parent, _| now.contains(parent));
            }
            opened.said.retain(|_, said| said.len() > 1);
            true
        });
    }
}

/// What to find out about a child together, in the week of this day: for everyone who decides for
/// the child the same, and made of nothing but the child, the week and their age, so that it tells
/// of nobody's marks. Week by week it goes through all that a child of this age can tell.
pub fn find_out_together(child: &Child, today: Date) -> Vec<Question> {
    let band = child.band_on(today);
    let can_tell = band >= AgeBand::Preschool;
    let mut all = questions_for(band);
    all.retain(|question| {
        let together = match question.ask() {
            Ask::Child => true,
            Ask::Oneself => !can_tell && question.topic() != "you",
            Ask::Carer => false,
        };
        together && !question.is_sensitive()
    });
    // Brothers and sisters of one age begin at different places.
    let begin: usize = child.id.as_bytes().iter().map(|byte| usize::from(*byte)).sum();
    let weeks = today.duration_since(A_MONDAY).as_hours() / (24 * 7);
    let week = usize::try_from(weeks).unwrap_or(0);
    let at = begin.wrapping_add(week.wrapping_mul(TOGETHER_QUESTIONS));
    all.iter()
        .cycle()
        .skip(at % all.len().max(1))
        .take(TOGETHER_QUESTIONS.min(all.len()))
        .copied()
        .collect()
}

fn put<K: Ord, V: Clone>(map: &mut BTreeMap<K, V>, key: K, value: Option<&V>) {
    match value {
        Some(value) => {
            map.insert(key, value.clone());
        }
        None => {
            map.remove(&key);
        }
    }
}
