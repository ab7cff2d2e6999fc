//! Talking: the first answer and its being said back, listening talks, and what one prepares alone.
//!
//! - `expectations`: what each expects, answered alone, sealed, opened together.
//! - `first`: what an invited parent answers, said back before anything else opens (R1).
//! - `listening`: asking for a talk, the talk itself while it lasts, what both keep of it.
//! - `preparation`: what the one who asks thinks about first. Theirs alone.
//! - `thanks`: a drawer of one's own, what was sent, and what would help even more.

mod event;
pub mod expectations;
mod first;
pub mod listening;
mod preparation;
pub mod thanks;

pub use event::TalkEvent;
pub use first::{Answer, Draft, Heard, SaidBack, Talk};
pub use preparation::Preparation;
