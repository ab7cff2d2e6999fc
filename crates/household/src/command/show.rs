//! Not knowing how yet: a card is asked to be shown once, walked through, and then its owner's own.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::live::within;
use super::{Asked, Command, Decision};
use crate::event::Event;
use crate::id::{CardId, MemberId};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::text::Note;

/// Longest that questions stay welcome, in days.
const QUESTION_DAYS_MAX: i32 = 28;

impl Household {
    pub(super) fn decide_showing(&self, asked: &Asked<'_>, command: &Command) -> Decision {
        let who = asked.who;
        let today = self.today_of(who, asked.now);
        match command {
            Command::AskToBeShown { card } => self.ask_to_be_shown(who, *card, today),
            Command::CloseShown { card, of } => {
                // The one who asked, or the one who shows it.
                let may = *of == who || self.may_show(who, *card, today);
                (may && self.asks_to_be_shown(*card, *of))
                    .then(|| vec![Event::ShownOnceClosed { card: *card, of: *of }])
                    .ok_or(Refusal::NotAsked)
            }
            Command::Show { card, of, until, way } => {
                within(*until, today, today.saturating_add(QUESTION_DAYS_MAX.days()))?;
                self.show(who, *card, of, *until, way.as_ref(), today)
            }
            Command::CopyPlaybook { card, of } => self.copy_playbook(who, *card, *of, today),
            _ => unreachable!("decide_as_member sends only commands about showing here"),
        }
    }

    fn ask_to_be_shown(&self, who: MemberId, card: CardId, today: Date) -> Decision {
        self.card_on_table(card)?;
        if self.shared.people.is_alone() {
            return Err(Refusal::NobodyToOpenWith);
        }
        // A trusted adult has no page here: what is asked of them would reach nobody.
        let owner = self.shared.agreements.owner_on(card, who, today);
        if owner.is_some_and(|owner| self.shared.people.trusted(owner).is_some()) {
            return Err(Refusal::OwnerHasNoPage);
        }
        let again = self.asks_to_be_shown(card, who);
        Ok(if again { Vec::new() } else { vec![Event::ShownOnceAsked { card }] })
    }

    /// Who shows it writes their own way down with it: as its owner, or because nobody owns it.
    fn show(
        &self,
        who: MemberId,
        card: CardId,
        of: &BTreeSet<MemberId>,
        until: Date,
        way: Option<&Note>,
        today: Date,
    ) -> Decision {
        let all_asked = of.iter().all(|of| *of != who && self.asks_to_be_shown(card, *of));
        if of.is_empty() || !all_asked || !self.may_show(who, card, today) {
            return Err(Refusal::NotAsked);
        }
        let kept = self.living(card).and_then(|living| living.playbooks.get(&who));
        let written = Event::PlaybookWritten { card, text: way.cloned() };
        let mut events: Vec<_> = (kept != way).then_some(written).into_iter().collect();
        events.extend(of.iter().map(|of| Event::ShownOnce { card, of: *of, until }));
        Ok(events)
    }

    /// Only a start is copied: nobody's own words are written over.
    fn copy_playbook(&self, who: MemberId, card: CardId, of: MemberId, today: Date) -> Decision {
        self.mine(who, card, today)?;
        let ways = self.living(card).map(|living| &living.playbooks);
        let own = ways.and_then(|ways| ways.get(&who));
        let theirs = ways.and_then(|ways| ways.get(&of)).filter(|_| own.is_none());
        let text = theirs.ok_or(Refusal::NoWayToCopy)?;
        Ok(vec![Event::PlaybookWritten { card, text: Some(text.clone()) }])
    }

    fn asks_to_be_shown(&self, card: CardId, of: MemberId) -> bool {
        self.living(card).is_some_and(|living| living.to_be_shown.contains(&of))
    }

    /// Whoever owns it; anybody, where nobody does.
    fn may_show(&self, who: MemberId, card: CardId, today: Date) -> bool {
        let owner = self.shared.agreements.owner_on(card, who, today);
        owner.is_none_or(|owner| owner == who)
    }
}
