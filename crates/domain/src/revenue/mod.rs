//! Recurring revenue of an account, from its contracts.

mod course;

pub use course::{Course, GAP};
