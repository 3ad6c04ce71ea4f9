//! What tests of several crates stand on: a PostgreSQL server of their own, and a look for somebody in every file. No part
//! of the product.

mod postgres;
pub mod scan;

pub use postgres::Postgres;
