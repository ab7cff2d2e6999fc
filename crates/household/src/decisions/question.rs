//! One question: who is asked, what each wrote for whom, and what was decided.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::written::Written;
use super::{DecisionsEvent, Matter, Outcome, View, Voice, deciders_of, moment};
use crate::event::{Event, Recorded};
use crate::id::{ChildId, DecisionId, MemberId};
use crate::people::{People, unreachable_event};
use crate::text::Line;
use crate::versions::Versions;

/// A question, with all that is open about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: DecisionId,
    pub by: MemberId,
    pub at: Timestamp,
    pub matter: Matter,
    pub children: BTreeSet<ChildId>,
    /// Who is asked, each since which circle. Whoever decides no more for one of its children is
    /// not, also when they come back: what was written meanwhile was written for others.
    among: BTreeMap<MemberId, usize>,
    circles: usize,
    views: BTreeMap<MemberId, View>,
    /// In the order they were thought of.
    options: Vec<Written<Line>>,
    /// By child, one of each who heard something.
    voices: BTreeMap<ChildId, Vec<Written<Voice>>>,
    slept_on: BTreeMap<MemberId, DateTime>,
    pub outcomes: Versions<Outcome>,
}

impl Question {
    /// Who was asked and decides for all of its children: they see it, and say yes to its end.
    pub fn circle(&self, people: &People) -> Vec<MemberId> {
        deciders_of(people, &self.children).filter(|one| self.is_asked_of(*one)).collect()
    }

    /// Who decides for its children by now, and was not asked.
    pub fn not_asked(&self, people: &People) -> Vec<MemberId> {
        deciders_of(people, &self.children).filter(|one| !self.is_asked_of(*one)).collect()
    }

    /// Whether it is `who`'s to take away, and to put to others too: whoever asked it; where they
    /// are gone from it, those who were asked first. They know all that anybody here said yes to,
    /// so that no answer tells them of more.
    pub fn is_led_by(&self, who: MemberId) -> bool {
        let first = self.among.values().min();
        let is_first = |one| self.among.get(one) == first;
        if is_first(&self.by) { self.by == who } else { is_first(&who) }
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

    /// Ways to answer it that `me` may read. Of those that two had, the reader's own.
    pub fn options(&self, me: MemberId) -> Vec<&Written<Line>> {
        let mut all: Vec<&Written<Line>> = Vec::new();
        for option in self.options.iter().filter(|option| self.is_told(option, me)) {
            match all.iter_mut().find(|it| it.what == option.what) {
                Some(same) if option.by == me => *same = option,
                Some(_) => {}
                None => all.push(option),
            }
        }
        all
    }

    /// How many ways somebody added, whoever reads them.
    pub(crate) fn options_by(&self, who: MemberId) -> usize {
        self.options.iter().filter(|option| option.by == who).count()
    }

    /// Whether an option can be taken away by `who`: their own, or one whose author is gone.
    pub fn may_remove(&self, option: &Written<Line>, who: MemberId) -> bool {
        option.by == who || !self.is_asked_of(option.by)
    }

    /// What the children said, by child and by who heard it, as far as `me` may read it.
    pub fn voices(&self, me: MemberId) -> impl Iterator<Item = (ChildId, &Written<Voice>)> {
        let all = self.voices.iter();
        let all = all.flat_map(|(child, heard)| heard.iter().map(|voice| (*child, voice)));
        all.filter(move |(_, voice)| self.is_told(voice, me))
    }

    /// What one parent wrote down of one child.
    pub(crate) fn voice(&self, child: ChildId, by: MemberId) -> Option<&Written<Voice>> {
        self.voices.get(&child)?.iter().find(|voice| voice.by == by)
    }

    /// Who is asked now and may not read it: it was written before they were.
    pub fn not_told<T>(&self, written: &Written<T>) -> Vec<MemberId> {
        self.among.keys().copied().filter(|one| !self.is_told(written, *one)).collect()
    }

    fn is_told<T>(&self, written: &Written<T>, one: MemberId) -> bool {
        let since = self.among.get(&one);
        written.by == one || since.is_some_and(|since| *since <= written.circle)
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

    pub(super) fn asked(
        recorded: &Recorded,
        id: DecisionId,
        matter: &Matter,
        children: &BTreeSet<ChildId>,
        among: &BTreeSet<MemberId>,
    ) -> Self {
        Self {
            id,
            by: recorded.by,
            at: recorded.at,
            matter: matter.clone(),
            children: children.clone(),
            among: among.iter().map(|one| (*one, 0)).collect(),
            circles: 0,
            views: BTreeMap::new(),
            options: Vec::new(),
            voices: BTreeMap::new(),
            slept_on: BTreeMap::new(),
            outcomes: Versions::default(),
        }
    }

    /// Who may read a way to answer that `by` takes away.
    pub(super) fn told_option(&self, by: MemberId, text: &Line) -> Vec<MemberId> {
        let gone = self.options.iter().filter(|it| it.what == *text && self.may_remove(it, by));
        gone.flat_map(|option| self.told(option)).collect()
    }

    /// Who may read what `by` heard a child say.
    pub(super) fn told_voice(&self, by: MemberId, child: ChildId) -> Vec<MemberId> {
        self.voice(child, by).into_iter().flat_map(|voice| self.told(voice)).collect()
    }

    fn told<'a, T>(&'a self, written: &'a Written<T>) -> impl Iterator<Item = MemberId> + 'a {
        self.among.keys().copied().filter(|one| self.is_told(written, *one))
    }

    pub(super) fn is_asked_of_nobody(&self) -> bool {
        self.among.is_empty()
    }

    pub(super) fn is_asked_of(&self, member: MemberId) -> bool {
        self.among.contains_key(&member)
    }

    /// Somebody who decides for a child has come or gone. Whoever decides no more for all of its
    /// children is not asked any more; whether anything changed for those who were.
    pub(super) fn deciders_changed(&mut self, came: &BTreeSet<MemberId>, people: &People) -> bool {
        let stays: BTreeSet<_> = self.circle(people).into_iter().collect();
        let another = self.not_asked(people).iter().any(|one| came.contains(one));
        let before = self.among.len();
        self.among.retain(|one, _| stays.contains(one));
        self.views.retain(|one, _| stays.contains(one));
        self.slept_on.retain(|one, _| stays.contains(one));
        let changed = another || self.among.len() < before;
        if changed {
            self.ask_again();
        }
        changed
    }

    /// What a former member wrote goes. What waits for a yes waits for others only where they were
    /// asked themselves.
    pub(super) fn leave(&mut self, member: MemberId) {
        self.views.remove(&member);
        self.slept_on.remove(&member);
        for heard in self.voices.values_mut() {
            heard.retain(|voice| voice.by != member);
        }
        self.voices.retain(|_, heard| !heard.is_empty());
        if self.among.remove(&member).is_some() {
            self.ask_again();
        }
    }

    /// Who is asked has changed: what waited for a yes waited for others, and one view alone has
    /// nothing beside it.
    fn ask_again(&mut self) {
        self.circles += 1;
        self.outcomes.drop_offer();
        if self.views.len() < 2 {
            self.views.clear();
        }
    }

    pub(super) fn apply(&mut self, by: MemberId, at: Timestamp, event: &DecisionsEvent) {
        match event {
            DecisionsEvent::AskedOfAll { among, .. } => {
                self.views.clear();
                self.ask_again();
                self.among.retain(|one, _| among.contains(one));
                for one in among {
                    self.among.entry(*one).or_insert(self.circles);
                }
            }
            DecisionsEvent::Opened { views, .. } => self.views.clone_from(views),
            DecisionsEvent::OptionAdded { text, .. } => {
                let option = Written { by, what: text.clone(), circle: self.circles };
                match self.options.iter_mut().find(|it| it.by == by && it.what == *text) {
                    Some(again) => *again = option,
                    None => self.options.push(option),
                }
            }
            DecisionsEvent::OptionRemoved { text, .. } => {
                let among = &self.among;
                let may = |it: &Written<Line>| it.by == by || !among.contains_key(&it.by);
                self.options.retain(|option| option.what != *text || !may(option));
            }
            DecisionsEvent::VoiceWritten { child, voice, .. } => {
                let heard = self.voices.entry(*child).or_default();
                heard.retain(|voice| voice.by != by);
                let circle = self.circles;
                heard.extend(voice.clone().map(|what| Written { by, what, circle }));
                heard.sort_by_key(|voice| voice.by);
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
}
