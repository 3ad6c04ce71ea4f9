//! The lab against real stores: what it sees of the past, and what it finds there.

#[path = "../actions/world.rs"]
#[allow(dead_code, reason = "made for the tests of actions")]
mod world;

mod again;
mod demo;
mod leaking;
mod then;
mod what_if;
