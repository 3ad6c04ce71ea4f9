//! What has arrived, what is missing, and what cannot be right (W-37).

mod inspect;
mod ready;

pub use inspect::{Inspection, Inspections};
pub use ready::{Halted, Readiness, readiness};
