//! Share: the cards, who carries what, the two pictures, my plan.

pub mod home;
pub mod mine;
pub mod pictures;
pub mod plan;
pub mod sort;
