//! The verifier: it believes every proof, and nothing else.

mod hostile;
mod meaning;
mod mutations;
mod naive;
mod proofs;
