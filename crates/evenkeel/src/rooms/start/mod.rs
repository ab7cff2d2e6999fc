//! Start: three doors, opening a family's space, inviting, and being invited.

mod answer;
mod answerer;
mod before;
mod home;
mod invitation;
mod invite;
mod join;
mod letter;
mod link;
mod question;
mod seeing;
mod welcome;

#[cfg(test)]
mod tests;

pub use answer::{answer, change_answer, not_now};
pub use before::{before, begin};
pub use home::home;
pub use invitation::{invitation, revoke};
pub(crate) use invite::own_message;
pub use invite::{create_invitation, invite};
pub use join::{join, send_or_keep};
pub use question::question;
pub use seeing::who_can_see;
pub use welcome::welcome;
