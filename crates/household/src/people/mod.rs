//! Who is in the family: its parents, its children, who decides for whom and who lives where.

mod child;
mod member;
mod trusted;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

pub use child::{AgeBand, Arrangement, Born, Child, Deciders, Lives};
pub use member::{Keys, Look, Member, Pattern, Preferences, Tone, Wellbeing};
pub use trusted::{PART_WHOLE, Trusted, TrustedOffer};

use crate::event::{Event, Recorded};
use crate::id::{ChildId, MemberId};

/// Most parents a household can have.
pub const PARENTS_MAX: usize = 6;
/// Most who carry, parents and trusted adults together.
pub const CARERS_MAX: usize = 6;
/// Most children a household can have.
pub const CHILDREN_MAX: usize = 16;
/// A household without a chosen time zone keeps this one.
pub const ZONE_DEFAULT: &str = "Etc/UTC";

/// The adults and children of a household, and its time zone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    zone: Option<String>,
    members: BTreeMap<MemberId, Member>,
    /// Who carries and does not decide. Left out of what is written while there is nobody.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    trusted: BTreeMap<MemberId, Trusted>,
    /// Who left. What they agreed to still names them, without a name.
    former: BTreeSet<MemberId>,
    /// In the order they were added, which is the order a family reads them in.
    children: Vec<Child>,
}

impl People {
    /// The household's IANA time zone name.
    pub fn zone(&self) -> &str {
        self.zone.as_deref().unwrap_or(ZONE_DEFAULT)
    }

    /// The household's time zone; UTC's where its name is not known any more.
    pub fn time_zone(&self) -> TimeZone {
        zone_named(self.zone())
    }

    /// An adult by id, if they are here now: neither invited only, nor gone.
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.get(&id)
    }

    /// Everyone who decides here, by id.
    pub fn parents(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members.iter().map(|(id, member)| (*id, member))
    }

    /// The ids of everyone who decides here, in order.
    pub fn parent_ids(&self) -> impl Iterator<Item = MemberId> + '_ {
        self.members.keys().copied()
    }

    /// Whether `id` was a member and left. They cannot come back as themselves: their key is gone.
    pub fn is_former(&self, id: MemberId) -> bool {
        self.former.contains(&id)
    }

    /// How many have ever joined here: what a page was read by is for those who had joined then.
    pub fn arrivals(&self) -> usize {
        self.members.len() + self.former.len()
    }

    /// How many names were given by those who are here.
    pub(crate) fn names_given(&self) -> u64 {
        self.members.values().map(|member| member.named).sum()
    }

    /// Everyone who decides here but `me`, by id.
    pub fn others_than(&self, me: MemberId) -> impl Iterator<Item = (MemberId, &Member)> {
        self.parents().filter(move |(id, _)| *id != me)
    }

    /// A trusted adult by id, also one who is only put forward.
    pub fn trusted(&self, id: MemberId) -> Option<&Trusted> {
        self.trusted.get(&id)
    }

    /// Everyone who carries and does not decide, also who is only put forward, by id.
    pub fn all_trusted(&self) -> impl Iterator<Item = (MemberId, &Trusted)> {
        self.trusted.iter().map(|(id, trusted)| (*id, trusted))
    }

    /// The trusted adults whom every parent said yes to, by id.
    pub fn carrying(&self) -> impl Iterator<Item = (MemberId, &Trusted)> {
        self.all_trusted().filter(|(_, trusted)| trusted.part().is_some())
    }

    /// Whether a card can be `id`'s: a parent, or a trusted adult whom all said yes to.
    pub fn may_own(&self, id: MemberId) -> bool {
        let carries = |trusted: &Trusted| trusted.part().is_some();
        self.members.contains_key(&id) || self.trusted.get(&id).is_some_and(carries)
    }

    /// Whether fewer than two parents are here.
    pub fn is_alone(&self) -> bool {
        self.members.len() < 2
    }

    /// In the order they were added.
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// A child by id, unless removed.
    pub fn child(&self, id: ChildId) -> Option<&Child> {
        self.children.iter().find(|child| child.id == id)
    }

    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        let by = recorded.by;
        match &recorded.event {
            Event::HouseholdBegun { zone } | Event::ZoneSet { zone } => {
                self.zone = Some(zone.clone());
            }
            Event::MemberJoined { look } => {
                let before: BTreeSet<_> = self.parent_ids().collect();
                for trusted in self.trusted.values_mut() {
                    trusted.ask_again(&before);
                }
                self.members.insert(by, Member::new(recorded.at, *look));
            }
            Event::MemberNamed { name } => {
                if let Some(member) = self.members.get_mut(&by) {
                    member.call(name);
                }
            }
            Event::MemberLeft { .. } => {
                self.members.remove(&by);
                self.former.insert(by);
                for child in &mut self.children {
                    child.deciders.members.remove(&by);
                }
                self.settle();
            }
            Event::LookChosen { look } => {
                if let Some(member) = self.members.get_mut(&by) {
                    member.look = *look;
                }
            }
            Event::ChildAdded { child } => self.children.push(child.clone()),
            Event::ChildChanged { child } => {
                if let Some(kept) = self.children.iter_mut().find(|kept| kept.id == child.id) {
                    *kept = child.clone();
                }
            }
            Event::TrustedOffered { adult, name, .. } => {
                let trusted = self.trusted.entry(*adult).or_insert_with(|| Trusted::offered(name));
                trusted.apply(by, &recorded.event);
                self.settle();
            }
            Event::TrustedConfirmed { adult }
            | Event::TrustedWithdrawn { adult }
            | Event::TrustedCannotSet { adult, .. } => {
                if let Some(trusted) = self.trusted.get_mut(adult) {
                    trusted.apply(by, &recorded.event);
                }
                self.trusted.retain(|_, trusted| trusted.is_anything());
                self.settle();
            }
            Event::TrustedLeft { adult, .. } => {
                self.trusted.remove(adult);
            }
            Event::ChildRemoved { child } => self.children.retain(|kept| kept.id != *child),
            other => unreachable_event(other),
        }
    }

    /// Of the trusted adults, whatever every parent has said yes to holds.
    fn settle(&mut self) {
        let parents = self.parent_ids().collect();
        for trusted in self.trusted.values_mut() {
            trusted.settle(&parents);
        }
    }
}

/// A time zone by its IANA name; UTC where the name is not known any more.
pub fn zone_named(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap_or(TimeZone::UTC)
}

/// `Household::apply` sends each event to its room; one that arrives elsewhere is our bug.
#[track_caller]
pub(crate) fn unreachable_event(event: &Event) {
    debug_assert!(false, "an event of another room: {event:?}");
}
