//! What each expects of family life and mostly nobody said out loud.
//!
//! Twenty-four statements in four sets. Each parent answers a set alone and seals it; it opens when
//! everyone has (R5), and then shows where they are near and where far. What they make of it is a
//! text of their own, which holds when every parent has said yes to that very version.
//!
//! The words of a statement are content; here it is a name.

mod statement;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use statement::{Root, SET_STATEMENTS, Set, Statement};

use crate::event::{Class, Event, Recorded};
use crate::id::{AgreementId, MemberId};
use crate::people::{People, unreachable_event};
use crate::sealed::{Sheet, Told};
use crate::text::Note;
use crate::versions::{Version, Versions};

/// How far somebody goes with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    NotAtAll,
    MostlyNo,
    InTheMiddle,
    MostlyYes,
    VeryMuch,
}

/// One person's answer to one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    /// None where the statement does not fit this family.
    pub says: Option<Says>,
    /// Mine to keep: not opened with the rest.
    pub kept: bool,
}

/// How far apart answers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    Same,
    Near,
    Far,
}

/// One member's answers and roots. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectations {
    sets: [Sheet<Statement, Stance>; 4],
    roots: BTreeMap<Root, Note>,
}

/// A statement that every parent answered, as all may see it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedStatement {
    pub statement: Statement,
    pub said: BTreeMap<MemberId, Says>,
}

/// All that was opened, and what was made of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// When each was opened last.
    sets: BTreeMap<Set, Timestamp>,
    said: BTreeMap<Statement, BTreeMap<MemberId, Says>>,
    /// What the parents say about a statement together.
    words: BTreeMap<Statement, Versions<Note>>,
}

/// A past fact of the room, written beside the kind `expectations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ExpectationsEvent {
    Answered {
        statement: Statement,
        stance: Stance,
    },
    Sealed {
        set: Set,
    },
    SealTakenBack {
        set: Set,
    },
    OpenPressed {
        set: Set,
    },
    Opened {
        set: Set,
        statements: Vec<OpenedStatement>,
    },
    /// Whoever puts words forward says yes to them by writing them.
    WordsOffered {
        id: AgreementId,
        statement: Statement,
        text: Note,
    },
    WordsConfirmed {
        id: AgreementId,
    },
    WordsWithdrawn {
        id: AgreementId,
    },
    WordsAgreed {
        id: AgreementId,
    },
    /// None where its author took it away.
    RootWritten {
        root: Root,
        text: Option<Note>,
    },
}

impl ExpectationsEvent {
    /// Who may know of it.
    pub const fn class(&self) -> Class {
        match self {
            Self::Answered { .. }
            | Self::Sealed { .. }
            | Self::SealTakenBack { .. }
            | Self::OpenPressed { .. }
            | Self::RootWritten { .. } => Class::Own,
            Self::Opened { .. }
            | Self::WordsOffered { .. }
            | Self::WordsConfirmed { .. }
            | Self::WordsWithdrawn { .. }
            | Self::WordsAgreed { .. } => Class::Shared,
        }
    }
}

impl Says {
    /// From *not at all* on.
    pub const ALL: [Self; 5] =
        [Self::NotAtAll, Self::MostlyNo, Self::InTheMiddle, Self::MostlyYes, Self::VeryMuch];
}

impl Told for Stance {
    fn is_told(&self) -> bool {
        self.says.is_some() && !self.kept
    }
}

impl Distance {
    /// Between the two that are farthest apart.
    pub fn between(said: &BTreeMap<MemberId, Says>) -> Self {
        let (least, most) = (said.values().min(), said.values().max());
        match least.zip(most).map_or(0, |(least, most)| *most as u8 - *least as u8) {
            0 => Self::Same,
            1 => Self::Near,
            _ => Self::Far,
        }
    }
}

impl Expectations {
    /// My answers to one set, and whether they are sealed.
    pub const fn sheet(&self, set: Set) -> &Sheet<Statement, Stance> {
        &self.sets[set as usize]
    }

    /// What I wrote about the home I grew up in.
    pub fn root(&self, root: Root) -> Option<&Note> {
        self.roots.get(&root)
    }

    pub(crate) fn apply(&mut self, event: &ExpectationsEvent) {
        match event {
            ExpectationsEvent::Answered { statement, stance } => {
                self.sets[statement.set() as usize].set(*statement, *stance);
            }
            ExpectationsEvent::Sealed { set } => self.sets[*set as usize].seal(),
            ExpectationsEvent::SealTakenBack { set } => self.sets[*set as usize].take_back(),
            ExpectationsEvent::OpenPressed { set } => self.sets[*set as usize].press_open(),
            ExpectationsEvent::RootWritten { root, text: Some(text) } => {
                self.roots.insert(*root, text.clone());
            }
            ExpectationsEvent::RootWritten { root, text: None } => {
                self.roots.remove(root);
            }
            ExpectationsEvent::Opened { .. }
            | ExpectationsEvent::WordsOffered { .. }
            | ExpectationsEvent::WordsConfirmed { .. }
            | ExpectationsEvent::WordsWithdrawn { .. }
            | ExpectationsEvent::WordsAgreed { .. } => {
                unreachable_event(&Event::Expectations(event.clone()));
            }
        }
    }

    /// A set opened: what was sealed about these statements is now given.
    pub(crate) fn opened(&mut self, set: Set, statements: &[OpenedStatement]) {
        self.sets[set as usize].opened(statements.iter().map(|opened| opened.statement));
    }

    pub(crate) fn wait(&mut self) {
        self.sets.iter_mut().for_each(Sheet::wait);
    }

    pub(crate) fn start_clean(&mut self) {
        self.sets.iter_mut().for_each(Sheet::start_clean);
    }
}

impl Opened {
    /// Whether a set was opened.
    pub fn is_open(&self, set: Set) -> bool {
        self.sets.contains_key(&set)
    }

    /// When a set was opened last.
    pub fn opened(&self, set: Set) -> Option<Timestamp> {
        self.sets.get(&set).copied()
    }

    /// What each parent said; none where it was not opened.
    pub fn said(&self, statement: Statement) -> Option<&BTreeMap<MemberId, Says>> {
        self.said.get(&statement)
    }

    /// The version that waits for a yes.
    pub fn offer(&self, statement: Statement) -> Option<&Version<Note>> {
        self.words(statement)?.offer()
    }

    /// Every version that waits.
    pub fn offers(&self) -> impl Iterator<Item = (Statement, &Version<Note>)> {
        self.words.iter().filter_map(|(statement, words)| Some((*statement, words.offer()?)))
    }

    /// What `me` agreed to about a statement, the latest first.
    pub fn agreed(
        &self,
        statement: Statement,
        me: MemberId,
    ) -> impl Iterator<Item = &Version<Note>> {
        self.words(statement).into_iter().flat_map(move |words| words.history(me))
    }

    pub(crate) fn words(&self, statement: Statement) -> Option<&Versions<Note>> {
        self.words.get(&statement)
    }

    /// Those of which this version waits.
    pub(crate) fn with_offer(&self, id: AgreementId) -> Option<&Versions<Note>> {
        self.words.values().find(|words| words.offered(id).is_some())
    }

    /// Whoever joins finds nothing decided about them, and nothing that was opened to others only.
    pub(crate) fn start_clean(&mut self) {
        self.sets.clear();
        self.said.clear();
        self.drop_offers();
    }

    /// What a former member said goes; where only one is left there is nothing to lay beside it.
    pub(crate) fn leave(&mut self, member: MemberId, people: &People) {
        for said in self.said.values_mut() {
            said.remove(&member);
        }
        self.said.retain(|_, said| said.len() > 1);
        self.drop_offers();
        let here = people.parent_ids().collect();
        self.words.retain(|_, words| words.is_anyones(&here));
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &ExpectationsEvent) {
        let by = recorded.by;
        match event {
            ExpectationsEvent::Opened { set, statements } => {
                self.sets.insert(*set, recorded.at);
                for OpenedStatement { statement, said } in statements {
                    self.said.insert(*statement, said.clone());
                }
            }
            ExpectationsEvent::WordsOffered { id, statement, text } => {
                let words = self.words.entry(*statement).or_default();
                words.put_forward(*id, by, recorded.at, text.clone());
                words.confirm(*id, by, recorded.at);
            }
            ExpectationsEvent::WordsConfirmed { id } => {
                self.words.values_mut().for_each(|words| words.confirm(*id, by, recorded.at));
            }
            ExpectationsEvent::WordsWithdrawn { id } => {
                self.words.values_mut().for_each(|words| words.withdraw(*id));
            }
            ExpectationsEvent::WordsAgreed { id } => {
                self.words.values_mut().for_each(|words| words.make(*id, recorded.at));
            }
            ExpectationsEvent::Answered { .. }
            | ExpectationsEvent::Sealed { .. }
            | ExpectationsEvent::SealTakenBack { .. }
            | ExpectationsEvent::OpenPressed { .. }
            | ExpectationsEvent::RootWritten { .. } => unreachable_event(&recorded.event),
        }
    }

    fn drop_offers(&mut self) {
        self.words.values_mut().for_each(Versions::drop_offer);
    }
}
