//! Children: who is in the family, each child's page, which cards are on the table for them, and
//! the house rules.

mod cards;
mod child;
pub mod coming;
mod family;
pub mod knowing;
pub mod page;
mod proposal;
pub mod rules;
pub mod time;

pub use cards::{add_card, card, cards, choose_cards, find_cards, remove_card, rename_card};
pub use child::{add_child, change_details, details, new_child, remove_child};
pub(crate) use family::age;
pub use family::{family, names};
