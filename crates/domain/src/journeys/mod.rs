//! Journeys: the phases of a kind of customer, what leads from one to the next, and how long that takes.

mod board;
mod definition;
mod stays;

pub use board::Missing;
pub use definition::{Journey, Phase, Step};
pub use stays::{Cohort, FEWEST_STAYS, PhaseChange, Stay, stays, time_to_value, usual};
