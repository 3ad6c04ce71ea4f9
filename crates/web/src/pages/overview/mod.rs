//! 全体: where all accounts stand (W-12) and how they moved (W-13).

mod charts;
mod movement;
mod quiet;
pub(in crate::pages) mod sample;
mod standing;
pub(in crate::pages) mod tabs;

pub use movement::{Movements, show as show_moves};
pub use standing::{Standings, show};
