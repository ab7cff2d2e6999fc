//! The weekly check-in: its time, how full the week was, and the line that is kept.

use std::collections::BTreeMap;

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
        full: u8,
    },
    TakeFullnessBack,
    /// What I keep of this check-in, for all to read; none takes it away.
    KeepLine {
        text: Option<Note>,
    },
    /// What I keep of it for myself.
    KeepNote {
        text: Option<Note>,
    },
    /// Had, or left out: *Today* tells it no more.
    PutAway,
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
        let day = check_in.day_of(today);
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
            C::SayFullness { full } => self.say_fullness(who, *full, day),
            C::TakeFullnessBack => {
                let said = self.own(who).check_in.week(day).and_then(OwnWeek::full);
                said.map(|_| vec![CheckInEvent::FullnessTakenBack { day }])
                    .ok_or(Refusal::NotSealed)
            }
            C::KeepLine { text } => Ok(self.keep_line(who, text.as_ref(), day)),
            C::KeepNote { text } => {
                let kept = self.own(who).check_in.week(day).and_then(OwnWeek::note);
                let note = CheckInEvent::NoteKept { day, text: text.clone() };
                Ok(if kept == text.as_ref() { Vec::new() } else { vec![note] })
            }
            C::PutAway => {
                let again = self.own(who).check_in.is_put_away(day);
                Ok(if again { Vec::new() } else { vec![CheckInEvent::PutAway { day }] })
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

    /// With others here it is said to open with theirs, and opens with the last of all; the answer
    /// to whoever says it is the same until then.
    fn say_fullness(&self, who: MemberId, full: u8, day: Date) -> News {
        if full > FULL_MAX {
            return Err(Refusal::FullnessOutOfRange);
        }
        if self.shared.check_in.week(day).is_some_and(|week| !week.full().is_empty()) {
            return Err(Refusal::AlreadyOpened);
        }
        let to_open = !self.shared.people.is_alone();
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
        let kept = week.and_then(|week| week.lines().get(&who));
        let line = CheckInEvent::LineKept { day, text: text.cloned() };
        if kept == text { Vec::new() } else { vec![line] }
    }
}
