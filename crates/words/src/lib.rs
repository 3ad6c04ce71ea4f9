//! Banso words.
