//! The weekly check-in: its time, how full the week was, and the line that is kept.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::live::today_in;
use super::{Asked, Decision};
use crate::check_in::{CheckInEvent, FULL_MAX, OwnWeek, Rhythm};
use crate::event::Event;
use crate::id::MemberId;
use crate::refusal::Refusal;
use crate::state::Household;
use crate::text::Note;

type News = Result<Vec<CheckInEvent>, Refusal>;

/// What a person can ask for around a check-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckInCommand {
    /// A weekly time, for every parent to say yes to.
    Offer {
        rhythm: Rhythm,
    },
    /// Yes to exactly this time.
    Confirm {
        rhythm: Rhythm,
    },
    WithdrawOffer,
    /// There is no weekly time any more; any parent may say so.
    Stop,
    /// How full my week was, to open together with the others'.
    SayFullness {
        day: Date,
        full: u8,
        /// Who was here on the page that was read, as [`crate::people::People::arrivals`] tells.
        arrivals: usize,
    },
    TakeFullnessBack {
        day: Date,
    },
    /// What I keep of this check-in, for all to read; none takes it away.
    KeepLine {
        day: Date,
        text: Option<Note>,
    },
    /// What I keep of it for myself.
    KeepNote {
        day: Date,
        text: Option<Note>,
    },
    /// Had, or left out: *Today* tells it no more.
    PutAway {
        day: Date,
    },
}

impl Household {
    pub(super) fn decide_check_in(&self, asked: &Asked<'_>, command: &CheckInCommand) -> Decision {
        let events = self.check_in_news(asked, command)?;
        Ok(events.into_iter().map(Event::CheckIn).collect())
    }

    fn check_in_news(&self, asked: &Asked<'_>, command: &CheckInCommand) -> News {
        use CheckInCommand as C;
        let who = asked.who;
        let check_in = &self.shared.check_in;
        let today = today_in(self.shared.people.zone(), asked.now);
        match command {
            C::Offer { rhythm } => Ok(self.offer_check_in(who, *rhythm)),
            C::Confirm { rhythm } => self.confirm_check_in(who, *rhythm),
            C::WithdrawOffer => {
                let offered = check_in.offer().is_some();
                offered.then(|| vec![CheckInEvent::OfferWithdrawn]).ok_or(Refusal::NotOffered)
            }
            C::Stop => {
                let is_held = check_in.rhythm().is_some();
                Ok(if is_held { vec![CheckInEvent::Stopped] } else { Vec::new() })
            }
            C::SayFullness { day, full, arrivals } => {
                self.named_now(*day, today)?;
                self.as_read(*arrivals)?;
                self.say_fullness(who, *full, *day)
            }
            C::TakeFullnessBack { day } => {
                let said = self.own(who).check_in.week(*day).and_then(OwnWeek::full);
                said.ok_or(Refusal::NotSealed)?;
                self.still_closed(who, *day)?;
                Ok(vec![CheckInEvent::FullnessTakenBack { day: *day }])
            }
            C::KeepLine { day, text } => {
                self.named_now(*day, today)?;
                Ok(self.keep_line(who, text.as_ref(), *day))
            }
            C::KeepNote { day, text } => {
                self.named_now(*day, today)?;
                let kept = self.own(who).check_in.week(*day).and_then(OwnWeek::note);
                let note = CheckInEvent::NoteKept { day: *day, text: text.clone() };
                Ok(if kept == text.as_ref() { Vec::new() } else { vec![note] })
            }
            C::PutAway { day } => {
                self.named_now(*day, today)?;
                let again = self.own(who).check_in.is_put_away(*day);
                Ok(if again { Vec::new() } else { vec![CheckInEvent::PutAway { day: *day }] })
            }
        }
    }

    fn offer_check_in(&self, who: MemberId, rhythm: Rhythm) -> Vec<CheckInEvent> {
        let at = Time::constant(rhythm.at.hour(), rhythm.at.minute(), 0, 0);
        let rhythm = Rhythm { at, ..rhythm };
        let check_in = &self.shared.check_in;
        if check_in.offer().is_none() && check_in.rhythm() == Some(rhythm) {
            return Vec::new();
        }
        match check_in.offer() {
            Some(offer) if offer.rhythm == rhythm && offer.confirmed.contains(&who) => Vec::new(),
            Some(offer) if offer.rhythm == rhythm => vec![CheckInEvent::Confirmed],
            _ => vec![CheckInEvent::Offered { rhythm }],
        }
    }

    /// A yes is to what was read: another offer may have come in between.
    fn confirm_check_in(&self, who: MemberId, rhythm: Rhythm) -> News {
        let offer = self.shared.check_in.offer().filter(|offer| offer.rhythm == rhythm);
        let again = offer.ok_or(Refusal::NotOffered)?.confirmed.contains(&who);
        Ok(if again { Vec::new() } else { vec![CheckInEvent::Confirmed] })
    }

    /// A press is about the check-in that its page showed, up to a day later: one over midnight
    /// still counts for the old one, and no late one for another.
    fn named_now(&self, day: Date, today: Date) -> Result<(), Refusal> {
        let check_in = &self.shared.check_in;
        let names = [today, today.saturating_sub(1.days())].map(|on| check_in.day_of(on));
        names.contains(&day).then_some(()).ok_or(Refusal::AnotherWeek)
    }

    fn still_closed(&self, who: MemberId, day: Date) -> Result<(), Refusal> {
        let opened = self.shared.check_in.week(day).and_then(|week| week.full(who));
        if opened.is_some() { Err(Refusal::AlreadyOpened) } else { Ok(()) }
    }

    /// With others here it is said to open with theirs, and opens with the last of all; the answer
    /// to whoever says it is the same until then.
    fn say_fullness(&self, who: MemberId, full: u8, day: Date) -> News {
        if full > FULL_MAX {
            return Err(Refusal::FullnessOutOfRange);
        }
        self.still_closed(who, day)?;
        let to_open = !self.shared.people.is_alone();
        if to_open && !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        let said = self.own(who).check_in.week(day);
        if said.is_some_and(|it| it.full() == Some(full) && it.is_to_open() == to_open) {
            return Ok(Vec::new());
        }
        let mut events = vec![CheckInEvent::FullnessSaid { day, full, to_open }];
        let others = self.shared.people.others_than(who).map(|(other, _)| {
            let week = self.own(other).check_in.week(day);
            let full = week.filter(|week| week.is_to_open()).and_then(OwnWeek::full);
            full.map(|full| (other, full))
        });
        let others: Option<BTreeMap<_, _>> = others.collect();
        if let Some(mut views) = others.filter(|_| to_open) {
            views.insert(who, full);
            events.push(CheckInEvent::FullnessOpened { day, views });
        }
        Ok(events)
    }

    fn keep_line(&self, who: MemberId, text: Option<&Note>, day: Date) -> Vec<CheckInEvent> {
        let week = self.shared.check_in.week(day);
        let kept = week.and_then(|week| week.lines(who).find(|(by, _)| *by == who));
        let kept = kept.map(|(_, text)| text);
        let line = CheckInEvent::LineKept { day, text: text.cloned() };
        if kept == text { Vec::new() } else { vec![line] }
    }
}
