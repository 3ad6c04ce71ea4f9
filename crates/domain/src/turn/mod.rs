//! The turn: what must happen for an account now.
//!
//! One pure function, [`turn`]: the rules, what is known of the account and what was decided before, in; what is remembered
//! and what must be done, out. Memory and deeds are saved in one transaction. What it decides follows from its arguments
//! alone, keys included, so that a run over past days says what would have happened, and a turn made twice decides nothing
//! twice.
//!
//! Within a turn, journey, signals and plays are gone through until nothing moves any more. That ends, because on one day
//! an account goes back at most once, a signal rings at most once, an account enters a play at most once, and plays only go
//! forward.
//!
//! | file | idea |
//! |---|---|
//! | `advance` | which journey, which phase |
//! | `notice` | signals open and close |
//! | `enter` | who enters a play, and why somebody does not |
//! | `run` | a run goes on, step by step |
//! | `act` | what a step does |
//! | `mails` | what a step's mails say, to whom |

mod act;
mod advance;
mod deed;
mod enter;
mod mails;
mod memory;
mod notice;
mod run;
mod state;

pub use crate::conditions::{Cause, CauseKind};
pub use crate::key::Key;
pub use deed::{Act, Deed, Effect, EndReason, SkipReason};
pub use enter::{Outside, outside, triggered};
pub use mails::{Written, mails};
pub use memory::{Arm, Marks, Memory, OpenSignal, Position, Run, RunState, Skip};
pub use state::{LivePlay, Now, Rules, scene, turn};
