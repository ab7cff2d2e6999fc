//! Knowing a child: marking, writing, closing what one ticked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, Decision};
use crate::children::{
    ANSWER_CHARS_MAX, KnowingEvent, Mark, OfChild, OpenedAnswers, Question, Written,
};
use crate::event::Event;
use crate::id::{ChildId, MemberId};
use crate::people::Child;
use crate::refusal::Refusal;
use crate::state::Household;

type News = Result<Vec<KnowingEvent>, Refusal>;

/// What can be done about knowing a child, by those who decide for the child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnowingCommand {
    /// None takes it away.
    Mark {
        child: ChildId,
        question: Question,
        mark: Option<Mark>,
    },
    /// None takes it away.
    Write {
        child: ChildId,
        question: Question,
        written: Option<Written>,
    },
    /// What I ticked is to open to these, everyone who decides for the child, when all of them
    /// have closed theirs.
    Close {
        child: ChildId,
        to: BTreeSet<MemberId>,
    },
    TakeBack {
        child: ChildId,
    },
}

impl KnowingCommand {
    const fn child(&self) -> ChildId {
        match self {
            Self::Mark { child, .. }
            | Self::Write { child, .. }
            | Self::Close { child, .. }
            | Self::TakeBack { child } => *child,
        }
    }
}

impl Household {
    pub(super) fn decide_knowing(
        &self,
        asked: &mut Asked<'_>,
        command: &KnowingCommand,
    ) -> Decision {
        let child = self.shared.people.child(command.child());
        let child = child.filter(|child| child.is_decided_by(asked.who));
        let child = child.ok_or(Refusal::UnknownChild)?;
        let news = self.know(asked.who, child, command)?;
        Ok(news.into_iter().map(Event::Knowing).collect())
    }

    fn know(&self, who: MemberId, child: &Child, command: &KnowingCommand) -> News {
        let mine = self.knows(who, child.id);
        match command {
            KnowingCommand::Mark { child, question, mark } => {
                let again = mine.mark(*question) == *mark;
                let (child, question, mark) = (*child, *question, *mark);
                let marked = KnowingEvent::Marked { child, question, mark };
                Ok(if again { Vec::new() } else { vec![marked] })
            }
            KnowingCommand::Write { child, question, written } => {
                if mine.written(*question) == written.as_ref() {
                    return Ok(Vec::new());
                }
                may_write(mine, *question, written.as_ref())?;
                let (child, question, written) = (*child, *question, written.clone());
                Ok(vec![KnowingEvent::Written { child, question, written }])
            }
            KnowingCommand::Close { to, .. } => self.close_answers(who, child, to),
            KnowingCommand::TakeBack { child } => {
                let closed = mine.is_closed();
                let back = KnowingEvent::TakenBack { child: *child };
                closed.then_some(vec![back]).ok_or(Refusal::NotSealed)
            }
        }
    }

    /// The checks are on what its author may see: closing looks the same, whatever the others have
    /// done. With the last of all who decide for the child it opens.
    fn close_answers(&self, who: MemberId, child: &Child, to: &BTreeSet<MemberId>) -> News {
        let mine = self.knows(who, child.id);
        let others: Vec<_> =
            child.deciders.members.iter().copied().filter(|parent| *parent != who).collect();
        if others.is_empty() {
            return Err(Refusal::NobodyToOpenWith);
        }
        // A page that was read before somebody came to decide closes nothing to them.
        if *to != child.deciders.members {
            return Err(Refusal::OthersDecide);
        }
        if !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        if mine.ticked().next().is_none() {
            return Err(Refusal::NothingToSeal);
        }
        if mine.is_closed() {
            return Ok(Vec::new());
        }
        let mut events = vec![KnowingEvent::Closed { child: child.id }];
        if others.iter().all(|other| self.knows(*other, child.id).is_closed()) {
            let answers = self.told_by_all(child);
            events.push(KnowingEvent::Opened { child: child.id, answers });
        }
        Ok(events)
    }

    /// What everyone who decides for the child ticked.
    fn told_by_all(&self, child: &Child) -> Vec<OpenedAnswers> {
        let mut said: BTreeMap<Question, BTreeMap<MemberId, _>> = BTreeMap::new();
        let deciders = &child.deciders.members;
        for parent in deciders {
            for (question, text) in self.knows(*parent, child.id).ticked() {
                said.entry(question).or_default().insert(*parent, text.clone());
            }
        }
        said.retain(|_, said| said.len() == deciders.len());
        let all = said.into_iter();
        all.map(|(question, said)| OpenedAnswers { question, said }).collect()
    }

    fn knows(&self, who: MemberId, child: ChildId) -> &OfChild {
        self.own(who).knowing.of(child)
    }
}

fn may_write(mine: &OfChild, question: Question, written: Option<&Written>) -> Result<(), Refusal> {
    let ticked = |written: Option<&Written>| written.is_some_and(|written| written.to_open);
    if ticked(written) && question.is_sensitive() {
        return Err(Refusal::NeverOpened);
    }
    // While it is closed, nothing that opens with it changes; the rest may.
    if mine.is_closed() && (ticked(written) || ticked(mine.written(question))) {
        return Err(Refusal::AnswersAreSealed);
    }
    let length = written.map_or(0, |written| written.text.as_str().chars().count());
    (length <= ANSWER_CHARS_MAX).then_some(()).ok_or(Refusal::TextTooLong)
}
