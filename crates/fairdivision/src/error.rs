//! What can be wrong with an input, and the one shape in which it is said.

use serde::Serialize;
use thiserror::Error;

/// Which rule of the contract an input breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// Every carer is listed under `cannot`.
    NobodyCan,
    /// Locked to someone who is listed under `cannot`.
    LockedButCannot,
    /// An id that belongs to no carer.
    UnknownCarer,
    /// An id given twice.
    DuplicateId,
    /// A burden that is missing or no whole number from 1 to 100,000.
    BadBurden,
    /// A weight that is no whole number from 1 to 10,000.
    BadWeight,
    /// More carers, responsibilities, minutes or bytes than are taken.
    TooLarge,
    /// Not the shape of the contract at all.
    Syntax,
}

/// A refused input: `{"error": …, "ids": […], "message": …}`.
///
/// `ids` names what to look at: responsibilities for burdens and for what nobody can do, carers
/// for weights, the unknown or repeated ids themselves, and for a lock that clashes the
/// responsibility followed by the carer. The order is that of the input.
///
/// ```
/// use fairdivision::{ErrorKind, Instance};
/// let refused = Instance::from_json(b"{}").expect_err("no carers");
/// assert_eq!(refused.error, ErrorKind::Syntax);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[error("{message}")]
pub struct InputError {
    /// The rule broken.
    pub error: ErrorKind,
    /// What to look at.
    pub ids: Vec<String>,
    /// The same for people, in English.
    pub message: String,
}

impl InputError {
    pub(crate) fn new(error: ErrorKind, ids: Vec<String>, message: impl Into<String>) -> Self {
        Self { error, ids, message: message.into() }
    }

    pub(crate) fn syntax(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Syntax, Vec::new(), message)
    }

    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::TooLarge, Vec::new(), message)
    }
}
