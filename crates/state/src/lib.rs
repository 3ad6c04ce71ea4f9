//! Banso state.
