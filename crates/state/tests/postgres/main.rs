//! The state in PostgreSQL: what every state database must do, and what holds of PostgreSQL alone. The server is the
//! tests' own; where PostgreSQL is not installed they are skipped.
#![allow(clippy::print_stdout)]

#[path = "../conformance/mod.rs"]
mod conformance;
mod faults;
mod open;
mod schema;
mod sealed;
mod statements;
mod store;

use conformance::support;
