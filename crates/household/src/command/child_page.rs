//! A child's page: writing what is true, saying that it still is, taking it off.

use super::live::today_in;
use super::{Asked, Decision};
use crate::children::{ChildPage, ChildPageEvent, FACT_CHARS_MAX, FACTS_MAX, Said};
use crate::event::Event;
use crate::id::{ChildId, FactId};
use crate::refusal::Refusal;
use crate::state::Household;

type News = Result<Vec<ChildPageEvent>, Refusal>;

/// What can be done about a child's page, by those who decide for the child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChildPageCommand {
    Write {
        child: ChildId,
        said: Said,
    },
    Change {
        child: ChildId,
        fact: FactId,
        said: Said,
    },
    /// It is still so, today.
    StillSo {
        child: ChildId,
        fact: FactId,
    },
    TakeOff {
        child: ChildId,
        fact: FactId,
    },
    PutBack {
        child: ChildId,
        fact: FactId,
    },
}

impl ChildPageCommand {
    const fn child(&self) -> ChildId {
        match self {
            Self::Write { child, .. }
            | Self::Change { child, .. }
            | Self::StillSo { child, .. }
            | Self::TakeOff { child, .. }
            | Self::PutBack { child, .. } => *child,
        }
    }
}

impl Household {
    pub(super) fn decide_child_page(
        &self,
        asked: &mut Asked<'_>,
        command: &ChildPageCommand,
    ) -> Decision {
        let page = self.shared.children.of(command.child(), asked.who, &self.shared.people);
        // The same whether the child is not there or somebody else's to decide for.
        let page = page.ok_or(Refusal::UnknownChild)?;
        let news = self.write_child_page(asked, page, command)?;
        Ok(news.into_iter().map(Event::ChildPage).collect())
    }

    fn write_child_page(
        &self,
        asked: &mut Asked<'_>,
        page: ChildPage<'_>,
        command: &ChildPageCommand,
    ) -> News {
        let on = today_in(self.shared.people.zone(), asked.now);
        let kept = |fact: FactId| page.fact(fact).ok_or(Refusal::NoSuchFact);
        let room = || (page.facts().count() < FACTS_MAX).then_some(()).ok_or(Refusal::PageFull);
        Ok(match command {
            ChildPageCommand::Write { child, said } => {
                is_short(said)?;
                room()?;
                let (child, fact, said) = (*child, asked.ids.fact(), said.clone());
                vec![ChildPageEvent::Written { child, fact, said, on }]
            }
            ChildPageCommand::Change { child, fact, said } => {
                is_short(said)?;
                let before = kept(*fact)?;
                if before.said == *said && before.last_true == on {
                    return Ok(Vec::new());
                }
                let (child, fact, said) = (*child, *fact, said.clone());
                vec![if before.said == said {
                    ChildPageEvent::StillSo { child, fact, on }
                } else {
                    ChildPageEvent::Written { child, fact, said, on }
                }]
            }
            ChildPageCommand::StillSo { child, fact } => {
                let is_noted = kept(*fact)?.last_true == on;
                let still_so = ChildPageEvent::StillSo { child: *child, fact: *fact, on };
                if is_noted { Vec::new() } else { vec![still_so] }
            }
            ChildPageCommand::TakeOff { child, fact } => {
                if page.taken_off().any(|off| off.id == *fact) {
                    return Ok(Vec::new());
                }
                kept(*fact)?;
                vec![ChildPageEvent::TakenOff { child: *child, fact: *fact }]
            }
            ChildPageCommand::PutBack { child, fact } => {
                if page.fact(*fact).is_some() {
                    return Ok(Vec::new());
                }
                let mut taken_off = page.taken_off();
                taken_off.find(|off| off.id == *fact).ok_or(Refusal::NoSuchFact)?;
                room()?;
                vec![ChildPageEvent::PutBack { child: *child, fact: *fact }]
            }
        })
    }
}

fn is_short(said: &Said) -> Result<(), Refusal> {
    let fits = match said {
        Said::Words { text, .. } => text.as_str().chars().count() <= FACT_CHARS_MAX,
        Said::Contact { .. } => true,
    };
    fits.then_some(()).ok_or(Refusal::TextTooLong)
}
