//! データの状態 (W-37): what has arrived, what is missing, what to send next, what cannot be right.

mod page;
mod sample;
mod tables;

pub use page::{Data, show};
