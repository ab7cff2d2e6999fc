//! The rooms of the product; each folder has its pages, its templates and its words.

pub mod card;
pub mod children;
pub mod first_session;
pub mod help;
pub mod justme;
pub mod settings;
pub mod share;
pub mod start;
pub mod talk;
pub mod today;
