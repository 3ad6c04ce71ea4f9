//! Files of every make and every fault, read as a user would send them.

mod bad_input;
mod bombs;
mod formats;
mod guessing;
mod ravenstack;
mod support;
