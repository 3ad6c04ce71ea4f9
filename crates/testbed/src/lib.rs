//! What tests of several crates stand on: a PostgreSQL server of their own. No part of the product.

mod postgres;

pub use postgres::Postgres;
