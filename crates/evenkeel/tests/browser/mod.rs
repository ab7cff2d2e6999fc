//! People play the program in a real browser.

mod driver;
mod page;
mod site;
mod someone;
mod two_parents;
