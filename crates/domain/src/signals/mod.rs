//! Signals: what is worth noticing, from two days' state and from absence.
//!
//! A signal opens when its test holds, and stays one signal until the test has not held for `clear_after` days: a value
//! that flaps rings once.

mod definition;
mod judge;

pub use definition::{SegmentChange, Severity, Signal, SignalTest, Signals, StuckLimit};
