//! W-02, the account list: which account lacks what, and what comes next.

pub(crate) mod address;
pub mod bulk;
pub(crate) mod cells;
mod chips;
mod choices;
mod export;
mod list;
pub mod plays;
pub(crate) mod problems;
pub(crate) mod sample;
mod views;

pub use export::export;
pub use list::{Accounts, show};
pub use views::{remove, save};
