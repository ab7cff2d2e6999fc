//! A device that people of one household share: a second cookie, which says only that, and whose
//! token is also what the other person's first time there is derived from.

use axum::http::{HeaderMap, HeaderValue};
use household::HouseholdId;
use jiff::Timestamp;
use journal::{Device, DeviceId, Invitation, InvitationState};
use sha2::{Digest, Sha256};

use super::session::hash_of;
use crate::app::Shared;
use crate::settings::Settings;
use crate::web::failure::{Failure, hex};
use crate::web::me::cookie_in;

/// As long as browsers keep a cookie at all.
const DAYS: i64 = 400;
/// Most invitations that are kept for one device: each is for somebody's first time there.
const FIRST_TIMES_MAX: u8 = 8;

/// A device to be kept, and the cookie that it is known by.
#[derive(Debug)]
pub struct NewDevice {
    pub row: Device,
    pub token: String,
    pub cookie: HeaderValue,
}

/// The shared device that a request comes from.
#[derive(Debug, Clone)]
pub struct SharedDevice {
    pub device: Device,
    token: String,
}

impl Shared {
    /// Makes this browser a shared device. `random` must be secret and new.
    pub fn new_device(&self, random: [u8; 32], household: HouseholdId) -> NewDevice {
        let token = hex(&random);
        let mut id = [0; 16];
        id.copy_from_slice(&Sha256::digest(["device id", &token].concat())[..16]);
        let row = Device {
            id: DeviceId::from_bytes(id),
            token_hash: hash_of(&token),
            household,
            created: self.clock.now(),
        };
        let cookie = self.cookie(device_cookie(&self.settings), &token, DAYS * 24 * 3600);
        NewDevice { row, token, cookie }
    }

    /// The cookie that makes a browser one's own again.
    pub fn no_device_cookie(&self) -> HeaderValue {
        self.cookie(device_cookie(&self.settings), "", 0)
    }

    /// The shared device this request comes from, if it is one and still stands.
    pub async fn shared_device(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<SharedDevice>, Failure> {
        let Some(token) = cookie_in(headers, device_cookie(&self.settings)) else {
            return Ok(None);
        };
        let device = self.journal.device(&hash_of(token)).await?;
        Ok(device.map(|device| SharedDevice { device, token: token.to_owned() }))
    }

    /// The id for a session of this household on this browser, where the device is theirs.
    pub async fn device_for(
        &self,
        headers: &HeaderMap,
        household: HouseholdId,
    ) -> Result<Option<DeviceId>, Failure> {
        let shared = self.shared_device(headers).await?;
        let ours = shared.filter(|shared| shared.device.household == household);
        Ok(ours.map(|shared| shared.device.id))
    }

    /// Who was named for this device and has not been here yet: their invitation and its token.
    pub async fn first_times(
        &self,
        shared: &SharedDevice,
        now: Timestamp,
    ) -> Result<Vec<(Invitation, String)>, Failure> {
        let mut open = Vec::new();
        for n in 0..FIRST_TIMES_MAX {
            let token = first_time(&shared.token, n);
            let found = self.journal.invitation_by_token(&hash_of(&token)).await?;
            if let Some(found) = found
                && found.state == InvitationState::Open
                && found.expires > now
            {
                open.push((found, token));
            }
        }
        Ok(open)
    }

    /// The token for one more invitation to this device; `None` where there were very many.
    pub async fn next_first_time(&self, token: &str) -> Result<Option<String>, Failure> {
        for n in 0..FIRST_TIMES_MAX {
            let next = first_time(token, n);
            if self.journal.invitation_by_token(&hash_of(&next)).await?.is_none() {
                return Ok(Some(next));
            }
        }
        Ok(None)
    }
}

impl SharedDevice {
    pub fn token(&self) -> &str {
        &self.token
    }
}

/// Only this device has the token, so only this device can make the link, and nothing that opens it
/// has to be kept.
fn first_time(token: &str, n: u8) -> String {
    let digest =
        Sha256::new().chain_update("first time").chain_update([n]).chain_update(token).finalize();
    hex(&digest)
}

fn device_cookie(settings: &Settings) -> &'static str {
    if settings.is_https() { "__Host-evenkeel-device" } else { "evenkeel-device" }
}
