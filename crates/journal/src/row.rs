//! The ordinary tables: who signs in, by what, from where. Nothing here is part of a household's
//! history; every text among it is encrypted at rest and every name is looked up by a keyed hash.
//!
//! Times are kept to the microsecond.

use household::{HouseholdId, MemberId};
use jiff::Timestamp;

use crate::append::Receipt;
use crate::id::{DeviceId, InvitationId};

/// Longest sign-in name, in bytes (an e-mail address has at most 254).
pub const NAME_BYTES_MAX: usize = 254;
/// Longest label, name of an invited person or hash of a secret, in bytes.
pub const TEXT_BYTES_MAX: usize = 1024;
/// Longest answer kept with a receipt.
pub const ANSWER_BYTES_MAX: usize = 64 << 10;

/// Most bytes of a member's private pages with their locks.
pub const VAULT_BYTES_MAX: usize = 6 << 20;

/// Most bytes of the private pages that one link opens.
pub const LENT_BYTES_MAX: usize = 1 << 20;
/// Most links of one member that work at a time.
pub const LENT_MAX: usize = 20;

/// What somebody signs in with: chosen freely, or an e-mail address. Unique over all households,
/// compared without regard to case. Never in the journal.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInName(String);

/// Why a text is no sign-in name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInNameProblem {
    #[error("nothing is written")]
    Empty,
    #[error("longer than {NAME_BYTES_MAX} bytes")]
    TooLong,
    #[error("holds a character that cannot be shown")]
    Unprintable,
}

impl SignInName {
    pub fn parse(text: &str) -> Result<Self, SignInNameProblem> {
        let text = text.trim();
        if text.is_empty() {
            Err(SignInNameProblem::Empty)
        } else if text.len() > NAME_BYTES_MAX {
            Err(SignInNameProblem::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(SignInNameProblem::Unprintable)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// As its owner wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is compared.
    pub(crate) fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl std::fmt::Debug for SignInName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInName(…)")
    }
}

/// Somebody who belongs to a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub member: MemberId,
    pub household: HouseholdId,
    pub sign_in_name: Option<SignInName>,
    pub created: Timestamp,
    /// The invitation they came by; none for the one who began.
    pub invitation: Option<InvitationId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    Password,
    Pin,
    Recovery,
}

/// One secret of one member, as a hash: a slow one, but for a recovery code, which is long and
/// random, and is what its member is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub member: MemberId,
    pub kind: CredentialKind,
    pub hash: String,
}

/// What lets a member in, as far as they are told when it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayIn {
    Name,
    Password,
    Pin,
    Code,
    /// Somebody came in by the recovery code.
    Return,
    /// Somebody asked to do without the proof that was lost.
    Request,
}

/// The last change of one way in: told to its owner, and to nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayInChange {
    pub way: WayIn,
    pub at: Timestamp,
    /// The hash of the token of the session that made it.
    pub session: [u8; 32],
    /// Whether more than being signed in proved who it was.
    pub is_proved: bool,
}

/// A signed-in browser, as its owner sees it in their list. When it was last used is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub token_hash: [u8; 32],
    pub member: MemberId,
    pub household: HouseholdId,
    pub device: Option<DeviceId>,
    pub created: Timestamp,
    pub expires: Timestamp,
    pub label: String,
}

/// Who a request comes from: what every request reads of its [`Session`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    pub member: MemberId,
    pub household: HouseholdId,
    pub device: Option<DeviceId>,
    pub expires: Timestamp,
    /// Whether a password or a recovery code lets them come back if this session ends.
    pub has_way_back: bool,
    /// Whether a change of a way in may be to be told here ([`crate::Journal::way_in_news`]), or
    /// one that was asked for waits.
    pub has_news: bool,
}

/// A member's private pages, as their device encrypted them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vault {
    /// One more with each change.
    pub version: u32,
    /// None where they were thrown away.
    pub files: Option<Vec<u8>>,
}

/// Whether private pages were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultSaved {
    /// On disk, at this version.
    At(u32),
    /// Another device was first: nothing was written.
    Changed,
}

/// Private pages that a member lends to whoever has a link: a file that their device has encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lent {
    pub by: MemberId,
    /// Of the link's token.
    pub token_hash: [u8; 32],
    pub expires: Timestamp,
    pub file: Vec<u8>,
}

/// What became of lending pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lending {
    Kept,
    /// Its token is another link's.
    Taken,
    /// [`LENT_MAX`] of theirs work already.
    TooMany,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    Open,
    UsedBy(MemberId),
    Revoked,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub token_hash: [u8; 32],
    pub household: HouseholdId,
    pub by: MemberId,
    /// The name of who is invited, if it was said.
    pub called: Option<String>,
    pub created: Timestamp,
    pub expires: Timestamp,
    pub state: InvitationState,
}

/// A device that members of one household share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    pub token_hash: [u8; 32],
    pub household: HouseholdId,
    pub created: Timestamp,
}

/// Where a secret can be guessed, each with its own growing waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// A member's PIN on a shared device.
    Pin { device: DeviceId, member: MemberId },
    /// A password; the name need not exist. Each visitor has a count of their own, so that nobody
    /// can keep another out by guessing wrong.
    Name { name: SignInName, from: [u8; 32] },
    /// A secret asked for again within a session.
    Proof { session: [u8; 32] },
}

/// Whether one more guess may be made. The guess is already counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// What [`Row::TakeBackGuess`] gives back: from when it was allowed, if guesses were counted.
    Allowed {
        since: Option<Timestamp>,
    },
    NotBefore(Timestamp),
}

/// One change of an ordinary table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Refused as `AlreadyDone` where the member's key is known; checked before everything else.
    Receipt(Receipt),
    /// A new person.
    Person(Person),
    /// Sets or removes a sign-in name.
    SignInName {
        member: MemberId,
        name: Option<SignInName>,
    },
    /// Sets a credential, in place of one of its kind.
    Credential(Credential),
    RemoveCredential {
        member: MemberId,
        kind: CredentialKind,
    },
    /// A way in changed; the last time of each way is kept.
    WayInChanged {
        member: MemberId,
        change: WayInChange,
    },
    /// As if it had not changed.
    ForgetWayInChange {
        member: MemberId,
        way: WayIn,
    },
    /// What was told of a member's ways in was put away, in this session of theirs and for those
    /// that begin later.
    PutWayInNewsAway {
        member: MemberId,
        session: [u8; 32],
        up_to: u32,
        /// What this session did itself since then, without proof, it is still to be told.
        unproved_before: Timestamp,
    },
    Session(Session),
    /// Lets a session last longer; quietly nothing if it was ended.
    RenewSession {
        member: MemberId,
        token_hash: [u8; 32],
        expires: Timestamp,
    },
    /// Ends a session of this member; quietly nothing if there is none.
    EndSession {
        member: MemberId,
        token_hash: [u8; 32],
    },
    /// Ends all of a member's sessions but, if given, one.
    EndSessionsOf {
        member: MemberId,
        except: Option<[u8; 32]>,
    },
    /// A new invitation; its state is open.
    Invitation(Invitation),
    /// Refused as `InvitationGone` unless it is open and has not expired.
    UseInvitation {
        id: InvitationId,
        by: MemberId,
        at: Timestamp,
    },
    /// Refused as `InvitationGone` unless it is open.
    RevokeInvitation {
        id: InvitationId,
        household: HouseholdId,
    },
    Device(Device),
    RemoveDevice {
        id: DeviceId,
        household: HouseholdId,
    },
    DeviceMember {
        device: DeviceId,
        member: MemberId,
    },
    RemoveDeviceMember {
        device: DeviceId,
        member: MemberId,
    },
    /// The right secret was given: that guess is not counted. Those before it are, until they
    /// fade, so that whoever made them cannot tell that somebody came in.
    TakeBackGuess {
        door: Door,
        since: Option<Timestamp>,
    },
}
