//! Share: the cards, who carries what, the two pictures, my plan; then the division, what was
//! agreed, and each responsibility's page.

pub mod agreement;
pub mod division;
pub mod home;
pub mod mine;
pub mod pictures;
pub mod plan;
pub mod responsibility;
pub mod sort;
