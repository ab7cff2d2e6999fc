//! Encryption at rest: AES-256-GCM with a random nonce, sizes rounded up, and the place a text
//! belongs to as associated data, so that stored bytes cannot be moved to another place.
//!
//! The only file of this crate that draws random bytes.

use std::fmt;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce, Tag};
use hmac::{Hmac, Mac};
use household::{DataKey, HouseholdId, MemberId};
use sha2::{Digest, Sha256};

const NONCE_BYTES: usize = 12;
const TAG_BYTES: usize = 16;
const LENGTH_BYTES: usize = 4;

/// To what multiple of bytes a text is padded before it is encrypted. The steps for what is one
/// member's own are wide: most such events then have one size, whatever they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Padding {
    None = 1,
    Shared = 64,
    Own = 512,
    OwnSnapshot = 4096,
}

/// 256 secret bits.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key([u8; 32]);

/// The bytes were changed, belong to another place or to another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl Key {
    pub(crate) fn random() -> Self {
        let mut bytes = [0; 32];
        fill_random(&mut bytes);
        Self(bytes)
    }

    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A keyed hash: tells nothing of `text` to those without the key.
    pub(crate) fn digest(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).expect("HMAC takes any key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text);
        mac.finalize().into_bytes().into()
    }

    /// Another key for one purpose.
    pub(crate) fn derive(&self, purpose: &str) -> Self {
        Self(self.digest("derive", purpose.as_bytes()))
    }

    /// `nonce ‖ ciphertext ‖ tag` of `length ‖ text ‖ zeros`.
    pub(crate) fn seal(&self, place: &Place, text: &[u8], padding: Padding) -> Vec<u8> {
        let inner = (LENGTH_BYTES + text.len()).next_multiple_of(padding as usize);
        let mut nonce = [0; NONCE_BYTES];
        fill_random(&mut nonce);
        let length = u32::try_from(text.len()).expect("texts are limited to some MiB");
        let mut sealed = Vec::with_capacity(NONCE_BYTES + inner + TAG_BYTES);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&length.to_le_bytes());
        sealed.extend_from_slice(text);
        sealed.resize(NONCE_BYTES + inner, 0);
        let tag = self
            .cipher()
            .encrypt_inout_detached(
                &Nonce::from(nonce),
                &place.0,
                (&mut sealed[NONCE_BYTES..]).into(),
            )
            .expect("texts are far below what AES-GCM can take");
        sealed.extend_from_slice(&tag);
        sealed
    }

    pub(crate) fn open(&self, place: &Place, sealed: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(Unreadable)?;
        let (inner, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(Unreadable)?;
        let mut text = inner.to_vec();
        self.cipher()
            .decrypt_inout_detached(
                &Nonce::from(*nonce),
                &place.0,
                text.as_mut_slice().into(),
                &Tag::from(*tag),
            )
            .map_err(|_| Unreadable)?;
        let (length, _) = text.split_first_chunk::<LENGTH_BYTES>().ok_or(Unreadable)?;
        let end = usize::try_from(u32::from_le_bytes(*length))
            .ok()
            .and_then(|length| length.checked_add(LENGTH_BYTES))
            .filter(|end| *end <= text.len())
            .ok_or(Unreadable)?;
        text.truncate(end);
        text.drain(..LENGTH_BYTES);
        Ok(text)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.0.into())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What a sealed text is and where it belongs.
#[derive(Debug, Clone)]
pub(crate) struct Place(Vec<u8>);

impl Place {
    pub(crate) fn event(household: HouseholdId, seq: u64, holder: DataKey) -> Self {
        Self::of("event", &[household.as_bytes(), &seq.to_be_bytes(), &holder_bytes(holder)])
    }

    /// `also` binds what must have been written together with it.
    pub(crate) fn snapshot(
        household: HouseholdId,
        seq: u64,
        holder: DataKey,
        also: &[u8; 32],
    ) -> Self {
        let holder = holder_bytes(holder);
        Self::of("snapshot", &[household.as_bytes(), &seq.to_be_bytes(), &holder, also])
    }

    pub(crate) fn data_key(household: HouseholdId, holder: DataKey) -> Self {
        Self::of("data key", &[household.as_bytes(), &holder_bytes(holder)])
    }

    /// A text of an ordinary table's row.
    pub(crate) fn row(table: &str, id: &[u8]) -> Self {
        Self::of(table, &[id])
    }

    /// Every caller's parts have fixed lengths but the last, so no two places give the same bytes.
    fn of(what: &str, parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::with_capacity(96);
        bytes.extend_from_slice(b"evenkeel 1 ");
        bytes.extend_from_slice(what.as_bytes());
        bytes.push(0);
        for part in parts {
            bytes.extend_from_slice(part);
        }
        Self(bytes)
    }
}

/// The hash of an event: of what is stored, so that it holds when nobody can read it any more.
pub(crate) fn chain(
    before: &[u8; 32],
    household: HouseholdId,
    seq: u64,
    holder: DataKey,
    stored: &[u8],
) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"evenkeel 1 chain\0")
        .chain_update(before)
        .chain_update(household.as_bytes())
        .chain_update(seq.to_be_bytes())
        .chain_update(holder_bytes(holder))
        .chain_update(stored)
        .finalize()
        .into()
}

/// What binds a snapshot's shared part to the head and to every own part beside it.
pub(crate) fn snapshot_binding<'a>(
    head: &[u8; 32],
    own: impl Iterator<Item = (MemberId, &'a [u8])>,
) -> [u8; 32] {
    let mut digest = Sha256::new().chain_update(b"evenkeel 1 parts\0").chain_update(head);
    for (member, sealed) in own {
        digest.update(member.as_bytes());
        digest.update(Sha256::digest(sealed));
    }
    digest.finalize().into()
}

#[expect(clippy::disallowed_methods, reason = "keys and nonces are nobody's to choose")]
fn fill_random(bytes: &mut [u8]) {
    rand::fill(bytes);
}

fn holder_bytes(holder: DataKey) -> [u8; 17] {
    let mut bytes = [0; 17];
    if let DataKey::Member(member) = holder {
        bytes[0] = 1;
        bytes[1..].copy_from_slice(member.as_bytes());
    }
    bytes
}
