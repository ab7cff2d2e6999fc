//! Rooms over HTTP.

mod access;
mod agreeing;
mod arriving;
mod bad_input;
mod canary;
mod card_page;
mod cards;
mod carers;
mod check_in;
mod child_page;
mod division;
mod frame;
mod help;
mod house;
mod idempotency;
mod identity;
mod knowing;
mod leaving;
mod limits;
pub mod list;
mod listening;
mod lost_proof;
mod shell;
pub mod solo;
mod vault;
mod way_in_news;
mod ways_in;
