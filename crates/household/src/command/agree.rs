//! What parents set for the division and agree on, in the open (R4).

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Asked, Command, Decision};
use crate::agreement::{Outcome, Proposed, STANDARDS_BYTES_MAX, Term};
use crate::division::WEIGHT_MAX;
use crate::event::Event;
use crate::id::{AgreementId, CardId, MemberId};
use crate::load::CARDS_MAX;
use crate::refusal::Refusal;
use crate::state::Household;

/// Days ahead that an agreement may start, and days after its start by which it is looked at again.
const DAYS_AHEAD_MAX: i32 = 366;

impl Household {
    pub(super) fn decide_agreeing(&self, asked: &mut Asked<'_>, command: &Command) -> Decision {
        let who = asked.who;
        match command {
            Command::LockCard { card, owner } => {
                self.pictures_are_open()?;
                self.card_on_table(*card)?;
                self.may_own(*owner)?;
                Ok(vec![Event::CardLocked { card: *card, owner: *owner }])
            }
            Command::UnlockCard { card } => {
                self.card_on_table(*card)?;
                let locked = self.shared.division.locked(*card).is_some();
                Ok(if locked { vec![Event::CardUnlocked { card: *card }] } else { Vec::new() })
            }
            Command::SetCardAside { card, how } => {
                self.pictures_are_open()?;
                self.card_on_table(*card)?;
                Ok(vec![Event::CardSetAside { card: *card, how: *how }])
            }
            Command::BringCardBack { card } => {
                let aside = self.shared.division.set_aside(*card).is_some();
                Ok(if aside { vec![Event::CardBroughtBack { card: *card }] } else { Vec::new() })
            }
            Command::OfferShares { weights } => self.offer_shares(weights),
            Command::ConfirmShares { weights } => self.confirm_shares(who, weights),
            Command::MakeSharesEqual => Ok(vec![Event::SharesMadeEqual]),
            Command::ProposeAgreement { terms, start, review } => {
                self.propose(asked, terms, *start, *review)
            }
            Command::ConfirmAgreement { agreement } => self.confirm(who, *agreement),
            Command::WithdrawAgreement { agreement } => {
                self.offered(*agreement)?;
                Ok(vec![Event::AgreementWithdrawn { agreement: *agreement }])
            }
            Command::EndAgreement { agreement } => self.end(asked, *agreement),
            _ => unreachable!("decide_as_member sends only agreeing commands here"),
        }
    }

    fn may_own(&self, owner: MemberId) -> Result<(), Refusal> {
        self.shared.people.may_own(owner).then_some(()).ok_or(Refusal::UnknownMember)
    }

    fn pictures_are_open(&self) -> Result<(), Refusal> {
        self.shared.pictures.as_ref().map(|_| ()).ok_or(Refusal::PicturesFirst)
    }

    fn offer_shares(&self, weights: &BTreeMap<MemberId, u32>) -> Decision {
        self.pictures_are_open()?;
        if !weights.keys().copied().eq(self.shared.people.parent_ids()) {
            return Err(Refusal::UnknownMember);
        }
        if !weights.values().all(|weight| (1..=WEIGHT_MAX).contains(weight)) {
            return Err(Refusal::SharesOutOfRange);
        }
        Ok(vec![Event::SharesOffered { weights: weights.clone() }])
    }

    /// A yes is to the shares that were read: another offer may have come in between.
    fn confirm_shares(&self, who: MemberId, weights: &BTreeMap<MemberId, u32>) -> Decision {
        let offer = self.shared.division.shares_offer();
        let offer = offer.filter(|offer| offer.weights == *weights);
        let offer = offer.ok_or(Refusal::NoSharesOffered)?;
        let again = offer.confirmed.contains(&who);
        Ok(if again { Vec::new() } else { vec![Event::SharesConfirmed] })
    }

    fn propose(
        &self,
        asked: &mut Asked<'_>,
        terms: &BTreeMap<CardId, Term>,
        start: Date,
        review: Date,
    ) -> Decision {
        // Alone there is nobody to say it back: the one who was to may have left.
        if !self.shared.people.is_alone() && !self.shared.talk.all_said_back() {
            return Err(Refusal::SayBackFirst);
        }
        if terms.is_empty() {
            return Err(Refusal::EmptyAgreement);
        }
        let standards = terms.values().filter_map(|term| term.standard.as_ref());
        if standards.map(|standard| standard.as_str().len()).sum::<usize>() > STANDARDS_BYTES_MAX {
            return Err(Refusal::AgreementTooLong);
        }
        for (card, term) in terms {
            self.card_on_table(*card)?;
            if let Outcome::Owner(owner) = term.outcome {
                self.may_own(owner)?;
            }
        }
        let today = self.today_of(asked.who, asked.now);
        if start < today || start > today.saturating_add(DAYS_AHEAD_MAX.days()) {
            return Err(Refusal::StartTooFar);
        }
        if review <= start || review > start.saturating_add(DAYS_AHEAD_MAX.days()) {
            return Err(Refusal::ReviewBeforeStart);
        }
        let mut all = self.terms_on(asked.who, start);
        all.extend(terms.iter().map(|(card, term)| (*card, term.clone())));
        if all.len() > CARDS_MAX {
            return Err(Refusal::TooManyCards);
        }
        let id = asked.ids.agreement();
        let agreement = Proposed { id, terms: all, start, review };
        Ok(vec![Event::AgreementProposed { agreement }])
    }

    /// What holds on `day` already, so that a change of one card is a whole new version. Only what
    /// everyone here agreed to: what one parent settled alone, before another joined, stays theirs.
    fn terms_on(&self, who: MemberId, day: Date) -> BTreeMap<CardId, Term> {
        self.shared
            .agreements
            .holdings(who)
            .filter(|(card, holding)| {
                self.shared.deck.on_table(*card).is_some()
                    && self.shared.people.parent_ids().all(|id| holding.parents().contains(&id))
            })
            .map(|(card, holding)| {
                let outcome = match (holding.let_go_from(day), holding.owner_from(day)) {
                    (Some(how), _) => Outcome::LetGo(how),
                    (None, Some(owner)) => Outcome::Owner(owner),
                    (None, None) => Outcome::Open,
                };
                (card, Term { outcome, standard: holding.standard_from(day).cloned() })
            })
            .collect()
    }

    fn offered(&self, id: AgreementId) -> Result<&crate::agreement::Offer, Refusal> {
        let offer = self.shared.agreements.offer().filter(|offer| offer.proposed.id == id);
        offer.ok_or(Refusal::NoSuchAgreement)
    }

    fn confirm(&self, who: MemberId, id: AgreementId) -> Decision {
        let offer = self.offered(id)?;
        if offer.confirmed.contains(&who) {
            return Err(Refusal::AlreadyConfirmed);
        }
        let mut confirmed = offer.confirmed.clone();
        confirmed.insert(who);
        let mut events = vec![Event::AgreementConfirmed { agreement: id }];
        if self.shared.people.parent_ids().all(|parent| confirmed.contains(&parent)) {
            events.push(Event::AgreementMade { agreement: id });
        }
        Ok(events)
    }

    fn end(&self, asked: &Asked<'_>, id: AgreementId) -> Decision {
        let agreement = self.shared.agreements.in_force(asked.who);
        let agreement =
            agreement.filter(|a| a.proposed.id == id).ok_or(Refusal::NoSuchAgreement)?;
        let stays: BTreeSet<_> = agreement
            .proposed
            .terms
            .keys()
            .filter(|card| self.shared.deck.get(**card).is_some_and(|dealt| dealt.card.is_safety()))
            .copied()
            .collect();
        let from = self.today_of(asked.who, asked.now);
        Ok(vec![Event::AgreementEnded { agreement: id, from, stays }])
    }
}
