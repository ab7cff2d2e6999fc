//! Signing in: sessions, passwords, PINs, recovery codes.

mod label;
mod recovery;
mod session;

pub use label::label;
pub use recovery::RecoveryCode;
pub use session::{NewSession, SESSION_DAYS, days_after};

use crate::settings::Settings;

#[derive(Debug, Default)]
pub struct Identity {}

impl Identity {
    pub fn new() -> Self {
        Self::default()
    }

    /// Over HTTPS the browser itself binds the cookie to this host; plain HTTP at home cannot.
    pub fn cookie_name(&self, settings: &Settings) -> &'static str {
        if settings.is_https() { "__Host-evenkeel" } else { "evenkeel" }
    }
}
