//! Banso app.
