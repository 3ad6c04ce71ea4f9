//! Plays: what is done on a signal, a phase or a day; with owner, hypothesis, stop date and hold-out.
//!
//! | file | idea |
//! |---|---|
//! | [`definition`] | the TOML text, read and checked into a [`Play`] |
//! | `trigger` | when accounts enter |
//! | `steps` | its steps |
//! | `template` | texts with merge fields |
//! | `limits` | when a message may go |
//! | `hold_out` | who is held out, by a stable hash |

pub mod definition;
mod hold_out;
mod limits;
mod steps;
mod template;
mod trigger;

pub use definition::Play;
pub use hold_out::arm_share;
pub use limits::{Limits, add_business_days};
pub use steps::{Assignee, Does, PlayStep, Recipients};
pub use template::{Bilingual, Template};
pub use trigger::{Schedule, Trigger};
