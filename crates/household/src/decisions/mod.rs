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

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

pub use event::DecisionsEvent;
pub use own::OwnDecisions;
pub use question::{Level, Ready};

use crate::event::{Event, Recorded};
use crate::id::{AgreementId, ChildId, DecisionId, MemberId};
use crate::people::{Child, People, unreachable_event};
use crate::sealed::Told;
use crate::text::{Line, Note};
use crate::versions::Versions;

/// Questions that one person can have before them, decided ones too.
pub const DECISIONS_MAX: usize = 200;
/// Ways to answer one question that can be laid side by side.
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

/// A question, with all that is open about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: DecisionId,
    pub by: MemberId,
    pub at: Timestamp,
    pub matter: Matter,
    pub children: BTreeSet<ChildId>,
    among: BTreeSet<MemberId>,
    circles: usize,
    views: BTreeMap<MemberId, View>,
    /// In the order they were thought of.
    options: Vec<(MemberId, Line)>,
    /// By child, then by who wrote it down.
    voices: BTreeMap<ChildId, BTreeMap<MemberId, Voice>>,
    slept_on: BTreeMap<MemberId, DateTime>,
    pub outcomes: Versions<Outcome>,
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

impl Question {
    /// Who was asked and decides for all of its children: they see it, and say yes to its end.
    pub fn circle(&self, people: &People) -> Vec<MemberId> {
        deciders_of(people, &self.children).filter(|one| self.among.contains(one)).collect()
    }

    /// Who decides for its children by now, and was not asked.
    pub fn not_asked(&self, people: &People) -> Vec<MemberId> {
        deciders_of(people, &self.children).filter(|one| !self.among.contains(one)).collect()
    }

    /// How often it has changed who is asked: what a page was read by is for those of then.
    pub const fn circles(&self) -> usize {
        self.circles
    }

    /// What each of them thinks, for those who opened it together.
    pub fn views(&self, me: MemberId) -> Option<&BTreeMap<MemberId, View>> {
        Some(&self.views).filter(|views| views.contains_key(&me))
    }

    /// Whether everyone who is asked has opened theirs with the others.
    pub(crate) fn is_open_among(&self, circle: &[MemberId]) -> bool {
        circle.iter().all(|one| self.views.contains_key(one))
    }

    /// Ways to answer it, with who thought of them.
    pub fn options(&self) -> &[(MemberId, Line)] {
        &self.options
    }

    /// What the children said, by child and by who heard it.
    pub fn voices(&self) -> impl Iterator<Item = (ChildId, MemberId, &Voice)> {
        let all = self.voices.iter();
        all.flat_map(|(child, heard)| heard.iter().map(|(by, voice)| (*child, *by, voice)))
    }

    /// What one parent wrote down of one child.
    pub fn voice(&self, child: ChildId, by: MemberId) -> Option<&Voice> {
        self.voices.get(&child)?.get(&by)
    }

    /// Until when `who` wants to sleep on it.
    pub fn asked_to_sleep(&self, who: MemberId) -> Option<DateTime> {
        self.slept_on.get(&who).copied()
    }

    /// Until when all sleep on it; none once that is over. `zone` is the family's.
    pub fn sleeps_until(&self, people: &People, now: Timestamp) -> Option<DateTime> {
        let circle = self.circle(people);
        let asked = self.slept_on.iter().filter(|(who, _)| circle.contains(who));
        let latest = asked.map(|(_, until)| (moment(people.zone(), *until), *until)).max();
        latest.filter(|(over, _)| now < *over).map(|(_, until)| until)
    }
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
        let mut all = self.questions.iter();
        all.find(|it| it.id == id).map(|it| it.circle(people)).unwrap_or_default()
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

    /// Who decides for a child has changed: what waited for a yes waited for others.
    pub(crate) fn ask_again(&mut self, child: ChildId) {
        for question in self.questions.iter_mut().filter(|it| it.children.contains(&child)) {
            question.circles += 1;
            question.outcomes.drop_offer();
        }
    }

    /// What a former member wrote goes, and what was between them and nobody else.
    pub(crate) fn leave(&mut self, member: MemberId) {
        for question in &mut self.questions {
            question.leave(member);
        }
        self.questions.retain(|question| !question.among.is_empty());
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &DecisionsEvent) {
        let (by, at) = (recorded.by, recorded.at);
        match event {
            DecisionsEvent::Asked { decision, matter, children, among } => {
                let (matter, children, among) = (matter.clone(), children.clone(), among.clone());
                self.questions.push(Question {
                    id: *decision,
                    by,
                    at,
                    matter,
                    children,
                    among,
                    circles: 0,
                    views: BTreeMap::new(),
                    options: Vec::new(),
                    voices: BTreeMap::new(),
                    slept_on: BTreeMap::new(),
                    outcomes: Versions::default(),
                });
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

impl Question {
    fn apply(&mut self, by: MemberId, at: Timestamp, event: &DecisionsEvent) {
        match event {
            DecisionsEvent::AskedOfAll { among, .. } => {
                self.among.clone_from(among);
                self.circles += 1;
                self.views.clear();
                self.outcomes.drop_offer();
            }
            DecisionsEvent::Opened { views, .. } => self.views.clone_from(views),
            DecisionsEvent::OptionAdded { text, .. } => self.options.push((by, text.clone())),
            DecisionsEvent::OptionRemoved { text, .. } => {
                self.options.retain(|(_, option)| option != text);
            }
            DecisionsEvent::VoiceWritten { child, voice, .. } => {
                let heard = self.voices.entry(*child).or_default();
                match voice {
                    Some(voice) => heard.insert(by, voice.clone()),
                    None => heard.remove(&by),
                };
                self.voices.retain(|_, heard| !heard.is_empty());
            }
            DecisionsEvent::SleptOn { until, .. } => {
                match until {
                    Some(until) => self.slept_on.insert(by, *until),
                    None => self.slept_on.remove(&by),
                };
            }
            DecisionsEvent::Offered { version, outcome, .. } => {
                self.outcomes.put_forward(*version, by, at, outcome.clone());
            }
            DecisionsEvent::Asked { .. }
            | DecisionsEvent::Removed { .. }
            | DecisionsEvent::Confirmed { .. }
            | DecisionsEvent::Withdrawn { .. }
            | DecisionsEvent::Decided { .. }
            | DecisionsEvent::ViewWritten { .. }
            | DecisionsEvent::Sealed { .. }
            | DecisionsEvent::SealTakenBack { .. }
            | DecisionsEvent::OpenPressed { .. }
            | DecisionsEvent::LookedAgain { .. } => {
                unreachable_event(&Event::Decisions(event.clone()));
            }
        }
    }

    fn leave(&mut self, member: MemberId) {
        self.among.remove(&member);
        self.circles += 1;
        self.views.remove(&member);
        if self.views.len() < 2 {
            self.views.clear();
        }
        self.slept_on.remove(&member);
        for heard in self.voices.values_mut() {
            heard.remove(&member);
        }
        self.voices.retain(|_, heard| !heard.is_empty());
        self.outcomes.drop_offer();
    }
}
