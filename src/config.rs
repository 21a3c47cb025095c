//! config.

pub mod raw_keys;

pub use raw_keys::{RawBinding, RawKeys};
