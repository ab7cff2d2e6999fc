//! Children: who is in the family, each child's page, and which cards are on the table for them.

mod cards;
mod child;
mod family;
pub mod page;
mod proposal;

pub use cards::{add_card, card, cards, choose_cards, find_cards, remove_card, rename_card};
pub use child::{add_child, change_details, details, new_child, remove_child};
pub use family::{family, names};
