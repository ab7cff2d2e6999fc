//! Children: who is in the family, and which cards are on the table for them.

mod cards;
mod child;
mod family;
mod proposal;

pub use cards::{add_card, card, cards, choose_cards, find_cards, remove_card, rename_card};
pub use child::{add_child, change_child, child, new_child, remove_child};
pub use family::{family, names};
