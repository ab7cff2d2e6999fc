//! What a check comes to, for programs and for people.

use std::fmt;

use thiserror::Error;

use super::CERTIFICATE_BYTES_MAX;
use super::fraction::Fraction;

/// What is proved about a division, by the family's file and the certificate alone.
///
/// `Display` says it in plain English, several lines with a line break at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many divide.
    pub carers: usize,
    /// How much there is to divide; each has one owner who may have it.
    pub responsibilities: usize,
    /// So many of the largest ratios cannot be bettered: all of them, 1..=6, when the division
    /// is leximin; 0 when only `bound` is proved.
    pub levels: usize,
    /// The largest load ratio, in agreed shares: `(numerator, denominator)`.
    pub largest: (u64, u64),
    /// No legal division has a smaller largest ratio than this.
    pub bound: (u64, u64),
    /// Nodes of all refutations, each checked.
    pub nodes: u64,
    /// Whether plans, loads, gap, reasons and the rest of an answer were checked too.
    pub whole_answer: bool,
}

/// Something an answer may say that no certificate proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unproved {
    /// That no equally fair division changes less or moves fewer minutes.
    FewestChanges,
    /// That the other plans need so many changes, and the change frontier.
    OtherPlans,
    /// Which responsibilities hang on one step of one rating.
    Sensitive,
}

impl Verified {
    /// Whether no division is fairer: leximin, so Pareto optimal.
    pub const fn is_leximin(&self) -> bool {
        self.levels == self.carers
    }

    /// What was said but is not proved.
    pub fn not_checked(&self) -> &'static [Unproved] {
        if self.whole_answer {
            &[Unproved::FewestChanges, Unproved::OtherPlans, Unproved::Sensitive]
        } else {
            &[Unproved::FewestChanges]
        }
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "It holds. Checked from the family's file, without the solver:")?;
        match self.responsibilities {
            1 => writeln!(out, "  - 1 responsibility, with one owner who may have it;")?,
            more => writeln!(out, "  - {more} responsibilities, each with one owner who may;")?,
        }
        let largest = shown(self.largest);
        writeln!(out, "  - every share is exact; the largest is {largest} of what was agreed;")?;
        writeln!(out, "  - what each one sees, in the own ratings, is as stated;")?;
        self.fairness(out)?;
        if self.whole_answer {
            writeln!(out, "  - the plans' owners, loads and changes, and every reason, add up.")?;
        }
        writeln!(out, "Not proved by a certificate, so not checked:")?;
        for unproved in self.not_checked() {
            writeln!(out, "  - {unproved}")?;
        }
        Ok(())
    }
}

impl Verified {
    fn fairness(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = match self.nodes {
            1 => "1 step refutes".to_owned(),
            nodes => format!("{nodes} steps refute"),
        };
        if self.is_leximin() {
            return writeln!(out, "  - no division is fairer: {steps} every one that would be;");
        }
        let bound = shown(self.bound);
        writeln!(out, "  - no division has a largest share below {bound}: {steps} it;")?;
        if self.levels > 1 {
            let places = self.levels;
            writeln!(out, "  - nor can the {places} largest shares be bettered, one by one;")?;
        }
        writeln!(out, "  - whether another one is fairer beyond that is open;")
    }
}

impl fmt::Display for Unproved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::FewestChanges => "that none as fair changes less or moves fewer minutes;",
            Self::OtherPlans => "that the other plans need so many changes, and the frontier;",
            Self::Sensitive => "which things hang on one step of one rating.",
        })
    }
}

/// In percent, to a tenth.
fn shown((top, bottom): (u64, u64)) -> String {
    let tenths = Fraction { top, bottom: bottom.max(1) }.per_mille();
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// Why a certificate is not believed. `Display` says it in one line without a full stop.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    /// More bytes than are read.
    #[error("the certificate is over {CERTIFICATE_BYTES_MAX} bytes")]
    TooLarge,
    /// Bytes that are no UTF-8.
    #[error("the certificate is no text")]
    NotText,
    /// Not JSON, or keys twice, or more nested than any certificate.
    #[error("expected {expected} at byte {at}")]
    NotRead {
        /// Counted from 0.
        at: usize,
        /// What should have stood there.
        expected: &'static str,
    },
    /// A whole answer whose `certificate` is null.
    #[error("this answer has no certificate")]
    NoCertificate,
    /// A field that is missing, unknown, of another type, or not true of this family.
    #[error("{field} {wrong}")]
    Field {
        /// Its place: names joined by points.
        field: String,
        /// What is wrong with it.
        wrong: &'static str,
    },
    /// An answer whose status or gap says more than its certificate proves: the engine may know it
    /// from a way of finding it that leaves no proof short enough to write.
    #[error(
        "the answer claims more than its certificate proves, which is {levels} of {carers} places"
    )]
    ClaimsMore {
        /// How many of the largest ratios are proved.
        levels: usize,
        /// How many there are.
        carers: usize,
    },
    /// Only the proof's digest is there.
    #[error(
        "the proof of {nodes} nodes was left out, so nothing can be checked: \
         print it with `evenkeel divide --format json --whole-proof` (up to 48 MiB)"
    )]
    ProofLeftOut {
        /// How many it is said to have.
        nodes: u64,
    },
    /// A tree that does not refute its caps.
    #[error("refutation {index} does not hold: {why}")]
    Refutation {
        /// Counted from 0.
        index: usize,
        /// Where it fails.
        why: Box<Rejection>,
    },
    /// A fairer division that nothing refutes.
    #[error(
        "nothing refutes a division within the loads {caps:?}, which is fairer at place {place}"
    )]
    NotRefuted {
        /// Counted from 1, the largest ratio.
        place: usize,
        /// The greatest loads of such a division, in the order of the carers.
        caps: Vec<u64>,
    },
}

impl Rejection {
    /// Whether there was nothing to judge: the bytes could not be read at all.
    pub const fn is_unreadable(&self) -> bool {
        matches!(self, Self::TooLarge | Self::NotText | Self::NotRead { .. })
    }
}
