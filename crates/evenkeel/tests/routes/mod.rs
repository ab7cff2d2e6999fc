//! Rooms over HTTP.

mod arriving;
mod shell;
