//! Saying what one expects, alone and sealed, and what all make of it.

use std::collections::BTreeMap;

use super::{Asked, Decision};
use crate::event::Event;
use crate::id::{AgreementId, MemberId};
use crate::refusal::Refusal;
use crate::sealed::{Press, Told};
use crate::state::Household;
use crate::talk::expectations::{
    ExpectationsEvent, OpenedStatement, Root, Says, Set, Stance, Statement,
};
use crate::text::Note;
use crate::versions::{Putting, Versions, Yes};

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
                self.words_with_offer(*id)?;
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
        let everyone = self.everyone();
        if !everyone.iter().all(|parent| said.contains_key(parent)) {
            return Err(Refusal::NotOpened);
        }
        let words = opened.words(statement);
        match words.map_or(Putting::New, |words| words.putting(asked.who, text, &everyone)) {
            Putting::Yes(id) => self.confirm_words(asked.who, id),
            Putting::Again => Ok(Vec::new()),
            Putting::New => {
                let (id, text) = (asked.ids.agreement(), text.clone());
                Ok(vec![ExpectationsEvent::WordsOffered { id, statement, text }])
            }
        }
    }

    fn confirm_words(&self, who: MemberId, id: AgreementId) -> News {
        let yes = self.words_with_offer(id)?.say_yes(who, id, &self.everyone())?;
        let mut events = vec![ExpectationsEvent::WordsConfirmed { id }];
        if yes == Yes::Holds {
            events.push(ExpectationsEvent::WordsAgreed { id });
        }
        Ok(events)
    }

    fn words_with_offer(&self, id: AgreementId) -> Result<&Versions<Note>, Refusal> {
        self.shared.expectations.with_offer(id).ok_or(Refusal::NoSuchAgreement)
    }

    fn everyone(&self) -> Vec<MemberId> {
        self.shared.people.parent_ids().collect()
    }
}
