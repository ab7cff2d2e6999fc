//! Sessions: a random token in a cookie, its hash in the journal's table.

use axum::http::HeaderValue;
use household::{HouseholdId, MemberId};
use jiff::{SignedDuration, Timestamp};
use journal::{DeviceId, Row, Session, SignedIn};
use sha2::{Digest, Sha256};

use crate::app::Shared;
use crate::web::failure::{Failure, hex};

/// How long a browser stays signed in without being used.
/// A year: whoever began with one press has no other way in until they make one.
pub const SESSION_DAYS: i64 = 365;
/// With no more days left than these it is renewed: who comes now and then is never locked out, and
/// hardly any request writes.
const RENEWED_AT_DAYS: i64 = 275;

/// A session to be kept, and the cookie that opens it.
#[derive(Debug)]
pub struct NewSession {
    pub row: Session,
    pub cookie: HeaderValue,
}

impl Shared {
    /// A new session. `token` must be secret and new.
    pub fn new_session(
        &self,
        token: [u8; 32],
        member: MemberId,
        household: HouseholdId,
        device: Option<DeviceId>,
        label: String,
    ) -> NewSession {
        let token = hex(&token);
        let now = self.clock.now();
        let row = Session {
            token_hash: hash_of(&token),
            member,
            household,
            device,
            created: now,
            expires: days_after(now, SESSION_DAYS),
            label,
        };
        let name = self.identity.cookie_name(&self.settings);
        NewSession { row, cookie: self.cookie(name, &token, SESSION_DAYS * 24 * 3600) }
    }

    /// Lets a session that is in use last, where it has grown old. Gives its cookie anew.
    pub async fn renew_session(
        &self,
        token: &str,
        signed_in: &SignedIn,
    ) -> Result<Option<HeaderValue>, Failure> {
        let now = self.clock.now();
        if signed_in.expires > days_after(now, RENEWED_AT_DAYS) {
            return Ok(None);
        }
        let (member, token_hash) = (signed_in.member, hash_of(token));
        let expires = days_after(now, SESSION_DAYS);
        self.journal.write(vec![Row::RenewSession { member, token_hash, expires }]).await?;
        let name = self.identity.cookie_name(&self.settings);
        Ok(Some(self.cookie(name, token, SESSION_DAYS * 24 * 3600)))
    }

    /// The cookie that ends the session in the browser.
    pub fn no_cookie(&self) -> HeaderValue {
        self.cookie(self.identity.cookie_name(&self.settings), "", 0)
    }

    pub(crate) fn cookie(&self, name: &str, token: &str, seconds: i64) -> HeaderValue {
        let secure = if self.settings.is_https() { "; Secure" } else { "" };
        let text =
            format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::try_from(text).expect("hexadecimal digits and our own words")
    }
}

/// What is kept of a token: who reads the data file cannot sign in with it.
pub fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

pub fn days_after(now: Timestamp, days: i64) -> Timestamp {
    now.saturating_add(SignedDuration::from_hours(days * 24)).unwrap_or(Timestamp::MAX)
}
