//! What tests of several crates stand on: a PostgreSQL server of their own, randomness that is the same in each run, and a
//! look for somebody in every file. No part of the product.

mod entropy;
mod postgres;
pub mod scan;

pub use entropy::{Counter, Drawn};
pub use postgres::Postgres;
