//! Where all accounts stand and how they moved: counting, as pure code.
//!
//! An account is counted once per place; each count is the length of a list that a page links to, so what is counted
//! here must be what [`crate::board`] lists.

mod course;
mod distribution;
mod moves;
mod quiet;

#[cfg(test)]
mod agreement;

pub use course::{Course, course, unjudged_on, with_unjudged};
pub use distribution::{Count, Distribution, Spot, distribution};
pub use moves::{AxisMoves, Cell, Moved, Moves, moves};
pub use quiet::{Life, QUIET, Quiet, quiet};
