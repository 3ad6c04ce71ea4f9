//! Banso report.
