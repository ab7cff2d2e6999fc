//! The shell around the rooms: routes, who asks, forms, headers, assets, the page's frame.

pub mod ask;
pub mod assets;
mod compress;
pub mod discreet;
pub mod escape;
pub mod failure;
pub mod form;
pub mod guard;
pub mod leave;
pub mod log;
pub mod me;
pub mod page;
pub mod part;
pub mod router;
