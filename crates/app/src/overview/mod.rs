//! Where all accounts stand, and how they moved. A file per use case.

mod moves;
mod past;
mod quiet;
mod standing;

pub use moves::{Movement, PERIODS, moves};
pub use past::Pasts;
pub use standing::{Overview, overview};
