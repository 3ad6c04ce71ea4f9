//! Use cases: permission → load → domain → save → audit. One file per use case; every surface calls these.

pub mod accounts;
pub mod actions;
mod app;
mod ask;
pub mod auth;
pub mod bulk;
mod changed;
mod definitions;
pub mod demo;
pub mod doctor;
pub mod erasure;
mod facts;
pub mod history;
pub mod import;
pub mod ingest;
mod kept;
pub mod lab;
mod lease;
mod named;
pub mod overview;
mod principal;
pub mod readiness;
mod refused;
mod sealing;
pub mod search;
#[cfg(test)]
mod tests;
mod tidy;
mod workspace;

pub use app::{App, Place};
pub use definitions::{Definitions, METRICS, Older, Versioned};
pub use principal::Principal;
pub use refused::{Refused, Wrong};
pub use tidy::Tidied;
pub use workspace::{Workspace, names as settings};
