//! The engine against known optima, against trying everything, and against its own promises.

mod brute_force;
mod certified;
mod families;
mod few_nodes;
mod input_errors;
mod known_instances;
mod limits;
mod parser;
mod properties;
mod several;
mod soak;
mod spoilt;
mod stability;
mod texts;
mod verifier;
