//! Who may know of a shared event, where that is not everyone. A page changes for those alone: what
//! two say to each other moves nothing, no key and no count, that a third is sent.

use std::collections::BTreeSet;

use crate::children::KnowingEvent;
use crate::decisions::DecisionsEvent;
use crate::event::{Event, Recorded};
use crate::id::{ChildId, MemberId, SoloId, TalkId};
use crate::rules::RulesEvent;
use crate::solo::{SoloEvent, circle, decides_for_all};
use crate::state::Shared;
use crate::talk::TalkEvent;
use crate::talk::thanks::ThanksEvent;

/// Whom an event is between, kind by kind: one that is in no list does not compile.
macro_rules! between {
    (
        $event:expr;
        $($room:pat => $whom:expr),*;
        everyone: $($shared:ident)*;
        $by:ident alone: $($own:ident)*;
    ) => {
        match $event {
            $($room => $whom,)*
            $(Event::$shared { .. })|* => None,
            $(Event::$own { .. })|* => Some([$by].into()),
        }
    };
}

impl Shared {
    /// Whom an event is between; none where every member may know of it. To be asked before the
    /// event is applied.
    pub(crate) fn between(&self, recorded: &Recorded) -> Option<BTreeSet<MemberId>> {
        let by = recorded.by;
        between! { &recorded.event;
            Event::Thanks(event) => Some(self.of_thanks(event, by)),
            Event::Talk(event) => Some(self.of_talk(event, by)),
            Event::ChildPage(event) => Some(self.of_child(event.child(), by)),
            Event::Knowing(event) => Some(self.of_knowing(event, by)),
            Event::Rules(event) => self.of_rules(event),
            Event::Decisions(event) => Some(self.of_decision(event, by)),
            Event::Solo(event) => Some(self.of_time(event, by));
            everyone:
                HouseholdBegun MemberJoined MemberNamed MemberLeft LookChosen ZoneSet ChildAdded
                ChildChanged ChildRemoved CardsAdded CardRenamed CardRemoved CardRestored AnswerSent
                SaidBack SaidBackHeard SaidBackNotQuite CheckIn Expectations Directory
                FirstSession
                PicturesOpened
                CardLocked CardUnlocked CardSetAside CardBroughtBack SharesOffered SharesConfirmed
                SharesMadeEqual TrustedOffered TrustedConfirmed TrustedWithdrawn TrustedLeft
                TrustedCannotSet AgreementProposed AgreementConfirmed AgreementWithdrawn
                AgreementMade AgreementEnded CardPutDown CardTakenUp PlaybookWritten NextSet
                HaveThisToday CannotToday ShownOnceAsked ShownOnceClosed ShownOnce;
            by alone:
                OtherCalled PreferencesSet AnswerKept AnswerDropped CardMarked MoreDealt SortSealed
                SealTakenBack OpenPressed DoneMarked DoneTakenBack PlanMarked StepSkipped
                StepsHidden;
        }
    }

    fn of_thanks(&self, event: &ThanksEvent, by: MemberId) -> BTreeSet<MemberId> {
        match event {
            ThanksEvent::Sent { to, .. } => [by, *to].into(),
            ThanksEvent::Answered { id, .. } => {
                let given = self.thanks.get(*id, by);
                given.map_or_else(|| [by].into(), |given| [given.from, given.to].into())
            }
            ThanksEvent::Drafted { .. }
            | ThanksEvent::Dropped { .. }
            | ThanksEvent::Held { .. } => [by].into(),
        }
    }

    fn of_talk(&self, event: &TalkEvent, by: MemberId) -> BTreeSet<MemberId> {
        match event {
            TalkEvent::Asked { of, .. } => [by, *of].into(),
            TalkEvent::Kept { with, .. } | TalkEvent::KeepOffered { with, .. } => {
                [by, *with].into()
            }
            TalkEvent::KeptRemoved { talk } => self.of_kept(*talk, by),
            TalkEvent::Agreed { talk }
            | TalkEvent::TimeProposed { talk, .. }
            | TalkEvent::Closed { talk } => {
                let asked = self.talks.any(*talk);
                asked.map_or_else(|| [by].into(), |asked| [asked.by, asked.of].into())
            }
            TalkEvent::SetAside { .. }
            | TalkEvent::TakenAlong { .. }
            | TalkEvent::WrittenDown { .. }
            | TalkEvent::AlongDropped { .. }
            | TalkEvent::Prepared { .. } => [by].into(),
        }
    }

    fn of_kept(&self, talk: TalkId, by: MemberId) -> BTreeSet<MemberId> {
        let kept = self.talks.kept_of(talk, by).map(|kept| kept.between.clone());
        kept.or_else(|| self.talks.offered_between(talk)).unwrap_or_else(|| [by].into())
    }

    fn of_knowing(&self, event: &KnowingEvent, by: MemberId) -> BTreeSet<MemberId> {
        match event {
            KnowingEvent::Opened { child, .. } => self.of_child(*child, by),
            KnowingEvent::Marked { .. }
            | KnowingEvent::Written { .. }
            | KnowingEvent::Closed { .. }
            | KnowingEvent::TakenBack { .. } => [by].into(),
        }
    }

    /// Words put forward are for every parent; a rule that was put down is news to those alone who
    /// said yes to it, or were asked.
    fn of_rules(&self, event: &RulesEvent) -> Option<BTreeSet<MemberId>> {
        match event {
            RulesEvent::PutDown { rule } => {
                let parents = self.people.parent_ids();
                Some(parents.filter(|one| self.rules.get(*rule, *one).is_some()).collect())
            }
            RulesEvent::Answered { .. }
            | RulesEvent::Sealed { .. }
            | RulesEvent::SealTakenBack { .. }
            | RulesEvent::OpenPressed { .. }
            | RulesEvent::Opened { .. }
            | RulesEvent::Offered { .. }
            | RulesEvent::Confirmed { .. }
            | RulesEvent::Withdrawn { .. }
            | RulesEvent::Made { .. } => None,
        }
    }

    /// Those who decide for a child.
    fn of_child(&self, child: ChildId, by: MemberId) -> BTreeSet<MemberId> {
        let child = self.people.child(child);
        child.map_or_else(|| [by].into(), |child| child.deciders.members.clone())
    }

    /// Those who are asked, and whoever does it.
    fn of_decision(&self, event: &DecisionsEvent, by: MemberId) -> BTreeSet<MemberId> {
        let these: Vec<_> = match event {
            DecisionsEvent::Asked { among, .. } | DecisionsEvent::AskedOfAll { among, .. } => {
                among.iter().copied().collect()
            }
            // Whoever was asked later read nothing of what is taken away here.
            DecisionsEvent::OptionRemoved { decision, text } => {
                self.decisions.option_told_to(*decision, by, text)
            }
            DecisionsEvent::VoiceWritten { decision, child, voice: None } => {
                self.decisions.voice_told_to(*decision, by, *child)
            }
            DecisionsEvent::Removed { decision }
            | DecisionsEvent::Opened { decision, .. }
            | DecisionsEvent::OptionAdded { decision, .. }
            | DecisionsEvent::VoiceWritten { decision, voice: Some(_), .. }
            | DecisionsEvent::SleptOn { decision, .. }
            | DecisionsEvent::Offered { decision, .. } => {
                self.decisions.known_to(*decision, &self.people)
            }
            DecisionsEvent::Confirmed { version }
            | DecisionsEvent::Withdrawn { version }
            | DecisionsEvent::Decided { version } => {
                self.decisions.offer_known_to(*version, &self.people)
            }
            DecisionsEvent::ViewWritten { .. }
            | DecisionsEvent::Sealed { .. }
            | DecisionsEvent::SealTakenBack { .. }
            | DecisionsEvent::OpenPressed { .. }
            | DecisionsEvent::LookedAgain { .. } => Vec::new(),
        };
        these.into_iter().chain([by]).collect()
    }

    /// Those who may know of a time alone with the children, and whoever does it. That the quiet
    /// was ended is nobody else's to know.
    fn of_time(&self, event: &SoloEvent, by: MemberId) -> BTreeSet<MemberId> {
        let people = &self.people;
        let known = |id: &SoloId| self.solo.any(*id).map(|time| time.circle(people));
        let these = match event {
            SoloEvent::Proposed { plan, instead_of, .. } => {
                let before = instead_of.as_ref().and_then(known);
                before.into_iter().flatten().chain(circle(plan, people)).collect()
            }
            SoloEvent::Agreed { id }
            | SoloEvent::Withdrawn { id }
            | SoloEvent::SheetShared { id, .. }
            | SoloEvent::LinkMade { id, .. }
            | SoloEvent::LinkRevoked { id } => known(id).unwrap_or_default(),
            SoloEvent::Remembered { children, .. } => {
                let parents = people.parent_ids();
                parents.filter(|parent| decides_for_all(*parent, children, people)).collect()
            }
            SoloEvent::QuietEnded { .. }
            | SoloEvent::PutAway { .. }
            | SoloEvent::SheetDrafted { .. }
            | SoloEvent::KeptForMe { .. } => BTreeSet::new(),
        };
        these.into_iter().chain([by]).collect()
    }
}
