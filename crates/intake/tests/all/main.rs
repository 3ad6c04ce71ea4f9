//! Files of every make and every fault, read as a user would send them, and what SDKs send over HTTP.

mod bad_input;
mod bombs;
mod event_bodies;
mod event_rules;
mod event_sdks;
mod events;
mod formats;
mod guessing;
mod ravenstack;
mod support;
