//! Why an account stands where it stands: each criterion with its value and since when, what to do first, and the last
//! change told by axis, criterion, before → after, day and kind of cause (RULE 13). [`split()`] takes the change between
//! any two days apart.

mod amount;
mod behind;
mod change;
mod criteria;
mod split;

#[cfg(test)]
mod tests;

pub use amount::{Amount, Move, Standing};
pub use behind::{Counted, counted};
pub use change::{Cause, Told, tell};
pub use criteria::{Reading, State, next_step, priority, readings};
pub use split::{Ends, Part, Split, split};
