//! Banso intake.
