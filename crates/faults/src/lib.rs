//! What tests do to the program to see that it keeps its word: load over HTTP, power cuts, failing disks, traces of
//! system calls. Drives the real binary from outside and knows nothing of its insides but the contract: what was
//! answered with 200 is there, once (docs/reliability.md).
//!
//! Helpers panic where a test should fail, with what they saw.

#![allow(clippy::disallowed_methods, reason = "it measures time and draws its own luck; nothing here is product")]

pub mod dice;
pub mod events;
pub mod http;
pub mod ledger;
pub mod load;
pub mod program;
pub mod receiver;
pub mod shim;
pub mod trace;
pub mod volume;

/// The number in an environment variable, for runs that are longer than CI's.
///
/// # Panics
/// If it is set and no number.
#[must_use]
pub fn count(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| {
        text.trim().parse().unwrap_or_else(|_| panic!("{variable} should be a number, not {text:?}"))
    })
}
