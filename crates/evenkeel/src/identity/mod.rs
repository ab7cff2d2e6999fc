//! Signing in: sessions, passwords, PINs, recovery codes, shared devices.
//!
//! Who may do what is decided in `household`; here is only who somebody is. Nobody can reset
//! another: a lost password is replaced with the code its owner wrote down.

mod changes;
mod device;
mod hashing;
mod known;
mod label;
mod lost_proof;
pub mod proof;
pub mod recover;
mod recovery;
pub mod secret;
mod session;
pub mod share_device;
pub mod sign_in;
mod visitor;
mod waits;
mod ways_in;
pub mod who;

pub use changes::{Changed, News, changed, changed_by, unproved_before};
pub use device::{NewDevice, SharedDevice};
pub use label::label;
pub use lost_proof::{LostProof, no_request};
pub use recovery::RecoveryCode;
pub use session::{NewSession, SESSION_DAYS, days_after, hash_of};
pub use visitor::{Knock, NAMES_A_DAY, Visitor};

use crate::settings::Settings;
use crate::web::failure::Failure;

#[derive(Debug)]
pub struct Identity {
    pub hashing: hashing::Hashing,
    knocks: visitor::Knocks,
}

impl Identity {
    #[expect(clippy::new_without_default, reason = "it counts from here on; there is no other")]
    pub fn new() -> Self {
        Self { hashing: hashing::Hashing::new(), knocks: visitor::Knocks::new() }
    }

    /// Lets somebody who is not known yet try once more, or not just now.
    pub fn admit(&self, knock: Knock, visitor: Visitor) -> Result<(), Failure> {
        self.knocks.admit(knock, visitor)
    }

    /// Lets a member try one more sign-in name: each that is taken is told so.
    pub fn may_name(&self, member: household::MemberId) -> bool {
        self.knocks.may_name(member)
    }

    /// Over HTTPS the browser itself binds the cookie to this host; plain HTTP at home cannot.
    pub fn cookie_name(&self, settings: &Settings) -> &'static str {
        if settings.is_https() { "__Host-evenkeel" } else { "evenkeel" }
    }
}
