//! Settings: what is only the reader's to choose, and the way out.
//!
//! A page for each thing, so that each asks one question. Nothing here shows anything of another
//! member but their name.

mod code;
mod discreet;
mod exit;
mod goodbye;
mod keys;
mod lost_proof;
mod me;
mod news;
mod overview;
mod phone;
mod place;
mod sessions;
mod sign_in;
mod zones;

pub use code::{code, new_code};
pub use discreet::look;
pub use exit::{choose_exit, exit};
pub use goodbye::{gone, goodbye, leave_for_good};
pub use keys::{choose_keys, keys};
pub use lost_proof::{ask as ask_without_proof, stop as stop_asking};
pub use me::{change_me, me};
pub use news::put_away;
pub use overview::overview;
pub use phone::{certificate as home_certificate, phone};
pub use place::{change_place, place};
pub use sessions::{end_sessions, sessions};
pub use sign_in::{change_sign_in, sign_in};
