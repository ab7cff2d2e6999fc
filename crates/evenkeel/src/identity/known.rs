//! Browsers in which somebody came in by their password before. Guesses made there are counted for
//! themselves, so that nobody can keep somebody out by guessing wrong elsewhere.
//!
//! The cookie opens nothing. It says so only to this program, and as long as it runs: after that
//! the browser is one like any other.

use axum::http::{HeaderMap, HeaderValue};
use household::MemberId;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::app::Shared;
use crate::settings::Settings;
use crate::web::failure::hex;
use crate::web::me::cookie_in;

/// As long as a session at most.
const DAYS: i64 = super::SESSION_DAYS;
/// Digits of what is drawn; what proves it follows.
const DRAWN_DIGITS: usize = 32;

impl Shared {
    /// The cookie for a browser in which this member came in.
    pub fn known_cookie(&self, member: MemberId) -> HeaderValue {
        let drawn = hex(&self.entropy.draw("known browser", member.as_bytes())[..16]);
        let token = format!("{drawn}{}", self.proof_of_known(&drawn, member));
        self.cookie(known_cookie(&self.settings), &token, DAYS * 24 * 3600)
    }

    /// The cookie that makes a browser one like any other.
    pub fn no_known_cookie(&self) -> HeaderValue {
        self.cookie(known_cookie(&self.settings), "", 0)
    }

    /// A mark of this browser, if this member came in by it before.
    pub fn known_browser(&self, headers: &HeaderMap, member: MemberId) -> Option<[u8; 32]> {
        let token = cookie_in(headers, known_cookie(&self.settings))?;
        let (drawn, proof) = token.split_at_checked(DRAWN_DIGITS)?;
        let expected = self.proof_of_known(drawn, member);
        let is_it = bool::from(expected.as_bytes().ct_eq(proof.as_bytes()));
        is_it.then(|| Sha256::digest(token).into())
    }

    fn proof_of_known(&self, drawn: &str, member: MemberId) -> String {
        hex(&self.derive("known browser", &[member.as_bytes(), drawn.as_bytes()]))
    }
}

fn known_cookie(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-evenkeel-known" } else { "evenkeel-known" }
}
