//! What a family is and may do.
//!
//! A household is an append-only log of [`Event`]s. [`Household::decide`] turns a member's
//! [`Command`] into events or a [`Refusal`]; [`Household::apply`] folds an event into the state and
//! cannot fail. Both are pure: who acts, what time it is and where new ids come from are arguments.
//!
//! The state is split by who may know it: [`Shared`] is what every member sees, [`Own`] is what one
//! member alone sees. A page is built from a [`Seen`], which borrows the shared part and the
//! reader's own part and nothing else, so that no page *can* show another's sealed answers.

pub mod agreement;
mod audience;
pub mod check_in;
pub mod children;
pub mod command;
pub mod decisions;
pub mod directory;
pub mod division;
pub mod event;
pub mod first_session;
pub mod id;
pub mod load;
mod names;
pub mod people;
pub mod plan;
pub mod refusal;
pub mod rules;
pub mod sealed;
pub mod seen;
pub mod solo;
pub mod sort;
pub mod state;
pub mod talk;
pub mod text;
pub mod today;
pub mod versions;

pub use command::Command;
pub use event::{DataKey, Event, Recorded};
pub use id::{
    AgreementId, CardId, ChildId, DecisionId, EntryId, FactId, HouseholdId, Ids, LinkHash,
    MemberId, RuleId, SoloId, TalkId, ThanksId, VersionId,
};
pub use refusal::Refusal;
pub use seen::Seen;
pub use state::{Household, Own, Shared};
pub use text::{Line, Note, TextProblem};
