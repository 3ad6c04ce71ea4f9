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
//! 6. [`risk`]: a formula that was learned, over the other metrics of the same day.
//!
//! A value is `f64`; NaN says **no data** and is never a zero. A stream has data on a day if any account had a
//! matching fact within `stale_after` days before it: then an account without facts really has none.
//!
//! # The idea
//!
//! A general engine answers "per account and day, how many in the last 28 days" by joining days with facts: each fact is
//! looked at once for each day whose window it lies in. Here a fact is looked at **once**. It is added to its day; then
//! each window slides over the days of its account, adding the day that comes in and taking away the day that goes out.
//! Distinct people, which cannot be taken away, are unions of covered days (`people.rs`): a fact covers its day and
//! the days after it as far as the window reaches, overlapping covers of one person are one, and each adds one where it
//! begins and takes one away where it ends. So nothing costs facts × days, and 365 days cost hardly more than one.
//!
//! # Memory
//!
//! A fact is 8 bytes: 16 bits of day, 16 bits of class, 32 bits of person, in this order, so that sorting the numbers
//! sorts by day. A person is a small number within its account; keys stand beside, once for each person and account. A
//! fact that carries a number has 24 bytes more, and few do. Accounts lie one after the other, so an account's facts are
//! one slice. What is needed for the account in hand (a count for each stream and day, a cover for each person) is a few
//! hundred kilobytes, which stays in the second-level cache, and is gone when its columns are done.
//!
//! # Cost
//!
//! Measured with nine metrics on two cores, reading from the lake (docs/benchmarks.md has the runs): about 25 ns for a
//! fact, decoding included, and about 30 ns for an account and day, all nine metrics together. Both are flat from 2 to 200
//! million facts; memory is 8 bytes a fact and some 250 MB.
//!
//! # Why so
//!
//! - **Classes, not filters.** A filter (CEL) is decided once for each distinct name and properties; for a fact it is a
//!   number then. Filters cost nothing that grows with facts.
//! - **People numbered within their account.** A hash look-up for each fact and metric went away; the look-up that is left
//!   happens once for each fact, in a table as small as the account.
//! - **Files of one month, sorted by account and time.** An account's facts come in order, so nothing is sorted (8 % of the
//!   time before), and the last days open two files of twelve.
//! - **Data files read directly.** Going through the object store took 21 %.
//! - **Ranges of accounts, side by side.** Each core decodes, packs and computes its own; they share nothing until the end.
//! - **Integers for sums.** Millionths in 128 bits are exact, so no order of facts, files or threads can change a bit; that
//!   is what lets the days that new facts change be computed alone ([`AccountInput::from`], [`Seen`]) and still equal a
//!   computation from nothing.

mod daily;
pub mod definition;
pub mod engine;
mod fading;
mod filter;
pub mod input;
pub mod liveness;
mod people;
mod reach;
mod recent;
pub mod risk;
mod seen;
pub mod streams;
pub mod table;
mod usage;

pub use definition::{Kind, Level, Metric, MetricSet, StreamSpec};
pub use engine::{Engine, History};
pub use fading::Fading;
pub use input::{AccountInput, ContractSpan, Known, PersonSpan};
pub use liveness::Liveness;
pub use recent::Recent;
pub use risk::{Outcome, Risk, Term};
pub use seen::Seen;
pub use streams::{Class, Classifier, Decides};
pub use table::{AccountFacts, ByAccount, Facts, Gather, Row};
pub use usage::Usage;
