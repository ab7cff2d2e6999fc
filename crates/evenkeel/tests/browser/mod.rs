//! People play the program in a real browser.

mod driver;
