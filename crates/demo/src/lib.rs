//! Banso demo.
