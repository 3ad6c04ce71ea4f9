//! Metrics: windowed aggregates of facts, contracts and people, per account and day.
//!
//! The way of the data, each step in a file:
//!
//! 1. [`definition`]: the TOML text, read and checked into a [`MetricSet`].
//! 2. [`streams`]: the distinct *streams* of facts that the metrics count (names and CEL filter). A [`Classifier`]
//!    turns a fact's name and properties into a small *class*, the set of streams that it belongs to; each distinct
//!    combination is decided once, so that the cost of CEL does not grow with the number of facts.
//! 3. [`table`]: facts packed into 8 bytes each, account by account; ranges of accounts side by side.
//! 4. [`engine`]: one pass over an account's facts makes daily partial aggregates per stream; windows then slide
//!    over days, not facts. Sums are in millionths as `i128`, so that the order of facts does not matter; distinct
//!    people are unions of the days that each person's activity covers.
//! 5. [`liveness`]: the days on which a stream had facts from anybody. `seen`: what the last days need of facts that
//!    are not read again.
//!
//! A value is `f64`; NaN says **no data** and is never a zero. A stream has data on a day if any account had a
//! matching fact within `stale_after` days before it: then an account without facts really has none.

mod daily;
pub mod definition;
pub mod engine;
mod filter;
pub mod input;
pub mod liveness;
mod people;
mod seen;
pub mod streams;
pub mod table;

pub use definition::{Kind, Level, Metric, MetricSet, StreamSpec};
pub use engine::{Engine, History};
pub use input::{AccountInput, ContractSpan, Known, PersonSpan};
pub use liveness::Liveness;
pub use seen::Seen;
pub use streams::{Class, Classifier, Decides};
pub use table::{Facts, Gather, Row};
