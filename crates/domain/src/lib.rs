//! The rules of customer success, pure: no clock, no randomness, no database, no HTTP.
//!
//! A module per stage, each importing only stages above it: facts → metrics → health → turn (conditions over all of that;
//! journeys, signals and plays, which the turn carries out).
//! What people edit (accounts, people, contracts) lives beside facts as ground truth.

pub mod accounts;
pub mod board;
pub mod conditions;
pub mod contracts;
pub mod facts;
pub mod health;
pub mod journeys;
pub mod key;
pub mod lab;
pub mod members;
pub mod metrics;
pub mod overview;
mod parsers;
pub mod people;
pub mod plays;
pub mod proof;
pub mod readiness;
pub mod reasons;
pub mod revenue;
pub mod signals;
pub mod templates;
pub mod toml_text;
pub mod turn;
