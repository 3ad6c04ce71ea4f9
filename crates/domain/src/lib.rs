//! The rules of customer success, pure: no clock, no randomness, no database, no HTTP.
//!
//! A module per stage, each importing only stages above it: facts → metrics → health → (signals, plays, lab).
//! What people edit (accounts, people, contracts) lives beside facts as ground truth.

pub mod accounts;
pub mod board;
pub mod contracts;
pub mod facts;
pub mod health;
pub mod members;
pub mod metrics;
pub mod overview;
pub mod people;
pub mod readiness;
pub mod reasons;
pub mod templates;
mod toml_text;
