//! The state in a file of SQLite: what every state database must do, and what holds of SQLite alone.

#[path = "../conformance/mod.rs"]
mod conformance;
mod open;
mod own;
mod store;

use conformance::support;
