//! The verifier: it believes every proof, and nothing else.

mod hostile;
mod mutations;
mod naive;
mod proofs;
