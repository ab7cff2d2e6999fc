//! Trusted adults: who else carries, said in the open, and only with every parent's yes (R4).

use super::{Asked, Command, Decision};
use crate::event::Event;
use crate::id::MemberId;
use crate::people::{CARERS_MAX, PART_WHOLE, Trusted};
use crate::refusal::Refusal;
use crate::state::Household;
use crate::text::Line;

impl Household {
    pub(super) fn decide_trusting(&self, asked: &mut Asked<'_>, command: &Command) -> Decision {
        match command {
            Command::OfferTrusted { adult, name, part } => {
                self.offer_trusted(asked, *adult, name, *part)
            }
            Command::ConfirmTrusted { adult, name, part } => {
                self.confirm_trusted(asked.who, *adult, name, *part)
            }
            Command::WithdrawTrusted { adult } => {
                self.trusted(*adult)?.offer().ok_or(Refusal::NotOffered)?;
                Ok(vec![Event::TrustedWithdrawn { adult: *adult }])
            }
            Command::PartWithTrusted { adult } => {
                self.trusted(*adult)?.part().ok_or(Refusal::UnknownMember)?;
                let from = self.today_of(asked.who, asked.now);
                Ok(vec![Event::TrustedLeft { adult: *adult, from }])
            }
            Command::SetTrustedCannot { adult, card, cannot } => {
                self.card_on_table(*card)?;
                let is_so = self.trusted(*adult)?.cannot(*card) == *cannot;
                let set = Event::TrustedCannotSet { adult: *adult, card: *card, cannot: *cannot };
                Ok(if is_so { Vec::new() } else { vec![set] })
            }
            _ => unreachable!("decide_as_member sends only these commands here"),
        }
    }

    fn trusted(&self, adult: MemberId) -> Result<&Trusted, Refusal> {
        self.shared.people.trusted(adult).ok_or(Refusal::UnknownMember)
    }

    fn offer_trusted(
        &self,
        asked: &mut Asked<'_>,
        adult: Option<MemberId>,
        name: &Line,
        part: u32,
    ) -> Decision {
        if !(1..=PART_WHOLE).contains(&part) {
            return Err(Refusal::SharesOutOfRange);
        }
        let adult = if let Some(adult) = adult {
            self.trusted(adult)?;
            adult
        } else {
            let people = &self.shared.people;
            if people.parents().count() + people.all_trusted().count() >= CARERS_MAX {
                return Err(Refusal::TooManyCarers);
            }
            asked.ids.adult()
        };
        Ok(vec![Event::TrustedOffered { adult, name: name.clone(), part }])
    }

    /// A yes is to what was read: another offer may have come in between.
    fn confirm_trusted(&self, who: MemberId, adult: MemberId, name: &Line, part: u32) -> Decision {
        let offer = self.trusted(adult)?.offer();
        let offer = offer.filter(|offer| offer.name == *name && offer.part == part);
        let again = offer.ok_or(Refusal::NotOffered)?.confirmed.contains(&who);
        Ok(if again { Vec::new() } else { vec![Event::TrustedConfirmed { adult }] })
    }
}
