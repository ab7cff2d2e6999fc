//! What can go wrong between a caller and the disk.

use std::path::PathBuf;

use household::{HouseholdId, MemberId};

use crate::append::Receipt;

/// A failure of storage: nobody's fault who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("the disk is full: nothing was written")]
    NoSpace,
    #[error("storage failed: {0}")]
    Engine(String),
    #[error("the journal of household {household} is damaged at event {seq}: {what}")]
    Damaged { household: HouseholdId, seq: u64, what: Damage },
    #[error("a stored {what} does not read back: the data file is damaged")]
    DamagedRow { what: &'static str },
    #[error("member {0} was erased and can do nothing more")]
    Erased(MemberId),
    #[error("{0} exceeds what the journal takes")]
    TooLarge(&'static str),
    #[error("this journal is open for reading only")]
    ReadOnly,
    #[error("the journal is closed")]
    Closed,
    #[error("erased, but {0}: erase again when it has ended, so that no copy stays in the file")]
    EraseUnfinished(&'static str),
}

/// What is wrong with an event or a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("its bytes do not match the chain of hashes")]
    Chain,
    #[error("its bytes do not decrypt")]
    Sealed,
    #[error("the data key it needs is missing")]
    Key,
    #[error("it does not decode ({0})")]
    Encoding(String),
    #[error("events are missing after it")]
    Missing,
    #[error("the snapshot differs from what the events add up to")]
    Snapshot,
}

/// Why an append did not happen. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    #[error("the household has changed meanwhile: load it and decide again")]
    Conflict,
    /// This member's key was used before. Answer what it answered, if the body was the same.
    #[error("already done")]
    AlreadyDone(Receipt),
    #[error("the sign-in name is taken")]
    NameTaken,
    #[error("the invitation is used, revoked, expired or unknown")]
    InvitationGone,
    #[error(transparent)]
    Storage(#[from] Error),
}

/// Why rows were not written. None of them was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("already done")]
    AlreadyDone(Receipt),
    #[error("the sign-in name is taken")]
    NameTaken,
    #[error("the invitation is used, revoked, expired or unknown")]
    InvitationGone,
    #[error(transparent)]
    Storage(#[from] Error),
}

impl From<WriteError> for AppendError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::AlreadyDone(receipt) => Self::AlreadyDone(receipt),
            WriteError::NameTaken => Self::NameTaken,
            WriteError::InvitationGone => Self::InvitationGone,
            WriteError::Storage(error) => Self::Storage(error),
        }
    }
}

/// Tells storage's failures from refusals.
pub(crate) trait StorageFailure {
    fn storage_failure(&self) -> Option<&Error>;
}

impl StorageFailure for Error {
    fn storage_failure(&self) -> Option<&Error> {
        Some(self)
    }
}

impl StorageFailure for AppendError {
    fn storage_failure(&self) -> Option<&Error> {
        match self {
            Self::Storage(error) => Some(error),
            Self::Conflict | Self::AlreadyDone(_) | Self::NameTaken | Self::InvitationGone => None,
        }
    }
}

impl StorageFailure for WriteError {
    fn storage_failure(&self) -> Option<&Error> {
        match self {
            Self::Storage(error) => Some(error),
            Self::AlreadyDone(_) | Self::NameTaken | Self::InvitationGone => None,
        }
    }
}

/// Why a data file was not opened. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(
        "another evenkeel is already serving {}: stop it first, or choose another data file",
        .0.display()
    )]
    Locked(PathBuf),
    #[error("{} is there, but its server key {} is not: put back the key file it was made with \
             (backups leave it out on purpose)", .data_file.display(), .key_file.display())]
    KeyMissing { data_file: PathBuf, key_file: PathBuf },
    #[error("the server key is not the one {} was made with: give the right one with --key",
            .0.display())]
    WrongKey(PathBuf),
    #[error("{} does not hold a server key (32 bytes in hexadecimal)", .0.display())]
    NotAKey(PathBuf),
    #[error("{} is not an Evenkeel data file", .0.display())]
    NotOurs(PathBuf),
    #[error("{} was written by a newer Evenkeel (data version {found}, this one knows {known}): \
             use the newer program", .path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{} was written by an older Evenkeel: run `evenkeel serve` once to bring it up to date",
            .0.display())]
    Older(PathBuf),
    #[error("there is no data file at {}", .0.display())]
    Absent(PathBuf),
    #[error("cannot open {}: {what}", .path.display())]
    Failed { path: PathBuf, what: String },
}
