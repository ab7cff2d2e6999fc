//! A sheet for a session of all parents: putting it forward, saying yes, and who reads it.

use jiff::ToSpan;

use super::live::today_in;
use super::{Asked, Decision};
use crate::event::Event;
use crate::first_session::{FirstSessionEvent, LINK_DAYS_MAX, LINKS_MAX, SheetWords};
use crate::id::{AgreementId, LinkHash, MemberId};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::versions::{Putting, Yes};

type News = Result<Vec<FirstSessionEvent>, Refusal>;

/// What can be done about the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstSessionCommand {
    Offer {
        words: Box<SheetWords>,
    },
    /// Yes to exactly this version.
    Confirm {
        version: AgreementId,
    },
    Withdraw {
        version: AgreementId,
    },
    /// Nobody reads it any more, by whatever link.
    PutDown,
    MakeLink {
        /// The one that its page named.
        version: AgreementId,
        /// How many had been made when its page was.
        nth: u32,
        hash: LinkHash,
        days: u16,
    },
    RevokeLink {
        nth: u32,
    },
}

impl Household {
    pub(super) fn decide_first_session(
        &self,
        asked: &mut Asked<'_>,
        command: &FirstSessionCommand,
    ) -> Decision {
        let news = self.first_session_news(asked, command)?;
        Ok(news.into_iter().map(Event::FirstSession).collect())
    }

    fn first_session_news(&self, asked: &mut Asked<'_>, command: &FirstSessionCommand) -> News {
        let (who, people) = (asked.who, &self.shared.people);
        let session = &self.shared.first_session;
        match command {
            FirstSessionCommand::Offer { words } => self.offer_sheet(asked, words),
            FirstSessionCommand::Confirm { version } => self.confirm_sheet(who, *version),
            FirstSessionCommand::Withdraw { version } => {
                let offer = session.offer().filter(|offer| offer.id == *version);
                offer.ok_or(Refusal::NoSuchAgreement)?;
                Ok(vec![FirstSessionEvent::Withdrawn { version: *version }])
            }
            FirstSessionCommand::PutDown => {
                let there = session.holds(who, people).is_some();
                Ok(if there { vec![FirstSessionEvent::PutDown] } else { Vec::new() })
            }
            FirstSessionCommand::MakeLink { version, nth, hash, days } => {
                let held = session.holds(who, people).filter(|held| held.id == *version);
                held.ok_or(Refusal::NoSuchAgreement)?;
                if !(1..=LINK_DAYS_MAX).contains(days) {
                    return Err(Refusal::DateOutOfRange);
                }
                // Where another was made meanwhile, that one stands: nobody has seen this one.
                if session.links_made() != *nth {
                    return Ok(Vec::new());
                }
                let today = today_in(people.zone(), asked.now);
                if session.links(who, people, today).count() >= LINKS_MAX {
                    return Err(Refusal::TooManyLinks);
                }
                let until = today.saturating_add(i64::from(*days).days());
                Ok(vec![FirstSessionEvent::LinkMade { hash: *hash, until }])
            }
            FirstSessionCommand::RevokeLink { nth } => {
                let today = today_in(people.zone(), asked.now);
                let works = session.links(who, people, today).any(|link| link.nth == *nth);
                let revoked = FirstSessionEvent::LinkRevoked { nth: *nth };
                Ok(if works { vec![revoked] } else { Vec::new() })
            }
        }
    }

    /// The one who puts it forward says yes to it; alone, it holds at once.
    fn offer_sheet(&self, asked: &mut Asked<'_>, words: &SheetWords) -> News {
        let who = asked.who;
        if !self.shared.people.is_alone() && !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        if words.is_empty() {
            return Err(Refusal::EmptySheet);
        }
        if !words.fits() {
            return Err(Refusal::SheetTooLong);
        }
        let everyone: Vec<_> = self.shared.people.parent_ids().collect();
        match self.shared.first_session.versions().putting(who, words, &everyone) {
            Putting::Yes(version) => return self.confirm_sheet(who, version),
            Putting::Again => return Ok(Vec::new()),
            Putting::New => {}
        }
        let version = asked.ids.agreement();
        let words = Box::new(words.clone());
        let mut events = vec![FirstSessionEvent::Offered { version, words }];
        if everyone.iter().all(|one| *one == who) {
            events.push(FirstSessionEvent::Made { version });
        }
        Ok(events)
    }

    fn confirm_sheet(&self, who: MemberId, version: AgreementId) -> News {
        let everyone: Vec<_> = self.shared.people.parent_ids().collect();
        let yes = self.shared.first_session.versions().say_yes(who, version, &everyone)?;
        let mut events = vec![FirstSessionEvent::Confirmed { version }];
        if yes == Yes::Holds {
            events.push(FirstSessionEvent::Made { version });
        }
        Ok(events)
    }
}
