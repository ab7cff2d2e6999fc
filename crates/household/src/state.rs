//! A household's state: what its events add up to.

mod snapshot;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use snapshot::Snapshot;

use crate::agreement::{Agreements, Living};
use crate::check_in::{CheckIn, CheckInEvent, OwnCheckIn};
use crate::children::{ChildPages, Knowing, KnowingEvent, Known};
use crate::decisions::{Decisions, OwnDecisions};
use crate::directory::Directory;
use crate::division::Settings;
use crate::event::{Class, DataKey, Event, Recorded};
use crate::first_session::{self, FirstSession};
use crate::id::{CardId, LinkHash, MemberId};
use crate::load::Deck;
use crate::people::{People, Preferences, unreachable_event};
use crate::plan::Plan;
use crate::rules::{HouseRules, OwnRules, RulesEvent};
use crate::seen::Seen;
use crate::solo::{Linked, OwnSolo, Quiet, Solo};
use crate::sort::{Pictures, Sort};
use crate::talk::expectations::{Expectations, ExpectationsEvent, Opened};
use crate::talk::listening::{Asks, OwnTalks};
use crate::talk::thanks::{Drawer, Shelf};
use crate::talk::{Draft, Preparation, Talk, TalkEvent};
use crate::today::{DoneLog, Steps};

/// One family's whole state. Only [`Household::decide`] may look at all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Household {
    pub(crate) shared: Shared,
    pub(crate) own: BTreeMap<MemberId, Own>,
}

/// What every member may see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// How many shared events there were under the household's own key: the count of those under a
    /// member's key would change when that key is erased.
    pub version: u64,
    /// Of those that not every member may know of, how many each may.
    told: BTreeMap<MemberId, u64>,
    pub people: People,
    pub deck: Deck,
    pub talk: Talk,
    pub talks: Asks,
    pub thanks: Shelf,
    pub expectations: Opened,
    pub pictures: Option<Pictures>,
    pub division: Settings,
    pub agreements: Agreements,
    pub living: BTreeMap<CardId, Living>,
    pub check_in: CheckIn,
    pub children: ChildPages,
    pub known: Known,
    pub rules: HouseRules,
    pub decisions: Decisions,
    pub solo: Solo,
    pub directory: Directory,
    pub first_session: FirstSession,
}

/// What one member alone may see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// How many own events there were.
    pub version: u64,
    pub other_called: Option<crate::text::Line>,
    pub preferences: Preferences,
    pub draft: Draft,
    pub talks: OwnTalks,
    pub preparation: Preparation,
    pub drawer: Drawer,
    pub expectations: Expectations,
    pub sort: Sort,
    pub plan: Plan,
    pub done: DoneLog,
    pub steps: Steps,
    pub check_in: OwnCheckIn,
    pub knowing: Knowing,
    pub rules: OwnRules,
    pub decisions: OwnDecisions,
    pub solo: OwnSolo,
}

impl Household {
    /// Folds one event in. Cannot fail: what may happen was decided before it was written down.
    pub fn apply(&mut self, recorded: &Recorded) {
        let by = recorded.by;
        match (recorded.event.class(), recorded.data_key()) {
            (Class::Shared, DataKey::Household) => self.shared.count(recorded),
            (Class::Shared, DataKey::Member(_)) => {}
            (Class::Own, _) => self.own_of(by).version += 1,
        }
        match (&recorded.event, recorded.event.class()) {
            (Event::MemberJoined { .. }, _) => {
                self.shared.people.apply(recorded);
                self.start_clean();
            }
            (Event::MemberLeft { from }, _) => self.leave(recorded, *from),
            (Event::TrustedLeft { adult, from }, _) => {
                self.shared.people.apply(recorded);
                self.shared.division.forget(*adult);
                self.shared.agreements.leave(*adult, *from);
            }
            (Event::AnswerSent { text }, _) => {
                self.own_of(by).draft = Draft::default();
                let audience = self.shared.people.parent_ids().collect();
                self.shared.talk.send(by, text, recorded.at, audience);
            }
            (Event::PicturesOpened { cards, hours_a_week }, _) => {
                self.shared.pictures.get_or_insert_default().add(recorded.at, cards, *hours_a_week);
                for own in self.own.values_mut() {
                    own.sort.opened(cards);
                }
            }
            (Event::CheckIn(CheckInEvent::FullnessOpened { day, .. }), _) => {
                self.shared.apply(recorded);
                self.own.values_mut().for_each(|own| own.check_in.opened(*day));
            }
            (Event::Expectations(ExpectationsEvent::Opened { set, statements }), _) => {
                self.shared.apply(recorded);
                self.own.values_mut().for_each(|own| own.expectations.opened(*set, statements));
            }
            (Event::Rules(RulesEvent::Opened { scenario, .. }), _) => {
                self.shared.apply(recorded);
                self.own.values_mut().for_each(|own| own.rules.opened(*scenario));
            }
            (Event::Decisions(event), _) => self.apply_decisions(recorded, event),
            (Event::Talk(event), Class::Shared) => {
                self.shared.apply(recorded);
                if let Some(own) = self.own.get_mut(&by) {
                    own.talks.take_up(event);
                }
            }
            (
                Event::ChildChanged { .. }
                | Event::ChildRemoved { .. }
                | Event::Knowing(KnowingEvent::Opened { .. }),
                _,
            ) => self.apply_about_child(recorded),
            (Event::Solo(event), Class::Own) => self.own_of(by).solo.apply(by, event),
            (event, Class::Own) => self.own_of(by).apply(event),
            (_, Class::Shared) => self.shared.apply(recorded),
        }
    }

    fn leave(&mut self, recorded: &Recorded, from: Date) {
        let by = recorded.by;
        self.stop_opening_with(by);
        self.shared.people.apply(recorded);
        self.shared.talk.forget(by);
        self.shared.talks.forget(by);
        self.shared.division = Settings::default();
        self.shared.agreements.leave(by, from);
        self.shared.check_in.leave(by);
        self.shared.expectations.leave(by, &self.shared.people);
        self.shared.people_changed();
        self.shared.rules.leave(by, &self.shared.people);
        self.shared.solo.leave(by);
        self.shared.first_session.end();
        for living in self.shared.living.values_mut() {
            living.leave(by);
        }
        self.own.remove(&by);
        for own in self.own.values_mut() {
            own.sort.wait();
            own.expectations.wait();
            own.check_in.wait();
            own.rules.wait();
        }
        self.stop_asking(by);
    }

    /// What `who` may see; `None` for somebody who has not joined.
    pub fn seen_by(&self, who: MemberId) -> Option<Seen<'_>> {
        let own = self.own.get(&who).unwrap_or(Own::none());
        self.shared.people.member(who).map(|_| Seen { me: who, shared: &self.shared, own })
    }

    /// What somebody set for themselves, to be read while their own page is made.
    pub fn preferences_of(&self, who: MemberId) -> &Preferences {
        &self.own(who).preferences
    }

    /// An invited person's answer that they kept, and how many own events they have: all that is
    /// theirs before they join, to be read while their own page is made.
    pub fn draft_of(&self, who: MemberId) -> (&Draft, u64) {
        let own = self.own(who);
        (&own.draft, own.version)
    }

    /// One member's own part. Never for a page: pages get a [`Seen`].
    pub(crate) fn own(&self, who: MemberId) -> &Own {
        self.own.get(&who).unwrap_or(Own::none())
    }

    /// What a link to a care sheet shows now, to whoever holds it; with who is in it.
    pub fn linked_sheet(&self, hash: LinkHash, now: Timestamp) -> Option<(&People, Linked<'_>)> {
        let people = &self.shared.people;
        self.shared.solo.linked(hash, now).map(|linked| (people, linked))
    }

    /// What a link to a sheet for a first session shows now; with who is in it.
    pub fn linked_session(
        &self,
        hash: LinkHash,
        now: Timestamp,
    ) -> Option<(&People, first_session::Linked<'_>)> {
        let people = &self.shared.people;
        self.shared.first_session.linked(hash, people, now).map(|linked| (people, linked))
    }

    /// Whether anything has happened here.
    pub fn is_begun(&self) -> bool {
        self.shared.version > 0
    }

    /// Whether everyone has left.
    pub fn is_deserted(&self) -> bool {
        self.is_begun() && self.shared.people.parents().next().is_none()
    }

    /// Whether `who` was a member here and left.
    pub fn has_left(&self, who: MemberId) -> bool {
        self.shared.people.is_former(who)
    }

    /// Whoever joins finds nothing decided about them, and no answer that was opened to others than
    /// them: what was told before opens again when everyone, the new one too, has sealed theirs.
    fn start_clean(&mut self) {
        self.shared.agreements.start_clean();
        self.shared.division = Settings::default();
        self.shared.pictures = None;
        self.shared.expectations.start_clean();
        self.shared.check_in.start_clean();
        self.shared.rules.start_clean();
        self.shared.first_session.end();
        for own in self.own.values_mut() {
            own.sort.start_clean();
            own.expectations.start_clean();
            own.rules.start_clean();
            own.check_in.wait();
        }
    }

    pub(crate) fn own_of(&mut self, who: MemberId) -> &mut Own {
        self.own.entry(who).or_default()
    }
}

impl Shared {
    /// How many shared events `me` may know of.
    pub(crate) fn version_for(&self, me: MemberId) -> u64 {
        self.version + self.told.get(&me).copied().unwrap_or_default()
    }

    fn count(&mut self, recorded: &Recorded) {
        match self.between(recorded) {
            None => self.version += 1,
            Some(these) => these.into_iter().for_each(|of| *self.told.entry(of).or_default() += 1),
        }
    }

    /// Whether a card is there to be divided: told by all, not left out, and not done by somebody
    /// who carries nothing else here, unless it is kept with one who does.
    pub fn is_divided(&self, card: CardId) -> bool {
        let Some(pictures) = &self.pictures else { return false };
        pictures.card(card).is_some()
            && self.division.set_aside(card).is_none()
            && (!pictures.is_done_elsewhere(card) || self.division.locked(card).is_some())
    }

    /// The time alone with the children in which `who` is off now.
    pub fn quiet(&self, who: MemberId, now: Timestamp) -> Option<Quiet<'_>> {
        self.solo.quiet(who, &self.people, now)
    }

    /// What changes the shared part alone.
    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::HouseholdBegun { .. }
            | Event::MemberNamed { .. }
            | Event::LookChosen { .. }
            | Event::ZoneSet { .. }
            | Event::ChildAdded { .. }
            | Event::TrustedOffered { .. }
            | Event::TrustedConfirmed { .. }
            | Event::TrustedWithdrawn { .. }
            | Event::TrustedCannotSet { .. } => self.people.apply(recorded),
            Event::ChildChanged { .. } | Event::ChildRemoved { .. } => {
                self.people.apply(recorded);
                self.people_changed();
            }
            Event::CardsAdded { .. }
            | Event::CardRenamed { .. }
            | Event::CardRemoved { .. }
            | Event::CardRestored { .. } => self.deck.apply(&recorded.event),
            Event::SaidBack { .. } | Event::SaidBackHeard | Event::SaidBackNotQuite { .. } => {
                self.talk.apply(recorded);
            }
            Event::CardLocked { .. }
            | Event::CardUnlocked { .. }
            | Event::CardSetAside { .. }
            | Event::CardBroughtBack { .. }
            | Event::SharesOffered { .. }
            | Event::SharesConfirmed
            | Event::SharesMadeEqual => {
                let parents = self.people.parents().count();
                self.division.apply(recorded.by, &recorded.event, parents);
            }
            Event::AgreementProposed { .. }
            | Event::AgreementConfirmed { .. }
            | Event::AgreementWithdrawn { .. }
            | Event::AgreementMade { .. }
            | Event::AgreementEnded { .. }
            | Event::CardPutDown { .. }
            | Event::CardTakenUp { .. } => self.agreements.apply(recorded),
            Event::PlaybookWritten { card, .. }
            | Event::NextSet { card, .. }
            | Event::HaveThisToday { card, .. }
            | Event::CannotToday { card, .. }
            | Event::ShownOnceAsked { card }
            | Event::ShownOnceClosed { card, .. }
            | Event::ShownOnce { card, .. } => {
                self.living.entry(*card).or_default().apply(recorded);
            }
            _ => self.apply_of_room(recorded),
        }
    }

    /// The same, of a room with events of its own.
    fn apply_of_room(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Knowing(event) => self.known.apply(recorded, event, &self.people),
            Event::ChildPage(event) => self.children.apply(recorded, event, &self.people),
            Event::Talk(event) => self.talks.apply(recorded, event),
            Event::CheckIn(event) => {
                let here = self.people.parent_ids().collect();
                self.check_in.apply(recorded.by, event, &here);
            }
            Event::Thanks(event) => self.thanks.apply(recorded, event),
            Event::Solo(event) => self.solo.apply(recorded, event, &self.people),
            Event::Expectations(event) => self.expectations.apply(recorded, event),
            Event::Rules(event) => self.rules.apply(recorded, event),
            Event::Directory(event) => self.directory.apply(event),
            Event::FirstSession(event) => self.first_session.apply(recorded, event),
            other => unreachable_event(other),
        }
    }
}

impl Own {
    /// What changes its author's own part alone.
    fn apply(&mut self, event: &Event) {
        match event {
            Event::OtherCalled { name } => self.other_called = Some(name.clone()),
            Event::PreferencesSet { preferences } => self.preferences = preferences.clone(),
            Event::AnswerKept { text } => self.draft.keep(text),
            Event::AnswerDropped => self.draft = Draft::default(),
            Event::Talk(TalkEvent::Prepared { preparation }) => {
                self.preparation = preparation.clone();
            }
            Event::Talk(event) => self.talks.apply(event),
            Event::CheckIn(event) => self.check_in.apply(event),
            Event::Thanks(event) => self.drawer.apply(event),
            Event::Expectations(event) => self.expectations.apply(event),
            Event::Knowing(event) => self.knowing.apply(event),
            Event::Rules(event) => self.rules.apply(event),
            Event::CardMarked { .. }
            | Event::MoreDealt { .. }
            | Event::SortSealed
            | Event::SealTakenBack
            | Event::OpenPressed => self.sort.apply(event),
            Event::DoneMarked { card, on } => self.done.mark(*card, *on),
            Event::DoneTakenBack { card, on } => self.done.take_back(*card, *on),
            Event::PlanMarked { card, choice } => self.plan.mark(*card, *choice),
            Event::StepSkipped { step } => self.steps.skip(*step),
            Event::StepsHidden { hidden } => self.steps.hide(*hidden),
            other => unreachable_event(other),
        }
    }

    /// Somebody who has done nothing of their own yet.
    pub fn none() -> &'static Self {
        static NONE: std::sync::LazyLock<Own> = std::sync::LazyLock::new(Own::default);
        &NONE
    }
}
