//! Questions about a child that those who decide for it answer together.
//!
//! A question is seen by those alone who decide for every child it is about, and to whom it was
//! put: whoever comes to decide later is asked first. Each writes their view alone and seals it; it
//! opens with everyone's (R5). What was decided, and why, holds when each has said yes to exactly
//! these words. Anybody may ask to sleep on it: until then no yes can be said.
//!
//! The map of questions is private here: a page gets at one by naming its reader.

mod changes;
mod event;
mod own;
mod question;
mod ready;
mod written;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

pub use event::DecisionsEvent;
pub use own::OwnDecisions;
pub use question::Question;
pub use ready::{Level, Ready};
pub use written::Written;

use crate::event::Recorded;
use crate::id::{AgreementId, ChildId, DecisionId, MemberId};
use crate::people::{Child, People, unreachable_event};
use crate::sealed::Told;
use crate::text::{Line, Note};
use crate::versions::Versions;

/// Questions of one asker, decided ones too: nobody takes another's room to ask.
pub const DECISIONS_MAX: usize = 200;
/// Ways to answer one question that one person can lay beside the others'.
pub const OPTIONS_MAX: usize = 10;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    Ready(Ready),
    Own(Line),
}

/// How one person sees it, written alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Who I think decides this.
    pub level: Option<Level>,
    pub think: Option<Note>,
    pub fear: Option<Note>,
    pub hope: Option<Note>,
}

/// What a child said to it, as one parent heard it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    pub text: Note,
    /// Who decides, if the child was asked that.
    pub level: Option<Level>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub what: Note,
    /// The one reason that is told with it.
    pub why: Note,
    pub level: Option<Level>,
    /// When it is looked at again.
    pub review: Option<Date>,
}

/// All questions. It answers to one reader at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// In the order they were asked.
    questions: Vec<Question>,
}

impl Told for View {
    fn is_told(&self) -> bool {
        *self != Self::default()
    }
}

/// Who decides for every one of these children; nobody where one of them is not here.
pub fn deciders_of<'a>(
    people: &'a People,
    children: &'a BTreeSet<ChildId>,
) -> impl Iterator<Item = MemberId> + 'a {
    let decides = |member: &MemberId| {
        let child = |id: &ChildId| people.child(*id);
        let by = |child: Option<&Child>| child.is_some_and(|it| it.is_decided_by(*member));
        !children.is_empty() && children.iter().all(|id| by(child(id)))
    };
    people.parent_ids().filter(decides)
}

/// The moment that clocks in this zone first show a time. One that they leave out, in spring, comes
/// as much later as they were put forward: so there is one moment for each, and what is over stays
/// over.
pub(crate) fn moment(zone: &str, at: DateTime) -> Timestamp {
    let zone = TimeZoneDatabase::bundled().get(zone).unwrap_or(TimeZone::UTC);
    zone.to_ambiguous_timestamp(at).compatible().unwrap_or(Timestamp::MAX)
}

impl Decisions {
    /// Every question that `me` may see, in the order they were asked.
    pub fn of<'a>(
        &'a self,
        me: MemberId,
        people: &'a People,
    ) -> impl Iterator<Item = &'a Question> + 'a {
        self.questions.iter().filter(move |it| it.circle(people).contains(&me))
    }

    /// One of them.
    pub fn get<'a>(
        &'a self,
        id: DecisionId,
        me: MemberId,
        people: &'a People,
    ) -> Option<&'a Question> {
        self.of(me, people).find(|question| question.id == id)
    }

    /// Who knows of a question; nobody where it is not there.
    pub(crate) fn known_to(&self, id: DecisionId, people: &People) -> Vec<MemberId> {
        self.any(id).map(|it| it.circle(people)).unwrap_or_default()
    }

    /// The same, by words that wait for a yes.
    pub(crate) fn offer_known_to(&self, version: AgreementId, people: &People) -> Vec<MemberId> {
        let mut all = self.questions.iter();
        let question = all.find(|it| it.outcomes.offered(version).is_some());
        question.map(|it| it.circle(people)).unwrap_or_default()
    }

    /// The questions about one child.
    pub(crate) fn about(&self, child: ChildId) -> Vec<DecisionId> {
        let about = self.questions.iter().filter(|it| it.children.contains(&child));
        about.map(|question| question.id).collect()
    }

    /// A child is not here any more, nor is what was asked about it.
    pub(crate) fn forget(&mut self, child: ChildId) {
        self.questions.retain(|question| !question.children.contains(&child));
    }

    /// Who decides for a child is not who did `before`; the questions that ask others now.
    pub(crate) fn deciders_changed(
        &mut self,
        child: ChildId,
        before: &BTreeSet<MemberId>,
        people: &People,
    ) -> Vec<DecisionId> {
        let now = people.child(child).map(|child| &child.deciders.members);
        let came = now.map(|now| now - before).unwrap_or_default();
        let about = self.questions.iter_mut().filter(|it| it.children.contains(&child));
        let changed = about.filter_map(|it| it.deciders_changed(&came, people).then_some(it.id));
        let changed = changed.collect();
        self.questions.retain(|question| !question.is_asked_of_nobody());
        changed
    }

    /// What a former member wrote goes, and what was between them and nobody else; the questions
    /// that they were asked.
    pub(crate) fn leave(&mut self, member: MemberId) -> Vec<DecisionId> {
        let asked = self.questions.iter().filter(|question| question.is_asked_of(member));
        let asked = asked.map(|question| question.id).collect();
        self.questions.iter_mut().for_each(|question| question.leave(member));
        self.questions.retain(|question| !question.is_asked_of_nobody());
        asked
    }

    /// Whether a question is there at all, whoever sees it.
    pub(crate) fn is_there(&self, id: DecisionId) -> bool {
        self.any(id).is_some()
    }

    /// The question that a version was decided about, for one who said yes to it.
    pub(crate) fn of_outcome(&self, version: AgreementId, me: MemberId) -> Option<DecisionId> {
        let held = |it: &&Question| it.outcomes.history(me).any(|outcome| outcome.id == version);
        self.questions.iter().find(held).map(|question| question.id)
    }

    /// Who may read a way to answer that `by` takes away.
    pub(crate) fn option_told_to(
        &self,
        id: DecisionId,
        by: MemberId,
        text: &Line,
    ) -> Vec<MemberId> {
        self.any(id).map(|question| question.told_option(by, text)).unwrap_or_default()
    }

    /// Who may read what `by` heard a child say.
    pub(crate) fn voice_told_to(
        &self,
        id: DecisionId,
        by: MemberId,
        child: ChildId,
    ) -> Vec<MemberId> {
        self.any(id).map(|question| question.told_voice(by, child)).unwrap_or_default()
    }

    fn any(&self, id: DecisionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &DecisionsEvent) {
        let (by, at) = (recorded.by, recorded.at);
        match event {
            DecisionsEvent::Asked { decision, matter, children, among } => {
                let question = Question::asked(recorded, *decision, matter, children, among);
                self.questions.push(question);
            }
            DecisionsEvent::Removed { decision } => {
                self.questions.retain(|question| question.id != *decision);
            }
            DecisionsEvent::Confirmed { version } => {
                self.with_offer(*version, |outcomes| outcomes.confirm(*version, by, at));
            }
            DecisionsEvent::Withdrawn { version } => {
                self.with_offer(*version, |outcomes| outcomes.withdraw(*version));
            }
            DecisionsEvent::Decided { version } => {
                self.with_offer(*version, |outcomes| outcomes.make(*version, at));
            }
            DecisionsEvent::AskedOfAll { decision, .. }
            | DecisionsEvent::Opened { decision, .. }
            | DecisionsEvent::OptionAdded { decision, .. }
            | DecisionsEvent::OptionRemoved { decision, .. }
            | DecisionsEvent::VoiceWritten { decision, .. }
            | DecisionsEvent::SleptOn { decision, .. }
            | DecisionsEvent::Offered { decision, .. } => {
                if let Some(question) = self.questions.iter_mut().find(|it| it.id == *decision) {
                    question.apply(by, at, event);
                }
            }
            DecisionsEvent::ViewWritten { .. }
            | DecisionsEvent::Sealed { .. }
            | DecisionsEvent::SealTakenBack { .. }
            | DecisionsEvent::OpenPressed { .. }
            | DecisionsEvent::LookedAgain { .. } => unreachable_event(&recorded.event),
        }
    }

    fn with_offer(&mut self, version: AgreementId, change: impl Fn(&mut Versions<Outcome>)) {
        let mut all = self.questions.iter_mut();
        if let Some(question) = all.find(|it| it.outcomes.offered(version).is_some()) {
            change(&mut question.outcomes);
        }
    }
}
