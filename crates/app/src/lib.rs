//! Use cases: permission → load → domain → save → audit. One file per use case; every surface calls these.

mod app;
mod ask;
mod definitions;
pub mod doctor;
mod facts;
pub mod history;
mod principal;
mod refused;
mod sealing;
#[cfg(test)]
mod tests;
mod workspace;

pub use app::App;
pub use definitions::{Definitions, METRICS, Older, Versioned};
pub use principal::Principal;
pub use refused::{Refused, Wrong};
pub use workspace::{Workspace, names as settings};
