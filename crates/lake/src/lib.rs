//! Banso lake.
