//! Evenkeel, the program: a family's own server of one.
//!
//! A request passes `web` (who asks, from where, with which form), a room of `rooms` (which page,
//! which command), `app` (the household in memory, its journal) and comes back as a page whose
//! words are in `words` and `content`. What a member may do and see is decided in the `household`
//! crate, never here.

pub mod app;
pub mod cli;
pub mod clock;
pub mod content;
pub mod entropy;
pub mod identity;
pub mod provided;
pub mod rooms;
pub mod settings;
pub mod web;
pub mod words;
