//! Thanking: keeping it in one's drawer, sending it, answering or just holding it.

use super::{Asked, Decision};
use crate::event::Event;
use crate::id::{MemberId, ThanksId};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::talk::thanks::{Given, Thanks, ThanksEvent, Unsent};
use crate::text::Note;

type News = Result<Vec<ThanksEvent>, Refusal>;

/// What can be done about thanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThanksCommand {
    /// Into the drawer; in place of `draft`, where it lies there.
    Keep {
        draft: Option<ThanksId>,
        to: Option<MemberId>,
        thanks: Thanks,
    },
    /// Takes back what was not sent: it is gone.
    Drop {
        draft: ThanksId,
    },
    /// For good. `draft` leaves the drawer.
    Send {
        draft: Option<ThanksId>,
        to: MemberId,
        thanks: Thanks,
    },
    Answer {
        id: ThanksId,
        text: Note,
    },
    /// I keep it, and say nothing. For thanks to me, and for an answer to mine.
    Hold {
        id: ThanksId,
    },
}

impl Household {
    pub(super) fn decide_thanking(
        &self,
        asked: &mut Asked<'_>,
        command: &ThanksCommand,
    ) -> Decision {
        let news = self.thank(asked, command)?;
        Ok(news.into_iter().map(Event::Thanks).collect())
    }

    fn thank(&self, asked: &mut Asked<'_>, command: &ThanksCommand) -> News {
        let who = asked.who;
        match command {
            ThanksCommand::Keep { draft, to, thanks } => {
                self.keep_thanks(asked, *draft, *to, thanks)
            }
            ThanksCommand::Drop { draft } => {
                self.unsent(who, *draft)?;
                Ok(vec![ThanksEvent::Dropped { id: *draft }])
            }
            ThanksCommand::Send { draft, to, thanks } => {
                self.send_thanks(asked, *draft, *to, thanks)
            }
            ThanksCommand::Answer { id, text } => {
                let given = self.thanks_between(who, *id).filter(|given| given.to == who);
                let given = given.ok_or(Refusal::NoSuchThanks)?;
                // Nobody is there to read an answer to somebody who has left.
                self.another_parent(who, given.from)?;
                let answered = ThanksEvent::Answered { id: *id, text: text.clone() };
                match &given.answer {
                    Some(answer) if answer == text => Ok(Vec::new()),
                    Some(_) => Err(Refusal::AlreadyAnswered),
                    None => Ok(vec![answered]),
                }
            }
            ThanksCommand::Hold { id } => {
                let given = self.thanks_between(who, *id).ok_or(Refusal::NoSuchThanks)?;
                let new = given.is_new_to(who, &self.own(who).drawer);
                Ok(if new { vec![ThanksEvent::Held { id: *id }] } else { Vec::new() })
            }
        }
    }

    fn keep_thanks(
        &self,
        asked: &mut Asked<'_>,
        draft: Option<ThanksId>,
        to: Option<MemberId>,
        thanks: &Thanks,
    ) -> News {
        if let Some(to) = to {
            self.another_parent(asked.who, to)?;
        }
        let id = match draft {
            Some(draft) => {
                let kept = self.unsent(asked.who, draft)?;
                if kept.to == to && kept.thanks == *thanks {
                    return Ok(Vec::new());
                }
                draft
            }
            None if self.own(asked.who).drawer.is_full() => return Err(Refusal::DrawerFull),
            None => asked.ids.thanks(),
        };
        Ok(vec![ThanksEvent::Drafted { id, to, thanks: thanks.clone() }])
    }

    /// What is sent has an id of its own: the drawer's are nobody else's to see.
    fn send_thanks(
        &self,
        asked: &mut Asked<'_>,
        draft: Option<ThanksId>,
        to: MemberId,
        thanks: &Thanks,
    ) -> News {
        self.another_parent(asked.who, to)?;
        if !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        let mut events = Vec::new();
        if let Some(draft) = draft {
            self.unsent(asked.who, draft)?;
            events.push(ThanksEvent::Dropped { id: draft });
        }
        let id = asked.ids.thanks();
        events.push(ThanksEvent::Sent { id, to, thanks: thanks.clone() });
        Ok(events)
    }

    fn unsent(&self, who: MemberId, draft: ThanksId) -> Result<&Unsent, Refusal> {
        self.own(who).drawer.get(draft).ok_or(Refusal::NoSuchThanks)
    }

    fn thanks_between(&self, who: MemberId, id: ThanksId) -> Option<&Given> {
        self.shared.thanks.get(id, who)
    }
}
