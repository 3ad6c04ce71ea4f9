//! Why an account stands where it stands: each criterion with its value and since when, what to do first, and the last
//! change told by axis, criterion, before → after, day and kind of cause (RULE 13).

mod behind;
mod change;
mod criteria;

#[cfg(test)]
mod tests;

pub use behind::{Counted, counted};
pub use change::{Cause, Told, tell};
pub use criteria::{Reading, State, next_step, priority, readings};
