//! Rooms over HTTP.

mod shell;
