//! Asking for a listening talk, answering, and what is left of one.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::live::today_in;
use super::{Asked, Decision};
use crate::event::Event;
use crate::id::{MemberId, TalkId, VersionId};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::talk::listening::{AskedTalk, KeepOffer, KeptText, TEXTS_KEPT_MAX, Topic, Written};
use crate::talk::{Preparation, TalkEvent};
use crate::text::Note;

/// Days ahead that a talk may be.
const DAYS_AHEAD_MAX: i32 = 366;

type News = Result<Option<TalkEvent>, Refusal>;

/// What a person can ask for around a listening talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TalkCommand {
    /// Asks another parent, at a time on the family's clock or whenever it suits both.
    Ask {
        of: MemberId,
        topic: Topic,
        at: Option<DateTime>,
    },
    /// Yes to a talk at exactly this time.
    Agree {
        talk: TalkId,
        at: Option<DateTime>,
    },
    ProposeTime {
        talk: TalkId,
        at: Option<DateTime>,
    },
    /// *Not now*, to an ask or to what is offered to keep; nobody else sees it.
    SetAside {
        talk: TalkId,
    },
    /// Takes an ask back, calls a talk off, or says that it was held.
    Close {
        talk: TalkId,
    },
    /// What both ticked at the end of a talk, as the program that held it knows.
    Keep {
        talk: TalkId,
        with: MemberId,
        topic: Topic,
        texts: Vec<KeptText>,
    },
    /// What both kept, or what one offers to keep.
    RemoveKept {
        talk: TalkId,
    },
    /// What was ticked at the end of a talk over one device, by who holds it.
    WriteDown {
        talk: TalkId,
        with: MemberId,
        topic: Topic,
        texts: Vec<KeptText>,
    },
    /// Puts what I wrote down before the other.
    OfferKeep {
        talk: TalkId,
    },
    /// Yes to exactly what the other wrote down.
    ConfirmKept {
        talk: TalkId,
        version: VersionId,
    },
    TakeAlong {
        talk: TalkId,
        topic: Topic,
        text: Note,
    },
    /// What I alone have of a talk.
    DropAlong {
        talk: TalkId,
    },
    Prepare {
        preparation: Preparation,
    },
}

impl Household {
    pub(super) fn decide_listening(
        &self,
        asked: &mut Asked<'_>,
        command: &TalkCommand,
    ) -> Decision {
        Ok(self.talk_event(asked, command)?.map(Event::Talk).into_iter().collect())
    }

    /// None where it is so already.
    fn talk_event(&self, asked: &mut Asked<'_>, command: &TalkCommand) -> News {
        match command {
            TalkCommand::Ask { of, topic, at } => self.ask_for_talk(asked, *of, topic, *at),
            TalkCommand::Agree { talk, at } => self.agree_to_talk(asked, *talk, *at),
            TalkCommand::ProposeTime { talk, at } => {
                let open = self.asked_talk(asked, *talk)?;
                let at = self.ahead(asked, *at)?;
                let same = open.at == at && open.at_by == asked.who && !open.is_agreed;
                let proposed = TalkEvent::TimeProposed { talk: *talk, at };
                Ok((!same).then_some(proposed))
            }
            TalkCommand::SetAside { talk } => {
                self.waits_for_answer(asked, *talk)?;
                let again = self.own(asked.who).talks.is_set_aside(*talk);
                Ok((!again).then_some(TalkEvent::SetAside { talk: *talk }))
            }
            TalkCommand::Close { talk } => {
                let open = self.asked_talk(asked, *talk)?;
                let may = open.by == asked.who || open.is_agreed;
                let closed = Some(TalkEvent::Closed { talk: *talk });
                may.then_some(closed).ok_or(Refusal::NoSuchTalk)
            }
            TalkCommand::Keep { talk, with, topic, texts } => {
                self.keep_of_talk(asked.who, *talk, *with, topic, texts)
            }
            TalkCommand::RemoveKept { talk } => {
                let kept = self.shared.talks.kept_of(*talk, asked.who).is_some();
                let mut offers = self.shared.talks.offers(asked.who, asked.now);
                let offered = offers.any(|it| it.talk == *talk && it.by == asked.who);
                Ok((kept || offered).then_some(TalkEvent::KeptRemoved { talk: *talk }))
            }
            TalkCommand::WriteDown { talk, with, topic, texts } => {
                self.fits_talk(asked.who, *with, texts)?;
                let on = self.today_of(asked.who, asked.now);
                let (talk, with, topic, texts) = (*talk, *with, topic.clone(), texts.clone());
                Ok(Some(TalkEvent::WrittenDown { talk, with, topic, on, texts }))
            }
            TalkCommand::OfferKeep { talk } => self.offer_keep(asked, *talk),
            TalkCommand::ConfirmKept { talk, version } => self.confirm_kept(asked, *talk, *version),
            TalkCommand::TakeAlong { talk, topic, text } => {
                let on = self.today_of(asked.who, asked.now);
                let (talk, topic, text) = (*talk, topic.clone(), text.clone());
                Ok(Some(TalkEvent::TakenAlong { talk, topic, on, text }))
            }
            TalkCommand::DropAlong { talk } => {
                let own = &self.own(asked.who).talks;
                let there = own.along().any(|along| along.talk == *talk)
                    || own.written().any(|written| written.talk == *talk);
                Ok(there.then_some(TalkEvent::AlongDropped { talk: *talk }))
            }
            TalkCommand::Prepare { preparation } => {
                let same = self.own(asked.who).preparation == *preparation;
                let written = TalkEvent::Prepared { preparation: preparation.clone() };
                Ok((!same).then_some(written))
            }
        }
    }

    fn ask_for_talk(
        &self,
        asked: &mut Asked<'_>,
        of: MemberId,
        topic: &Topic,
        at: Option<DateTime>,
    ) -> News {
        self.another(asked.who, of)?;
        let at = self.ahead(asked, at)?;
        let mut open = self.shared.talks.asked(asked.who, asked.now);
        if open.any(|(_, talk)| talk.by == asked.who && talk.of == of) {
            return Err(Refusal::AlreadyAskedForTalk);
        }
        Ok(Some(TalkEvent::Asked { talk: asked.ids.talk(), of, topic: topic.clone(), at }))
    }

    /// A yes is to the time that was read: another may have been put forward in between.
    fn agree_to_talk(&self, asked: &Asked<'_>, talk: TalkId, at: Option<DateTime>) -> News {
        let open = self.asked_talk(asked, talk)?;
        if open.at.map(to_the_minute) != at.map(to_the_minute) {
            return Err(Refusal::NoSuchTalk);
        }
        if open.is_agreed {
            return Ok(None);
        }
        let waits = open.waits_for(asked.who);
        waits.then_some(Some(TalkEvent::Agreed { talk })).ok_or(Refusal::NoSuchTalk)
    }

    fn keep_of_talk(
        &self,
        who: MemberId,
        talk: TalkId,
        with: MemberId,
        topic: &Topic,
        texts: &[KeptText],
    ) -> News {
        self.fits_talk(who, with, texts)?;
        self.is_between(talk, who, with)?;
        Ok(Some(TalkEvent::Kept { talk, with, topic: topic.clone(), texts: texts.to_vec() }))
    }

    /// Texts that can come of a talk between the two.
    fn fits_talk(&self, who: MemberId, with: MemberId, texts: &[KeptText]) -> Result<(), Refusal> {
        self.another(who, with)?;
        let fits = (1..=TEXTS_KEPT_MAX).contains(&texts.len());
        let is_theirs = texts.iter().all(|text| text.by == who || text.by == with);
        (fits && is_theirs).then_some(()).ok_or(Refusal::NoSuchTalk)
    }

    /// What others keep of a talk of theirs takes no other's place.
    fn is_between(&self, talk: TalkId, who: MemberId, with: MemberId) -> Result<(), Refusal> {
        let is_of_others = self.shared.talks.is_of_others(talk, who, with);
        (!is_of_others).then_some(()).ok_or(Refusal::NoSuchTalk)
    }

    fn offer_keep(&self, asked: &Asked<'_>, talk: TalkId) -> News {
        let mut written = self.own(asked.who).talks.written();
        let written = written.find(|written| written.talk == talk).ok_or(Refusal::NoSuchTalk)?;
        self.another(asked.who, written.with)?;
        self.is_between(talk, asked.who, written.with)?;
        let Written { with, topic, texts, .. } = written.clone();
        let mut offers = self.shared.talks.offers(asked.who, asked.now);
        let kept = self.shared.talks.kept_of(talk, asked.who);
        let again = offers.any(|it| it.talk == talk && it.topic == topic && it.texts == texts)
            || kept.is_some_and(|it| it.topic == topic && it.texts == texts);
        Ok((!again).then_some(TalkEvent::KeepOffered { talk, with, topic, texts }))
    }

    /// A yes is to what was read, as it is to a time.
    fn confirm_kept(&self, asked: &Asked<'_>, talk: TalkId, version: VersionId) -> News {
        let offer = self.offered_to(asked, talk).filter(|offer| offer.version() == version);
        let offer = offer.ok_or(Refusal::NoSuchTalk)?;
        let (with, topic, texts) = (offer.by, offer.topic.clone(), offer.texts.clone());
        Ok(Some(TalkEvent::Kept { talk, with, topic, texts }))
    }

    fn offered_to(&self, asked: &Asked<'_>, talk: TalkId) -> Option<&KeepOffer> {
        let mut offers = self.shared.talks.offers(asked.who, asked.now);
        offers.find(|offer| offer.talk == talk && offer.of == asked.who)
    }

    /// An ask of another, or something another offers to keep, that this one is to answer.
    fn waits_for_answer(&self, asked: &Asked<'_>, talk: TalkId) -> Result<(), Refusal> {
        if self.offered_to(asked, talk).is_some() {
            return Ok(());
        }
        let open = self.asked_talk(asked, talk)?;
        let waits = open.of == asked.who && open.waits_for(asked.who);
        waits.then_some(()).ok_or(Refusal::NoSuchTalk)
    }

    fn asked_talk(&self, asked: &Asked<'_>, talk: TalkId) -> Result<&AskedTalk, Refusal> {
        self.shared.talks.find(talk, asked.who, asked.now).ok_or(Refusal::NoSuchTalk)
    }

    fn another(&self, who: MemberId, other: MemberId) -> Result<(), Refusal> {
        let known = other != who && self.shared.people.member(other).is_some();
        known.then_some(()).ok_or(Refusal::UnknownMember)
    }

    /// A time from today on, by the family's clock, to the minute.
    fn ahead(&self, asked: &Asked<'_>, at: Option<DateTime>) -> Result<Option<DateTime>, Refusal> {
        let Some(at) = at else { return Ok(None) };
        let today = today_in(self.shared.people.zone(), asked.now);
        let last = today.saturating_add(DAYS_AHEAD_MAX.days());
        let is_ahead = (today..=last).contains(&at.date());
        is_ahead.then(|| Some(to_the_minute(at))).ok_or(Refusal::DateOutOfRange)
    }
}

/// What a page shows and a form sends back: a yes to it must be a yes to what was put forward.
fn to_the_minute(at: DateTime) -> DateTime {
    at.date().at(at.hour(), at.minute(), 0, 0)
}
