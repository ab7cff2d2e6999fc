//! The program's tests, in one binary: real SQLite, real HTTP, a real browser.

mod browser;
mod cli;
mod family;
mod forms;
mod readability;
mod routes;
mod simulator;
mod spelling;
mod two_worlds;
mod vault;
mod words;
mod world;
