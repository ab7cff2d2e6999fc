//! Arriving: opening a family's space, and the invited person's own first steps (R1).

use jiff::tz::TimeZoneDatabase;

use super::{Asked, Command, Decision};
use crate::event::Event;
use crate::load::fitting::{FIRST_PICTURE_CARDS, opening, propose};
use crate::load::{Card, Origin};
use crate::people::{Look, PARENTS_MAX};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::text::{Line, Note};

impl Household {
    /// What somebody may do who has not joined; `None` for every other command and for members.
    pub(super) fn decide_arriving(
        &self,
        asked: &mut Asked<'_>,
        command: &Command,
    ) -> Option<Decision> {
        if self.shared.people.member(asked.who).is_some() {
            return None;
        }
        // Their key was erased when they left; who wants to come back is invited as somebody new.
        if self.shared.people.is_former(asked.who) {
            return Some(Err(Refusal::NotAMember));
        }
        match command {
            Command::Begin { zone } => Some(self.begin(asked, zone)),
            Command::KeepAnswer { text } => Some(self.keep_answer(text)),
            Command::DropAnswer => {
                let kept = self.own(asked.who).draft.text().is_some();
                Some(Ok(if kept { vec![Event::AnswerDropped] } else { Vec::new() }))
            }
            Command::SendAnswer { text, name } => Some(self.join(text, name)),
            _ => None,
        }
    }

    fn begin(&self, asked: &mut Asked<'_>, zone: &str) -> Decision {
        if self.is_begun() {
            return Err(Refusal::AlreadyBegun);
        }
        known_zone(zone)?;
        let cards = opening(&propose(&[]), FIRST_PICTURE_CARDS)
            .into_iter()
            .map(|proposed| Card {
                id: asked.ids.card(),
                origin: Origin::Catalogue(proposed.row.id.to_owned()),
                child: None,
            })
            .collect();
        Ok(vec![
            Event::HouseholdBegun { zone: zone.to_owned() },
            Event::MemberJoined { look: Look::nth(0) },
            Event::CardsAdded { cards },
        ])
    }

    fn keep_answer(&self, text: &Note) -> Decision {
        self.room_for_one_more()?;
        Ok(vec![Event::AnswerKept { text: text.clone() }])
    }

    fn join(&self, text: &Note, name: &Line) -> Decision {
        self.room_for_one_more()?;
        let look = Look::nth(self.shared.people.parents().count());
        Ok(vec![
            Event::MemberJoined { look },
            Event::MemberNamed { name: name.clone() },
            Event::AnswerSent { text: text.clone() },
        ])
    }

    fn room_for_one_more(&self) -> Result<(), Refusal> {
        match self.shared.people.parents().count() {
            0 => Err(Refusal::NotAMember),
            1..PARENTS_MAX => Ok(()),
            _ => Err(Refusal::TooManyParents),
        }
    }
}

/// Only names the bundled time zone database knows.
pub(super) fn known_zone(zone: &str) -> Result<(), Refusal> {
    TimeZoneDatabase::bundled().get(zone).map(|_| ()).map_err(|_| Refusal::UnknownZone)
}
