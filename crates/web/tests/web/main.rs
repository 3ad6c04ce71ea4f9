//! The workspace as a browser meets it.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test says what it skipped, and waits with a limit"
)]

mod access;
mod accounts;
mod bulk;
mod charts;
mod coming_in;
mod erasure;
mod forms;
mod headers;
mod import;
mod ingest;
mod lab;
mod live;
mod pages;
mod plays;
mod ravenstack;
mod rules;
mod site;
mod turned;
mod work;
