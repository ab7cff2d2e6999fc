//! The division of this household's cards: what both set openly, and each reader's own view of it.

mod choosing;
mod draft;
mod inputs;
mod reckon;
mod settings;
mod thread;
mod view;

pub use draft::{Among, Drafted, SoloDraft, ToDraft, Whose, solo_draft, to_draft};
pub use inputs::NoDivision;
pub use reckon::ToDivide;
pub use settings::{SetAside, Settings, SharesOffer, WEIGHT_MAX};
pub use thread::{Thread, ToFindThreads};
pub use view::{
    At, DivisionView, Evenness, Mine, Pile, Place, Placed, Plan, PlanLine, Reason, Wish,
};
