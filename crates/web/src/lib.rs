//! Banso web.
