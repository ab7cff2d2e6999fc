//! A child's page: what is true of them just now, with who wrote it and when it was last true.
//!
//! Only those who decide for the child may read it. What is `sensitive` stays on that page: a sheet
//! for somebody else is made from [`ChildPage::for_sheet`], which does not have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{Class, Recorded};
use crate::id::{ChildId, FactId, MemberId};
use crate::people::{Child, People};
use crate::seen::Seen;
use crate::text::{Line, Note, TextProblem};

/// Facts on one child's page.
pub const FACTS_MAX: usize = 80;
/// Longest text of a fact, in characters: what is read at a glance.
pub const FACT_CHARS_MAX: usize = 500;
/// Facts taken off that can be put back; then the oldest go.
const TAKEN_OFF_MAX: usize = 10;
/// Longest phone number, in characters.
const PHONE_CHARS_MAX: usize = 30;
/// Fewest digits of a number that can be rung.
const PHONE_DIGITS_MIN: usize = 3;

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// What they like just now.
    Likes,
    /// What the child wishes, in their own words.
    Wishes,
    /// Who is who in their world.
    People,
    Routines,
    Health,
    Allergies,
    Medicine,
    /// School or childcare.
    School,
    Sizes,
    /// Whom to ring.
    Contacts,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "kebab-case")]
pub enum Said {
    Words {
        topic: Topic,
        text: Note,
        /// For this child's parents only: on no sheet, print or link.
        sensitive: bool,
    },
    /// Somebody to ring. Never sensitive: whoever is with the child must be able to.
    Contact { name: Line, phone: Phone },
}

/// A number that can be rung: digits, with a plus before and spaces, dots, dashes and brackets
/// between them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// One thing that is true of a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub id: FactId,
    pub said: Said,
    /// Who wrote it as it stands.
    pub by: MemberId,
    /// When it was written, or somebody last said that it is still so.
    pub last_true: Date,
}

/// Every child's page. What it answers depends on who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildPages {
    pages: BTreeMap<ChildId, Kept>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// Who decided for the child when somebody last did.
    deciders: BTreeSet<MemberId>,
    facts: Vec<Fact>,
    taken_off: Vec<Fact>,
}

/// One child's page, as one who decides for this child reads it.
#[derive(Debug, Clone, Copy)]
pub struct ChildPage<'a> {
    pub child: &'a Child,
    facts: &'a [Fact],
    taken_off: &'a [Fact],
}

/// A past fact of the page, written beside the kind `child-page`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ChildPageEvent {
    /// For the first time, or anew in its place.
    Written {
        child: ChildId,
        fact: FactId,
        said: Said,
        on: Date,
    },
    StillSo {
        child: ChildId,
        fact: FactId,
        on: Date,
    },
    TakenOff {
        child: ChildId,
        fact: FactId,
    },
    PutBack {
        child: ChildId,
        fact: FactId,
    },
}

impl ChildPageEvent {
    /// Who may know of it: what is read of it depends on who decides for the child.
    pub const fn class(&self) -> Class {
        match self {
            Self::Written { .. }
            | Self::StillSo { .. }
            | Self::TakenOff { .. }
            | Self::PutBack { .. } => Class::Shared,
        }
    }

    /// Whose page it is about.
    pub(crate) const fn child(&self) -> ChildId {
        match self {
            Self::Written { child, .. }
            | Self::StillSo { child, .. }
            | Self::TakenOff { child, .. }
            | Self::PutBack { child, .. } => *child,
        }
    }
}

impl Topic {
    /// In the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Likes,
        Self::Wishes,
        Self::People,
        Self::Routines,
        Self::Health,
        Self::Allergies,
        Self::Medicine,
        Self::School,
        Self::Sizes,
        Self::Contacts,
    ];

    /// Months after which the page asks whether it is still so.
    pub const fn still_so_months(self) -> i8 {
        match self {
            Self::Likes | Self::Medicine => 3,
            Self::Sizes | Self::Routines => 4,
            Self::Wishes | Self::People | Self::School => 6,
            Self::Health | Self::Allergies | Self::Contacts => 12,
        }
    }
}

impl Said {
    /// What it is about.
    pub const fn topic(&self) -> Topic {
        match self {
            Self::Words { topic, .. } => *topic,
            Self::Contact { .. } => Topic::Contacts,
        }
    }

    /// Whether it is for the child's parents only.
    pub const fn is_sensitive(&self) -> bool {
        match self {
            Self::Words { sensitive, .. } => *sensitive,
            Self::Contact { .. } => false,
        }
    }
}

impl Phone {
    /// Trims `text`; an error where it could not be rung.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextProblem::Empty);
        }
        if text.chars().count() > PHONE_CHARS_MAX {
            return Err(TextProblem::TooLong { max: PHONE_CHARS_MAX });
        }
        let rest = text.strip_prefix('+').unwrap_or(text);
        let between = |c: char| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')');
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let rings = rest.chars().all(|c| c.is_ascii_digit() || between(c));
        if !rings || digits < PHONE_DIGITS_MIN {
            return Err(TextProblem::Unprintable);
        }
        Ok(Self(text.to_owned()))
    }

    /// What was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a phone rings: digits, perhaps after a plus.
    pub fn digits(&self) -> String {
        self.0.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// Numbers must not reach a log by way of `{:?}`.
impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phone({} characters)", self.0.chars().count())
    }
}

impl Fact {
    /// Whether it is time to ask if it is still so.
    pub fn asks_still_so(&self, today: Date) -> bool {
        let months = self.said.topic().still_so_months();
        self.last_true.saturating_add(i32::from(months).months()) <= today
    }
}

impl<'a> ChildPage<'a> {
    /// Every fact, in the order they were written.
    pub fn facts(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.facts.iter()
    }

    /// One of them.
    pub fn fact(&self, id: FactId) -> Option<&'a Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The facts about one thing.
    pub fn about(&self, topic: Topic) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.facts.iter().filter(move |fact| fact.said.topic() == topic)
    }

    /// What may stand on a sheet for somebody else: nothing that is for parents only.
    pub fn for_sheet(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.facts.iter().filter(|fact| !fact.said.is_sensitive())
    }

    /// What was taken off and can be put back, the latest first.
    pub fn taken_off(&self) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.taken_off.iter().rev()
    }
}

impl<'a> Seen<'a> {
    /// What is known of a child; `None` for a reader who does not decide for this child, as for a
    /// child that is not there.
    pub fn child_page(&self, child: ChildId) -> Option<ChildPage<'a>> {
        self.shared.children.of(child, self.me, &self.shared.people)
    }
}

impl ChildPages {
    /// A child's page; `None` for one who does not decide for this child, as for a child that is
    /// not there.
    pub fn of<'a>(
        &'a self,
        child: ChildId,
        reader: MemberId,
        people: &'a People,
    ) -> Option<ChildPage<'a>> {
        let child = people.child(child).filter(|child| child.is_decided_by(reader))?;
        let kept = self.pages.get(&child.id);
        Some(ChildPage {
            child,
            facts: kept.map_or(&[], |kept| &kept.facts),
            taken_off: kept.map_or(&[], |kept| &kept.taken_off),
        })
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded, event: &ChildPageEvent, people: &People) {
        let child = event.child();
        let page = self.pages.entry(child).or_default();
        if let Some(child) = people.child(child) {
            page.deciders.clone_from(&child.deciders.members);
        }
        match event {
            ChildPageEvent::Written { fact, said, on, .. } => {
                let (id, said, by, last_true) = (*fact, said.clone(), recorded.by, *on);
                let written = Fact { id, said, by, last_true };
                match page.facts.iter_mut().find(|kept| kept.id == id) {
                    Some(kept) => *kept = written,
                    None => page.facts.push(written),
                }
            }
            ChildPageEvent::StillSo { fact, on, .. } => {
                if let Some(kept) = page.facts.iter_mut().find(|kept| kept.id == *fact) {
                    kept.last_true = *on;
                }
            }
            ChildPageEvent::TakenOff { fact, .. } => {
                if let Some(at) = page.facts.iter().position(|kept| kept.id == *fact) {
                    if page.taken_off.len() == TAKEN_OFF_MAX {
                        page.taken_off.remove(0);
                    }
                    page.taken_off.push(page.facts.remove(at));
                }
            }
            ChildPageEvent::PutBack { fact, .. } => {
                if let Some(at) = page.taken_off.iter().position(|kept| kept.id == *fact) {
                    page.facts.push(page.taken_off.remove(at));
                }
            }
        }
    }

    /// Who decides for a child changed, or the child is gone. Whoever comes to decide when none of
    /// those are left who did begins on an empty page: it was written for others' eyes.
    pub(crate) fn people_changed(&mut self, people: &People) {
        self.pages.retain(|child, page| {
            let Some(child) = people.child(*child) else { return false };
            let now = &child.deciders.members;
            if now.is_empty() {
                page.deciders.retain(|parent| people.member(*parent).is_some());
                return !page.deciders.is_empty();
            }
            let stays = !now.is_disjoint(&page.deciders);
            page.deciders.clone_from(now);
            stays
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_that_can_be_rung() {
        let rings = |text: &str| Phone::parse(text).map(|phone| phone.digits());
        assert_eq!(rings(" +49 (30) 123-45.6 "), Ok("+4930123456".to_owned()));
        assert_eq!(rings("112"), Ok("112".to_owned()));
        assert_eq!(rings(""), Err(TextProblem::Empty));
        for text in ["12", "oma", "1234;ext", "12+345", "٣٣٣٣"] {
            assert_eq!(rings(text), Err(TextProblem::Unprintable), "{text}");
        }
        assert_eq!(rings(&"1".repeat(31)), Err(TextProblem::TooLong { max: 30 }));
    }

    #[test]
    fn sizes_are_asked_about_sooner_than_allergies() {
        assert!(Topic::Sizes.still_so_months() < Topic::Allergies.still_so_months());
        assert!(Topic::ALL.iter().all(|topic| topic.still_so_months() > 0));
    }
}
