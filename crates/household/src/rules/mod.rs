//! House rules: when …, we …; a few that all share.
//!
//! A rule holds when every parent has said yes to exactly its words (R4); one parent alone has
//! rules too, *mine*, which are nobody else's to see before they are put forward. Any parent may
//! put a rule down. A rule can start from one of twenty moments: each parent writes alone what they
//! would do and what the child is to learn, and it opens with everyone's (R5). Where that comes
//! from is its author's for ever, as everything about the home one grew up in.

mod event;
mod scenario;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use event::RulesEvent;
pub use scenario::Scenario;

use crate::event::{Event, Recorded};
use crate::id::{AgreementId, MemberId, RuleId};
use crate::people::{AgeBand, People, unreachable_event};
use crate::sealed::{Sheet, Told};
use crate::text::Note;
use crate::versions::Versions;

/// Rules that one person can have before them, those put down left out. More than a family can
/// know by heart.
pub const RULES_MAX: usize = 30;
/// Rules put down that are still to be read.
const PUT_DOWN_MAX: usize = 60;

/// A rule in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleWords {
    pub when: Note,
    pub we: Note,
    pub because: Option<Note>,
    /// What follows where it was not kept.
    pub then: Option<Note>,
    /// For which ages; none named is for all.
    pub ages: BTreeSet<AgeBand>,
    /// When it is looked at again.
    pub review: Option<Date>,
}

/// A rule through all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: RuleId,
    /// The moment it started from.
    pub about: Option<Scenario>,
    pub versions: Versions<RuleWords>,
    /// Since when nobody keeps it any more. Who said so is not kept.
    pub put_down: Option<Timestamp>,
}

/// How far a rule is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Every parent said yes, and there are others than the reader.
    Ours,
    /// Nobody else is here, or somebody here has not been asked or has not said yes.
    Mine,
    PutDown,
    /// Nothing of it holds for the reader yet.
    Waits,
}

/// What somebody would do, written alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gut {
    /// What I would do there and then.
    pub do_first: Option<Note>,
    /// What I want the child to learn from it.
    pub learn: Option<Note>,
}

/// What all may see: rules and what was opened. It answers to one reader at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRules {
    rules: Vec<Rule>,
    opened: BTreeMap<Scenario, BTreeMap<MemberId, Gut>>,
}

/// One member's answers to the moments. Theirs alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRules {
    sheets: BTreeMap<Scenario, Sheet<Scenario, Gut>>,
    /// Where my answer comes from. Never opened.
    roots: BTreeMap<Scenario, Note>,
}

impl Told for Gut {
    fn is_told(&self) -> bool {
        self.do_first.is_some() || self.learn.is_some()
    }
}

impl RuleWords {
    /// Whether it is for children of this age.
    pub fn is_for(&self, age: AgeBand) -> bool {
        self.ages.is_empty() || self.ages.contains(&age)
    }
}

impl Rule {
    /// Whether it counts among those that a family has before it: it is not put down, or it waits
    /// to be taken up again.
    pub(crate) const fn is_kept(&self) -> bool {
        self.put_down.is_none() || self.versions.offer().is_some()
    }

    /// How far it is shared, for one reader.
    pub fn standing(&self, me: MemberId, people: &People) -> Standing {
        match (self.put_down, self.versions.holds(me)) {
            (Some(_), _) => Standing::PutDown,
            (None, None) => Standing::Waits,
            (None, Some(held)) if !people.is_alone() && held.is_of_all(people.parent_ids()) => {
                Standing::Ours
            }
            (None, Some(_)) => Standing::Mine,
        }
    }
}

impl HouseRules {
    /// Every rule that `me` may see, in the order they came.
    pub fn of(&self, me: MemberId) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| rule.versions.is_seen_by(me))
    }

    /// One of them.
    pub fn get(&self, id: RuleId, me: MemberId) -> Option<&Rule> {
        self.of(me).find(|rule| rule.id == id)
    }

    /// The one that somebody put these words forward for.
    pub(crate) fn with_offer(&self, version: AgreementId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.versions.offered(version).is_some())
    }

    /// The words for the fridge: what every parent here said yes to, and nothing else.
    pub fn to_print(&self, me: MemberId, people: &People) -> impl Iterator<Item = &RuleWords> {
        let wanted = if people.is_alone() { Standing::Mine } else { Standing::Ours };
        let holding = self.of(me).filter(move |rule| rule.standing(me, people) == wanted);
        holding.filter_map(move |rule| Some(&rule.versions.holds(me)?.words))
    }

    /// What each wrote about a moment, for those who opened it together.
    pub fn opened(&self, scenario: Scenario, me: MemberId) -> Option<&BTreeMap<MemberId, Gut>> {
        self.opened.get(&scenario).filter(|all| all.contains_key(&me))
    }

    /// Whoever joins finds nothing decided about them, and nothing that was opened to others only.
    pub(crate) fn start_clean(&mut self) {
        self.opened.clear();
        self.drop_offers();
    }

    /// What a former member wrote goes; and rules that were theirs alone.
    pub(crate) fn leave(&mut self, member: MemberId, people: &People) {
        for views in self.opened.values_mut() {
            views.remove(&member);
        }
        self.opened.retain(|_, views| views.len() > 1);
        self.drop_offers();
        let here = people.parent_ids().collect();
        self.rules.retain(|rule| rule.versions.is_anyones(&here));
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &RulesEvent) {
        let (by, at) = (recorded.by, recorded.at);
        match event {
            RulesEvent::Opened { scenario, views } => {
                self.opened.insert(*scenario, views.clone());
            }
            RulesEvent::Offered { rule, version, about, words } => {
                let versions = &mut self.rule(*rule, *about).versions;
                versions.put_forward(*version, by, at, words.clone());
            }
            RulesEvent::Confirmed { version } => {
                if let Some(rule) = self.offered(*version) {
                    rule.versions.confirm(*version, by, at);
                }
            }
            RulesEvent::Withdrawn { version } => {
                if let Some(rule) = self.offered(*version) {
                    rule.versions.withdraw(*version);
                }
                self.drop_empty();
            }
            RulesEvent::Made { version } => {
                if let Some(rule) = self.offered(*version) {
                    rule.versions.make(*version, at);
                    rule.put_down = None;
                }
            }
            RulesEvent::PutDown { rule } => self.put_down(*rule, at),
            RulesEvent::Answered { .. }
            | RulesEvent::Sealed { .. }
            | RulesEvent::SealTakenBack { .. }
            | RulesEvent::OpenPressed { .. } => unreachable_event(&recorded.event),
        }
    }

    fn put_down(&mut self, id: RuleId, at: Timestamp) {
        if let Some(rule) = self.rules.iter_mut().find(|rule| rule.id == id) {
            rule.versions.drop_offer();
            rule.put_down = Some(at);
        }
        self.drop_empty();
        let down = self.rules.iter().filter(|rule| !rule.is_kept());
        let oldest = down.clone().min_by_key(|rule| rule.put_down).map(|rule| rule.id);
        if down.count() > PUT_DOWN_MAX {
            self.rules.retain(|rule| Some(rule.id) != oldest);
        }
    }

    fn rule(&mut self, id: RuleId, about: Option<Scenario>) -> &mut Rule {
        let at = self.rules.iter().position(|rule| rule.id == id).unwrap_or_else(|| {
            self.rules.push(Rule { id, about, versions: Versions::default(), put_down: None });
            self.rules.len() - 1
        });
        &mut self.rules[at]
    }

    fn offered(&mut self, version: AgreementId) -> Option<&mut Rule> {
        self.rules.iter_mut().find(|rule| rule.versions.offered(version).is_some())
    }

    fn drop_offers(&mut self) {
        for rule in &mut self.rules {
            rule.versions.drop_offer();
        }
        self.drop_empty();
    }

    /// A rule of which nothing else is left goes with its offer.
    fn drop_empty(&mut self) {
        self.rules.retain(|rule| !rule.versions.is_empty());
    }
}

impl OwnRules {
    /// My answer to one moment, and whether it is sealed.
    pub fn sheet(&self, scenario: Scenario) -> &Sheet<Scenario, Gut> {
        static NONE: LazyLock<Sheet<Scenario, Gut>> = LazyLock::new(Sheet::default);
        self.sheets.get(&scenario).unwrap_or(&NONE)
    }

    /// Where my answer comes from. On no page of anybody else's.
    pub fn root(&self, scenario: Scenario) -> Option<&Note> {
        self.roots.get(&scenario)
    }

    pub(crate) fn apply(&mut self, event: &RulesEvent) {
        match event {
            RulesEvent::Answered { scenario, gut, root } => {
                self.sheets.entry(*scenario).or_default().set(*scenario, gut.clone());
                match root {
                    Some(root) => self.roots.insert(*scenario, root.clone()),
                    None => self.roots.remove(scenario),
                };
            }
            RulesEvent::Sealed { scenario } => self.sheets.entry(*scenario).or_default().seal(),
            RulesEvent::SealTakenBack { scenario } => {
                self.sheets.entry(*scenario).or_default().take_back();
            }
            RulesEvent::OpenPressed { scenario } => {
                self.sheets.entry(*scenario).or_default().press_open();
            }
            RulesEvent::Opened { .. }
            | RulesEvent::Offered { .. }
            | RulesEvent::Confirmed { .. }
            | RulesEvent::Withdrawn { .. }
            | RulesEvent::Made { .. }
            | RulesEvent::PutDown { .. } => unreachable_event(&Event::Rules(event.clone())),
        }
    }

    /// A moment opened: what was sealed about it is now given.
    pub(crate) fn opened(&mut self, scenario: Scenario) {
        if let Some(sheet) = self.sheets.get_mut(&scenario) {
            sheet.opened([scenario]);
        }
    }

    pub(crate) fn wait(&mut self) {
        self.sheets.values_mut().for_each(Sheet::wait);
    }

    pub(crate) fn start_clean(&mut self) {
        self.sheets.values_mut().for_each(Sheet::start_clean);
    }
}
