//! The lake as its callers see it. One binary, because linking the query engine takes long.

mod derived;
mod metrics_sql;
mod readers;
mod sql;
