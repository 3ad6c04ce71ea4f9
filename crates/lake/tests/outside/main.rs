//! The lake as its callers see it. One binary, because linking the query engine takes long.

mod derived;
mod readers;
mod sql;
