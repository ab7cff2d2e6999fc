//! Time alone with the children: proposing it, the sheet, and what is kept of it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::live::today_in;
use super::{Asked, Decision};
use crate::event::{Class, Event};
use crate::id::{ChildId, LinkHash, MemberId, SoloId};
use crate::people::{CHILDREN_MAX, People};
use crate::refusal::Refusal;
use crate::solo::{
    AHEAD_DAYS_MAX, InCharge, Lines, Occurrence, Plan, Remembered, SoloEvent, SoloTime, Standing,
    TIMES_MAX, may_plan_with,
};
use crate::state::Household;
use crate::text::Note;

type News = Result<Vec<SoloEvent>, Refusal>;

/// What can be done about a time alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SoloCommand {
    /// In place of another one that was not agreed, perhaps.
    Propose {
        plan: Plan,
        instead_of: Option<SoloId>,
    },
    /// Yes to exactly this.
    Agree {
        id: SoloId,
    },
    /// Taken back, or called off; any of those it is between may.
    Withdraw {
        id: SoloId,
    },
    /// *Not now*: told to nobody.
    PutAway {
        id: SoloId,
    },
    DraftSheet {
        id: SoloId,
        lines: Lines,
    },
    ShareSheet {
        id: SoloId,
        lines: Lines,
    },
    /// A link to the sheet, in place of one of before. `nth` is how many were made before it.
    MakeLink {
        id: SoloId,
        nth: u32,
        hash: LinkHash,
    },
    RevokeLink {
        id: SoloId,
    },
    /// We are together again. For whoever is in charge, and whoever is off.
    EndQuiet {
        id: SoloId,
    },
    /// One's line about the time that began on a day; none takes it away.
    Remember {
        id: SoloId,
        day: Date,
        text: Option<Note>,
    },
}

impl Household {
    pub(super) fn decide_solo(&self, asked: &mut Asked<'_>, command: &SoloCommand) -> Decision {
        let news = self.solo_news(asked, command)?;
        Ok(news.into_iter().map(Event::Solo).collect())
    }

    fn solo_news(&self, asked: &mut Asked<'_>, command: &SoloCommand) -> News {
        let who = asked.who;
        match command {
            SoloCommand::Propose { plan, instead_of } => {
                self.propose_time(asked, plan, *instead_of)
            }
            SoloCommand::Agree { id } => {
                let standing = self.time(who, *id)?.standing(who, &self.shared.people);
                let waits = standing == Standing::Asked;
                Ok(if waits { vec![SoloEvent::Agreed { id: *id }] } else { Vec::new() })
            }
            SoloCommand::Withdraw { id } => {
                self.time(who, *id)?;
                Ok(vec![SoloEvent::Withdrawn { id: *id }])
            }
            SoloCommand::PutAway { id } => {
                self.time(who, *id)?;
                let again = self.own(who).solo.is_put_away(*id);
                Ok(if again { Vec::new() } else { vec![SoloEvent::PutAway { id: *id }] })
            }
            SoloCommand::DraftSheet { id, lines } => {
                let lines = self.lines_for(who, *id, lines)?;
                Ok(self.draft(who, *id, lines))
            }
            SoloCommand::ShareSheet { id, lines } => self.share_sheet(asked, *id, lines),
            SoloCommand::MakeLink { id, nth, hash } => {
                let (time, people) = (self.time(who, *id)?, &self.shared.people);
                let other = matches!(time.plan.in_charge, InCharge::Other(_));
                let sheet = time.sheet(who, people, asked.now);
                if !other || sheet.is_none() || !time.may_plan(who, people) {
                    return Err(Refusal::ShareSheetFirst);
                }
                // Where another was made meanwhile, that one stands: nobody had seen it.
                let is_next = time.links_made() == *nth;
                let made = is_next.then_some(SoloEvent::LinkMade { id: *id, hash: *hash });
                Ok(made.into_iter().collect())
            }
            SoloCommand::RevokeLink { id } => {
                let has = self.time(who, *id)?.link().is_some();
                Ok(if has { vec![SoloEvent::LinkRevoked { id: *id }] } else { Vec::new() })
            }
            SoloCommand::EndQuiet { id } => self.end_quiet(asked, *id),
            SoloCommand::Remember { id, day, text } => {
                self.remember(asked, *id, *day, text.as_ref())
            }
        }
    }

    fn propose_time(&self, asked: &mut Asked<'_>, plan: &Plan, instead_of: Option<SoloId>) -> News {
        let (who, people) = (asked.who, &self.shared.people);
        let today = today_in(people.zone(), asked.now);
        let before = instead_of.map(|before| self.time(who, before)).transpose()?;
        if before.is_some_and(|time| time.standing(who, people) == Standing::Agreed) {
            return Err(Refusal::NoSuchTime);
        }
        // What is over stays, with what was kept of it: the new one comes in no place of it.
        let before = before.filter(|time| time.coming(asked.now).is_some());
        let instead_of = instead_of.filter(|_| before.is_some());
        may_plan(who, &plan.children, before, people)?;
        if let InCharge::Parent(parent) = plan.in_charge
            && people.member(parent).is_none()
        {
            return Err(Refusal::UnknownMember);
        }
        let when = plan.when;
        let is_ahead = when.coming(asked.now, &people.time_zone()).is_some()
            && today.until(when.from.date()).is_ok_and(|span| span.get_days() <= AHEAD_DAYS_MAX);
        if !when.is_sound() || !is_ahead {
            return Err(Refusal::TimeDoesNotFit);
        }
        let open = self.shared.solo.count_open(who, people, asked.now);
        if instead_of.is_none() && open >= TIMES_MAX {
            return Err(Refusal::TooManyTimes);
        }
        let id = asked.ids.solo();
        Ok(vec![SoloEvent::Proposed { id, plan: plan.clone(), instead_of }])
    }

    /// What a sheet for this time can hold.
    fn lines_for(&self, who: MemberId, id: SoloId, lines: &Lines) -> Result<Lines, Refusal> {
        let fields = self.time(who, id)?.plan.in_charge.fields();
        let lines = lines.iter().filter(|(field, _)| fields.contains(field));
        Ok(lines.map(|(field, text)| (*field, text.clone())).collect())
    }

    fn draft(&self, who: MemberId, id: SoloId, lines: Lines) -> Vec<SoloEvent> {
        let again = self.own(who).solo.sheet(id) == Some(&lines);
        if again { Vec::new() } else { vec![SoloEvent::SheetDrafted { id, lines }] }
    }

    /// What was shared is its author's to write again. Their own, emptied, is shared no more.
    fn share_sheet(&self, asked: &Asked<'_>, id: SoloId, lines: &Lines) -> News {
        let (who, people) = (asked.who, &self.shared.people);
        let lines = self.lines_for(who, id, lines)?;
        let time = self.time(who, id)?;
        if !time.may_write_sheet(who, people) {
            return Err(Refusal::NotTheOwner);
        }
        let mine = time.shared_sheet().filter(|sheet| sheet.by == who);
        if lines.is_empty() && mine.is_none() {
            return Err(Refusal::EmptySheet);
        }
        let again = mine.is_some_and(|sheet| sheet.lines == lines);
        let mut events = self.draft(who, id, lines.clone());
        if !again {
            events.push(SoloEvent::SheetShared { id, lines });
        }
        Ok(events)
    }

    fn end_quiet(&self, asked: &Asked<'_>, id: SoloId) -> News {
        let time = self.time(asked.who, id)?;
        let now = time.at(asked.now);
        let day = now.map(Occurrence::day).filter(|day| !time.has_ended(*day));
        let agreed = time.standing(asked.who, &self.shared.people) == Standing::Agreed;
        let ended = day.filter(|_| agreed).map(|day| SoloEvent::QuietEnded { id, day });
        Ok(ended.into_iter().collect())
    }

    /// With the children, for those who decide for them; for oneself, while it is one's own. There
    /// is one of a day: it moves to where its writer is told that it lies.
    fn remember(&self, asked: &Asked<'_>, id: SoloId, day: Date, text: Option<&Note>) -> News {
        let who = asked.who;
        let Some(text) = text else { return Ok(self.forget_line(who, id, day)) };
        let (time, people) = (self.time(who, id)?, &self.shared.people);
        let one = time.plan.when.on(day);
        if one.is_none_or(|one| one.moments(&time.zone()).0 > asked.now) {
            return Err(Refusal::DateOutOfRange);
        }
        let agreed = time.standing(who, people) == Standing::Agreed;
        let of = if agreed { Class::Shared } else { Class::Own };
        let lines = self.lines_of(who, id, day);
        let elsewhere = lines.iter().filter(|(class, _)| *class != of);
        let mut events: Vec<_> = elsewhere.map(|(class, line)| gone(*class, line)).collect();
        if !lines.iter().any(|(class, line)| *class == of && line.text == *text) {
            let children = time.plan.children.clone();
            events.push(keeping(of, id, day, (children, Some(text.clone()))));
        }
        Ok(events)
    }

    /// One's line goes, wherever it lies, also where the time is gone.
    fn forget_line(&self, who: MemberId, id: SoloId, day: Date) -> Vec<SoloEvent> {
        self.lines_of(who, id, day).into_iter().map(|(class, line)| gone(class, line)).collect()
    }

    /// One's line of a day, and whether it is with the children or for oneself.
    fn lines_of(&self, who: MemberId, id: SoloId, day: Date) -> Vec<(Class, &Remembered)> {
        let shared = self.shared.solo.line_by(who, id, day).map(|line| (Class::Shared, line));
        let own = self.own(who).solo.line(id, day).map(|line| (Class::Own, line));
        shared.into_iter().chain(own).collect()
    }

    fn time(&self, who: MemberId, id: SoloId) -> Result<&SoloTime, Refusal> {
        self.shared.solo.get(id, who, &self.shared.people).ok_or(Refusal::NoSuchTime)
    }
}

/// Who decides for a child plans with them; any parent, where nobody here does; and who is part of
/// a time suggests another one with the same children.
fn may_plan(
    who: MemberId,
    children: &BTreeSet<ChildId>,
    before: Option<&SoloTime>,
    people: &People,
) -> Result<(), Refusal> {
    let may = |id: &ChildId| {
        let of_before = before.is_some_and(|time| time.plan.children.contains(id));
        people.child(*id).is_some() && (of_before || may_plan_with(who, *id, people))
    };
    let fits = (1..=CHILDREN_MAX).contains(&children.len()) && children.iter().all(may);
    fits.then_some(()).ok_or(Refusal::UnknownChild)
}

fn gone(class: Class, line: &Remembered) -> SoloEvent {
    keeping(class, line.time, line.day, (line.children.clone(), None))
}

/// A line that is kept with the children, or for oneself.
fn keeping(
    class: Class,
    id: SoloId,
    day: Date,
    (children, text): (BTreeSet<ChildId>, Option<Note>),
) -> SoloEvent {
    match class {
        Class::Shared => SoloEvent::Remembered { id, day, children, text },
        Class::Own => SoloEvent::KeptForMe { id, day, children, text },
    }
}
