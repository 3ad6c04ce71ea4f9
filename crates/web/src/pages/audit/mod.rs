//! W-41: who changed what, and when?

mod details;
mod export;
mod list;
mod words;

pub use export::export;
pub use list::{Audit, show};
