//! Saying what one expects, alone and sealed, and what all make of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, Decision};
use crate::event::Event;
use crate::id::{AgreementId, MemberId};
use crate::refusal::Refusal;
use crate::sealed::{Press, Told};
use crate::state::Household;
use crate::talk::expectations::{
    ExpectationsEvent, OpenedStatement, Root, Says, Set, Stance, Statement, Wording,
};
use crate::text::Note;

type News = Result<Vec<ExpectationsEvent>, Refusal>;

/// What can be done about what we expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectationsCommand {
    Answer {
        statement: Statement,
        stance: Stance,
    },
    Seal {
        set: Set,
    },
    TakeSealBack {
        set: Set,
    },
    PressOpen {
        set: Set,
        /// Who was here on the page that was read.
        arrivals: usize,
    },
    /// A text about a statement that is open, for everyone's yes.
    OfferWords {
        statement: Statement,
        text: Note,
    },
    /// Yes to this very version.
    ConfirmWords {
        id: AgreementId,
    },
    WithdrawWords {
        id: AgreementId,
    },
    /// None takes it away.
    WriteRoot {
        root: Root,
        text: Option<Note>,
    },
}

impl Household {
    pub(super) fn decide_expecting(
        &self,
        asked: &mut Asked<'_>,
        command: &ExpectationsCommand,
    ) -> Decision {
        let news = self.expect(asked, command)?;
        Ok(news.into_iter().map(Event::Expectations).collect())
    }

    fn expect(&self, asked: &mut Asked<'_>, command: &ExpectationsCommand) -> News {
        let who = asked.who;
        let own = &self.own(who).expectations;
        match command {
            ExpectationsCommand::Answer { statement, stance } => {
                let sheet = own.sheet(statement.set());
                if sheet.is_sealed() {
                    return Err(Refusal::AnswersAreSealed);
                }
                let again = sheet.answer(*statement) == Some(stance);
                let (statement, stance) = (*statement, *stance);
                let answered = ExpectationsEvent::Answered { statement, stance };
                Ok(if again { Vec::new() } else { vec![answered] })
            }
            ExpectationsCommand::Seal { set } => {
                let seals = own.sheet(*set).may_seal()?;
                Ok(if seals { vec![ExpectationsEvent::Sealed { set: *set }] } else { Vec::new() })
            }
            ExpectationsCommand::TakeSealBack { set } => {
                let sealed = own.sheet(*set).is_sealed();
                let taken = || vec![ExpectationsEvent::SealTakenBack { set: *set }];
                sealed.then(taken).ok_or(Refusal::NotSealed)
            }
            ExpectationsCommand::PressOpen { set, arrivals } => self.open_set(who, *set, *arrivals),
            ExpectationsCommand::OfferWords { statement, text } => {
                self.offer_words(asked, *statement, text)
            }
            ExpectationsCommand::ConfirmWords { id } => self.confirm_words(who, *id),
            ExpectationsCommand::WithdrawWords { id } => {
                self.offered_words(*id)?;
                Ok(vec![ExpectationsEvent::WordsWithdrawn { id: *id }])
            }
            ExpectationsCommand::WriteRoot { root, text } => {
                let same = own.root(*root) == text.as_ref();
                let written = ExpectationsEvent::RootWritten { root: *root, text: text.clone() };
                Ok(if same { Vec::new() } else { vec![written] })
            }
        }
    }

    fn open_set(&self, who: MemberId, set: Set, arrivals: usize) -> News {
        let pressed = ExpectationsEvent::OpenPressed { set };
        Ok(match self.press(who, arrivals, |own| own.expectations.sheet(set))? {
            Press::Again => Vec::new(),
            Press::Noted => vec![pressed],
            Press::Opens => {
                let statements = set.statements().iter();
                let statements = statements.filter_map(|statement| {
                    Some(OpenedStatement { statement: *statement, said: self.said(*statement)? })
                });
                let statements = statements.collect();
                vec![pressed, ExpectationsEvent::Opened { set, statements }]
            }
        })
    }

    /// What each parent says of a statement; none where one of them keeps it or leaves it out.
    fn said(&self, statement: Statement) -> Option<BTreeMap<MemberId, Says>> {
        let parents = self.shared.people.parent_ids();
        let said = parents.map(|parent| {
            let stance = self.own(parent).expectations.sheet(statement.set()).answer(statement)?;
            Some((parent, stance.says.filter(|_| stance.is_told())?))
        });
        said.collect()
    }

    fn offer_words(&self, asked: &mut Asked<'_>, statement: Statement, text: &Note) -> News {
        let opened = &self.shared.expectations;
        let said = opened.said(statement).ok_or(Refusal::NotOpened)?;
        if !self.shared.people.parent_ids().all(|parent| said.contains_key(&parent)) {
            return Err(Refusal::NotOpened);
        }
        if opened.offer(statement).is_some_and(|offer| offer.text == *text && offer.by == asked.who)
        {
            return Ok(Vec::new());
        }
        let id = asked.ids.agreement();
        Ok(vec![ExpectationsEvent::WordsOffered { id, statement, text: text.clone() }])
    }

    fn confirm_words(&self, who: MemberId, id: AgreementId) -> News {
        let offer = self.offered_words(id)?;
        if offer.confirmed.contains(&who) {
            return Err(Refusal::AlreadyConfirmed);
        }
        let confirmed: BTreeSet<_> = offer.confirmed.iter().copied().chain([who]).collect();
        let mut events = vec![ExpectationsEvent::WordsConfirmed { id }];
        if self.shared.people.parent_ids().all(|parent| confirmed.contains(&parent)) {
            events.push(ExpectationsEvent::WordsAgreed { id });
        }
        Ok(events)
    }

    fn offered_words(&self, id: AgreementId) -> Result<&Wording, Refusal> {
        let mut offers = self.shared.expectations.offers();
        let offer = offers.find(|(_, offer)| offer.id == id);
        offer.map(|(_, offer)| offer).ok_or(Refusal::NoSuchAgreement)
    }
}
