//! Trusted adults: who else carries, said in the open, and only with every parent's yes (R4).

use jiff::civil::Date;

use super::{Asked, Command, Decision};
use crate::event::Event;
use crate::id::MemberId;
use crate::people::{CARERS_MAX, PART_WHOLE, Trusted, TrustedOffer};
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
                let trusted = self.trusted(*adult)?;
                trusted.offer().ok_or(Refusal::NotOffered)?;
                // Who carried already, and was put forward anew to somebody who joined, goes with
                // their cards.
                if trusted.part().is_none() && self.shared.agreements.is_owner(*adult) {
                    return self.part_with(*adult, self.today_of(asked.who, asked.now));
                }
                Ok(vec![Event::TrustedWithdrawn { adult: *adult }])
            }
            Command::PartWithTrusted { adult } => {
                self.trusted(*adult)?.part().ok_or(Refusal::UnknownMember)?;
                self.part_with(*adult, self.today_of(asked.who, asked.now))
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
            // One parent alone divides with somebody who is not here yet.
            let parents = people.parents().count().max(2);
            if parents + people.all_trusted().count() >= CARERS_MAX {
                return Err(Refusal::TooManyCarers);
            }
            asked.ids.adult()
        };
        // The same again is a yes to it.
        let same = |offer: &&TrustedOffer| offer.name == *name && offer.part == part;
        let offer = self.shared.people.trusted(adult).and_then(Trusted::offer);
        Ok(match offer.filter(same) {
            Some(offer) if offer.confirmed.contains(&asked.who) => Vec::new(),
            Some(_) => vec![Event::TrustedConfirmed { adult }],
            None => vec![Event::TrustedOffered { adult, name: name.clone(), part }],
        })
    }

    /// Their cards become open; one that keeps a child safe is put down first, which asks who has
    /// it instead (R4).
    fn part_with(&self, adult: MemberId, from: Date) -> Decision {
        let deck = &self.shared.deck;
        let keeps_safe = |card| deck.get(card).is_some_and(|dealt| dealt.card.is_safety());
        if self.shared.agreements.owned_from(adult, from).any(keeps_safe) {
            return Err(Refusal::SafetyCardsFirst);
        }
        Ok(vec![Event::TrustedLeft { adult, from }])
    }

    /// A yes is to what was read: another offer may have come in between.
    fn confirm_trusted(&self, who: MemberId, adult: MemberId, name: &Line, part: u32) -> Decision {
        let offer = self.trusted(adult)?.offer();
        let offer = offer.filter(|offer| offer.name == *name && offer.part == part);
        let again = offer.ok_or(Refusal::NotOffered)?.confirmed.contains(&who);
        Ok(if again { Vec::new() } else { vec![Event::TrustedConfirmed { adult }] })
    }
}
