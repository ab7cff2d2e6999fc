//! The division of this household's cards: what both set openly, and each reader's own view of it.

mod settings;

pub use settings::{SetAside, Settings, SharesOffer, WEIGHT_MAX};
