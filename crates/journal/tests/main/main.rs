//! The conformance suite over every engine, and what only SQLite's files can show.
#![expect(clippy::unwrap_used, reason = "a test that meets the impossible should stop there")]

mod crash;
mod files;
mod golden;
mod suite;
mod tampering;
mod world;
