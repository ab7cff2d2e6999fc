//! Dividing whole family responsibilities between carers, provably fairly, and saying why.
//!
//! Everyone rates how heavy each responsibility is to *them*. A carer's *load ratio* is the own
//! pile over everything, in the own ratings, times the agreed share: 1 is exactly that share. The
//! fairest division has the smallest largest ratio, then the smallest second one (leximin); of
//! those, the one with the fewest changes from today, then with the fewest minutes moved.
//!
//! ```
//! use fairdivision::{Instance, Options, divide};
//! let family = Instance::from_json(br#"{
//!     "carers": [{"id": "a"}, {"id": "b"}],
//!     "responsibilities": [
//!         {"id": "cooking", "minutes": 420, "burden": {"a": 60, "b": 30}, "current": "a"},
//!         {"id": "washing", "minutes": 180, "burden": {"a": 40, "b": 70}, "current": "a"}
//!     ]
//! }"#)?;
//! let division = divide(&family, &Options::default())?;
//! println!("{}", fairdivision::text::render(&division, &family));
//! println!("{}", serde_json::to_string(&division)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **Invariants.** No floating point takes part in any decision. No input or output other than
//! bytes and strings handed over; no clock, randomness, environment or thread. The same instance
//! and options give the same bytes everywhere, in whatever order the input lists things. Limits
//! are counted, never timed. Ratings of one carer are never compared with another's except as
//! shares of each one's own total.
//!
//! **Two ways.** Two carers are divided between by a band search and a table (exact for every
//! load); three to six by integer prices, branching and re-division by few, with a proof that
//! [`verify`] checks without any of the solver's code. Pareto and change frontiers are for two.
//!
//! **Deliberately absent.** Divisible responsibilities, taking turns, and any promise that the
//! ratings are right.

mod assess;
mod band;
mod burden;
mod certificate;
mod checks;
mod divide;
mod division;
mod error;
mod eyes;
mod frontier;
mod input;
mod instance;
mod many;
mod neutral;
mod pair;
mod prices;
mod ratio;
mod robust;
mod table;
pub mod text;
pub mod verify;
mod why;

pub use assess::{Assessment, OwnersError, assess};
pub use burden::{Heaviness, burden, pooled_minutes};
pub use certificate::{Certificate, ProofTree, Refutation, Tried, WholeProof};
pub use divide::{Options, Sensitive, divide};
pub use division::{
    Division, Floor, FrontierStep, Load, OwnEyes, Plan, Plans, Status, Why, Witness,
};
pub use error::{ErrorKind, InputError};
pub use frontier::{Frontier, FrontierPoint, pareto};
pub use instance::{Carer, CarerSet, Instance, Responsibility};
pub use ratio::Ratio;
pub use robust::lock_prices;

/// The limits of an input.
pub mod limits {
    pub use crate::burden::{ESTIMATES_MAX, MENTAL_LOAD_MAX, POOLED_MINUTES_MAX};
    pub use crate::input::INPUT_BYTES_MAX;
    pub use crate::instance::{
        BURDEN_MAX, CARERS_MAX, ID_BYTES_MAX, MINUTES_MAX, RESPONSIBILITIES_MAX, WEIGHT_MAX,
    };
}

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
