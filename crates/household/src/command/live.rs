//! Living with what was agreed: the owner's way (R3), and putting down without asking (R4).

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Asked, Command, Decision};
use crate::agreement::{Holding, Living};
use crate::event::Event;
use crate::id::{CardId, MemberId};
use crate::people::zone_named;
use crate::refusal::Refusal;
use crate::state::Household;
use crate::text::Note;

/// How far ahead a card may be put down or its next time be set.
pub(crate) const DAYS_AHEAD_MAX: i32 = 400;
/// How far back a day's doing may be marked.
const DONE_DAYS_BACK_MAX: i32 = 31;

impl Household {
    pub(super) fn decide_living(&self, asked: &Asked<'_>, command: &Command) -> Decision {
        let who = asked.who;
        let today = self.today_of(who, asked.now);
        match command {
            Command::PutDownCard { card, from, instead } => {
                self.put_down(who, *card, *from, instead.as_ref(), today)
            }
            Command::TakeUpCard { card } => {
                let open = self.agreed(who, *card)?.is_open_on(today);
                open.then(|| vec![Event::CardTakenUp { card: *card, from: today }])
                    .ok_or(Refusal::NotOpen)
            }
            Command::WritePlaybook { card, text } => {
                self.mine(who, *card, today)?;
                let kept = self.living(*card).and_then(|living| living.playbooks.get(&who));
                let written = Event::PlaybookWritten { card: *card, text: text.clone() };
                Ok(if kept == text.as_ref() { Vec::new() } else { vec![written] })
            }
            Command::SetNext { card, on } => {
                self.mine(who, *card, today)?;
                within(*on, today, today.saturating_add(DAYS_AHEAD_MAX.days()))?;
                Ok(vec![Event::NextSet { card: *card, on: *on }])
            }
            Command::HaveThisToday { card } => {
                self.agreed(who, *card)?;
                let mine =
                    self.living(*card).and_then(|living| living.taken_on(today)) == Some(who);
                let taken = Event::HaveThisToday { card: *card, on: today };
                Ok(if mine { Vec::new() } else { vec![taken] })
            }
            Command::CannotToday { card } => {
                self.mine(who, *card, today)?;
                Ok(vec![Event::CannotToday { card: *card, on: today }])
            }
            Command::MarkDone { card, on } => self.mark_done(who, *card, *on, today),
            Command::TakeDoneBack { card, on } => {
                let done = self.own(who).done.times_on(*card, *on) > 0;
                done.then(|| vec![Event::DoneTakenBack { card: *card, on: *on }])
                    .ok_or(Refusal::NotDone)
            }
            _ => unreachable!("decide_as_member sends only living commands here"),
        }
    }

    /// The day it is for `who`, in their own time zone or the household's.
    pub fn today_of(&self, who: MemberId, now: Timestamp) -> Date {
        let zone = self.own(who).preferences.zone.as_deref();
        today_in(zone.unwrap_or(self.shared.people.zone()), now)
    }

    fn put_down(
        &self,
        who: MemberId,
        card: CardId,
        from: Date,
        instead: Option<&Note>,
        today: Date,
    ) -> Decision {
        self.mine_or_trusted(who, card, today)?;
        within(from, today, today.saturating_add(DAYS_AHEAD_MAX.days()))?;
        // From that day on it may be somebody else's already: theirs to put down.
        self.mine_or_trusted(who, card, from)?;
        let safety = self.shared.deck.get(card).is_some_and(|dealt| dealt.card.is_safety());
        if safety && instead.is_none() {
            return Err(Refusal::WhoHasItInstead);
        }
        Ok(vec![Event::CardPutDown { card, from, instead: instead.cloned() }])
    }

    fn mark_done(&self, who: MemberId, card: CardId, on: Date, today: Date) -> Decision {
        self.mine(who, card, today)?;
        within(on, today.saturating_sub(DONE_DAYS_BACK_MAX.days()), today)?;
        Ok(vec![Event::DoneMarked { card, on }])
    }

    fn agreed(&self, who: MemberId, card: CardId) -> Result<&Holding, Refusal> {
        self.shared.agreements.holding(card, who).ok_or(Refusal::UnknownCard)
    }

    pub(super) fn mine(&self, who: MemberId, card: CardId, day: Date) -> Result<(), Refusal> {
        let owner = self.agreed(who, card)?.owner_on(day);
        (owner == Some(who)).then_some(()).ok_or(Refusal::NotTheOwner)
    }

    /// A trusted adult has no account here: any parent may put a card down for them.
    fn mine_or_trusted(&self, who: MemberId, card: CardId, day: Date) -> Result<(), Refusal> {
        let owner = self.agreed(who, card)?.owner_on(day);
        let is_trusted = |owner| self.shared.people.trusted(owner).is_some();
        if owner.is_some_and(is_trusted) { Ok(()) } else { self.mine(who, card, day) }
    }

    pub(super) fn living(&self, card: CardId) -> Option<&Living> {
        self.shared.living.get(&card)
    }
}

/// The day it is in a time zone by name; UTC's where the name is not known any more.
pub(crate) fn today_in(zone: &str, now: Timestamp) -> Date {
    now.to_zoned(zone_named(zone)).date()
}

pub(crate) fn within(day: Date, first: Date, last: Date) -> Result<(), Refusal> {
    (first..=last).contains(&day).then_some(()).ok_or(Refusal::DateOutOfRange)
}
