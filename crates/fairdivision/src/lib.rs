//! fairdivision
