//! What one member may see. It borrows nothing else, so nothing else can slip into a page.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::command::live::today_in;
use crate::id::MemberId;
use crate::state::{Own, Shared};

/// The shared part of a household and one member's own part.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub me: MemberId,
    pub shared: &'a Shared,
    pub own: &'a Own,
}

impl Seen<'_> {
    /// The day it was for this member, in their own time zone or the household's.
    pub fn day_of(&self, at: Timestamp) -> Date {
        let zone = self.own.preferences.zone.as_deref();
        today_in(zone.unwrap_or(self.shared.people.zone()), at)
    }

    /// The day it was for the family, by whose clock what all have in common goes.
    pub fn family_day(&self, at: Timestamp) -> Date {
        today_in(self.shared.people.zone(), at)
    }

    /// Changes whenever what this member may see changes, and never otherwise: for stale-state
    /// checks and for the keys of forms. Not to be shown as it is; it counts shared events.
    ///
    /// Three counts: shared events that this member may know of, without names; names given by
    /// those who are here; own events. Names count apart because a leaving member takes theirs
    /// along; the first count grows then, so that no version comes twice.
    pub fn version(&self) -> (u64, u64, u64) {
        (self.shared.version_for(self.me), self.shared.people.names_given(), self.own.version)
    }
}
