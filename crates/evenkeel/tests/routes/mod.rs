//! Rooms over HTTP.

mod access;
mod arriving;
mod bad_input;
mod frame;
mod idempotency;
mod list;
mod shell;
