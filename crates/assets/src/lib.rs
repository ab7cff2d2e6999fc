//! Style and script as browsers fetch them: joined to few files, compressed as hard as possible,
//! and named by their content.
//!
//! Runs while the program is built: a server hands out bytes that lie in it, and works on none of
//! them. Whatever is wrong with a source ends the build.

mod joined;
mod kept;
mod packed;
mod pressed;

pub use self::joined::{lean, modules, together};
pub use self::kept::Kept;
pub use self::pressed::with_pressed_links;
