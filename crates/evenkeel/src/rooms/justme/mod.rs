//! justme
