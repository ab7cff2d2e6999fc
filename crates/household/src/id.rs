//! Ids: 128 opaque bits, written as 32 lowercase hex digits.
//!
//! New ids derive from (who acts, which request) by [`Ids`], never from a counter or a shared
//! random stream: one member's private acts must not shift an id that another member sees.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::text::Note;

/// Text that is not 32 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id has 32 hexadecimal digits")]
pub struct IdProblem;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name([u8; 16]);

        // The bytes' own order, as one number: every look-up in a map compares some ten of them.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                u128::from_be_bytes(self.0).cmp(&u128::from_be_bytes(other.0))
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// The id of these 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// Its 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = IdProblem;

            fn from_str(text: &str) -> Result<Self, IdProblem> {
                parse_hex(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// One family's space: the unit of storage, export and erasure.
    HouseholdId
);
id!(
    /// An adult in a household, or one who was invited and has not joined yet.
    MemberId
);
id!(
    /// A child of the household. Never an account.
    ChildId
);
id!(
    /// A card: one responsibility of this household.
    CardId
);
id!(
    /// One version of what was agreed.
    AgreementId
);
id!(
    /// A talk that somebody asked for, or that two began on one device.
    TalkId
);
id!(
    /// One thank you, sent or not.
    ThanksId
);
id!(
    /// One thing that is true of a child.
    FactId
);
id!(
    /// A house rule, through all its versions.
    RuleId
);
id!(
    /// A question that the parents of a child decide.
    DecisionId
);

id!(
    /// Somebody on the list of those who can help.
    EntryId
);

id!(
    /// Which version of a text somebody read. A yes is to exactly that one.
    VersionId
);

impl VersionId {
    /// The version that consists of these texts, each by somebody.
    pub fn of<'a>(texts: impl IntoIterator<Item = (MemberId, &'a Note)>) -> Self {
        let mut whole = Vec::new();
        for (by, text) in texts {
            let bytes = text.as_str().as_bytes();
            whole.extend(by.as_bytes());
            whole.extend((bytes.len() as u64).to_be_bytes());
            whole.extend(bytes);
        }
        Self::of_bytes(&whole)
    }

    /// The version of something that is written as these bytes.
    pub(crate) fn of_bytes(whole: &[u8]) -> Self {
        let mut id = [0; 16];
        id.copy_from_slice(&Sha256::digest(whole)[..16]);
        Self(id)
    }
}
id!(
    /// A time alone with the children, once or repeated.
    SoloId
);
id!(
    /// What is kept of a link's secret: the first half of its SHA-256.
    LinkHash
);

/// Where a command's new ids come from: a seed that only this actor's request has.
#[derive(Debug, Clone)]
pub struct Ids {
    seed: [u8; 32],
    drawn: u32,
}

impl Ids {
    /// `seed` must differ between requests and be secret to those who should not guess ids.
    pub const fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    fn next(&mut self) -> [u8; 16] {
        let digest =
            Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_be_bytes()).finalize();
        self.drawn += 1;
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        id
    }

    /// A new card's id: the next of this request.
    pub fn card(&mut self) -> CardId {
        CardId(self.next())
    }

    /// A new child's id: the next of this request.
    pub fn child(&mut self) -> ChildId {
        ChildId(self.next())
    }

    /// A new trusted adult's id: the next of this request.
    pub fn adult(&mut self) -> MemberId {
        MemberId(self.next())
    }

    /// A new talk's id: the next of this request.
    pub fn talk(&mut self) -> TalkId {
        TalkId(self.next())
    }

    /// A new thank you's id: the next of this request.
    pub fn thanks(&mut self) -> ThanksId {
        ThanksId(self.next())
    }

    /// A new fact's id: the next of this request.
    pub fn fact(&mut self) -> FactId {
        FactId(self.next())
    }

    /// A new house rule's id: the next of this request.
    pub fn rule(&mut self) -> RuleId {
        RuleId(self.next())
    }

    /// A new question's id: the next of this request.
    pub fn decision(&mut self) -> DecisionId {
        DecisionId(self.next())
    }

    /// A new time's alone id: the next of this request.
    pub fn solo(&mut self) -> SoloId {
        SoloId(self.next())
    }

    /// A new entry's id: the next of this request.
    pub fn entry(&mut self) -> EntryId {
        EntryId(self.next())
    }

    /// A new agreement's id: the next of this request.
    pub fn agreement(&mut self) -> AgreementId {
        AgreementId(self.next())
    }
}

fn write_hex(bytes: &[u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // Reckoned, not looked up, so that the compiler writes many digits at once.
    let digit = |value: u8| value + if value < 10 { b'0' } else { b'a' - 10 };
    let mut text = [0; 32];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = digit(byte >> 4);
        pair[1] = digit(byte & 15);
    }
    f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
}

fn parse_hex(text: &str) -> Result<[u8; 16], IdProblem> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return Err(IdProblem);
    }
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(IdProblem),
    };
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_wrote() {
        let id = MemberId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("0".repeat(31).parse::<MemberId>(), Err(IdProblem));
        assert_eq!("G".repeat(32).parse::<MemberId>(), Err(IdProblem));
    }

    #[test]
    fn ids_depend_on_their_seed_and_order_only() {
        let mut one = Ids::new([1; 32]);
        let mut again = Ids::new([1; 32]);
        assert_eq!(one.card(), again.card());
        assert_ne!(one.card(), Ids::new([1; 32]).card());
        assert_ne!(Ids::new([2; 32]).card(), Ids::new([1; 32]).card());
    }
}
